"""Documents with a parse written by hand, so that tests do not hang on what the model predicts.

A sentence is a line of `word/UPOS/head/relation` cells; heads count from 1 within the sentence, 0
is the root. Where a stage asks the model, `ScriptedModel` answers what the test wrote down.
"""

from collections.abc import Mapping, Sequence
from typing import Final, cast

import numpy as np

from dateline.model.encoding import tokens_of
from dateline.model.reader_model import Array, ReaderModel, WordLayers
from dateline.reading.document import Document, Mention, WordRange
from dateline.reading.quotations import find_quotations
from dateline.reading.words import split_words
from dateline.record import Report

LABELS: Final[dict[str, list[str]]] = {
    "mentions": ["none", "other", "person", "organization", "place"],
    "cues": ["O", "B-cue", "I-cue"],
    "stances": ["asserts", "denies"],
    "triggers": ["none", "ASSAULT", "CONSULT"],
    "modes": ["ASSAULT.none", "ASSAULT.beat", "CONSULT.none", "CONSULT.visit"],
    "contexts": ["military", "health"],
    "statuses": ["happened", "ongoing", "planned", "possible", "denied", "not_happened"],
}
ROLE_TAGS: Final[dict[str, list[str]]] = {
    "statement": ["O", *(f"{p}-{r}" for r in ("source", "content", "addressee") for p in "BI")],
    "event": ["O", *(f"{p}-{r}" for r in ("actor", "recipient", "place", "time") for p in "BI")],
}
SURE: Final = 8.0
"""A logit by which a scripted answer stands out from zeros."""


class ScriptedModel:
    """Gives frames the labels and the roles that were written down for their first word."""

    labels = LABELS
    role_tags = ROLE_TAGS

    def __init__(self) -> None:
        self.frames: dict[tuple[str, int], str] = {}
        self.roles: dict[tuple[str, int], dict[str, list[WordRange]]] = {}

    def frame_scores(self, layers: WordLayers, name: str, first: int, last: int) -> Array:
        scores = np.full(len(LABELS[name]), -1.0, dtype=np.float32)
        if label := self.frames.get((name, first)):
            scores[LABELS[name].index(label)] = SURE
        return scores

    def calibrated(self, decision: str, probability: float) -> float:
        return round(float(probability), 3)

    def role_scores(self, layers: WordLayers, kind: str, first: int, last: int) -> Array:
        tags = ROLE_TAGS[kind]
        scores = np.zeros((len(layers.states), len(tags)), dtype=np.float32)
        scores[:, 0] = SURE / 2
        for role, ranges in self.roles.get((kind, first), {}).items():
            for start, end in ranges:
                scores[start, tags.index(f"B-{role}")] = SURE
                scores[start + 1 : end, tags.index(f"I-{role}")] = SURE
        return scores


def parsed(text: str, *sentences: str) -> Document:
    """The document of `text`; each sentence lists all its words in order."""
    model = ScriptedModel()
    document = Document(Report(text=text), cast(ReaderModel, model))
    document.words = split_words(text)
    document.quotations = find_quotations(text)
    document.tokens = tokens_of(text, document.words, document.quotations)
    written = []
    for sentence in sentences:
        start = len(document.heads)
        for number, cell in enumerate(sentence.split()):
            word, upos, head, relation = cell.rsplit("/", 3)
            written.append(word)
            document.upos.append(upos)
            document.heads.append(start + (int(head) - 1 if int(head) else number))
            document.relations.append(relation)
        document.sentences.append((start, len(document.heads)))
    assert written == [document.word(i) for i in range(len(document.words))]
    document.layers = _layers(len(document.words))
    return document


def _layers(words: int) -> WordLayers:
    empty = np.zeros((words, 1), dtype=np.float32)
    logits = {
        name: np.zeros((words, len(LABELS[name])), dtype=np.float32)
        for name in ("mentions", "cues", "triggers")
    }
    logits["certainty"] = empty
    return WordLayers([(0, words)], empty, logits, empty, empty, empty, empty, {})


def script(document: Document) -> ScriptedModel:
    return cast(ScriptedModel, document.model)


def tag(document: Document, layer: str, labels: Mapping[int, str]) -> None:
    """Lets the model give these words these labels, and all other words the first one."""
    assert document.layers is not None
    scores = document.layers.logits[layer]
    scores[:, 0] = SURE / 2
    for index, label in labels.items():
        scores[index, LABELS[layer].index(label)] = SURE


def at(document: Document, phrase: str) -> WordRange:
    """The words of the first occurrence of `phrase`."""
    start = document.text.index(phrase)
    found = document.range_of((start, start + len(phrase)))
    assert found is not None
    return found


def name(document: Document, phrase: str, kind: str, *, after: int = 0) -> None:
    """Adds a name to the document, found at or after a character."""
    start = document.text.index(phrase, after)
    words = document.range_of((start, start + len(phrase)))
    assert words is not None
    document.names.append(Mention(words, document.head_of(words), kind, True))
    document.names.sort(key=lambda n: n.words)


def quotes(document: Document, ranges: Sequence[WordRange]) -> list[str]:
    return [document.quote(words) for words in ranges]
