"""Anonymity that was asked for or given."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.anonymity import anonymity_of, find_anonymity_wordings
from dateline.reading.document import Document
from dateline.reading.words import split_words
from tests.reading.parsed import parsed
from tests.timing import takes_under


def flat(*sentences: str) -> Document:
    """Sentences without a tree; paragraphs where a sentence ends with a line break."""
    cells = [
        " ".join(f"{sentence[a:b]}/X/0/root" for a, b in split_words(sentence))
        for sentence in sentences
    ]
    text = "".join(s if s.endswith("\n") else f"{s} " for s in sentences).rstrip()
    return parsed(text, *cells)


def read(*sentences: str, source_type: str = "unnamed_person") -> tuple[str, str | None]:
    document = flat(*sentences)
    anonymity, reason = anonymity_of(document, (0, 2), None, source_type)
    return anonymity, document.text[reason[0] : reason[1]] if reason else None


@pytest.mark.parametrize(
    "wording",
    [
        "spoke on condition of anonymity",
        "spoke on the condition that he not be named",
        "spoke anonymously",
        "asked not to be identified",
        "requested anonymity",
        "preferred to remain anonymous",
        "insisted on not being named",
        "asked that her name not be used",
        "declined to give his full name",
        "was not authorised to speak to reporters",
        "did not want to be named",
        "could not be named",
        "gave only her first name",
        "spoke only if not named",
    ],
)
def test_wordings(wording: str) -> None:
    sentence = f"An official, who {wording}, said so."
    assert read(sentence)[0] == "granted"
    (start, end), *_ = find_anonymity_wordings(sentence, 0, len(sentence))
    assert sentence[start:end] in wording


@pytest.mark.parametrize(
    "wording",
    [
        "named the minister",
        "was asked to be quick",
        "asked not to wait",
        "gave the first names of both",
        "was authorised to speak",
    ],
)
def test_likely_words_that_grant_nothing(wording: str) -> None:
    assert read(f"An official, who {wording}, said so.") == ("unnamed", None)


def test_only_unnamed_sources_are_anonymous() -> None:
    sentence = "An official asked not to be named."
    assert read(sentence, source_type="unnamed_group")[0] == "granted"
    for named in ("named_person", "named_organization", "document", "implicit"):
        assert read(sentence, source_type=named) == ("none", None)


def test_only_words_in_the_stretch_are_found() -> None:
    text = "He asked not to be named. She spoke anonymously."
    assert len(find_anonymity_wordings(text, 0, len(text))) == 2
    (span,) = find_anonymity_wordings(text, 26, len(text))
    assert text[slice(*span)] == "anonymously"


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        (
            "An official asked not to be named because the talks were private.",
            "the talks were private",
        ),
        (
            "An official asked not to be named for fear of reprisals, and left.",
            "for fear of reprisals",
        ),
        (
            "An official spoke on condition of anonymity, citing the talks.",
            "the talks",
        ),
        (
            "An official said so, as he was not authorised to speak to reporters.",
            "was not authorised to speak to reporters",
        ),
        ("An official asked not to be named.", None),
    ],
)
def test_the_reason_given(sentence: str, reason: str | None) -> None:
    assert read(sentence) == ("granted", reason)


def test_the_next_sentence_counts_where_it_goes_on_about_the_source() -> None:
    said = "An official said so."
    assert read(said, "He asked not to be named.")[0] == "granted"
    assert read(said, "Moyo asked not to be named.")[0] == "unnamed"
    assert read(said + "\n\n", "He asked not to be named.")[0] == "unnamed"


def test_without_words_to_look_beside_a_source_is_unnamed() -> None:
    document = flat("He asked not to be named.")
    assert anonymity_of(document, None, None, "unnamed_person") == ("unnamed", None)
    assert anonymity_of(document, None, (1, 2), "unnamed_person")[0] == "granted"


@given(st.text(max_size=200))
def test_wordings_lie_in_the_text_in_order(text: str) -> None:
    found = find_anonymity_wordings(f"{text} anonymously {text}", 0, len(text) * 2 + 13)
    assert found == sorted(found)
    assert len(found) >= 1


def test_long_texts_take_linear_time() -> None:
    for part in ("on condition that he ", "asked that he ", "spoke to ", "not authorised to "):
        text = part * 5_000
        assert takes_under(1, partial(find_anonymity_wordings, text, 0, len(text)))
