"""Days and months of the calendar: "4 March 2003", "2003-03-04", "March 4-6", "mid-March"."""

import re
from datetime import date
from typing import Final

from dateline.reading.when.context import (
    AMBIGUOUS,
    Context,
    Reading,
    nearest,
    of_interval,
    of_period,
    yearly,
)
from dateline.reading.when.periods import (
    Period,
    calendar_day,
)
from dateline.reading.when.words import (
    DASH,
    DAY,
    GAP,
    MONTH,
    MONTH_ABBREVIATIONS,
    MONTHS,
    ORDINAL,
    TEMPORAL,
    YEAR,
    YEAR_WORD,
    full_year,
    listed,
    month_number,
    ordinal,
)

ISO: Final = (
    r"(?P<date>\d{4}(?P<sep>[-/])\d\d(?P=sep)\d\d)"
    r"(?:[T ](?P<time>\d\d:\d\d)(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?\b"
)
SLASHED: Final = r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)\b(?![/.]\d)"
MONTH_DAY: Final = (
    rf"{MONTH}{GAP}(?:the{GAP})?{DAY}"
    rf"(?:(?:{DASH}|{GAP}(?:to|through|until){GAP})(?P<last>\d{{1,2}})\b(?![:.,/]\d|%))?"
    rf"(?:,?{GAP}(?:of{GAP})?{YEAR})?"
)
MORE_DAYS: Final = rf"(?P<more>(?:,{GAP}\d{{1,2}}){{0,4}})"
MONTH_DAYS: Final = (
    rf"{MONTH}{GAP}{DAY}{MORE_DAYS},?{GAP}and{GAP}(?P<last>\d{{1,2}})\b(?![:.,/]\d|%)"
    rf"(?:,?{GAP}{YEAR})?"
)
DAY_MONTH: Final = (
    rf"(?:the{GAP})?{DAY}{MORE_DAYS}(?:(?:{DASH}|,?{GAP}(?:to|and|until){GAP})"
    rf"(?:the{GAP})?(?P<last>{ORDINAL}|\d{{1,2}})\b)?"
    rf"{GAP}(?:of{GAP})?{MONTH}(?:,?{GAP}{YEAR})?"
)
MONTH_YEAR: Final = rf"{MONTH},?{GAP}{YEAR_WORD}{YEAR}"
DAY_OF_MONTH: Final = r"the\s(?P<day>\d{1,2}(?:st|nd|rd|th))\b"
NAME_LIKE_MONTHS: Final = frozenset(("march", "may", "mar", "dec", "sep", "jan", "august"))
AFTER_NOUN: Final = listed(
    "was is were are had has will would on of for against to through in by and that from began"
)
NOT_FIRST: Final = frozenset(("black", "red", "theresa", "ms", "mrs", "mr", "dr"))


def read_iso(match: re.Match[str], context: Context) -> Reading | None:
    try:
        day = date.fromisoformat(match["date"].replace("/", "-"))
    except ValueError:
        return None
    if match["time"] is None:
        return of_period(Period("day", day))
    value = f"{day.isoformat()}T{match['time']}"
    return Reading(
        kind="time", value=value, start=day, end=day, precision="hour", period=Period("day", day)
    )


def read_slashed(match: re.Match[str], context: Context) -> Reading | None:
    """Day and month in either order; read only where one order is possible or both agree."""
    if match["sep"] == "." and len(match["y"]) == 2:
        return None
    year, a, b = full_year(match["y"]), int(match["a"]), int(match["b"])
    days = {calendar_day(year, a, b), calendar_day(year, b, a)} - {None}
    if not days:
        return None
    day = days.pop()
    return Reading(because=AMBIGUOUS) if days or not day else of_period(Period("day", day))


def read_month_day(match: re.Match[str], context: Context) -> Reading | None:
    month, first = month_number(match["month"]), ordinal(match["day"])
    last = ordinal(match["last"]) if match["last"] else first
    if last < first or first < 1:
        return None
    listed_days = match.groupdict().get("more") or ""
    if listed_days and last - first != listed_days.count(",") + 1:
        return None  # days apart are no range
    if match["year"]:
        days = [calendar_day(int(match["year"]), month, day) for day in (first, last)]
        return _days(days[0], days[1])
    if calendar_day(2000, month, last) is None:
        return None
    period = nearest(yearly(context, month, first), context, match.start(), match.end())
    if period is None:
        return Reading(role="day")
    return _days(period.start, calendar_day(period.start.year, month, last))


def read_month_days(match: re.Match[str], context: Context) -> Reading | None:
    """ "March 3 and 5", "March 3, 4 and 5"; in "on March 3 and 5 people" the second number counts
    something.
    """
    between = context.word_before(match.start()).lower() == "between"
    if not between and context.word_after(match.end()).isalpha():
        return None
    return read_month_day(match, context)


def _days(first: date | None, last: date | None) -> Reading | None:
    if first is None or last is None:
        return None
    if first == last:
        return of_period(Period("day", first), role="day")
    return of_interval(first, last)


def read_month_year(match: re.Match[str], context: Context) -> Reading | None:
    month = month_number(match["month"])
    return of_period(Period("month", date(int(match["year"]), month, 1)))


def read_month(match: re.Match[str], context: Context) -> Reading | None:
    """A month that is named alone; none where the word is rather a name or a verb."""
    word, before = match["month"], context.word_before(match.start())
    if not word[0].isupper() or (word.isupper() and not before.isupper()):
        return None
    first = before.lower().rstrip("-–.")
    temporal = first in TEMPORAL or (before.endswith("-") and first in MONTHS | MONTH_ABBREVIATIONS)
    if before.lower() in NOT_FIRST:
        return None
    if before.lower() == "the" and context.word_after(match.end()).lower() in AFTER_NOUN:
        return None  # "the march of", "the March was"
    if not temporal and word.lower().rstrip(".") in NAME_LIKE_MONTHS:
        return None
    after = context.word_after(match.end())
    if not temporal and (after[:1].isupper() or before[:1].isupper()):
        return None
    period = nearest(yearly(context, month_number(word), None), context, match.start(), match.end())
    return of_period(period, role="month")


def read_day_of_month(match: re.Match[str], context: Context) -> Reading | None:
    """ "On the 15th": a day of the month that the report is about."""
    if context.word_before(match.start()).lower() != "on":
        return None
    if context.word_after(match.end()).isalpha() or not 1 <= ordinal(match["day"]) <= 31:
        return None
    reference = context.reference("day")
    if reference is None:
        return Reading()
    day = calendar_day(reference.year, reference.month, ordinal(match["day"]))
    return of_period(Period("day", day)) if day else Reading()
