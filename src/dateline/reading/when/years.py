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
    rf"(?P<the>the{GAP}year{GAP})?(?P<year>1[0-9]\d\d|20\d\d)\b"
    rf"(?:[-–/](?P<last>\d{{4}}|\d\d)\b(?![-–/.,]\d)"
    rf"|(?![,.:/]\d)(?:{GAP}and{GAP}beyond\b|{GAP}or{GAP}later\b)?)"
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
    rf"(?:(?P<full>1[0-9]\d0|20\d0){APOSTROPHE}?s|(?P<mark>{APOSTROPHE})?(?P<short>\d0)s"
    rf"|(?:roaring{GAP})?(?P<word>{either(DECADES)}))\b"
)
CENTURY: Final = (
    rf"(?:(?:the|this|last){GAP})?(?:(?:early|mid|late|turn{GAP}of{GAP}the)[ -])?"
    rf"(?:(?P<other>{ORDINAL}){GAP}(?:and|or|to){GAP}(?:the{GAP})?)?(?P<nth>{ORDINAL})[ -]"
    r"centur(?:y|ies)\b"
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
    rf"(?:(?P<other>first|second|third){GAP}(?:and|or|to|through){GAP}(?:the{GAP})?)?"
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
DEGREES: Final = re.compile(r"\b(?:temperatures?|highs?|lows?|degrees|score[sd]?|seeds?)\b")
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
        if not match["mark"] and not _short_decade(match, context):
            return None
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


def _short_decade(match: re.Match[str], context: Context) -> bool:
    """Whether a number such as "80s" is a decade: "in the 80s", "in the 1960s and 70s"; those in
    which temperatures lie are none.
    """
    if DEGREES.search(context.clause(match.start())):
        return False
    after_decade = bool(context.anchors) and context.anchors[-1][1].unit == "decade"
    if after_decade and context.word_before(match.start()).lower() in ("and", "or", "to"):
        return True
    said = match[0][:4].lower() == "the "
    return said and context.word_before(match.start()).lower() in TEMPORAL


def read_century(match: re.Match[str], context: Context) -> Reading | None:
    nth = ordinal(match["nth"])
    if not 1 < nth <= 30:
        return None
    century = Period("century", date(100 * (nth - 1), 1, 1))
    other = ordinal(match["other"]) if match["other"] else nth
    return of_period(century) if other >= nth else _through(century.shift(other - nth), century)


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
    if match["other"]:
        return _quarters(match, which, context)
    if unit == "half" and not year:
        return None
    months = 12 // size
    if year:
        start = date(int(year), (which - 1) * months + 1, 1)
        if match["count"]:
            return of_period(Period("half", start)) if which == 1 else Reading()
        return of_period(Period(unit, start), role="quarter")
    return of_period(_near_quarter(match, which, context), role="quarter")


def _near_quarter(match: re.Match[str], which: int, context: Context) -> Period | None:
    """The quarter of this year; of the last where it has neither begun nor is looked ahead to."""
    today = context.today()
    if today is None:
        return None
    period = Period("quarter", date(today.year, 3 * which - 2, 1))
    ahead = context.direction(match.start(), match.end()) == "future"
    if period.start > today and not (ahead and period.start - today < NEXT_QUARTERS):
        return period.shift(-4)
    return period


def _quarters(match: re.Match[str], last: int, context: Context) -> Reading | None:
    """ "The second and third quarters": from the start of one to the end of the other."""
    first, year = ordinal(match["other"]), match["of"] or match["year"]
    if match["unit"].lower() != "quarter" or first >= last:
        return None
    if year:
        period: Period | None = Period("quarter", date(int(year), 3 * last - 2, 1))
    else:
        period = _near_quarter(match, last, context)
    return _through(period.shift(first - last), period) if period else Reading()


def _through(first: Period, last: Period) -> Reading:
    value = f"{first.value}/{last.value}"
    return replace(of_period(last), value=value, start=first.start, end=last.end)


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
