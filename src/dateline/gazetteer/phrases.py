"""The parts of a noun phrase, and what the tables know in them.

A phrase is cut into segments at commas and relative pronouns, a segment into a head and its
complements at prepositions.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from . import countries, leaders, organizations, places, sectors
from .countries import CountryForm
from .organizations import Organization
from .sectors import Role
from .words import Word, without_article

INSIDE: Final = frozenset({"of", "for", "from", "in", "at", "near", "within", "across", "inside"})
"""Prepositions whose complement holds the actor, or the body that it belongs to."""
_OUTSIDE = frozenset({"to", "on", "against", "with", "by", "over", "under", "about", "into", "as"})
_PREPOSITIONS = INSIDE | _OUTSIDE
_BREAK = re.compile(r"[,;:()\[\]“”\"—]| [-–] ")
_RELATIVES = frozenset({"who", "which", "that", "whose", "where", "whom", "when", "while"})


Known = Organization | CountryForm | Role


class Found(NamedTuple):
    """What the tables know at words `first` to `last`, code points `start` to `end`."""

    first: int
    last: int
    value: Known
    start: int
    end: int


class Clue(NamedTuple):
    """Why a code was chosen: the rule, the row of a table that it rests on, and the code points of
    the phrase that it was read from."""

    because: str
    row: str
    start: int
    end: int


Told = tuple[str, Clue]
"""A country's code, and what tells it."""

_TELLING: Final = {
    "name": "a country is named",
    "part": "a part of a country is named",
    "demonym": "nationality",
    "people": "nationality",
    "capital": "a capital is named",
    "metonym": "a seat of power is named",
}
"""By the kind of a country's form."""


def clue_of(item: Found, because: str | None = None) -> Clue:
    """The clue that an item gives, by the rule of its table where no other is told."""
    value = item.value
    if isinstance(value, CountryForm):
        return Clue(because or _TELLING[value.kind], value.country, item.start, item.end)
    if isinstance(value, Organization):
        return Clue(because or "a known body", value.name, item.start, item.end)
    return Clue(because or "a role", value.term, item.start, item.end)


class Chunk(NamedTuple):
    """The words of a head or of one complement, with what was found in it."""

    preposition: str | None
    words: Sequence[Word]
    found: tuple[Found, ...]
    first: int


class Setting(NamedTuple):
    """When a report was published, and the country it is from, where they are known."""

    day: str | None = None
    country: str | None = None


def find_in(words: Sequence[Word], phrase: str, setting: Setting) -> list[Found]:
    """Organisations, countries and roles in the phrase; where they overlap the longest stays.

    Of organisations of one name the one of the phrase's or the report's country is taken, with the
    codes that it had that day.
    """
    candidates = [
        *(_found(words, *match) for match in organizations.mentions(words, phrase)),
        *(_found(words, *match) for match in countries.mentions(words, phrase)),
        *(_found(words, *match) for match in sectors.mentions(words)),
    ]
    candidates.sort(key=lambda found: found.first - found.last)
    taken: set[int] = set()
    kept = []
    for found in candidates:
        if taken.isdisjoint(range(found.first, found.last)):
            taken.update(range(found.first, found.last))
            kept.append(found)
    named = [each.value.country for each in kept if isinstance(each.value, CountryForm)]
    told = [*named, *([setting.country] if setting.country else [])]
    fitted = (_fitting(found, words, told, setting.day) for found in kept)
    return sorted(fitted, key=lambda found: found.first)


def _found(words: Sequence[Word], first: int, last: int, value: Known) -> Found:
    return Found(first, last, value, words[first].start, words[last - 1].end)


def _fitting(found: Found, words: Sequence[Word], told: Sequence[str], day: str | None) -> Found:
    if not isinstance(found.value, Organization):
        return found
    form = words[found.first : found.last]
    fit = organizations.fitting(found.value, form, countries=told, day=day)
    return found._replace(value=fit)


def segments(words: Sequence[Word], phrase: str) -> Iterator[tuple[int, int]]:
    first = 0
    for at, word in enumerate(words):
        gap = phrase[words[at - 1].end : word.start] if at else ""
        if at > first and (word.folded in _RELATIVES or _BREAK.search(gap)):
            yield first, at
            first = at
    if first < len(words):
        yield first, len(words)


