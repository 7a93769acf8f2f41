"""Folding of names, and the index of phrases."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dateline.gazetteer.words import PhraseIndex, fold, is_acronym, set_aside, split


def test_spellings_of_one_name_fold_alike() -> None:
    assert fold("Sana'a") == fold("SANAA") == fold("Sana’a") == "sanaa"
    assert fold("Aix-en-Provence") == fold("aix en provence")
    assert fold("Łódź") == "lodz"
    assert fold("U.S.") == "us"
    assert fold("Chile's army") == "chile army"


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text: str) -> None:
    words = split(text)
    assert all(text[word.start : word.end].strip() for word in words)
    assert all(left.end <= right.start for left, right in pairwise(words))


def test_acronyms_are_short_words_in_capitals() -> None:
    assert is_acronym("UN")
    assert is_acronym("U.S.")
    assert not is_acronym("Chad")
    assert not is_acronym("UN ENVOY")


def test_the_longest_form_is_found_and_case_counts() -> None:
    index: PhraseIndex[int] = PhraseIndex()
    for form, value in (("US", 1), ("Security Council", 2), ("UN Security Council", 3)):
        index.add(form, value)
    phrase = "tell us what the US and the UN Security Council said in security council talks"
    assert [match.value for match in index.scan(split(phrase))] == [1, 3]


def test_backed_and_anti_set_a_name_aside() -> None:
    for phrase, first in (("Russian-backed rebels", 0), ("anti-ISIS forces", 1)):
        assert set_aside(split(phrase), first, first + 1, phrase)
    assert not set_aside(split("Russian rebels"), 0, 1, "Russian rebels")
