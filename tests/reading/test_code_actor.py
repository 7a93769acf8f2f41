"""The codes of actors, over phrases of all regions and kinds."""

import csv
from pathlib import Path

from dateline.reading.code_actor import ActorCode, code_actor

PHRASES = Path(__file__).with_name("actor_phrases.csv")
FLOOR = 0.8


def _phrases() -> list[dict[str, str]]:
    with PHRASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _coded(row: dict[str, str]) -> ActorCode:
    return code_actor(
        row["name"], row["descriptions"].split(";"), name_type=row["name_type"] or None
    )


def test_country_and_sector_are_exact_for_most_phrases() -> None:
    rows = _phrases()
    wrong = []
    for row in rows:
        code = _coded(row)
        if code.country != (row["country"] or None) or set(code.sector) != set(
            row["sectors"].split()
        ):
            wrong.append(f"{row['name']}: {code.country} {code.sector}, not {row}")
    share = 1 - len(wrong) / len(rows)
    assert share >= FLOOR, "\n".join(wrong)
