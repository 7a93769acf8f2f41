"""Finds the time expressions of a report, and reads them from left to right."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from dateline.errors import DatelineError
from dateline.reading.when.comparison import COMPARED
from dateline.reading.when.context import Context, Reading
from dateline.reading.when.families import DIGIT, families
from dateline.reading.when.joins import Found, joined, modified
from dateline.reading.when.parts import OPENS
from dateline.reading.when.ranges import related
from dateline.reading.when.reasons import reason
from dateline.record import Time

OPENER: Final = re.compile(r"(?<![A-Za-z0-9])(?:[A-Za-z]+|['’]?\d)")
ATTACHED: Final = re.compile(r"(?:[$€£¥#@/&+]|\d[.,:]|[A-Za-z]\.|[A-Za-z0-9][-‑])$")
PREFIXES: Final = re.compile(r"(?:mid|pre|post|early|late|end|then)[-‑]$", re.IGNORECASE)
JOIN_REACH: Final = 16


def find_times(
    text: str, published: str | None, *, tense_at: Callable[[int], str | None] | None = None
) -> tuple[Time, ...]:
    """The time expressions of `text` in order, resolved against `published` (ISO date or datetime).

    Spans are code points and do not overlap. `tense_at(offset)` tells "past", "present", "future"
    or `None` for the clause at an offset; without it the words of the clause decide. Raises
    `DatelineError` if `published` is no ISO 8601 date.
    """
    return tuple(time for time, _ in explain_times(text, published, tense_at=tense_at))


def explain_times(
    text: str, published: str | None, *, tense_at: Callable[[int], str | None] | None = None
) -> tuple[tuple[Time, str], ...]:
    """`find_times`, and beside each time in a few words what its value rests on: the day it was
    counted from, the way the clause looks, or why it has no days.
    """
    context = Context(text=text, published=_day(published), tense_at=tense_at)
    return tuple((_time(found), reason(found[2], context)) for found in _found(context))


def _day(published: str | None) -> date | None:
    if published is None:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError as error:
        raise DatelineError(
            f"not a date of publication: {published!r}",
            hint="give an ISO 8601 date or datetime, such as 2019-03-10 or 2019-03-10T14:00:00Z",
        ) from error


def _found(context: Context) -> Iterator[Found]:
    """The expressions, each joined with its neighbours and widened by its modifier."""
    pending: Found | None = None
    for found in _read(context):
        if pending is not None:
            near = found[0] - pending[1] <= JOIN_REACH
            if near:
                pending, found = related(pending, found, context)
            both = joined(pending, found, context.text) if near else None
            if both is not None:
                pending = both
                continue
            yield from _finished(pending, context)
        pending = found
    if pending is not None:
        yield from _finished(pending, context)


def _finished(found: Found, context: Context) -> Iterator[Found]:
    if found[2].role in ("bare part", OPENS):
        return
    found = modified(found, context)
    context.done = found[1]
    yield found


def _read(context: Context) -> Iterator[Found]:
    table, text, done = families(), context.text, 0
    for opener in OPENER.finditer(text):
        start = opener.start()
        if start < done:
            continue
        word = opener[0].lower()
        members = table.get(DIGIT if word[-1].isdigit() else word)
        if members is None or (_attached(text, start) and not _in_range(text, done, start)):
            continue
        matches = [(member.pattern.match(text, start), member.read) for member in members]
        hits = [(match, read) for match, read in matches if match is not None]
        hits.sort(key=lambda hit: -hit[0].end())
        for match, read in hits:
            reading = _resolved(match, read, context)
            if reading is not None and _ends_word(reading, text, match.end()):
                done = match.end()
                _remember(reading, (start, done), context)
                yield start, done, reading
                break


def _attached(text: str, start: int) -> bool:
    """Whether the word is the tail of a longer one: "$1990", "F-16", "3.5", "/daily"."""
    before = text[max(0, start - 6) : start]
    return ATTACHED.search(before) is not None and PREFIXES.search(before) is None


def _ends_word(reading: Reading, text: str, end: int) -> bool:
    return reading.role == OPENS or not text[end : end + 1].isalnum()


def _in_range(text: str, done: int, start: int) -> bool:
    """Whether the word follows on the last expression after a dash: "March 28-April 2"."""
    return 0 < done == start - 1 and text[done] in "-–"


def _resolved(
    match: re.Match[str],
    read: Callable[[re.Match[str], Context], Reading | None],
    context: Context,
) -> Reading | None:
    context.notes.clear()
    try:
        reading = read(match, context)
    except (OverflowError, ValueError):  # the calendar ends with the year 9999
        return None
    if reading is None or reading.because:
        return reading
    return replace(reading, because="; ".join(context.notes))


def _remember(reading: Reading, span: tuple[int, int], context: Context) -> None:
    if reading.period is None or reading.value is None or reading.role == COMPARED:
        return
    start, end = span
    if reading.period.unit == "quarter":
        context.quarter = (start, reading.period)
    if reading.period.unit == "day":
        context.day = (start, reading.period)
    context.anchors = (*context.anchors[-1:], (end, reading.period))


def _time(found: Found) -> Time:
    start, end, reading = found
    return Time(
        span=(start, end),
        kind=reading.kind,
        value=reading.value,
        start=reading.start.isoformat() if reading.start else None,
        end=reading.end.isoformat() if reading.end else None,
        precision=reading.precision,
    )
