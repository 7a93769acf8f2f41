"""Any source to reports: files, folders, globs, addresses and standard input, one at a time."""

import glob
import io
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from dateline.errors import SourceError
from dateline.sources import warc
from dateline.sources.draft import Loaded, SourceOptions
from dateline.sources.folder import files_in
from dateline.sources.gunzip import Prefixed, Readable
from dateline.sources.recognize import reports_in, reports_in_line

_ADDRESS: Final = re.compile(
    r"[a-zA-Z][a-zA-Z0-9+.-]{1,20}://|(?:data|file|ftp|mailto|javascript):"
)
_STANDARD_INPUT: Final = "-"
_JSON_LINES: Final = (".jsonl", ".ndjson")
_PAGES: Final = (".html", ".htm", ".xhtml")


def load(source: str, options: SourceOptions | None = None) -> Iterator[Loaded]:
    """The reports of a source, read one by one as they are asked for.

    A source is a text file, a page (file or `http(s)` address), a feed, a list of feeds or a
    sitemap (whose pages are fetched), a WARC or WACZ file, JSON Lines, ninjs, a folder, a glob, or
    `-` for standard input. What can't be read comes as an item with an error.
    """
    options = options or SourceOptions()
    try:
        yield from _load(source, options)
    except SourceError as error:
        yield Loaded(source, None, error)


def _load(source: str, options: SourceOptions) -> Iterator[Loaded]:
    if not source.strip() or "\x00" in source:
        raise SourceError("no source was given", hint="Give a file, a folder, an address, or -.")
    if source == _STANDARD_INPUT:
        yield from _stream(sys.stdin.buffer, "standard input", options)
    elif _ADDRESS.match(source):
        yield from _load_address(source, options)
    elif os.path.isdir(source):
        for found in files_in(Path(source)):
            yield from [found] if isinstance(found, Loaded) else _load_file(found, options)
    elif os.path.lexists(source):
        yield from _load_file(Path(source), options)
    elif glob.has_magic(source):
        yield from _load_glob(source, options)
    else:
        raise SourceError(f"there is no file {source}", hint="Check the path.")


def _load_address(url: str, options: SourceOptions) -> Iterator[Loaded]:
    from dateline.sources.fetch import fetch

    answer = fetch(
        url,
        timeout=options.timeout,
        max_bytes=options.max_bytes,
        allow_private=options.allow_private,
    )
    yield from reports_in(answer.data, url, options, charset=answer.charset, url=answer.url)


def _load_glob(pattern: str, options: SourceOptions) -> Iterator[Loaded]:
    paths = [Path(path) for path in sorted(glob.glob(pattern, recursive=True))]
    files = [path for path in paths if not path.is_dir()]
    if not files:
        raise SourceError(f"no file matches {pattern}", hint="Check the pattern.")
    for path in files:
        yield from _load_file(path, options)


def _load_file(path: Path, options: SourceOptions) -> Iterator[Loaded]:
    label = str(path)
    try:
        with _open(path) as file:
            if path.suffix.lower() in _JSON_LINES:
                yield from _json_lines(file, label, options)
                return
            if warc.is_wacz(file, file.peek(warc.HEAD)):
                yield from warc.wacz_reports(file, label, options)
                return
            size, page = os.fstat(file.fileno()).st_size, path.suffix.lower() in _PAGES
            yield from _stream(file, label, options, size=size, page=page)
    except SourceError as error:
        yield Loaded(label, None, error)
    except OSError as error:
        yield Loaded(label, None, _unreadable(error))


def _stream(
    file: Readable, label: str, options: SourceOptions, *, size: int = 0, page: bool = False
) -> Iterator[Loaded]:
    """The reports of what was opened: a WARC record by record, anything else whole.

    `size` is what it is known to hold, checked before any more is read.
    """
    head = file.read(warc.HEAD)
    whole = Prefixed(head, file)
    if warc.is_warc(head):
        yield from warc.warc_reports(whole, label, options)
    else:
        data = _read(whole, options.max_bytes, size)
        yield from reports_in(data, label, options, page=page)


def _open(path: Path) -> io.BufferedReader:
    """The opened file. Devices and pipes are not opened: reading them may never end."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise SourceError(
                f"{path} is a device, a pipe or a socket, not a file",
                hint="Give a file, or pipe the text into standard input and give -.",
            )
        return path.open("rb")
    except FileNotFoundError as error:
        raise SourceError(f"there is no file {path}", hint="Check the path.") from error
    except PermissionError as error:
        raise SourceError(
            f"{path} may not be read: permission denied", hint="Change its permissions."
        ) from error
    except (OSError, ValueError) as error:
        raise SourceError(f"{path} can't be opened: {error}", hint="Check the path.") from error


def _read(file: Readable, max_bytes: int, size: int = 0) -> bytes:
    """All bytes of `file`; `size` is what it is known to hold, checked before any is read."""
    try:
        data = file.read(max_bytes + 1) if size <= max_bytes else b""
    except OSError as error:
        raise _unreadable(error) from error
    if max(size, len(data)) > max_bytes:
        raise SourceError(
            f"it is larger than the limit of {max_bytes:,} bytes",
            hint="Give one report a file, or JSON Lines for many; or raise the limit.",
        )
    return data


def _unreadable(error: OSError) -> SourceError:
    return SourceError(f"it can't be read: {error.strerror}", hint="Check the disk.")


def _json_lines(file: BinaryIO, label: str, options: SourceOptions) -> Iterator[Loaded]:
    """The reports of JSON Lines, with at most one line of the file in memory."""
    number, empty = 0, True
    while line := file.readline(options.max_bytes + 1):
        number += 1
        if len(line) > options.max_bytes:
            while line and not line.endswith(b"\n"):
                line = file.readline(options.max_bytes)
        if line.strip():
            empty = False
            yield reports_in_line(line, f"{label}:{number}", options)
    if empty:
        raise SourceError("it is empty", hint="Give a file with one JSON object a line.")
