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

import json
from pathlib import Path
from typing import Final

import torch

from training.ablation import sampled, train_on
from training.network import Reader
from training.recipe import SEED, STAGES, Material
from training.train import development
from training.trials import Scores, Trials, markdown, material_of, parser_of

SHARES: Final = ("0.125", "0.25", "0.5")
WHOLE: Final = "1.0"
STAGE: Final = "public"
COLUMNS: Final = (
    ("ewt", "LAS"), ("gum", "LAS"), ("ewt", "names"), ("re3d", "names"), ("polnear", "cues"),
    ("polnear", "source"), ("polnear", "statement roles"), ("uw", "certainty error"),
    ("plv", "relation"),
)  # fmt: skip


def point(material: Material, share: float, minilm: Path) -> Scores:
    """Development scores after the stage on this share of the data."""
    torch.manual_seed(SEED)
    reader = Reader()
    reader.encoder.load_minilm(minilm)
    train_on(reader, STAGES[STAGE], sampled(material, share))
    return development(reader, material)


def point_of_recipe(log: Path) -> Scores:
    """The scores after the recipe's own stage, on all data."""
    for line in log.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["stage"] == STAGE and "dev" in entry:
            found: Scores = entry["dev"]
            return found
    raise ValueError(f"{log} has no scores of the stage {STAGE}")


def table(points: dict[str, Scores]) -> str:
    """Markdown, a row a share."""
    rows = [
        (share, [f"{scores[corpus][head]:.3f}" for corpus, head in COLUMNS])
        for share, scores in points.items()
    ]
    return markdown("share", COLUMNS, rows)


def main() -> None:
    parser = parser_of(__doc__)
    parser.add_argument("--run", type=Path, help="where the recipe was run")
    options = parser.parse_args()
    trials = Trials(options.out / "learning-curve.jsonl", "share")
    if options.table:
        print(table(trials.finished()))
        return
    material = material_of(options)
    trials.run(SHARES, lambda share: point(material, float(share), options.minilm))
    trials.run([WHOLE], lambda _: point_of_recipe(options.run / "log.jsonl"))


if __name__ == "__main__":
    main()
