"""`python -m evaluation.gate`: holds the reading to its floors on reports that the project ships.

The floors and the hash of the data stand in `floors.json`. A score under its floor fails, and so
does data that changed without the floors being set anew, so that the gate never falls silent.
`--raise` lifts the floors to what was reached, less a margin, and never lowers one; after a change
of the data, `--new-data` sets them all (say why in the commit message).
"""

import argparse
import hashlib
import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dateline.model.reader_model import ReaderModel, shipped_model
from evaluation import reports
from evaluation.counts import Row
from training.annotated_reports import corpus_part

FLOORS: Final = Path(__file__).with_name("floors.json")
CORPUS: Final = Path(__file__).resolve().parents[1] / "corpus"
MARGIN: Final = 0.01
"""Below what was reached, for differences between processors."""


@dataclass(frozen=True, slots=True)
class Floors:
    data: str
    scores: dict[str, float]


def data_hash(corpus: Path, ids: list[str]) -> str:
    """The hash of all texts and annotations that are scored."""
    digest = hashlib.sha256()
    for id in ids:
        for path in (
            corpus / "docs" / f"{id}.txt",
            corpus / "annotations" / f"{id}.ann.json",
        ):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def measure(corpus: Path, ids: list[str], model: ReaderModel) -> list[Row]:
    return reports.evaluate("corpus dev", corpus / "docs", corpus / "annotations", ids, model)


def load_floors(path: Path) -> Floors:
    content = json.loads(path.read_text(encoding="utf-8"))
    return Floors(content["data"], content["floors"])


def failures(floors: Floors, data: str, rows: list[Row]) -> list[str]:
    """What keeps the gate shut, in words; empty if nothing does."""
    found = []
    if data != floors.data:
        found.append("the data changed; set the floors anew with --new-data")
    scores = {row.task: row.score for row in rows}
    for task, floor in floors.scores.items():
        if task not in scores:
            found.append(f"{task}: no longer measured")
        elif scores[task] < floor:
            found.append(f"{task}: {scores[task]:.3f} is under its floor of {floor:.3f}")
    return found


def raised(floors: Floors, data: str, rows: list[Row]) -> Floors:
    """The floors lifted to the scores less the margin; none is lowered while the data stays."""
    kept = floors.scores if data == floors.data else {}
    scores = {row.task: math.floor((row.score - MARGIN) * 1000) / 1000 for row in rows}
    return Floors(data, {task: max(score, kept.get(task, 0.0)) for task, score in scores.items()})


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evaluation.gate", description=__doc__)
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors")
    parser.add_argument("--new-data", action="store_true", help="set them for changed data")
    options = parser.parse_args()
    ids = corpus_part(CORPUS, "dev")
    data = data_hash(CORPUS, ids)
    rows = measure(CORPUS, ids, shipped_model())
    floors = load_floors(FLOORS) if FLOORS.exists() else Floors("", {})
    if options.new_data or (options.lift and data == floors.data):
        floors = raised(floors, data, rows)
        content = {"data": floors.data, "floors": floors.scores}
        FLOORS.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    for row in rows:
        print(f"{row.task:24} {row.score:.3f}  floor {floors.scores.get(row.task, 0.0):.3f}")
    shut = failures(floors, data, rows)
    for failure in shut:
        print(f"error: {failure}", file=sys.stderr)
    return 1 if shut else 0


if __name__ == "__main__":
    sys.exit(main())
