"""Quotation marks of every style."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.quotations import find_quotations, trim_content


def inner(text: str) -> list[str]:
    return [text[q.inner[0] : q.inner[1]] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said: "We left." Then "no," again.', ["We left.", "no,"]),
        ("“We won’t go,” he said.", ["We won’t go,"]),
        ("‘We can’t stay,’ the workers’ leader said. ‘It is over.’",
         ["We can’t stay,", "It is over."]),
        ("'It's the workers' day', he said", ["It's the workers' day"]),
        ("«On part», dit-il", ["On part"]),
        ("„Wir gehen“, sagte er", ["Wir gehen"]),
        ("»Nein«, sagte sie", ["Nein"]),
        ("``old style,'' he said", ["old style,"]),
        ("the '90s and the boys' school", []),
        ("a 6'2\" man of 5'", []),
        ("“He told me ‘go away’ and left”", ["He told me ‘go away’ and left"]),
        ('"Unclosed to the end, he said.', ["Unclosed to the end, he said."]),
    ],
)  # fmt: skip
def test_styles(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_quotation_that_runs_on_over_paragraphs() -> None:
    first, second, third = find_quotations("“One.\n\n“Two.\n\n“Three,” he said.")
    assert (first.closing, first.continues) == (None, False)
    assert (second.closing, second.continues) == (None, True)
    assert third.continues
    assert third.closing


def test_a_new_quotation_is_no_continuation() -> None:
    assert not any(q.continues for q in find_quotations("“One.”\n\n“Two,” he said."))


@given(st.text(alphabet="ab.,'\"“”‘’«»„ \n"))
def test_marks_and_inner_text_adjoin(text: str) -> None:
    end = 0
    for quotation in find_quotations(text):
        assert end <= quotation.opening[0] < quotation.opening[1] == quotation.inner[0]
        assert quotation.inner[0] <= quotation.inner[1]
        assert "\n" not in text[quotation.inner[0] : quotation.inner[1]]
        if quotation.closing:
            assert quotation.closing[0] == quotation.inner[1]
        end = quotation.closing[1] if quotation.closing else quotation.inner[1]


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("He said that it rained.", "that it rained", "it rained"),
        ("“We won,” he said.", "“We won,”", "We won"),
        ("“We won.” He left.", "“We won.”", "We won."),
        ('asked whether "it" works', 'whether "it" works', '"it" works'),
        ("called them “liars”", "them “liars”", "them “liars”"),
    ],
)
def test_trim_content(text: str, content: str, expected: str) -> None:
    start = text.index(content)
    span = trim_content(text, (start, start + len(content)), find_quotations(text))
    assert text[span[0] : span[1]] == expected


@given(st.text(alphabet="ab that,:'\"“”", min_size=1), st.data())
def test_trimming_twice_changes_nothing(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quotations = find_quotations(text)
    once = trim_content(text, (start, end), quotations)
    assert start <= once[0] < once[1] <= end
    assert trim_content(text, once, quotations) == once


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'")])
def test_a_quotation_after_the_cue_runs_on(opening: str, closing: str) -> None:
    text = (
        f"{opening}We stay,{closing} he said. {opening}It's ours.\n\n"
        f"{opening}It always was,{closing} he added."
    )
    first, second, third = find_quotations(text)
    assert text[slice(*second.inner)] == "It's ours."
    assert first.closing
    assert (second.closing, third.continues) == (None, True)


def test_a_lone_single_mark_is_an_apostrophe() -> None:
    assert find_quotations("He left 'em there.\n\nThey came back.") == []


def test_contents_begin_and_end_with_no_kind_of_space() -> None:
    text = "«\r\u2009Nobody was hit\u3000»"
    (quotation,) = find_quotations(text)
    start, end = trim_content(text, quotation.inner, [quotation])
    assert text[start:end] == "Nobody was hit"
