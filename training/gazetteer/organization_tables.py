"""Organisations: the tables written by hand, and the formally organised groups of UCDP."""

import csv
import gzip
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .country_tables import Form, all_forms
from .files import hand_table, write_table

Organization = tuple[str, str, str, str, str, str, str, str]

TABLES = (
    "bodies", "armed_groups", "military_companies", "outlets", "companies", "parties", "unions",
    "dated_organizations",
)  # fmt: skip
FORMALLY_ORGANIZED = "1"
MOST_COUNTRIES = 3
"""A group that fights in more countries than this is coded as international (IMG)."""
_CRIMINAL = re.compile(r"\b(?:cartel|gang|mafia|drug|comando|commando vermelho)\b", re.IGNORECASE)
_MILITIA = re.compile(
    r"\b(?:militia|vigilant\w*|self-defen[cs]e|civil defen[cs]e)\b", re.IGNORECASE
)
_UNNAMED = re.compile(r"^(?:military faction|forces of|supporters of|government of|faction)", re.I)
_TOO_SHORT = 3
BETWEEN_STATES = "intergovernmental"
_SPOKEN = re.compile(r"[A-Z]{5,}$")
"""Acronyms so long that they tend to be spoken as words."""


def build(facts: Path, data: Path) -> dict[str, int]:
    hand = list(_hand_organizations())
    named = {form.lower() for row in hand for form in (row[0], *row[1].split(";"))}
    groups = [row for row in _ucdp(facts) if row[0].lower() not in named]
    count = write_table(
        data / "organizations.tsv",
        "name aliases country sectors kind since until source",
        [*hand, *groups],
    )
    return {"organizations by hand": len(hand), "organizations": count}


def _hand_organizations() -> Iterator[Organization]:
    for table in TABLES:
        for row in hand_table(table):
            sectors = row["sectors"].replace(" ", ";")
            aliases = row["aliases"]
            if row["kind"] == BETWEEN_STATES:
                aliases = _with_cased_acronyms(aliases)
            yield (
                row["name"], aliases, row["country"], sectors, row["kind"],
                row.get("since", ""), row.get("until", ""), row["source"],
            )  # fmt: skip


def _with_cased_acronyms(aliases: str) -> str:
    """Acronyms that are spoken as words are often written as such: "Unicef", "Ecowas"."""
    forms = aliases.split(";")
    spoken = [form.capitalize() for form in forms if _SPOKEN.match(form)]
    return ";".join(dict.fromkeys(form for form in (*forms, *spoken) if form))


def _ucdp(facts: Path) -> Iterator[Organization]:
    countries = _country_by_name(facts)
    with gzip.open(facts / "ucdp_actors.csv.gz", "rt", encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["Org"] != FORMALLY_ORGANIZED or _UNNAMED.match(row["NameData"]):
                continue
            forms = _ucdp_names(row)
            country = _ucdp_country(row["Location"], countries)
            if forms and country:
                sector = _ucdp_sector(" ".join(forms))
                yield (
                    forms[0], ";".join(forms[1:]), country, sector, "armed_group", "", "",
                    "UCDP 22.1",
                )  # fmt: skip


def _ucdp_names(row: dict[str, str]) -> list[str]:
    columns = ("NameOrigFullEng", "NameOrigFull", "NameData", "NewNameFullEng")
    names = [row[column].strip() for column in columns]
    long_enough = [n for n in names if n and n != "n/a" and len(n) >= _TOO_SHORT and n[0].isupper()]
    return [name for name in dict.fromkeys(long_enough) if _is_name(name)]


def _is_name(name: str) -> bool:
    """Whether the name is no ordinary word ("Union") and no list."""
    ordinary = name.isalpha() and not name.isupper() and name.lower() in _role_terms()
    return not ordinary and "(" not in name and ";" not in name


@cache
def _role_terms() -> frozenset[str]:
    return frozenset(row["term"] for row in hand_table("sectors"))


def _ucdp_country(location: str, countries: dict[str, str]) -> str | None:
    """The country of a group: the first it fought in, or `IMG` where there are many."""
    names = [re.sub(r"\(.*?\)", "", part).strip() for part in location.split(",")]
    if len(names) > MOST_COUNTRIES:
        return "IMG"
    return next((countries[name] for name in names if name in countries), None)


def _ucdp_sector(names: str) -> str:
    if _CRIMINAL.search(names):
        return "CRM"
    return "UAF" if _MILITIA.search(names) else "REB"


def _country_by_name(facts: Path) -> dict[str, str]:
    forms: list[Form] = [form for form in all_forms(facts) if form[2] == "name"]
    return {name: code for code, name, *_ in reversed(forms)}
