"""Spans from BIO scores: the best tag sequence in which no span begins with an inner tag."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dateline.model.reader_model import Array, softmax

_FORBIDDEN = -1e9


@dataclass(frozen=True, slots=True)
class Tagged:
    """A run of words with one label, and how sure the model is of its tags on average."""

    start: int
    end: int
    label: str
    score: float


def transitions(tags: Sequence[str]) -> Array:
    """`[i, j]` is 0 where tag j may follow tag i: an I- tag follows only its own span."""
    allowed = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for j, tag in enumerate(tags):
        if tag.startswith("I-"):
            for i, before in enumerate(tags):
                if before[2:] != tag[2:]:
                    allowed[i, j] = _FORBIDDEN
    return allowed


def best_tags(scores: Array, allowed: Array, inner: Sequence[int]) -> npt.NDArray[np.int64]:
    """Viterbi over `scores` (frames, words, tags), all frames at once.

    `inner` are the indices of I- tags, which cannot come first.
    """
    frames, width, _ = scores.shape
    best = scores[:, 0].copy()
    best[:, list(inner)] = _FORBIDDEN
    back = np.zeros(scores.shape, dtype=np.int64)
    for word in range(1, width):
        paths = best[:, :, None] + allowed[None]
        back[:, word] = paths.argmax(1)
        best = paths.max(1) + scores[:, word]
    tags = np.zeros((frames, width), dtype=np.int64)
    tags[:, -1] = best.argmax(-1)
    rows = np.arange(frames)
    for word in range(width - 1, 0, -1):
        tags[:, word - 1] = back[rows, word, tags[:, word]]
    return tags


def spans_of(
    tags: npt.NDArray[np.int64], names: Sequence[str], probabilities: Array
) -> list[Tagged]:
    """The spans of one sequence of tags, with the mean probability of their tags."""
    spans: list[Tagged] = []
    start = 0
    for index in range(1, len(tags) + 1):
        inside = index < len(tags) and names[tags[index]].startswith("I")
        if inside and names[tags[start]] != "O":
            continue
        if names[tags[start]] != "O":
            score = float(np.mean([probabilities[i, tags[i]] for i in range(start, index)]))
            spans.append(Tagged(start, index, names[tags[start]][2:], round(score, 3)))
        start = index
    return spans


def tag_spans(scores: Array, names: Sequence[str]) -> list[Tagged]:
    """The spans of one sequence of scores (words, tags)."""
    if not len(scores):
        return []
    return tag_frames(scores[None], names)[0]


def tag_frames(scores: Array, names: Sequence[str]) -> list[list[Tagged]]:
    """The spans of every frame of scores (frames, words, tags)."""
    inner = [i for i, name in enumerate(names) if name.startswith("I")]
    tags = best_tags(scores, transitions(names), inner)
    probabilities = softmax(scores)
    return [spans_of(t, names, p) for t, p in zip(tags, probabilities, strict=True)]
