"""The rows of a user's table: what their cells mean, and what is wrong with them."""

import calendar
import csv
import re
from collections.abc import Collection
from datetime import date
from typing import Any, Final

from dateline.codebook import ACTOR_KINDS, SECTORS, SUPRANATIONAL
from dateline.errors import DatelineError

from . import countries, places
from .organizations import Organization
from .places import PlaceRow
from .user_table import SOURCE, Dated, UserTable
from .words import fold

COLUMNS: Final = (
    "name", "aliases", "latitude", "longitude", "country", "admin1", "id", "kind", "sector",
    "from", "to",
)  # fmt: skip
PLACE_COLUMNS: Final = ("latitude", "longitude", "id")
"""A row that fills one of these is a place."""
ACTOR_COLUMNS: Final = ("kind", "sector")
"""A row that fills one of these is an actor."""
POPULATION: Final = 100_000
"""A user's place is as well known as a large town."""
MOST_CHARACTERS: Final = 200
"""A longer cell of names is more likely a shifted column."""
_SEPARATOR = re.compile(r"\s*;\s*")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def read_rows(reader: Any, table: UserTable) -> None:
    """Fills `table` from a `csv.reader`. Raises `DatelineError` at the first bad row."""
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        _check_header(table, header)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) > len(header):
                    raise _wrong(
                        table, reader.line_num, f"{len(cells)} cells under {len(header)} columns",
                        "Put quotes around a cell that holds a comma.",
                    )  # fmt: skip
                row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
                _Row(table, reader.line_num, row).add()
    except csv.Error as error:
        hint = "Check the quotes of that line."
        raise _wrong(table, reader.line_num, f"no CSV ({error})", hint) from error


def _check_header(table: UserTable, header: list[str]) -> None:
    known = f"The columns are {', '.join(COLUMNS)}."
    if "name" not in header:
        raise _wrong(table, 1, 'the header has no column "name"', known)
    for column in header:
        if column not in COLUMNS:
            raise _wrong(table, 1, f'the column "{column}" is unknown', known)
        if header.count(column) > 1:
            raise _wrong(table, 1, f'the column "{column}" stands there twice', "Keep one of them.")


def _wrong(table: UserTable, line: int, what: str, hint: str) -> DatelineError:
    return DatelineError(f"{table.path}, line {line}: {what}", hint=f"Mend line {line}. {hint}")


