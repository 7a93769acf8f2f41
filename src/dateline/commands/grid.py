"""Rows as a table for a terminal."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from dateline.exports.cells import cell_width
from dateline.exports.neutral import isolate, one_line, shorten

if TYPE_CHECKING:
    from dateline.archive.answer import Row

WIDEST: Final = 60
"""Cells of the widest column; what is longer is cut."""
GAP: Final = "  "


def grid(rows: Iterable["Row"]) -> Iterator[str]:
    """The lines of a table with a head; numbers stand at the right of their columns."""
    listed = list(rows)
    if not listed:
        return
    columns = list(listed[0])
    table = [columns, *([shown(row[column]) for column in columns] for row in listed)]
    widths = [max(cell_width(line[n]) for line in table) for n in range(len(columns))]
    right = [all(_is_number(row[column]) for row in listed) for column in columns]
    for line in table:
        cells = (_padded(*cell) for cell in zip(line, widths, right, strict=True))
        yield GAP.join(cells).rstrip()


def shown(value: object) -> str:
    """A value on one line, without anything that could move the cursor or reorder the line."""
    if value is None:
        return ""
    if isinstance(value, list):
        return shorten(", ".join(filter(None, map(shown, value))), WIDEST)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, date | int):
        return str(value)
    return isolate(shorten(one_line(str(value)), WIDEST))


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _padded(text: str, width: int, right: bool) -> str:
    space = " " * (width - cell_width(text))
    return space + text if right else text + space
