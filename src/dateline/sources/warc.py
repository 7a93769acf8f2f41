"""Web archives to reports: WARC files, gzipped or not, and WACZ packages, read as a stream."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from functools import partial
from itertools import count
from typing import Any, BinaryIO, Final

from dateline.errors import SourceError
from dateline.record import Report
from dateline.sources.answers import charset_of
from dateline.sources.article import text_report
from dateline.sources.decode import decode
from dateline.sources.draft import Loaded, SourceOptions
from dateline.sources.gunzip import MAGIC, PIECE, Gunzip, Prefixed, Readable, gunzipped
from dateline.sources.listing import web_address

HEAD: Final = 4096
"""Bytes from the start of a file that tell whether it is a WARC."""
_WARC: Final = b"WARC/"
_ZIP: Final = b"PK\x03\x04"
_WARC_NAMES: Final = (".warc", ".warc.gz")
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
_MAX_HEADER: Final = 262_144  # bytes of the headers of a record; those of a server have 65,536
_MAX_HTTP_HEADER: Final = 65_536
_MAX_ZIP_RATIO: Final = 200
_ALWAYS_FINE: Final = 32_000_000  # bytes
_HINT: Final = "The other records are read; fetch or export the archive again for this one."


def is_warc(head: bytes) -> bool:
    """Whether the bytes that a file begins with are those of a WARC, gzipped or not."""
    if not head.startswith(MAGIC):
        return head.startswith(_WARC)
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, len(_WARC)) == _WARC
    except zlib.error:
        return False


def is_wacz(file: BinaryIO, head: bytes) -> bool:
    """Whether a file is a zip with WARCs in it. Leaves the file at its start."""
    if not head.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(file) as package:
            return any(name.lower().endswith(_WARC_NAMES) for name in package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    finally:
        file.seek(0)


_UNREADABLE: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, RuntimeError, EOFError,
)  # fmt: skip
"""What reading a damaged package raises."""


def wacz_reports(file: BinaryIO, label: str, options: SourceOptions) -> Iterator[Loaded]:
    """The reports of all WARCs of a WACZ package, in the order of the package."""
    with zipfile.ZipFile(file) as package:
        for member in package.infolist():
            if not member.filename.lower().endswith(_WARC_NAMES):
                continue
            name = f"{label}/{member.filename}"
            try:
                _refuse_bomb(member)
                with package.open(member) as warc:
                    yield from warc_reports(warc, name, options)
            except _UNREADABLE as error:
                yield Loaded(name, None, _damaged(f"it can't be read from the package: {error}"))
            except SourceError as error:
                yield Loaded(name, None, error)


def warc_reports(file: Readable, label: str, options: SourceOptions) -> Iterator[Loaded]:
    """The reports of the HTML pages of a WARC that were answered with 200, one at a time.

    A record that can't be read is an item with an error, and the next one that can be found is
    read. Never more than one page is in memory.
    """
    records = _Records(_Stream(_pieces(file)))
    for number in count(1):
        name = f"{label}#{number}"
        try:
            record = records.next()
            if record is None:
                return
            page = _page(record, options.max_bytes)
            if page is None:
                continue
            name = f"{label}#{page.url}"
            yield Loaded(name, _report(page, options), None)
        except SourceError as error:
            yield Loaded(name, None, error)


@dataclass(frozen=True, slots=True)
class _Page:
    url: str
    data: bytes
    charset: str | None


def _report(page: _Page, options: SourceOptions) -> Report:
    text = decode(page.data, page.charset)
    return text_report(text, options, url=web_address(page.url), page=True)


def _refuse_bomb(member: zipfile.ZipInfo) -> None:
    large = member.file_size > _ALWAYS_FINE
    if large and member.file_size > _MAX_ZIP_RATIO * member.compress_size:
        raise _damaged(f"it expands more than {_MAX_ZIP_RATIO}-fold, as a bomb does")


def _pieces(file: Readable) -> Callable[[], bytes]:
    """What gives the next bytes of a file, decompressed if need be; none at its end."""
    start = file.read(len(MAGIC))
    whole = Prefixed(start, file)
    return Gunzip(whole).piece if start == MAGIC else partial(whole.read, PIECE)


class _Stream:
    """The part of a file that `warcio` uses, with lines and headers of bounded length."""

    def __init__(self, piece: Callable[[], bytes]) -> None:
        self._piece = piece
        self._buffer = bytearray()
        self._given = self._header = 0
        self.broken = False
        """Whether bytes were lost, so that no count of them holds any more."""

    def tell(self) -> int:
        return self._given

    def begin_record(self) -> None:
        """Counts the bytes of headers from here."""
        self._header = 0

    def read(self, size: int) -> bytes:
        if not self._buffer:
            self._buffer += self._next_piece()
        return self._take(size)

    def readline(self, size: int | None = None) -> bytes:
        limit = min(size or _MAX_HEADER, _MAX_HEADER)
        searched = 0
        while (end := self._buffer.find(b"\n", searched, limit)) < 0:
            searched = len(self._buffer)
            if searched >= limit or not (piece := self._next_piece()):
                break
            self._buffer += piece
        line = self._take(limit if end < 0 else end + 1)
        self._header += len(line)
        if self._header > _MAX_HEADER:
            self._header = 0
            raise _damaged("its headers have no end")
        return line

    def _next_piece(self) -> bytes:
        try:
            return self._piece()
        except SourceError:
            self._buffer.clear()
            self.broken = True
            raise

    def _take(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        self._given += len(taken)
        return taken


class _Records:
    """The records of a WARC, in order. After damage it goes on with the next record."""

    def __init__(self, stream: _Stream) -> None:
        from warcio.recordloader import ArcWarcRecordLoader  # type: ignore[import-untyped]

        self._stream = stream
        self._loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
        self._record: Any = None
        self._lost = False

    def next(self) -> Any | None:
        """The next record, `None` at the end. `SourceError`, once, for each damaged stretch."""
        from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

        while True:
            try:
                self._skip_rest()
                return self._load()
            except (SourceError, ArchiveLoadFailed, EOFError, ValueError) as error:
                self._record, self._stream.broken = None, False
                if not self._lost:
                    self._lost = True
                    known = isinstance(error, SourceError)
                    raise error if known else _damaged("the record is damaged") from error

    def _skip_rest(self) -> None:
        record, self._record = self._record, None
        if self._stream.broken:
            self._stream.broken, self._lost = False, True
            return
        while record is not None and record.raw_stream.read(PIECE):
            pass

    def _load(self) -> Any | None:
        line = self._first_line()
        if not line:
            return None
        record = self._loader.parse_record_stream(self._stream, line, "warc", True)
        length = record.rec_headers.get_header("Content-Length") or ""
        if not (length.isascii() and length.isdigit()):
            raise _damaged("the record tells no length")
        self._record, self._lost = record, False
        return record

    def _first_line(self) -> bytes:
        """The line that opens the next record; nothing at the end."""
        while True:
            self._stream.begin_record()
            line = self._stream.readline()
            if not line or line.startswith(_WARC):
                return line
            if line.strip() and not self._lost:
                raise _damaged("what follows the record before is no record")


def _page(record: Any, max_bytes: int) -> _Page | None:
    """The page of a record; `None` for what is no HTML response with status 200."""
    kind = record.rec_headers.get_header("Content-Type") or ""
    if record.rec_type != "response" or not kind.lower().startswith("application/http"):
        return None
    from warcio.statusandheaders import StatusAndHeadersParser  # type: ignore[import-untyped]

    body = io.BytesIO(_collected(record.raw_stream, _MAX_HTTP_HEADER))
    try:
        http = StatusAndHeadersParser(["HTTP/1.1", "HTTP/1.0"], verify=False).parse(body)
    except EOFError:
        return None
    content_type = Message()
    content_type["Content-Type"] = http.get_header("Content-Type") or ""
    if http.get_statuscode() != "200" or content_type.get_content_type() not in _PAGES:
        return None
    data = body.read()
    data += _collected(record.raw_stream, max_bytes + 1 - len(data))
    if len(data) > max_bytes:
        raise _too_large(max_bytes)
    if record.raw_stream.limit:
        raise _damaged("the file breaks off within the record")
    if (http.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        data = _dechunked(data)
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    decoded = _decoded(data, (http.get_header("Content-Encoding") or "").strip().lower(), max_bytes)
    return _Page(url, decoded, charset_of(content_type))


def _collected(stream: Any, size: int) -> bytes:
    pieces = []
    while size > 0 and (piece := stream.read(min(size, PIECE))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _dechunked(data: bytes) -> bytes:
    from warcio.bufferedreaders import ChunkedDataReader  # type: ignore[import-untyped]

    found: bytes = ChunkedDataReader(io.BytesIO(data)).read()
    return found


def _decoded(data: bytes, encoding: str, max_bytes: int) -> bytes:
    """The body without its content encoding, which many crawlers undo but leave in the header."""
    if encoding in ("gzip", "x-gzip") and data.startswith(MAGIC):
        return gunzipped(io.BytesIO(data), max_bytes)
    if encoding == "deflate" and not data.lstrip().startswith(b"<"):
        for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
            try:
                inflated = zlib.decompressobj(window).decompress(data, max_bytes + 1)
            except zlib.error:
                continue
            if len(inflated) > max_bytes:
                raise _too_large(max_bytes)
            return inflated
    if encoding in ("br", "zstd") and not data.lstrip().startswith(b"<"):
        raise _damaged(f"the page is compressed as {encoding}, which is not read")
    return data


def _too_large(max_bytes: int) -> SourceError:
    return SourceError(
        f"the page is larger than the limit of {max_bytes:,} bytes", hint="Raise the limit."
    )


def _damaged(message: str) -> SourceError:
    return SourceError(message, hint=_HINT)
