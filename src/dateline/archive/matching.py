"""Whether two events of two reports are one happening: a score with its reasons in words.

The score adds up what each clue is worth, in the way of Fellegi and Sunter (1969): its points are
the logarithm (to base 2) of how many times likelier the clue is if the two are one happening.
The points are set by hand; a pair with a score above 0 is likelier one than two.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from dateline.archive.event_rows import EventRow, Party, When, Where, alike, name_words

PRIOR: Final = -2.5
"""Points before any clue, of a pair of events within some days of each other."""

CONFUSED_TYPES: Final = frozenset(
    map(
        frozenset,
        (
            ("ASSAULT", "COERCE"),  # abducted, or held
            ("ASSAULT", "PROTEST"),  # a riot
            ("ASSAULT", "MOBILIZE"),  # marched on, or attacked
            ("COERCE", "MOBILIZE"),  # police sent, or sealing off
            ("COERCE", "SANCTION"),  # arrested, or convicted; restricted, or sanctioned
            ("AGREE", "CONSULT"),  # are to meet, or met
            ("AGREE", "SUPPORT"),  # signed, or agreed
            ("AGREE", "COOPERATE"),
            ("AGREE", "AID"),  # promised, or given
            ("AGREE", "CONCEDE"),
            ("AID", "COOPERATE"),
            ("AID", "RETREAT"),  # captives freed by others, or let go
            ("CONCEDE", "RETREAT"),  # a ceasefire declared, or begun
            ("CONSULT", "COOPERATE"),
            ("REQUEST", "ACCUSE"),
            ("REQUEST", "THREATEN"),
            ("REQUEST", "REJECT"),
            ("ACCUSE", "REJECT"),
            ("ACCUSE", "THREATEN"),
        ),
    )
)
"""Types that readers, human ones too, take for one another."""
TWO_SIDED_TYPES: Final = frozenset({"AGREE", "CONSULT", "COOPERATE"})
ALIKE_MODES: Final = tuple(
    frozenset(modes.split())
    for modes in (
        "beat targeted destroy primitive firearms explosives suicide-attack aerial drone "
        "heavy-weapons crowd-control unconventional",
        "abduct torture",
        "demo riot strike boycott obstruct vandalize",
        "arrest seize deport",
        "restrict censor curfew martial-law withhold",
        "expel withdraw discontinue",
        "release access",
        "withdraw disarm ceasefire",
    )
)
"""Modes of one type that reports of one happening, and readers of one report, often differ on."""
ACTS: Final = frozenset({"ASSAULT", "PROTEST", "COERCE", "SANCTION", "RETREAT"})
"""Types whose other modes are other acts; with the rest, modes are shades of one."""
HYPOTHETICAL: Final = frozenset({"planned", "possible", "conditional"})

LEAST: Final = -8.0
"""No clue counts for less, and pairs that can't be compared count as much."""
HEADLINE: Final = 2.0
"""A headline tells what its report tells again."""
CONFUSED_TYPE: Final = -1.5
SAME_MODE, OTHER_MODE = 0.7, -0.7
HYPOTHETICAL_AND_REAL: Final = -1.0
SAME_DAY, DAYS_OVERLAP, A_DAY_OFF, FURTHER_DAY_OFF = 2.0, 0.5, 0.0, -2.0
REPORTED_TOGETHER, REPORTED_DAY_OFF = 0.3, -0.5
REPORT_DAYS: Final = 3
"""What a report tells without a date is taken to be at most so many days old."""
SAME_PLACE: Final = {"site": 3.0, "city": 3.0, "admin1": 1.5, "country": 0.7, "unknown": 1.5}
NEAR, NOT_FAR, PLACE_WITHIN, COUNTRY_ONLY = 1.0, -0.5, 0.7, 0.3
OTHER_TOWN, OTHER_REGION, OTHER_COUNTRY, OTHER_NAME = -4.0, -2.0, -5.0, -0.5
NEAR_KM, NOT_FAR_KM, REGION_KM = 15.0, 50.0, 200.0
CONTEXT: Final = 0.5
"""What a place or day of the words around an event is worth, beside one of its own."""
SAME_PARTY, SAME_CODES, PARTY_OF_COUNTRY = 2.5, 0.8, 0.4
OTHER_PARTY, OTHER_PARTY_ALIKE = -1.5, -0.7
LIKE_PARTY: Final = 0.4
"""Names less alike than so are different names."""
SAME_NUMBER, SAME_LARGE_NUMBER, NUMBER_NEAR, TOLL_GROWS = 1.0, 0.7, 0.3, 0.3
NUMBER_OFF, NUMBER_FAR_OFF = -1.0, -2.0
LARGE_NUMBER: Final = 10
LEAST_NUMBERS, MOST_NUMBERS = -2.5, 3.0
WORDS_SHARED, WORDS_BY_CHANCE, MOST_WORDS = 6.0, -0.5, 4.0

_EARTH_RADIUS_KM: Final = 6371.0
_WHOLE_COUNTRY: Final = frozenset({"GOV"})
"""Sectors of an actor that may stand for all bodies of its country."""
_FINE: Final = frozenset({"site", "city"})

