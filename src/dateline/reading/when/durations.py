"""How long and how often: "for three days", "a two-year term", "every Friday", "twice a week".

A rate ("$33 million a year", "40 tons per day") measures, and says no time.
"""

import re
from typing import Final

from dateline.reading.when.context import Context, Reading, of_period
from dateline.reading.when.periods import add_units, containing
from dateline.reading.when.words import (
    APPROXIMATELY,
    DURATION_CODES,
    FREQUENCIES,
    GAP,
    HALVES,
    HYPHEN,
    NUMBER,
    PARTS_OF_DAY,
    QUANTITY,
    SEASONS,
    UNIT_FORMS,
    UNIT_PLURALS,
    UNITS,
    UPPER,
    WEEKDAYS,
    either,
    listed,
    number,
)  # fmt: skip

NAMES_A_YEAR: Final = re.compile(r"1[0-9]\d\d|20\d\d")
NIGHTS: Final = {"nights": "day"}
"""Nights count as days: TIMEX3 has no unit for them."""
DURATION: Final = (
    rf"(?P<about>{APPROXIMATELY})(?:(?:the|these|those|another|an?{GAP}additional){GAP})?"
    rf"{QUANTITY}{UPPER}{GAP}"
    rf"(?:(?:more|full|straight|consecutive|long|additional|whole|solid|successive|working"
    rf"|trading|business|other|further){GAP})?"
    rf"(?P<unit>{either([*UNIT_FORMS, *NIGHTS])})\b(?P<half>{GAP}and{GAP}a{GAP}half)?"
    rf"(?:{GAP}or{GAP}(?:so|more)\b)?"
)
AGE_OLD: Final = r"(?P<unit>days|weeks|months|years|decades|centuries)-old\b"
COMPOUND: Final = (
    rf"(?P<quantity>{NUMBER}|several|multi)(?P<gap>{HYPHEN})(?P<unit>{either(UNITS)})\b"
    rf"(?:-long\b)?(?P<old>[- ]old\b)?(?:{GAP}period\b)?"
)
BARE_PLURAL: Final = (
    rf"(?:(?P<whole>(?:the{GAP}first|many|long|some){GAP}))?"
    rf"(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)\b"
    rf"(?:{GAP}(?:or|and){GAP}(?:even{GAP})?(?:hours|days|weeks|months|years|decades)\b)?"
    rf"(?P<ago>{GAP}ago\b)?"
)
LONG: Final = r"(?:day|week|month|year|decade|century|hour)s?-long\b"
WHILE: Final = rf"(?:a{GAP}(?:(?:little|long|short){GAP})?while|some{GAP}time)\b"
WEEK_PARTS: Final = {"weekend": "XXXX-WXX-WE", "weekday": "XXXX-WXX-WD"}
EVERY: Final = (
    rf"(?:every|each)(?:{GAP}(?P<other>other|few|single|{NUMBER}))?{GAP}"
    rf"(?P<target>{either([*UNIT_FORMS, *WEEKDAYS, *SEASONS, *PARTS_OF_DAY, *WEEK_PARTS])})\b"
    rf"(?:{GAP}(?P<part>morning|afternoon|evening|night)\b)?"
)
FREQUENCY: Final = rf"(?P<word>{either(FREQUENCIES)})\b"
TIMES_A: Final = (
    rf"(?:once|twice|(?:{NUMBER}|several|many|a{GAP}few){GAP}times){GAP}(?:an?|per|each|every){GAP}"
    rf"(?P<unit>{either(UNITS)})\b"
)
WEEKDAYS_PLURAL: Final = (
    rf"(?P<weekend>weekends|weekdays)\b|(?P<weekday>{either(WEEKDAYS)})"
    rf"(?:s\b(?:{GAP}(?P<part>mornings|afternoons|evenings|nights))?"
    rf"|{GAP}(?P<parts>mornings|afternoons|evenings|nights)\b)"
)

