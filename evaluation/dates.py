"""Scores the reading of time expressions on TimeBank, in the manner of TempEval-3.

`python -m evaluation.dates --corpora FOLDER` reads `research/timebank/timebank.zip` in FOLDER
(TimeML; the text of `<TEXT>` is read against the document creation time) and prints relaxed F1
(any overlap), strict F1 (same span) and value F1 (relaxed F1 times the share of matched
expressions with the right TIMEX3 value). Reports are divided by the SHA-256 of their file names:
four fifths to develop on, one fifth held out.
"""

import argparse
import hashlib
import html
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dateline.reading.when import find_times
from dateline.record import Time
from evaluation.counts import Row

ARCHIVE: Final = Path("research") / "timebank" / "timebank.zip"
PARTS: Final = 5
TAG: Final = re.compile(r"<(/?)(\w+)([^<>]*)>")
BODY: Final = re.compile(r"<TEXT>(.*?)</TEXT>", re.DOTALL)
CREATION: Final = re.compile(r"<TIMEX3[^<>]*CREATION_TIME[^<>]*>")
VALUE: Final = re.compile(r'\bvalue="([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One annotated report: its text, its creation day, and (start, end, value) of each TIMEX3."""

    name: str
    text: str
    created: str | None
    times: tuple[tuple[int, int, str], ...]


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


def read_documents(archive: Path) -> list[Document]:
    """The reports of a zip archive of TimeML files, by name."""
    with zipfile.ZipFile(archive) as files:
        names = sorted(name for name in files.namelist() if name.endswith(".tml"))
        return [parse(name, files.read(name).decode("utf-8")) for name in names]


def parse(name: str, timeml: str) -> Document:
    """One report from its TimeML."""
    body = BODY.search(timeml)
    marked = body[1] if body else ""
    pieces: list[str] = []
    times: list[tuple[int, int, str]] = []
    length, done, opened, value = 0, 0, 0, ""
    for tag in TAG.finditer(marked):
        piece = html.unescape(marked[done : tag.start()])
        pieces.append(piece)
        length, done = length + len(piece), tag.end()
        if tag[2] != "TIMEX3":
            continue
        if tag[1]:
            times.append((opened, length, value))
        elif not tag[3].endswith("/"):
            found = VALUE.search(tag[3])
            opened, value = length, found[1] if found else ""
    pieces.append(html.unescape(marked[done:]))
    created = CREATION.search(timeml)
    day = VALUE.search(created[0]) if created else None
    return Document(
        name=name, text="".join(pieces), created=day[1][:10] if day else None, times=tuple(times)
    )


def held_out(name: str) -> bool:
    """Whether a report belongs to the fifth that is only scored, never looked at."""
    digest = hashlib.sha256(Path(name).name.encode()).hexdigest()
    return int(digest, 16) % PARTS == 0


def match(document: Document, found: Iterable[Time]) -> list[tuple[tuple[int, int, str], Time]]:
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


def score(documents: Iterable[Document]) -> Score:
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
