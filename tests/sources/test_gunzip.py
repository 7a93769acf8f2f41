"""Gzip data that is whole, in many members, damaged, or a bomb."""

import gzip
import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import SourceError
from dateline.sources.gunzip import PIECE, Gunzip, gunzipped


def pieces(data: bytes) -> list[bytes | str]:
    """All pieces, with the message of each error where it comes."""
    gunzip, found = Gunzip(io.BytesIO(data)), list[bytes | str]()
    while True:
        try:
            piece = gunzip.piece()
        except SourceError as error:
            found.append(error.message)
            continue
        if not piece:
            return found
        assert len(piece) <= PIECE
        found.append(piece)


@settings(deadline=None)
@given(st.lists(st.binary(max_size=200), min_size=1, max_size=5))
def test_all_members_are_read(contents: list[bytes]) -> None:
    data = b"".join(map(gzip.compress, contents))
    assert b"".join(p for p in pieces(data) if isinstance(p, bytes)) == b"".join(contents)
    assert gunzipped(io.BytesIO(data + b"\0" * 512), 2000) == b"".join(contents)


def test_large_members_come_in_pieces() -> None:
    content = random.Random(1).randbytes(300_000) * 2
    assert gunzipped(io.BytesIO(gzip.compress(content)), 600_000) == content
    with pytest.raises(SourceError, match="limit"):
        gunzipped(io.BytesIO(gzip.compress(content)), 599_999)


def test_after_damage_the_next_member_is_found() -> None:
    noise = random.Random(2).randbytes(200_000)
    damaged = bytearray(gzip.compress(noise))
    damaged[20_000:20_040] = b"\xff" * 40
    data = gzip.compress(b"first") + bytes(damaged) + b"between" + gzip.compress(b"last")
    found = pieces(data)
    assert (found[0], found[-1]) == (b"first", b"last")
    assert any(isinstance(piece, str) and "damaged" in piece for piece in found)


def test_data_that_breaks_off_is_told() -> None:
    assert pieces(gzip.compress(b"first") + gzip.compress(b"second" * 50)[:-12])[-1] == (
        "the gzip data breaks off"
    )


def test_bombs_are_refused() -> None:
    bomb = gzip.compress(b" " * 60_000_000)
    found = pieces(bomb + gzip.compress(b"last"))
    assert sum(len(piece) for piece in found if isinstance(piece, bytes)) < 40_000_000
    assert [piece for piece in found if isinstance(piece, str)] == [
        "the gzip data expands more than 200-fold, as a bomb does"
    ]
    assert found[-1] == b"last"


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_come_to_an_end(data: bytes) -> None:
    pieces(b"\x1f\x8b\x08" + data)
    pieces(data)
