"""Web archives that are made here: whole, gzipped, packed, damaged, hostile."""

import gzip
import io
import json
import random
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from dateline.sources.draft import Loaded, SourceOptions
from dateline.sources.load import load
from dateline.sources.recognize import reports_in
from dateline.sources.warc import warc_reports
from tests.sources.serving import page, text

HTML = "text/html; charset=utf-8"
Header = tuple[str, str]


def url_of(number: int) -> str:
    return f"https://wire.example/{number}"


class Writer:
    """Writes a WARC."""

    def __init__(self, *, gzipped: bool = False) -> None:
        self.file = io.BytesIO()
        self._writer = WARCWriter(self.file, gzip=gzipped)

    def response(
        self,
        number: int,
        *,
        body: bytes | None = None,
        status: str = "200 OK",
        kind: str = HTML,
        more: tuple[Header, ...] = (),
    ) -> "Writer":
        headers = StatusAndHeaders(status, [("Content-Type", kind), *more], protocol="HTTP/1.1")
        payload = io.BytesIO(page(number).encode() if body is None else body)
        self._writer.write_record(
            self._writer.create_warc_record(
                url_of(number), "response", payload=payload, http_headers=headers
            )
        )
        return self

    def others(self) -> "Writer":
        """Records that are not pages."""
        writer = self._writer
        writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
        request = StatusAndHeaders("GET / HTTP/1.1", [("Host", "a")], is_http_request=True)
        records = (
            writer.create_warc_record(url_of(0), "request", http_headers=request),
            writer.create_warc_record(
                "dns:wire.example", "response", io.BytesIO(b"1.2.3.4"), warc_content_type="text/dns"
            ),
            writer.create_warc_record(url_of(0), "metadata", io.BytesIO(b"a: b")),
        )
        for record in records:
            writer.write_record(record)
        return self

    @property
    def data(self) -> bytes:
        return self.file.getvalue()


def items(data: bytes, **options: int) -> list[Loaded]:
    return list(warc_reports(io.BytesIO(data), "a.warc", SourceOptions(**options)))  # type: ignore[arg-type]


def texts(found: list[Loaded]) -> list[str]:
    return [item.report.text for item in found if item.report]


def messages(found: list[Loaded]) -> list[str]:
    errors = [item.error for item in found if item.error]
    assert all(error.hint for error in errors)
    return [error.message for error in errors]


@pytest.mark.parametrize("gzipped", [False, True])
def test_only_pages_that_were_found_are_read(gzipped: bool) -> None:
    writer = Writer(gzipped=gzipped).others().response(1).response(2, status="404 Not Found")
    writer.response(3, kind="image/png", body=b"\x89PNG").others().response(4, body=b"")
    writer.response(5, status="301 Moved").response(6, kind="application/xhtml+xml")
    found = items(writer.data)
    assert texts(found) == [text(1), text(6)]
    assert [item.report.url for item in found if item.report] == [url_of(1), url_of(6)]
    assert [item.label for item in found] == [f"a.warc#{url_of(n)}" for n in (1, 4, 6)]
    assert len(messages(found)) == 1


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.bin"])
def test_files_are_told_by_their_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(Writer(gzipped=name.endswith("gz")).response(1).response(2).data)
    assert texts(list(load(str(path)))) == [text(1), text(2)]
    assert texts(list(reports_in(path.read_bytes(), "a", SourceOptions()))) == [text(1), text(2)]


def test_a_warc_in_one_piece_of_gzip() -> None:
    assert texts(items(gzip.compress(Writer().response(1).response(2).data))) == [text(1), text(2)]


def test_bodies_in_chunks_and_compressed() -> None:
    body = page(1).encode()
    half = len(body) // 2
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in (body[:half], body[half:], b""))
    chunked = ("Transfer-Encoding", "chunked")
    encoded = ("Content-Encoding", "gzip")
    writer = Writer().response(1, body=chunks, more=(chunked,))
    writer.response(1, body=gzip.compress(body), more=(encoded,))
    writer.response(1, more=(encoded,)).response(1, more=(chunked,))
    writer.response(1, body=b"\x8b\x03\x80", more=(("Content-Encoding", "br"),))
    found = items(writer.data)
    assert texts(found) == [text(1)] * 4
    assert messages(found) == ["the page is compressed as br, which is not read"]


def test_charsets() -> None:
    body = page(1).replace("mayor", "mairé").encode("latin-1")
    writer = Writer().response(1, body=body, kind="text/html; charset=ISO-8859-1")
    assert "mairé" in texts(items(writer.data))[0]


@pytest.mark.parametrize("gzipped", [False, True])
def test_pages_over_the_limit_are_set_aside(gzipped: bool) -> None:
    large = page(1).encode() + b" " * 200_000
    bomb = gzip.compress(b"<p>" + b" " * 50_000_000)
    writer = Writer(gzipped=gzipped).response(1, body=large)
    writer.response(2, body=bomb, more=(("Content-Encoding", "gzip"),)).response(3)
    found = items(writer.data, max_bytes=100_000)
    assert texts(found) == [text(3)]
    assert [message.count("limit of 100,000") for message in messages(found)] == [1, 1]


def test_records_that_are_damaged_are_set_aside_one_by_one() -> None:
    records = [Writer().response(number).data for number in range(5)]
    records[1] = records[1].replace(b"Content-Length: ", b"Content-Length: x", 1)
    records[3] = records[3].replace(b"WARC/1.0", b"WURC/1.0", 1)
    found = items(b"".join(records))
    assert texts(found) == [text(0), text(2), text(4)]
    assert len(messages(found)) == 2


