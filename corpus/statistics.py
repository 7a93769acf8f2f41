"""Counts the corpus against its targets: `python -m corpus.statistics [--strict]`.

Only annotated reports count. With `--strict` the exit code is 1 where a target is missed.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from corpus import FOLDER, Corpus, load
from dateline.codebook import (
    EVENT_MODES,
    EVENT_TYPES,
    QUOTATIONS,
    SOURCE_TYPES,
    STANCES,
    STATUSES,
)
from training.annotated_reports import corpus_part

REPORTS: Final = 200
WORDS: Final = 80_000
PER_TYPE: Final = 120
PER_MODE: Final = 25
PER_STATUS: Final = 100
PER_STANCE: Final = 60
PER_SOURCE_TYPE: Final = 60
NESTED: Final = 150
GRANTED: Final = 60
NEGATIVES: Final = 500

MODES: Final = tuple(f"{root} {mode}" for root, modes in EVENT_MODES.items() for mode in modes)
NESTED_KEY: Final = "nested"
GRANTED_KEY: Final = "anonymity granted with a reason"
GRANTED_BARE_KEY: Final = "anonymity granted without"
NEGATIVES_KEY: Final = "hard negatives"

Tables = dict[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class Target:
    """How many of something the corpus holds, and how many it should."""

    name: str
    count: int
    wanted: int

    @property
    def met(self) -> bool:
        return self.count >= self.wanted


def tables_of(corpus: Corpus) -> Tables:
    """Counts by heading and value; values of the codebook that never occur count 0."""
    annotated = corpus.annotations.keys() & corpus.texts.keys()
    tables: Tables = {
        "corpus": Counter(
            {
                "reports": len(annotated),
                "words": sum(len(corpus.texts[id].split()) for id in annotated),
                "not annotated": len(corpus.texts) - len(annotated),
                NEGATIVES_KEY: sum(len(row["negatives"]) for row in corpus.negatives),
            }
        )
    }
    rows = [row for row in corpus.metadata if row["id"] in annotated]
    tables["regions"] = Counter(row["region"] for row in rows)
    tables["decades"] = Counter(f"{row['published'][:3]}0s" for row in rows)
    tables["genres"] = Counter(row["genre"] for row in rows)
    return tables | _event_tables(corpus) | _statement_tables(corpus)


def _event_tables(corpus: Corpus) -> Tables:
    events = [event for a in corpus.annotations.values() for event in a["events"]]
    return {
        "event types": _counted(EVENT_TYPES, [e["type"] for e in events]),
        "modes": _counted(MODES, [f"{e['type']} {e['mode']}" for e in events if e["mode"]]),
        "statuses": _counted(STATUSES, [e["status"] for e in events]),
    }


def _statement_tables(corpus: Corpus) -> Tables:
    statements = [s for a in corpus.annotations.values() for s in a["statements"]]
    granted = [bool(s["anonymity_reason"]) for s in statements if s["anonymity"] == "granted"]
    return {
        "stances": _counted(STANCES, [s["stance"] for s in statements]),
        "source types": _counted(SOURCE_TYPES, [s["source_type"] for s in statements]),
        "quotations": _counted(QUOTATIONS, [s["quotation"] for s in statements]),
        "statements": Counter(
            {
                "all": len(statements),
                NESTED_KEY: sum(s["parent"] is not None for s in statements),
                GRANTED_KEY: granted.count(True),
                GRANTED_BARE_KEY: granted.count(False),
            }
        ),
    }


def _counted(known: tuple[str, ...], found: list[str]) -> Counter[str]:
    return Counter({**dict.fromkeys(known, 0), **Counter(found)})


def targets_of(tables: Mapping[str, Mapping[str, int]]) -> list[Target]:
    """Every target, with what there is of it."""
    whole, statements = tables["corpus"], tables["statements"]
    each = (
        ("event types", PER_TYPE),
        ("modes", PER_MODE),
        ("statuses", PER_STATUS),
        ("stances", PER_STANCE),
        ("source types", PER_SOURCE_TYPE),
    )
    return [
        Target("reports", whole["reports"], REPORTS),
        Target("words", whole["words"], WORDS),
        *(
            Target(f"{heading}: {value}", count, wanted)
            for heading, wanted in each
            for value, count in tables[heading].items()
        ),
        Target(NESTED_KEY, statements[NESTED_KEY], NESTED),
        Target(GRANTED_KEY, statements[GRANTED_KEY], GRANTED),
        Target(NEGATIVES_KEY, whole[NEGATIVES_KEY], NEGATIVES),
    ]


def printed(tables: Tables, split: Mapping[str, int], targets: list[Target]) -> str:
    """The tables, the split and the targets as text."""
    lines: list[str] = []
    for heading, counts in (*tables.items(), ("split", split)):
        lines += [heading, *(f"  {count:6,}  {value}" for value, count in counts.items()), ""]
    missed = sum(not target.met for target in targets)
    lines.append(f"targets: {len(targets) - missed} met, {missed} missed")
    lines += [
        f"  {'met   ' if t.met else 'MISSED'}  {t.count:6,} of {t.wanted:6,}  {t.name}"
        for t in targets
    ]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m corpus.statistics", description=__doc__)
    parser.add_argument("--strict", action="store_true", help="exit 1 where a target is missed")
    strict = parser.parse_args().strict
    tables = tables_of(load())
    split = {part: len(corpus_part(FOLDER, part)) for part in ("train", "dev", "test")}
    targets = targets_of(tables)
    print(printed(tables, split, targets))
    return 1 if strict and not all(target.met for target in targets) else 0


if __name__ == "__main__":
    sys.exit(main())
