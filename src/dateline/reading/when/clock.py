"""Times of day: "3:30 p.m. EST", "0600 GMT", "noon", "Tuesday night", "overnight"."""

import re
from datetime import timedelta
from typing import Final

from dateline.reading.when.context import Context, Reading, published_period
from dateline.reading.when.periods import Period
from dateline.reading.when.words import (
    GAP,
    HYPHEN,
    NUMBER_WORD,
    ONES,
    PART,
    PARTS_OF_DAY,
    either,
    listed,
    spaced,
)  # fmt: skip

ZONES: Final = (
    "GMT", "UTC", "BST", "CET", "CEST", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT",
    "EET", "MSK", "IST", "JST", "ET", "Eastern time", "Eastern", "Pacific time", "Central time",
    "local time", "Moscow time", "Greenwich Mean Time", "Zulu", "Z",
)  # fmt: skip
CLOCK_HOURS: Final = [word for word, hour in ONES.items() if 1 <= hour <= 12]
ZONE: Final = rf"(?P<zone>{spaced(ZONES)})\b"
CLOCK: Final = (
    rf"(?:(?:around|about|approximately|(?:shortly|just){GAP}(?:before|after)){GAP})?"
    rf"(?:(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?)?|(?P<word>{NUMBER_WORD}))"
    rf"(?:{GAP}?(?P<half>[ap])(?:\.{GAP}?m\.|m\b)|{GAP}o['’]clock\b)?(?:,?{GAP}?\(?{ZONE}\)?)?"
    rf"(?:{GAP}in{GAP}the{GAP}(?P<part>morning|afternoon|evening)\b)?"
)
SPOKEN: Final = (
    rf"(?:(?:around|about|shortly{GAP}(?:before|after)){GAP})?"
    rf"(?P<minute>half|(?:a{GAP})?quarter|(?:five|ten|twenty(?:{HYPHEN}five)?)(?:{GAP}minutes)?)"
    rf"{HYPHEN}(?P<way>past|to|after|before){HYPHEN}(?P<hour>{either(CLOCK_HOURS)}|\d{{1,2}})\b"
    rf"(?:{GAP}?(?P<half>[ap])(?:\.{GAP}?m\.|m\b)|{GAP}in{GAP}the{GAP}"
    rf"(?P<part>morning|afternoon|evening)\b|{GAP}at{GAP}(?P<night>night)\b)?"
)
MILITARY: Final = rf"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d){GAP}?(?:{ZONE}|hours\b)"
NOON: Final = rf"(?P<word>noon|midday|midnight)\b(?:{GAP}{ZONE})?"
PART_ALONE: Final = (
    rf"(?P<which>(?:this|that|the|yesterday|tomorrow|last|the{GAP}(?:next|previous|following|same)"
    rf"|later{GAP}this|earlier{GAP}this|early{GAP}this|late{GAP}last|late{GAP}this){GAP})?"
    rf"(?P<mid>(?:mid|early|late)[ -])?{PART}\b(?P<hours>{GAP}hours)?"
)
SMALL_HOURS: Final = rf"(?:the{GAP})?(?:early|small|wee|pre-?dawn)(?:{GAP}morning)?{GAP}hours\b"
OVERNIGHT: Final = r"overnight\b"
TONIGHT: Final = r"tonight\b"

MINUTES: Final = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
CLOCK_WORDS: Final = listed("at by until till around about before after from since between to")


def read_clock(match: re.Match[str], context: Context) -> Reading | None:
    """An hour that is told from other numbers by a.m. or p.m., "o'clock", a zone or "at 15:30"."""
    o_clock = "clock" in match[0].lower()
    marked = bool(match["half"] or match["zone"] or o_clock or match["part"])
    before = context.word_before(match.start()).lower()
    if not marked and not (match["minute"] and ":" in match[0] and before in CLOCK_WORDS):
        return None
    if match["word"] and not (o_clock or match["half"]):
        return None
    if match["hour"] and not match["minute"] and not (match["half"] or o_clock):
        return None
    hour = int(match["hour"]) if match["hour"] else ONES.get(match["word"].lower(), 99)
    after_noon = (match["half"] or "").lower() == "p" or match["part"] in ("afternoon", "evening")
    if after_noon and hour < 12:
        hour += 12
    elif (match["half"] or "").lower() == "a" and hour == 12:
        hour = 0
    if hour > 24:
        return None
    return at_clock(f"T{hour:02}:{match['minute'] or '00'}", context, match.start())


