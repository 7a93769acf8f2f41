"""Millions of pairs of numbers in little memory, and what they connect."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Labels = NDArray[np.int64]
    Pairs = NDArray[np.int32]
    Scores = NDArray[np.float64]

_AT_ONCE: Final = 10_000


class PackedPairs:
    """Collects pairs, some of them with scores; those without one score 0."""

    def __init__(self) -> None:
        import numpy as np

        self._scores = [np.empty(0)]
        self._pairs = [np.empty((0, 2), np.int32)]

    def add(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Adds pairs without scores."""
        self.add_edges([(0.0, *pair) for pair in pairs])

    def add_edges(self, edges: Sequence[tuple[float, int, int]]) -> None:
        """Adds pairs, each after its score."""
        import numpy as np

        self._scores.append(np.array([score for score, *_ in edges], np.float64))
        self._pairs.append(np.array([pair for _, *pair in edges], np.int32).reshape(-1, 2))

    @property
    def pairs(self) -> "Pairs":
        """All pairs, one a row."""
        import numpy as np

        self._pairs, self._scores = [np.concatenate(self._pairs)], [np.concatenate(self._scores)]
        return self._pairs[0]

    def touching(self, numbers: "NDArray[np.bool_]") -> "PackedPairs":
        """The pairs one of whose numbers is marked."""

        pairs, (scores,) = self.pairs, self._scores
        wanted = numbers[pairs].any(axis=1)
        found = PackedPairs()
        found._scores, found._pairs = [scores[wanted]], [pairs[wanted]]
        return found

    def rows(self) -> Iterator[dict[str, float]]:
        """All pairs with their scores, as rows of a table."""
        for scores, pairs in zip(self._scores, self._pairs, strict=True):
            for first in range(0, len(scores), _AT_ONCE):
                some = slice(first, first + _AT_ONCE)
                for score, (one, two) in zip(
                    scores[some].tolist(), pairs[some].tolist(), strict=True
                ):
                    yield {"one": one, "two": two, "score": score}

    def by_component(self, labels: "Labels") -> "SortedPairs":
        """The pairs by the component of their numbers; those between two are left out."""
        import numpy as np

        pairs, (scores,) = self.pairs, self._scores
        of_pair = labels[pairs[:, 0]]
        order = np.lexsort((pairs[:, 1], pairs[:, 0], scores, of_pair))
        order = order[of_pair[order] == labels[pairs[order, 1]]]
        return SortedPairs(pairs[order], of_pair[order])


@dataclass(frozen=True, slots=True)
class SortedPairs:
    """Pairs sorted by their component, score and numbers."""

    pairs: "Pairs"
    components: "Labels"

    def of(self, component: int) -> Iterator[tuple[int, int]]:
        """The pairs of a component, those with the least scores first."""
        start, end = self.components.searchsorted([component, component + 1]).tolist()
        for first in range(start, end, _AT_ONCE):
            some = self.pairs[first : min(first + _AT_ONCE, end)]
            yield from zip(some[:, 0].tolist(), some[:, 1].tolist(), strict=True)


def components(numbers: int, connected: Sequence["Pairs"]) -> "Labels":
    """The component of each number from 0 to before `numbers`, called by its smallest number."""
    import numpy as np

    pairs = np.concatenate(connected)
    labels = np.arange(numbers)
    while len(pairs):
        ends = labels[pairs]
        pairs, ends = pairs[ends[:, 0] != ends[:, 1]], ends[ends[:, 0] != ends[:, 1]]
        np.minimum.at(labels, ends.max(axis=1), ends.min(axis=1))
        while not np.array_equal(jumped := labels[labels], labels):
            labels = jumped
    return labels
