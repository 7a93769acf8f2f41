"""Pairs of numbers, and the components that they make."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive.groups import Groups
from dateline.archive.packed_pairs import PackedPairs, components

EDGES = st.lists(
    st.tuples(st.sampled_from((-2.0, -1.5, 0.0)), st.integers(0, 9), st.integers(0, 9))
)


@given(EDGES)
def test_components_are_the_sets_that_pairs_connect(edges: list[tuple[float, int, int]]) -> None:
    groups = Groups(map(str, range(10)))
    for _, one, two in edges:
        groups.join(str(one), str(two))
    pairs = np.array([pair for _, *pair in edges], np.int32).reshape(-1, 2)
    assert {str(n): str(c) for n, c in enumerate(components(10, [pairs]))} == groups.names()


@given(EDGES, EDGES)
def test_pairs_of_a_component_come_best_first(
    some: list[tuple[float, int, int]], more: list[tuple[float, int, int]]
) -> None:
    packed = PackedPairs()
    packed.add_edges(some)
    packed.add_edges(more)
    labels = components(10, [packed.pairs])
    found = packed.by_component(labels)
    told = {label: list(found.of(label)) for label in set(labels.tolist())}
    expected = [(one, two) for _, one, two in sorted(some + more)]
    for label, pairs in told.items():
        assert pairs == [pair for pair in expected if labels[pair[0]] == label]
    assert sum(map(len, told.values())) == len(expected)


def test_pairs_between_components_are_left_out() -> None:
    packed = PackedPairs()
    packed.add([(0, 1), (1, 2)])
    assert list(packed.by_component(np.array([0, 0, 2])).of(0)) == [(0, 1)]
    assert list(packed.by_component(np.array([0, 0, 2])).of(2)) == []
