"""Words of raw text."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.words import split_words


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in split_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army didn't stop.", ["The", "army", "did", "n't", "stop", "."]),
        ("Peru’s president can’t", ["Peru", "’s", "president", "ca", "n’t"]),
        ("They cannot agree", ["They", "can", "not", "agree"]),
        ("the workers' union", ["the", "workers", "'", "union"]),
        ("Mr. Okello, 45, said.", ["Mr.", "Okello", ",", "45", ",", "said", "."]),
        ("U.S. troops left at 5 p.m.", ["U.S.", "troops", "left", "at", "5", "p.m."]),
        ("a $3.5bn loan, up 12%", ["a", "$", "3.5", "bn", "loan", ",", "up", "12", "%"]),
        ("1,200 people on 3/4/2003", ["1,200", "people", "on", "3/4/2003"]),
        ("the 21st and the 1990s", ["the", "21st", "and", "the", "1990s"]),
        ("a government-backed militia", ["a", "government", "-", "backed", "militia"]),
        ("his re-election", ["his", "re-election"]),
        ("see https://a.example/b?c=1.", ["see", "https://a.example/b?c=1", "."]),
        ("mail press@un.example now", ["mail", "press@un.example", "now"]),
        ("“No,” she said…", ["“", "No", ",", "”", "she", "said", "…"]),
        ("wait...", ["wait", "..."]),
        ("either/or (maybe)", ["either", "/", "or", "(", "maybe", ")"]),
        ("John F. Moyo", ["John", "F.", "Moyo"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_words_cover_all_but_spaces(text: str) -> None:
    spans = split_words(text)
    assert all(a < b for a, b in spans)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    covered = "".join(text[a:b] for a, b in spans)
    assert "".join(covered.split()) == "".join(text.split())


def test_long_runs_take_linear_time() -> None:
    for text in ("a" * 200_000, "." * 200_000, "a-" * 100_000, "a." * 100_000, "'" * 100_000):
        assert split_words(text)
