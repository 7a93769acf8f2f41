"""`python -m evaluation.bench_incidents`: time and memory of finding the incidents of an archive.

All that is derived from its reports is found as a build finds it: first of all reports but those of
the last days, then of all. Peak memory is that of this process, with what it maps of files.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from dateline.archive.database import connect, copy, parquet
from dateline.archive.derive import derive
from dateline.archive.layout import Layout
from dateline.archive.manifest import Manifest, Part, read_manifest, write_manifest
from dateline.archive.parts import copy_part, part_files
from dateline.archive.store import Archive
from dateline.archive.tables import PARTS
from dateline.archive.writer import prepare
from evaluation.bench_archive_rows import write_archive

REPORTS: Final = 2_000
NEW: Final = 20
"""Reports, the last by day, that come when all others are there."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=REPORTS, help="reports that are generated")
    parser.add_argument("--new", type=int, default=NEW, help="reports that come last")
    parser.add_argument("--archive", type=Path, help="an archive to use instead")
    options = parser.parse_args()
    if options.archive:
        _measure(options.archive, options.new)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.dateline"
        write_archive(path, options.reports)
        # In a process of its own, whose memory is that of finding them alone.
        command = [sys.executable, "-m", "evaluation.bench_incidents", "--archive", str(path)]
        subprocess.run([*command, "--new", str(options.new)], check=True)


def _measure(path: Path, new: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        layout = Layout(Path(folder) / "again.dateline")
        prepare(layout)
        early, late = _split(path, layout, new)
        manifest = Manifest("generated", "generated", (early,))
        for parts in ((early,), (early, late)):
            manifest = replace(manifest, parts=parts)
            write_manifest(layout, manifest)
            began, worked = time.perf_counter(), time.process_time()
            manifest = replace(manifest, derived=derive(layout, manifest))
            seconds, processor = time.perf_counter() - began, time.process_time() - worked
            write_manifest(layout, manifest)
            reports = sum(part.rows["reports"] for part in parts)
            events = sum(part.rows["events"] for part in parts)
            print(f"{reports} reports, {events} events, {_incidents(layout)} incidents")
            print(f"found in {seconds:.1f} s ({processor:.1f} s of the processor)")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"memory at its peak: {peak} MB")


def _split(path: Path, layout: Layout, new: int) -> tuple[Part, Part]:
    """Copies the reports of an archive into two parts, the last so many of them into the second."""
    parts = [part_files(Layout(path), part) for part in read_manifest(Layout(path)).parts]
    found = []
    with connect() as connection:
        connection.execute(
            "CREATE TABLE late AS SELECT report_id "
            f"FROM {parquet(files['reports'] for files in parts)} "
            f"ORDER BY day DESC NULLS LAST, report_id LIMIT {new}"
        )
        for condition in ("NOT IN", "IN"):
            copies = {table: layout.root / f"{table}.parquet" for table in PARTS}
            for table, file in copies.items():
                rows = f"FROM {parquet(files[table] for files in parts)}"
                copy(connection, f"{rows} WHERE report_id {condition} (FROM late)", file)
            part = copy_part(connection, layout, copies, [])
            assert part is not None
            found.append(part)
            for file in copies.values():
                file.unlink()
    early, late = found
    return early, late


def _incidents(layout: Layout) -> int:
    with Archive(layout) as archive:
        row = archive.connection.execute("SELECT count(*) FROM incidents").fetchone()
    return int(row[0]) if row else 0


if __name__ == "__main__":
    main()
