"""Which of the places of a name a text means, decided for all its names together.

Every candidate has a prior: how many people live there, what kind of place it is, whether the
text puts it in a container ("Paris, Texas"). Then the names support each other: each spreads its
belief over the districts, regions, countries and one-degree cells of its candidates, and a
candidate gains by what the other names put where it lies. A few rounds settle it; the cost grows
with the number of candidates only.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from . import countries
from .places import PlaceRow
from .words import fold

Unit = tuple[str, Hashable]
"""A level ("country", "admin1", "admin2", "cell") and what the place lies in there."""

ROUNDS: Final = 4
OPENNESS: Final = 0.5
"""Below 1: before the first round, rarer places of a name have a better chance than their size
gives them, so that their neighbours can speak for them."""
MOST_MENTIONS: Final = 2
"""Mentions of one name that count towards its neighbours."""
MOST_BELIEF: Final = 7.0
"""What the other names can put in one unit at most."""
LEAST_GAIN: Final = 0.2
"""Less than this is no reason to name."""
OTHERS: Final = 3
"""Candidates not chosen that a choice names."""

# All weights are in powers of ten of inhabitants. They were set on one half of LGL (local news,
# most of it American) and of GeoVirus (world news), by reports, and checked on the other halves;
# capitals and countries weigh more than the best value there, since local news needs them less.
SIZE: Final = 0.8
ALONE: Final = 10
CONTAINED: Final = 8.0
CAPITAL: Final = 0.5
OWN_NAME: Final = 1.8
ABBREVIATION: Final = 3.0
KIND: Final = {"P": 0.0, "A": -0.2, "D": -0.5, "C": 1.5, "L": 5.0, "R": 5.0}
SUPPORT: Final = {"country": 1.2, "admin1": 0.9, "admin2": 2.0, "cell": 0.5}
"""What a candidate gains for each doubling of the belief that others put where it lies."""
HOLDER: Final = 1.8
"""What a country, region or district gains so by what lies inside it."""
_HOLDS: Final = {"C": "country", "A": "admin1", "D": "admin2"}
_REASONS: Final = {
    "country": "others in the country",
    "admin1": "others in the region",
    "admin2": "others in the district",
    "cell": "others near by",
}


@dataclass(slots=True)
class Toponym:
    """One name of the text: its candidates, how often it stands there, the GeoNames codes and
    ids of what the text puts it in, and whether it is written as an abbreviation ("Pa.")."""

    key: str
    rows: tuple[PlaceRow, ...]
    mentions: int = 1
    containers: set[Hashable] = field(default_factory=set)
    abbreviated: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen and its share of belief, what spoke for it, and the next best."""

    row: PlaceRow
    belief: float
    reasons: tuple[str, ...]
    others: tuple[PlaceRow, ...]


def choose(toponyms: Sequence[Toponym], mentioned: Counter[str]) -> list[Choice | None]:
    """The place of each name, `None` where it has no candidate.

    `mentioned` counts the countries that the text names in any form, demonyms too.
    """
    priors = [[_prior(row, toponym) for row in toponym.rows] for toponym in toponyms]
    around = [[_around(row) for row in toponym.rows] for toponym in toponyms]
    scores = [[OPENNESS * prior for prior in each] for each in priors]
    for _ in range(ROUNDS):
        spread = _Spread(mentioned)
        for toponym, score in zip(toponyms, scores, strict=True):
            spread.add(toponym, _beliefs(score))
        scores = [
            [
                prior + spread.support(number, levels)
                for prior, levels in zip(prior_of, levels_of, strict=True)
            ]
            for number, (prior_of, levels_of) in enumerate(zip(priors, around, strict=True))
        ]
    return [
        _choice(number, toponym, score, spread)
        for number, (toponym, score) in enumerate(zip(toponyms, scores, strict=True))
    ]


def _prior(row: PlaceRow, toponym: Toponym) -> float:
    """How likely the name means this place by itself; in powers of ten of inhabitants."""
    weight = SIZE * math.log10(row.population + ALONE) + KIND[row.kind]
    if row.kind == "P" and row.country and is_capital(row):
        weight += CAPITAL
    if fold(row.name) == toponym.key:
        weight += OWN_NAME
    if toponym.abbreviated and row.kind == "A":
        weight += ABBREVIATION
    if not toponym.containers.isdisjoint({row.country, row.admin1, row.admin2}):
        weight += CONTAINED
    return weight


