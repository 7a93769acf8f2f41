"""Expressions that count from publication or from another date: "yesterday", "last Tuesday"."""

import re
from datetime import date, timedelta
from typing import Final

from dateline.reading.when.context import (
    Context,
    Reading,
    of_period,
    published_period,
)
from dateline.reading.when.durations import duration_value
from dateline.reading.when.periods import (
    PRECISION,
    Period,
    add_units,
    containing,
)
from dateline.reading.when.words import (
    GAP,
    HYPHEN,
    MONTH_ABBREVIATIONS,
    SEASONS,
    UNITS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
    either,
    listed,
    spaced,
)
from dateline.reading.when.words import (
    MONTHS as MONTH_NAMES,
)
from dateline.reading.when.years import last_quarter

DAY_WORD: Final = (
    rf"(?P<word>the{GAP}day{GAP}before{GAP}yesterday|the{GAP}day{GAP}after{GAP}tomorrow"
    rf"|yesterday|today|tomorrow)(?:s(?={GAP}[a-z]))?\b"
)
DAY_SHIFTS: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}
WEEKDAY_ALONE: Final = (
    rf"(?P<weekday>{either(WEEKDAYS)})\b|(?P<short>{either(WEEKDAY_ABBREVIATIONS)})"
    rf"(?=\.?,?{GAP}(?:{either(MONTH_NAMES)}|{either(MONTH_ABBREVIATIONS)}\b|\d))\.?"
)
SHIFTS: Final = {
    "last": -1, "this past": -1, "this": 0, "this coming": 1, "this same": 0, "next": 1,
    "the coming": 1, "the past": -1, "past": -1, "the current": 0, "this current": 0,
    "the present": 0, "coming": 1, "the upcoming": 1, "the last": -1,
}  # fmt: skip
ANAPHORIC: Final = {
    "the previous": -1, "the preceding": -1, "the prior": -1, "previous": -1, "the following": 1,
    "the next": 1, "the same": 0, "that": 0, "that same": 0, "following": 1, "the ensuing": 1,
    "the very next": 1,
}  # fmt: skip
DEFINITE: Final = ("the", "the full", "the entire", "the latest", "latest")
WHICH: Final = rf"(?P<which>{spaced([*SHIFTS, *ANAPHORIC, *DEFINITE])})"
RELATIVE: Final = (
    rf"{WHICH}{GAP}(?:(?:early|mid|late)[ -])?"
    rf"(?:(?:fiscal|calendar|financial|business|trading){HYPHEN})?"
    rf"(?P<target>{either([*UNITS, 'weekend', *WEEKDAYS, *MONTH_NAMES, *SEASONS, 'period'])})"
    rf"(?P<slip>(?:(?<=week)|(?<=month)|(?<=year))s(?={GAP}(?!(?:of|and|or|in|to|that|the)\b)[a-z]))?\b"
    rf"(?:{GAP}or{GAP}so\b)?"
)
NAMED_DAYS: Final = listed("black bloody super ash palm good holy man easter sheffield")
NAMED_AFTER: Final = listed(
    "times telegraph mirror mail herald express post star world independent tribune mass"
)
PERIOD_PREPOSITIONS: Final = listed(
    "in for during of over through throughout into by from since until within with on"
    " to after before"
)  # fmt: skip
FISCAL_ENDS: Final = frozenset(("ended", "ending", "through"))


def read_day_word(match: re.Match[str], context: Context) -> Reading | None:
    word = match["word"].lower()
    before = context.word_before(match.start())
    if match["word"] in ("Today", "TODAY") and before.isalpha() and before[0].isupper():
        return None  # a newspaper or a broadcaster
    shift = DAY_SHIFTS.get(word)
    if shift is None:
        shift = -2 if word.endswith("yesterday") else 2
    return of_period(published_period(context, "day", shift), role="day")


def read_weekday(match: re.Match[str], context: Context) -> Reading | None:
    """The past weekday, or the coming one where the clause looks ahead; the day itself counts."""
    name = match["weekday"] or match["short"]
    if not name[0].isupper():
        return None
    if context.word_before(match.start()).lower() in NAMED_DAYS:
        return None
    if match["weekday"] and context.word_after(match.end()).lower() in NAMED_AFTER:
        return None
    today = context.today()
    if today is None:
        return Reading(role="weekday")
    number = (WEEKDAYS | WEEKDAY_ABBREVIATIONS)[name.lower()]
    ahead = context.direction(match.start(), match.end()) == "future"
    return of_period(Period("day", near_weekday(today, number, ahead)), role="weekday")


