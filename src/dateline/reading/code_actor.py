"""Kind, country and sector of an actor, from its name and from what the report calls it."""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final, NamedTuple

from dateline.gazetteer import countries, leaders, organizations
from dateline.gazetteer import sectors as roles
from dateline.gazetteer.descriptions import (
    COUNTRY,
    DEFAULT,
    NOTHING,
    SUPRANATIONAL,
    TOLD,
    Description,
    describe,
)
from dateline.gazetteer.phrases import Clue
from dateline.gazetteer.words import Word, split
from dateline.record import Place

MOST_DESCRIPTIONS: Final = 24
"""Mentions read for one actor; later ones of a much-named actor add nothing."""
MOST_CHARACTERS: Final = 500
"""Characters read of one mention; a longer one is no name."""
MOST_NAME_WORDS: Final = 8

_PRONOUNS = frozenset(
    {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your",
     "yours", "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its",
     "itself", "they", "them", "their", "theirs", "themselves", "who", "whom", "whose", "which",
     "that", "this", "these", "those", "one", "ones", "anyone",
     "everybody", "others"}
)  # fmt: skip
_UNKNOWN = ("UNK",)
_RETIRED = ("ELI",)
_ORGANIZATION, _PERSON, _GROUP, _PLACE = "organization", "person", "group", "place"
_PARTICIPANTS = frozenset({_ORGANIZATION, _PERSON, _GROUP})
_JOINED: Final = re.compile(r"(?:['’]s?)?(?:,| and|, and| or)(?: the)?\s")
"""What stands between two names of one list."""
A_TOWN: Final = "a town is named"
REPORT_COUNTRY: Final = "the country that the report is about"


class Reason(NamedTuple):
    """Why a code was chosen: the rule, the row of a table or the actor that it rests on, the words,
    and what else was possible.

    `phrase` is 0 for the name and N for the Nth description; `start` and `end` are half-open
    code points of it, or of the report's text where `phrase` is `None`.
    """

    because: str
    row: str | None = None
    phrase: int | None = None
    start: int = 0
    end: int = 0
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCode:
    """The codes of one actor; what nothing tells stays `None` or empty."""

    kind: str | None = None
    country: str | None = None
    sector: tuple[str, ...] = ()
    role: str | None = None
    strength: int = field(default=NOTHING, compare=False)
    """How sure the sectors are, as in `descriptions.py`."""
    abroad: bool = field(default=False, compare=False)
    """Whether the actor need not be from the country that the report is about."""
    reasons: dict[str, Reason] = field(default_factory=dict, compare=False)
    """By field (`country`, `sector`, `kind`) why it has its value."""


class _Reading(NamedTuple):
    """What one phrase tells, and which phrase it is."""

    phrase: int
    told: Description


def code_actor(
    name: str,
    descriptions: Sequence[str],
    *,
    name_type: str | None = None,
    published: str | None = None,
    report_country: str | None = None,
) -> ActorCode:
    """Code an actor from its `name`, its mentions (`descriptions`) and the type of its name.

    `published` dates an office holder; `report_country` is where the report takes
    place, the country of "police", "voters" and all others that nothing else tells.
    """
    code = told_code(
        name,
        descriptions,
        name_type=name_type,
        published=published,
        report_country=report_country,
    )
    return of_report(code, report_country)


def told_code(
    name: str,
    descriptions: Sequence[str],
    *,
    name_type: str | None = None,
    published: str | None = None,
    report_country: str | None = None,
) -> ActorCode:
    """What the words alone tell; `report_country` only chooses among namesakes."""
    readings = [
        _Reading(
            number,
            describe(text[:MOST_CHARACTERS], published=published, report_country=report_country),
        )
        for number, text in _phrases(name, descriptions)
    ]
    own = readings[0]
    if name_type in (_PERSON, _ORGANIZATION, None):
        holder = _office_holder(name[:MOST_CHARACTERS], published, report_country)
        readings.append(_Reading(0, holder))
    chosen = _strongest(readings)
    placed = next((each for each in (chosen, *readings) if each.told.country), chosen)
    kind, kind_reason = _kind(name[:MOST_CHARACTERS], name_type, own, chosen)
    country = placed.told.country
    if kind == _PERSON and country == "MNC":
        country = None
    sector = () if kind == _PLACE else chosen.told.sectors
    role = next((each.told.role for each in (chosen, *readings) if each.told.role), None)
    reasons = {
        "country": _reason(placed, placed.told.country_clue, _other_countries(readings, country)),
        "sector": _reason(chosen, chosen.told.sector_clue, _other_sectors(readings, sector)),
        "kind": kind_reason,
    }
    told = {"country": country is not None, "sector": bool(sector), "kind": kind is not None}
    return ActorCode(
        kind=kind,
        country=country,
        sector=sector,
        role=role if kind == _PERSON else None,
        strength=chosen.told.strength if sector else NOTHING,
        abroad=chosen.told.abroad,
        reasons={part: why for part, why in reasons.items() if why and told[part]},
    )


