"""Neighbours that are one expression: "early | Tuesday", "Friday | Oct. 13", "noon | Saturday"."""

import re
from dataclasses import replace
from datetime import date
from typing import Final

from dateline.reading.when.clock import on_day
from dateline.reading.when.context import Context, Reading, of_period
from dateline.reading.when.periods import Period, narrowed
from dateline.reading.when.words import GAP

Found = tuple[int, int, Reading]

DATED: Final = "dated"
"""The role of a time of day that has its day."""
SPACE: Final = re.compile(GAP)
COMMA: Final = re.compile(rf",?{GAP}")
POSSESSIVE: Final = re.compile(rf"['’]s?{GAP}")
OF: Final = re.compile(rf",?{GAP}(?:of{GAP}|in{GAP})?")
CLOCK_GAP: Final = re.compile(rf",?{GAP}?(?:\(?(?:on|of){GAP})?")
DAY_CLOCK_GAP: Final = re.compile(
    rf",?{GAP}(?:at{GAP}(?:about{GAP}|around{GAP})?|around{GAP}|about{GAP})?"
)
MODIFIER: Final = re.compile(
    rf"(?<![\w-])(?P<word>(?:early|earlier|late|later)(?:{GAP}(?:on|in))?|mid(?:-|{GAP})"
    rf"|sometime|around|about|(?:the{GAP})?(?:very{GAP})?(?:end|beginning|start|middle|close"
    rf"|(?:first|second|last){GAP}half){GAP}of)(?:{GAP})?$",
    re.IGNORECASE,
)
MODIFIER_REACH: Final = 30
THIRDS: Final = {"ear": 0, "beg": 0, "sta": 0, "mid": 1, "lat": 2, "end": 2, "clo": 2}
HALVES: Final = {"first half": 1, "second half": 7, "last half": 7}


def joined(left: Found, right: Found, text: str) -> Found | None:
    """The two neighbours as one expression, or `None` where they are two."""
    (start, middle, first), (resume, end, second) = left, right
    gap = text[middle:resume]
    reading = _join(first, second, gap)
    return None if reading is None else (start, end, reading)


def _join(first: Reading, second: Reading, gap: str) -> Reading | None:
    days = _is_day(first), _is_day(second)
    if first.role == "weekday" and second.role == "day" and COMMA.fullmatch(gap):
        return second
    if first.role == DATED and second.role == "day" and COMMA.fullmatch(gap):
        return _dated(second, first)
    if first.role in ("clock", "part", "bare part") and days[1] and CLOCK_GAP.fullmatch(gap):
        if first.role == "bare part" and second.role != "weekday" and "of" not in gap:
            return None
        return _dated(second, first)
    if days[0] and second.role == "bare part" and SPACE.fullmatch(gap):
        return _dated(first, second)
    if days[0] and second.role == "clock" and DAY_CLOCK_GAP.fullmatch(gap):
        return _dated(first, second)
    if first.role == "month" and _is_year(second) and OF.fullmatch(gap):
        return _in_year(first, second)
    if _is_year(first) and second.role == "quarter" and POSSESSIVE.fullmatch(gap):
        return _in_year(second, first)
    if first.role == "quarter" and _is_year(second) and OF.fullmatch(gap):
        return _in_year(first, second)
    return None


def _dated(day: Reading, clock: Reading) -> Reading:
    return replace(on_day(day.period, clock.clock or ""), role=DATED)


def _is_day(reading: Reading) -> bool:
    if reading.kind != "date":
        return False
    if reading.role in ("weekday", "day"):
        return True
    return reading.period is not None and reading.period.unit == "day" and reading.value is not None


def _is_year(reading: Reading) -> bool:
    return reading.kind == "date" and reading.period is not None and reading.period.unit == "year"


def _in_year(part: Reading, year: Reading) -> Reading | None:
    if part.period is None or year.period is None:
        return None
    start = date(year.period.start.year, part.period.start.month, 1)
    return of_period(Period(part.period.unit, start))


def modified(found: Found, context: Context) -> Found:
    """The expression with its modifier ("early", "the end of"), and its bounds narrowed by it."""
    start, end, reading = found
    if reading.kind not in ("date", "time") or (reading.value or "").endswith("_REF"):
        return found
    floor = max(start - MODIFIER_REACH, context.done)
    match = MODIFIER.search(context.text[floor:start])
    if match is None:
        return found
    word = " ".join(match["word"].lower().split()).removeprefix("the ").removeprefix("very ")
    if word.startswith("later") and reading.role in ("month", "day", "year"):
        return found  # "later March 4" is "March 4" after an adverb
    return floor + match.start(), end, _narrow(reading, word, context)


def _narrow(reading: Reading, word: str, context: Context) -> Reading:
    period = reading.period
    if period is None or period.unit in ("day", "week", "weekend") or reading.value is None:
        return reading
    if word.startswith(("earlier", "later")):
        if context.published is None or not period.start <= context.published <= period.end:
            return reading
        if word.startswith("earlier"):
            return replace(reading, end=context.published)
        return replace(reading, start=context.published)
    for half, month in HALVES.items():
        if word.startswith(half) and period.unit == "year":
            return of_period(Period("half", date(period.start.year, month, 1)))
    third = THIRDS.get(word[:3])
    if third is None:
        return reading
    start, end = narrowed(period, third)
    precision = "month" if period.unit == "year" else reading.precision
    return replace(reading, start=start, end=end, precision=precision)
