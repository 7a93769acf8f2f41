"""What a noun phrase tells about the actor it names: "a spokesman for the Turkish army".

The last role in the head of the phrase decides, unless it is a part of a body ("spokesman",
"leader"), which takes the sector of the body named beside it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from . import sectors
from .bodies import body_of, force_of, speaks_alone, takes_sector, term_of
from .countries import CountryForm
from .organizations import Organization, looks_like_outlet
from .phrases import (
    Chunk,
    Clue,
    Found,
    Setting,
    Told,
    chunks_of,
    clue_of,
    country_in,
    country_of,
    find_in,
    place_country,
    segments,
)
from .sectors import Role
from .words import Word, split, without_article

CERTAIN, NAMED, TOLD, COUNTRY, DEFAULT, NOTHING = 5, 4, 3, 2, 1, 0
"""How sure a description's sectors are: a known name alone, a known name inside, a role, a
country or its people, the default of a word such as "official", nothing."""

MOST_WORDS: Final = 60
SUPRANATIONAL: Final = frozenset({"IGO", "UNO", "EUR"})

_FORMER = frozenset({"former", "ex", "ousted", "deposed", "toppled", "erstwhile", "late"})
_PUBLIC_OFFICE = frozenset({"GOV", "LEG"})
_NATIONAL_KINDS = frozenset({"government", "military", "police", "party", "ngo", "religious"})
_ABROAD = frozenset(
    {"foreign", "western", "international", "neighbouring", "neighboring", "european", "african",
     "arab", "asian", "gulf", "scandinavian", "nordic", "balkan", "overseas", "expatriate"}
)  # fmt: skip
_STATELESS = frozenset(
    {"diplomat", "ambassador", "envoy", "emissary", "presidents", "prime ministers", "governments",
     "foreign ministers", "defence ministers", "defense ministers", "finance ministers", "armies",
     "navies", "heads of state", "embassies", "reporter", "reporters", "journalist", "journalists",
     "correspondent", "foreign fighter", "foreign fighters", "press", "media",
     "news media", "refugee", "refugees", "migrant", "migrants", "asylum seeker", "asylum seekers",
     "diplomats", "ambassadors", "envoys", "pilgrim", "pilgrims", "international community",
     "donor countries", "donors"}
)  # fmt: skip
"""Roles of people who are often not from where they are, and offices that a state has one of."""
_ARMED = ({"MIL"}, {"UAF"}, {"REB"})
"""Sectors of fighters, who are of the body that they fight for."""
_NAME_LIKE = frozenset({"CVL", "AGR", "LAB", "MED", "REL", "BUS", "EDU", "MIL"})
"""Sectors of words that are surnames too (Cook, Farmer, Bishop, Major)."""
_ELIDED = re.compile(r"^[lL]['’](?=\w)")
_RULERS = frozenset({"leader", "head", "chief", "leadership", "deputy leader"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What one phrase tells; `kind` is an actor kind of the codebook, `strength` as above."""

    country: str | None = None
    sectors: tuple[str, ...] = ()
    kind: str | None = None
    role: str | None = None
    strength: int = NOTHING
    abroad: bool = False
    """Whether the actor need not be from the country that the report is about."""
    country_clue: Clue | None = None
    sector_clue: Clue | None = None


def describe(
    phrase: str, *, published: str | None = None, report_country: str | None = None
) -> Description:
    """The country, sectors and kind that `phrase` tells by itself.

    `published` (ISO 8601) and `report_country` choose among organisations of one name.
    """
    # Blanks for an elided article, so that offsets stay those of the phrase.
    phrase = _ELIDED.sub("  ", phrase)
    setting = Setting(published[:10] if published else None, report_country)
    words = split(phrase)[:MOST_WORDS]
    found = [item for item in find_in(words, phrase, setting) if not _is_surname(item, words)]
    best = Description()
    for first, last in segments(words, phrase):
        chunks = chunks_of(words, found, first, last)
        reading = _read(chunks, phrase, setting)
        if first and reading.kind == "country":
            reading = Description(country=reading.country, country_clue=reading.country_clue)
        if reading.strength > best.strength:
            best = reading if reading.country else _from(best, reading)
        elif best.country is None and reading.country:
            best = _from(reading, best)
    return _fled(best, words)


FLED: Final = frozenset("fled fleeing flee displaced uprooted evacuated deported stranded".split())
"""Words that make of people refugees."""


def _fled(told: Description, words: Sequence[Word]) -> Description:
    """ "Families who fled", and "displaced villagers"."""
    flight = next((word for word in words if word.folded in FLED), None)
    if flight is None or told.sectors != ("CVL",):
        return told
    clue = Clue("people who fled", flight.folded, flight.start, flight.end)
    return replace(told, sectors=("REF",), sector_clue=clue, strength=NAMED)


