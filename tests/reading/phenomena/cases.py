"""The texts of each phenomenon, the share of them that holds, and the floors of the shares."""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dateline.api import read_text
from dateline.record import Record
from tests.reading.phenomena.expectations import Expectation, unmet

FOLDER: Final = Path(__file__).parent
FLOORS: Final = FOLDER / "floors.json"
PHENOMENA: Final = tuple(sorted(path.stem for path in FOLDER.glob("*.jsonl")))
SPARE: Final = 1
"""How many texts a raised floor leaves free: a score near its threshold may fall to the other side
on another processor."""

Reader = Callable[[str, str | None], Record]


@dataclass(frozen=True, slots=True)
class Case:
    """One text and what must be read in it."""

    text: str
    published: str | None
    expect: Expectation


@dataclass(frozen=True, slots=True)
class Result:
    """How one phenomenon went: the number of its texts, and what the failing ones lack."""

    phenomenon: str
    total: int
    failing: Mapping[str, list[str]]

    @property
    def share(self) -> float:
        """Of the texts, those that hold, from 0 to 1."""
        return (self.total - len(self.failing)) / self.total

    def report(self) -> str:
        """Each failing text, and under it what is expected of it in vain."""
        return "\n".join(
            "\n  ".join([json.dumps(text, ensure_ascii=False), *lacks])
            for text, lacks in self.failing.items()
        )


def load_cases(phenomenon: str) -> list[Case]:
    """The cases of one file of JSON Lines; `KeyError` if a line lacks its text or expectation."""
    lines = (FOLDER / f"{phenomenon}.jsonl").read_text(encoding="utf-8").split("\n")
    rows = [json.loads(line) for line in lines if line]
    return [Case(row["text"], row.get("published"), row["expect"]) for row in rows]


def shipped_reader(text: str, published: str | None) -> Record:
    return read_text(text, published=published)


def measure(phenomenon: str, read: Reader = shipped_reader) -> Result:
    """Reads each text of a phenomenon once."""
    cases = load_cases(phenomenon)
    lacking = {case.text: unmet(read(case.text, case.published), case.expect) for case in cases}
    return Result(phenomenon, len(cases), {text: lacks for text, lacks in lacking.items() if lacks})


def load_floors() -> dict[str, float]:
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def raised(floors: Mapping[str, float], results: list[Result]) -> dict[str, float]:
    """The floors lifted to `SPARE` texts under what was reached; none is lowered."""
    reached = {result.phenomenon: _floor_of(result) for result in results}
    return {name: max(floors.get(name, 0.0), floor) for name, floor in reached.items()}


def _floor_of(result: Result) -> float:
    held = result.total - len(result.failing) - SPARE
    return max(0.0, math.floor(1000 * held / result.total) / 1000)
