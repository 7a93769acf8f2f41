"""Builds for tests: reports as JSON Lines, a reader that needs no model, and an archive's rows."""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dateline.archive import writer
from dateline.archive.build import build
from dateline.archive.store import Archive
from dateline.archive.tables import TABLES
from dateline.batch.pool import Outcome
from dateline.errors import DatelineError
from dateline.record import Actor, Event, Meta, Name, Place, Record, Report, Statement, Time
from dateline.sources.draft import Loaded

UNREADABLE = "unreadable"
"""The stub reader sets aside reports that hold this word."""

WORDS = (
    "The rebels in the northern town of Gao released twelve hostages on Sunday after talks in "
    "Algiers with a delegation of the government and the army, two officials of the ministry "
    "said on Monday, and police arrested three men who had shelled a village near the border"
).split()


def text_of(number: int, *, paragraphs: int = 3) -> str:
    """A text of its own for each number, with a headline and paragraphs."""
    state = hashlib.sha256(str(number).encode()).digest()
    lines = [f"Report {number} from Gao"]
    for paragraph in range(paragraphs):
        start = state[paragraph % len(state)] % len(WORDS)
        words = WORDS[start:] + WORDS[:start]
        lines.append(f"Case {number}.{paragraph}: {' '.join(words)}.")
    return "\n\n".join(lines)


def write_reports(path: Path, numbers: Iterable[int]) -> Path:
    """JSON Lines with one report a number."""
    with path.open("w", encoding="utf-8") as file:
        for number in numbers:
            day = f"2024-03-{number % 28 + 1:02}"
            report = {"text": text_of(number), "published": day, "outlet": f"Outlet {number % 7}"}
            file.write(json.dumps(report) + "\n")
    return path


def stub_record(report: Report) -> Record:
    """A record with one entry in every layer."""
    start = report.text.find("released")
    released = (max(start, 0), max(start, 0) + 8)
    place = Place(span=(5, 8), name="Gao", geonames_id=2457161, lat=16.27, lon=-0.04, country="MLI")
    time = Time(span=(2, 6), kind="date", value="2024-03-03", start="2024-03-03", end="2024-03-03")
    return Record(
        report=report,
        actors=(
            Actor(id="A1", name="rebels", mentions=((4, 10),), kind="group", country="MLI"),
            Actor(id="A2", name="hostages", mentions=(released,), kind="group"),
        ),
        statements=(
            Statement(
                id="S1", content=(released,), cue=(0, 3), quotation="indirect", source=("A1",)
            ),
        ),
        events=(
            Event(
                id="E1",
                trigger=released,
                type="RETREAT",
                mode="release",
                actor=("A1",),
                actor_spans=((4, 10),),
                recipient=("A2",),
                recipient_spans=(released,),
                place=place,
                time=time,
                according_to="S1",
            ),
        ),
        names=(Name(span=(4, 10), type="place"),),
        places=(place,),
        times=(time,),
        meta=Meta(dateline="0.1.0", model="stub", seconds=0.5),
    )


def stub_reader(items: Iterable[Loaded], *, workers: int | None) -> Iterator[Outcome]:
    """Reads at once, in this process."""
    for item in items:
        if item.report is None:
            yield Outcome(item.label, None, item.error)
        elif UNREADABLE in item.report.text:
            yield Outcome(item.label, None, DatelineError("it can't be read", hint="Leave it out."))
        else:
            yield Outcome(item.label, stub_record(item.report), None)


def rows_in(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables of an archive, sorted."""
    with Archive.open(path) as archive:
        return {
            table: archive.connection.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall()
            for table in TABLES
        }


def build_stub(source: str, path: str, part_reports: int) -> None:
    """Builds with the stub reader and small parts."""
    setattr(writer, "PART_REPORTS", part_reports)  # noqa: B010
    build([source], path, reader=stub_reader)


def main() -> None:
    """`python -m tests.archive.building SOURCE ARCHIVE PART_REPORTS`."""
    source, path, part_reports = sys.argv[1:]
    try:
        build_stub(source, path, int(part_reports))
    except DatelineError as error:
        sys.exit(f"{error.message}\n{error.hint}")


if __name__ == "__main__":
    main()
