"""Sentences, parts of speech and dependency trees (Universal Dependencies)."""

from typing import Final

import numpy as np
import numpy.typing as npt

from dateline.model.encoding import CASES, LAYOUTS
from dateline.model.reader_model import Array, WordLayers, softmax
from dateline.reading.document import Document, WordRange
from dateline.reading.spanning_tree import maximum_spanning_tree

SENTENCE_THRESHOLD: Final = 0.5
RUN_ON_THRESHOLD: Final = 0.8
"""For a sentence that would begin in lower case with no mark before it."""
_LOWER: Final = CASES.index("lower")
_MARK: Final = CASES.index("mark")
_PARAGRAPH_START: Final = LAYOUTS.index("paragraph start")


def parse(document: Document) -> None:
    """Fills `sentences`, `upos`, `heads` and `relations`."""
    layers = document.layers
    assert layers is not None
    document.sentences = _sentences(document, layers)
    upos = document.model.labels["upos"]
    document.upos = [upos[i] for i in layers.logits["upos"].argmax(-1)]
    heads = np.concatenate(
        [np.empty(0, dtype=np.int64), *(_heads(layers, s) for s in document.sentences)]
    )
    document.heads = [int(h) for h in heads]
    document.relations = _relations(document, layers, heads)


def _sentences(document: Document, layers: WordLayers) -> list[WordRange]:
    """A sentence starts where the model says, at every paragraph and at every window."""
    scores = softmax(layers.logits["sentence"])[:, 1]
    starts = scores > SENTENCE_THRESHOLD
    for index, token in enumerate(document.tokens):
        if token.layout >= _PARAGRAPH_START:
            starts[index] = True
        elif token.case == _LOWER and document.tokens[index - 1].case != _MARK:
            starts[index] = scores[index] > RUN_ON_THRESHOLD
    for first, _ in layers.windows:
        starts[first] = True
    positions = [int(i) for i in np.flatnonzero(starts)]
    return list(zip(positions, [*positions[1:], len(document.words)], strict=True))


def _heads(layers: WordLayers, sentence: WordRange) -> npt.NDArray[np.int64]:
    """The head of each word of a sentence as a word index of the text; a root is its own."""
    start, end = sentence
    head = layers.arc_head[start:end]
    scores = layers.arc_dependent[start:end] @ head[:, :-1].T + head[:, -1]
    root = layers.logits["root"][start:end, 0]
    return maximum_spanning_tree(scores, root) + start


def _relations(document: Document, layers: WordLayers, heads: npt.NDArray[np.int64]) -> list[str]:
    names = document.model.relations
    is_root = heads == np.arange(len(heads))
    head_layer: Array = layers.label_head[heads] * ~is_root[:, None]
    scores = document.model.relation_scores(layers.label_dependent, head_layer)
    root = names.index("root")
    scores[:, root] = -np.inf
    found = scores.argmax(-1)
    found[is_root] = root
    return [names[i] for i in found]
