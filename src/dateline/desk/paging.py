"""One page of a long answer."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from dateline.archive.answer import Answer, Row
from dateline.desk.view import ROWS, View


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of an answer; `previous` and `next` are addresses, `None` where there is none."""

    rows: list[Row]
    number: int
    first: int
    """The number of the first row, from 1."""
    previous: str | None
    next: str | None


def page_of(ask: Callable[[int], Answer], view: View, rows: int = ROWS) -> Page:
    """The page that `view` asks for; `ask` gives an answer of at most so many rows."""
    number = view.page
    start = (number - 1) * rows
    found = list(islice(ask(start + rows + 1), start, start + rows + 1))
    return Page(
        rows=found[:rows],
        number=number,
        first=start + 1,
        previous=view.url(page=number - 1 if number > 2 else None) if number > 1 else None,
        next=view.url(page=number + 1) if len(found) > rows else None,
    )
