"""Places inside longer names: "Athens Police Department", "University of Kentucky", "south Fargo".

The name of a body tells where it is. A part of it counts as a place where the text names that
place by itself, or where it is well known; "Ford Motor Company" and "March of Dimes" hold none.
"""

from collections.abc import Collection, Sequence
from typing import Final

from . import organizations, places
from .places import PlaceRow
from .words import Word, bare_end, split

WELL_KNOWN: Final = 100_000
"""Inhabitants from which a town is taken for one inside a name."""
_COMPASS: Final = frozenset(
    f"{one}{two}{ending}"
    for one in ("north", "south", "")
    for two in ("east", "west", "")
    for ending in ("", "ern")
    if one or two
) | {"central", "downtown", "upper", "lower", "greater", "mid", "suburban", "inner", "outer"}
_INSIDE: Final = frozenset({"of", "in", "at", "for"})
_WORDS_AFTER: Final = 2
"""Words that follow a place in the name of a body: "Dublin Arts Council"."""
_LONGEST: Final = 8
"""Words of the longest place looked for inside a name."""

Part = tuple[int, int]


def places_inside(name: str, *, body: bool, named: Collection[str]) -> list[Part]:
    """The places in `name` as half-open offsets into it: the whole, or parts.

    `body` tells a name of an organisation from that of a place, and `named` are the folded names
    of places that the text has by themselves.
    """
    words = split(name)
    if not words:
        return []
    rows = places.find_words(words)
    whole = [(0, len(name))]
    if rows and body:
        place = organizations.exact(words) is None and _is_place(words, rows, named)
        return whole if place else []
    if rows:
        return whole
    found = [part for part in (_opening(words, named), _complement(words, named)) if part]
    if found or body:
        return [_part(part, name) for part in found]
    rest = _without_compass(words)
    return whole if rest is words else [(rest[0].start, len(name))]


def _part(words: Sequence[Word], name: str) -> Part:
    """The words from first to last without a final `'s`, but with the dot of "D.C."."""
    end = bare_end(words[-1], name)
    return words[0].start, end + name.startswith(".", end)


def _is_place(words: Sequence[Word], rows: Sequence[PlaceRow], named: Collection[str]) -> bool:
    if not rows or not words[0].capital:
        return False
    if _key(words) in named:
        return True
    return rows[0].kind in "CL" or any(_stands_out(row, words) for row in rows)


def _stands_out(row: PlaceRow, words: Sequence[Word]) -> bool:
    """Whether a place is known by this very name: a region, a county so called, a large town."""
    if _key(split(row.name)) != _key(words):
        return False
    if row.kind == "D":
        return len(words) > 1
    return row.kind == "A" or row.population >= WELL_KNOWN


def _key(words: Sequence[Word]) -> str:
    return " ".join(word.folded for word in words)


def _opening(words: Sequence[Word], named: Collection[str]) -> Sequence[Word] | None:
    """The longest place that opens the name."""
    for last in range(min(len(words) - 1, _LONGEST), 0, -1):
        part = words[:last]
        rows = places.find_words(part)
        enough = len(words) - last >= _WORDS_AFTER or _key(part) in named
        if enough and _is_place(part, rows, named):
            return part
    return None


def _complement(words: Sequence[Word], named: Collection[str]) -> Sequence[Word] | None:
    """The longest place after the first "of", "in", "at" or "for"."""
    first = next((at + 1 for at, word in enumerate(words) if word.folded in _INSIDE), len(words))
    if first < len(words) and words[first].folded == "the":
        first += 1
    for last in range(min(len(words), first + _LONGEST), first, -1):
        rows = places.find_words(words[first:last])
        if rows:
            part = words[first:last]
            return part if _is_place(part, rows, named) else None
    return None


def _without_compass(words: Sequence[Word]) -> Sequence[Word]:
    """ "northern Syria" is about Syria, where "northern" is no part of a known name."""
    if len(words) > 1 and words[0].folded in _COMPASS:
        rest = words[1:]
        rows = places.find_words(rest)
        if rows and (not words[0].capital or rows[0].kind in "CA"):
            return rest
    return words
