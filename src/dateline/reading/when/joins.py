"""Neighbours that are one expression: "early | Tuesday", "Friday | Oct. 13", "noon | Saturday"."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dateline.reading.when.clock import on_day
from dateline.reading.when.context import IN_FULL, Context, Reading, of_period
from dateline.reading.when.periods import Period, calendar_day, narrowed
from dateline.reading.when.words import GAP

Found = tuple[int, int, Reading]

DATED: Final = "dated"
"""The role of a time of day that has its day."""
SPACE: Final = re.compile(GAP)
COMMA: Final = re.compile(rf",?{GAP}")
DATE_GAP: Final = re.compile(rf",?{GAP}\(?")
POSSESSIVE: Final = re.compile(rf"['’]s?{GAP}")
OF: Final = re.compile(rf",?{GAP}(?:of{GAP}|in{GAP})?")
OF_GAP: Final = re.compile(rf"{GAP}(?:of{GAP})?")
ON: Final = re.compile(rf"{GAP}on{GAP}")
DASH: Final = re.compile(r"[^\S\n]?[-–][^\S\n]?")
ZONED_GAP: Final = re.compile(rf",?{GAP}?[(/]")
"""Between two zones of one hour: "8 p.m. local time (1700 GMT)"."""
AFTER_NOON: Final = frozenset(("TAF", "TEV", "TNI"))
CLOCK_GAP: Final = re.compile(rf"\)?,?{GAP}?(?:\(?(?:on|of|between){GAP})?")
DAY_CLOCK_GAP: Final = re.compile(
    rf",?{GAP}(?:at{GAP}(?:about{GAP}|around{GAP})?|around{GAP}|about{GAP})?"
)
MODIFIER: Final = re.compile(
    rf"(?<![\w-])(?P<word>(?:early|earlier|late|later)(?:{GAP}(?:on|in))?|mid(?:-|{GAP})"
    rf"|(?:early|late|end)-"
    rf"|sometime|around|about|(?:the{GAP})?(?:very{GAP})?(?:end|beginning|start|middle|close"
    rf"|rest|remainder"
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
    reading = _completed(first, second) if not gap else _join(first, second, gap)
    bracketed = "(" in gap and text[end : end + 1] == ")"
    if reading is None or ("(" in gap and reading.role == "day" and not bracketed):
        return None
    reasons = dict.fromkeys(part.because for part in (first, second) if part.because)
    if bracketed and reading.role in ("clock", "day"):
        end += 1
    return start, end, replace(reading, because=reading.because or "; ".join(reasons))


def _completed(first: Reading, second: Reading) -> Reading | None:
    try:
        return first.completes(second) if first.completes else None
    except (OverflowError, ValueError):  # the calendar ends with the year 9999
        return None


def _join(first: Reading, second: Reading, gap: str) -> Reading | None:
    days = _is_day(first), _is_day(second)
    if first.role == "weekday" and second.role == "day" and DATE_GAP.fullmatch(gap):
        return replace(second, because=second.because or IN_FULL)
    if first.role == DATED and second.role == "day" and COMMA.fullmatch(gap):
        return replace(_dated(second, first), because=second.because or IN_FULL)
    if first.role in ("clock", "part", "bare part") and days[1] and CLOCK_GAP.fullmatch(gap):
        if first.role == "bare part" and second.role != "weekday" and "of" not in gap:
            return None
        return _dated(second, first)
    if first.role == second.role == "clock" and ZONED_GAP.fullmatch(gap):
        return first
    if first.role == "clock" and second.role == DATED and CLOCK_GAP.fullmatch(gap):
        return _in_part(first, second)
    if first.role == DATED and second.role == "bare part" and SPACE.fullmatch(gap):
        return _in_part(first, replace(second, period=first.period))
    if days[0] and second.role == "bare part" and SPACE.fullmatch(gap):
        return _dated(first, second)
    if days[0] and second.role == "clock" and DAY_CLOCK_GAP.fullmatch(gap):
        return _dated(first, second)
    if first.role == "weekday" and _is_week(second) and OF.fullmatch(gap):
        return _in_week(first, second)
    if _is_week(first) and second.role == "weekday" and ON.fullmatch(gap):
        return _in_week(second, first)
    if first.role == second.role and DASH.fullmatch(gap):
        return interval(first, second)
    if first.role == "month" and _is_year(second) and OF.fullmatch(gap):
        return _in_year(first, second)
    if first.role == "day" and second.role != "year" and _is_year(second) and OF_GAP.fullmatch(gap):
        return None if _same_year(first, second) else _in_year(first, second)
    if _is_year(first) and second.role == "quarter" and POSSESSIVE.fullmatch(gap):
        return _in_year(second, first)
    if first.role == "quarter" and _is_year(second) and OF.fullmatch(gap):
        return _in_year(first, second)
    return None


def _dated(day: Reading, clock: Reading) -> Reading:
    reading = replace(on_day(day.period, clock.clock or ""), role=DATED)
    if clock.clock == "TNI" and day.start and day.end and (day.end - day.start).days == 1:
        return replace(reading, end=day.end)  # "the night of 3-4 May"
    return reading


def _in_part(clock: Reading, part: Reading) -> Reading | None:
    """ "Half past six on Monday evening": the hour of that part of the day."""
    if part.clock not in ("TMO", *AFTER_NOON) or not (clock.clock or "")[1:2].isdigit():
        return None
    assert clock.clock is not None
    hour = int(clock.clock[1:3])
    if part.clock in AFTER_NOON and 4 <= hour < 12:
        clock = replace(clock, clock=f"T{hour + 12}{clock.clock[3:]}")
    return _dated(part, clock)


def _is_week(reading: Reading) -> bool:
    return reading.period is not None and reading.period.unit == "week"


def _in_week(day: Reading, week: Reading) -> Reading | None:
    """ "Tuesday of last week": that day of that week."""
    if day.start is None or week.start is None:
        return None
    start = week.start + timedelta(days=day.start.weekday())
    return of_period(Period("day", start), role="day", because=week.because)


def interval(first: Reading, last: Reading) -> Reading | None:
    """Two days or two months joined by a dash, as one range."""
    if first.role not in ("day", "month", "weekday") or not (first.start and last.end):
        return None
    if last.end < first.start:
        return None
    return replace(first, value=f"{first.value}/{last.value}", end=last.end, role="range")


def _is_day(reading: Reading) -> bool:
    if reading.kind != "date":
        return False
    if reading.role in ("weekday", "day"):
        return True
    return reading.period is not None and reading.period.unit == "day" and reading.value is not None


def _is_year(reading: Reading) -> bool:
    return reading.kind == "date" and reading.period is not None and reading.period.unit == "year"


def _same_year(first: Reading, second: Reading) -> bool:
    if first.start is None or second.start is None:
        return False
    return first.start.year == second.start.year


def _in_year(part: Reading, year: Reading) -> Reading | None:
    if part.period is None or year.period is None:
        return None
    start = calendar_day(year.period.start.year, part.period.start.month, part.period.start.day)
    return of_period(Period(part.period.unit, start), role=part.role) if start else None


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
    if word.startswith(("earlier", "later", "rest", "remainder")):
        if context.published is None or not period.start <= context.published <= period.end:
            return reading
        if word.startswith("earlier"):
            return replace(reading, end=context.published)
        return replace(reading, start=context.published)
    for half, month in HALVES.items():
        if word.startswith(half) and period.unit == "year":
            start = date(period.start.year, month, 1)
            return of_period(Period("half", start), because=reading.because)
        if word.startswith(half):
            first, last = narrowed(period, month // 7, parts=2)
            return replace(reading, start=first, end=last)
    third = THIRDS.get(word[:3])
    if third is None:
        return reading
    start, end = narrowed(period, third)
    precision = "month" if period.unit == "year" else reading.precision
    return replace(reading, start=start, end=end, precision=precision)
