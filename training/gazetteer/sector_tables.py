"""Role terms: the table written by hand, then the Phoenix agents with CAMEO codes turned PLOVER."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from .files import hand_table, write_table

Term = tuple[str, str, str, str, str, str]

PLOVER = {
    "GOV": "GOV", "MIL": "MIL", "COP": "COP", "REB": "REB", "OPP": "OPP", "BUS": "BUS",
    "CVL": "CVL", "JUD": "JUD", "LEG": "LEG", "EDU": "EDU", "UAF": "UAF", "SPY": "SPY",
    "AGR": "AGR", "REL": "REL", "LAB": "LAB", "REF": "REF", "PTY": "PTY", "ELI": "ELI",
    "CRM": "CRM", "MED": "JRN", "HLH": "MED", "ENV": "SOC", "HRI": "SOC", "NGO": "SOC",
    "MUS": "REL", "CHR": "REL", "HIN": "REL", "JEW": "REL", "BUD": "REL",
}  # fmt: skip
"""The PLOVER sector of the first part of a CAMEO agent code (CAMEO's MED is the media)."""

_AGENT = re.compile(r"^(?P<term>[^\[{#;]+?)\s*(?:\{[^}]*\})?\s*\[~(?P<code>[A-Z]+)\]")
_PERSON = re.compile(r"(?:er|or|ist|ian|man|ant|ee|ent|woman|person)$")
_IRREGULAR = {"man": "men", "woman": "women", "person": "people", "child": "children"}
_INVARIABLE = (
    "police",
    "personnel",
    "staff",
    "media",
    "press",
    "clergy",
    "intelligence",
    "fishermen",
)
_HEAD_FIRST = re.compile(r"^(\S+(?: \S+)??) (of|for|to|in|at|general|elect) (.+)$|^(\S+)-in-(\S+)$")


def build(facts: Path, data: Path) -> dict[str, int]:
    terms: dict[str, Term] = {}
    for row in (*_hand(), *_phoenix(facts)):
        terms.setdefault(row[0], row)
    for row in list(terms.values()):
        plural = _plural(row[0])
        if plural and row[3] == "singular":
            terms.setdefault(plural, (plural, row[1], row[2], "plural", row[4], row[5]))
    count = write_table(
        data / "sectors.tsv", "term sectors class number country source", terms.values()
    )
    return {"role terms": count}


def _hand() -> Iterator[Term]:
    for row in hand_table("sectors"):
        sectors = row["sectors"].replace(" ", ";")
        number = _number(row["term"], row["class"])
        yield row["term"], sectors, row["class"], number, row["country"], row["source"]


def _phoenix(facts: Path) -> Iterator[Term]:
    with gzip.open(facts / "Phoenix.agents.txt.gz", "rt", encoding="latin-1") as lines:
        for line in lines:
            found = _AGENT.match(line)
            if not found or found["code"][:3] not in PLOVER:
                continue
            sector = PLOVER[found["code"][:3]]
            for term in _substituted(found["term"].replace("_", " ").strip().lower()):
                kind = "person" if _PERSON.search(term) else "body"
                yield term, sector, kind, _number(term, kind), "", "Phoenix agents"


def _substituted(term: str) -> list[str]:
    """A term with its substitution sets spelled out, in the singular."""
    if "!person!" in term:
        return [term.replace("!person!", word) for word in ("man", "woman", "person")]
    if "!minist!" in term:
        return [term.replace("!minist!", word) for word in ("minister", "ministry")]
    return [term]


def _number(term: str, kind: str) -> str:
    if term.endswith(("men", "people")) or kind == "group":
        return "plural"
    last = term.rsplit(" ", 1)[-1]
    plural = last.endswith("s") and not last.endswith(("ss", "us", "is", "affairs", "services"))
    return "plural" if plural and kind != "document" else "singular"


def _plural(term: str) -> str | None:
    found = _HEAD_FIRST.match(term)
    if found and found[1]:
        head = _plural_word(found[1])
        return f"{head} {found[2]} {found[3]}" if head else None
    first, _, last = term.rpartition(" ")
    word = _plural_word(last)
    return f"{first} {word}".strip() if word else None


def _plural_word(word: str) -> str | None:
    for singular, plural in _IRREGULAR.items():
        if word.endswith(singular):
            return word[: -len(singular)] + plural
    if word.endswith(_INVARIABLE):
        return None
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"