def chunks_of(words: Sequence[Word], found: list[Found], first: int, last: int) -> list[Chunk]:
    """The head and the complements of a segment; a preposition that opens the segment, stands in
    a name or before a number ("over 900") does not cut it."""
    inside = {at for item in found for at in range(item.first + 1, item.last)}
    cuts = [
        at
        for at in range(first + 1, last - 1)
        if words[at].folded in _PREPOSITIONS
        and at not in inside
        and not words[at + 1].folded.isdigit()
    ]
    chunks = []
    for start, end in zip([first, *(cut + 1 for cut in cuts)], [*cuts, last], strict=True):
        items = tuple(item for item in found if start <= item.first and item.last <= end)
        preposition = words[start - 1].folded if start > first else None
        chunks.append(Chunk(preposition, words[start:end], items, start))
    return chunks


WELL_KNOWN_PLACE: Final = 50_000
"""Inhabitants from which a place tells an actor's country; smaller ones share names too often."""
_COMPASS = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"}
)
_QUANTITIES: Final = frozenset(
    "more most many much over both several some all few fewer about around nearly another".split()
)
"""Words that open a sentence with a capital, and are towns elsewhere (Most, More, Over)."""


_ENVOYS = frozenset(
    {"ambassador", "deputy ambassador", "embassy", "consul", "consul general", "consulate",
     "high commissioner", "high commission", "diplomat", "envoy", "attache", "charge d'affaires",
     "diplomatic mission", "permanent representative", "nuncio", "ex-ambassador"}
)  # fmt: skip
"""Roles that are where they are sent, not where they are from."""
_PLACED = frozenset({"in", "at", "near", "within", "across", "inside"})


def country_of(
    chunks: list[Chunk], role: Role, beside: list[Found], body: Found | None, setting: Setting
) -> Told | None:
    """The adjective's country first, then the body's, then the complements', then that of a town
    or of a leader who is named."""
    if role.term.removesuffix("s") in _ENVOYS:
        chunks = [chunk for chunk in chunks if chunk.preposition not in _PLACED]
    for item in beside:
        if isinstance(item.value, CountryForm):
            return item.value.country, clue_of(item)
    for item in (*beside, *([body] if body else [])):
        if isinstance(item.value, Organization) and item.value.country:
            return item.value.country, clue_of(item)
    complements = [chunk for chunk in chunks[1:] if chunk.preposition in INSIDE or body]
    for chunk in complements:
        for item in chunk.found:
            if isinstance(item.value, CountryForm | Organization) and item.value.country:
                return item.value.country, clue_of(item)
    towns = (place_country(chunk) for chunk in (chunks[0], *complements))
    return next(filter(None, towns), None) or _leader_country(chunks, setting.day)


def country_in(chunk: Chunk, *, before: int) -> Told | None:
    """The country named in a chunk, before a word."""
    for item in chunk.found:
        if isinstance(item.value, CountryForm) and item.last <= before:
            return item.value.country, clue_of(item)
    return None


def place_country(chunk: Chunk) -> Told | None:
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
    if not rows or rows[0].population < WELL_KNOWN_PLACE or not rows[0].country:
        return None
    return rows[0].country, Clue("a town is named", rows[0].name, name[0].start, name[-1].end)


def _leader_country(chunks: list[Chunk], day: str | None) -> Told | None:
    """The country of a head of state or government who is named as the owner, or by title:
    "Putin's spokesman", "the Maduro government", "an adviser to President Biden"."""
    for chunk in chunks:
        roles = [item for item in chunk.found if isinstance(item.value, Role)]
        beside = {at for item in roles for at in (item.first - 1, item.last)}
        taken = {at for item in chunk.found for at in range(item.first, item.last)}
        for at, word in enumerate(chunk.words, chunk.first):
            named = word.capital and at not in taken and (word.possessive or at in beside)
            ends = at + 1 == chunk.first + len(chunk.words) or at + 1 in taken
            whole = word.possessive or ends
            if named and whole and (country := leaders.country_of_surname(word.folded, day)):
                return country, Clue("a leader is named", word.folded, word.start, word.end)
    return None
