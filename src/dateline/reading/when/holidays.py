"""Days that are named, and where they fall: fixed, counted by weekday, or counted from Easter.

Movable days of the lunar calendars (Eid, Diwali, Passover) are named without a date: where they
fall depends on who observes them.
"""

from datetime import date, timedelta
from typing import Final

FIXED: Final[dict[str, tuple[int, int]]] = {
    "new year's day": (1, 1), "epiphany": (1, 6), "orthodox christmas": (1, 7),
    "holocaust memorial day": (1, 27), "valentine's day": (2, 14),
    "international women's day": (3, 8), "st patrick's day": (3, 17), "nowruz": (3, 21),
    "april fools' day": (4, 1), "earth day": (4, 22), "anzac day": (4, 25), "may day": (5, 1),
    "international workers' day": (5, 1), "world press freedom day": (5, 3),
    "cinco de mayo": (5, 5), "victory day": (5, 9), "world refugee day": (6, 20),
    "juneteenth": (6, 19), "canada day": (7, 1), "fourth of july": (7, 4), "july fourth": (7, 4),
    "bastille day": (7, 14), "halloween": (10, 31), "all saints' day": (11, 1),
    "all souls' day": (11, 2), "veterans day": (11, 11), "armistice day": (11, 11),
    "remembrance day": (11, 11), "world aids day": (12, 1), "human rights day": (12, 10),
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25),
    "boxing day": (12, 26), "australia day": (1, 26), "guy fawkes night": (11, 5),
    "bonfire night": (11, 5), "st. patrick's day": (3, 17), "st. george's day": (4, 23),
    "st george's day": (4, 23), "saint patrick's day": (3, 17), "twelfth night": (1, 5),
    "new year's eve": (12, 31),
}  # fmt: skip

FROM_EASTER: Final[dict[str, int]] = {
    "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2,
    "holy saturday": -1, "easter": 0, "easter sunday": 0, "easter monday": 1,
    "ascension day": 39, "pentecost": 49, "whit sunday": 49, "whit monday": 50,
    "corpus christi": 60, "shrove tuesday": -47, "mardi gras": -47, "whitsun": 49,
}  # fmt: skip

BY_WEEKDAY: Final[dict[str, tuple[int, int, int]]] = {
    "martin luther king jr. day": (1, 0, 3), "martin luther king day": (1, 0, 3),
    "presidents' day": (2, 0, 3), "memorial day": (5, 0, -1), "labor day": (9, 0, 1),
    "columbus day": (10, 0, 2), "thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4),
}  # fmt: skip
"""Month, weekday (Monday is 0), which of the month (-1 the last); as in the United States."""

UNDATED: Final[tuple[str, ...]] = (
    "eid al-fitr", "eid al-adha", "eid", "ashura", "arbaeen", "mawlid", "passover", "rosh hashanah",
    "yom kippur", "sukkot", "purim", "hanukkah", "diwali", "holi", "vesak", "lunar new year",
    "chinese new year", "tet", "orthodox easter", "independence day", "republic day",
    "labour day", "mother's day", "father's day", "election day", "inauguration day", "budget day",
)  # fmt: skip

WELL_KNOWN_MONTHS: Final[tuple[str, ...]] = (
    "ramadan", "ramazan", "ramadhan", "muharram", "shawwal", "dhu al-hijjah",
)  # fmt: skip
"""Months that the news names without a day."""
OTHER_MONTHS: Final[tuple[str, ...]] = (
    *WELL_KNOWN_MONTHS,
    # Islamic
    "moharram", "safar", "rabi al-awwal", "rabi' al-awwal", "rabi i", "rabi al-thani",
    "rabi' al-thani", "rabi al-akhir", "rabi ii", "jumada al-awwal", "jumada al-ula", "jumada i",
    "jumada al-thani", "jumada al-akhira", "jumada ii", "rajab", "shaaban", "sha'ban", "shaban",
    "shawal", "dhu al-qadah", "dhu al-qa'dah", "dhul qadah", "dhul-qadah", "dhul qa'dah",
    "zilqad", "dhu al-hijja", "dhul hijja", "dhul hijjah", "dhul-hijja", "dhul-hijjah",
    "zul hijjah", "zulhijjah", "zilhaj", "zilhajj",
    # Hebrew
    "nisan", "nissan", "iyar", "iyyar", "sivan", "tammuz", "av", "elul", "tishrei", "tishri",
    "cheshvan", "heshvan", "kislev", "tevet", "shevat", "shvat", "adar i", "adar ii", "adar",
    # Iranian, Afghan
    "farvardin", "ordibehesht", "khordad", "tir", "mordad", "amordad", "shahrivar", "mehr", "aban",
    "azar", "dey", "bahman", "esfand", "hamal", "sawr", "jawza", "saratan", "asad", "sunbula",
    "mizan", "aqrab", "qaws", "jadi", "dalw", "hut",
    # Ethiopian
    "meskerem", "tikimt", "tekemt", "hidar", "tahsas", "yekatit", "megabit", "miyazya", "ginbot",
    "sene", "hamle", "nehase", "pagume",
    # Indian, Nepali
    "chaitra", "baisakh", "vaisakha", "jestha", "jyeshtha", "asar", "ashadh", "shrawan", "shravana",
    "bhadra", "asoj", "ashwin", "kartik", "mangsir", "poush", "magh", "magha", "falgun", "phalguna",
)  # fmt: skip
"""Months of other calendars in English spellings."""

NAMES: Final[tuple[str, ...]] = (*FIXED, *FROM_EASTER, *BY_WEEKDAY, *UNDATED)


def holiday(name: str, year: int) -> date | None:
    """The date of a named day in `year`, `None` where the name has no computable date.

    `name` is lower case with straight apostrophes.
    """
    if name in FIXED:
        return date(year, *FIXED[name])
    if name in FROM_EASTER:
        return easter(year) + timedelta(days=FROM_EASTER[name])
    if name in BY_WEEKDAY:
        return _counted(year, *BY_WEEKDAY[name])
    return None


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian algorithm (Meeus, Jones and Butcher)."""
    golden, century, of_century = year % 19, year // 100, year % 100
    leap, rest = divmod(century, 4)
    correction = (century + 8) // 25
    moon = (century - correction + 1) // 3
    epact = (19 * golden + century - leap - moon + 15) % 30
    quarter, remainder = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * quarter - epact - remainder) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _counted(year: int, month: int, weekday: int, which: int) -> date:
    if which > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
    last = date(year, month + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)
