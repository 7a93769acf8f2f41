"""Countries by name, demonym, capital or seat of government.

Codes are ISO 3166 alpha-3 (`XKX` for Kosovo); `EUR`, `UNO` and `IGO` stand behind the few
metonyms that name no country, such as "Brussels".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from .tables import cells, rows
from .words import Match, PhraseIndex, Word, set_aside, split, without_article


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country or territory; the coordinates lie amid its inhabited places."""

    code: str
    name: str
    geonames_id: int
    lat: float
    lon: float
    population: int
    capital: str
    continent: str
    neighbours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountryForm:
    """What a form names: `kind` is `name`, `part` (of a country: "Crimea"), `demonym`
    (adjectives too), `people` (plurals and peoples), `capital` or `metonym`;
    `sectors` are those of the seat that a metonym names."""

    country: str
    kind: str
    sectors: tuple[str, ...] = ()


@cache
def table() -> dict[str, Country]:
    """Every country by its alpha-3 code."""
    return {row[0]: _country(row) for row in rows("countries")}


def _country(row: list[str]) -> Country:
    code, name, geonames_id, lat, lon, population, capital, continent, neighbours, _ = row
    return Country(
        code=code,
        name=name,
        geonames_id=int(geonames_id),
        lat=float(lat),
        lon=float(lon),
        population=int(population),
        capital=capital,
        continent=continent,
        neighbours=cells(neighbours),
    )


@cache
def _forms() -> PhraseIndex[CountryForm]:
    index: PhraseIndex[CountryForm] = PhraseIndex()
    for country, form, kind, sectors, _ in rows("country_forms"):
        index.add(form, CountryForm(country, kind, cells(sectors)))
    return index


def form(phrase: str) -> CountryForm | None:
    """What `phrase` as a whole names: "the Dutch", "Zambians", "Ankara", "the Kremlin"."""
    words = split(phrase)
    return _forms().exact(words) or _forms().exact(without_article(words))


def find(phrase: str) -> Country | None:
    """The country that `phrase` as a whole names, in whatever form."""
    found = form(phrase)
    return table().get(found.country) if found else None


def mentions(words: Sequence[Word], text: str) -> Iterator[Match[CountryForm]]:
    """The country forms in `words` of `text`, leaving out "Russian-backed" and "pro-Iranian"."""
    for match in _forms().scan(words):
        if not set_aside(words, match.first, match.last, text):
            yield match


def told_in(text: str) -> list[tuple[tuple[int, int], CountryForm]]:
    """The country forms in a text, each with the characters where it stands."""
    words = split(text)
    return [
        ((words[match.first].start, words[match.last - 1].end), match.value)
        for match in mentions(words, text)
    ]


def country_of(phrase: str) -> str | None:
    """The code of the first country named inside `phrase`: "Chile's foreign ministry" is `CHL`."""
    return next((match.value.country for match in mentions(split(phrase), phrase)), None)
