"""Two times that are said together: "from 28 March to 2 April 2018", "every Monday and Friday"."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dateline.reading.when.context import Context, Reading, of_period
from dateline.reading.when.joins import Found
from dateline.reading.when.periods import Period, calendar_day
from dateline.reading.when.words import GAP

TO: Final = re.compile(rf"{GAP}(?:to|through|until|till){GAP}(?:the{GAP})?|[^\S\n]?[-–][^\S\n]?")
AND: Final = re.compile(rf",?{GAP}(?:and|or){GAP}")
HAS_YEAR: Final = re.compile(r"\d{4}$")
WEEKLY_DAY: Final = re.compile(r"XXXX-WXX-\d(?P<part>T[A-Z]{2})?$")
WEEK: Final = timedelta(days=7)


def related(left: Found, right: Found, context: Context) -> tuple[Found, Found]:
    """The two neighbours, each read in the light of the other where they are ends of one range."""
    try:
        first, second = _related(left, right, context)
    except (OverflowError, ValueError):  # the calendar ends with the year 9999
        return left, right
    return (*left[:2], first), (*right[:2], second)


def _related(left: Found, right: Found, context: Context) -> tuple[Reading, Reading]:
    first, second = left[2], right[2]
    gap = context.text[left[1] : right[0]]
    if first.kind == "set" and second.role == "weekday" and AND.fullmatch(gap):
        return first, _weekly(second, first)
    if first.role == "weekday" and second.kind == "set" and AND.fullmatch(gap):
        return _weekly(first, second), second
    dated = first.role == second.role and first.start and second.start
    if not dated or not _is_range(left, gap, context):
        return first, second
    if first.role == "weekday":
        return _ordered_weekdays(first, second, context)
    if first.role in ("day", "month"):
        years = (HAS_YEAR.search(context.text[s:e]) is not None for s, e, _ in (left, right))
        return _ordered_dates(first, second, *years)
    return first, second


def _is_range(left: Found, gap: str, context: Context) -> bool:
    if TO.fullmatch(gap):
        return True
    return AND.fullmatch(gap) is not None and context.word_before(left[0]).lower() == "between"


def _weekly(day: Reading, other: Reading) -> Reading:
    """ "Friday" in "every Monday and Friday", "Monday" in "Monday and Tuesday nights"."""
    weekly = WEEKLY_DAY.match(other.value or "")
    if day.start is None or weekly is None:
        return day
    return Reading(kind="set", value=f"XXXX-WXX-{day.start.isoweekday()}{weekly['part'] or ''}")


def _ordered_weekdays(first: Reading, second: Reading, context: Context) -> tuple[Reading, Reading]:
    """The second weekday on or after the first: a coming one moves on, a past first one back."""
    assert first.start is not None
    assert second.start is not None
    if second.start >= first.start:
        return first, second
    if context.published is not None and first.start > context.published:
        return first, _moved(second, second.start + WEEK)
    return _moved(first, first.start - WEEK), second


def _ordered_dates(
    first: Reading, second: Reading, first_has_year: bool, second_has_year: bool
) -> tuple[Reading, Reading]:
    """A date without its year takes that of the other, or the one that puts them in order."""
    assert first.start is not None
    assert second.start is not None
    if second_has_year and not first_has_year:
        same = _in_year(first, second.start.year)
        after = same.start is not None and same.start > second.start
        return _in_year(first, second.start.year - 1) if after else same, second
    if first_has_year and not second_has_year:
        same = _in_year(second, first.start.year)
        before = same.start is not None and same.start < first.start
        return first, _in_year(second, first.start.year + 1) if before else same
    if second.start < first.start:
        return first, _in_year(second, first.start.year + (second.start.month < first.start.month))
    return first, second


def _in_year(reading: Reading, year: int) -> Reading:
    start = reading.start and calendar_day(year, reading.start.month, reading.start.day)
    return _moved(reading, start) if start else reading


def _moved(reading: Reading, start: date) -> Reading:
    unit = reading.period.unit if reading.period else "day"
    moved = of_period(Period(unit, start), role=reading.role, because=reading.because)
    return replace(
        moved, because="; ".join(filter(None, (reading.because, "as an end of a range")))
    )
