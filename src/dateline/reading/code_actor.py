"""Kind, country and sector of an actor, from its name and from what the report calls it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

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
from dateline.gazetteer.words import Word, split

MOST_DESCRIPTIONS: Final = 24
"""Mentions read for one actor; later ones of a much-named actor add nothing."""
MOST_CHARACTERS: Final = 500
"""Characters read of one mention; a longer one is no name."""
MOST_NAME_WORDS: Final = 8

_PRONOUNS = frozenset(
    {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your",
     "yours", "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its",
     "itself", "they", "them", "their", "theirs", "themselves", "who", "whom", "whose", "which",
     "that", "this", "these", "those", "one", "ones", "someone", "somebody", "anyone",
     "everybody", "others"}
)  # fmt: skip
_UNKNOWN = ("UNK",)
_RETIRED = ("ELI",)
_ORGANIZATION, _PERSON, _GROUP, _PLACE = "organization", "person", "group", "place"
_PARTICIPANTS = frozenset({_ORGANIZATION, _PERSON, _GROUP})


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCode:
    """The codes of one actor; what nothing tells stays `None` or empty."""

    kind: str | None = None
    country: str | None = None
    sector: tuple[str, ...] = ()
    role: str | None = None


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
    phrases = [text[:MOST_CHARACTERS] for text in (name, *_nominal(descriptions))]
    readings = [
        describe(phrase, published=published, report_country=report_country) for phrase in phrases
    ]
    if name_type in (_PERSON, _ORGANIZATION, None):
        readings.append(_office_holder(phrases[0], published, report_country))
    chosen = _strongest(readings)
    country = chosen.country or _first_country(readings)
    kind = _kind(phrases[0], name_type, readings[0], chosen)
    if kind == _PERSON and country == "MNC":
        country = None
    sector = chosen.sectors
    if kind == _PLACE:
        sector = ()
    if country is None and sector and sector != _UNKNOWN and not chosen.abroad:
        country = report_country
    role = next((reading.role for reading in (chosen, *readings) if reading.role), None)
    return ActorCode(
        kind=kind, country=country, sector=sector, role=role if kind == _PERSON else None
    )


def _nominal(descriptions: Iterable[str]) -> list[str]:
    """The descriptions that are more than a pronoun, each once."""
    told = [text for text in dict.fromkeys(descriptions) if text.strip().lower() not in _PRONOUNS]
    return told[:MOST_DESCRIPTIONS]


def _strongest(readings: Sequence[Description]) -> Description:
    """The surest reading, the first of equals; one as sure that tells more sectors replaces it."""
    best = max(readings, key=lambda reading: reading.strength)
    for reading in readings:
        sure = TOLD <= reading.strength >= best.strength
        if sure and best.sectors and set(reading.sectors) > set(best.sectors):
            best = reading
    return best


def _first_country(readings: Sequence[Description]) -> str | None:
    return next((reading.country for reading in readings if reading.country), None)


def _office_holder(name: str, published: str | None, country: str | None) -> Description:
    """What the tables of office holders tell of a name, titles or not."""
    words = split(name)[-MOST_NAME_WORDS:]
    proper = " ".join(word.folded for word in _proper(words))
    if " " not in proper:
        holder = leaders.in_office(proper, published) if published and proper else None
        return _in_office(holder.country) if holder else Description()
    endings = [" ".join(word.folded for word in words[first:]) for first in range(len(words) - 1)]
    held = next((found for ending in endings if (found := leaders.named(ending))), ())
    if not held:
        return _official(endings, published, country)
    day = (published or max(each.last_seen for each in held))[:10]
    if any(each.since <= day <= each.last_seen for each in held):
        return _in_office(held[0].country)
    past = all(each.last_seen < day for each in held)
    return Description(
        country=held[0].country,
        sectors=("ELI",) if past else (),
        kind=_PERSON,
        strength=DEFAULT if past else NOTHING,
    )


def _official(names: Sequence[str], published: str | None, country: str | None) -> Description:
    official = next((found for name in names if (found := leaders.official(name, country))), None)
    if official is None:
        return Description()
    sectors = official.sectors(published[:10] if published else None)
    return Description(
        country=official.country,
        sectors=sectors,
        kind=_PERSON,
        strength=DEFAULT if sectors == _RETIRED or not sectors else COUNTRY,
    )


def _in_office(country: str) -> Description:
    sectors = () if country in SUPRANATIONAL else ("GOV",)
    return Description(country=country, sectors=sectors, kind=_PERSON, strength=COUNTRY)


def _proper(words: Sequence[Word]) -> list[Word]:
    """The capitalised words of a name that belong to no title."""
    titles = {at for match in roles.mentions(words) for at in range(match.first, match.last)}
    return [word for at, word in enumerate(words) if word.capital and at not in titles]


def _kind(name: str, name_type: str | None, own: Description, chosen: Description) -> str | None:
    if name_type == _PERSON:
        return _PERSON
    if own.kind == "document":
        return own.kind
    if name_type == _PLACE and not (own.strength >= TOLD and own.kind in _PARTICIPANTS):
        return "country" if countries.form(name) else _PLACE
    if name_type == _ORGANIZATION:
        return own.kind if own.kind == "country" else _ORGANIZATION
    if name_type == _GROUP:
        return _ORGANIZATION if organizations.find(name) else _GROUP
    return own.kind or chosen.kind