VAGUE_CODES: Final = {"decade": "DE", "century": "CE", "millennium": "ML"}
"""Letters of the units that TIMEX3 names only where their number is not said."""
DETERMINERS: Final = listed("a an the this its their")
INDEFINITE: Final = frozenset(("a", "an"))
DURATIVE: Final = listed(
    "for in within after over of than took take takes last lasted lasting under spend spent during"
    " another every by"
)  # fmt: skip
FOLLOWING: Final = listed("of ago later earlier before after")
COUNTED_AHEAD: Final = listed("day days week weeks month months year years")
WITHIN: Final = listed("of in or and jail prison office power work time school row")
AWAITED: Final = re.compile(
    r"(?:\b(?:will|would|shall|due|scheduled|expected|set|going|(?:is|are|was|were)\sto)|['’]ll)\b"
)
"""Verbs of what is to come; those of ability ("can accept in a year") measure."""
RANKED: Final = re.compile(
    r"n['’]t\b|\b(?:never|first|second|third|fourth|fifth|last|only|times?|most|more"
    r"|the\s[a-z]{3,12}est|\d{1,3}(?:st|nd|rd|th))\b"
)
"""Words that rank or count within a length of time."""
AGED: Final = listed("aged age")
STATES: Final = listed(
    "war conflict insurgency rebellion uprising siege occupation blockade embargo strike campaign"
    " civil regime rule government ceasefire truce dispute feud ban crisis law treaty agreement"
    " deal republic state company organization program policy tradition building bridge case"
    " standoff protest movement alliance partnership investigation"
)  # fmt: skip
PERSONS: Final = listed(
    "baby boy girl son daughter infant child toddler twins kitten puppy grandson"
)


def amount(text: str) -> float | None:
    """The number that a quantity says: "half an" 0.5, "a couple of" 2; `None` where vague."""
    words = text.lower().split()
    if words[0] == "half":
        return 0.5
    if "couple" in words:
        return 2.0
    return 1.0 if words[0] in INDEFINITE and len(words) == 1 else number(text)


