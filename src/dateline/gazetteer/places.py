"""Places by any spelling: GeoNames' towns from 500 inhabitants on, districts, first-level regions,
countries and continents, and the larger seas and regions.

The table is a set of arrays sorted by population, districts last, over one blob of sorted
spellings that is searched by bisection; it is read on first use. A user's own places
(`user_table.py`) come instead of the table's where they have the name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from . import user_table
from .tables import DATA
from .words import Word, fold

_NAMES_HELD: Final = 256
"""Names kept with their places, more than a report has; each is asked for several times."""
KINDS: Final = "PADCLR"
"""City, first-level region, district, country, continent, and named region or water."""

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """One place. `geonames_id` is `None` for the regions and waters without a known one,
    `country` is alpha-3, `admin1` GeoNames' code ("US.TX"), `admin2` the GeoNames id of the
    district (its own for a district), `kind` a letter of `KINDS`."""

    geonames_id: int | None
    name: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    admin2: int | None = None
    population: int
    kind: str


class _Table:
    """The arrays of `data/places.npz`."""

    def __init__(self) -> None:
        with np.load(DATA / "places.npz", allow_pickle=False) as arrays:
            self.column: dict[str, Array] = {name: arrays[name] for name in arrays.files}
        self.names = self.column.pop("names").tobytes()
        self.keys = self.column.pop("keys").tobytes()
        # Single numbers come out of a buffer several times as fast as out of an array.
        self._key_ends = self.column["key_ends"].data
        self.countries = self.column.pop("countries").tobytes().decode().split("\n")
        self.admins = self.column.pop("admins").tobytes().decode().split("\n")

    def numbers(self, key: bytes) -> Sequence[int]:
        """The rows with this spelling, the most populous first."""
        ends = self._key_ends
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            start = ends[middle - 1] if middle else 0
            if self.keys[start : ends[middle]] < key:
                low = middle + 1
            else:
                high = middle
        start = ends[low - 1] if low else 0
        if low == len(ends) or self.keys[start : ends[low]] != key:
            return ()
        row_ends = self.column["key_row_ends"]
        first = int(row_ends[low - 1]) if low else 0
        numbers: list[int] = self.column["key_rows"][first : row_ends[low]].tolist()
        return numbers

    def row(self, number: int) -> PlaceRow:
        column, ends = self.column, self.column["name_ends"]
        start = int(ends[number - 1]) if number else 0
        return PlaceRow(
            geonames_id=int(column["geonames_id"][number]) or None,
            name=self.names[start : ends[number]].decode(),
            lat=round(float(column["lat"][number]), 5),
            lon=round(float(column["lon"][number]), 5),
            country=self.countries[column["country"][number]] or None,
            admin1=self.admins[column["admin1"][number]] or None,
            admin2=int(column["admin2"][number]) or None,
            population=int(column["population"][number]),
            kind=KINDS[column["kind"][number]],
        )


@cache
def _table() -> _Table:
    return _Table()


def find(name: str) -> tuple[PlaceRow, ...]:
    """The places of this name in any known spelling, the most populous first."""
    return _by_key(fold(name))


def find_words(words: Sequence[Word]) -> tuple[PlaceRow, ...]:
    """The places whose name `words` spell from first to last."""
    return _by_key(" ".join(word.folded for word in words))


def by_id(geonames_id: int) -> PlaceRow | None:
    """The place with this GeoNames id; a search through the whole table."""
    table = _table()
    numbers = np.flatnonzero(table.column["geonames_id"] == geonames_id)
    return table.row(int(numbers[0])) if len(numbers) else None


def regions_of(name: str) -> list[PlaceRow]:
    """First-level regions by name, or by GeoNames' code ("SD.33")."""
    table = _table()
    if name in table.admins:
        of_code = table.column["admin1"] == table.admins.index(name)
        numbers = np.flatnonzero(of_code & (table.column["kind"] == KINDS.index("A")))
        return [table.row(int(number)) for number in numbers]
    return [row for row in find(name) if row.kind == "A"]


def _by_key(key: str) -> tuple[PlaceRow, ...]:
    return user_table.places_named(key) or _of_table(key)


@lru_cache(_NAMES_HELD)
def _of_table(key: str) -> tuple[PlaceRow, ...]:
    table = _table()
    return tuple(table.row(number) for number in table.numbers(key.encode()))
