"""Dependency trees from arc scores."""

from itertools import product

import numpy as np
import pytest

from dateline.reading.spanning_tree import maximum_spanning_tree


def is_tree(heads: list[int]) -> bool:
    roots = [i for i, h in enumerate(heads) if i == h]
    if len(roots) != 1:
        return False
    for node in range(len(heads)):
        seen = set()
        while node != roots[0]:
            if node in seen:
                return False
            seen.add(node)
            node = heads[node]
    return True


@pytest.mark.parametrize("seed", range(60))
def test_against_all_trees(seed: int) -> None:
    random = np.random.default_rng(seed)
    n = int(random.integers(1, 6))
    arcs = random.normal(size=(n, n)).astype(np.float32)
    root = random.normal(size=n).astype(np.float32)

    def total(heads: list[int]) -> float:
        return sum(float(root[i] if h == i else arcs[i, h]) for i, h in enumerate(heads))

    found = [int(h) for h in maximum_spanning_tree(arcs, root)]
    assert is_tree(found)
    best_roots = set(np.argsort(-root)[:3].tolist())
    best = max(
        total(list(heads))
        for heads in product(range(n), repeat=n)
        if is_tree(list(heads)) and next(i for i, h in enumerate(heads) if i == h) in best_roots
    )
    assert total(found) >= best - 1e-4


def test_a_cycle_of_best_heads_is_broken() -> None:
    arcs = np.array([[0, 9, 0], [9, 0, 0], [1, 1, 0]], dtype=np.float32)
    root = np.array([0, 0, 5], dtype=np.float32)
    assert is_tree([int(h) for h in maximum_spanning_tree(arcs, root)])


def test_long_sentences() -> None:
    random = np.random.default_rng(0)
    arcs = random.normal(size=(220, 220)).astype(np.float32)
    assert is_tree([int(h) for h in maximum_spanning_tree(arcs, arcs[0])])
