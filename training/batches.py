"""Windows of documents with their labels as tensors, and batches of them by length."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor

from dateline.model.encoding import PieceTokenizer, Window, mark_parties, tokens_of
from dateline.reading.quotations import find_quotations
from dateline.reading.words import split_words
from training.document import UNKNOWN, Document, Frame, Pair, WordIndex
from training.labels import (
    BRANCHES,
    FRAME_HEADS,
    MENTIONS,
    NAMES,
    RELATION_TYPES,
    RELATIONS,
    ROLES,
    TRIGGERS,
    UPOS,
    WORD_HEADS,
    role_tags,
)

CERTAINTY_SCALES: Final = {"uw": "UW", "ewt": "UDS"}

UNQUOTED: Final = 0.15
"""How often a window is shown without its quotation layout, as if its marks were missing."""


@dataclass(slots=True)
class Example:
    """One window: model input, and the labels that its corpus gives (word-wise lists)."""

    corpus: str
    window: Window
    words: dict[str, list[int]]
    frames: list[Frame]
    """With word indices within the window."""
    heads: list[int] | None = None
    sentences: list[int] | None = None
    certainty: list[float] | None = None
    relation: tuple[int, int, list[float]] | None = None
    """Positions among the words of the actor's and recipient's first mark (-1 if absent)."""
    outermost: bool = False


def examples_of(document: Document, pieces: PieceTokenizer) -> list[Example]:
    tokens = tokens_of(document.text, document.words, find_quotations(document.text))
    labels = _word_labels(document)
    return [_example(document, window, labels) for window in pieces.windows(tokens) if window.first]


def _word_labels(document: Document) -> dict[str, list[int]]:
    labels: dict[str, list[int]] = {}
    if document.sentence_starts is not None:
        labels["sentence"] = document.sentence_starts
    for name, values, inventory in (
        ("upos", document.upos, UPOS),
        ("relations", document.relations, RELATIONS),
        ("names", document.names, NAMES),
        ("mentions", document.mentions, MENTIONS),
        ("triggers", document.triggers, TRIGGERS),
    ):
        if values is not None:
            index = {label: i for i, label in enumerate(inventory)}
            labels[name] = [index.get(value, UNKNOWN) for value in values]
    if document.cues is not None:
        labels["cues"] = document.cues
    if document.times is not None:
        labels["times"] = document.times
    if document.outermost:
        for role in ("source", "content"):
            labels[role] = _bio(document, role)
    return labels


def _bio(document: Document, role: str) -> list[int]:
    tags = [0] * len(document.words)
    for frame in document.frames:
        for start, end in frame.roles.get(role, []):
            tags[start] = 1
            tags[start + 1 : end] = [2] * (end - start - 1)
    return tags


def _example(document: Document, window: Window, labels: dict[str, list[int]]) -> Example:
    start, end = window.start, window.start + len(window.first)
    heads = sentences = None
    if document.heads is not None and document.sentence_starts is not None:
        # An arc that leaves the window (a sentence cut in two) carries no label.
        heads = [
            -1 if h == -1 else h - start if start <= h < end else UNKNOWN
            for h in document.heads[start:end]
        ]
        sentences = []
        for first in document.sentence_starts[start:end]:
            sentences.append((sentences[-1] if sentences else 0) + first)
    certainty = None
    if document.certainty:
        certainty = [document.certainty.get(i, float("nan")) for i in range(start, end)]
    return Example(
        corpus=document.corpus,
        window=window,
        words={name: values[start:end] for name, values in labels.items()},
        frames=[f for frame in document.frames if (f := _within(frame, start, end))],
        heads=heads,
        sentences=sentences,
        certainty=certainty,
        outermost=document.outermost,
    )


def _within(frame: Frame, start: int, end: int) -> Frame | None:
    """The frame with word indices within the window, its roles cut at the window's ends."""
    if not start <= frame.head[0] < frame.head[1] <= end:
        return None
    roles = {
        role: [
            (max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start
        ]
        for role, spans in frame.roles.items()
    }
    return Frame(
        kind=frame.kind,
        head=(frame.head[0] - start, frame.head[1] - start),
        roles=roles,
        type=frame.type,
        mode=frame.mode,
        status=frame.status,
        stance=frame.stance,
        contexts=frame.contexts,
    )


def example_of_pair(pair: Pair, pieces: PieceTokenizer) -> Example:
    words = split_words(pair.text)
    tokens = tokens_of(pair.text, words, find_quotations(pair.text))
    index = WordIndex(words)
    window, actor, recipient = mark_parties(
        tokens,
        pieces,
        index.range_of(pair.actor) if pair.actor else None,
        index.range_of(pair.recipient) if pair.recipient else None,
    )
    weights = [float(t in pair.types) for t in RELATION_TYPES]
    return Example("plv", window, {}, [], relation=(actor, recipient, weights))


@dataclass(slots=True)
class FrameBatch:
    """The frames of one kind in a batch, with their labels (F) and role tags (F, W)."""

    window: Tensor
    first: Tensor
    last: Tensor
    tags: Tensor
    classes: dict[str, Tensor]


@dataclass(slots=True)
class Batch:
    """Model input (B, L) and (B, W), and the labels of each head."""

    ids: Tensor
    cases: Tensor
    layouts: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    word_mask: Tensor
    words: dict[str, Tensor]
    heads: Tensor
    sentences: Tensor
    certainty: Tensor
    """(B, W, 2), by the scales of the certainty head; NaN where not annotated."""
    rows: dict[str, Tensor]
    """By branch, the windows that have labels of it."""
    frames: dict[str, FrameBatch]
    relation_window: Tensor
    relation_places: Tensor
    relation_types: Tensor

    def to(self, device: torch.device) -> "Batch":
        def move(value: object) -> object:
            if isinstance(value, Tensor):
                return value.to(device)
            if isinstance(value, dict):
                return {key: move(item) for key, item in value.items()}
            if isinstance(value, FrameBatch):
                return FrameBatch(*(move(getattr(value, f)) for f in FrameBatch.__slots__))  # type: ignore[arg-type]
            return value

        return Batch(*(move(getattr(self, f)) for f in Batch.__slots__))  # type: ignore[arg-type]


MAX_PREDICATES: Final = 6
"""Predicate frames taken of a window at a time; the others come in other epochs."""


def collate(examples: Sequence[Example], *, random_source: random.Random | None = None) -> Batch:
    """The examples as one padded batch; with a `random_source`, with training noise."""
    length = max(len(e.window.ids) for e in examples)
    width = max(len(e.window.first) for e in examples)
    b = len(examples)

    def grid(columns: int, fill: int = 0) -> Tensor:
        return torch.full((b, columns), fill, dtype=torch.long)

    ids, cases, layouts, mask = grid(length), grid(length), grid(length), grid(length)
    first, last, word_mask = grid(width), grid(width), grid(width)
    heads, sentences = grid(width, UNKNOWN), grid(width, -1)
    certainty = torch.full((b, width, len(WORD_HEADS["certainty"])), float("nan"))
    names = {name for e in examples for name in e.words}
    words = {name: grid(width, UNKNOWN) for name in names}
    for row, example in enumerate(examples):
        window = example.window
        n, w = len(window.ids), len(window.first)
        ids[row, :n] = torch.tensor(window.ids)
        cases[row, :n] = torch.tensor(window.cases)
        layout = torch.tensor(window.layouts)
        if random_source and random_source.random() < UNQUOTED:
            layout = layout // 2 * 2
        layouts[row, :n] = layout
        mask[row, :n] = 1
        first[row, :w], last[row, :w] = torch.tensor(window.first), torch.tensor(window.last)
        word_mask[row, :w] = 1
        for name, values in example.words.items():
            words[name][row, :w] = torch.tensor(values)
        if example.heads is not None and example.sentences is not None:
            heads[row, :w] = torch.tensor(example.heads)
            sentences[row, :w] = torch.tensor(example.sentences)
        if example.certainty is not None:
            scale = WORD_HEADS["certainty"].index(CERTAINTY_SCALES[example.corpus])
            certainty[row, :w, scale] = torch.tensor(example.certainty)
    related = [(row, e.relation) for row, e in enumerate(examples) if e.relation]
    return Batch(
        ids=ids, cases=cases, layouts=layouts, mask=mask, first=first, last=last,
        word_mask=word_mask, words=words, heads=heads, sentences=sentences, certainty=certainty,
        rows={name: _rows_of(examples, name) for name in BRANCHES},
        frames={k: f for k in ROLES if (f := _frames(examples, k, width, random_source))},
        relation_window=torch.tensor([row for row, _ in related], dtype=torch.long),
        relation_places=torch.tensor([r[:2] for _, r in related], dtype=torch.long).view(-1, 2),
        relation_types=torch.tensor([r[2] for _, r in related]).view(-1, len(RELATION_TYPES)),
    )  # fmt: skip


def _rows_of(examples: Sequence[Example], branch: str) -> Tensor:
    """Windows with a label that the branch learns from."""
    kept = [
        row
        for row, example in enumerate(examples)
        if any(name in example.words for name in BRANCHES[branch])
        or (branch == "meaning" and (example.frames or example.relation or example.certainty))
    ]
    return torch.tensor(kept, dtype=torch.long)


def _frames(
    examples: Sequence[Example], kind: str, width: int, random_source: random.Random | None
) -> FrameBatch | None:
    chosen: list[tuple[int, Frame]] = []
    for row, example in enumerate(examples):
        frames = [f for f in example.frames if f.kind == kind]
        if kind == "predicate" and len(frames) > MAX_PREDICATES:
            frames = (random_source or random.Random(0)).sample(frames, MAX_PREDICATES)
        chosen += [(row, frame) for frame in frames]
    if not chosen:
        return None
    tags = torch.zeros((len(chosen), width), dtype=torch.long)
    index = {tag: i for i, tag in enumerate(role_tags(kind))}
    for number, (row, frame) in enumerate(chosen):
        tags[number, len(examples[row].window.first) :] = UNKNOWN
        for role, spans in frame.roles.items():
            for start, end in spans:
                tags[number, start] = index[f"B-{role}"]
                tags[number, start + 1 : end] = index[f"I-{role}"]
    return FrameBatch(
        window=torch.tensor([row for row, _ in chosen]),
        first=torch.tensor([f.head[0] for _, f in chosen]),
        last=torch.tensor([f.head[1] - 1 for _, f in chosen]),
        tags=tags,
        classes=_frame_classes([f for _, f in chosen]),
    )


def _frame_classes(frames: Sequence[Frame]) -> dict[str, Tensor]:
    def index_of(name: str, value: str | None) -> int:
        return FRAME_HEADS[name].index(value) if value is not None else UNKNOWN

    contexts = torch.full((len(frames), len(FRAME_HEADS["contexts"])), float("nan"))
    for row, frame in enumerate(frames):
        if frame.contexts is not None:
            contexts[row] = torch.tensor(
                [float(c in frame.contexts) for c in FRAME_HEADS["contexts"]]
            )
    modes = [f"{f.type}.{f.mode or 'none'}" if f.type else None for f in frames]
    return {
        "modes": torch.tensor([index_of("modes", m) for m in modes]),
        "statuses": torch.tensor([index_of("statuses", f.status) for f in frames]),
        "stances": torch.tensor([index_of("stances", f.stance) for f in frames]),
        "contexts": contexts,
    }


def batches_of(
    examples: Sequence[Example], pieces_per_batch: int, random_source: random.Random
) -> Iterator[list[Example]]:
    """Batches of windows of about the same length, in random order."""
    order = sorted(examples, key=lambda e: len(e.window.ids) * random_source.uniform(0.85, 1.15))
    batches: list[list[Example]] = []
    current: list[Example] = []
    longest = 0
    for example in order:
        longest = max(longest, len(example.window.ids))
        if current and longest * (len(current) + 1) > pieces_per_batch:
            batches.append(current)
            current, longest = [], len(example.window.ids)
        current.append(example)
    if current:
        batches.append(current)
    random_source.shuffle(batches)
    yield from batches
