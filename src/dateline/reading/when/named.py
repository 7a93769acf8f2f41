"""Days and months by name: "Christmas", "Ramadan", "the 10th anniversary"."""

import re
from typing import Final

from dateline.reading.when import holidays
from dateline.reading.when.context import (
    Context,
    Reading,
    nearest,
    of_period,
)
from dateline.reading.when.periods import (
    Period,
)
from dateline.reading.when.words import (
    GAP,
    ORDINAL,
    TEMPORAL,
    YEAR,
    either,
    spaced,
)


def plain(name: str) -> str:
    """A name in lower case, with single spaces and without apostrophes."""
    return " ".join(re.sub(r"['’]", "", name.lower()).split())


HOLIDAY: Final = (
    rf"(?P<name>{spaced(holidays.NAMES)})\b"
    rf"(?:,?{GAP}(?:of{GAP})?{YEAR})?"
)
OTHER_MONTH: Final = (
    rf"(?P<day>(?:the{GAP})?{ORDINAL}{GAP}(?:of{GAP})?|\d{{1,2}}{GAP})?"
    rf"(?P<name>{either(holidays.OTHER_MONTHS)})\b"
    rf"(?:{GAP}\d{{1,2}}\b)?(?:,?{GAP}1[34]\d\d\b)?"
)
SPELLINGS: Final = {plain(name): name for name in holidays.NAMES}
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
        return of_period(Period("day", day)) if day else of_period(None)
    if context.published is None:
        return Reading()
    around = range(max(1, context.published.year - 1), min(9999, context.published.year + 2))
    days = [holidays.holiday(name, year) for year in around]
    periods = [Period("day", day) for day in days if day is not None]
    if not periods:
        return Reading()
    return of_period(nearest(periods, context, match.start(), match.end()))


def read_other_month(match: re.Match[str], context: Context) -> Reading | None:
    """A month that is named; short names, which are surnames too, only with a day or a cue."""
    before = context.word_before(match.start())
    if not match["name"][0].isupper() or _is_surname(before):
        return None
    short = len(match["name"]) <= SHORT_NAME
    return None if short and not match["day"] and before.lower() not in TEMPORAL else Reading()


def _is_surname(before: str) -> bool:
    """Whether the word before makes the name that of a person: "Johanna Easter"."""
    return before.istitle() and before.isalpha() and before.lower() not in TEMPORAL


def read_anniversary(match: re.Match[str], context: Context) -> Reading | None:
    return Reading()
