"""Gzip data to bytes, in pieces of bounded size: damage is passed over, bombs are refused."""

import zlib
from typing import Final, Protocol

from dateline.errors import SourceError

MAGIC: Final = b"\x1f\x8b\x08"
PIECE: Final = 65_536  # bytes
_MAX_RATIO: Final = 200
"""Text shrinks to a tenth, pages of a template to a fiftieth; bombs to a thousandth."""
_ALWAYS_FINE: Final = 32_000_000  # bytes; smaller ones harm nobody
_GZIP: Final = 16 + zlib.MAX_WBITS
_HINT: Final = "Decompress it yourself and give what is in it, or fetch it again."


class Readable(Protocol):
    """What bytes are read from, such as a file."""

    def read(self, size: int, /) -> bytes: ...


class Prefixed:
    """A file whose first bytes were read already."""

    def __init__(self, start: bytes, file: Readable) -> None:
        self._start = start
        self._file = file

    def read(self, size: int, /) -> bytes:
        start, self._start = self._start[:size], self._start[size:]
        return start + self._file.read(size - len(start))


class Gunzip:
    """The pieces of a gzip file, which may have many members, as those of a WARC have.

    After an error, `piece` goes on with the next member that can be found.
    """

    def __init__(self, file: Readable) -> None:
        self._file = file
        self._waiting = b""
        self._member: zlib._Decompress | None = None
        self._taken = self._given = 0

    def piece(self) -> bytes:
        """The next bytes, at most `PIECE`; none at the end. `SourceError` where it is damaged."""
        while True:
            if not self._waiting and not self._refill():
                return self._end()
            if self._member is None:
                self._start_member()
                continue
            if data := self._inflated(self._member):
                return data

    def _refill(self) -> bool:
        self._waiting = self._file.read(PIECE)
        return bool(self._waiting)

    def _end(self) -> bytes:
        if self._member is None:
            return b""
        self._member = None
        raise SourceError("the gzip data breaks off", hint=_HINT)

    def _start_member(self) -> None:
        if len(self._waiting) < len(MAGIC):
            self._waiting += self._file.read(PIECE)
        if not self._waiting.strip(b"\0"):
            self._waiting = b""  # zeros that fill a block are part of no member
            return
        if not self._waiting.startswith(MAGIC):
            self._find_member()
            raise SourceError("the gzip data is damaged", hint=_HINT)
        self._member, self._taken, self._given = zlib.decompressobj(_GZIP), 0, 0

    def _inflated(self, member: "zlib._Decompress") -> bytes:
        before = len(self._waiting)
        try:
            data = member.decompress(self._waiting, PIECE)
        except zlib.error as error:
            self._leave_member()
            raise SourceError("the gzip data is damaged", hint=_HINT) from error
        self._waiting = member.unused_data if member.eof else member.unconsumed_tail
        self._taken += before - len(self._waiting)
        self._given += len(data)
        if member.eof:
            self._member = None
        if self._given > _ALWAYS_FINE and self._given > _MAX_RATIO * self._taken:
            self._leave_member()
            raise SourceError(
                f"the gzip data expands more than {_MAX_RATIO}-fold, as a bomb does", hint=_HINT
            )
        return data

    def _leave_member(self) -> None:
        self._member = None
        self._waiting = self._waiting[1:]
        self._find_member()

    def _find_member(self) -> None:
        """Goes on to where a member begins, or to the end."""
        while (found := self._waiting.find(MAGIC)) < 0:
            tail = self._waiting[-len(MAGIC) + 1 :]
            more = self._file.read(PIECE)
            if not more:
                self._waiting = b""
                return
            self._waiting = tail + more
        self._waiting = self._waiting[found:]


def gunzipped(file: Readable, max_bytes: int) -> bytes:
    """All that gzip data holds. Raises `SourceError` where that is more than `max_bytes`."""
    pieces, total = [], 0
    gunzip = Gunzip(file)
    while piece := gunzip.piece():
        total += len(piece)
        if total > max_bytes:
            raise SourceError(
                f"decompressed it is larger than the limit of {max_bytes:,} bytes",
                hint="Raise the limit, or give it in pieces.",
            )
        pieces.append(piece)
    return b"".join(pieces)
