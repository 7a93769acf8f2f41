"""Countries and the forms that name them: names, demonyms, capitals and seats of government."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import babel

from .files import factbook, geonames_countries, hand_table, write_table
from .place_tables import countries

Form = tuple[str, str, str, str, str]

_NO_PLURAL = ("s", "x", "z", "sh", "ch", "ese", "U.K.", "UK", "US", "U.S.", "Thai", "Lao")
_UNIDENTIFIED_CAPITALS = {"Victoria", "Georgetown", "Hamilton", "Plymouth", "Stanley", "Kingston"}
_NOT_DEMONYMS = {"none", "NA", "Chinese", "Korean", "Channel Islander", "Virgin Islander", "Dutch"}
_AMBIGUOUS_NAMES = {"none", "Baker Island"}


def build(facts: Path, data: Path) -> dict[str, int]:
    capitals = {row["iso3"]: row["capital"] for row in geonames_countries().values()}
    continent = {row["iso3"]: row["continentcode"] for row in geonames_countries().values()}
    rows = [
        (
            row.country, row.name, row.geonames_id, row.lat, row.lon, row.population,
            capitals[row.country], continent[row.country], _neighbours(row.country),
            "GeoNames, factbook",
        )
        for row in countries()
    ]  # fmt: skip
    rows.sort()
    forms = list(dict.fromkeys(all_forms(facts)))
    header = "country name geonames_id lat lon population capital continent neighbours source"
    return {
        "countries": write_table(data / "countries.tsv", header, rows),
        "country forms": write_table(
            data / "country_forms.tsv", "country form kind sectors source", _first_meaning(forms)
        ),
    }


def _first_meaning(forms: list[Form]) -> Iterator[Form]:
    seen = set()
    for form in forms:
        if form[1] not in seen:
            seen.add(form[1])
            yield form


def all_forms(facts: Path) -> Iterator[Form]:
    """Every form, the most trusted source first: a form keeps the first country given for it."""
    for row in hand_table("country_forms"):
        yield row["country"], row["form"], row["kind"], "", row["source"]
        if row["kind"] in ("demonym", "people") and (plural := _plural(row["form"])):
            yield row["country"], plural, "people", "", row["source"]
    for row in hand_table("metonyms"):
        for form in (row["name"], *row["aliases"].split(";")):
            if form:
                kind = "capital" if row["kind"] == "capital" else "metonym"
                sectors = row["sectors"].replace(" ", ";")
                yield row["country"], form.removeprefix("the "), kind, sectors, row["source"]
    for geonames in geonames_countries().values():
        yield geonames["iso3"], geonames["name"], "name", "", "GeoNames"
        capital = geonames["capital"]
        if capital and capital not in _UNIDENTIFIED_CAPITALS:
            yield geonames["iso3"], capital, "capital", "GOV", "GeoNames"
    territories = babel.Locale("en").territories
    for code, geonames in geonames_countries().items():
        if name := territories.get(code):
            yield geonames["iso3"], name, "name", "", "CLDR"
    for code, facts_of in factbook(facts).items():
        yield from _factbook_forms(code, facts_of)


def _factbook_forms(code: str, row: dict[str, str]) -> Iterator[Form]:
    for field in ("conventional_short_form", "conventional_long_form", "local_short_form"):
        name = html.unescape(row[field]).split(";")[0].strip()
        if name and "," not in name and name not in _AMBIGUOUS_NAMES:
            yield code, name.removeprefix("The "), "name", "", "factbook"
    for noun in re.split(r",| or |;|/", row["demonym_noun"]):
        singular = re.sub(r"\(.*", "", noun).strip()
        if singular and singular[0].isupper() and singular not in _NOT_DEMONYMS:
            yield code, singular, "demonym", "", "factbook"
            if "(s)" in noun:
                yield code, f"{singular}s", "people", "", "factbook"


def _plural(demonym: str) -> str | None:
    if demonym.endswith("man"):
        return f"{demonym[:-3]}men"
    return None if demonym.endswith(_NO_PLURAL) else f"{demonym}s"


def _neighbours(code: str) -> str:
    by_two = geonames_countries()
    row = next(row for row in by_two.values() if row["iso3"] == code)
    pairs = [two for two in row["neighbours"].split(",") if two in by_two]
    return ";".join(sorted(by_two[two]["iso3"] for two in pairs))
