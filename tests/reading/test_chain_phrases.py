"""The extent of phrases, and what their words tell."""

import pytest

from dateline.reading.chain_phrases import Phrase, find_phrases
from tests.reading.parsed import name, parsed, tag


def phrases(text: str, sentence: str, **types: str) -> dict[str, Phrase]:
    """The phrases by their text; `types` gives the words that head one, each with its type."""
    document = parsed(text, sentence)
    words = [document.word(i) for i in range(len(document.words))]
    tag(document, "mentions", {words.index(word): kind for word, kind in types.items()})
    return {document.quote(p.words): p for p in find_phrases(document, {})}


def test_a_phrase_holds_its_clause_but_not_its_apposition() -> None:
    found = phrases(
        "The mayor, a doctor, met rebels who fled.",
        "The/DET/2/det mayor/NOUN/7/nsubj ,/PUNCT/5/punct a/DET/5/det doctor/NOUN/2/appos "
        ",/PUNCT/2/punct met/VERB/0/root rebels/NOUN/7/obj who/PRON/10/nsubj "
        "fled/VERB/8/acl:relcl ./PUNCT/7/punct",
        mayor="person", doctor="person", rebels="person",
    )  # fmt: skip
    assert list(found) == ["The mayor", "a doctor", "rebels who fled"]
    assert found["The mayor"].plural is False
    assert found["rebels who fled"].plural is True
    assert found["rebels who fled"].clause


def test_coordinated_phrases_are_one_more_together() -> None:
    found = phrases(
        "Police and soldiers left.",
        "Police/NOUN/4/nsubj and/CCONJ/3/cc soldiers/NOUN/1/conj left/VERB/0/root ./PUNCT/4/punct",
        Police="person", soldiers="person",
    )  # fmt: skip
    assert list(found) == ["Police", "Police and soldiers", "soldiers"]


def test_a_predicate_s_phrase_leaves_the_clause_out() -> None:
    found = phrases(
        "Today she was the leader.",
        "Today/NOUN/5/obl she/PRON/5/nsubj was/AUX/5/cop the/DET/5/det leader/NOUN/0/root "
        "./PUNCT/5/punct",
        leader="person",
    )  # fmt: skip
    assert list(found) == ["she", "the leader"]
    assert found["the leader"].subjects == (1,)


def test_a_bracket_that_is_not_closed_ends_a_phrase() -> None:
    found = phrases(
        "The army ( left.",
        "The/DET/2/det army/NOUN/4/nsubj (/PUNCT/2/punct left/VERB/0/root ./PUNCT/4/punct",
        army="organization",
    )
    assert list(found) == ["The army"]


def test_a_possessor_owns_and_keeps_its_ending() -> None:
    found = phrases(
        "Peru's army left.",
        "Peru/PROPN/3/nmod:poss 's/PART/1/case army/NOUN/4/nsubj left/VERB/0/root ./PUNCT/4/punct",
        Peru="place", army="organization",
    )  # fmt: skip
    assert list(found) == ["Peru's", "Peru's army"]
    assert found["Peru's"].text == "peru"
    assert found["Peru's army"].owner == 0
    assert found["Peru's army"].determiner == "my"


def test_expletives_and_relatives_mention_nothing() -> None:
    found = phrases(
        "It rained on men who slept.",
        "It/PRON/2/expl rained/VERB/0/root on/ADP/4/case men/NOUN/2/obl who/PRON/6/nsubj "
        "slept/VERB/4/acl:relcl ./PUNCT/2/punct",
        men="person", who="person",
    )  # fmt: skip
    assert [p.noun for p in found.values()] == ["man"]


@pytest.mark.parametrize(
    ("given", "male"), [("Maria", False), ("Carlos", True), ("Xq", None), ("King", True)]
)
def test_gender(given: str, male: bool | None) -> None:
    document = parsed(
        f"{given} Moyo left.",
        f"{given}/PROPN/3/nsubj Moyo/PROPN/1/flat left/VERB/0/root ./PUNCT/3/punct",
    )
    name(document, f"{given} Moyo", "person")
    (phrase,) = find_phrases(document, {})
    assert phrase.male is male
    assert phrase.name == (given, "Moyo")
