"""Scores the reading of time expressions on TimeBank, in the manner of TempEval-3.

`python -m evaluation.dates --corpora FOLDER` reads `research/timebank/timebank.zip` in FOLDER
(TimeML; the text of `<TEXT>` is read against the document creation time) and prints relaxed F1
(any overlap), strict F1 (same span) and value F1 (relaxed F1 times the share of matched
expressions with the right TIMEX3 value).
The division into development and held-out reports is that of `training.timebank`.
"""

import argparse
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dateline.reading.when import find_times
from dateline.record import Time
from evaluation.counts import Row
from training.timebank import ARCHIVE, TimedReport, held_out, read_documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts over a set of reports; the properties are the scores that are printed."""

    gold: int
    found: int
    relaxed: int
    strict: int
    valued: int

    @property
    def relaxed_f1(self) -> float:
        return self._f1(self.relaxed)

    @property
    def strict_f1(self) -> float:
        return self._f1(self.strict)

    @property
    def value_f1(self) -> float:
        return self.relaxed_f1 * self.valued / self.relaxed if self.relaxed else 0.0

    def _f1(self, matched: int) -> float:
        return 2 * matched / (self.gold + self.found) if self.gold + self.found else 0.0


def match(document: TimedReport, found: Iterable[Time]) -> list[tuple[tuple[int, int, str], Time]]:
    """Each annotated expression with the first found one that overlaps it, one to one."""
    left = list(found)
    pairs = []
    for gold in document.times:
        for time in left:
            if time.span[0] < gold[1] and gold[0] < time.span[1]:
                pairs.append((gold, time))
                left.remove(time)
                break
    return pairs


def score(documents: Iterable[TimedReport]) -> Score:
    """The scores of `find_times` over the reports."""
    gold = found = relaxed = strict = valued = 0
    for document in documents:
        times = find_times(document.text, document.created)
        pairs = match(document, times)
        gold += len(document.times)
        found += len(times)
        relaxed += len(pairs)
        strict += sum(time.span == annotated[:2] for annotated, time in pairs)
        valued += sum(time.value == annotated[2] for annotated, time in pairs)
    return Score(gold=gold, found=found, relaxed=relaxed, strict=strict, valued=valued)


def evaluate(corpora: Path) -> list[Row]:
    """Rows for both parts of TimeBank."""
    documents = read_documents(corpora / ARCHIVE)
    rows = []
    for label, out in (("TimeBank dev", False), ("TimeBank held out", True)):
        result = score([d for d in documents if held_out(d.name) is out])
        note = f"of {result.gold}"
        rows.append(Row("times, relaxed F1", label, result.relaxed_f1, note))
        rows.append(Row("times, value F1", label, result.value_f1, note))
    return rows


def main() -> None:
    """Prints the scores of both parts of TimeBank."""
    parser = argparse.ArgumentParser(description="Scores time expressions on TimeBank.")
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the corpora")
    documents = read_documents(parser.parse_args().corpora / ARCHIVE)
    for label, out in (("development", False), ("held out", True)):
        part = [document for document in documents if held_out(document.name) is out]
        result = score(part)
        print(
            f"{label:12} reports {len(part):4}  expressions {result.gold:5}"
            f"  relaxed F1 {result.relaxed_f1:.3f}  strict F1 {result.strict_f1:.3f}"
            f"  value F1 {result.value_f1:.3f}"
        )


if __name__ == "__main__":
    main()