def of_report(code: ActorCode, country: str | None) -> ActorCode:
    """The code with the report's country where nothing tells another."""
    local = code.kind in _PARTICIPANTS and code.sector != _UNKNOWN and not code.abroad
    if country is None or code.country is not None or not local:
        return code
    reasons = {"country": Reason(REPORT_COUNTRY), **code.reasons}
    return replace(code, country=country, reasons=reasons)


def at_place(code: ActorCode, place: Place) -> ActorCode:
    """The code with the country of a place in the actor's words, where they tell no other."""
    if code.country is not None or place.country is None or code.abroad:
        return code
    start, end = place.span
    reasons = {**code.reasons, "country": Reason("a place is named", place.name, None, start, end)}
    return replace(code, country=place.country, reasons=reasons)


def belonging_to(code: ActorCode, owner: ActorCode, name: str) -> ActorCode:
    """The code of somebody who is of another actor, called `name`: "its spokesman", "one of them".
    What their own words tell stays."""
    reasons = dict(code.reasons)
    reason = Reason("whom they belong to", name)
    if code.country is None and owner.country is not None and code.kind != "document":
        code = replace(code, country=owner.country)
        reasons["country"] = reason
    if code.strength <= DEFAULT and owner.sector:
        code = replace(code, sector=owner.sector, strength=owner.strength)
        reasons["sector"] = reason
    return replace(code, reasons=reasons)


def of_owner_country(code: ActorCode, owner: ActorCode, name: str) -> ActorCode:
    """The code of what another actor, called `name`, has, with the country of that one where it
    tells none itself: "its troops"."""
    if code.country is not None or owner.country is None or code.abroad:
        return code
    reasons = {**code.reasons, "country": Reason("whose they are", name)}
    return replace(code, country=owner.country, reasons=reasons)


def without_far_town(code: ActorCode, countries: Container[str]) -> ActorCode:
    """The code without the country of a town that shares its name with a word of the actor's, if
    it is none of the `countries` that the report names otherwise."""
    reason = code.reasons.get("country")
    if reason is None or reason.because != A_TOWN or code.country in countries:
        return code
    reasons = {part: why for part, why in code.reasons.items() if part != "country"}
    return replace(code, country=None, reasons=reasons)


def of_no_country(code: ActorCode) -> ActorCode:
    """The code of an actor that is of several countries, or of one that isn't told."""
    reasons = {part: reason for part, reason in code.reasons.items() if part != "country"}
    return replace(code, country=None, abroad=True, reasons=reasons)


def names_several_countries(text: str) -> bool:
    """Whether countries or nationalities are joined in one phrase: "Turkish and British envoys"."""
    if " and " not in text and "," not in text:
        return False
    words = split(text)
    found = list(countries.mentions(words, text))
    return any(
        one.value.country != two.value.country
        and _JOINED.fullmatch(text[words[one.last - 1].end : words[two.first].start])
        for one, two in pairwise(found)
    )


def _phrases(name: str, descriptions: Iterable[str]) -> list[tuple[int, str]]:
    """The name as number 0, and from 1 on the descriptions that are more than a pronoun; each text
    once."""
    first = {name: 0}
    for number, text in enumerate(descriptions, 1):
        if text.strip().lower() not in _PRONOUNS:
            first.setdefault(text, number)
    return [(number, text) for text, number in first.items()][: MOST_DESCRIPTIONS + 1]


