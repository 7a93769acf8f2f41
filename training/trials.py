"""Small trainings that tell something, one after another: their options, and their kept scores."""

import argparse
import json
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from tokenizers import Tokenizer

from dateline.model.encoding import PieceTokenizer
from training.recipe import Material, load_material

Scores = dict[str, dict[str, float]]
"""By corpus and head."""


def parser_of(description: str | None) -> argparse.ArgumentParser:
    """The options that all such trainings have."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--minilm", type=Path)
    parser.add_argument("--own", type=Path, default=Path("corpus"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--table", action="store_true", help="print what is finished")
    return parser


def material_of(options: argparse.Namespace) -> Material:
    """The data that the options name."""
    pieces = PieceTokenizer(Tokenizer.from_file(str(options.minilm / "tokenizer.json")))
    return load_material(options.corpora, options.own, pieces, open_only=False)


class Trials:
    """Scores of finished trainings, in JSON Lines at `path`; `key` is what names a training."""

    def __init__(self, path: Path, key: str) -> None:
        self._path, self._key = path, key
        path.parent.mkdir(parents=True, exist_ok=True)

    def finished(self) -> dict[str, Scores]:
        """Scores by name, in the order in which they were finished."""
        if not self._path.exists():
            return {}
        rows = map(json.loads, self._path.read_text(encoding="utf-8").splitlines())
        return {str(row[self._key]): row["scores"] for row in rows}

    def run(self, names: Iterable[str], train: Callable[[str], Scores]) -> None:
        """Trains what isn't finished, and keeps each outcome at once."""
        for name in names:
            if name in self.finished():
                continue
            began = time.time()
            scores = train(name)
            row = {self._key: name, "seconds": round(time.time() - began), "scores": scores}
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")
            print(name, row["seconds"], flush=True)


def markdown(
    key: str, columns: Sequence[tuple[str, str]], rows: Iterable[tuple[str, Sequence[str]]]
) -> str:
    """A table with a row a training, after its name a cell a column (corpus and head)."""
    head = [key, *(f"{head} ({corpus})" for corpus, head in columns)]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join([name, *cells]) + " |" for name, cells in rows])
