"""The English words of time, and the named parts from which the patterns are composed.

Every repetition is bounded, so that no pattern can take more than constant time at one place.
"""

import re
from collections.abc import Iterable
from typing import Final

MONTHS: Final = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
    # often misspelt so
    "januray": 1, "janurary": 1, "febuary": 2, "feburary": 2, "septmber": 9, "septemeber": 9,
    "ocotber": 10, "novemeber": 11, "decemeber": 12,
}  # fmt: skip
MONTH_ABBREVIATIONS: Final = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS: Final = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5,
    "sunday": 6,
    # often misspelt so
    "wensday": 2, "wednsday": 2, "wedesday": 2, "teusday": 1, "tusday": 1, "thrusday": 3,
    "thurday": 3, "saterday": 5, "satuday": 5,
}  # fmt: skip
WEEKDAY_ABBREVIATIONS: Final = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5,
    "sun": 6,
}  # fmt: skip
SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
UNITS: Final = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week",
    "fortnight": "fortnight", "month": "month", "quarter": "quarter", "year": "year",
    "decade": "decade", "century": "century", "millennium": "millennium",
}  # fmt: skip
UNIT_PLURALS: Final = {"centuries": "century", "millennia": "millennium"} | {
    unit + "s": unit for unit in UNITS if unit not in ("century", "millennium")
}
UNIT_FORMS: Final = UNITS | UNIT_PLURALS
DURATION_CODES: Final = {
    "second": ("PT", 1, "S"), "minute": ("PT", 1, "M"), "hour": ("PT", 1, "H"),
    "day": ("P", 1, "D"), "week": ("P", 1, "W"), "fortnight": ("P", 2, "W"),
    "month": ("P", 1, "M"), "quarter": ("P", 1, "Q"), "year": ("P", 1, "Y"),
    "decade": ("P", 10, "Y"), "century": ("P", 100, "Y"), "millennium": ("P", 1000, "Y"),
}  # fmt: skip
"""Prefix, factor and letter of a TIMEX3 duration."""
HALVES: Final = {"year": "6M", "hour": "30M", "minute": "30S"}
PARTS_OF_DAY: Final = {
    "morning": "MO", "mornings": "MO", "dawn": "MO", "daybreak": "MO", "sunrise": "MO",
    "afternoon": "AF", "afternoons": "AF", "evening": "EV", "evenings": "EV", "dusk": "EV",
    "sunset": "EV", "night": "NI", "nights": "NI", "daytime": "DT",
}  # fmt: skip
FREQUENCIES: Final = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "XXXX-XX-XXTNI", "weekly": "P1W",
    "fortnightly": "P2W", "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y",
    "annually": "P1Y", "biannually": "P6M", "semiannually": "P6M",
}  # fmt: skip

ONES: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES: Final = {"dozen": 12, "hundred": 100, "thousand": 1000}
ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "twenty-first": 21, "twenty-second": 22,
    "twenty-third": 23, "twenty-fourth": 24, "twenty-fifth": 25, "twenty-sixth": 26,
    "twenty-seventh": 27, "twenty-eighth": 28, "twenty-ninth": 29, "thirtieth": 30,
    "thirty-first": 31,
}  # fmt: skip
DECADES: Final = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7,
    "eighties": 8, "nineties": 9, "noughties": 10,
}  # fmt: skip


def listed(words: str) -> frozenset[str]:
    """The words of a text that are set apart by spaces."""
    return frozenset(words.split())


