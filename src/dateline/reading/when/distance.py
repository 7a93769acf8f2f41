"""How far from another date: "two weeks ago", "a year earlier", "the past 18 months"."""

import re
from datetime import date, timedelta
from typing import Final

from dateline.reading.when.comparison import compare
from dateline.reading.when.context import (
    Context,
    Reading,
    of_period,
    published_period,
)
from dateline.reading.when.durations import amount, duration_value
from dateline.reading.when.periods import (
    MONTHS,
    PRECISION,
    Period,
    add_units,
    containing,
)
from dateline.reading.when.words import (
    APPROXIMATELY,
    GAP,
    HYPHEN,
    ORDINAL,
    QUANTITY,
    UNIT_FORMS,
    UPPER,
    WEEKDAYS,
    either,
    ordinal,
)

AGO: Final = (
    rf"(?P<about>{APPROXIMATELY}){QUANTITY}{UPPER}{GAP}(?:more{GAP})?(?P<unit>{either(UNIT_FORMS)})"
    rf"(?:{GAP}or{GAP}(?:so|more))?{GAP}"
    rf"(?P<way>ago(?:{GAP}(?P<now>today|this{GAP}(?:week|month)|{either(WEEKDAYS)})\b)?"
    rf"|earlier|later|from{GAP}now|back|previously|afterwards?|before(?=[.,;:]))\b"
)
IN_TIME: Final = rf"{QUANTITY}{UPPER}{GAP}(?P<unit>{either(UNIT_FORMS)})['’]?{GAP}(?P<way>time)\b"
BEFORE_AFTER: Final = (
    rf"the{GAP}(?P<unit>day|week|month|year|night){GAP}(?P<way>before|after|earlier)"
    rf"(?=[^\S\n]{{0,2}}[.,;:)\"”]|{GAP}(?:in|when|and|to|at|on|but)\b)"
)
WINDOW: Final = (
    rf"(?P<about>{APPROXIMATELY})(?:(?:the|these|those|its|their){GAP})?"
    rf"(?P<which>past|last|next|first|coming|previous|following|latest|final"
    rf"|preceding|opening|closing|initial){GAP}"
    rf"{QUANTITY}{UPPER}{GAP}(?:more{GAP})?"
    rf"(?:(?:fiscal|trading|business|calendar){GAP})?(?P<unit>{either(UNIT_FORMS)})\b"
    rf"(?:{GAP}or{GAP}so)?"
)
VAGUE_WINDOW: Final = (
    rf"(?:the{GAP}|these{GAP})?(?P<which>recent|coming|past|last|next|upcoming){GAP}"
    rf"(?:hours|days|weeks|months|quarters|years|decades)"
    rf"(?:{GAP}(?:and|or){GAP}(?:days|weeks|months|years|decades))?\b"
)
AHEAD: Final = (
    rf"the{GAP}(?P<unit>hours|days|weeks|months|years|decades){GAP}(?:ahead|to{GAP}come)\b"
)
ORDINAL_DAY: Final = (
    rf"(?P<article>an?|the|its|their){GAP}(?P<nth>{ORDINAL}){GAP}"
    rf"(?:(?:straight|consecutive|successive){GAP})?"
    rf"(?P<unit>day|week|month)\b"
)
YEAR_END: Final = rf"(?:the{GAP})?year(?:['’]s)?{HYPHEN}end\b"
HOURS_A_DAY: Final = 24
REFS: Final = {
    "past": "PAST_REF", "last": "PAST_REF", "recent": "PAST_REF", "coming": "FUTURE_REF",
    "upcoming": "FUTURE_REF", "next": "FUTURE_REF",
}  # fmt: skip


