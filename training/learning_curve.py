"""How scores grow with the amount of public data: a table of trainings on parts of it.

    python -m training.learning_curve --corpora FOLDER --minilm FOLDER --run FOLDER --out FOLDER
    python -m training.learning_curve --out docs --table

The recipe's first stage as it stands, from MiniLM, on an eighth, a quarter and a half of the
windows of each public corpus. `--run` is where the recipe was run: in its log are the scores of the
same stage on all windows. Each window is seen as often at every share, so that more data also means
more steps, as it would for anyone who annotates more. Scores are those of `training.metrics` on
development windows. Finished points stand in `OUT/learning-curve.jsonl` and are not run again;
`--table` prints them in Markdown.
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
from training.network import Reader
from training.recipe import SEED, STAGES, Material, load_material
from training.train import development

SHARES: Final = (0.125, 0.25, 0.5, 1.0)
STAGE: Final = "public"
COLUMNS: Final = (
    ("ewt", "LAS"), ("gum", "LAS"), ("ewt", "names"), ("re3d", "names"), ("polnear", "cues"),
    ("polnear", "source"), ("polnear", "statement roles"), ("uw", "certainty error"),
    ("plv", "relation"),
)  # fmt: skip

Point = dict[str, dict[str, float]]
"""Scores by corpus and head."""


def point(material: Material, share: float, minilm: Path) -> Point:
    """Development scores after the stage on this share of the data."""
    torch.manual_seed(SEED)
    reader = Reader()
    reader.encoder.load_minilm(minilm)
    train_on(reader, STAGES[STAGE], sampled(material, share))
    return development(reader, material)


def point_of_recipe(log: Path) -> Point:
    """The scores after the recipe's own stage, on all data."""
    for line in log.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["stage"] == STAGE and "dev" in entry:
            found: Point = entry["dev"]
            return found
    raise ValueError(f"{log} has no scores of the stage {STAGE}")


def _read(path: Path) -> dict[float, Point]:
    if not path.exists():
        return {}
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {row["share"]: row["scores"] for row in rows}


def table(points: dict[float, Point]) -> str:
    """Markdown, a row a share."""
    head = ["share", *(f"{head} ({corpus})" for corpus, head in COLUMNS)]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for share, scores in sorted(points.items()):
        cells = [f"{scores[corpus][column]:.3f}" for corpus, column in COLUMNS]
        lines.append("| " + " | ".join([f"{share:g}", *cells]) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--minilm", type=Path)
    parser.add_argument("--own", type=Path, default=Path("corpus"))
    parser.add_argument("--run", type=Path, help="where the recipe was run")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--table", action="store_true", help="print what is finished")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    path = options.out / "learning-curve.jsonl"
    if options.table:
        print(table(_read(path)))
        return
    pieces = PieceTokenizer(Tokenizer.from_file(str(options.minilm / "tokenizer.json")))
    material = load_material(options.corpora, options.own, pieces, open_only=False)
    for share in SHARES:
        if share in _read(path):
            continue
        began = time.time()
        if share == 1.0:
            scores = point_of_recipe(options.run / "log.jsonl")
        else:
            scores = point(material, share, options.minilm)
        seconds = round(time.time() - began)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"share": share, "seconds": seconds, "scores": scores}) + "\n")
        print(share, seconds, flush=True)


if __name__ == "__main__":
    main()