def _from(country: Description, rest: Description) -> Description:
    """The country of one reading with all else of another."""
    return replace(rest, country=country.country, country_clue=country.country_clue)


def _is_surname(item: Found, words: Sequence[Word]) -> bool:
    """Whether a word for a role ends a name of two words: "Peter Cook", "Gary Fan"."""
    role, at = item.value, item.first
    if not isinstance(role, Role) or len(words) != 2 or (at, item.last) != (1, 2):
        return False
    first, last = words
    named = first.capital and last.capital and not (first.possessive or first.upper or last.upper)
    personal = role.kind == "person" and not role.plural and _NAME_LIKE.issuperset(role.sectors)
    return named and personal and not sectors.known(words[:1])


def _read(chunks: list[Chunk], phrase: str, setting: Setting) -> Description:
    head = chunks[0]
    roles = [item for item in head.found if isinstance(item.value, Role)]
    names = [item for item in head.found if isinstance(item.value, Organization)]
    if names and (not roles or _named_by(roles[-1], names[-1])):
        return _organization(chunks, names[-1], roles)
    if roles:
        return _role(chunks, roles, phrase, setting)
    return _member(chunks) or _outlet(head, phrase) or _country_alone(chunks)


def _member(chunks: list[Chunk]) -> Description | None:
    """Somebody named with the body that they are of: "Matthew Ingram of The Globe and Mail"."""
    head = chunks[0]
    named = len(head.words) > 1 and all(word.capital for word in head.words) and not head.found
    if not named or len(chunks) < 2 or chunks[1].preposition not in {"of", "from"}:
        return None
    for item in chunks[1].found[:1]:
        if isinstance(item.value, Organization):
            body = clue_of(item, "somebody of a known body")
            return Description(
                country=item.value.country,
                sectors=item.value.sectors,
                strength=COUNTRY,
                country_clue=body,
                sector_clue=body,
            )
    return None


def _outlet(head: Chunk, phrase: str) -> Description | None:
    """A newspaper or broadcaster by the look of its name: "the Lakeside Herald"."""
    words = without_article(head.words)
    name = phrase[words[0].start : words[-1].end]
    if head.found or not looks_like_outlet(words):
        return None
    clue = Clue("a name such as news media have", name, words[0].start, words[-1].end)
    return Description(sectors=("JRN",), kind="organization", strength=COUNTRY, sector_clue=clue)


def _named_by(role: Found, name: Found) -> bool:
    """Whether a name follows the word for what it is: "the militant group Hamas"."""
    return name.first >= role.last and isinstance(role.value, Role) and role.value.kind != "person"


def _organization(chunks: list[Chunk], name: Found, roles: list[Found]) -> Description:
    organization = name.value
    assert isinstance(organization, Organization)
    head = chunks[0]
    told: Told | None = None
    if organization.kind in _NATIONAL_KINDS:
        told = country_in(head, before=name.first) or _of_country(chunks)
    country, clue = told or (organization.country, clue_of(name))
    whole = _alone(head, name) and len(chunks) == 1
    coded = organization.sectors
    if any(term_of(role) == "opposition" for role in roles) and "OPP" not in coded:
        coded = (*coded, "OPP")
    return Description(
        country=country,
        sectors=coded,
        kind="organization",
        strength=CERTAIN if whole else NAMED,
        country_clue=clue,
        sector_clue=clue_of(name),
    )


def _of_country(chunks: list[Chunk]) -> Told | None:
    """The country after the name of a national body: "the Anglican Church of Uganda"."""
    if len(chunks) > 1 and chunks[1].preposition in {"of", "in"}:
        return country_in(chunks[1], before=chunks[1].first + len(chunks[1].words))
    return None


def _alone(head: Chunk, item: Found) -> bool:
    """Whether the item is the whole head, an article aside."""
    return item.last - item.first >= len(without_article(head.words))


