"""Spans from BIO scores."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.tagging import tag_frames, tag_spans

NAMES = ("O", "B-x", "I-x", "B-y", "I-y")


def scores(*tags: str) -> np.ndarray:
    grid = np.zeros((len(tags), len(NAMES)), dtype=np.float32)
    for row, tag in enumerate(tags):
        grid[row, NAMES.index(tag)] = 5
    return grid


def test_spans() -> None:
    found = tag_spans(scores("O", "B-x", "I-x", "B-x", "O", "B-y"), NAMES)
    assert [(t.start, t.end, t.label) for t in found] == [(1, 3, "x"), (3, 4, "x"), (5, 6, "y")]
    assert all(0.9 < t.score <= 1 for t in found)


def test_an_inner_tag_never_begins_a_span() -> None:
    # Read greedily this would be an x that never began; the best lawful reading is one y.
    found = tag_spans(scores("I-x", "I-y", "I-y"), NAMES)
    assert [(t.start, t.end, t.label) for t in found] == [(0, 3, "y")]


def test_nothing_from_nothing() -> None:
    assert tag_spans(np.zeros((0, 5), dtype=np.float32), NAMES) == []


@given(st.integers(1, 4), st.integers(1, 12), st.integers(0, 2**31))
def test_frames_are_tagged_as_if_alone(frames: int, width: int, seed: int) -> None:
    grid = np.random.default_rng(seed).normal(size=(frames, width, 5)).astype(np.float32)
    together = tag_frames(grid, NAMES)
    assert together == [tag_spans(frame, NAMES) for frame in grid]
    for spans in together:
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