Clue = tuple[float, str]
"""Points, and the words for them, empty where they aren't worth telling."""


@dataclass(frozen=True, slots=True)
class Match:
    """How well two events agree. Only what counts for or against is told in `clues`."""

    score: float
    clues: tuple[Clue, ...]

    @property
    def probability(self) -> float:
        """The score as a probability."""
        return 1.0 / (1.0 + math.exp2(-max(-60.0, min(60.0, self.score))))

    @property
    def reason(self) -> str:
        """The clues in words, the weightiest first."""
        told = sorted((clue for clue in self.clues if clue[1]), key=lambda clue: -abs(clue[0]))
        agree = [words for points, words in told if points > 0]
        differ = [words for points, words in told if points <= 0]
        return "; ".join(agree) + (f"; but {', '.join(differ)}" if differ else "")


def match(a: EventRow, b: EventRow) -> Match | None:
    """The scored match of two events; `None` for types that aren't mistaken for one another."""
    if a.type != b.type and frozenset((a.type, b.type)) not in CONFUSED_TYPES:
        return None
    clues = tuple(clue for compare in _COMPARISONS for clue in compare(a, b))
    return Match(PRIOR + sum(points for points, _ in clues), clues)


def told_apart(a: EventRow, b: EventRow) -> bool:
    """Whether one report tells two of its events apart: by kind, day, place, party or in words.

    `same_as` overrules this, but isn't looked at here.
    """
    if a.type != b.type or a.apart or b.apart:
        return True
    if a.type in ACTS and a.mode and b.mode and not _alike_modes(a.mode, b.mode):
        return True
    if (a.status in HYPOTHETICAL) != (b.status in HYPOTHETICAL):
        return True
    if a.when and b.when and a.when.own and b.when.own and _days_between(a.when, b.when):
        return True
    if a.where and b.where and a.where.own and b.where.own and place_points(a.where, b.where) < 0:
        return True
    if a.type in TWO_SIDED_TYPES:
        sides = [(a.actors + a.recipients, b.actors + b.recipients)]
    else:
        sides = [(a.actors, b.actors), (a.recipients, b.recipients)]
    return any(_party_points(one, two) < 0 for one, two in sides)


def distance_km(a: Where, b: Where) -> float | None:
    """The great-circle distance, `None` where a place has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    north, south = math.radians(a.lat), math.radians(b.lat)
    half = (
        math.sin((north - south) / 2) ** 2
        + math.cos(north) * math.cos(south) * math.sin(math.radians(a.lon - b.lon) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def place_points(a: Where, b: Where) -> float:
    """What two places are worth, be they the events' own or not."""
    if a.geonames_id is not None and a.geonames_id == b.geonames_id:
        return SAME_PLACE[a.precision]
    if a.country and b.country and a.country != b.country:
        return OTHER_COUNTRY
    distance = distance_km(a, b)
    if distance is None or "unknown" in (a.precision, b.precision):
        return _named_alike(a.name, b.name)
    if "country" in (a.precision, b.precision):
        return COUNTRY_ONLY
    if a.precision in _FINE and b.precision in _FINE:
        return NEAR if distance <= NEAR_KM else NOT_FAR if distance <= NOT_FAR_KM else OTHER_TOWN
    return PLACE_WITHIN if distance <= REGION_KM else OTHER_REGION


def _named_alike(one: str, two: str) -> float:
    first, second = set(name_words(one)), set(name_words(two))
    if first and first == second:
        return SAME_PLACE["unknown"]
    return PLACE_WITHIN if first & second else OTHER_NAME


def _compare_kind(a: EventRow, b: EventRow) -> Iterator[Clue]:
    if a.type != b.type:
        yield CONFUSED_TYPE, f"{a.type} here, {b.type} there"
    elif a.mode and b.mode:
        yield (SAME_MODE, f"both {a.mode}") if a.mode == b.mode else (OTHER_MODE, "")
    if a.report_id == b.report_id and a.headline != b.headline:
        yield HEADLINE, "headline and report"
    if (a.status in HYPOTHETICAL) != (b.status in HYPOTHETICAL):
        yield HYPOTHETICAL_AND_REAL, f"{a.status} here, {b.status} there"


def _alike_modes(one: str, two: str) -> bool:
    return one == two or any(one in modes and two in modes for modes in ALIKE_MODES)


def _compare_days(a: EventRow, b: EventRow) -> Iterator[Clue]:
    one, two = a.when or _from_report(a), b.when or _from_report(b)
    if one is None or two is None:
        return
    days = _days_between(one, two)
    if a.when is None or b.when is None:
        points = REPORTED_DAY_OFF * days if days else REPORTED_TOGETHER
        yield max(LEAST, points), f"reported {days} days apart" if days else "reported together"
        return
    worth = (1.0 if one.own else CONTEXT) * (1.0 if two.own else CONTEXT)
    if days:
        points = A_DAY_OFF + FURTHER_DAY_OFF * (days - 1)
        yield worth * max(LEAST, points), f"{days} day{'s' * (days > 1)} apart"
    elif one.exact and two.exact:
        yield worth * SAME_DAY, "same day"
    else:
        yield worth * DAYS_OVERLAP, "days overlap"


