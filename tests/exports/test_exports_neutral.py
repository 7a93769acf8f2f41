import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.exports.neutral import (
    PASSAGE_REACH,
    isolate,
    one_line,
    passage,
    shorten,
    shorten_start,
    without_controls,
)
from dateline.record import Span
from tests.strategies import spans, texts


@given(texts())
def test_controls_become_pictures_one_for_one(text: str) -> None:
    shown = without_controls(text)
    assert len(shown) == len(text)
    kept = {char for char in shown if unicodedata.category(char) in {"Cc", "Cs"}}
    assert kept <= {"\t", "\n", "\r"}


def test_pictures_of_escape_and_delete() -> None:
    assert without_controls("\x1b[1m\x7f\x9b\ud800") == "␛[1m␡\ufffd\ufffd"


@given(texts())
def test_one_line_has_no_breaks_and_no_reordering_marks(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
    assert not set(one_line(text)) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_isolates_only_where_needed() -> None:
    assert isolate("troops") == "troops"
    assert isolate("الجيش") == "\u2068الجيش\u2069"


@pytest.mark.parametrize(
    ("text", "trigger", "sentence"),
    [
        ("He left. They met Mr. Oro in May. It rained.", "met", "They met Mr. Oro in May."),
        ("“They fled.” He said so. Yes.", "said", "He said so."),
        ("Headline\n\nThey met. He left.", "met", "They met."),
        ("Is it so? Gen. J. Oro resigned!", "resigned", "Gen. J. Oro resigned!"),
        ("他走了。他们在首都会面。下雨了。", "会面", "他们在首都会面。"),
    ],
)
def test_passage_is_the_sentence(text: str, trigger: str, sentence: str) -> None:
    start = text.index(trigger)
    before, quoted, after = passage(text, (start, start + len(trigger)))
    assert quoted == trigger
    assert before + quoted + after == sentence


def test_passage_without_ends_is_cut_at_words_and_says_so() -> None:
    text = "word " * 200 + "seized" + " word" * 200
    start = text.index("seized")
    before, trigger, after = passage(text, (start, start + 6))
    assert trigger == "seized"
    assert before.startswith("… word")
    assert after.endswith("word …")
    assert len(before) + len(after) <= 2 * PASSAGE_REACH + 4


@given(st.data())
def test_passage_holds_its_span(data: st.DataObject) -> None:
    text = data.draw(texts())
    span: Span = data.draw(spans(text))
    before, quoted, after = passage(text, span)
    assert quoted == text[span[0] : span[1]]
    assert before.removeprefix("… ") + quoted + after.removesuffix(" …") in text


def test_shorten_keeps_whole_words() -> None:
    assert shorten("one two three", 20) == "one two three"
    assert shorten("one two three", 10) == "one two…"
    assert shorten("x" * 30, 10) == "x" * 9 + "…"
    assert shorten_start("one two three", 8) == "… three"
    assert shorten_start("one", 8) == "one"
