"""`python -m evaluation.bench_incidents`: time and memory of finding the incidents of an archive.

Incidents are found as a build finds them, but with each report as its own origin. Peak memory is
that of this process, with what it maps of files.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from dateline.archive.incidents import each_incident
from dateline.archive.store import Archive
from evaluation.bench_archive_rows import write_archive

REPORTS: Final = 2_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=REPORTS, help="reports that are generated")
    parser.add_argument("--archive", type=Path, help="an archive to use instead")
    options = parser.parse_args()
    if options.archive:
        _measure(options.archive)
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bench.dateline"
            write_archive(path, options.reports)
            # In a process of its own, whose memory is that of finding them alone.
            command = [sys.executable, "-m", "evaluation.bench_incidents", "--archive", str(path)]
            subprocess.run(command, check=True)


def _measure(path: Path) -> None:
    with Archive.open(path) as archive:
        ids = archive.report_ids()
        began, worked = time.perf_counter(), time.process_time()
        origins = {report_id: report_id for report_id in ids}
        incidents = events = 0
        for _, rows in each_incident(archive.connection, origins):
            incidents += 1
            events += len(rows)
    print(f"{len(ids)} reports, {events} events, {incidents} incidents")
    seconds, processor = time.perf_counter() - began, time.process_time() - worked
    print(f"found in {seconds:.1f} s ({processor:.1f} s of the processor)")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"memory at its peak: {peak} MB")


if __name__ == "__main__":
    main()
