"""What the network gets right on development windows, head by head, without the rules of reading.

F1 of word labels other than the first (outside), of role tags, macro-F1 of relations, accuracy of
frame labels, LAS on given words, and the mean absolute error of certainty.
"""

import random
from collections import defaultdict
from collections.abc import Iterator

import torch
from torch import Tensor

from evaluation.counts import Counts
from training.batches import Batch, Example, batches_of, collate
from training.document import UNKNOWN
from training.labels import FRAME_HEADS, branch_of
from training.losses import (
    arc_scores,
    branch_states,
    frame_states,
    head_states,
    mode_logits,
    relation_logits,
    role_scores,
)
from training.network import Reader

PIECES_PER_BATCH = 2600

Pairs = tuple[Tensor, Tensor]
"""Predicted and annotated labels, alike in shape."""


@torch.inference_mode()
def measure(reader: Reader, examples: list[Example], *, cased: bool = True) -> dict[str, float]:
    """Scores by head over the examples; heads that they do not label are left out.

    `cased=False` hides the case of words, for a network that has learnt without it.
    """
    reader.eval()
    device = next(reader.parameters()).device
    counts: dict[str, Counts] = defaultdict(Counts)
    relations: dict[int, Counts] = defaultdict(Counts)
    for group in batches_of(examples, PIECES_PER_BATCH, random.Random(0)):
        batch = collate(group).to(device)
        if not cased:
            batch.cases.zero_()
        states = branch_states(reader, batch)
        for name, (found, gold) in _tagged(reader, states, batch):
            counts[name].add(*_tag_counts(found, gold))
        for name, (found, gold) in _chosen(reader, states, batch):
            right = float((found == gold).sum())
            counts[name].add(right, len(gold), len(gold))
        counts["certainty error"].add(*_certainty(reader, states, batch))
        if len(batch.relation_window):
            _count_relations(reader, states, batch, relations)
    reader.train()
    scores = {n: c.recall if n == "certainty error" else c.f1 for n, c in counts.items() if c.gold}
    if relations:
        scores["relation"] = sum(c.f1 for c in relations.values()) / len(relations)
    return {name: round(score, 4) for name, score in sorted(scores.items())}


def _tagged(reader: Reader, states: dict[str, Tensor], batch: Batch) -> Iterator[tuple[str, Pairs]]:
    """Word labels and role tags, of which the first label means nothing there."""
    for name, head in reader.word_heads.items():
        if name in batch.words:
            yield name, (head(states[branch_of(name)]).argmax(-1), batch.words[name])
    for kind, frames in batch.frames.items():
        scores = role_scores(reader, states["meaning"], kind, frames)
        yield f"{kind} roles", (scores.argmax(-1), frames.tags)


def _chosen(reader: Reader, states: dict[str, Tensor], batch: Batch) -> Iterator[tuple[str, Pairs]]:
    """Labels one of which is always right, flat and without what is not annotated."""
    if "relations" in batch.words:
        x = states["syntax"]
        known = batch.heads >= -1
        heads = arc_scores(reader, x, batch.sentences).argmax(-1) - 1
        labels = reader.labels(reader.label_dependent(x), head_states(reader, x, heads)).argmax(-1)
        right = (heads == batch.heads) & (labels == batch.words["relations"])
        yield "LAS", (right[known], torch.ones_like(right[known]))
    for kind, frames in batch.frames.items():
        if kind == "predicate":
            continue
        x = frame_states(states["meaning"], frames)
        for name in FRAME_HEADS:
            gold = frames.classes[name]
            if name == "contexts" or not bool((gold != UNKNOWN).any()):
                continue
            logits = reader.frame_heads[name](x)
            if name == "modes":
                logits = mode_logits(logits, gold)
            known = gold != UNKNOWN
            yield name, (logits.argmax(-1)[known], gold[known])


def _tag_counts(found: Tensor, gold: Tensor) -> tuple[float, float, float]:
    known = gold != UNKNOWN
    found, gold = found[known], gold[known]
    hits = ((found == gold) & (gold > 0)).sum()
    return float(hits), float((gold > 0).sum()), float((found > 0).sum())


def _certainty(
    reader: Reader, states: dict[str, Tensor], batch: Batch
) -> tuple[float, float, float]:
    """The summed error, and how many values it is over."""
    known = ~batch.certainty.isnan()
    found = reader.word_heads["certainty"](states["meaning"])
    error = (found[known] - batch.certainty[known]).abs().sum()
    return float(error), float(known.sum()), float(known.sum())


def _count_relations(
    reader: Reader, states: dict[str, Tensor], batch: Batch, counts: dict[int, Counts]
) -> None:
    """A type that the corpus does not tell from another is counted as the first of the two."""
    allowed = batch.relation_types
    found = relation_logits(reader, states["meaning"], batch).argmax(-1)
    for row, label in enumerate(found.tolist()):
        gold = int(allowed[row].argmax())
        label = gold if allowed[row, label] else label
        counts[gold].add(label == gold, 1, label == gold)
        if label != gold:
            counts[label].add(0, 0, 1)