class _Row:
    """One row under way into the table."""

    def __init__(self, table: UserTable, line: int, cells: dict[str, str]) -> None:
        self.table = table
        self.line = line
        self.cells = cells

    def add(self) -> None:
        names = self._names()
        place = any(self._cell(column) for column in PLACE_COLUMNS)
        actor = any(self._cell(column) for column in ACTOR_COLUMNS)
        if place == actor:
            raise self._wrong(
                "both a place and an actor" if place else "neither a place nor an actor",
                "Give a place latitude and longitude, or id; an actor kind or sector.",
            )
        since, until = self._day("from", last=False), self._day("to", last=True)
        if since and until and until < since:
            raise self._wrong(f"it ends on {until}, before {since}", 'Swap "from" and "to".')
        self.table.dated |= bool(since or until)
        if place:
            row = Dated(self._place(), since, until)
            for name in names:
                self.table.places.setdefault(fold(name), []).append(row)
                self.table.place_forms.append(Dated(name, since, until))
        else:
            coded = Dated(self._actor(), since, until)
            self.table.actors += [(name, coded) for name in names]

    def _cell(self, column: str) -> str:
        return self.cells.get(column, "")

    def _wrong(self, what: str, hint: str) -> DatelineError:
        return _wrong(self.table, self.line, what, hint)

    def _names(self) -> list[str]:
        names = [self._cell("name"), *_SEPARATOR.split(self._cell("aliases"))]
        if not fold(names[0]):
            raise self._wrong("the name is empty", 'Fill the column "name".')
        for name in names:
            if len(name) > MOST_CHARACTERS:
                raise self._wrong(f"a name of {len(name)} characters", "Separate aliases with ;.")
        return [name for name in dict.fromkeys(names) if fold(name)]

    def _place(self) -> PlaceRow:
        known = self._known_place()
        lat, lon = self._degrees("latitude", 90), self._degrees("longitude", 180)
        if (lat is None) != (lon is None):
            raise self._wrong("one coordinate without the other", "Give latitude and longitude.")
        if lat is None or lon is None:
            if known is None:
                raise self._wrong(
                    f"no place with the id {self._cell('id')} ships",
                    "Give its latitude and longitude.",
                )
            lat, lon = known.lat, known.lon
        country = self._country(countries.table()) or (known.country if known else None)
        return PlaceRow(
            geonames_id=self._id(),
            name=self._cell("name"),
            lat=lat,
            lon=lon,
            country=country,
            admin1=self._admin1(country) or (known.admin1 if known else None),
            admin2=known.admin2 if known else None,
            population=POPULATION,
            kind=known.kind if known else "P",
        )

    def _known_place(self) -> PlaceRow | None:
        number = self._id()
        return places.by_id(number) if number else None

    def _id(self) -> int | None:
        cell = self._cell("id")
        if not cell:
            return None
        if not (cell.isascii() and cell.isdigit() and 0 < int(cell) < 2**31):
            raise self._wrong(
                f'the id is "{cell}"', "Give the number that GeoNames has for the place."
            )
        return int(cell)

    def _degrees(self, column: str, most: int) -> float | None:
        cell = self._cell(column)
        if not cell:
            return None
        try:
            degrees = float(cell)
        except ValueError:
            degrees = most + 1
        if not -most <= degrees <= most:
            raise self._wrong(
                f'the {column} is "{cell}"', f"Give degrees from -{most} to {most}, such as 15.5."
            )
        return degrees

    def _country(self, codes: Collection[str]) -> str | None:
        cell = self._cell("country").upper()
        if cell and cell not in codes:
            raise self._wrong(
                f'the country is "{self._cell("country")}"', "Give its ISO 3166 code, such as SDN."
            )
        return cell or None

    def _admin1(self, country: str | None) -> str | None:
        cell = self._cell("admin1")
        if not cell:
            return None
        for row in places.regions_of(cell):
            if country is None or row.country == country:
                return row.admin1
        raise self._wrong(
            f'the admin1 "{cell}" is unknown',
            "Give the region's name, or GeoNames' code such as SD.33, or leave it out.",
        )

    def _actor(self) -> Organization:
        kind = self._cell("kind").lower()
        if kind and kind not in ACTOR_KINDS:
            raise self._wrong(f'the kind is "{kind}"', f"Kinds are {', '.join(ACTOR_KINDS)}.")
        sectors = tuple(part for part in re.split(r"[;\s]+", self._cell("sector").upper()) if part)
        for sector in sectors:
            if sector not in SECTORS:
                raise self._wrong(f'the sector is "{sector}"', f"Sectors are {', '.join(SECTORS)}.")
        return Organization(
            name=self._cell("name"),
            country=self._country({*countries.table(), *SUPRANATIONAL}),
            sectors=sectors,
            kind=kind,
            source=SOURCE,
        )

    def _day(self, column: str, *, last: bool) -> str:
        """The date in a cell; one without day or month is its first or last day."""
        cell = self._cell(column)
        if not cell:
            return ""
        found = _DATE.fullmatch(cell)
        try:
            if found:
                year, month = int(found[1]), int(found[2] or (12 if last else 1))
                latest = calendar.monthrange(year, month)[1]
                return date(year, month, int(found[3] or (latest if last else 1))).isoformat()
        except ValueError:
            pass
        raise self._wrong(f'"{column}" is "{cell}"', "Give a date such as 2023-04-15.")