def _strongest(readings: Sequence[_Reading]) -> _Reading:
    """The surest reading, of equals the country before its people, then the first; one as sure
    that tells more sectors replaces it."""
    best = max(readings, key=lambda each: (each.told.strength, each.told.kind == "country"))
    for reading in readings:
        sure = TOLD <= reading.told.strength >= best.told.strength
        more = set(reading.told.sectors) > set(best.told.sectors)
        if sure and best.told.sectors and more:
            best = reading
    return best


def _reason(reading: _Reading, clue: Clue | None, others: Iterable[str]) -> Reason | None:
    if clue is None:
        return None
    return Reason(clue.because, clue.row, reading.phrase, clue.start, clue.end, tuple(others))


def _other_countries(readings: Iterable[_Reading], chosen: str | None) -> list[str]:
    told = dict.fromkeys(each.told.country for each in readings if each.told.country)
    return [country for country in told if country != chosen]


def _other_sectors(readings: Iterable[_Reading], chosen: tuple[str, ...]) -> list[str]:
    told = dict.fromkeys(sector for each in readings for sector in each.told.sectors)
    return [sector for sector in told if sector not in chosen]


def _office_holder(name: str, published: str | None, country: str | None) -> Description:
    """What the tables of office holders tell of a name, titles or not."""
    words = split(name)[-MOST_NAME_WORDS:]
    proper = " ".join(word.folded for word in _proper(words))
    if " " not in proper:
        holder = leaders.in_office(proper, published) if published and proper else None
        return _in_office(holder.country, name) if holder else Description()
    endings = [" ".join(word.folded for word in words[first:]) for first in range(len(words) - 1)]
    held = next((found for ending in endings if (found := leaders.named(ending))), ())
    if not held:
        return _official(name, endings, published, country)
    day = (published or max(each.last_seen for each in held))[:10]
    if any(each.since <= day <= each.last_seen for each in held):
        return _in_office(held[0].country, name)
    past = all(each.last_seen < day for each in held)
    return Description(
        country=held[0].country,
        sectors=("ELI",) if past else (),
        kind=_PERSON,
        strength=DEFAULT if past else NOTHING,
        country_clue=_holder_clue(name),
        sector_clue=_holder_clue(name),
    )


def _official(
    name: str, names: Sequence[str], published: str | None, country: str | None
) -> Description:
    official = next((found for name in names if (found := leaders.official(name, country))), None)
    if official is None:
        return Description()
    sectors = official.sectors(published[:10] if published else None)
    return Description(
        country=official.country,
        sectors=sectors,
        kind=_PERSON,
        strength=DEFAULT if sectors == _RETIRED or not sectors else COUNTRY,
        country_clue=_holder_clue(name),
        sector_clue=_holder_clue(name),
    )


def _in_office(country: str, name: str) -> Description:
    return Description(
        country=country,
        sectors=() if country in SUPRANATIONAL else ("GOV",),
        kind=_PERSON,
        strength=COUNTRY,
        country_clue=_holder_clue(name),
        sector_clue=_holder_clue(name),
    )


def _holder_clue(name: str) -> Clue:
    return Clue("an office holder of that time", name, 0, len(name))


def _proper(words: Sequence[Word]) -> list[Word]:
    """The capitalised words of a name that belong to no title."""
    titles = {at for match in roles.mentions(words) for at in range(match.first, match.last)}
    return [word for at, word in enumerate(words) if word.capital and at not in titles]


def _kind(
    name: str, name_type: str | None, own: _Reading, chosen: _Reading
) -> tuple[str | None, Reason | None]:
    """The kind, and why: the type of the name, unless the tables know better."""
    of_type = Reason(f"the type of the name: {name_type}", None, 0, 0, len(name))
    of_words = _reason(own, own.told.sector_clue, ())
    known = own.told.kind
    if name_type == _PERSON and not (known == "country" and countries.form(name)):
        return _PERSON, of_type
    if known == "document":
        return known, of_words
    if name_type == _PLACE and not (own.told.strength >= TOLD and known in _PARTICIPANTS):
        return ("country", of_words) if countries.form(name) else (_PLACE, of_type)
    if name_type in (_PERSON, _ORGANIZATION):
        return (known, of_words) if known == "country" else (_ORGANIZATION, of_type)
    if name_type == _GROUP:
        return (_ORGANIZATION, of_words) if organizations.find(name) else (_GROUP, of_type)
    if known:
        return known, of_words
    return chosen.told.kind, _reason(chosen, chosen.told.sector_clue, ())
