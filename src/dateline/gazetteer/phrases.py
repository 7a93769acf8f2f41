"""The parts of a noun phrase, and what the tables know in them.

A phrase is cut into segments at commas and relative pronouns, a segment into a head and its
complements at prepositions.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from . import countries, organizations, sectors
from .countries import CountryForm
from .organizations import Organization
from .sectors import Role
from .words import Word

INSIDE: Final = frozenset({"of", "for", "from", "in", "at", "near", "within", "across", "inside"})
"""Prepositions whose complement holds the actor, or the body that it belongs to."""
_OUTSIDE = frozenset({"to", "on", "against", "with", "by", "over", "under", "about", "into", "as"})
_PREPOSITIONS = INSIDE | _OUTSIDE
_BREAK = re.compile(r"[,;:()\[\]“”\"—]| [-–] ")
_RELATIVES = frozenset({"who", "which", "that", "whose", "where", "whom", "when", "while"})


@dataclass(frozen=True, slots=True)
class Found:
    first: int
    last: int
    value: Organization | CountryForm | Role


@dataclass(frozen=True, slots=True)
class Chunk:
    """The words of a head or of one complement, with what was found in it."""

    preposition: str | None
    words: Sequence[Word]
    found: tuple[Found, ...]
    first: int


def find_in(words: Sequence[Word], phrase: str) -> list[Found]:
    """Organisations, countries and roles in the phrase; where they overlap the longest stays."""
    candidates = [
        *(Found(*match) for match in organizations.mentions(words, phrase)),
        *(Found(*match) for match in countries.mentions(words, phrase)),
        *(Found(*match) for match in sectors.mentions(words)),
    ]
    candidates.sort(key=lambda found: found.first - found.last)
    taken: set[int] = set()
    kept = []
    for found in candidates:
        if taken.isdisjoint(range(found.first, found.last)):
            taken.update(range(found.first, found.last))
            kept.append(found)
    return sorted(kept, key=lambda found: found.first)


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
