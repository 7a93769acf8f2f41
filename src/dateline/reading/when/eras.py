"""Years counted otherwise: "44 B.C.", "AD 79", "1441 AH", "1398 in the Persian calendar"."""

import re
from datetime import date
from typing import Final

from dateline.reading.when.context import OTHER_CALENDAR, Context, Reading, of_period
from dateline.reading.when.periods import Period
from dateline.reading.when.words import GAP, ORDINAL, either

BEFORE: Final = r"(?:B\.?C\.?E\b\.?|B\.?C\b\.?)"
COMMON: Final = r"(?:A\.?D\b\.?|C\.?E\b\.?)"
OTHER: Final = {
    "AH": range(1, 1500), "SH": range(1300, 1500),
    "BE": range(2400, 2700), "AM": range(5600, 5900), "BS": range(1950, 2200),
}  # fmt: skip
"""Abbreviations of eras, and the years that they are written with in the news."""
OTHER_NAMES: Final = (
    "Afghan", "Bahai", "Buddhist", "Chinese", "Coptic", "Ethiopian", "Hebrew", "Hijri", "Hindu",
    "Iranian", "Islamic", "Jewish", "Julian", "lunar", "Mayan", "Muslim", "Nepali", "Persian",
    "solar", "Thai",
)  # fmt: skip
JAPANESE: Final = {"meiji": 1868, "taisho": 1912, "showa": 1926, "heisei": 1989, "reiwa": 2019}
"""Reigns and their first years; since 1873 their years are those of the Gregorian calendar."""

YEAR_BEFORE: Final = (
    rf"(?:the{GAP}year{GAP})?(?:(?P<year>\d{{1,4}})|(?:the{GAP})?{ORDINAL}[ -]century)"
    rf"{GAP}?(?P<era>{BEFORE})"
)
YEAR_COMMON: Final = (
    rf"(?:A\.?D\.?{GAP}?(?P<year>\d{{1,4}})\b|(?P<number>\d{{1,4}}){GAP}?(?P<era>{COMMON}))"
)
YEAR_OTHER: Final = (
    rf"(?:(?P<first>AH|A\.H\.){GAP}?)?(?P<year>\d{{3,4}})\b(?(first)|{GAP}?"
    rf"(?:(?P<era>A\.H\.|{either(OTHER)}\b)"
    rf"|(?:in|of|on|by|according{GAP}to){GAP}the{GAP}{either(OTHER_NAMES)}"
    rf"(?:{GAP}{either(OTHER_NAMES)})?{GAP}calendar\b))"
)
YEAR_JAPANESE: Final = (
    rf"(?:the{GAP})?(?P<era>{either(JAPANESE)}){GAP}(?:year{GAP})?(?P<year>\d{{1,2}})\b"
)

TOO_EARLY: Final = "it lies before the first year of the calendar"


def read_year_before(match: re.Match[str], context: Context) -> Reading | None:
    """A year before the common era has a value but no days: dates begin with the year 1."""
    if not match["era"].isupper():
        return None
    value = f"BC{int(match['year']):04}" if match["year"] else None
    return Reading(value=value, because=TOO_EARLY)


def read_year_common(match: re.Match[str], context: Context) -> Reading | None:
    if not (match["era"] or match[0][:2]).isupper():
        return None
    return of_period(Period("year", date(int(match["year"] or match["number"]), 1, 1)))


def read_year_other(match: re.Match[str], context: Context) -> Reading | None:
    era = (match["first"] or match["era"] or "").replace(".", "")
    if era and not (era.isupper() and int(match["year"]) in OTHER[era]):
        return None
    return Reading(because=OTHER_CALENDAR)


def read_year_japanese(match: re.Match[str], context: Context) -> Reading | None:
    if not match["era"].istitle() or match["year"] == "0":
        return None
    return of_period(
        Period("year", date(JAPANESE[match["era"].lower()] + int(match["year"]) - 1, 1, 1))
    )
