import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.exports.cells import cell_width, wrap
from dateline.exports.neutral import FSI, PDI, isolate, one_line
from tests.strategies import texts


@pytest.mark.parametrize(
    ("text", "cells"),
    [("abc", 3), ("東京", 4), ("e\u0301", 1), ("ﾊﾝｶｸ", 4), ("Ｆ", 2), ("\u200b\u2068", 0), ("", 0)],
)
def test_cell_width(text: str, cells: int) -> None:
    assert cell_width(text) == cells


@given(texts(), st.integers(2, 60))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    words = one_line(text)
    lines = wrap(words, width)
    assert all(cell_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())


def test_breaks_at_spaces_and_within_long_words() -> None:
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("abcdefgh ij", 3) == ["abc", "def", "gh", "ij"]
    assert wrap("", 10) == [""]


def test_combining_marks_stay_with_their_letter() -> None:
    assert wrap("ae\u0301e\u0301", 2) == ["ae\u0301", "e\u0301"]


def test_an_isolate_is_closed_and_opened_again_at_a_break() -> None:
    first, second = wrap(isolate("شرطة المدينة"), 8)
    for line in (first, second):
        assert line.startswith(FSI)
        assert line.endswith(PDI)