def _from_report(event: EventRow) -> When | None:
    if event.report_day is None:
        return None
    return When(event.report_day - REPORT_DAYS, event.report_day, exact=False, own=False)


def _days_between(a: When, b: When) -> int:
    """Days from the end of one to the start of the other, 0 where they overlap."""
    return max(0, a.first - b.last, b.first - a.last)


def _compare_places(a: EventRow, b: EventRow) -> Iterator[Clue]:
    if a.where is None or b.where is None:
        return
    points = place_points(a.where, b.where)
    points *= (1.0 if a.where.own else CONTEXT) * (1.0 if b.where.own else CONTEXT)
    if a.where.name == b.where.name and points > 0:
        yield points, f"in {a.where.name}"
    else:
        yield points, f"in {a.where.name} here, in {b.where.name} there"


def _compare_parties(a: EventRow, b: EventRow) -> Iterator[Clue]:
    if a.type in TWO_SIDED_TYPES or b.type in TWO_SIDED_TYPES:
        yield from _party_clue("with", a.actors + a.recipients, b.actors + b.recipients)
        return
    yield from _party_clue("by", a.actors, b.actors)
    yield from _party_clue("to", a.recipients, b.recipients)


def _party_clue(role: str, a: tuple[Party, ...], b: tuple[Party, ...]) -> Iterator[Clue]:
    points = _party_points(a, b)
    if points > 0:
        one, two = max(((p, q) for p in a for q in b), key=lambda pair: alike(*pair))
        yield points, f"{role} {one.name}" + (f" ({two.name})" if two.name != one.name else "")
    elif points < 0:
        yield points, f"{role} {a[0].name} here, {role} {b[0].name} there"


def _party_points(a: tuple[Party, ...], b: tuple[Party, ...]) -> float:
    """What the best pair of two sides is worth; 0 where a side is empty or only described."""
    if not a or not b:
        return 0.0
    pairs = [(one, two) for one in a for two in b]
    likeness = max(alike(one, two) for one, two in pairs)
    codes = any(_same_codes(one, two) for one, two in pairs)
    if likeness >= LIKE_PARTY:
        return max(SAME_PARTY * likeness, SAME_CODES * codes)
    codes_points = SAME_CODES if codes else 0.0
    if any(_is_country_of(one, two) for one, two in pairs):
        return max(codes_points, PARTY_OF_COUNTRY)
    if not all(party.specific for party in (*a, *b)):
        return SAME_PARTY * likeness + codes_points
    return OTHER_PARTY_ALIKE if codes else OTHER_PARTY


def _same_codes(one: Party, two: Party) -> bool:
    same_country = one.country is not None and one.country == two.country
    return same_country and bool(one.sectors & two.sectors)


def _is_country_of(one: Party, two: Party) -> bool:
    """Whether one party is the country or the government that the other belongs to."""
    same_country = one.country is not None and one.country == two.country
    return same_country and any(p.sectors <= _WHOLE_COUNTRY and p.specific for p in (one, two))


def _compare_numbers(a: EventRow, b: EventRow) -> Iterator[Clue]:
    clues = [_number_clue(kind, a, b) for kind in sorted(a.numbers.keys() & b.numbers.keys())]
    if not clues:
        return
    points = max(LEAST_NUMBERS, min(MOST_NUMBERS, sum(points for points, _ in clues)))
    yield points, ", ".join(sorted(words for _, words in clues))


def _number_clue(kind: str, a: EventRow, b: EventRow) -> Clue:
    one, two = a.numbers[kind], b.numbers[kind]
    if one == two:
        return SAME_NUMBER + SAME_LARGE_NUMBER * (one >= LARGE_NUMBER), f"{one:g} {kind}"
    words = f"{one:g} {kind} here, {two:g} there"
    ratio = max(one, two) / max(min(one, two), 1.0)
    if ratio > 5:
        return NUMBER_FAR_OFF, words
    if ratio > 2:
        return NUMBER_OFF, words
    later_is_more = (
        a.report_day is not None
        and b.report_day is not None
        and (one - two) * (a.report_day - b.report_day) > 0
    )
    return (NUMBER_NEAR if ratio <= 1.3 else 0.0) + TOLL_GROWS * later_is_more, words


def _compare_words(a: EventRow, b: EventRow) -> Iterator[Clue]:
    one, two = (a.words, b.words) if len(a.words) <= len(b.words) else (b.words, a.words)
    if not one:
        return
    cosine = sum(weight * two[word] for word, weight in one.items() if word in two)
    points = min(MOST_WORDS, WORDS_BY_CHANCE + WORDS_SHARED * cosine)
    yield points, "in like words" if points > 1 else ""


_COMPARISONS: Final[tuple[Callable[[EventRow, EventRow], Iterator[Clue]], ...]] = (
    _compare_kind,
    _compare_days,
    _compare_places,
    _compare_parties,
    _compare_numbers,
    _compare_words,
)
