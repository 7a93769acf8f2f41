"""Names from raw text: exact spans and types, of persons, organizations and places."""

from pathlib import Path

from dateline.model.reader_model import ReaderModel
from dateline.reading.read import LINGUISTIC_STAGES, analyze
from dateline.record import Report, Span
from evaluation.counts import Counts, Row, f1_row, set_counts, total
from training.actor_names import UNLABELLED
from training.corpora import read_ewt, read_re3d
from training.document import Document

SCORED = ("person", "organization", "place")


def evaluate(corpora: Path, model: ReaderModel) -> list[Row]:
    ewt = [d for d in read_ewt(corpora, "dev") if d.names is not None]
    return [
        *_rows("UNER EWT dev", ewt, model),
        *_rows("re3d dev", read_re3d(corpora, "dev"), model),
    ]


def _rows(data: str, documents: list[Document], model: ReaderModel) -> list[Row]:
    scores = [score(document, model) for document in documents]
    rows = [f1_row(kind, data, total(s[kind] for s in scores)) for kind in SCORED]
    return [*rows, f1_row("names", data, total(s[k] for s in scores for k in SCORED))]


def score(gold: Document, model: ReaderModel) -> dict[str, Counts]:
    found = analyze(Report(text=gold.text), model, LINGUISTIC_STAGES)
    open_words = [
        w for w, tag in zip(gold.words, gold.names or (), strict=True) if tag == UNLABELLED
    ]
    names = {
        (span, n.type)
        for n in found.names
        if (span := found.span(n.words)) and not _within(span, open_words)
    }
    expected = gold_names(gold)
    return {
        kind: set_counts({n for n in expected if n[1] == kind}, {n for n in names if n[1] == kind})
        for kind in SCORED
    }


def _within(span: Span, words: list[Span]) -> bool:
    """Whether a name stands in words on which the annotation is silent."""
    return any(start <= span[0] < end for start, end in words)


def gold_names(document: Document) -> set[tuple[Span, str]]:
    """Spans of the document's BIO tags, trimmed as ours are: no article before a name."""
    assert document.names is not None
    names: set[tuple[Span, str]] = set()
    start: int | None = None
    for index, tag in enumerate([*document.names, "O"]):
        if start is not None and not tag.startswith("I-"):
            span = (document.words[start][0], document.words[index - 1][1])
            names.add((span, document.names[start][2:]))
            start = None
        if tag.startswith("B-"):
            start = index
    return names
