"""Place names resolved to GeoNames: which of the places of a name the report means.

Every name is decided once for the whole report, by how many people live there, by what contains
it in the text ("Paris, Texas"), and by the countries and regions of the report's other places.
"""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from dateline.gazetteer import countries, places
from dateline.gazetteer.places import PlaceRow
from dateline.gazetteer.words import Word, fold, split, without_article
from dateline.record import Name, Place, Span

MOST_CANDIDATES: Final = 40
CONTAINED: Final = 6.0
COUNTRY_NAME: Final = 1.5
CAPITAL: Final = 1.0
OWN_NAME: Final = 0.5
REGION_FACTOR: Final = 1.0
SAME_COUNTRY: Final = 3.0
SAME_REGION: Final = 3.0
ENOUGH_MENTIONS: Final = 3
"""Mentions of a country from which it counts in full. All weights are in powers of ten of
inhabitants, and were set on the LGL corpus of local news."""

_METONYMIC: Final = frozenset({"name", "part", "capital", "metonym"})
_PEOPLE: Final = frozenset({"demonym", "people"})
_LEADING: Final = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central",
     "downtown", "greater", "upper", "lower", "occupied", "city", "town", "village", "province",
     "state", "region"}
)  # fmt: skip
_TRAILING: Final = frozenset(
    {"province", "state", "region", "district", "governorate", "oblast", "prefecture", "city",
     "department"}
)  # fmt: skip
_CONTAINER_GAP = re.compile(r"\s*(?:,\s*(?:in\s+)?|\(\s*|\s+in\s+|\s+of\s+)(?:the\s+)?", re.I)
_CONTAINER = re.compile(r"(?:[A-Z][\w.'’-]{0,30})(?: [A-Z][\w.'’-]{0,30}){0,2}")
_PRECISION: Final = {"P": "city", "A": "admin1", "C": "country"}


@dataclass(slots=True)
class _Named:
    """One place name of the report, with where it stands and what the text puts it in."""

    key: str
    spans: list[Span] = field(default_factory=list)
    rows: tuple[PlaceRow, ...] = ()
    containers: set[str] = field(default_factory=set)
    chosen: PlaceRow | None = None


def resolve_places(
    text: str, names: Sequence[Name], *, agents: Collection[Span] = ()
) -> tuple[Place, ...]:
    """The place names of `names` in the order of the text, resolved where the table knows them.

    `agents` are the spans that act or speak; a country, capital or seat of government among them
    is metonymic.
    """
    spans = sorted({name.span for name in names if _is_place(text, name)})
    named = _named(text, spans)
    mentioned = _mentioned_countries(text)
    _choose(named.values(), mentioned, Counter())
    regions = Counter(
        each.chosen.admin1 for each in named.values() if each.chosen and each.chosen.kind in "PA"
    )
    for each in named.values():
        if each.chosen and each.chosen.country:
            mentioned[each.chosen.country] += len(each.spans)
    _choose(named.values(), mentioned, regions)
    acting = _merged(agents)
    return tuple(
        _place(text, span, named[fold(text[slice(*span)])].chosen, _overlaps(span, acting))
        for span in spans
    )


def _is_place(text: str, name: Name) -> bool:
    if name.type == "place":
        return True
    form = countries.form(text[slice(*name.span)])
    return form is not None and form.kind == "name" and name.type == "other"


def _named(text: str, spans: Iterable[Span]) -> dict[str, _Named]:
    named: dict[str, _Named] = {}
    for span in spans:
        surface = text[slice(*span)]
        key = fold(surface)
        each = named.setdefault(key, _Named(key))
        if not each.spans:
            each.rows = _candidates(surface)
        each.spans.append(span)
        each.containers |= _containers(text, span[1])
    return named


def _candidates(surface: str) -> tuple[PlaceRow, ...]:
    """The places of this name; without an article, a compass word or "province" if need be."""
    form = countries.form(surface)
    if form and form.kind in _PEOPLE:
        return tuple(
            row for row in places.find(countries.table()[form.country].name) if row.kind == "C"
        )
    words: Sequence[Word] = split(surface)
    for trimmed in (words, without_article(words), _trimmed(without_article(words))):
        if trimmed and (rows := places.find_words(trimmed)):
            return rows[:MOST_CANDIDATES]
    return ()


def _trimmed(words: Sequence[Word]) -> Sequence[Word]:
    first, last = 0, len(words)
    while last - first > 1 and words[first].folded in _LEADING | {"of"}:
        first += 1
    while last - first > 1 and words[last - 1].folded in _TRAILING:
        last -= 1
    return words[first:last]


def _containers(text: str, end: int) -> set[str]:
    """Countries and regions that follow the name: "Paris, Texas", "Juba (South Sudan)"."""
    gap = _CONTAINER_GAP.match(text, end, end + 12)
    found = _CONTAINER.match(text, gap.end(), gap.end() + 96) if gap else None
    if not found:
        return set()
    words = split(found[0])
    for last in range(len(words), 0, -1):
        holders = [row for row in places.find_words(words[:last]) if row.kind in "AC"]
        if holders:
            return {row.admin1 or row.country or "" for row in holders}
    return set()


def _mentioned_countries(text: str) -> Counter[str]:
    found = countries.mentions(split(text), text)
    return Counter(match.value.country for match in found if match.value.kind != "metonym")


def _choose(named: Iterable[_Named], mentioned: Counter[str], regions: Counter[str | None]) -> None:
    for each in named:
        own = each.chosen.country if each.chosen else None
        own_region = each.chosen.admin1 if each.chosen else None

        def score(
            row: PlaceRow,
            each: _Named = each,
            own: str | None = own,
            own_region: str | None = own_region,
        ) -> float:
            others = mentioned[row.country or ""] - len(each.spans) * (row.country == own)
            beside = regions[row.admin1] - (row.admin1 == own_region)
            return _weight(row, each, others, beside)

        each.chosen = max(each.rows, key=score, default=None)


def _weight(row: PlaceRow, named: _Named, mentions: int, beside: int) -> float:
    """How likely the report means this place; in powers of ten of inhabitants."""
    weight = math.log10(row.population + 10)
    if row.kind == "A":
        weight -= REGION_FACTOR
    if row.kind in "LR":
        weight += 5.0
    if row.kind == "C":
        weight += COUNTRY_NAME
    if row.kind == "P" and row.country and _is_capital(row):
        weight += CAPITAL
    if fold(row.name) == named.key:
        weight += OWN_NAME
    if not named.containers.isdisjoint({row.country, row.admin1}):
        weight += CONTAINED
    weight += SAME_COUNTRY * min(max(mentions, 0), ENOUGH_MENTIONS) / ENOUGH_MENTIONS
    if row.kind == "P":
        weight += SAME_REGION * min(max(beside, 0), ENOUGH_MENTIONS) / ENOUGH_MENTIONS
    return weight


def _is_capital(row: PlaceRow) -> bool:
    country = countries.table().get(row.country or "")
    return country is not None and fold(country.capital) == fold(row.name)


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


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _overlaps(span: Span, merged: Sequence[Span]) -> bool:
    at = bisect_left(merged, (span[1], span[1]))
    return at > 0 and merged[at - 1][1] > span[0]
