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
from typing import TYPE_CHECKING, Final

from dateline.archive.store import Archive
from tests.desk.running import chromium, running_desk

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAINT_SECONDS: Final = ((1_000, 0.3), (100_000, 1.0))
"""The first paint allowed for archives of up to so many reports."""
MOST_KILOBYTES: Final = 600
LOOK_AGAIN: Final = 20
"""Milliseconds."""
TIMES: Final = 4
"""Loads of each page; the first counts. The browser keeps scripts and styles, as a user's does."""
WARM_SECONDS: Final = 30
"""How long the desk has been open: it makes the pages of a large archive ahead."""

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
    """How a page loaded: seconds to the first paint when it is first asked for, and `again`, and
    all it is made of, uncompressed."""

    page: str
    seconds: float
    again: float
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
        for path in ("/add", "/timeline?since=1900&until=1900", "/map?since=1900&until=1900"):
            page.goto(address + path)  # Scripts and styles are known, then.
        page.wait_for_timeout(WARM_SECONDS * 1000)
        for path in pages_of(archive):
            found = []
            for _ in range(TIMES):
                page.goto(address + path, wait_until="load")
                found.append(_measured(page))
            yield Load(
                page=path,
                seconds=found[0]["paint"] / 1000,
                again=median(one["paint"] for one in found[1:]) / 1000,
                kilobytes=max(one["bytes"] for one in found) / 1000,
            )


def _measured(page: "Page") -> dict[str, float]:
    """What the page tells of itself, once it has been painted."""
    while True:
        found: dict[str, float] = page.evaluate(_PAINT)
        if found["paint"] is not None:
            return found
        page.wait_for_timeout(LOOK_AGAIN)


def check(archive: Path, count: int) -> bool:
    """Prints a table; whether every page meets its bars."""
    allowed = next(seconds for most, seconds in PAINT_SECONDS if count <= most)
    print(f"{count:,} reports: first paint at most {allowed} s, {MOST_KILOBYTES} KB")
    good = True
    for load in loads(archive):
        missed = load.seconds > allowed or load.kilobytes > MOST_KILOBYTES
        good = good and not missed
        mark = "  missed" if missed else ""
        print(
            f"  {load.page:<40} {load.seconds:6.3f} s, again {load.again:5.3f} s"
            f" {load.kilobytes:7.0f} KB{mark}",
            flush=True,
        )
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
