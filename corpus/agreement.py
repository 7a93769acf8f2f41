"""`python -m corpus.agreement`: how far two independent annotators of the same reports agree.

`first/` and `second/` hold both annotations as they were made, before a third reading settled their
differences in `annotations/`. The second are scored against the first as a reading would be, by
`evaluation.reports`; F1 does not depend on which is taken as gold.
"""

import json
import sys
from pathlib import Path
from typing import Any

from dateline.record import normalize
from evaluation.counts import f1_row, table, total
from evaluation.reports import score
from training.annotation import resolve

HERE = Path(__file__).parent


def main() -> int:
    ids = sorted(p.name.removesuffix(".ann.json") for p in (HERE / "second").glob("*.ann.json"))
    ids = [id for id in ids if (HERE / "first" / f"{id}.ann.json").exists()]
    if not ids:
        print("error: there are no reports with two annotations", file=sys.stderr)
        return 2
    scores = [score(_resolved(id, "first"), _resolved(id, "second")) for id in ids]
    name = f"{len(ids)} reports"
    print(table([f1_row(task, name, total(s[task] for s in scores)) for task in scores[0]]))
    return 0


def _resolved(id: str, folder: str) -> dict[str, Any]:
    text = normalize((HERE / "docs" / f"{id}.txt").read_text(encoding="utf-8"))
    path = HERE / folder / f"{id}.ann.json"
    resolved, problems = resolve(text, json.loads(path.read_text(encoding="utf-8")))
    if resolved is None or problems:
        raise ValueError(f"{path}: {'; '.join(problems[:3])}")
    return resolved


if __name__ == "__main__":
    sys.exit(main())
