"""Parts of periods, and what is counted from a day: "the third week of March", "the week ending
March 9", "a week from Monday", "the night between Friday and Saturday".
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dateline.reading.when.clock import on_day
from dateline.reading.when.context import Context, Reading, of_period, published_period
from dateline.reading.when.periods import MONTHS as MONTH_UNITS
from dateline.reading.when.periods import Period, containing
from dateline.reading.when.relative import near_weekday
from dateline.reading.when.words import (
    GAP,
    MONTH,
    ORDINAL,
    WEEKDAYS,
    either,
    number,
    ordinal,
)

OPENS: Final = "opens"
"""The role of words that are a time only with the expression that follows on them."""
SMALL_UNITS: Final = ("day", "week", "weekend", "month", "quarter", "decade")
NTH_OF: Final = (
    rf"(?:the{GAP})?(?P<nth>{ORDINAL}|last|final|opening){GAP}(?:full{GAP})?"
    rf"(?P<unit>{either([*SMALL_UNITS, *WEEKDAYS])}){GAP}(?:of|in){GAP}"
    rf"(?=(?:(?:the|last|next|this|that){GAP})?(?:{MONTH}|month\b|year\b|quarter\b|1[89]\d\d|20\d\d)"
    rf"|(?:every|each){GAP}(?:month|quarter|year)\b"
    rf"|(?:the|this|last){GAP}(?:{ORDINAL}[ -])?century\b)"
)
WEEK_OF: Final = (
    rf"(?:the{GAP})?week{GAP}(?:of|ending|ended|beginning|starting|commencing){GAP}(?:on{GAP})?"
    rf"(?=(?:the{GAP})?(?:{MONTH.replace('?P<month>', '?:')}{GAP}\d|\d|{either(WEEKDAYS)}))"
)
WEEKS_FROM: Final = (
    rf"(?P<count>an?|one|two|three){GAP}weeks?{GAP}(?:from|on){GAP}"
    rf"(?=(?:{either(WEEKDAYS)}|today|tomorrow)\b)"
)
NIGHT_BETWEEN: Final = (
    rf"the{GAP}night{GAP}(?:between|of|from){GAP}(?P<first>{either(WEEKDAYS)}){GAP}(?:and|to){GAP}"
    rf"(?P<second>{either(WEEKDAYS)})\b"
)
BEFORE_LAST: Final = (
    rf"the{GAP}(?P<unit>week|weekend|month|year){GAP}(?P<way>before{GAP}last|after{GAP}next)\b"
)
WEEK: Final = timedelta(days=7)


def read_nth_of(match: re.Match[str], context: Context) -> Reading | None:
    nth, unit = match["nth"].lower(), match["unit"].lower()
    which = {"last": -1, "final": -1, "opening": 1}.get(nth) or ordinal(nth)

    def complete(whole: Reading) -> Reading | None:
        period = whole.period
        if whole.kind == "set":
            return replace(whole, role="")  # "the first Monday of every month"
        if period is None or period.unit not in MONTH_UNITS:
            return None if whole.value else replace(whole, role="")
        part = _nth(unit, which, period)
        inside = part is not None and part.start <= period.end and part.end >= period.start
        return of_period(part) if inside else None

    return Reading(role=OPENS, completes=complete)


def _nth(unit: str, which: int, period: Period) -> Period | None:
    """The part of a period that is counted from its start, or the last one; a week of a month is
    the calendar week with most days of its seven."""
    if which < 1:
        return _last(unit, period)
    if unit in WEEKDAYS or unit == "weekend":
        first = near_weekday(period.start, WEEKDAYS.get(unit, WEEKDAYS["saturday"]), ahead=True)
        return Period("weekend" if unit == "weekend" else "day", first + (which - 1) * WEEK)
    if unit == "week":
        return containing("week", period.start + (which - 1) * WEEK + timedelta(days=3))
    return containing(unit, period.start).shift(which - 1)


def _last(unit: str, period: Period) -> Period:
    if unit in WEEKDAYS:
        return Period("day", near_weekday(period.end, WEEKDAYS[unit], ahead=False))
    if unit == "weekend":
        return Period(unit, near_weekday(period.end, WEEKDAYS["saturday"], ahead=False))
    return containing(unit, period.end - timedelta(days=3) if unit == "week" else period.end)


def read_week_of(match: re.Match[str], context: Context) -> Reading | None:
    def complete(day: Reading) -> Reading | None:
        return of_period(containing("week", day.start)) if day.start else replace(day, role="")

    return Reading(role=OPENS, completes=complete)


def read_weeks_from(match: re.Match[str], context: Context) -> Reading | None:
    """ "A week from Monday" counts from the coming Monday."""
    word = match["count"].lower()
    weeks = 1 if word in ("a", "an") else int(number(word) or 1)
    published = context.published

    def complete(day: Reading) -> Reading | None:
        if day.start is None or published is None:
            return replace(day, role="")
        start = day.start if day.start >= published else day.start + WEEK
        return of_period(Period("day", start + weeks * WEEK))

    return Reading(role=OPENS, completes=complete)


def read_night_between(match: re.Match[str], context: Context) -> Reading | None:
    """A night that two weekdays share: it begins on the first and ends on the second."""
    today = context.today()
    days = [WEEKDAYS[match[name].lower()] for name in ("first", "second")]
    if (days[1] - days[0]) % 7 != 1:
        return None
    if today is None:
        return Reading(kind="time", clock="TNI")
    ahead = context.direction(match.start(), match.end()) == "future"
    return night(near_weekday(today, days[0], ahead))


def night(first: date) -> Reading:
    """The night that begins on a day."""
    reading = on_day(Period("day", first), "TNI")
    return replace(reading, end=first + timedelta(days=1), role="")


def read_before_last(match: re.Match[str], context: Context) -> Reading | None:
    shift = -2 if match["way"].lower().startswith("before") else 2
    return of_period(published_period(context, match["unit"].lower(), shift))