def _role(chunks: list[Chunk], roles: list[Found], phrase: str, setting: Setting) -> Description:
    head, last = chunks[0], roles[-1]
    role = last.value
    assert isinstance(role, Role)
    beside = [item for item in head.found if item.first < last.first]
    body = body_of(chunks, last, beside) if takes_sector(role) else None
    if body is None and set(role.sectors) in _ARMED and role.kind != "body":
        body = force_of(beside)
    told = country_of(chunks, role, beside, body, setting)
    country, country_clue = told or (role.country, clue_of(last, "a title of that country"))
    abroad = country is None and (role.term in _STATELESS or _is_abroad(head))
    sector_clue = clue_of(last)
    if body is not None:
        coded, strength = body.value.sectors, TOLD
        sector_clue = clue_of(body, "the body that the role belongs to")
    elif role.kind == "voice":
        coded, strength = role.sectors if speaks_alone(chunks) else (), DEFAULT
        sector_clue = clue_of(last, "what the role is where no more is told")
        if country and country not in SUPRANATIONAL and role.term in _RULERS:
            coded, strength = ("GOV",), TOLD
            sector_clue = clue_of(last, "who leads a country")
    else:
        coded, strength = role.sectors, TOLD
    if country in SUPRANATIONAL and coded == ("GOV",):
        coded, strength = (), TOLD
    if _modifies(head) or coded == ("UNK",):
        strength = DEFAULT
    if _is_former(head, last) and _PUBLIC_OFFICE.intersection(coded):
        coded = ("ELI",)
        sector_clue = clue_of(last, "a former office")
    if country == "MNC" and role.kind in {"person", "voice"}:
        country = None
    kind = _kind(role)
    return Description(
        country=country,
        sectors=_with_opposition(coded, roles),
        kind=kind,
        role=_role_text(chunks, last, phrase) if kind == "person" else None,
        strength=strength,
        abroad=abroad,
        country_clue=country_clue,
        sector_clue=sector_clue,
    )


def _is_abroad(head: Chunk) -> bool:
    """Whether an adjective puts the actor in another country: "foreign fighters"."""
    inside = {at for item in head.found for at in range(item.first, item.last)}
    adjectives = (at for at, word in enumerate(head.words, head.first) if word.folded in _ABROAD)
    return not inside.issuperset(adjectives)


def _modifies(head: Chunk) -> bool:
    """Whether the head ends in another noun, unknown: "police roadblock", "major donor program"."""
    ending = head.words[-1]
    known = any(item.last == head.first + len(head.words) for item in head.found)
    verbal = ending.folded.endswith(("ed", "ing")) or not ending.folded.isalpha()
    return not (known or ending.capital or verbal)


def _with_opposition(coded: tuple[str, ...], roles: list[Found]) -> tuple[str, ...]:
    """The opposition's parties and lawmakers are both."""
    opposed = any(term_of(role) == "opposition" for role in roles[:-1])
    if opposed and coded in {("PTY",), ("LEG",)}:
        return ("OPP", *coded)
    return coded


def _is_former(head: Chunk, role: Found) -> bool:
    return any(word.folded in _FORMER for word in head.words[: role.last - head.first])


def _kind(role: Role) -> str:
    if role.kind in {"document", "group"}:
        return role.kind
    if role.kind == "body":
        return "organization"
    if role.kind == "voice" and role.term in sectors.COLLECTIVE_VOICES:
        return "organization"
    return "group" if role.plural else "person"


def _role_text(chunks: list[Chunk], role: Found, phrase: str) -> str:
    """The title as the text has it, with its complement: "spokesman for the Turkish army"."""
    words = without_article(chunks[0].words)
    end = chunks[0].words[role.last - chunks[0].first - 1].end
    if role.last == chunks[0].first + len(chunks[0].words) and chunks[-1].words:
        end = chunks[-1].words[-1].end
    return phrase[words[0].start : end]


def _country_alone(chunks: list[Chunk]) -> Description:
    head = chunks[0]
    named = [item for item in head.found if isinstance(item.value, CountryForm)]
    if not named:
        country, place_clue = place_country(head) or (None, None)
        return Description(country=country, country_clue=place_clue)
    item = named[0]
    form = item.value
    assert isinstance(form, CountryForm)
    alone = _alone(head, item)
    ends = item.last == head.first + len(head.words)
    clue = clue_of(item)
    told = Description(country=form.country, country_clue=clue)
    if alone and form.kind == "metonym":
        return replace(
            told, sectors=form.sectors, kind="organization", strength=CERTAIN, sector_clue=clue
        )
    indefinite = head.words[0].folded in {"a", "an"}
    if ends and (form.kind == "people" or (form.kind == "demonym" and indefinite)):
        kind = "person" if indefinite else "group"
        people = clue_of(item, "people of a country")
        return replace(told, sectors=("CVL",), kind=kind, strength=COUNTRY, sector_clue=people)
    if alone:
        coded = form.sectors if form.kind == "capital" else ("GOV",)
        acting = clue_of(item, "a country that acts")
        return replace(told, sectors=coded, kind="country", strength=COUNTRY, sector_clue=acting)
    return told
