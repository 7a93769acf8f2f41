"""A reading's linguistics as CoNLL-U (Universal Dependencies).

MISC holds `start=` and `end=`, code points into the text, and `Entity=`, BIO over the types of
names. Lemmas, language-specific tags and features are not read and stay `_`.
"""

from collections.abc import Iterator

from dateline.model.reader_model import shipped_model
from dateline.reading.document import Document, WordRange
from dateline.reading.read import LINGUISTIC_STAGES, analyze
from dateline.record import Report


def conllu_of(report: Report) -> str:
    """The whole report, one block a sentence, each ended by an empty line."""
    document = analyze(report, shipped_model(), LINGUISTIC_STAGES)
    entities = ["O"] * len(document.words)
    for name in document.names:
        for index in range(*name.words):
            prefix = "B" if index == name.words[0] else "I"
            entities[index] = f"{prefix}-{name.type}"
    lines = [f"# newdoc id = {report.id}"]
    for number, sentence in enumerate(document.sentences, 1):
        lines += _sentence(document, sentence, number, entities)
        lines.append("")
    return "\n".join(lines) + "\n"


def _sentence(
    document: Document, sentence: WordRange, number: int, entities: list[str]
) -> Iterator[str]:
    start, end = sentence
    first, last = document.span(sentence)
    if document.tokens[start].layout >= 2:
        yield "# newpar"
    yield f"# sent_id = {number}"
    yield f"# text = {' '.join(document.text[first:last].split())}"
    for index in range(start, end):
        head = document.heads[index]
        word_start, word_end = document.words[index]
        misc = [f"start={word_start}", f"end={word_end}", f"Entity={entities[index]}"]
        if index + 1 < len(document.words) and document.words[index + 1][0] == word_end:
            misc.insert(0, "SpaceAfter=No")
        yield "\t".join(
            (
                str(index - start + 1),
                document.word(index),
                "_",
                document.upos[index],
                "_",
                "_",
                str(head - start + 1) if head != index else "0",
                document.relations[index],
                "_",
                "|".join(misc),
            )
        )
