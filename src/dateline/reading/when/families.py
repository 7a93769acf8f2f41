"""The table of families: the pattern of each, its normaliser, and the words it can open with."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.reading.when import (
    clock,
    comparison,
    dates,
    distance,
    durations,
    eras,
    holidays,
    named,
    parts,
    references,
    relative,
    words,
    years,
)
from dateline.reading.when.context import Context, Reading

Normaliser = Callable[[re.Match[str], Context], Reading | None]

DIGIT: Final = "0"
"""Stands for every expression that opens with a digit, or with an apostrophe and a digit."""


def opening(*tables: Iterable[str]) -> frozenset[str]:
    """The first words of all entries of the tables, lower case."""
    return frozenset(re.split(r"[^a-z0]", word)[0] for table in tables for word in table)


THE: Final = ("the",)
ARTICLES: Final = ("a", "an", "the")
NUMBERS: Final = (DIGIT, *words.ONES, *words.TENS, *words.SCALES)
NTH: Final = (DIGIT, *words.ORDINALS)
MONTHS: Final = (*words.MONTHS, *words.MONTH_ABBREVIATIONS)
THIRDS: Final = ("early", "mid", "late")
QUANTITIES: Final = (
    *ARTICLES, *NUMBERS, "half", "many", "few", "several", "couple", "dozens", "hundreds",
    "thousands", "very", "good", "these", "those",
)  # fmt: skip
ABOUT: Final = (
    "about", "around", "approximately", "roughly", "nearly", "almost", "some", "up", "at", "as",
    "no", "more", "less", "fewer", "longer",
)  # fmt: skip
WINDOWS: Final = (
    *THE, "these", "those", "its", "their", "past", "last", "next", "first", "coming", "previous",
    "following", "latest", "final", "preceding", "opening", "closing", "initial",
)  # fmt: skip
PLURALS: Final = (*words.UNIT_PLURALS, "many", "long", "some", "the")

FAMILIES: Final[tuple[tuple[str, Normaliser, frozenset[str]], ...]] = (
    (dates.ISO, dates.read_iso, opening(DIGIT)),
    (dates.SLASHED, dates.read_slashed, opening(DIGIT)),
    (dates.DASHED, dates.read_dashed, opening(DIGIT)),
    (dates.WEEKDAY_NTH, dates.read_weekday_nth, opening(words.WEEKDAYS)),
    (dates.MONTH_DAY, dates.read_month_day, opening(MONTHS)),
    (dates.MONTH_DAYS, dates.read_month_days, opening(MONTHS)),
    (dates.DAY_MONTH, dates.read_month_day, opening(THE, NTH)),
    (dates.MONTH_YEAR, dates.read_month_year, opening(MONTHS)),
    (words.MONTH, dates.read_month, opening(MONTHS)),
    (years.YEAR_ALONE, years.read_year, opening(THE, DIGIT)),
    (years.SHORT_YEAR, years.read_short_year, opening(DIGIT)),
    (years.SPOKEN_YEAR, years.read_spoken_year, opening(THE, NUMBERS)),
    (years.DECADE, years.read_decade, opening(THE, THIRDS, DIGIT, words.DECADES)),
    (years.CENTURY, years.read_century, opening(THE, THIRDS, NTH, ("this", "last", "turn"))),
    (years.FISCAL, years.read_fiscal, opening(THE, ("fiscal", "financial", "fy", DIGIT))),
    (years.QUARTER, years.read_quarter, opening(THE, NTH, ("fiscal", "final", "last"))),
    (years.Q_CODE, years.read_quarter_code, opening(("q", "h", DIGIT))),
    (years.SEASON_YEAR, years.read_season_year, opening(THE, words.SEASONS)),
    (eras.YEAR_BEFORE, eras.read_year_before, opening(THE, NTH)),
    (eras.YEAR_COMMON, eras.read_year_common, opening(("a", "ad", DIGIT))),
    (eras.YEAR_OTHER, eras.read_year_other, opening(("a", "ah", DIGIT))),
    (eras.YEAR_JAPANESE, eras.read_year_japanese, opening(THE, eras.JAPANESE)),
    (parts.NTH_OF, parts.read_nth_of, opening(THE, NTH, ("last", "final", "opening"))),
    (parts.WEEK_OF, parts.read_week_of, opening(THE, ("week",))),
    (parts.WEEKS_FROM, parts.read_weeks_from, opening(("a", "an", "one", "two", "three"))),
    (parts.NIGHT_BETWEEN, parts.read_night_between, opening(THE)),
    (parts.BEFORE_LAST, parts.read_before_last, opening(THE)),
    (named.HOLIDAY, named.read_holiday, opening(holidays.NAMES)),
    (named.OTHER_MONTH, named.read_other_month, opening(THE, NTH, holidays.OTHER_MONTHS)),
    (named.ANNIVERSARY, named.read_anniversary,
     opening(THE, NTH, words.TENS, ("its", "his", "her", "their"))),
    (dates.DAY_OF_MONTH, dates.read_day_of_month, opening(THE)),
    (clock.CLOCK, clock.read_clock,
     opening(NUMBERS, ("around", "about", "approximately", "shortly", "just"))),
    (clock.SPOKEN, clock.read_spoken,
     opening(clock.MINUTES, ("a", "around", "about", "shortly"))),
    (clock.MILITARY, clock.read_military, opening(DIGIT)),
    (clock.NOON, clock.read_noon, opening(("noon", "midday", "midnight"))),
    (clock.PART_ALONE, clock.read_part,
     opening(THE, THIRDS, words.PARTS_OF_DAY,
             ("this", "that", "yesterday", "tomorrow", "last", "later", "earlier"))),
    (clock.SMALL_HOURS, clock.read_small_hours,
     opening(THE, ("early", "small", "wee", "predawn", "pre"))),
    (clock.OVERNIGHT, clock.read_overnight, opening(("overnight",))),
    (clock.TONIGHT, clock.read_tonight, opening(("tonight",))),
    (relative.DAY_WORD, relative.read_day_word,
     opening(THE, relative.DAY_SHIFTS, [word + "s" for word in relative.DAY_SHIFTS])),
    (relative.WEEKDAY_ALONE, relative.read_weekday,
     opening(words.WEEKDAYS, words.WEEKDAY_ABBREVIATIONS)),
    (relative.RELATIVE, relative.read_relative,
     opening(relative.SHIFTS, relative.ANAPHORIC, relative.DEFINITE)),
    (distance.AGO, distance.read_ago, opening(ABOUT, QUANTITIES)),
    (distance.IN_TIME, distance.read_in_time, opening(QUANTITIES)),
    (distance.BEFORE_AFTER, distance.read_before_after, opening(THE)),
    (comparison.YEAR_AGO, comparison.read_year_ago,
     opening(ARTICLES, ("its", "year", "comparable", "corresponding", "same"))),
    (comparison.SAME, comparison.read_same,
     opening(("the", "this", "same", "corresponding", "comparable", "equivalent", "similar"))),
    (comparison.OF_YEAR, comparison.read_of_year, opening(THE, DIGIT)),
    (distance.WINDOW, distance.read_window, opening(ABOUT, WINDOWS)),
    (distance.VAGUE_WINDOW, distance.read_vague_window,
     opening(THE, ("these", "recent", "coming", "past", "last", "upcoming"))),
    (distance.AHEAD, distance.read_ahead, opening(THE)),
    (distance.ORDINAL_DAY, distance.read_ordinal_day, opening(ARTICLES, ("its", "their"))),
    (distance.YEAR_END, distance.read_year_end, opening(THE, ("year",))),
    (references.REFERENCE, references.read_reference, opening(references.REFERENCES)),
    (durations.DURATION, durations.read_duration, opening(ABOUT, QUANTITIES, ("another",))),
    (durations.COMPOUND, durations.read_compound, opening(("a", "several", "multi"), NUMBERS)),
    (durations.BARE_PLURAL, durations.read_bare_plural, opening(PLURALS)),
    (durations.AGE_OLD, durations.read_age_old, opening(words.UNIT_PLURALS)),
    (durations.LONG, durations.read_long, opening(words.UNIT_FORMS)),
    (durations.WHILE, durations.read_while, opening(("a", "some"))),
    (durations.EVERY, durations.read_every, opening(("every", "each"))),
    (durations.FREQUENCY, durations.read_frequency, opening(words.FREQUENCIES)),
    (durations.TIMES_A, durations.read_times_a,
     opening(NUMBERS, ("once", "twice", "several", "many", "a"))),
    (durations.WEEKDAYS_PLURAL, durations.read_weekdays,
     opening(words.WEEKDAYS, [day + "s" for day in words.WEEKDAYS], ("weekends", "weekdays"))),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of expression. `read` returns `None` for a match that is no time after all."""

    pattern: re.Pattern[str]
    read: Normaliser


@cache
def families() -> dict[str, tuple[Family, ...]]:
    """The families by the words that they can open with, in the order of the table."""
    found: dict[str, list[Family]] = {}
    for pattern, read, openers in FAMILIES:
        family = Family(re.compile(pattern, re.IGNORECASE), read)
        for word in openers:
            found.setdefault(word, []).append(family)
    return {word: tuple(members) for word, members in found.items()}
