"""What the normalisers share: the reading of one expression, and what it is read against."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from dateline.reading.when.direction import clause_before, direction
from dateline.reading.when.periods import Period, calendar_day, containing
from dateline.reading.when.words import MONTHS, either

PREVIOUS_WORD: Final = re.compile(r"([A-Za-z$€£¥#%.&'’0-9-]+)[^\S\n]{0,3}\n?$")
NEXT_WORD: Final = re.compile(r"[^\S\n]{0,3}\n?([A-Za-z%$0-9'’-]+)")
LOOK_BACK: Final = 40
REACH: Final = {"day": 275}
DEFAULT_REACH: Final = 345
"""How many days off a day or month may lie that is named without its year."""
WAYS: Final = {"past": "the clause looks back", "future": "the clause looks ahead"}
OTHER_CALENDAR: Final = "a date of another calendar"
AMBIGUOUS: Final = "day and month can be read in either order"
MOVABLE: Final = "its date depends on the year and on who keeps it"
IN_FULL: Final = "named in full"
UNPUBLISHED: Final = "the day of publication is not known"
DAY_REACH: Final = 250
"""How many characters a day that was named stays the one that a clock time belongs to."""
NUMERIC: Final = re.compile(r"\b(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)\b")
MONTHS_A_YEAR: Final = 12
DAY_NAME: Final = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? {either(MONTHS)}\b", re.IGNORECASE)
NAME_DAY: Final = re.compile(rf"\b{either(MONTHS)} \d{{1,2}}\b(?! {either(MONTHS)})", re.IGNORECASE)
OF: Final = re.compile(r"\s{1,3}(?:(?:of|in)\s{1,3})?")
CLAUSE_REACH: Final = 300
OTHER_LENGTH: Final = re.compile(
    r"\b(?:the (?:full |fiscal |whole |past )?year|[a-z]{3,6} (?:fiscal )?months|full-year"
    r"|nine-month|six-month|fiscal (?:19|20)\d\d|first half)\b",
    re.IGNORECASE,
)
"""Lengths of time that figures are compared over, other than a quarter."""
QUARTER_REACH: Final = 1200
"""How many characters a quarter that was named stays the period that a report compares with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one time expression says. `clock` is a time of day in TIMEX3 form ("T17:00", "TNI")."""

    kind: str = "date"
    value: str | None = None
    start: date | None = None
    end: date | None = None
    precision: str = "unknown"
    period: Period | None = None
    clock: str | None = None
    role: str = ""
    """How it may be joined with its neighbours: weekday, day, month, year, quarter, clock, part,
    "bare part" (no expression unless joined), "dated" or "compared".
    """
    completes: Callable[["Reading"], "Reading | None"] | None = None
    """What the words say with the reading that follows on them ("the week of | March 4")."""
    because: str = ""
    """What the value rests on, or why there is none."""


@dataclass(slots=True, kw_only=True)
class Context:
    """The report being read, and what has been read of it so far."""

    text: str
    published: date | None
    tense_at: Callable[[int], str | None] | None
    anchors: tuple[tuple[int, Period], ...] = ()
    """The last two dates named, each with its end; "the following month" counts from the last."""
    day: tuple[int, Period] | None = None
    """Where a day was last named, and which; "the following day" counts from it."""
    quarter: tuple[int, Period] | None = None
    """Where a quarter was last named, and which."""
    orders: list[bool | None] = field(default_factory=list)
    """What `day_first` has found, once it was asked for."""
    done: int = 0
    """Where the last expression ended."""
    notes: list[str] = field(default_factory=list)
    """What the expression at hand was counted from, and which way; its `because`."""

    @property
    def day_first(self) -> bool | None:
        """Whether the report's numeric dates have the day first: told by those that can be read in
        one order only, or by days written before the names of months and never after them.
        """
        if not self.orders:
            self.orders.append(_day_first(self.text))
        return self.orders[0]

    def direction(self, start: int, end: int) -> str | None:
        """Whether the clause around the expression looks back ("past") or ahead ("future"): as the
        caller's tense has it, else by the words of the clause.
        """
        way = self.tense_at(start) if self.tense_at is not None else None
        if way not in WAYS:
            way = direction(self.text, start, end)
        if way in WAYS:
            self.note(WAYS[way])
        return way

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)

    def today(self) -> date | None:
        """The day of publication, as what the expression counts from."""
        self.note(
            f"counted from publication on {self.published}" if self.published else UNPUBLISHED
        )
        return self.published

    def word_before(self, start: int) -> str:
        """The word before `start` in the same paragraph, "" if there is none."""
        found = PREVIOUS_WORD.search(self.text[max(0, start - LOOK_BACK) : start])
        return found[1] if found else ""

    def word_after(self, end: int) -> str:
        found = NEXT_WORD.match(self.text, end)
        return found[1] if found else ""

    def clause(self, start: int) -> str:
        """What stands before `start` in its clause, or as much of it as is looked at."""
        return clause_before(self.text[max(0, start - CLAUSE_REACH) : start])

    def recent_quarter(self, start: int) -> Period | None:
        """The quarter that the passage before `start` is about; none where the clause turns to
        another length of time ("for the year", "in the nine months").
        """
        if self.quarter is None or start - self.quarter[0] > QUARTER_REACH:
            return None
        since = self.clause(start)[-(start - self.quarter[0]) :]
        return None if OTHER_LENGTH.search(since) else self.quarter[1]

    def recent_month(self, start: int) -> Period | None:
        """The month that the clause before `start` is about."""
        if not self.anchors or self.anchors[-1][1].unit != "month":
            return None
        end, month = self.anchors[-1]
        return month if start - end < len(self.clause(start)) else None

    def reference(self, unit: str, start: int) -> date | None:
        """The day that an anaphoric expression of a unit at `start` counts from."""
        if unit == "day":
            return self._named(self.day[1]) if self.day else self.today()
        anchors = self.anchors
        if anchors and OF.fullmatch(self.text[anchors[-1][0] : start]):
            anchors = anchors[:-1]  # "October of that year": the year is not that of October
        return self._named(anchors[-1][1]) if anchors else self.today()

    def day_near(self, start: int) -> date | None:
        """The day named shortly before `start`, else that of publication."""
        if self.day is not None and start - self.day[0] <= DAY_REACH:
            return self._named(self.day[1])
        return self.today()

    def _named(self, period: Period) -> date:
        self.note(f"counted from {period.value}, named before")
        return period.start


def _day_first(text: str) -> bool | None:
    numeric = {
        int(found[1]) > MONTHS_A_YEAR
        for found in NUMERIC.finditer(text)
        if max(int(found[1]), int(found[2])) > MONTHS_A_YEAR
    }
    if numeric:
        return numeric.pop() if len(numeric) == 1 else None
    # "4 March" tells; "March 4" does not, since many who write it still put 04/03 for it
    return True if DAY_NAME.search(text) and not NAME_DAY.search(text) else None


def of_period(period: Period | None, *, role: str = "", because: str = "") -> Reading:
    """The reading of a whole calendar period; unresolved if it is `None`."""
    if period is None:
        return Reading(role=role, because=because)
    return Reading(
        value=period.value,
        start=period.start,
        end=period.end,
        precision=period.precision,
        period=period,
        role=role,
        because=because,
    )


def of_interval(first: date, last: date) -> Reading | None:
    """A range of days as one expression, with the value of an ISO 8601 interval."""
    if last < first:
        return None
    return Reading(
        value=f"{first.isoformat()}/{last.isoformat()}",
        start=first,
        end=last,
        precision="day",
        period=Period("day", first),
    )


def nearest(candidates: list[Period], context: Context, start: int, end: int) -> Period | None:
    """The candidate that the tense of the clause asks for, else the one nearest to publication.

    A day or month that is named without its year lies near: where the tense asks for one beyond
    `REACH`, its reading is less likely than that the tense was misread.
    """
    today = context.today()
    if today is None:
        return None

    def distance(period: Period) -> tuple[int, date]:
        return abs((period.start - today).days), period.start

    way = context.direction(start, end)
    fitting = candidates
    if way == "past":
        fitting = [period for period in candidates if period.start <= today]
    elif way == "future":
        fitting = [period for period in candidates if period.end >= today]
    reach = REACH.get(candidates[0].unit, DEFAULT_REACH) if candidates else 0
    fitting = [period for period in fitting if distance(period)[0] <= reach]
    if not fitting:
        context.note("and yet the nearest, since that way it would lie too far off")
    return min(fitting or candidates, key=distance)


def published_period(context: Context, unit: str, shift: int = 0) -> Period | None:
    today = context.today()
    return None if today is None else containing(unit, today).shift(shift)


def yearly(context: Context, month: int, day: int | None) -> list[Period]:
    """The month, or the day of it, in the years around publication."""
    if context.published is None:
        return []
    unit = "month" if day is None else "day"
    years = range(context.published.year - 1, context.published.year + 2)
    found = [calendar_day(year, month, day or 1) for year in years if 1 <= year <= 9999]
    return [Period(unit, start) for start in found if start is not None]
