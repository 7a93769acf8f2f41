"""First paint and size of every page of the desk, in Chromium: `python -m evaluation.bench_desk`.

Two archives of generated reports, of 1,000 and of 100,000 (`--reports`), as `bench_archive` makes
them, or one of your own (`--archive`). The exit code is 1 where a page misses its bar.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from dateline.archive.store import Archive
from tests.desk.running import chromium, running_desk

PAINT_SECONDS: Final = ((1_000, 0.3), (100_000, 1.0))
"""The first paint allowed for archives of up to so many reports."""
MOST_KILOBYTES: Final = 600
TIMES: Final = 5
"""Loads of each page; the median counts. The browser keeps its cache, as a user's does."""

_PAINT: Final = """
() => ({
  paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null,
  bytes: performance.getEntries()
    .filter((entry) => ["navigation", "resource"].includes(entry.entryType))
    .reduce((sum, entry) => sum + entry.decodedBodySize, 0),
})
"""


@dataclass(frozen=True, slots=True)
class Load:
    """How a page loaded: seconds to the first paint, and all it is made of, uncompressed."""

    page: str
    seconds: float
    kilobytes: float


def pages_of(archive: Path) -> list[str]:
    """An address of each kind of page."""
    with Archive.open(archive) as opened:
        report = opened.report_ids()[0]
        (incident,) = opened.connection.execute(
            "SELECT incident_id FROM incidents ORDER BY reports DESC, incident_id LIMIT 1"
        ).fetchone() or ("",)
    return [
        "/timeline", "/timeline?type=ASSAULT", "/map", "/actors", "/incidents",
        f"/incidents/{incident}", "/reports", f"/reports/{report}", "/sources",
        "/search?q=minister", "/review", "/add",
    ]  # fmt: skip


def loads(archive: Path) -> Iterator[Load]:
    with running_desk(archive) as address, chromium() as browser:
        page = browser.new_context().new_page()
        page.goto(f"{address}/add")  # The browser itself is warm, then.
        for path in pages_of(archive):
            found = []
            for _ in range(TIMES):
                page.goto(address + path, wait_until="load")
                page.wait_for_function(
                    "performance.getEntriesByName('first-contentful-paint').length > 0"
                )
                found.append(page.evaluate(_PAINT))
            yield Load(
                page=path,
                seconds=median(one["paint"] for one in found) / 1000,
                kilobytes=max(one["bytes"] for one in found) / 1000,
            )


def check(archive: Path, count: int) -> bool:
    """Prints a table; whether every page meets its bars."""
    allowed = next(seconds for most, seconds in PAINT_SECONDS if count <= most)
    print(f"{count:,} reports: first paint at most {allowed} s, {MOST_KILOBYTES} KB")
    good = True
    for load in loads(archive):
        missed = load.seconds > allowed or load.kilobytes > MOST_KILOBYTES
        good = good and not missed
        mark = "  missed" if missed else ""
        print(f"  {load.page:<40} {load.seconds:6.3f} s {load.kilobytes:7.0f} KB{mark}", flush=True)
    return good


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, help="an archive of your own")
    parser.add_argument("--reports", type=int, action="append", help="default: 1000 and 100000")
    options = parser.parse_args()
    if options.archive:
        with Archive.open(options.archive) as opened:
            count = len(opened.report_ids())
        sys.exit(0 if check(options.archive, count) else 1)
    from evaluation.bench_archive_rows import write_archive, write_derived

    good = True
    for count in options.reports or (1_000, 100_000):
        with tempfile.TemporaryDirectory() as folder:
            archive = Path(folder) / "bench.dateline"
            write_archive(archive, count)
            write_derived(archive)
            good = check(archive, count) and good
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