def is_capital(row: PlaceRow) -> bool:
    country = countries.table().get(row.country or "")
    return country is not None and _folded_capital(country.capital) == fold(row.name)


_folded_capital = cache(fold)


def _beliefs(scores: Sequence[float]) -> list[float]:
    """Shares that sum to 1, in proportion to ten to the power of the score."""
    if not scores:
        return []
    most = max(scores)
    powers = [10.0 ** (score - most) for score in scores]
    total = math.fsum(powers)
    return [power / total for power in powers]


class _Spread:
    """What the names of a text put in each district, region, country and cell."""

    def __init__(self, mentioned: Counter[str]) -> None:
        self._total: defaultdict[Unit, float] = defaultdict(float)
        self._own: list[defaultdict[Unit, float]] = []
        for country, mentions in mentioned.items():
            self._total["country", country] += min(mentions, MOST_MENTIONS)

    def add(self, toponym: Toponym, beliefs: Sequence[float]) -> None:
        """Spreads one name; names are numbered in the order in which they are added."""
        own: defaultdict[Unit, float] = defaultdict(float)
        weight = min(toponym.mentions, MOST_MENTIONS)
        for row, belief in zip(toponym.rows, beliefs, strict=True):
            for unit in _units(row):
                own[unit] += weight * belief
        for unit, belief in own.items():
            self._total[unit] += belief
        self._own.append(own)

    def support(self, number: int, around: Sequence["_Level"]) -> float:
        """What a candidate of this name gains by what all other names put where it lies."""
        return math.fsum([gain for _, gain in self.gains(number, around)])

    def gains(self, number: int, around: Sequence["_Level"]) -> Iterator[tuple[str, float]]:
        """The same by level."""
        total, own = self._total, self._own[number]
        for level, weight, units in around:
            belief = math.fsum(
                [total[unit] - own.get(unit, 0.0) for unit in units if unit in total]
            )
            yield level, weight * math.log2(1 + min(max(belief, 0.0), MOST_BELIEF))


def _units(row: PlaceRow) -> Iterator[Unit]:
    """Where a place lies. A country, region or continent lies in no cell."""
    if row.country:
        yield "country", row.country
    if row.admin1:
        yield "admin1", row.admin1
    if row.admin2:
        yield "admin2", row.admin2
    if row.kind in "PD":
        yield "cell", _cell(row)


_Level = tuple[str, float, tuple[Unit, ...]]
"""A level, what belief counts for there, and the units whose belief counts."""


def _around(row: PlaceRow) -> list[_Level]:
    """By level, the units whose belief supports a place: its own, and the cells beside its cell."""
    found = []
    for level, unit in _units(row):
        units: tuple[Unit, ...] = ((level, unit),)
        if level == "cell":
            north, east = _cell(row)
            sides = (-1, 0, 1)
            units = tuple((level, (north + i, east + j)) for i in sides for j in sides)
        weight = HOLDER if _HOLDS.get(row.kind) == level else SUPPORT[level]
        found.append((level, weight, units))
    return found


def _cell(row: PlaceRow) -> tuple[int, int]:
    return round(row.lat), round(row.lon)


def _choice(
    number: int, toponym: Toponym, scores: Sequence[float], spread: _Spread
) -> Choice | None:
    if not toponym.rows:
        return None
    ranked = sorted(range(len(scores)), key=lambda index: -scores[index])
    row = toponym.rows[ranked[0]]
    reasons = [
        _REASONS[level] for level, gain in spread.gains(number, _around(row)) if gain > LEAST_GAIN
    ]
    if not toponym.containers.isdisjoint({row.country, row.admin1, row.admin2}):
        reasons.insert(0, "the text puts it there")
    if len(toponym.rows) == 1:
        reasons = ["the only place of this name"]
    return Choice(
        row,
        _beliefs(scores)[ranked[0]],
        tuple(reasons or ("the largest of this name",)),
        tuple(toponym.rows[index] for index in ranked[1 : 1 + OTHERS]),
    )
