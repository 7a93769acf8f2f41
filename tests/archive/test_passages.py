"""Paragraphs and sentences of texts of any kind."""

import itertools
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from dateline.archive.passages import LONGEST_PARAGRAPH, paragraphs, sentence_around
from tests.strategies import spans, texts
from tests.timing import takes_under

LINE = (
    "Rebels shelled the town on Monday. The army said that nine people had died. "
    "“It went on all night,” said Mr. Okot. Talks are to begin in Algiers."
)


@given(texts())
def test_paragraphs_hold_all_words_in_order(text: str) -> None:
    found = list(paragraphs(text))
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(found))
    assert all("\n" not in text[a:b] and b - a <= LONGEST_PARAGRAPH for a, b in found)


def test_long_lines_are_cut_at_spaces() -> None:
    text = "word " * 2000
    found = list(paragraphs(text))
    assert len(found) == 6
    assert all(text[b - 1 : b] == "d" or b == len(text) for _, b in found)
    assert len(list(paragraphs("x" * 10_000))) == 5


@given(st.data())
def test_the_sentence_is_short_and_holds_the_start_of_the_span(data: st.DataObject) -> None:
    text = data.draw(texts())
    span = data.draw(spans(text))
    limit = data.draw(st.integers(20, 400))
    found = sentence_around(text, span, limit=limit)
    assert len(found) <= limit
    assert text[span[0]].strip() in found


def test_a_short_line_is_given_whole_and_of_a_long_one_the_sentence() -> None:
    at = LINE.index("died")
    assert sentence_around("Title\n\n" + LINE, (at + 7, at + 11), limit=400) == LINE
    found = sentence_around(LINE, (at, at + 4), limit=100)
    assert found == "The army said that nine people had died."


def test_what_is_too_long_is_cut_around_the_span() -> None:
    text = "and so on " * 100 + "they shelled it " + "and so on " * 100
    at = text.index("shelled")
    found = sentence_around(text, (at, at + 7), limit=120)
    assert "they shelled it" in found
    assert found[0] == found[-1] == "…"


def test_hostile_texts_are_fast() -> None:
    def walk(text: str) -> None:
        list(paragraphs(text))
        sentence_around(text, (100_000, 100_001), limit=400)

    for text in ("." * 200_000, ". " * 100_000, '."' * 100_000, " " * 200_000, ".\t" * 100_000):
        assert takes_under(1, partial(walk, text))
