"""Words, sentences and trees from raw text, scored as in the CoNLL 2018 shared task.

Gold and predicted words are matched by their characters; a word's attachment is right where its
head is matched too, its label where the universal part of the relation is the same.
"""

from pathlib import Path

from dateline.model.reader_model import ReaderModel
from dateline.reading.document import Document as Reading
from dateline.reading.read import LINGUISTIC_STAGES, analyze
from dateline.record import Report, Span
from evaluation.counts import Counts, Row, f1_row, set_counts, total
from training.document import Document
from training.treebank import read_treebank


def evaluate(corpora: Path, model: ReaderModel) -> list[Row]:
    rows: list[Row] = []
    for name, folder in (("EWT", "ud_ewt"), ("GUM", "gum")):
        documents = read_treebank(corpora / "open" / folder / "dev.conllu.gz", name.lower())
        scores = [score(document, model) for document in documents]
        for task in ("words", "sentences", "UPOS", "UAS", "LAS"):
            rows.append(f1_row(task, f"{name} dev", total(s[task] for s in scores)))
    return rows


def score(gold: Document, model: ReaderModel) -> dict[str, Counts]:
    """Counts of one document, read from its raw text."""
    found = analyze(Report(text=gold.text), model, LINGUISTIC_STAGES)
    assert gold.sentence_starts
    assert gold.upos
    assert gold.heads
    assert gold.relations
    starts = [i for i, first in enumerate(gold.sentence_starts) if first]
    sentences = zip(starts, [*starts[1:], len(gold.words)], strict=True)
    gold_sentences = {(gold.words[a][0], gold.words[b - 1][1]) for a, b in sentences}
    heads = [(gold.words[h] if h >= 0 else None) for h in gold.heads]
    gold_arcs = _arcs(gold.words, heads, gold.relations)
    found_arcs = _arcs(found.words, _heads(found), found.relations)
    return {
        "words": set_counts(gold.words, found.words),
        "sentences": set_counts(gold_sentences, {found.span(s) for s in found.sentences}),
        "UPOS": set_counts(
            zip(gold.words, gold.upos, strict=True), zip(found.words, found.upos, strict=True)
        ),
        "UAS": set_counts({a[:2] for a in gold_arcs}, {a[:2] for a in found_arcs}),
        "LAS": set_counts(gold_arcs, found_arcs),
    }


def _heads(found: Reading) -> list[Span | None]:
    return [found.words[h] if h != i else None for i, h in enumerate(found.heads)]


def _arcs(
    words: list[Span], heads: list[Span | None], relations: list[str]
) -> set[tuple[Span, Span | None, str]]:
    return {
        (word, head, relation.partition(":")[0])
        for word, head, relation in zip(words, heads, relations, strict=True)
    }
