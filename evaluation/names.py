"""Names from raw text: exact spans and types, of persons, organizations and places."""

from pathlib import Path

from dateline.model.reader_model import ReaderModel
from dateline.reading.read import LINGUISTIC_STAGES, analyze
from dateline.record import Report, Span
from evaluation.counts import Counts, Row, f1_row, set_counts, total
from training.corpora import read_ewt
from training.document import Document

SCORED = ("person", "organization", "place")


def evaluate(corpora: Path, model: ReaderModel) -> list[Row]:
    documents = [d for d in read_ewt(corpora, "dev") if d.names is not None]
    scores = [score(document, model) for document in documents]
    rows = [f1_row(kind, "UNER EWT dev", total(s[kind] for s in scores)) for kind in SCORED]
    return [*rows, f1_row("names", "UNER EWT dev", total(s[k] for s in scores for k in SCORED))]


def score(gold: Document, model: ReaderModel) -> dict[str, Counts]:
    found = analyze(Report(text=gold.text), model, LINGUISTIC_STAGES)
    names = {(found.span(n.words), n.type) for n in found.names}
    expected = gold_names(gold)
    return {
        kind: set_counts({n for n in expected if n[1] == kind}, {n for n in names if n[1] == kind})
        for kind in SCORED
    }


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
