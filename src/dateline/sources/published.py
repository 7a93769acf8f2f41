"""Publication times: ISO 8601 out, whatever the page or the line of a report gives in."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from typing import Final

ISO_HINT: Final = (
    "Write it in ISO 8601, with the zone where you know it: "
    "2012-03-03 or 2012-03-03T14:05:00+02:00."
)
_MAX_LENGTH: Final = 120  # no written date is longer

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",),
            ("june", "jun"), ("july", "jul"), ("august", "aug"), ("september", "sep", "sept"),
            ("october", "oct"), ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip

# Hours east of Greenwich. Abbreviations that name several zones (IST, CST, AST) are left out.
_ZONES: Final = {
    "gmt": 0.0, "utc": 0.0, "z": 0.0, "bst": 1.0, "wet": 0.0, "cet": 1.0, "cest": 2.0, "eet": 2.0,
    "eest": 3.0, "wat": 1.0, "cat": 2.0, "sast": 2.0, "eat": 3.0, "msk": 3.0, "trt": 3.0,
    "pkt": 5.0, "npt": 5.75, "wib": 7.0, "ict": 7.0, "hkt": 8.0, "sgt": 8.0, "pht": 8.0,
    "jst": 9.0, "kst": 9.0, "aest": 10.0, "aedt": 11.0, "nzst": 12.0, "nzdt": 13.0,
    "est": -5.0, "edt": -4.0, "cdt": -5.0, "mst": -7.0, "mdt": -6.0, "pst": -8.0, "pdt": -7.0,
}  # fmt: skip

_MONTH: Final = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY: Final = r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR: Final = r"(?P<year>(?:1[89]|20)\d{2})\b"
_DATES: Final = (
    re.compile(rf"{_DAY}[\s,-]{{1,3}}(?:of )?{_MONTH}[\s,-]{{1,3}}{_YEAR}", re.I),
    re.compile(rf"\b{_MONTH}\s{{1,3}}{_DAY},?\s{{1,3}}{_YEAR}", re.I),
    re.compile(r"\b(?P<year>(?:1[89]|20)\d{2})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})\b"),
)
_WEEKDAY: Final = re.compile(
    r"\b(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\b[.,]?",
    re.I,
)
_ZONE: Final = r"(?P<zone>[a-z]{1,4}(?![a-z]))?\s?(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?"
_REST: Final = re.compile(
    r"[\s,|·•–—-]*(?:at\s)?\s?(?:"
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::(?P<second>\d{2}))?\s?(?P<half>[ap]\.?m\b\.?)?"
    r"|(?P<hour_only>\d{1,2})\s?(?P<half_only>[ap]\.?m\b\.?)"
    r"|(?P<military>\d{4})(?=\s?(?:[a-z]|[+-]))"
    rf")?\s?(?:hrs|hours)?\s?\(?{_ZONE}\)?[\s,|·•–—.-]*(?:on)?[\s,]*",
    re.I,
)


def iso_published(value: str) -> str | None:
    """`value` as an ISO 8601 date or time if it is one, else `None`. No zone is ever added."""
    value = value.strip()
    if len(value) > _MAX_LENGTH:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(value).replace(microsecond=0).isoformat()
    except ValueError:
        return None


def written_published(value: str) -> str | None:
    """The ISO 8601 form of a date, alone or with a time and zone, that fills `value`, else `None`.

    Reads "Tuesday, 4 March 2003", "March 4, 2003 2:05 PM EST" and "14:05 GMT, 3 March 2012".
    Dates in which day and month could be swapped are not read.
    """
    value = " ".join(value.split())
    if len(value) > _MAX_LENGTH:
        return None
    if iso := iso_published(value):
        return iso
    for pattern in _DATES:
        if found := pattern.search(value):
            rest = value[: found.start()] + " " + value[found.end() :]
            rest = " ".join(_WEEKDAY.sub(" ", rest, count=1).split()).strip(" ,")
            clock = _REST.fullmatch(rest)
            return _combine(found, clock) if clock else None
    return None


def any_published(value: str) -> str | None:
    """The ISO 8601 form of a time in a page's metadata: ISO 8601, RFC 2822, or written out."""
    if found := written_published(value):
        return found
    if len(value) > _MAX_LENGTH:
        return None
    from email.utils import parsedate_to_datetime  # slow to load, and rarely needed

    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def best_published(values: Iterable[str]) -> str | None:
    """The first readable of `values`, or a later one of the same day that also has the zone."""
    readable = [found for value in values if (found := any_published(value))]
    if not readable:
        return None
    first = readable[0]
    for other in readable:
        near = abs(_day(other) - _day(first)) <= timedelta(days=1)
        if near and has_zone(other):
            return other
    return next((o for o in readable if _day(o) == _day(first) and len(o) > len(first)), first)


def has_zone(published: str) -> bool:
    """Whether an ISO 8601 value tells its zone."""
    return len(published) > 10 and datetime.fromisoformat(published).tzinfo is not None


def _day(published: str) -> date:
    return date.fromisoformat(published[:10])


def _combine(found: re.Match[str], clock: re.Match[str]) -> str | None:
    month = found["month"].lower()
    number = int(month) if month.isdigit() else _MONTHS[month]
    try:
        day = date(int(found["year"]), number, int(found["day"]))
        time = _clock(clock)
        if time is None:
            return day.isoformat() if not clock["zone"] else None
        return datetime(day.year, day.month, day.day, *time, tzinfo=_zone(clock)).isoformat()
    except ValueError:
        return None


def _clock(clock: re.Match[str]) -> tuple[int, int, int] | None:
    if clock["military"]:
        return int(clock["military"][:2]), int(clock["military"][2:]), 0
    hour = clock["hour"] or clock["hour_only"]
    if hour is None:
        return None
    half = (clock["half"] or clock["half_only"] or "").lower()
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            raise ValueError(number)
        number = number % 12 + (12 if half.startswith("p") else 0)
    return number, int(clock["minute"] or 0), int(clock["second"] or 0)


def _zone(clock: re.Match[str]) -> timezone | None:
    name, offset = (clock["zone"] or "").lower(), clock["offset"]
    if offset and name in ("", "gmt", "utc"):
        digits = offset[1:].replace(":", "")
        hours, minutes = int(digits[:-2] or 0), int(digits[-2:])
        if len(digits) <= 2:
            hours, minutes = int(digits), 0
        shift = timedelta(hours=hours, minutes=minutes)
        return timezone(-shift if offset[0] == "-" else shift)
    return timezone(timedelta(hours=_ZONES[name])) if name in _ZONES else None
