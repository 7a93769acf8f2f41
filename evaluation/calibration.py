"""How far the scores in `evidence` are from how often they are right.

    python -m evaluation.calibration --corpora FOLDER [--fit]

Expected calibration error: decisions are put into ten bins by their score, and the distance of a
bin's mean score from its share of right decisions is averaged, weighted by the bins' sizes (Naeini
et al., 2015). An event's type is right where it matches an annotated event, a statement's stance,
an event's mode and status where they agree with those of the item they match. `--fit` fits Platt's
scaling on the development part of `corpus/` and writes it into the shipped `model.json`; the
public annotated reports and the test part of `corpus/` have no part in the fit.
"""

import argparse
import json
import os
from collections import defaultdict
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from dateline.model.encoding import shipped_pieces
from dateline.model.reader_model import ReaderModel
from evaluation.counts import Row, table
from evaluation.reports import Item, match_events, match_statements, read_pair
from training.annotated_reports import corpus_part, dateline_part

OWN: Final = Path(__file__).resolve().parents[1] / "corpus"
MODEL: Final = Path(__file__).resolve().parents[1] / "src" / "dateline" / "model"
BINS: Final = 10
DECISIONS: Final = ("type", "stance", "mode", "status")
STEPS: Final = 100
LONGEST_STEP: Final = 0.5
"""Newton's steps are cut to this, since far from the solution they overshoot."""
RIDGE: Final = 1e-1
"""Keeps the fit finite where all decisions are right."""

Array = npt.NDArray[np.float64]
Decisions = dict[str, list[tuple[float, bool]]]


def evaluate(corpora: Path, model: ReaderModel) -> list[Row]:
    rows = []
    for data, found in (
        ("dateline dev", _decisions(corpora / "dateline", dateline_part(corpora, "dev"), model)),
        ("corpus dev", _decisions(OWN, corpus_part(OWN, "dev"), model)),
        ("corpus test", _decisions(OWN, corpus_part(OWN, "test"), model)),
    ):
        for name in DECISIONS:
            scores, right = _columns(found[name])
            error = expected_calibration_error(scores, right)
            note = f"of {len(right)}, {right.mean():.3f} right"
            rows.append(Row(f"calibration error of {name} (lower is better)", data, error, note))
    return rows


def expected_calibration_error(scores: Array, right: Array) -> float:
    bins = np.minimum((scores * BINS).astype(int), BINS - 1)
    distances = [
        abs(scores[bins == i].mean() - right[bins == i].mean()) * (bins == i).mean()
        for i in np.unique(bins)
    ]
    return float(sum(distances))


def fit(scores: Array, right: Array) -> tuple[float, float]:
    """Slope and offset of the log odds, by Newton's method on the log likelihood."""
    clipped = np.clip(scores, 1e-6, 1 - 1e-6)
    x = np.stack([np.log(clipped / (1 - clipped)), np.ones_like(scores)], 1)
    weights = np.array([1.0, 0.0])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (right - p) - RIDGE * (weights - [1.0, 0.0])
        curvature = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        weights = weights + step / max(1.0, float(np.abs(step).max()) / LONGEST_STEP)
    return float(weights[0]), float(weights[1])


def _columns(decisions: list[tuple[float, bool]]) -> tuple[Array, Array]:
    scores, right = zip(*decisions, strict=True)
    return np.array(scores, dtype=float), np.array(right, dtype=float)


def _decisions(folder: Path, ids: list[str], model: ReaderModel) -> Decisions:
    """Scores of decisions with whether they are right."""
    found: Decisions = defaultdict(list)
    for id in ids:
        paths = folder / "docs" / f"{id}.txt", folder / "annotations" / f"{id}.ann.json"
        gold, record = read_pair(*paths, model)
        pairs = match_events(gold, record)
        matched = {event["id"] for _, event in pairs}
        found["type"] += [(e["evidence"]["type"], e["id"] in matched) for e in record["events"]]
        for name in ("mode", "status"):
            found[name] += [_decision(name, a, b) for a, b in pairs]
        found["stance"] += [
            _decision("stance", a, b)
            for a, b in match_statements(gold, record)
            if "stance" in b["evidence"]
        ]
    return found


def _decision(name: str, gold: Item, found: Item) -> tuple[float, bool]:
    return found["evidence"][name], gold[name] == found[name]


def _fit_and_write() -> None:
    path = MODEL / "model.json"
    metadata = json.loads(path.read_text(encoding="utf-8"))
    metadata["calibration"] = {}
    path.write_text(json.dumps(metadata, indent=1) + "\n", encoding="utf-8")
    found = _decisions(OWN, corpus_part(OWN, "dev"), _model())
    metadata["calibration"] = {
        name: [round(value, 4) for value in fit(*_columns(found[name]))] for name in DECISIONS
    }
    path.write_text(json.dumps(metadata, indent=1) + "\n", encoding="utf-8")


def _model() -> ReaderModel:
    return ReaderModel(MODEL, shipped_pieces())


def main() -> None:
    parser = argparse.ArgumentParser(description="Scores, and fits, calibration.")
    parser.add_argument("--corpora", type=Path, default=os.environ.get("DATELINE_CORPORA"))
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    if options.fit:
        _fit_and_write()
    print(table(evaluate(options.corpora, _model())))


if __name__ == "__main__":
    main()
