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
    add_months,
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
    WEEKDAYS,
    YEAR,
    YEAR_WORD,
    either,
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
DASHED: Final = rf"{DAY}-{MONTH}-(?P<year>(?:19|20)\d\d)\b"
WEEKDAY_NTH: Final = (
    rf"(?P<weekday>{either(WEEKDAYS)}),?{GAP}(?:the{GAP})?(?P<day>\d{{1,2}}(?:st|nd|rd|th))\b"
    rf"(?!{GAP}(?:of{GAP})?[A-Za-z])"
)
MONTH_DAY: Final = (
    rf"{MONTH}(?:,(?={GAP}\d{{1,2}},?{GAP}(?:19|20)\d\d\b))?{GAP}(?:the{GAP})?{DAY}"
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
    """Day and month in either order; read where one order is possible, both agree, or the report
    shows which it keeps to.
    """
    if match["sep"] == "." and len(match["y"]) == 2:
        return None
    year, a, b = full_year(match["y"]), int(match["a"]), int(match["b"])
    day_first, month_first = calendar_day(year, b, a), calendar_day(year, a, b)
    day = day_first or month_first
    if day is None or not (day_first and month_first) or day_first == month_first:
        return of_period(Period("day", day)) if day else None
    if context.published in (day_first, month_first):
        return of_period(Period("day", context.today() or day))
    if match["sep"] == "." or context.day_first:
        context.note("the day before the month")
        return of_period(Period("day", day_first))
    if context.day_first is None:
        return Reading(because=AMBIGUOUS)
    context.note("the month before the day, as in another date of the report")
    return of_period(Period("day", month_first))


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


def read_dashed(match: re.Match[str], context: Context) -> Reading | None:
    """ "12-Mar-2019"."""
    day = calendar_day(int(match["year"]), month_number(match["month"]), ordinal(match["day"]))
    return of_period(Period("day", day), role="day") if day else None


def read_weekday_nth(match: re.Match[str], context: Context) -> Reading | None:
    """ "Tuesday the 12th": the nearest 12th that is a Tuesday."""
    if not match["weekday"][0].isupper():
        return None
    today = context.today()
    if today is None:
        return Reading(role="day")
    months = (add_months(today.replace(day=1), shift) for shift in range(-6, 7))
    days = (calendar_day(m.year, m.month, ordinal(match["day"])) for m in months)
    weekday = WEEKDAYS[match["weekday"].lower()]
    periods = [Period("day", day) for day in days if day and day.weekday() == weekday]
    if not periods:
        return None
    return of_period(nearest(periods, context, match.start(), match.end()), role="day")


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
    reference = context.reference("day", match.start())
    if reference is None:
        return Reading()
    day = calendar_day(reference.year, reference.month, ordinal(match["day"]))
    return of_period(Period("day", day)) if day else Reading()
