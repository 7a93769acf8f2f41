"""Lines of relation requests."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import SourceError
from dateline.sources.relation_lines import parse_line


def test_both_parties() -> None:
    line = '{"text": "Police hit José.", "actor": [0, 6], "recipient": [11, 15]}'
    assert parse_line(line.encode()) == ("Police hit José.", (0, 6), (11, 15))


@pytest.mark.parametrize("line", [b'{"text": "x", "actor": null}', b'{"text": "x"}'])
def test_a_party_may_be_missing(line: bytes) -> None:
    assert parse_line(line) == ("x", None, None)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (b"", "no JSON"),
        (b"{", "no JSON"),
        (b'{"text": "\xff"}', "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[1]", "no text"),
        (b"{}", "no text"),
        (b'{"text": 3}', "no text"),
        (b'{"text": "x", "actor": 3}', "its actor is no pair"),
        (b'{"text": "x", "actor": [1]}', "its actor is no pair"),
        (b'{"text": "x", "actor": [0, 1, 2]}', "its actor is no pair"),
        (b'{"text": "x", "recipient": [0, "1"]}', "its recipient is no pair"),
        (b'{"text": "x", "recipient": [0, true]}', "its recipient is no pair"),
        (b'{"text": "x", "recipient": [0, 1.5]}', "its recipient is no pair"),
    ],
)
def test_other_lines_are_refused_with_what_is_wrong(line: bytes, complaint: str) -> None:
    with pytest.raises(SourceError, match=complaint) as caught:
        parse_line(line)
    assert "text" in (caught.value.hint or "")


@given(st.text(), st.none() | st.tuples(st.integers(), st.integers()))
def test_what_is_written_is_read(text: str, actor: tuple[int, int] | None) -> None:
    line = json.dumps({"text": text, "actor": actor, "recipient": None}).encode()
    assert parse_line(line) == (text, actor, None)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(line: bytes) -> None:
    try:
        text, _, _ = parse_line(line)
    except SourceError:
        return
    assert isinstance(text, str)