def either(words: Iterable[str]) -> str:
    """A group that matches any of the words, the longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


def spaced(names: Iterable[str]) -> str:
    """`either`, with any white space for a space, and either apostrophe or none for one."""
    return either(names).replace("\\ ", GAP).replace("'", APOSTROPHE + "?")


GAP: Final = r"(?:[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]{0,3})"
"""White space within a paragraph."""
HYPHEN: Final = rf"(?:-|‑|{GAP})"
DASH: Final = r"\s?[-–—]\s?"
APOSTROPHE: Final = "['’]"
MONTH: Final = rf"(?P<month>{either(MONTHS)}\b|{either(MONTH_ABBREVIATIONS)}\b\.?)"
ORDINAL: Final = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{either(ORDINALS)})"
DAY: Final = rf"(?P<day>{either(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)?)\b(?![:.,/]\d|{GAP}?%)"
YEAR: Final = r"(?P<year>1[0-9]\d\d|20\d\d)\b(?![,.:/]\d)"
YEAR_WORD: Final = rf"(?:(?:in|of){GAP})?(?:the{GAP}year{GAP})?"
SEASON: Final = rf"(?P<season>{either(SEASONS)})"
PART: Final = rf"(?P<part>{either(PARTS_OF_DAY)})"
NUMBER_WORD: Final = either([*ONES, *TENS, *SCALES])
NUMBER: Final = (
    rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,2}}|\d{{1,5}}(?:\.\d{{1,2}})?(?:{GAP}1/2|½)?"
    rf"|(?:a{GAP}(?={either(SCALES)}))?{NUMBER_WORD}\b"
    rf"(?:{HYPHEN}(?:and{GAP})?{NUMBER_WORD}\b){{0,4}}(?:{HYPHEN}and{HYPHEN}a{HYPHEN}half\b)?)"
)
VAGUE: Final = (
    rf"(?:(?:a|the|these|those|many){GAP})?(?:(?:very|good|past){GAP})?"
    rf"(?:(?:few|several|many)(?:{GAP}(?:dozen|hundred|thousand))?|couple(?:{GAP}of)?"
    rf"|(?:number|dozens|hundreds|thousands){GAP}of)"
)
QUANTITY: Final = rf"(?P<quantity>(?:half{GAP})?an?|{VAGUE}|{NUMBER})"
UPPER: Final = rf"(?:(?:{GAP}(?:to|or){GAP}|{DASH})(?P<upper>{NUMBER}))?"
APPROXIMATELY: Final = (
    rf"(?:(?:(?:about|around|approximately|roughly|nearly|almost|some"
    rf"|up{GAP}to|at{GAP}least|at{GAP}most|at{GAP}about|as{GAP}many{GAP}as"
    rf"|(?:no{GAP})?(?:more|less|fewer|longer){GAP}than){GAP}){{0,2}})"
)
TEMPORAL: Final = listed(
    "in since by until till before after from to of during through for between and or the early"
    " late mid around about circa than on at throughout year last next this beyond as that"
    " toward towards over into sometime back both end"
)
"""Words after which a bare number or name of a month is likely to be a date."""
CENTURY_PIVOT: Final = 69
"""Two-digit years from here on are of the 1900s, as POSIX has it."""


def number(text: str) -> float | None:
    """What a numeral or number words say: "2 1/2" 2.5, "twenty-four" 24; `None` where vague."""
    words = re.sub(r"[\s‑-]+", " ", text.lower().replace(",", "").replace("½", " 1/2"))
    words, and_a_half, _ = words.partition(" and a half")
    half = 0.5 if and_a_half else 0.0
    if words[0].isdigit():
        whole, _, fraction = words.replace(" ", "-").partition("-")
        return float(whole) + (0.5 if fraction else half)
    total, current = 0, 0
    for word in words.split():
        if word in SCALES:
            current = max(current, 1) * SCALES[word]
            if word == "thousand":
                total, current = total + current, 0
        elif word in ONES or word in TENS:
            current += ONES.get(word, 0) + TENS.get(word, 0)
        elif word not in ("a", "an", "and"):
            return None
    return total + current + half


def ordinal(text: str) -> int:
    """What "4", "4th" or "fourth" says."""
    word = text.lower()
    return ORDINALS[word] if word in ORDINALS else int(word.rstrip("stndrh"))


def month_number(text: str) -> int:
    name = text.lower().rstrip(".")
    return MONTHS.get(name) or MONTH_ABBREVIATIONS[name]


def spoken_year(text: str) -> int:
    """What "nineteen ninety-four" or "two thousand twelve" says."""
    words = re.split(r"[\s‑-]+", text.lower())
    if "thousand" in words or "hundred" in words:
        return int(number(" ".join(words)) or 0)
    head, *rest = words
    return 100 * (ONES.get(head, 0) + TENS.get(head, 0)) + int(number(" ".join(rest)) or 0)


def full_year(digits: str) -> int:
    """The year that two or four digits stand for."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= CENTURY_PIVOT else 2000)
