"""`python -m evaluation.bench_archive`: size, opening and questions of an archive of many reports.

Every question of the command line is asked with each filter and with none: as a command of its own,
for which the files of the archive are dropped from the memory of the system where it lets us
(cold), and again in an archive that is open (warm). Exits with 1 where a bar is missed.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from dateline.archive.store import Archive
from evaluation.bench_archive_rows import write_archive, write_derived

DISK: Final = 2.5e9
OPENING: Final = 1.0
ANSWER: Final = 0.5
"""Bars: bytes, and seconds on the clock, for `REPORTS` reports."""
REPORTS: Final = 100_000
SHOWN: Final = 50
"""Rows of an answer that a command shows."""

QUESTIONS: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "events": ("events", {}),
    "timeline": ("timeline", {}),
    "timeline --per month": ("timeline", {"per": "month"}),
    "timeline --per month --dyads": ("timeline", {"per": "month", "dyads": "directed"}),
    "statements": ("statements", {}),
    "incidents": ("incidents", {}),
    "actors": ("actors", {}),
    "sources": ("sources", {}),
    "search": ("search", {}),
}
COLD: Final = ("none", "actor name", "actor code", "source", "since")
"""Filters with which each question is asked as a command, too."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--archive", type=Path, help="an archive to ask instead")
    options = parser.parse_args()
    if options.archive:
        missed = _measure(options.archive)
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bench.dateline"
            with _timed("written"):
                write_archive(path, options.reports)
            with _timed("links and incidents made up, look-up tables computed"):
                write_derived(path)
            missed = _measure(path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at its peak: {peak:.0f} MB; bars missed: {missed}")
    sys.exit(missed > 0)


def _measure(path: Path) -> int:
    """Prints size and times, and returns how many bars are missed."""
    missed = _size(path)
    began = time.perf_counter()
    archive = Archive.open(path)
    missed += _told("opened", time.perf_counter() - began, OPENING)
    with archive:
        filters = _filters(archive)
        (text,) = archive.sql("SELECT text FROM reports LIMIT 1").to_records()
        words = text["text"].split()
        query = words[len(words) // 2]
        for label, (method, fixed) in QUESTIONS.items():
            for name, values in filters.items():
                asked = {**fixed, **values}
                told = f"{label} [{name}]"
                if name in COLD:
                    missed += _command(path, label, values, query, told)
                missed += _warm(archive, method, asked, query, told)
    return missed


def _size(path: Path) -> int:
    files = [file for file in path.rglob("*") if file.is_file()]
    total = sum(file.stat().st_size for file in files)
    by_name: dict[str, int] = {}
    for file in files:
        by_name[file.name] = by_name.get(file.name, 0) + file.stat().st_size
    for name, size in sorted(by_name.items(), key=lambda item: -item[1])[:8]:
        print(f"  {name}: {size / 1e6:.1f} MB")
    print(f"{total / 1e6:.0f} MB in {len(files)} files; bar {DISK / 1e6:.0f} MB")
    return int(total > DISK)


def _filters(archive: Archive) -> dict[str, dict[str, Any]]:
    """One of each kind of filter, with a value that the archive has."""
    event = next(
        row
        for row in archive.sql(
            "SELECT * FROM events WHERE place_name IS NOT NULL AND len(recipient_names) > 0 LIMIT 1"
        )
    )
    (name,) = (row["name"] for row in archive.sql(_A_SOURCE))
    (report,) = archive.sql("SELECT * FROM reports LIMIT 1").to_records()
    middle = report["day"].isoformat()
    return {
        "none": {},
        "actor name": {"actor": event["actor_names"][0]},
        "actor code": {"actor": "KEN GOV"},
        "recipient": {"recipient": event["recipient_names"][0]},
        "type": {"type": "ASSAULT"},
        "mode": {"mode": "drone"},
        "country": {"country": "KEN"},
        "place": {"place": event["place_name"]},
        "near": {"near": f"{event['lat']},{event['lon']},50"},
        "since": {"since": middle},
        "until": {"until": middle},
        "status": {"status": "planned"},
        "stance": {"stance": "denies"},
        "source": {"source": name},
        "anonymous": {"anonymous": True},
        "min origins": {"min_origins": 3},
        "denied": {"denied": True},
        "context": {"context": "military"},
        "outlet": {"outlet": report["outlet"]},
    }


_A_SOURCE: Final = (
    "SELECT source_names[1] AS name FROM statements WHERE len(source_names) > 0 LIMIT 1"
)


def _warm(archive: Archive, method: str, asked: dict[str, Any], query: str, told: str) -> int:
    """Asks twice, and tells the second time."""
    ask: Callable[..., Any] = getattr(archive, method)
    arguments = (query,) if method == "search" else ()
    for _ in range(2):
        began, worked = time.perf_counter(), time.process_time()
        ask(*arguments, limit=SHOWN + 1, **asked).to_records()
        seconds, processor = time.perf_counter() - began, time.process_time() - worked
    return _told(f"{told} warm", seconds, ANSWER, processor)


def _command(path: Path, label: str, values: dict[str, Any], query: str, told: str) -> int:
    """Runs a question as a command."""
    name, *options = label.split()
    words = [query] if name == "search" else []
    for option, value in values.items():
        options += [f"--{option.replace('_', '-')}"] + ([] if value is True else [str(value)])
    for file in path.rglob("*.*"):
        _drop(file)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    command = [sys.executable, "-m", "dateline", name, str(path), *words, *options]
    subprocess.run([*command, "--format", "text"], check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return _told(f"{told} as a command, cold", seconds, ANSWER, processor)


def _drop(file: Path) -> None:
    """Asks the system to keep nothing of a file in memory."""
    if hasattr(os, "posix_fadvise"):
        with file.open("rb") as opened:
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _told(what: str, seconds: float, bar: float, processor: float | None = None) -> int:
    worked = "" if processor is None else f" ({processor:.3f} s of the processor)"
    mark = "" if seconds <= bar else "  MISSED"
    print(f"{what}: {seconds:.3f} s{worked}; bar {bar} s{mark}", flush=True)
    return int(seconds > bar)


@contextmanager
def _timed(what: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    print(f"{what}: {time.perf_counter() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
