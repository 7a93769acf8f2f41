"""Sets of ids that grow together."""

from collections.abc import Iterable


class Groups:
    """Disjoint sets of ids, each named by its smallest."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._parents: dict[str, str] = {one: one for one in ids}

    def find(self, one: str) -> str:
        """The smallest id of the set that `one` is in; it is added if it is new."""
        parents = self._parents
        while (parent := parents.setdefault(one, one)) != one:
            parents[one] = parents[parent]
            one = parents[one]
        return one

    def join(self, one: str, other: str) -> bool:
        """Makes the sets of both one; whether they weren't already."""
        low, high = sorted((self.find(one), self.find(other)))
        self._parents[high] = low
        return low != high

    def names(self) -> dict[str, str]:
        """Every id with the name of its set, sorted."""
        return {one: self.find(one) for one in sorted(self._parents)}
