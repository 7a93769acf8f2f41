"""`python -m evaluation --corpora FOLDER`: one table of all scores on development data."""

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from dateline.model.reader_model import ReaderModel, shipped_model
from evaluation import (
    actor_codes,
    attribution,
    calibration,
    certainty,
    coreference,
    dates,
    duplicates,
    gum_dates,
    incidents,
    names,
    parsing,
    places,
    pronoun_speakers,
    relation,
    reports,
)
from evaluation.counts import Row, table
from training.annotated_reports import corpus_part, dateline_part

OWN = Path(__file__).resolve().parents[1] / "corpus"

Scorer = Callable[[Path, ReaderModel], list[Row]]


def score_dateline(corpora: Path, model: ReaderModel) -> list[Row]:
    folder = corpora / "dateline"
    ids = dateline_part(corpora, "dev")
    return reports.evaluate("dateline dev", folder / "docs", folder / "annotations", ids, model)


def score_own(part: str, corpora: Path, model: ReaderModel) -> list[Row]:
    del corpora
    ids = corpus_part(OWN, part)
    return reports.evaluate(f"corpus {part}", OWN / "docs", OWN / "annotations", ids, model)


def score_dates(corpora: Path, model: ReaderModel) -> list[Row]:
    del model
    return dates.evaluate(corpora)


def score_duplicates(corpora: Path, model: ReaderModel) -> list[Row]:
    del corpora, model
    return duplicates.evaluate()


def score_incidents(corpora: Path, model: ReaderModel, cache: Path | None = None) -> list[Row]:
    del corpora
    return incidents.evaluate(model, cache)


def score_coreference(corpora: Path, model: ReaderModel) -> list[Row]:
    return coreference.evaluate(corpora, model) + pronoun_speakers.evaluate(corpora, model)


SCORERS: dict[str, Scorer] = {
    "parsing": parsing.evaluate,
    "names": names.evaluate,
    "attribution": attribution.evaluate,
    "relation": relation.evaluate,
    "certainty": certainty.evaluate,
    "dates": score_dates,
    "gum-dates": gum_dates.evaluate,
    "places": places.evaluate,
    "actor-codes": actor_codes.evaluate,
    "coreference": score_coreference,
    "reports": score_dateline,
    "own": partial(score_own, "dev"),
    "own-test": partial(score_own, "test"),
    "calibration": calibration.evaluate,
    "duplicates": score_duplicates,
    "incidents": score_incidents,
}
WITHOUT_CORPORA = frozenset({"duplicates", "incidents"})


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument(
        "--corpora",
        type=Path,
        default=os.environ.get("DATELINE_CORPORA"),
        help="the folder of the corpora (or DATELINE_CORPORA)",
    )
    parser.add_argument("--only", action="append", choices=tuple(SCORERS), help="some of it")
    parser.add_argument("--cache", type=Path, help="where readings of the test bed are kept")
    options = parser.parse_args()
    corpora = options.corpora or Path()
    needed = not WITHOUT_CORPORA.issuperset(options.only or SCORERS)
    if needed and (options.corpora is None or not corpora.is_dir()):
        print("error: the folder of the corpora is needed", file=sys.stderr)
        print("hint: give it with --corpora or DATELINE_CORPORA", file=sys.stderr)
        return 2
    model = shipped_model()
    rows: list[Row] = []
    scorers = SCORERS | {"incidents": partial(score_incidents, cache=options.cache)}
    for name in options.only or scorers:
        print(f"scoring {name} ...", file=sys.stderr)
        rows += scorers[name](corpora, model)
    print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
