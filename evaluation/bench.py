"""`python -m evaluation.bench`: reading speed and memory on reports of 500 words.

The reports are runs of paragraphs of the invented reports in `corpus/`. "Unoptimised" is the same
model as exported: no graph optimisation, one thread.
"""

import resource
import statistics
import time
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from dateline.api import read_many
from dateline.batch.pool import default_workers
from dateline.model.encoding import shipped_pieces
from dateline.model.reader_model import ReaderModel, shipped_model
from dateline.reading.read import read_report
from dateline.record import Report

DOCS: Final = Path(__file__).resolve().parents[1] / "corpus" / "docs"
WORDS: Final = 500
REPORTS: Final = 60
UNOPTIMISED_REPORTS: Final = 10


def main() -> None:
    reports = list(five_hundred_words(REPORTS))
    words = sum(len(r.text.split()) for r in reports) / len(reports)
    print(f"{len(reports)} reports of {words:.0f} words on average, {default_workers()} cores")
    print(f"unoptimised, one process: {_unoptimised(reports):.2f} reports/s")
    one = _in_process(reports)
    print(f"one process, {resource_mb()} MB at its peak: {one:.2f} reports/s")
    pooled = _pooled(reports)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{default_workers()} processes, {children} MB each at the peak: {pooled:.2f} reports/s")


def five_hundred_words(count: int) -> Iterator[Report]:
    """Texts of `WORDS` words or a paragraph more, each unlike the others."""
    paragraphs = [
        paragraph
        for path in sorted(DOCS.glob("*.txt"))
        for paragraph in path.read_text(encoding="utf-8").split("\n\n")
        if paragraph.strip()
    ]
    at = 0
    for _ in range(count):
        chosen: list[str] = []
        length = 0
        while length < WORDS:
            chosen.append(paragraphs[at % len(paragraphs)])
            length += len(chosen[-1].split())
            at += 1
        yield Report(text="\n\n".join(chosen), published="2020-03-04")


def _rate(reports: list[Report], model: ReaderModel) -> float:
    read_report(reports[0], model)
    seconds = []
    for report in reports:
        began = time.perf_counter()
        read_report(report, model)
        seconds.append(time.perf_counter() - began)
    return 1 / statistics.mean(seconds)


def _unoptimised(reports: list[Report]) -> float:
    with as_file(files("dateline.model")) as folder:
        model = ReaderModel(folder, shipped_pieces(), threads=1, optimized=False)
    return _rate(reports[:UNOPTIMISED_REPORTS], model)


def _in_process(reports: list[Report]) -> float:
    return _rate(reports, shipped_model())


def _pooled(reports: list[Report]) -> float:
    """Start-up of the workers left out: the clock starts with the first record."""
    records = read_many([*reports[:8], *reports, *reports])
    for _ in range(8):
        next(records)
    began = time.perf_counter()
    count = sum(1 for _ in records)
    return count / (time.perf_counter() - began)


def resource_mb() -> int:
    """Peak memory of this process in MB (Linux counts in KB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
