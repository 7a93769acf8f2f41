"""How scores grow with the amount of annotated data: a table of trainings on parts of it.

    python -m training.learning_curve --corpora FOLDER --minilm FOLDER --run FOLDER --out FOLDER
    python -m training.learning_curve --out docs --table

Two curves. `public`: the recipe's first stage as it stands, from MiniLM, on an eighth, a quarter,
a half and all of the windows of each public corpus. `reports`: from the weights of the recipe's
first stage, a short second stage on an eighth, a quarter, a half and all of the annotated reports,
with the public corpora once beside them. Each window is seen as often at every share, so that more
data also means more steps, as it would for anyone who annotates more. `--run` is where the recipe
was run: its first stage's weights are there, and in its log the scores of `public` on all windows.
Scores are those of `training.metrics` on development windows. Finished points stand in
`OUT/learning-curve.jsonl` and are not run again; `--table` prints them in Markdown.
"""

import argparse
import json
import time
from pathlib import Path
from typing import Final

import torch
from tokenizers import Tokenizer

from dateline.model.encoding import PieceTokenizer
from training.ablation import sampled, train_on
from training.metrics import measure
from training.network import Reader
from training.recipe import SEED, STAGES, Material, Stage, load_material

SHARES: Final = (0.125, 0.25, 0.5, 1.0)
DEV_WINDOWS: Final = 120
REPORTS: Final = ("corpus", "dateline", "events")

CURVES: Final = {
    "public": STAGES["public"],
    "reports": Stage(
        repeats={
            "ewt": 1, "gum": 1, "re3d": 1, "polnear": 1, "uw": 1, "plv": 1, "events": 3,
            "dateline": 6, "corpus": 6, "timebank": 1,
        },
        encoder_rate=STAGES["reports"].encoder_rate,
        head_rate=STAGES["reports"].head_rate,
    ),
}  # fmt: skip

COLUMNS: Final = {
    "public": (
        ("ewt", "LAS"), ("gum", "LAS"), ("ewt", "names"), ("re3d", "names"), ("polnear", "cues"),
        ("polnear", "source"), ("polnear", "statement roles"), ("uw", "certainty error"),
        ("plv", "relation"),
    ),
    "reports": (
        ("corpus", "cues"), ("corpus", "stances"), ("corpus", "triggers"), ("corpus", "modes"),
        ("corpus", "statuses"), ("corpus", "event roles"), ("dateline", "triggers"),
        ("dateline", "modes"), ("dateline", "event roles"), ("plv", "relation"),
    ),
}  # fmt: skip

Point = dict[str, dict[str, float]]
"""Scores by corpus and head."""


def part_of(curve: str, material: Material, share: float) -> Material:
    """This share of the data that a curve asks about; the smaller lies within the larger."""
    part = sampled(material, share)
    if curve == "public":
        return part
    kept = {
        n: part.train[n] if n in REPORTS else examples for n, examples in material.train.items()
    }
    return Material(train=kept, dev=material.dev)


def point(curve: str, material: Material, share: float, minilm: Path, run: Path) -> Point:
    """Development scores after the curve's stage on this share."""
    if (curve, share) == ("public", 1.0):
        return _of_recipe(run / "log.jsonl")
    torch.manual_seed(SEED)
    reader = Reader()
    reader.encoder.load_minilm(minilm)
    if curve == "reports":
        reader.load_state_dict(torch.load(run / "public.pt", weights_only=True))
    train_on(reader, CURVES[curve], part_of(curve, material, share))
    return {
        corpus: measure(reader, examples[:DEV_WINDOWS]) for corpus, examples in material.dev.items()
    }


def _of_recipe(log: Path) -> Point:
    """The scores after the recipe's own first stage."""
    for line in log.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["stage"] == "public" and "dev" in entry:
            found: Point = entry["dev"]
            return found
    raise ValueError(f"{log} has no scores of the first stage")


def _read(path: Path) -> dict[tuple[str, float], Point]:
    if not path.exists():
        return {}
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {(row["curve"], row["share"]): row["scores"] for row in rows}


def table(curve: str, points: dict[tuple[str, float], Point]) -> str:
    """Markdown, a row a share."""
    head = ["share", *(f"{head} ({corpus})" for corpus, head in COLUMNS[curve])]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for share in SHARES:
        scores = points.get((curve, share))
        if scores:
            cells = [f"{scores[corpus][column]:.3f}" for corpus, column in COLUMNS[curve]]
            lines.append("| " + " | ".join([f"{share:g}", *cells]) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--minilm", type=Path)
    parser.add_argument("--own", type=Path, default=Path("corpus"))
    parser.add_argument("--run", type=Path, help="where the recipe was run")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--curve", choices=tuple(CURVES), action="append")
    parser.add_argument("--table", action="store_true", help="print what is finished")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    path = options.out / "learning-curve.jsonl"
    if options.table:
        print("\n\n".join(table(curve, _read(path)) for curve in CURVES))
        return
    pieces = PieceTokenizer(Tokenizer.from_file(str(options.minilm / "tokenizer.json")))
    material = load_material(options.corpora, options.own, pieces, open_only=False)
    for curve in options.curve or CURVES:
        for share in SHARES:
            if (curve, share) in _read(path):
                continue
            began = time.time()
            scores = point(curve, material, share, options.minilm, options.run)
            seconds = round(time.time() - began)
            row = {"curve": curve, "share": share, "seconds": seconds, "scores": scores}
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")
            print(curve, share, seconds, flush=True)


if __name__ == "__main__":
    main()
