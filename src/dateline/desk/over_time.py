"""Counts over time as strips: one row a thing that is counted, one column a month or year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

MOST_MONTHS: Final = 72
MOST_YEARS: Final = 120


@dataclass(frozen=True, slots=True)
class Strip:
    """How often one thing was counted, column by column, and without a known day."""

    name: str
    counts: tuple[int, ...]
    undated: int

    @property
    def total(self) -> int:
        return sum(self.counts) + self.undated

    @property
    def most(self) -> int:
        """The largest count of one column."""
        return max(self.counts, default=0)


@dataclass(frozen=True, slots=True)
class Strips:
    """Columns are the first days of months, or of years where the time is long."""

    columns: tuple[date, ...]
    by_year: bool
    rows: tuple[Strip, ...]

    @property
    def undated(self) -> int:
        return sum(row.undated for row in self.rows)


def strips(counted: Iterable[tuple[date | None, str, int]], names: Sequence[str]) -> Strips:
    """Strips of (first day of a month, name, count), in the order of `names`; empty rows go.

    Of very long times the latest columns are kept.
    """
    found = list(counted)
    days = [day for day, _, _ in found if day]
    months = _months(min(days), max(days)) if days else []
    by_year = len(months) > MOST_MONTHS
    columns = (
        sorted({date(month.year, 1, 1) for month in months})[-MOST_YEARS:] if by_year else months
    )
    place = {day: number for number, day in enumerate(columns)}
    rows = []
    for name in names:
        counts, undated = [0] * len(columns), 0
        for day, counted_name, count in found:
            if counted_name != name:
                continue
            column = place.get(date(day.year, 1 if by_year else day.month, 1)) if day else None
            if column is None:
                undated += count
            else:
                counts[column] += count
        if undated or any(counts):
            rows.append(Strip(name, tuple(counts), undated))
    return Strips(tuple(columns), by_year, tuple(rows))


def _months(first: date, last: date) -> list[date]:
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(start, end + 1)]
