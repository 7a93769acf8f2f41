"""Days and months by name: "Christmas", "Ramadan", "the 10th anniversary"."""

import re
from datetime import date, timedelta
from typing import Final

from dateline.reading.when import holidays
from dateline.reading.when.context import (
    MOVABLE,
    OTHER_CALENDAR,
    Context,
    Reading,
    nearest,
    of_period,
)
from dateline.reading.when.periods import (
    SATURDAY,
    Period,
)
from dateline.reading.when.words import (
    GAP,
    ORDINAL,
    TEMPORAL,
    YEAR,
    spaced,
)


def plain(name: str) -> str:
    """A name in lower case, with single spaces and without apostrophes."""
    return " ".join(re.sub(r"['’]", "", name.lower()).split())


HOLIDAY: Final = (
    rf"(?P<name>{spaced(holidays.NAMES)})\b(?P<weekend>{GAP}weekend\b)?"
    rf"(?:,?{GAP}(?:of{GAP})?{YEAR})?"
)
OTHER_MONTH: Final = (
    rf"(?P<day>(?:the{GAP})?(?:{ORDINAL}|\d{{1,2}}){GAP}(?:of{GAP})?)?"
    rf"(?P<name>{spaced(holidays.OTHER_MONTHS)})\b"
    rf"(?P<after>{GAP}\d{{1,2}}\b(?!:|{GAP}[a-z]))?(?P<year>,?{GAP}(?:of{GAP})?\d{{4}}\b)?"
)
SPELLINGS: Final = {plain(name): name for name in holidays.NAMES}
THURSDAY: Final = 3
SHORT_NAME: Final = 5
ANNIVERSARY: Final = (
    rf"(?:(?:the|its|his|her|their){GAP})?"
    rf"(?:{ORDINAL}|[a-z]{{3,12}}-[a-z]{{3,6}}(?:th|d|st)){GAP}anniversary"
)


def read_holiday(match: re.Match[str], context: Context) -> Reading | None:
    """A named day, in the year that is given, else nearest to publication."""
    if not match[0][0].isupper() and not match[0].lower().startswith("fourth"):
        return None
    if _is_surname(context.word_before(match.start())):
        return None
    name = SPELLINGS[plain(match["name"])]
    if match["year"]:
        day = holidays.holiday(name, int(match["year"]))
        return of_period(_kept(day, match)) if day else Reading(because=MOVABLE)
    today = context.today()
    if today is None:
        return Reading()
    around = range(max(1, today.year - 1), min(9999, today.year + 2))
    days = [holidays.holiday(name, year) for year in around]
    periods = [Period("day", day) for day in days if day is not None]
    if not periods:
        return Reading(because=MOVABLE)
    period = nearest(periods, context, match.start(), match.end())
    return of_period(period and _kept(period.start, match))


def _kept(day: date, match: re.Match[str]) -> Period:
    """The day itself, or the weekend beside it: that before a Monday, Tuesday or Wednesday, else
    that after.
    """
    if not match["weekend"]:
        return Period("day", day)
    back = 7 if day.weekday() < THURSDAY else 0
    return Period("weekend", day + timedelta(days=SATURDAY - day.weekday() - back))


def read_other_month(match: re.Match[str], context: Context) -> Reading | None:
    """A month that is named; one that may be a person only with a day, a year or a cue."""
    before = context.word_before(match.start())
    if not match["name"][0].isupper() or _is_surname(before):
        return None
    dated = match["day"] or match["year"] or match["after"]
    known = len(match["name"]) > SHORT_NAME and before.lower() in TEMPORAL
    if not dated and not known and match["name"].lower() not in holidays.WELL_KNOWN_MONTHS:
        return None
    return Reading(because=OTHER_CALENDAR)


def _is_surname(before: str) -> bool:
    """Whether the word before makes the name that of a person: "Johanna Easter"."""
    return before.istitle() and before.isalpha() and before.lower() not in TEMPORAL


def read_anniversary(match: re.Match[str], context: Context) -> Reading | None:
    return Reading(because="an anniversary of what the text does not date")