def duration_value(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration: "P3D", "PT4H", "P2Y6M", "PXW" where no number is said."""
    prefix, factor, letter = DURATION_CODES[unit]
    if count is None:
        return f"{prefix}X{VAGUE_CODES.get(unit, letter)}"
    whole, half = int(count * factor), count * factor % 1
    if half == 0.5 and unit in HALVES:
        return f"{prefix}{whole}{letter}{HALVES[unit]}" if whole else f"{prefix}{HALVES[unit]}"
    return f"{prefix}{count * factor:g}{letter}" if half else f"{prefix}{whole}{letter}"


def read_duration(match: re.Match[str], context: Context) -> Reading | None:
    """A number of units; "a week" only where the words around it make it a length."""
    quantity, unit = match["quantity"].lower(), match["unit"].lower()
    before, after = context.word_before(match.start()).lower(), context.word_after(match.end())
    if before in AGED or after.lower() in ("old", "older", "younger") or after == "old-fashioned":
        return None
    if quantity in INDEFINITE:
        lengthy = before in DURATIVE or match["about"] or match["half"]
        if unit in UNIT_PLURALS or not (lengthy or after.lower() in FOLLOWING):
            return None
        if unit in ("second", "quarter"):
            return None
    elif unit == "second" or (unit in ("quarter", "quarters") and after.lower() == "of"):
        return None
    count = amount(quantity)
    whole = (count is None or count.is_integer()) and not match["half"]
    if before == "in" and whole and not match["about"] and _is_ahead(match, context):
        return _from_today(count, UNIT_FORMS[unit], context)
    if unit in UNITS and NAMES_A_YEAR.fullmatch(quantity):
        return None  # "the 1988 quarter", "World Cup 2018 day five"
    if count is not None and match["half"]:
        count += 0.5
    unit = NIGHTS.get(unit) or UNIT_FORMS[unit]
    return Reading(kind="duration", value=duration_value(count, unit))


def _is_ahead(match: re.Match[str], context: Context) -> bool:
    """Whether "in two weeks" says when ("will meet in two weeks") rather than how long
    ("the third attack in two weeks", "two years in prison").
    """
    after = context.word_after(match.end()).lower()
    clause = context.clause(match.start())
    if match["unit"].lower() not in COUNTED_AHEAD or after in WITHIN or RANKED.search(clause):
        return False
    return AWAITED.search(clause) is not None


def _from_today(count: float | None, unit: str, context: Context) -> Reading:
    if count is None:
        return Reading(value="FUTURE_REF")
    today = context.today()
    if today is None:
        return Reading()
    return of_period(containing(unit, add_units(today, unit, int(count))))


def read_compound(match: re.Match[str], context: Context) -> Reading | None:
    """ "Two-year", "six-month-old"; the ages of people are no times."""
    unit, after = match["unit"].lower(), context.word_after(match.end()).lower()
    article = context.word_before(match.start()).lower() in DETERMINERS
    if match["gap"] not in ("-", "‑") and not (article or match["old"]):
        return None
    if unit in ("second", "quarter"):
        return None
    if match["old"] and (after not in STATES if unit in ("year", "decade") else after in PERSONS):
        return None
    quantity = match["quantity"].lower()
    count = None if quantity in ("several", "multi") else number(quantity)
    return Reading(kind="duration", value=duration_value(count, unit))


def read_bare_plural(match: re.Match[str], context: Context) -> Reading | None:
    before, after = context.word_before(match.start()).lower(), context.word_after(match.end())
    lengthy = before in ("for", "in", "within", "after", "over", "than", "took", "take", "lasted")
    if match["ago"]:
        return Reading(value="PAST_REF")
    if not (match["whole"] or lengthy or after.lower() in FOLLOWING):
        return None
    return Reading(kind="duration", value=duration_value(None, UNIT_FORMS[match["unit"].lower()]))


def read_age_old(match: re.Match[str], context: Context) -> Reading | None:
    """ "A decades-old conflict"."""
    return Reading(kind="duration", value=duration_value(None, UNIT_FORMS[match["unit"].lower()]))


def read_long(match: re.Match[str], context: Context) -> Reading | None:
    unit = match[0].lower().partition("-")[0]
    count = None if unit in UNIT_PLURALS else 1
    return Reading(kind="duration", value=duration_value(count, UNIT_FORMS[unit]))


def read_while(match: re.Match[str], context: Context) -> Reading | None:
    return Reading(kind="duration", value="PXX")


def read_every(match: re.Match[str], context: Context) -> Reading | None:
    target, other = match["target"].lower(), (match["other"] or "").lower()
    if target in WEEKDAYS:
        part = "T" + PARTS_OF_DAY[match["part"].lower()] if match["part"] else ""
        return Reading(kind="set", value=f"XXXX-WXX-{WEEKDAYS[target] + 1}{part}")
    if match["part"]:
        return None
    if target in WEEK_PARTS:
        return Reading(kind="set", value=WEEK_PARTS[target])
    if target in PARTS_OF_DAY:
        return Reading(kind="set", value=f"XXXX-XX-XXT{PARTS_OF_DAY[target]}")
    if target in SEASONS:
        code = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}[SEASONS[target]]
        return Reading(kind="set", value=f"XXXX-{code}")
    count: float | None = 1.0
    if other == "few":
        count = None
    elif other and other != "single":
        count = 2.0 if other == "other" else number(other)
    return Reading(kind="set", value=duration_value(count, UNIT_FORMS[target]))


def read_frequency(match: re.Match[str], context: Context) -> Reading | None:
    word, before = match["word"], context.word_before(match.start())
    if word[0].isupper() and before[:1].isupper():
        return None
    after = context.word_after(match.end())
    if after == "of" or after[:1].isupper():
        return None  # a newspaper: "a weekly of Lagos", "the daily Kompas"
    if word.lower() == "quarterly" and after.isalpha():
        return None  # names a kind of dividend or report rather than a time
    return Reading(kind="set", value=FREQUENCIES[word.lower()])


def read_times_a(match: re.Match[str], context: Context) -> Reading | None:
    return Reading(kind="set", value=duration_value(1, match["unit"].lower()))


def read_weekdays(match: re.Match[str], context: Context) -> Reading | None:
    if match["weekend"]:
        return Reading(kind="set", value=WEEK_PARTS[match["weekend"].lower().rstrip("s")])
    if not match[0][0].isupper():
        return None
    part = match["part"] or match["parts"]
    value = f"XXXX-WXX-{WEEKDAYS[match['weekday'].lower()] + 1}"
    return Reading(kind="set", value=value + ("T" + PARTS_OF_DAY[part.lower()] if part else ""))
