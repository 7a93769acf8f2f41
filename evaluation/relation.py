"""PLOVER types given the pair, on the fifth of PLV that training leaves out.

PLV's YIELD is CONCEDE and RETREAT together: their probabilities are added before the best type
is taken. Macro-F1 over the 15 labels.
"""

from pathlib import Path

from dateline.model.encoding import tokens_of
from dateline.model.reader_model import ReaderModel
from dateline.reading.quotations import find_quotations
from dateline.reading.words import split_words
from evaluation.counts import Row, set_counts
from training.corpora import YIELD, read_plv
from training.document import Pair, WordIndex


def evaluate(corpora: Path, model: ReaderModel) -> list[Row]:
    _, held_out = read_plv(corpora)
    gold = [_label(pair) for pair in held_out]
    found = [_predicted(pair, model) for pair in held_out]
    labels = sorted(set(gold))
    f1 = [
        set_counts(
            {i for i, g in enumerate(gold) if g == label},
            {i for i, f in enumerate(found) if f == label},
        ).f1
        for label in labels
    ]
    accuracy = sum(g == f for g, f in zip(gold, found, strict=True)) / len(gold)
    note = f"accuracy {accuracy:.3f} of {len(gold)}"
    return [Row("relation macro-F1", "PLV fifth", sum(f1) / len(f1), note)]


def _label(pair: Pair) -> str:
    return "YIELD" if pair.types == YIELD else pair.types[0]


def _predicted(pair: Pair, model: ReaderModel) -> str:
    words = split_words(pair.text)
    index = WordIndex(words)
    probabilities = model.relation(
        tokens_of(pair.text, words, find_quotations(pair.text)),
        index.range_of(pair.actor) if pair.actor else None,
        index.range_of(pair.recipient) if pair.recipient else None,
    )
    scores: dict[str, float] = {}
    for name, p in zip(model.relation_types, probabilities, strict=True):
        label = "YIELD" if name in YIELD else name
        scores[label] = scores.get(label, 0.0) + float(p)
    return max(scores, key=lambda name: scores[name])
