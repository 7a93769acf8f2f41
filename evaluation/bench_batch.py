"""`python -m evaluation.bench_batch`: what a page of a web archive costs, step by step.

Takes a WARC of your own, or makes one: pages of about 100,000 characters around the invented
reports of `corpus/`, with the menus, scripts and lists of links that news sites have. Seconds are
of the processor, for one page on one core; fetching is not part of it.
"""

import argparse
import gzip
import html
import resource
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from dateline.archive.derive import derive_again
from dateline.archive.layout import Layout
from dateline.archive.lock import writer_lock
from dateline.archive.store import Archive
from dateline.archive.writer import Counts, Writer, prepare
from dateline.errors import DatelineError
from dateline.model.reader_model import shipped_model
from dateline.reading.read import read_report
from dateline.record import Record, Report
from dateline.sources.draft import SourceOptions
from dateline.sources.language import other_language
from dateline.sources.recognize import reports_in

DOCS: Final = Path(__file__).resolve().parents[1] / "corpus" / "docs"
PAGES: Final = 60
PAGE_CHARACTERS: Final = 100_000
OPTIONS: Final = SourceOptions()

T = TypeVar("T")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--warc", type=Path, help="a WARC; by default one is made")
    parser.add_argument("--pages", type=int, default=PAGES)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        warc: Path = arguments.warc or _written(Path(folder) / "made.warc.gz", arguments.pages)
        _measure(warc, arguments.pages, Path(folder) / "bench.dateline")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"memory at its peak: {peak} MB")


def _measure(warc: Path, most: int, archive: Path) -> None:
    pages = _timed("WARC parsed", lambda: list(islice(_pages(warc), most)), most)
    size = sum(map(len, pages)) / len(pages)
    print(f"{len(pages)} pages of {size:,.0f} bytes, {warc.stat().st_size:,} in the file")
    _found(pages[0])  # the first page pays for imports
    loaded = _timed("page to report", lambda: [_found(page) for page in pages], len(pages))
    reports = [report for report in loaded if report is not None]
    words = sum(len(report.text.split()) for report in reports) / len(reports)
    print(f"{len(reports)} reports of {words:.0f} words")
    texts = [report.text for report in reports]
    _timed("of that, language", lambda: list(map(other_language, texts)), len(pages))
    model = shipped_model(threads=1)
    read_report(reports[0], model)
    records = _timed(
        "report read", lambda: [read_report(report, model) for report in reports], len(reports)
    )
    _timed("record written", lambda: _write(archive, records), len(records))
    _timed("links and incidents", lambda: derive_again(Layout(archive)), len(records))
    files = [file for file in archive.rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files) / len(records)
    with Archive.open(archive) as opened:
        events = opened.sql("SELECT count(*) AS n FROM events").to_records()[0]["n"]
    print(f"{size:,.0f} bytes and {events / len(records):.1f} events a report in the archive")


def _timed(what: str, work: Callable[[], T], count: int) -> T:
    clock, processor = time.perf_counter(), time.process_time()
    result = work()
    processor, clock = time.process_time() - processor, time.perf_counter() - clock
    print(f"{what}: {1000 * processor / count:.2f} ms a page ({1000 * clock / count:.2f} by clock)")
    return result


def _pages(warc: Path) -> Iterable[bytes]:
    """The bodies of all HTML responses."""
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

    with warc.open("rb") as file:
        for record in ArchiveIterator(file):
            kind = record.http_headers and record.http_headers.get_header("Content-Type")
            if record.rec_type == "response" and kind and "html" in kind:
                yield record.content_stream().read()


def _found(page: bytes) -> Report | None:
    try:
        (loaded,) = reports_in(page, "page", OPTIONS, page=True)
    except DatelineError:
        return None
    return loaded.report


def _write(archive: Path, records: Iterable[Record]) -> None:
    layout, counts = Layout(archive), Counts()
    prepare(layout)
    with writer_lock(layout):
        writer = Writer(layout, ["bench"])
        for record in records:
            writer.add(record, counts)
        writer.commit()
        writer.close()


def _written(path: Path, pages: int) -> Path:
    """A WARC with one gzip member a record, as crawlers write it."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(DOCS.glob("*.txt"))[:pages]]
    with path.open("wb") as out:
        for number, text in enumerate(texts):
            body = _page(text, number).encode("utf-8")
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
            record = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:made:{number}>\r\n"
                f"WARC-Target-URI: https://outlet.example/{number}\r\n"
                "WARC-Date: 2024-03-05T08:00:00Z\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(head) + len(body)}\r\n\r\n"
            )
            out.write(gzip.compress(record.encode() + head + body + b"\r\n\r\n"))
    return path


def _page(text: str, number: int) -> str:
    """A page of a news site: of what it holds little is the report."""
    title, _, body = text.partition("\n\n")
    paragraphs = "".join(f"<p>{html.escape(p)}</p>\n" for p in body.split("\n\n"))
    links = "".join(
        f'<li class="item item-{n}"><a href="/section/{number}/{n}" data-track="nav:{n * 7919}">'
        f"More from the section {n}</a></li>\n"
        for n in range(250)
    )
    script = "\n".join(
        f'window.data["{n}"]={{"id":{n * 104729},"slot":"{n:x}"}};' for n in range(800)
    )
    page = (
        f"<!doctype html><html lang='en'><head><title>{html.escape(title)}</title>"
        f"<meta property='article:published_time' content='2024-03-05T08:00:00Z'>"
        f"<script>{script}</script></head><body><nav><ul>{links}</ul></nav>"
        f"<article><h1>{html.escape(title)}</h1>{paragraphs}</article><footer>{{}}</footer>"
        "</body></html>"
    )
    filler = '<div class="promo"><span>Sign up</span><img src="/i.png" alt=""></div>\n'
    return page.replace("{}", filler * max(0, (PAGE_CHARACTERS - len(page)) // len(filler)))


if __name__ == "__main__":
    main()
