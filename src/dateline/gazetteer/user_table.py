"""A user's own table of places and actors, which wins over the tables that ship.

One CSV file with a header; `docs/gazetteer.md` tells its columns. It is in force only inside
`using`, for the report read there: dated rows hold on the day that report was published.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from dateline.errors import DatelineError

from .words import Match, PhraseIndex, Word, fold, split, without_article

if TYPE_CHECKING:
    from .organizations import Organization
    from .places import PlaceRow

SOURCE: Final = "the user's table"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A value with the days, ISO 8601, on which it begins and ends to hold; empty is open."""

    value: T
    since: str = ""
    until: str = ""

    def holds(self, day: str | None) -> bool:
        """Whether it holds on `day`; what is dated never holds on an unknown day."""
        if not self.since and not self.until:
            return True
        if not day:
            return False
        return self.since <= day and (not self.until or day <= self.until)


@dataclass(slots=True)
class UserTable:
    """The rows of one file: places by folded name, and forms of names in the file's order."""

    path: Path
    places: dict[str, list[Dated["PlaceRow"]]] = field(default_factory=dict)
    place_forms: list[Dated[str]] = field(default_factory=list)
    actors: list[tuple[str, Dated["Organization"]]] = field(default_factory=list)
    dated: bool = False
    """Whether a row holds on some days only."""
    _indexes: dict[str | None, "Indexes"] = field(default_factory=dict)

    def indexes(self, day: str | None) -> "Indexes":
        """The names that hold on a day, ready to be found in running words."""
        key = day if self.dated else None
        if key not in self._indexes:
            if len(self._indexes) >= MOST_DAYS:
                self._indexes.clear()
            self._indexes[key] = Indexes(self, day)
        return self._indexes[key]


MOST_DAYS: Final = 32
"""Days whose names are kept ready; the reports of a source lie close together."""


class Indexes:
    """The names of a table that hold on one day."""

    def __init__(self, table: UserTable, day: str | None) -> None:
        self.places: PhraseIndex[str] = PhraseIndex()
        self.actors: PhraseIndex[Organization] = PhraseIndex()
        for form in table.place_forms:
            if form.holds(day):
                self.places.add(_as_name(form.value), fold(form.value))
        for name, actor in table.actors:
            if actor.holds(day):
                self.actors.add(_as_name(name), actor.value)


def _as_name(form: str) -> str:
    """ "the Junction" with a capital article, so that no "the junction" is taken for it."""
    article = form.startswith("the ") and form[4:5].isupper()
    return f"T{form[1:]}" if article else form


_in_force: ContextVar[tuple[UserTable, str | None] | None] = ContextVar("in_force", default=None)


@contextmanager
def using(table: UserTable | None, published: str | None) -> Iterator[None]:
    """The table is in force inside the block, for a report published then; `None` is no table."""
    token = _in_force.set((table, published[:10] if published else None) if table else None)
    try:
        yield
    finally:
        _in_force.reset(token)


def places_named(key: str) -> tuple["PlaceRow", ...]:
    """The user's places of this folded name."""
    held = _in_force.get()
    if held is None:
        return ()
    table, day = held
    return tuple(each.value for each in table.places.get(key, ()) if each.holds(day))


def has_places() -> bool:
    """Whether a table with places is in force."""
    held = _in_force.get()
    return held is not None and bool(held[0].places)


def place_mentions(words: Sequence[Word]) -> Iterator[Match[str]]:
    """The user's place names in running words."""
    held = _in_force.get()
    if held is not None:
        yield from held[0].indexes(held[1]).places.scan(words)


def actor(words: Sequence[Word]) -> "Organization | None":
    """The user's actor whose name `words` spell from first to last."""
    held = _in_force.get()
    return held[0].indexes(held[1]).actors.exact(words) if held else None


def kind_of(name: str) -> str | None:
    """The kind, of the codebook's, that the user gives the actor of this name."""
    words = split(name)
    found = actor(words) or actor(without_article(words))
    return (found.kind or None) if found else None


def actor_mentions(words: Sequence[Word]) -> Iterable[Match["Organization"]]:
    """The user's actors in running words."""
    held = _in_force.get()
    return held[0].indexes(held[1]).actors.scan(words) if held else ()


def load(path: str | Path) -> UserTable:
    """The table in a CSV file. Raises `DatelineError`, with the line to mend, if it is no such."""
    from .user_rows import read_rows

    table = UserTable(Path(path))
    try:
        with table.path.open(encoding="utf-8-sig", newline="") as lines:
            read_rows(csv.reader(lines, strict=True), table)
    except OSError as error:
        raise DatelineError(
            f"{table.path} can't be read: {error.strerror}",
            hint="Give a CSV file with --gazetteer.",
        ) from error
    except UnicodeDecodeError as error:
        raise DatelineError(
            f"{table.path} is not in UTF-8", hint="Save it as CSV in UTF-8."
        ) from error
    return table
