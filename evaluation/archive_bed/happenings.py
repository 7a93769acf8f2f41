"""Invented happenings in real countries: who did what to whom, where and on which day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Final

from evaluation.archive_bed.grammar import between, blocks, pick

FIRST_DAY: Final = date(2023, 3, 1)
DAYS: Final = 240


@dataclass(frozen=True, slots=True)
class Country:
    """A country with real towns (name, region) and invented people's names."""

    code: str
    name: str
    adjective: str
    towns: tuple[tuple[str, str], ...]
    first_names: tuple[str, ...]
    surnames: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of happening: its codes, where its parties come from, and the counts it has."""

    type: str
    mode: str | None
    actor: str
    recipient: str
    counts: Mapping[str, tuple[int, int]] = field(default_factory=dict)


KINDS: Final[dict[str, Kind]] = {
    "raid": Kind(
        type="ASSAULT",
        mode="firearms",
        actor="denomination",
        recipient="villagers",
        counts={"killed": (4, 38), "injured": (3, 60)},
    ),
    "bomb": Kind(
        type="ASSAULT",
        mode="explosives",
        actor="denomination",
        recipient="people",
        counts={"killed": (3, 27), "injured": (9, 90)},
    ),
    "airstrike": Kind(
        type="ASSAULT",
        mode="aerial",
        actor="the <adj> air force",
        recipient="villagers",
        counts={"killed": (3, 45), "injured": (4, 70)},
    ),
    "abduct": Kind(
        type="ASSAULT",
        mode="abduct",
        actor="denomination",
        recipient="captive",
        counts={"killed": (2, 6)},
    ),
    "arrests": Kind(
        type="COERCE",
        mode="arrest",
        actor="<adj> police",
        recipient="party",
        counts={"arrested": (8, 160), "injured": (2, 14)},
    ),
    "curfew": Kind(
        type="COERCE",
        mode="curfew",
        actor="the governor of <region>",
        recipient="residents",
        counts={"arrested": (5, 90)},
    ),
    "deploy": Kind(
        type="MOBILIZE",
        mode="troops",
        actor="the <adj> army",
        recipient="residents",
        counts={"participants": (150, 4000)},
    ),
    "release": Kind(type="RETREAT", mode="release", actor="denomination", recipient="captives"),
    "convict": Kind(type="SANCTION", mode="convict", actor="the high court", recipient="convict"),
    "march": Kind(
        type="PROTEST",
        mode="demo",
        actor="crowd",
        recipient="the <adj> government",
        counts={"participants": (800, 30000), "arrested": (6, 140)},
    ),
    "strike": Kind(
        type="PROTEST",
        mode="strike",
        actor="crowd",
        recipient="employers",
        counts={"participants": (300, 9000)},
    ),
    "talks": Kind(
        type="CONSULT",
        mode="visit",
        actor="the foreign minister of <state>",
        recipient="the <adj> prime minister",
    ),
    "aid": Kind(
        type="AID",
        mode=None,
        actor="donor",
        recipient="needy",
        counts={"amount": (200_000, 9_000_000)},
    ),
    "expel": Kind(
        type="SANCTION",
        mode="expel",
        actor="the <adj> foreign ministry",
        recipient="diplomats of <state>",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One happening; `id` is the key of all that is drawn for it."""

    id: str
    kind: str
    country: Country
    town: str
    region: str
    day: date
    cause: str
    state: str
    """The name of another country that is a party to it."""
    numbers: Mapping[str, int]

    @property
    def actor(self) -> str:
        return self._party(KINDS[self.kind].actor, "actor")

    @property
    def recipient(self) -> str:
        return self._party(KINDS[self.kind].recipient, "recipient")

    def _party(self, where: str, role: str) -> str:
        lists = blocks("details")
        if where in lists:
            name = pick(f"{self.id}/{role}", lists[where])
            return f"the {name}" if where == "denomination" else name
        filled = where.replace("<adj>", self.country.adjective).replace("<region>", self.region)
        return filled.replace("<state>", self.state)


@cache
def countries() -> tuple[Country, ...]:
    """The countries of the phrase file."""
    return tuple(_country(code, lines) for code, lines in blocks("countries").items())


def happening(key: str) -> Happening:
    """The happening of this key."""
    kind = pick(f"{key}/kind", tuple(KINDS))
    country = pick(f"{key}/country", countries())
    return _happening(key, kind, country, pick(f"{key}/town", country.towns), _day(key))


def look_alike(key: str, other: Happening) -> Happening:
    """Another happening of the same kind in the same country: another town, another day."""
    towns = [town for town in other.country.towns if town[0] != other.town]
    away = between(f"{key}/away", 1, 6) * pick(f"{key}/sign", (-1, 1))
    day = other.day + timedelta(days=away)
    return _happening(key, other.kind, other.country, pick(f"{key}/town", towns), day)


def _happening(
    key: str, kind: str, country: Country, town: tuple[str, str], day: date
) -> Happening:
    counts = KINDS[kind].counts
    return Happening(
        id=key,
        kind=kind,
        country=country,
        town=town[0],
        region=town[1],
        day=day,
        cause=pick(f"{key}/cause", blocks("details")["cause"]),
        state=pick(f"{key}/state", [other.name for other in countries() if other != country]),
        numbers={name: _count(f"{key}/{name}", *counts[name]) for name in counts},
    )


def _day(key: str) -> date:
    return FIRST_DAY + timedelta(days=between(f"{key}/day", 0, DAYS - 1))


def _count(key: str, low: int, high: int) -> int:
    number = between(key, low, high)
    digits = len(str(number))
    return number if digits < 3 else round(number, 2 - digits)


def _country(code: str, lines: list[str]) -> Country:
    name, adjective = lines[0].split("; ")
    towns = [town.split("/") for town in lines[1].split("; ")]
    return Country(
        code=code,
        name=name,
        adjective=adjective,
        towns=tuple((town, region) for town, region in towns),
        first_names=tuple(lines[2].split()),
        surnames=tuple(lines[3].split()),
    )
