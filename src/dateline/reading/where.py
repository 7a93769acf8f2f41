"""Place names resolved to GeoNames: which of the places of a name the report means.

Every name is decided once for the whole report, by how many people live there, by what contains
it in the text ("Paris, Texas"), and by the countries and regions of the report's other places.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence
from typing import Final

from dateline.gazetteer import countries, places, user_table
from dateline.gazetteer.countries import CountryForm
from dateline.gazetteer.disambiguation import Choice, Toponym, choose
from dateline.gazetteer.places import PlaceRow
from dateline.gazetteer.words import Word, bare_end, fold, split, without_article
from dateline.record import Name, Place, Span

MOST_CANDIDATES: Final = 60
LONGEST_ABBREVIATION: Final = 6

_METONYMIC: Final = frozenset({"name", "part", "capital", "metonym"})
_PEOPLE: Final = frozenset({"demonym", "people"})
_LEADING: Final = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central",
     "downtown", "greater", "upper", "lower", "occupied", "city", "town", "village", "province",
     "state", "region"}
)  # fmt: skip
_TRAILING: Final = frozenset(
    {"province", "state", "region", "district", "governorate", "oblast", "prefecture", "city",
     "department", "county", "parish", "township", "twp", "borough", "municipality", "regency",
     "counties"}
)  # fmt: skip
_WRITTEN_OUT: Final = {
    "st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point", "n": "north",
    "s": "south", "e": "east", "w": "west",
}  # fmt: skip
_CONTAINER_GAP = re.compile(r"\s*(?:,\s*(?:in\s+)?|\(\s*|\s+in\s+|\s+of\s+)(?:the\s+)?", re.I)
_CONTAINER = re.compile(r"(?:[A-Z][\w.'’-]{0,30})(?: [A-Z][\w.'’-]{0,30}){0,2}")
_PRECISION: Final = {"P": "city", "A": "admin1", "D": "admin1", "C": "country"}


def resolve_places(
    text: str, names: Sequence[Name], *, agents: Collection[Span] = ()
) -> tuple[Place, ...]:
    """The place names of `names` in the order of the text, resolved where the table knows them.

    `agents` are the spans that act or speak; a country, capital or seat of government among them
    is metonymic.
    """
    return tuple(place for place, _ in explain_places(text, names, agents=agents))


def explain_places(
    text: str,
    names: Sequence[Name],
    *,
    agents: Collection[Span] = (),
    told: Sequence[tuple[Span, CountryForm]] | None = None,
) -> tuple[tuple[Place, Choice | None], ...]:
    """The same places, each with why it was chosen; `None` where it was not resolved.

    `told` are the countries of the text (`countries.told_in`), if they are known already.
    """
    told = countries.told_in(text) if told is None else told
    mentioned = Counter(form.country for _, form in told if form.kind != "metonym")
    spans = sorted({name.span for name in names if _is_place(text, name)})
    toponyms = _toponyms(text, spans)
    choices = dict(zip(toponyms, choose(list(toponyms.values()), mentioned), strict=True))
    acting = merged(agents)
    found = []
    for span in spans:
        choice = choices[fold(text[slice(*span)])]
        row = choice.row if choice else None
        found.append((_place(text, span, row, overlaps(span, acting)), choice))
    return tuple(found)


def _is_place(text: str, name: Name) -> bool:
    if name.type == "place":
        return True
    form = countries.form(text[slice(*name.span)])
    return form is not None and form.kind == "name" and name.type == "other"


def _toponyms(text: str, spans: Iterable[Span]) -> dict[str, Toponym]:
    """The names at these spans by their folded form."""
    toponyms: dict[str, Toponym] = {}
    for span in spans:
        surface = text[slice(*span)]
        key = fold(surface)
        if key not in toponyms:
            toponyms[key] = Toponym(key, _candidates(surface), mentions=0)
        each = toponyms[key]
        each.mentions += 1
        each.abbreviated |= _is_abbreviation(text, span)
        each.containers |= _containers(text, span[1])
    return toponyms


def _is_abbreviation(text: str, span: Span) -> bool:
    """Whether the name is cut short by a full stop: "Pa.", "La.", but not "L.A."."""
    surface = text[slice(*span)]
    if len(surface) > LONGEST_ABBREVIATION or surface.isupper():
        return False
    return surface.endswith(".") or text[span[1] : span[1] + 2] in (".,", ".)")


def _candidates(surface: str) -> tuple[PlaceRow, ...]:
    """The places of this name; without an article, a compass word or "province" if need be."""
    form = countries.form(surface)
    if form and form.kind in _PEOPLE:
        return tuple(
            row for row in places.find(countries.table()[form.country].name) if row.kind == "C"
        )
    words: Sequence[Word] = split(surface)
    if len(words) == 1 and words[0].folded in _LEADING:
        return ()
    bare = without_article(words)
    for keys in (_forms(words), _forms(bare), _forms(_trimmed(bare))):
        if rows := [row for key in keys for row in places.find(key)]:
            return tuple(dict.fromkeys(rows))[:MOST_CANDIDATES]
    return ()


def _forms(words: Sequence[Word]) -> Iterable[str]:
    """The name as it stands, and with "St." and the like written out."""
    folded = [word.folded for word in words]
    yield " ".join(folded)
    if len(folded) > 1 and folded[0] in _WRITTEN_OUT:
        yield " ".join([_WRITTEN_OUT[folded[0]], *folded[1:]])


def _trimmed(words: Sequence[Word]) -> Sequence[Word]:
    first, last = 0, len(words)
    while last - first > 1 and words[first].folded in _LEADING | {"of"}:
        first += 1
    while last - first > 1 and words[last - 1].folded in _TRAILING:
        last -= 1
    return words[first:last]


def _containers(text: str, end: int) -> set[Hashable]:
    """Countries, regions and districts that follow the name: "Paris, Texas", "Juba (South
    Sudan)", by GeoNames code or id."""
    gap = _CONTAINER_GAP.match(text, end, end + 12)
    found = _CONTAINER.match(text, gap.end(), gap.end() + 96) if gap else None
    if not found:
        return set()
    words = split(found[0])
    for last in range(len(words), 0, -1):
        holders = [row for row in places.find_words(words[:last]) if row.kind in "ACD"]
        if holders:
            return {row.admin2 or row.admin1 or row.country or "" for row in holders}
    return set()


def _place(text: str, span: Span, row: PlaceRow | None, acting: bool) -> Place:
    surface = text[slice(*span)]
    form = countries.form(surface) if acting or row is None else None
    metonymic = acting and form is not None and form.kind in _METONYMIC
    if row is None:
        country = form.country if form and form.country in countries.table() else None
        return Place(span=span, name=surface, country=country, metonymic=metonymic)
    inside = "admin1" if row.kind == "R" and row.country else "unknown"
    return Place(
        span=span,
        name=row.name,
        geonames_id=row.geonames_id,
        lat=row.lat,
        lon=row.lon,
        country=row.country,
        precision=_PRECISION.get(row.kind, inside),
        metonymic=metonymic,
    )


def user_place_spans(text: str) -> list[Span]:
    """Where the places of the user's own table stand in the text."""
    if not user_table.has_places():
        return []
    words = split(text)
    return [
        (words[found.first].start, bare_end(words[found.last - 1], text))
        for found in user_table.place_mentions(words)
    ]


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def overlaps(span: Span, spans: Sequence[Span]) -> bool:
    """Whether the span shares a character with one of `spans`, which are `merged`."""
    at = bisect_left(spans, (span[1], span[1]))
    return at > 0 and spans[at - 1][1] > span[0]
