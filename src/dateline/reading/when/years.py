"""Years and their parts: "1998", "the early 1990s", "the third quarter of 2010", "summer 2014"."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dateline.reading.when.context import (
    Context,
    Reading,
    of_period,
    published_period,
)
from dateline.reading.when.periods import (
    Period,
    narrowed,
)
from dateline.reading.when.words import (
    APOSTROPHE,
    DECADES,
    GAP,
    HYPHEN,
    NUMBER_WORD,
    ORDINAL,
    SEASON,
    SEASONS,
    TEMPORAL,
    TENS,
    YEAR,
    YEAR_WORD,
    either,
    full_year,
    listed,
    ordinal,
    spoken_year,
)

YEAR_ALONE: Final = (
    rf"(?P<the>the{GAP}year{GAP})?{YEAR}(?:[-–/](?P<last>\d{{4}}|\d\d)\b(?![-–/.,]\d)"
    rf"|{GAP}and{GAP}beyond\b|{GAP}or{GAP}later\b)?"
)
SHORT_YEAR: Final = rf"{APOSTROPHE}(?P<short>\d\d)\b(?!s)"
SPOKEN_YEAR: Final = (
    rf"(?:the{GAP}year{GAP})?(?P<spoken>"
    rf"(?:eighteen|nineteen){HYPHEN}(?:{either(TENS)}(?:{HYPHEN}{NUMBER_WORD})?|hundred)"
    rf"|(?P<thousand>two{HYPHEN}thousand)(?:{HYPHEN}(?:and{GAP})?{NUMBER_WORD}){{0,2}}"
    rf"|twenty{HYPHEN}(?:ten|eleven|twelve|[a-z]{{3,6}}teen|twenty(?:{HYPHEN}{NUMBER_WORD})?))\b"
)
DECADE: Final = (
    rf"(?:the{GAP})?(?:(?P<third>early|mid|late)[ -])?(?:the{GAP})?"
    rf"(?:(?P<full>1[0-9]\d0|20\d0)s|{APOSTROPHE}(?P<short>\d0)s|(?P<word>{either(DECADES)}))\b"
)
CENTURY: Final = (
    rf"(?:(?:the|this|last){GAP})?(?:(?:early|mid|late|turn{GAP}of{GAP}the)[ -])?"
    rf"(?P<nth>{ORDINAL})[ -]century\b"
)
FISCAL_RANGE: Final = r"(?:[-–/](?:20)?\d\d\b)?"
SPLIT_YEAR: Final = re.compile(r"\d[-–/]\d")
FISCAL: Final = (
    rf"(?:the{GAP})?(?:(?:fiscal|financial)(?:{GAP}year)?{GAP}{YEAR}{FISCAL_RANGE}"
    rf"|FY{GAP}?['’]?(?P<short>20\d\d|\d\d)\b{FISCAL_RANGE}"
    rf"|(?P<before>1[89]\d\d|20\d\d){FISCAL_RANGE}{GAP}(?:fiscal|financial){GAP}year\b)"
)
QUARTER: Final = (
    rf"(?:the{GAP})?(?:fiscal{HYPHEN})?(?:{YEAR}{GAP})?(?:fiscal{HYPHEN})?"
    rf"(?P<nth>first|second|third|fourth|final|last|1st|2nd|3rd|4th)"
    rf"(?:{HYPHEN}(?P<count>two|three))?"
    rf"{HYPHEN}(?P<unit>quarter|half)s?\b(?:{GAP}{YEAR_WORD}(?P<of>1[89]\d\d|20\d\d)\b)?"
)
Q_CODE: Final = rf"(?:(?P<lead>[1-4])Q|Q(?P<q>[1-4])|H(?P<h>[12])){GAP}?(?:of{GAP})?{YEAR}"
SEASON_YEAR: Final = (
    rf"(?:the{GAP})?{SEASON},?{GAP}{YEAR_WORD}(?:{YEAR}|{APOSTROPHE}(?P<short>\d\d)\b"
    rf"|(?P<spoken>nineteen{GAP}{either(TENS)}(?:{HYPHEN}{NUMBER_WORD})?)\b)"
)
FISCAL_BOUNDS: Final = "a fiscal year, given the bounds of the calendar year it is named by"
LONGEST_RANGE: Final = 100
NEXT_QUARTERS: Final = timedelta(days=190)
"""How far ahead a coming quarter is named without its year."""
NUMBERED: Final = listed(
    "resolution flight article section no number room route highway page chapter part act law"
    " decree unit model item channel apartment building platform gate bus train vision agenda"
    " windows about approximately some nearly almost least most roughly"
)  # fmt: skip
COUNTED: Final = listed(
    "people troops soldiers men women children civilians km kilometers kilometres miles meters"
    " metres feet dollars euros pounds tons tonnes members dead hours hrs gmt jobs workers barrels"
    " percent % points votes police officers refugees migrants homes houses prisoners fighters"
    " marks francs yen rupees shares units students protesters casualties others more"
)  # fmt: skip


def read_year(match: re.Match[str], context: Context) -> Reading | None:
    """A bare year or a range of years; none where the number counts or numbers something."""
    if not match["the"] and not _is_year(match, context):
        return None
    first = Period("year", date(int(match["year"]), 1, 1))
    if not match["last"]:
        return of_period(first, role="year")
    last = int(match["last"])
    if len(match["last"]) == 2:
        last += first.start.year // 100 * 100
    if not first.start.year < last <= first.start.year + LONGEST_RANGE:
        return None
    return Reading(
        value=f"{first.value}/{last:04}",
        start=first.start,
        end=date(last, 12, 31),
        precision="year",
        period=first,
    )


def _is_year(match: re.Match[str], context: Context) -> bool:
    before, after = context.word_before(match.start()), context.word_after(match.end()).lower()
    word = before.lower().rstrip(".-")
    if after in COUNTED or word in NUMBERED:
        return False
    if word in TEMPORAL:
        return True
    if int(match["year"]) < 1800:
        return False
    return not before[:1].isupper() or before.endswith((".", "'s", "’s"))


def read_short_year(match: re.Match[str], context: Context) -> Reading | None:
    if context.word_before(match.start()).lower() not in TEMPORAL:
        return None
    return of_period(Period("year", date(full_year(match["short"]), 1, 1)), role="year")


def read_spoken_year(match: re.Match[str], context: Context) -> Reading | None:
    """A year in words; those of this century, which may be plain numbers, only beside a cue."""
    said_year = match[0] != match["spoken"]
    if not said_year and match["spoken"][0].lower() == "t":
        bare_thousand = len(re.split(r"[\s‑-]+", match["spoken"])) == 2 and match["thousand"]
        if bare_thousand or context.word_before(match.start()).lower() not in TEMPORAL:
            return None
    year = spoken_year(match["spoken"])
    return of_period(Period("year", date(year, 1, 1)), role="year") if 1000 <= year < 2100 else None


def read_decade(match: re.Match[str], context: Context) -> Reading | None:
    if match["full"]:
        first = int(match["full"])
    elif match["short"]:
        first = 1900 + int(match["short"]) if match["short"] >= "20" else 2000 + int(match["short"])
    elif match[0][:4].lower() == "the ":
        first = 1900 + 10 * DECADES[match["word"].lower()]
    else:
        return None
    reading = of_period(Period("decade", date(first, 1, 1)))
    if match["third"] and reading.period is not None:
        start, end = narrowed(
            reading.period, ("early", "mid", "late").index(match["third"].lower())
        )
        return replace(reading, start=start, end=end)
    return reading


def read_century(match: re.Match[str], context: Context) -> Reading | None:
    nth = ordinal(match["nth"])
    if not 1 < nth <= 30:
        return None
    return of_period(Period("century", date(100 * (nth - 1), 1, 1)))


def read_fiscal(match: re.Match[str], context: Context) -> Reading | None:
    """The year that a fiscal year is named by; its own bounds differ from body to body."""
    year = full_year(match["year"] or match["short"] or match["before"])
    reading = of_period(Period("year", date(year, 1, 1)), because=FISCAL_BOUNDS)
    if not SPLIT_YEAR.search(match[0]):
        return reading
    return replace(reading, value=f"{year:04}/{year + 1:04}", end=date(year + 1, 12, 31))


def read_quarter(match: re.Match[str], context: Context) -> Reading | None:
    """A quarter or half of a year; without a year, the last one that has begun."""
    unit, nth = match["unit"].lower(), match["nth"].lower()
    size = 4 if unit == "quarter" else 2
    which = size if nth in ("final", "last") else ordinal(nth)
    if which > size:
        return None
    year = match["of"] or match["year"]
    if unit == "half" and not year:
        return None
    months = 12 // size
    if year:
        start = date(int(year), (which - 1) * months + 1, 1)
        if match["count"]:
            return of_period(Period("half", start)) if which == 1 else Reading()
        return of_period(Period(unit, start), role="quarter")
    today = context.today()
    if today is None:
        return Reading(role="quarter")
    period = Period(unit, date(today.year, (which - 1) * months + 1, 1))
    ahead = context.direction(match.start(), match.end()) == "future"
    started = period.start <= today
    if not started and not (ahead and period.start - today < NEXT_QUARTERS):
        period = period.shift(-size)
    return of_period(period, role="quarter")


def read_quarter_code(match: re.Match[str], context: Context) -> Reading | None:
    year = int(match["year"])
    if quarter := match["q"] or match["lead"]:
        return of_period(Period("quarter", date(year, 3 * int(quarter) - 2, 1)))
    return of_period(Period("half", date(year, 6 * int(match["h"]) - 5, 1)))


def read_season_year(match: re.Match[str], context: Context) -> Reading | None:
    digits = match["year"] or match["short"]
    year = full_year(digits) if digits else spoken_year(match["spoken"])
    return of_period(Period("season", date(year, SEASONS[match["season"].lower()], 1)))


def last_quarter(context: Context) -> Period | None:
    """The last quarter that was over at publication."""
    return published_period(context, "quarter", -1)
