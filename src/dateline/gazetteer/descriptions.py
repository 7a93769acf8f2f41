"""What a noun phrase tells about the actor it names: "a spokesman for the Turkish army".

The last role in the head of the phrase decides, unless it is a part of a body ("spokesman",
"leader"), which takes the sector of the body named beside it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from . import sectors
from .countries import CountryForm
from .organizations import Organization
from .phrases import (
    INSIDE,
    Chunk,
    Found,
    Setting,
    chunks_of,
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
_HEADED_BODIES = frozenset(
    {"president", "vice president", "governor", "deputy governor", "commissioner", "chancellor",
     "high commissioner", "secretary", "vice chancellor", "fellow", "ceo", "chief executive",
     "chief executive officer", "managing director", "chief financial officer"}
)  # fmt: skip
_ABROAD = frozenset(
    {"foreign", "western", "international", "neighbouring", "neighboring", "european", "african",
     "arab", "asian", "gulf", "scandinavian", "nordic", "balkan", "overseas", "expatriate"}
)  # fmt: skip
_COUNSEL = frozenset({"adviser", "advisor", "senior adviser", "special adviser", "assistant"})
_STATELESS = frozenset(
    {"diplomat", "ambassador", "envoy", "emissary", "presidents", "prime ministers", "governments",
     "foreign ministers", "defence ministers", "defense ministers", "finance ministers", "armies",
     "navies", "heads of state", "embassies", "reporter", "reporters", "journalist", "journalists",
     "correspondent", "foreign fighter", "foreign fighters", "press", "media",
     "news media", "refugee", "migrant", "asylum seeker"}
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


def describe(
    phrase: str, *, published: str | None = None, report_country: str | None = None
) -> Description:
    """The country, sectors and kind that `phrase` tells by itself.

    `published` (ISO 8601) and `report_country` choose among organisations of one name.
    """
    phrase = _ELIDED.sub("", phrase)
    setting = Setting(published[:10] if published else None, report_country)
    words = split(phrase)[:MOST_WORDS]
    found = [item for item in find_in(words, phrase, setting) if not _is_surname(item, words)]
    best = Description()
    for first, last in segments(words, phrase):
        chunks = chunks_of(words, found, first, last)
        reading = _read(chunks, phrase, setting)
        if first and reading.kind == "country":
            reading = Description(country=reading.country)
        if reading.strength > best.strength:
            best = replace(reading, country=reading.country or best.country)
        elif best.country is None and reading.country:
            best = replace(best, country=reading.country)
    return best


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
    return _member(chunks) or _country_alone(chunks)


def _member(chunks: list[Chunk]) -> Description | None:
    """Somebody named with the body that they are of: "Matthew Ingram of The Globe and Mail"."""
    head = chunks[0]
    named = len(head.words) > 1 and all(word.capital for word in head.words) and not head.found
    if not named or len(chunks) < 2 or chunks[1].preposition not in {"of", "from"}:
        return None
    for item in chunks[1].found[:1]:
        if isinstance(item.value, Organization):
            return Description(
                country=item.value.country, sectors=item.value.sectors, strength=COUNTRY
            )
    return None


def _named_by(role: Found, name: Found) -> bool:
    """Whether a name follows the word for what it is: "the militant group Hamas"."""
    return name.first >= role.last and isinstance(role.value, Role) and role.value.kind != "person"


def _organization(chunks: list[Chunk], name: Found, roles: list[Found]) -> Description:
    organization = name.value
    assert isinstance(organization, Organization)
    head = chunks[0]
    country = organization.country
    if organization.kind in _NATIONAL_KINDS:
        country = country_in(head, before=name.first) or _of_country(chunks) or country
    whole = _alone(head, name) and len(chunks) == 1
    coded = organization.sectors
    if any(_term(role) == "opposition" for role in roles) and "OPP" not in coded:
        coded = (*coded, "OPP")
    return Description(
        country=country,
        sectors=coded,
        kind="organization",
        strength=CERTAIN if whole else NAMED,
    )


def _of_country(chunks: list[Chunk]) -> str | None:
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
    body = _body(chunks, last, beside) if _takes_sector(role) else None
    if body is None and set(role.sectors) in _ARMED and role.kind != "body":
        body = _force(beside)
    country = country_of(chunks, role, beside, body, setting) or role.country
    abroad = country is None and (role.term in _STATELESS or _is_abroad(head))
    if body is not None:
        coded, strength = body.value.sectors, TOLD
    elif role.kind == "voice":
        coded, strength = role.sectors if _speaks_alone(chunks) else (), DEFAULT
        if country and country not in SUPRANATIONAL and role.term in _RULERS:
            coded, strength = ("GOV",), TOLD
    else:
        coded, strength = role.sectors, TOLD
    if country in SUPRANATIONAL and coded == ("GOV",):
        coded, strength = (), TOLD
    if _modifies(head):
        strength = DEFAULT
    if _is_former(head, last) and _PUBLIC_OFFICE.intersection(coded):
        coded = ("ELI",)
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
    )


def _speaks_alone(chunks: list[Chunk]) -> bool:
    """Whether no body is named that we do not know: "a spokesman for Acme"."""
    return not any(
        chunk.preposition in {"for", "of", "at", "from", "with"}
        and not chunk.found
        and any(word.capital for word in chunk.words)
        for chunk in chunks[1:]
    )


def _is_abroad(head: Chunk) -> bool:
    """Whether an adjective puts the actor in another country: "foreign fighters"."""
    inside = {at for item in head.found for at in range(item.first, item.last)}
    adjectives = (at for at, word in enumerate(head.words, head.first) if word.folded in _ABROAD)
    return not inside.issuperset(adjectives)


def _force(beside: list[Found]) -> Found | None:
    """The body that fighters and officers are of: "Boko Haram militants", "police Col. Diaz"."""
    for item in reversed(beside):
        if isinstance(item.value, Organization) and item.value.sectors:
            return item
        if isinstance(item.value, Role) and item.value.sectors == ("COP",):
            return item
    return None


def _modifies(head: Chunk) -> bool:
    """Whether the head ends in another noun, unknown: "police roadblock", "major donor program"."""
    ending = head.words[-1]
    known = any(item.last == head.first + len(head.words) for item in head.found)
    verbal = ending.folded.endswith(("ed", "ing")) or not ending.folded.isalpha()
    return not (known or ending.capital or verbal)


def _takes_sector(role: Role) -> bool:
    return role.kind in {"voice", "document"} or role.term in _HEADED_BODIES


def _body(chunks: list[Chunk], role: Found, beside: list[Found]) -> Found | None:
    """The body that a spokesman speaks for: before the role, else in a complement."""
    for item in reversed(beside):
        if isinstance(item.value, Organization) or _has_own_sector(item):
            return item
    document = isinstance(role.value, Role) and role.value.kind == "document"
    counsel = _term(role) in _COUNSEL
    for chunk in chunks[1:]:
        if chunk.preposition in INSIDE or (
            (document and chunk.preposition == "by") or (counsel and chunk.preposition == "to")
        ):
            for item in chunk.found:
                if isinstance(item.value, Organization) or _has_own_sector(item):
                    return item
    return None


def _has_own_sector(item: Found) -> bool:
    """Whether the item is a body or office with a sector, or a seat that stands for one."""
    if isinstance(item.value, CountryForm):
        return item.value.kind == "metonym" and bool(item.value.sectors)
    return isinstance(item.value, Role) and item.value.kind != "voice" and bool(item.value.sectors)


def _with_opposition(coded: tuple[str, ...], roles: list[Found]) -> tuple[str, ...]:
    """The opposition's parties and lawmakers are both."""
    opposed = any(_term(role) == "opposition" for role in roles[:-1])
    if opposed and coded in {("PTY",), ("LEG",)}:
        return ("OPP", *coded)
    return coded


def _term(item: Found) -> str | None:
    return item.value.term if isinstance(item.value, Role) else None


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
        return Description(country=place_country(head))
    item = named[0]
    form = item.value
    assert isinstance(form, CountryForm)
    alone = _alone(head, item)
    ends = item.last == head.first + len(head.words)
    if alone and form.kind == "metonym":
        return Description(
            country=form.country, sectors=form.sectors, kind="organization", strength=CERTAIN
        )
    indefinite = head.words[0].folded in {"a", "an"}
    if ends and (form.kind == "people" or (form.kind == "demonym" and indefinite)):
        kind = "person" if indefinite else "group"
        return Description(country=form.country, sectors=("CVL",), kind=kind, strength=COUNTRY)
    if alone:
        coded = form.sectors if form.kind == "capital" else ("GOV",)
        return Description(country=form.country, sectors=coded, kind="country", strength=COUNTRY)
    return Description(country=form.country)
