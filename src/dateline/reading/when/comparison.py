"""Periods that figures are compared with: "a year earlier", "the year-ago quarter", "the same
period last year", "the 2018 quarter".
"""

import re
from datetime import date
from typing import Final

from dateline.reading.when.context import Context, Reading, of_period, published_period
from dateline.reading.when.periods import Period, add_months, containing
from dateline.reading.when.words import GAP, HYPHEN, YEAR, listed
from dateline.reading.when.years import last_quarter

COMPARED: Final = "compared"
"""The role of a period that another is compared with: the passage is not about it."""
NTH: Final = ("first", "second", "third", "fourth")
YEAR_AGO: Final = (
    rf"(?:the{GAP})?(?:(?:comparable|corresponding|same){GAP})?year{HYPHEN}(?:ago|earlier)"
    rf"(?:{GAP}(?:(?P<nth>{'|'.join(NTH)}){GAP})?(?P<target>quarter|period|month))?\b"
)
SAME: Final = (
    rf"(?:(?:the|this){GAP})?(?:(?:same|corresponding|comparable|equivalent|similar){GAP})?"
    rf"(?P<target>period|quarter|month|week|time|day|date){GAP}(?:(?:of|in){GAP})?"
    rf"(?:last{GAP}year|an?{GAP}year{GAP}(?:ago|earlier|before)"
    rf"|the{GAP}(?:previous|preceding|prior){GAP}year|the{GAP}year{GAP}before|{YEAR})\b"
)
OF_YEAR: Final = rf"(?:the{GAP})?{YEAR}{GAP}(?P<target>quarter|period)\b"
COMPARING: Final = listed(
    "from than with against over to versus percent % million billion share crore tonnes tons"
)
FIGURES_REACH: Final = 80
SOME_FIGURE: Final = re.compile(
    r"[$€£¥]\d|\d%|\d\s(?:percent|per\scent|[mb]illion|trillion|points)"
)
FIGURE: Final = re.compile(r"[$€£¥]?\d[\d.,]*%?")


def compare(context: Context, start: int, end: int) -> Reading | None:
    """What "a year ago" stands for beside figures: the quarter or month that the passage is about,
    else the year, one year before. `None` where nothing is compared.
    """
    word = context.word_before(start).lower()
    comparing = word in COMPARING or FIGURE.fullmatch(word) is not None
    quarter = context.recent_quarter(start)
    if quarter is not None and (comparing or _beside_figures(context, start, end)):
        return of_period(quarter.shift(-4 if quarter.unit == "quarter" else -2), role=COMPARED)
    if not comparing:
        return None
    month = context.recent_month(start)
    if month is not None:
        return of_period(month.shift(-12), role=COMPARED)
    day = context.reference("year", start)
    return of_period(containing("year", day).shift(-1), role=COMPARED) if day else Reading()


def _beside_figures(context: Context, start: int, end: int) -> bool:
    """Whether a figure stands before the words in their clause or soon after them."""
    after = context.text[end : end + FIGURES_REACH]
    return any(SOME_FIGURE.search(words) for words in (context.clause(start), after))


def read_year_ago(match: re.Match[str], context: Context) -> Reading | None:
    """ "The year-ago quarter", "a year-earlier loss": the period of the report, a year before."""
    today = context.today()
    if today is None:
        return Reading()
    if match["nth"]:
        start = Period("quarter", date(today.year, 3 * NTH.index(match["nth"].lower()) + 1, 1))
        back = -4 if start.start <= today else -8
        return of_period(start.shift(back), role=COMPARED)
    target = (match["target"] or "").lower()
    quarter = context.recent_quarter(match.start())
    if quarter is None and target == "quarter":
        quarter = last_quarter(context)
    if quarter is not None and quarter.unit == "quarter":
        return of_period(quarter.shift(-4), role=COMPARED)
    if target == "month":
        return of_period(published_period(context, "month", -12))
    return of_period(published_period(context, "year", -1))


def read_same(match: re.Match[str], context: Context) -> Reading | None:
    """ "The same period last year": what the passage is about, in the year that is named."""
    words, target = match[0].lower().split(), match["target"].lower()
    if not {"same", "corresponding", "comparable", "equivalent", "similar"} & set(words[:2]) and (
        words[:2] != ["this", "time"]
    ):
        return None
    today = context.today()
    if today is None and not match["year"]:
        return Reading()
    period = _in_question(target, match.start(), context)
    if period is None:
        return None
    year = int(match["year"]) if match["year"] else period.start.year - 1
    back = add_months(period.start, 12 * (year - period.start.year))
    return of_period(containing(period.unit, back), role=COMPARED)


def _in_question(target: str, start: int, context: Context) -> Period | None:
    if target == "week":
        return published_period(context, "week")
    if target in ("period", "quarter"):
        quarter = context.recent_quarter(start)
        if quarter is None and target == "quarter":
            quarter = last_quarter(context)
        named = quarter or context.recent_month(start)
        return named or published_period(context, "year")
    month = context.recent_month(start) if target == "month" else None
    return month or published_period(context, "month")


def read_of_year(match: re.Match[str], context: Context) -> Reading | None:
    """ "The 2018 quarter": the quarter that the passage is about, in that year."""
    quarter = context.recent_quarter(match.start())
    if quarter is None:
        return None
    return of_period(
        Period(quarter.unit, date(int(match["year"]), quarter.start.month, 1)), role=COMPARED
    )
