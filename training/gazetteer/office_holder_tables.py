"""Dated ministers and others of public life: the table written by hand, then the Phoenix
dictionary of countries, 1945 to January 2014."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dateline.gazetteer.countries import table
from dateline.gazetteer.words import fold

from .files import hand_table, write_table

SOURCE = "Phoenix Countries"
PLOVER = {"GOV": "GOV", "ELI": "ELI", "MIL": "MIL", "OPP": "OPP", "REB": "REB", "SPY": "SPY"}
"""The PLOVER sector of the first part of a CAMEO code that says who somebody is."""
_CODE = re.compile(r"\[([A-Z]{3})([A-Z]{3})([A-Z]*)(?:\s+(<|>)?(\d+)(?:-(\d+))?)?\s*\]")
_NO_NAME = frozenset(
    "president minister premier chancellor secretary ambassador senator king queen prince princess "
    "general gen colonel col foreign former prime of the and government leader chairman us "
    "regime administration governor deputy dr mr mrs sir shaykh sheikh".split()
)


Row = tuple[str, str, str, str]
LAST_SEEN = "2014-01-30"
"""The day on which the dictionary was made, the last one known of those then in office."""


class Entry(NamedTuple):
    names: list[str]
    terms: list[str]


def build(facts: Path, data: Path) -> dict[str, int]:
    found = (row for entry in _entries(facts) if (row := _row(entry)))
    rows = _without_known([*_hand(), *found])
    header = "country names terms source"
    return {"office holders": write_table(data / "office_holders.tsv", header, rows)}


def _hand() -> Iterator[Row]:
    """Without a last day the office is still held."""
    for row in hand_table("officials"):
        names = ";".join(fold(name) for name in row["names"].split(";"))
        yield row["country"], names, row["terms"], row["source"]


def _without_known(rows: list[Row]) -> Iterator[Row]:
    """The rows in order, without those of a country and name that came before."""
    known: set[tuple[str, str]] = set()
    for row in rows:
        keys = {(row[0], name) for name in row[1].split(";")}
        if known.isdisjoint(keys):
            yield row
        known |= keys


def _entries(facts: Path) -> Iterator[Entry]:
    """Names with the codes below them; aliases open with a plus, codes are indented."""
    path = facts / "Phoenix.Countries.actors.txt.gz"
    entry = Entry([], [])
    with gzip.open(path, "rt", encoding="latin-1") as lines:
        for line in lines:
            if not line.strip() or line.startswith("#"):
                continue
            if not line[0].isspace() and line[0] != "+":
                yield entry
                entry = Entry([], [])
            if not line[0].isspace():
                entry.names.append(re.split(r"[;\[#]", line.lstrip("+"))[0])
            entry.terms.extend(match[0] for match in _CODE.finditer(line))
    yield entry


def _row(entry: Entry) -> Row | None:
    found = [match for term in entry.terms if (match := _CODE.fullmatch(term))]
    names = dict.fromkeys(fold(name.replace("_", " ")) for name in entry.names)
    full = [name for name in names if " " in name and _NO_NAME.isdisjoint(name.split())]
    terms = [term for match in found if (term := _term(match))]
    known = found and found[0][1] in table()
    if not (full and terms and known):
        return None
    return found[0][1], ";".join(full), ";".join(dict.fromkeys(terms)), SOURCE


def _term(match: re.Match[str]) -> str | None:
    """Sectors, first and last day, parted by slashes."""
    _, _, first, more, mark, since, until = (match[0], *match.groups())
    if first not in PLOVER or since is None:
        return None
    sectors = f"{PLOVER[first]} {more}" if more in {"MIL", "LEG"} else PLOVER[first]
    sectors = "LEG" if sectors == "GOV LEG" else sectors
    start = "" if mark == "<" else _day(since)
    end = _day(since) if mark == "<" else _day(until) if until else LAST_SEEN
    return f"{sectors}/{start}/{end}"


def _day(digits: str) -> str:
    """`YYMMDD` or `YYYYMMDD` as ISO 8601; two digits from 35 on lie in the last century."""
    if len(digits) == 6:
        digits = ("19" if digits >= "35" else "20") + digits
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
