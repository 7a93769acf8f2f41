"""Noun phrases in the parse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.document import Document
from dateline.reading.noun_phrases import (
    conjuncts,
    is_definite,
    is_plural,
    participant,
    phrase_of,
    singular,
    tidied,
)
from tests.reading.parsed import at, name, parsed, quotes


def victims() -> Document:
    return parsed(
        "The two wounded officers from Lima and an aid worker, who fled, died.",
        "The/DET/4/det two/NUM/4/nummod wounded/ADJ/4/amod officers/NOUN/15/nsubj from/ADP/6/case "
        "Lima/PROPN/4/nmod and/CCONJ/10/cc an/DET/10/det aid/NOUN/10/compound worker/NOUN/4/conj "
        ",/PUNCT/13/punct who/PRON/13/nsubj fled/VERB/4/acl:relcl ,/PUNCT/4/punct died/VERB/0/root "
        "./PUNCT/15/punct",
    )


def test_children_are_the_dependents_of_the_same_sentence() -> None:
    document = parsed(
        "Police fled. Rebels stayed.",
        "Police/NOUN/2/nsubj fled/VERB/0/root ./PUNCT/2/punct",
        "Rebels/NOUN/2/nsubj stayed/VERB/0/root ./PUNCT/2/punct",
    )
    assert document.children(1) == [0, 2]
    assert document.children(4) == [3, 5]
    assert document.children(0) == []


def test_a_phrase_is_its_head_with_what_stands_before_it() -> None:
    document = victims()
    head = at(document, "officers")[0]
    assert document.quote(phrase_of(document, head)) == "The two wounded officers"
    assert document.quote(phrase_of(document, at(document, "worker")[0])) == "an aid worker"


def test_the_preposition_before_a_phrase_is_no_part_of_it() -> None:
    document = victims()
    assert document.quote(phrase_of(document, at(document, "Lima")[0])) == "Lima"


def test_a_possessive_mark_is_no_part_of_the_phrase() -> None:
    document = parsed(
        "Kenya's army fled.",
        "Kenya/PROPN/3/nmod:poss 's/PART/1/case army/NOUN/4/nsubj fled/VERB/0/root ./PUNCT/4/punct",
    )
    assert document.quote(phrase_of(document, 0)) == "Kenya"
    assert document.quote(phrase_of(document, 2)) == "Kenya's army"


def test_conjuncts_stand_apart() -> None:
    document = victims()
    words = at(document, "The two wounded officers from Lima and an aid worker")
    assert quotes(document, conjuncts(document, words)) == [
        "The two wounded officers",
        "an aid worker",
    ]


def test_a_phrase_without_conjuncts_stays_whole() -> None:
    document = victims()
    words = at(document, "The two wounded officers from Lima")
    assert conjuncts(document, words) == [words]


def test_verbs_joined_inside_a_phrase_are_no_conjuncts_of_it() -> None:
    document = parsed(
        "men who robbed and killed",
        "men/NOUN/0/root who/PRON/3/nsubj robbed/VERB/1/acl:relcl and/CCONJ/5/cc "
        "killed/VERB/3/conj",
    )
    assert conjuncts(document, (0, 5)) == [(0, 5)]


def test_a_verb_joined_to_a_noun_is_no_conjunct_of_it() -> None:
    document = parsed("riots and fled", "riots/NOUN/0/root and/CCONJ/3/cc fled/VERB/1/conj")
    assert conjuncts(document, (0, 3)) == [(0, 3)]


def test_three_conjuncts_in_a_chain() -> None:
    document = parsed(
        "Togo, Benin and Ghana agreed.",
        "Togo/PROPN/6/nsubj ,/PUNCT/3/punct Benin/PROPN/1/conj and/CCONJ/5/cc Ghana/PROPN/3/conj "
        "agreed/VERB/0/root ./PUNCT/6/punct",
    )
    parts = quotes(document, conjuncts(document, at(document, "Togo, Benin and Ghana")))
    assert parts == ["Togo", "Benin", "Ghana"]


def test_tidied_drops_marks_and_function_words_at_the_ends() -> None:
    document = victims()
    assert document.quote(tidied(document, at(document, "and an aid worker,"))) == "an aid worker"
    assert document.quote(tidied(document, at(document, "officers from"))) == "officers"


def test_a_lone_article_stands_for_its_phrase() -> None:
    document = victims()
    assert document.quote(tidied(document, (0, 1))) == "The two wounded officers"


def test_the_participant_is_the_person_named_beside_a_title() -> None:
    document = parsed(
        "Farmer Ana Haddad waited.",
        "Farmer/NOUN/4/nsubj Ana/PROPN/1/flat Haddad/PROPN/2/flat waited/VERB/0/root "
        "./PUNCT/4/punct",
    )
    words = at(document, "Farmer Ana Haddad")
    assert document.word(participant(document, words)) == "Farmer"
    name(document, "Ana Haddad", "person")
    assert document.word(participant(document, words)) == "Ana"


def test_the_participant_is_not_whom_somebody_belongs_to() -> None:
    document = parsed(
        "The wife of Haddad and Moyo's lawyer waited.",
        "The/DET/2/det wife/NOUN/9/nsubj of/ADP/4/case Haddad/PROPN/2/nmod and/CCONJ/8/cc "
        "Moyo/PROPN/8/nmod:poss 's/PART/6/case lawyer/NOUN/2/conj waited/VERB/0/root "
        "./PUNCT/9/punct",
    )
    name(document, "Haddad", "person")
    name(document, "Moyo", "person")
    assert document.word(participant(document, at(document, "The wife of Haddad"))) == "wife"
    assert document.word(participant(document, at(document, "Moyo's lawyer"))) == "lawyer"


def test_definite_is_what_opens_with_a_definite_word() -> None:
    document = victims()
    assert is_definite(document, at(document, "The two wounded officers"))
    assert not is_definite(document, at(document, "an aid worker"))


@pytest.mark.parametrize(
    ("cell", "plural"),
    [
        ("officers/NOUN", True),
        ("police/NOUN", True),
        ("gunmen/NOUN", True),
        ("schoolchildren/NOUN", True),
        ("they/PRON", True),
        ("officer/NOUN", False),
        ("witness/NOUN", False),
        ("virus/NOUN", False),
        ("crisis/NOUN", False),
        ("gas/NOUN", False),
        ("Jones/PROPN", False),
    ],
)
def test_plural_by_form(cell: str, plural: bool) -> None:
    document = parsed(cell.split("/")[0], f"{cell}/0/root")
    assert is_plural(document, 0) is plural


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Ministers", "minister"),
        ("agencies", "agency"),
        ("churches", "church"),
        ("witnesses", "witness"),
        ("taxes", "tax"),
        ("spokesmen", "spokesman"),
        ("witness", "witness"),
        ("crisis", "crisis"),
        ("bus", "bus"),
        ("spokesperson", "spokesperson"),
    ],
)
def test_singular(word: str, expected: str) -> None:
    assert singular(word) == expected


@given(st.text())
def test_singular_of_any_word_begins_like_it(word: str) -> None:
    found = singular(word)
    assert len(found) <= len(word.lower())
    assert word.lower().startswith(found[:-2])