def near_weekday(day: date, weekday: int, ahead: bool) -> date:
    """The nearest such weekday on or after, or on or before, `day`."""
    if ahead:
        return day + timedelta(days=(weekday - day.weekday()) % 7)
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def read_relative(match: re.Match[str], context: Context) -> Reading | None:
    """ "Last week", "next Tuesday", "this summer", "the following month"."""
    which = " ".join(match["which"].lower().split())
    target = match["target"].lower()
    if match["slip"] and which not in ("last", "this", "next"):
        return None  # "over the years"; "this years budget" lacks an apostrophe
    named = target in WEEKDAYS or target in MONTH_NAMES
    if named and not match["target"][0].isupper():
        return None
    if which in DEFINITE:
        return _definite(match, context, which, target)
    if target in ("second", "period"):
        return None
    if which == "last" and target in UNITS and context.word_after(match.end()).lower() == "of":
        return None
    anaphoric = which in ANAPHORIC
    unit = target if target in UNITS else "day"
    day = context.reference(unit, match.start()) if anaphoric else context.today()
    if which in ("the past", "past", "the last"):
        spans = target in UNITS and context.word_after(match.end()).lower() != "of"
        return _past_span(context, target) if spans else None
    shift = ANAPHORIC[which] if anaphoric else SHIFTS[which]
    if target == "weekend" and which == "this":
        return of_period(_weekend(match, context))
    if target in ("hour", "minute"):
        return Reading(kind="time")
    if day is None:
        return Reading()
    if which == "this" and target in WEEKDAYS:
        ahead = context.direction(match.start(), match.end()) != "past"
        return of_period(Period("day", near_weekday(day, WEEKDAYS[target], ahead)))
    return of_period(_shifted(day, target, shift, which))


def _shifted(day: date, target: str, shift: int, which: str) -> Period:
    if target in WEEKDAYS:
        number = WEEKDAYS[target]
        if shift < 0:
            return Period("day", near_weekday(day - timedelta(days=1), number, ahead=False))
        start = day + timedelta(days=1) if shift > 0 and which != "this coming" else day
        return Period("day", near_weekday(start, number, ahead=True))
    if target in MONTH_NAMES:
        return _shifted_month(day, MONTH_NAMES[target], shift, "month")
    if target in SEASONS:
        return _shifted_month(day, SEASONS[target], shift, "season")
    return containing(target, day).shift(shift)


def _shifted_month(day: date, month: int, shift: int, unit: str) -> Period:
    """The named month or season of this year, or the last or next one that `day` is not in."""
    winter_began = unit == "season" and month == 12 and day.month < 3
    period = Period(unit, date(day.year - winter_began, month, 1))
    if unit == "month" and shift < 0 and period.shift(1) == containing(unit, day):
        return period.shift(-12)  # the month just past is "last month"
    if shift < 0 and period.end >= day:
        return period.shift(-1 if unit == "season" else -12)
    if shift > 0 and period.start <= day:
        return period.shift(1 if unit == "season" else 12)
    return period


def _past_span(context: Context, unit: str) -> Reading:
    """ "The past year": a duration that ends at publication."""
    value = duration_value(1, unit)
    today = context.today()
    if today is None:
        return Reading(kind="duration", value=value)
    start = add_units(today, unit, -1)
    return Reading(
        kind="duration", value=value, start=start, end=today,
        precision=PRECISION.get(unit, "hour"),
    )  # fmt: skip


def _definite(match: re.Match[str], context: Context, which: str, target: str) -> Reading | None:
    """ "The quarter", "the week", "the summer": the one that the report is about."""
    before = context.word_before(match.start()).lower()
    after = context.word_after(match.end()).lower()
    at_weekend = before == "at" and target == "weekend"
    if before not in PERIOD_PREPOSITIONS and not at_weekend and which != "the latest":
        return None
    if target in SEASONS:
        if after in ("of", "in") or target == "spring":
            return None
        period = published_period(context, "year")
        month = SEASONS[target]
        return of_period(period and Period("season", date(period.start.year, month, 1)))
    if target in ("quarter", "period"):
        if target == "period" and which != "the latest":
            return None
        return of_period(context.recent_quarter(match.start()) or last_quarter(context))
    if target == "weekend":
        return of_period(_weekend(match, context))
    if target not in ("week", "month", "year", "day") or after in ("of", "when", "before", "after"):
        return None
    if after in FISCAL_ENDS:
        return Reading(kind="duration", value=duration_value(1, target))
    day = context.reference("day", match.start()) if target == "day" else context.today()
    return of_period(containing(target, day) if day else None)


def _weekend(match: re.Match[str], context: Context) -> Period | None:
    today = context.today()
    if today is None:
        return None
    this = containing("weekend", today)
    if context.direction(match.start(), match.end()) == "future" or this.start <= today:
        return this
    return this.shift(-1)