def read_ago(match: re.Match[str], context: Context) -> Reading | None:
    """ "Two weeks ago" counts from publication, "a year earlier" from the last date named."""
    unit, start = UNIT_FORMS[match["unit"].lower()], match.start()
    way = match["way"].lower().split()[0]
    if way == "back" and match["quantity"].lower() in ("a", "an"):
        return None
    count = amount(match["quantity"])
    sign = 1 if way in ("later", "from", "time", "afterward", "afterwards") else -1
    anaphoric = way not in ("ago", "from", "back", "time")
    if count is None:
        if anaphoric:
            return Reading(kind="duration", value=duration_value(None, unit))
        return Reading(value="PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit == "year" and count == 1 and way in ("ago", "earlier"):
        compared = compare(context, start, match.end())
        if compared is not None:
            return compared
    if unit not in MONTHS and unit not in ("day", "week", "fortnight"):
        return _short_ago(context, unit, sign * count, anaphoric, start)
    day = context.reference(unit, start) if anaphoric else context.today()
    if day is None:
        return Reading()
    if now := match.groupdict().get("now"):
        return _ago_today(day, unit, int(count), now.lower())
    return of_period(_distant(day, unit, sign * count))


def _distant(day: date, unit: str, count: float) -> Period:
    """The period that lies so many units from a day, in the unit that the distance is told in."""
    whole = int(count)
    if unit == "decade":
        return containing("year", add_units(day, "year", int(10 * count)))
    if unit == "fortnight":
        return containing("week", add_units(day, unit, whole))
    if count != whole and unit == "year":
        return containing("month", add_units(day, "month", int(12 * count)))
    return containing(unit, add_units(day, unit, whole))


def _ago_today(day: date, unit: str, count: int, now: str) -> Reading | None:
    """ "A year ago today", "two years ago this month", "a week ago Friday"."""
    then = add_units(day, unit, -count)
    if now in WEEKDAYS:
        if unit != "week":
            return None
        monday = containing("week", then).start
        return of_period(Period("day", monday + timedelta(days=WEEKDAYS[now])))
    return of_period(containing({"today": "day"}.get(now, now.split()[-1]), then))


def read_in_time(match: re.Match[str], context: Context) -> Reading | None:
    """ "In two weeks' time" counts from publication."""
    return read_ago(match, context) if context.word_before(match.start()).lower() == "in" else None


def _short_ago(context: Context, unit: str, count: float, anaphoric: bool, start: int) -> Reading:
    """ "48 hours ago": the day it falls on, read from the end of the day of reference."""
    day = context.reference("day", start) if anaphoric else context.today()
    if day is None or unit != "hour" or abs(count) < HOURS_A_DAY:
        return Reading(kind="time")
    return of_period(Period("day", day + timedelta(days=int(count / HOURS_A_DAY))))


def read_before_after(match: re.Match[str], context: Context) -> Reading | None:
    unit = "day" if match["unit"].lower() == "night" else match["unit"].lower()
    day = context.reference(unit, match.start())
    if day is None:
        return Reading()
    shift = 1 if match["way"].lower() == "after" else -1
    return of_period(containing(unit, day).shift(shift))


def read_window(match: re.Match[str], context: Context) -> Reading | None:
    """ "The past 18 months", "the next two weeks": a duration that touches publication."""
    unit, which = UNIT_FORMS[match["unit"].lower()], match["which"].lower()
    if match["quantity"].lower() in ("a", "an"):
        return None
    count = amount(match["quantity"])
    value = duration_value(count, unit)
    back = which in ("past", "last")
    of_a_period = context.word_after(match.end()).lower() == "of"
    if count is None or of_a_period or not (back or which in ("next", "coming")):
        return Reading(kind="duration", value=value)
    today = context.today()
    if today is None:
        return Reading(kind="duration", value=value)
    if unit == "hour":
        unit, count = "day", count / HOURS_A_DAY
    start, end = sorted((today, add_units(today, unit, -int(count) if back else int(count))))
    return Reading(
        kind="duration", value=value, start=start, end=end, precision=PRECISION.get(unit, "hour")
    )


def read_vague_window(match: re.Match[str], context: Context) -> Reading | None:
    which = match["which"].lower()
    if which in ("past", "last", "next") and match[0][:3].lower() != "the":
        return Reading(value="PAST_REF") if which == "past" else None
    return Reading(value=REFS[which])


def read_ahead(match: re.Match[str], context: Context) -> Reading | None:
    return Reading(kind="duration", value=duration_value(None, UNIT_FORMS[match["unit"].lower()]))


def read_ordinal_day(match: re.Match[str], context: Context) -> Reading | None:
    """ "For a fifth day", "the sixth day of": the current one, as reports count them."""
    after = context.word_after(match.end()).lower()
    if ordinal(match["nth"]) < 2:
        return None
    if match["article"].lower() not in ("a", "an") and after not in ("of", "running"):
        return Reading()
    day = context.day_near(match.start())
    return of_period(containing(match["unit"].lower(), day) if day else None)


def read_year_end(match: re.Match[str], context: Context) -> Reading | None:
    """The last month of the year that is nearest to publication in the clause's direction."""
    year = published_period(context, "year")
    if year is None:
        return Reading()
    back = context.direction(match.start(), match.end()) == "past"
    first_half = context.published is not None and context.published.month <= 6
    if (back and first_half) or context.word_before(match.start()).lower() in ("since", "from"):
        year = year.shift(-1)
    return Reading(
        value=year.value, start=date(year.start.year, 12, 1), end=year.end, precision="month",
        period=year,
    )  # fmt: skip