def read_spoken(match: re.Match[str], context: Context) -> Reading | None:
    """ "Half past six", "a quarter to nine in the evening"; "five to three", which may be a score,
    only with a part of the day or a.m. or p.m.
    """
    words = match["minute"].lower().replace("a ", "").split()[0]
    minutes, way = MINUTES[words], match["way"].lower()
    told = match["half"] or match["part"] or match["night"]
    if way != "past" and (words == "half" or not (told or words == "quarter")):
        return None
    hour = int(match["hour"]) if match["hour"].isdigit() else ONES[match["hour"].lower()]
    if not 1 <= hour <= 12:
        return None
    late = (match["half"] or "").lower() == "p" or match["part"] in ("afternoon", "evening")
    total = 60 * (hour % 12 + (12 if late or match["night"] else 0))
    total += minutes if way in ("past", "after") else -minutes
    if not told and hour == 12:
        total += 12 * 60
    hour, minute = divmod(total % (24 * 60), 60)
    return at_clock(f"T{hour:02}:{minute:02}", context, match.start())


def read_military(match: re.Match[str], context: Context) -> Reading | None:
    return at_clock(f"T{match['hour']}:{match['minute']}", context, match.start())


def read_noon(match: re.Match[str], context: Context) -> Reading | None:
    return at_clock(
        "T24:00" if match["word"].lower() == "midnight" else "T12:00", context, match.start()
    )


def at_clock(clock: str, context: Context, start: int) -> Reading:
    """A time on the day just named, else on that of publication."""
    day = context.day_near(start)
    return on_day(Period("day", day) if day else None, clock)


def on_day(period: Period | None, clock: str) -> Reading:
    """A clock time ("T17:00") or a part of the day ("TNI") of a day."""
    is_clock = clock[1].isdigit()
    return Reading(
        kind="time",
        value=period.value + clock if period else None,
        start=period.start if period else None,
        end=period.end if period else None,
        precision="hour" if is_clock else "day",
        period=period,
        clock=clock,
        role="clock" if is_clock else "part",
    )


def read_part(match: re.Match[str], context: Context) -> Reading | None:
    """ "This morning", "last night", "the evening"; a bare part is kept only beside a day."""
    which = " ".join((match["which"] or "").lower().split())
    code = "T" + PARTS_OF_DAY[match["part"].lower()]
    if match["hours"] and which != "the":
        return None
    if not which and not match["mid"]:
        cued = context.word_before(match.start()).lower() in ("at", "by", "until", "till")
        if cued and code not in ("TNI", "TDT"):  # "at night" and "by day" name no one time
            return at_clock(code, context, match.start())
        return Reading(kind="time", clock=code, role="bare part")
    anaphoric = which in ("that", "the", "the next", "the previous", "the following", "the same")
    day = context.reference("day", match.start()) if anaphoric else context.today()
    if day is None:
        return on_day(None, code)
    shift = {"yesterday": -1, "tomorrow": 1, "the previous": -1, "the next": 1, "the following": 1}
    back = -1 if which in ("last", "late last") else shift.get(which, 0)
    return on_day(Period("day", day).shift(back), code)


def read_small_hours(match: re.Match[str], context: Context) -> Reading | None:
    return Reading(kind="time", clock="TMO", role="bare part")


def read_overnight(match: re.Match[str], context: Context) -> Reading | None:
    """The night before publication: it spans two days."""
    today = context.today()
    if today is None:
        return Reading(kind="time", clock="TNI", role="part")
    night = today - timedelta(days=1)
    return Reading(
        kind="time",
        value=f"{night.isoformat()}TNI",
        start=night,
        end=today,
        precision="day",
        period=Period("day", night),
        clock="TNI",
        role="part",
    )


def read_tonight(match: re.Match[str], context: Context) -> Reading | None:
    return on_day(published_period(context, "day"), "TNI")
