"""Precision, recall and F1 from counts, and the rows of the table that is printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Counts:
    """Hits among what the gold standard holds and what was found."""

    hits: float = 0
    gold: float = 0
    found: float = 0

    def add(self, hits: float, gold: float, found: float) -> None:
        self.hits += hits
        self.gold += gold
        self.found += found

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.gold + self.found) if self.gold + self.found else 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, on what, and how it came out."""

    task: str
    data: str
    score: float
    note: str = ""


def set_counts(gold: Iterable[object], found: Iterable[object]) -> Counts:
    """Counts of exact matches between two sets."""
    gold_set, found_set = set(gold), set(found)
    return Counts(len(gold_set & found_set), len(gold_set), len(found_set))


def total(parts: Iterable[Counts]) -> Counts:
    counts = Counts()
    for part in parts:
        counts.add(part.hits, part.gold, part.found)
    return counts


def f1_row(task: str, data: str, counts: Counts) -> Row:
    note = f"P {counts.precision:.3f} R {counts.recall:.3f} of {counts.gold:g}"
    return Row(task, data, counts.f1, note)


def table(rows: Sequence[Row]) -> str:
    """The rows as aligned text."""
    width = max((len(r.task) for r in rows), default=4)
    data_width = max((len(r.data) for r in rows), default=4)
    lines = [f"{'task':{width}}  {'data':{data_width}}  score"]
    lines += [
        f"{r.task:{width}}  {r.data:{data_width}}  {r.score:.3f}  {r.note}".rstrip() for r in rows
    ]
    return "\n".join(lines)
