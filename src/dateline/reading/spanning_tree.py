"""The best dependency tree over arc scores: Chu-Liu/Edmonds with exactly one root."""

import numpy as np
import numpy.typing as npt

from dateline.model.reader_model import Array


def maximum_spanning_tree(arcs: Array, root: Array) -> npt.NDArray[np.int64]:
    """Of each word its head; the root is its own head.

    `arcs[i, j]` scores word j as the head of word i, `root[i]` word i as the root. Most sentences
    are decided by each word's best head; the full algorithm runs only where that is no tree.
    """
    n = len(root)
    scores = np.full((n, n), -np.inf)
    scores[:] = arcs
    np.fill_diagonal(scores, root)
    heads: npt.NDArray[np.int64] = scores.argmax(1)
    if _is_tree(heads):
        return heads
    # Trying each of the best roots keeps the tree to one root.
    best, best_score = heads, -np.inf
    for candidate in np.argsort(-root)[:3]:
        graph = scores.copy()
        np.fill_diagonal(graph, -np.inf)
        tree = _edmonds(graph, int(candidate))
        total = root[candidate] + sum(graph[i, h] for i, h in enumerate(tree) if i != candidate)
        if total > best_score:
            best, best_score = tree, total
    return best


def _is_tree(heads: npt.NDArray[np.int64]) -> bool:
    if int((heads == np.arange(len(heads))).sum()) != 1:
        return False
    return _find_cycle(heads, int(np.flatnonzero(heads == np.arange(len(heads)))[0])) is None


def _find_cycle(heads: npt.NDArray[np.int64], root: int) -> list[int] | None:
    state = [0] * len(heads)
    state[root] = 2
    for start in range(len(heads)):
        path: list[int] = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for visited in path:
            state[visited] = 2
    return None


def _edmonds(scores: npt.NDArray[np.float64], root: int) -> npt.NDArray[np.int64]:
    """Maximum arborescence over `scores[i, j]` (j heads i); the root heads itself."""
    heads: npt.NDArray[np.int64] = scores.argmax(1)
    heads[root] = root
    cycle = _find_cycle(heads, root)
    if cycle is None:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    cycle_index = np.array(cycle)
    kept = scores[cycle_index, heads[cycle_index]]
    total = kept.sum()
    n = len(outside)
    contracted = np.full((n + 1, n + 1), -np.inf)
    contracted[:n, :n] = scores[np.ix_(outside, outside)]
    # The cycle as one node: its best way in breaks one arc, its best way out is its best head.
    entering = scores[np.ix_(cycle_index, outside)] - kept[:, None] + total
    leaving = scores[np.ix_(outside, cycle_index)]
    contracted[n, :n] = entering.max(0)
    contracted[:n, n] = leaving.max(1)
    small_root = int(np.flatnonzero(outside == root)[0])
    tree = _edmonds(contracted, small_root)
    result: npt.NDArray[np.int64] = heads.copy()
    for i, node in enumerate(outside):
        if node == root:
            continue
        head = int(tree[i])
        result[node] = outside[head] if head < n else cycle_index[int(leaving[i].argmax())]
    entry_head = int(tree[n])
    broken = cycle_index[int(entering[:, entry_head].argmax())]
    result[broken] = outside[entry_head]
    return result
