"""What a noun phrase tells about the actor it names: "a spokesman for the Turkish army".

The last role in the head of the phrase decides, unless it is a part of a body ("spokesman",
"leader"), which takes the sector of the body named beside it.
"""

from dataclasses import dataclass, replace
from typing import Final

from . import places, sectors
from .countries import CountryForm
from .organizations import Organization
from .phrases import INSIDE, Chunk, Found, chunks_of, find_in, segments
from .sectors import Role
from .words import split, without_article

CERTAIN, NAMED, TOLD, COUNTRY, DEFAULT, NOTHING = 5, 4, 3, 2, 1, 0
"""How sure a description's sectors are: a known name alone, a known name inside, a role, a
country or its people, the default of a word such as "official", nothing."""

MOST_WORDS: Final = 60
WELL_KNOWN_PLACE: Final = 50_000
"""Inhabitants from which a place tells an actor's country; smaller ones share names too often."""
SUPRANATIONAL: Final = frozenset({"IGO", "UNO", "EUR"})

_FORMER = frozenset({"former", "ex", "ousted", "deposed", "toppled", "erstwhile"})
_COMPASS = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"}
)
_PUBLIC_OFFICE = frozenset({"GOV", "LEG"})
_NATIONAL_KINDS = frozenset({"government", "military", "police", "party", "ngo", "religious"})
_HEADED_BODIES = frozenset(
    {"president", "vice president", "governor", "deputy governor", "commissioner", "chancellor",
     "high commissioner", "secretary", "vice chancellor", "fellow", "ceo", "chief executive",
     "chief executive officer", "managing director", "chief financial officer"}
)  # fmt: skip
_RULERS = frozenset({"leader", "head", "chief", "leadership", "deputy leader"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What one phrase tells; `kind` is an actor kind of the codebook, `strength` as above."""

    country: str | None = None
    sectors: tuple[str, ...] = ()
    kind: str | None = None
    role: str | None = None
    strength: int = NOTHING


def describe(phrase: str) -> Description:
    """The country, sectors and kind that `phrase` tells by itself."""
    words = split(phrase)[:MOST_WORDS]
    found = find_in(words, phrase)
    best = Description()
    for first, last in segments(words, phrase):
        chunks = chunks_of(words, found, first, last)
        reading = _read(chunks, phrase)
        if first and reading.kind == "country":
            reading = Description(country=reading.country)
        if reading.strength > best.strength:
            best = replace(reading, country=reading.country or best.country)
        elif best.country is None and reading.country:
            best = replace(best, country=reading.country)
    return best


def _read(chunks: list[Chunk], phrase: str) -> Description:
    head = chunks[0]
    roles = [item for item in head.found if isinstance(item.value, Role)]
    names = [item for item in head.found if isinstance(item.value, Organization)]
    if names and (not roles or _named_by(roles[-1], names[-1])):
        return _organization(chunks, names[-1], roles)
    if roles:
        return _role(chunks, roles, phrase)
    return _country_alone(chunks)


def _named_by(role: Found, name: Found) -> bool:
    """Whether a name follows the word for what it is: "the militant group Hamas"."""
    return name.first >= role.last and isinstance(role.value, Role) and role.value.kind != "person"


def _organization(chunks: list[Chunk], name: Found, roles: list[Found]) -> Description:
    organization = name.value
    assert isinstance(organization, Organization)
    head = chunks[0]
    country = organization.country
    if organization.kind in _NATIONAL_KINDS:
        country = _country_in(head, before=name.first) or country
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


def _alone(head: Chunk, item: Found) -> bool:
    """Whether the item is the whole head, an article aside."""
    return item.last - item.first >= len(without_article(head.words))


def _role(chunks: list[Chunk], roles: list[Found], phrase: str) -> Description:
    head, last = chunks[0], roles[-1]
    role = last.value
    assert isinstance(role, Role)
    beside = [item for item in head.found if item.first < last.first]
    body = _body(chunks, last, beside) if _takes_sector(role) else None
    country = _country_of(chunks, beside, body) or role.country
    if body is not None:
        coded, strength = body.value.sectors, TOLD
    elif role.kind == "voice":
        coded, strength = role.sectors, DEFAULT
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
    )


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
    for chunk in chunks[1:]:
        if chunk.preposition in INSIDE or (document and chunk.preposition == "by"):
            for item in chunk.found:
                if isinstance(item.value, Organization) or _has_own_sector(item):
                    return item
    return None


def _has_own_sector(item: Found) -> bool:
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


def _country_of(chunks: list[Chunk], beside: list[Found], body: Found | None) -> str | None:
    """The adjective's country first, then the body's, then the complements'."""
    named = [item.value.country for item in beside if isinstance(item.value, CountryForm)]
    if named:
        return named[0]
    for item in (*beside, *([body] if body else [])):
        if isinstance(item.value, Organization) and item.value.country:
            return item.value.country
    complements = [chunk for chunk in chunks[1:] if chunk.preposition in INSIDE or body]
    for chunk in complements:
        for item in chunk.found:
            if isinstance(item.value, CountryForm | Organization) and item.value.country:
                return item.value.country
    return _place_country(chunks[0]) or next(
        (code for chunk in complements if (code := _place_country(chunk))), None
    )


def _country_in(chunk: Chunk, *, before: int) -> str | None:
    for item in chunk.found:
        if isinstance(item.value, CountryForm) and item.last <= before:
            return item.value.country
    return None


_QUANTITIES: Final = frozenset(
    "more most many much over both several some all few fewer about around nearly another".split()
)
"""Words that open a sentence with a capital, and are towns elsewhere (Most, More, Over)."""


def _place_country(chunk: Chunk) -> str | None:
    """The country of a well-known town or region that opens the chunk."""
    words = without_article(chunk.words)
    offset = chunk.first + len(chunk.words) - len(words)
    taken = {at for item in chunk.found for at in range(item.first, item.last)}
    length = 0
    while length < len(words) and words[length].capital and offset + length not in taken:
        length += 1
    if chunk.preposition is None and (length == 0 or length == len(words)):
        return None
    name = words[:length]
    if any(word.upper for word in name) or (name and name[0].folded in _QUANTITIES):
        return None
    rows = places.find_words(name)
    if not rows and length > 1 and name[0].folded in _COMPASS:
        rows = places.find_words(name[1:])
    return rows[0].country if rows and rows[0].population >= WELL_KNOWN_PLACE else None


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
        return Description(country=_place_country(head))
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