def test_damage_within_gzip_costs_one_record() -> None:
    noise = random.Random(1).randbytes(200_000).hex().encode()
    records = [Writer(gzipped=True).response(number).data for number in range(4)]
    damaged = bytearray(Writer(gzipped=True).response(9, body=noise).data)
    damaged[50_000:50_100] = bytes(100)
    records[2] = bytes(damaged)
    found = items(b"".join(records))
    assert texts(found) == [text(0), text(1), text(3)]
    assert len(messages(found)) == 1


@pytest.mark.parametrize("gzipped", [False, True])
def test_a_file_that_breaks_off(gzipped: bool) -> None:
    data = Writer(gzipped=gzipped).response(1).response(2).data
    found = items(data[:-100])
    assert texts(found) == [text(1)]
    assert len(messages(found)) == 1
    assert "break" in messages(found)[0]


@pytest.mark.parametrize(
    "start",
    [
        b"WARC/1.0\r\n" + b"a" * 3_000_000,
        b"WARC/1.0\r\n" + b"a: b\r\n" * 500_000,
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
        b"WARC/9.9\r\n\r\n",
        b"\r\n" * 500_000 + b"nothing\r\n",
    ],
)
def test_hostile_headers(start: bytes) -> None:
    found = items(start + b"\r\n\r\n" + Writer().response(1).data)
    assert texts(found) == [text(1)]
    assert 1 <= len(messages(found)) <= 2


class Endless:
    """A WARC of very many pages, made as it is read."""

    def __init__(self, records: int) -> None:
        self._records: Iterator[bytes] = (
            Writer().response(number, body=page(number).encode() + b" " * 100_000).data
            for number in range(records)
        )
        self._buffer = b""

    def read(self, size: int, /) -> bytes:
        while len(self._buffer) < size and (record := next(self._records, b"")):
            self._buffer += record
        taken, self._buffer = self._buffer[:size], self._buffer[size:]
        return taken


def test_memory_does_not_grow() -> None:
    found = warc_reports(Endless(30), "a.warc", SourceOptions())
    for _ in range(5):
        next(found)
    tracemalloc.start()
    assert sum(item.report is not None for item in found) == 25
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


def wacz(path: Path, *warcs: bytes, compression: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as package:
        package.writestr("datapackage.json", json.dumps({"profile": "data-package"}))
        for number, data in enumerate(warcs):
            ending = ".gz" if data.startswith(b"\x1f") else ""
            package.writestr(f"archive/{number}.warc{ending}", data)
        package.writestr("pages/pages.jsonl", "{}\n")
    return path


@pytest.mark.parametrize("name", ["a.wacz", "a.zip"])
def test_wacz(tmp_path: Path, name: str) -> None:
    warcs = (Writer(gzipped=True).response(1).response(2).data, Writer().response(3).data)
    path = wacz(tmp_path / name, *warcs, compression=zipfile.ZIP_DEFLATED)
    found = list(load(str(path)))
    assert texts(found) == [text(1), text(2), text(3)]
    assert found[0].label == f"{path}/archive/0.warc.gz#{url_of(1)}"


def test_bombs_in_a_package_are_refused(tmp_path: Path) -> None:
    bomb = Writer().response(1, body=b" " * 60_000_000).data
    good = Writer().response(2).data
    found = list(load(str(wacz(tmp_path / "a.wacz", bomb, good, compression=zipfile.ZIP_DEFLATED))))
    assert texts(found) == [text(2)]
    assert "bomb" in messages(found)[0]
    found = items(gzip.compress(b"WARC/1.0\r\n" + b"a" * 60_000_000) + gzip.compress(good))
    assert texts(found) == [text(2)]


def test_damaged_packages(tmp_path: Path) -> None:
    path = wacz(tmp_path / "a.wacz", Writer().response(1).data, Writer().response(2).data)
    data = bytearray(path.read_bytes())
    at = data.index(b"harbour number 1")
    data[at : at + 4] = b"HARB"
    path.write_bytes(data)
    found = list(load(str(path)))
    assert text(2) in texts(found)
    assert messages(found)
    path.write_bytes(data[:-30])
    assert "ZIP" in messages(list(load(str(path))))[0]


def test_other_packages_are_no_web_archives(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert "ZIP" in messages(list(load(str(path))))[0]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    stream: BinaryIO = Pipe(Writer(gzipped=True).response(1).data)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(stream))
    assert texts(list(load("-"))) == [text(1)]


@settings(deadline=None, max_examples=20)
@given(st.binary(max_size=200), st.integers(0, 2000), st.booleans())
def test_any_bytes_give_reports_or_errors(noise: bytes, at: int, gzipped: bool) -> None:
    data = Writer(gzipped=gzipped).response(1).response(2).data
    for damaged in (data[:at] + noise + data[at:], data[:at] + noise + data[at + len(noise) :]):
        found = items(b"WARC/" + damaged) + items(damaged)
        assert all((item.report is None) != (item.error is None) for item in found)


def test_a_package_with_damaged_lzma_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("a.warc", b"WARC/1.0\r\n" * 100)
    data = bytearray(path.read_bytes())
    data[30 + len("a.warc") + 4] = 0xFF
    path.write_bytes(data)
    (loaded,) = load(str(path))
    assert loaded.error is not None
    assert loaded.error.hint
