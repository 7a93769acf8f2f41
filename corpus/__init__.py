"""The invented reports of this folder: texts, annotations, metadata and hard negatives."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dateline.record import normalize

FOLDER: Final = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """What the files of the folder hold; `texts` and `annotations` are keyed by report id."""

    texts: dict[str, str]
    annotations: dict[str, dict[str, Any]]
    metadata: list[dict[str, Any]]
    negatives: list[dict[str, Any]]


def load(folder: Path = FOLDER) -> Corpus:
    """Reads the whole corpus. Raises `ValueError`, with the file's name, where JSON is broken."""
    return Corpus(
        texts={
            path.stem: normalize(path.read_text(encoding="utf-8"))
            for path in sorted((folder / "docs").glob("*.txt"))
        },
        annotations={
            path.name.removesuffix(".ann.json"): _parsed(path, path.read_text(encoding="utf-8"))
            for path in sorted((folder / "annotations").glob("*.ann.json"))
        },
        metadata=_rows(folder, "meta_*.jsonl"),
        negatives=_rows(folder, "negatives_*.jsonl"),
    )


def _rows(folder: Path, pattern: str) -> list[dict[str, Any]]:
    return [
        _parsed(path, line)
        for path in sorted(folder.glob(pattern))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise ValueError(f"{path.name}: not valid JSON: {error}") from error
    if not isinstance(value, dict):
        raise ValueError(f"{path.name}: not a JSON object")
    return value
