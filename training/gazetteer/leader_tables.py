"""Dated heads of state and government, from the factbook's lists of 2014 to 2026."""

import csv
import re
from datetime import datetime
from pathlib import Path

from . import office_holder_tables
from .files import code_of_fips, hand_table, write_table

OFFICES = {"chief of state": "state", "head of government": "government"}
SOURCE = "factbook leaders"
_ROMAN = re.compile(r"^[IVX]+$")
_PARENTHESIS = re.compile(r"\s*\([^)]*\)|\"[^\"]*\"|\\")


def build(facts: Path, data: Path) -> dict[str, int]:
    rows = [tuple(row.values()) for row in hand_table("leaders")]
    codes = code_of_fips()
    with (facts / "leaders_2014_2026.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            country, office = codes.get(row["gec"].upper()), OFFICES.get(row["office"])
            title, name, surname = split_title(row["title_and_name"])
            if country and office and name:
                since = _date(row["since"]) or row["first_seen"]
                seen = row["last_seen"]
                rows.append((country, office, title, name, surname, since, seen, SOURCE))
    rows.sort()
    header = "country office title name surname since last_seen source"
    leaders = write_table(data / "leaders.tsv", header, dict.fromkeys(rows))
    return {"leaders": leaders, **office_holder_tables.build(facts, data)}


def split_title(title_and_name: str) -> tuple[str, str, str]:
    """Title, name and surname apart: the factbook writes the surname in capitals."""
    words = _PARENTHESIS.sub("", title_and_name).replace(",", " ").split()
    titles = [at for at, word in enumerate(words) if word.strip(".").lower() in TITLE_WORDS]
    start = titles[-1] + 1 if titles else 0
    kept = words[start:]
    if "of" in kept:
        kept = kept[: kept.index("of")]
    capitals = [part for word in kept for part in word.split("-") if _is_surname(part)]
    name = " ".join(_cased(word) for word in kept)
    surname = " ".join(_cased(word) for word in capitals)
    return " ".join(words[:start]), name, surname if surname != name else name.rpartition(" ")[2]


TITLE_WORDS = frozenset(
    {"president", "prime", "minister", "vice", "king", "queen", "emir", "sultan", "chancellor",
     "premier", "general", "governor", "chief", "executive", "grand", "duke", "prince",
     "princess", "acting", "interim", "transitional", "sheikh", "chairman", "chairwoman", "head",
     "state", "council", "co-president", "co-chairman", "captain", "captain-regent", "first",
     "deputy", "second", "third", "secretary", "federal", "supreme", "leader", "pope", "amir",
     "taoiseach", "administrator", "emperor", "representative", "commissioner", "high",
     "paramount", "government", "cabinet", "ministers", "lieutenant", "affairs", "marshal",
     "field", "col", "gen", "lt", "maj", "colonel"}
)  # fmt: skip


def _is_surname(part: str) -> bool:
    return part.isupper() and len(part) > 2 and not _ROMAN.match(part)


def _cased(word: str) -> str:
    return "-".join(part.title() if _is_surname(part) else part for part in word.split("-"))


def _date(text: str) -> str | None:
    for form in ("%d %B %Y", "%B %Y", "%Y"):
        try:
            return datetime.strptime(text.strip(), form).date().isoformat()
        except ValueError:
            continue
    return None
