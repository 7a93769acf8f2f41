"""What the grammar around a trigger says of its status."""

import pytest

from dateline.reading.modality import modality_of
from tests.reading.parsed import at, parsed


def decided(text: str, trigger: str, sentence: str) -> tuple[str, str] | None:
    """The status and the word that decides."""
    document = parsed(text, sentence)
    found = modality_of(document, at(document, trigger))
    return (found.status, document.word(found.word)) if found else None


@pytest.mark.parametrize(
    ("text", "sentence", "expected"),
    [
        (
            "Troops did not attack",
            "Troops/NOUN/4/nsubj did/AUX/4/aux not/PART/4/advmod attack/VERB/0/root",
            ("not_happened", "not"),
        ),
        (
            "Troops not only attacked",
            "Troops/NOUN/4/nsubj not/PART/4/advmod only/ADV/2/fixed attacked/VERB/0/root",
            None,
        ),
        (
            "If troops do not attack",
            "If/SCONJ/5/mark troops/NOUN/5/nsubj do/AUX/5/aux not/PART/5/advmod attack/VERB/0/root",
            ("conditional", "If"),
        ),
        (
            "Troops may attack",
            "Troops/NOUN/3/nsubj may/AUX/3/aux attack/VERB/0/root",
            ("possible", "may"),
        ),
        (
            "Troops will attack",
            "Troops/NOUN/3/nsubj will/AUX/3/aux attack/VERB/0/root",
            ("planned", "will"),
        ),
        (
            "Troops probably attack",
            "Troops/NOUN/3/nsubj probably/ADV/3/advmod attack/VERB/0/root",
            ("possible", "probably"),
        ),
        (
            "No troops attack",
            "No/DET/2/det troops/NOUN/3/nsubj attack/VERB/0/root",
            ("not_happened", "No"),
        ),
        (
            "Nobody did attack",
            "Nobody/PRON/3/nsubj did/AUX/3/aux attack/VERB/0/root",
            ("not_happened", "Nobody"),
        ),
        (
            "Troops attack if they win",
            "Troops/NOUN/2/nsubj attack/VERB/0/root if/SCONJ/5/mark they/PRON/5/nsubj "
            "win/VERB/2/advcl",
            ("conditional", "if"),
        ),
        (
            "Should troops attack",
            "Should/AUX/3/aux troops/NOUN/3/nsubj attack/VERB/0/root",
            ("conditional", "Should"),
        ),
        (
            "Troops plan to attack",
            "Troops/NOUN/2/nsubj plan/VERB/0/root to/PART/4/mark attack/VERB/2/xcomp",
            ("planned", "plan"),
        ),
        (
            "Troops failed to attack",
            "Troops/NOUN/2/nsubj failed/VERB/0/root to/PART/4/mark attack/VERB/2/xcomp",
            ("not_happened", "failed"),
        ),
        (
            "Troops did not plan to attack",
            "Troops/NOUN/4/nsubj did/AUX/4/aux not/PART/4/advmod plan/VERB/0/root to/PART/6/mark "
            "attack/VERB/4/xcomp",
            ("not_happened", "not"),
        ),
        (
            "Troops may shell and attack",
            "Troops/NOUN/3/nsubj may/AUX/3/aux shell/VERB/0/root and/CCONJ/5/cc attack/VERB/3/conj",
            ("possible", "may"),
        ),
        ("Troops attack", "Troops/NOUN/2/nsubj attack/VERB/0/root", None),
    ],
)
def test_verbs(text: str, sentence: str, expected: tuple[str, str] | None) -> None:
    assert decided(text, "attack", sentence) == expected


def test_a_no_that_answers_is_no_negation_of_the_subject() -> None:
    sentence = "No/INTJ/3/discourse ,/PUNCT/1/punct troops/NOUN/4/nsubj attacked/VERB/0/root"
    assert decided("No, troops attacked", "attacked", sentence) is None


def test_the_progressive_goes_on() -> None:
    sentence = "Troops/NOUN/3/nsubj are/AUX/3/aux attacking/VERB/0/root"
    assert decided("Troops are attacking", "attacking", sentence) == ("ongoing", "are")
    had = "Troops/NOUN/4/nsubj had/AUX/4/aux been/AUX/4/aux attacking/VERB/0/root"
    assert decided("Troops had been attacking", "attacking", had) is None


def test_a_contracted_had_is_no_would() -> None:
    had = "They/PRON/3/nsubj 'd/AUX/3/aux attacked/VERB/0/root"
    assert decided("They'd attacked", "attacked", had) is None
    would = "They/PRON/3/nsubj 'd/AUX/3/aux attack/VERB/0/root"
    assert decided("They'd attack", "attack", would) == ("planned", "'d")


def test_a_condition_elsewhere_does_not_reach_the_clause_beside_it() -> None:
    sentence = (
        "They/PRON/2/nsubj fled/VERB/0/root and/CCONJ/4/cc said/VERB/2/conj if/SCONJ/6/mark "
        "hit/VERB/4/advcl"
    )
    assert decided("They fled and said if hit", "fled", sentence) is None
    assert decided("They fled and said if hit", "hit", sentence) == ("conditional", "if")


@pytest.mark.parametrize(
    ("text", "sentence", "expected"),
    [
        ("no talks", "no/DET/2/det talks/NOUN/0/root", ("not_happened", "no")),
        ("possible talks", "possible/ADJ/2/amod talks/NOUN/0/root", ("possible", "possible")),
        ("planned talks", "planned/VERB/2/amod talks/NOUN/0/root", ("planned", "planned")),
        (
            "They cancelled talks",
            "They/PRON/2/nsubj cancelled/VERB/0/root talks/NOUN/2/obj",
            ("not_happened", "cancelled"),
        ),
        (
            "They consider talks",
            "They/PRON/2/nsubj consider/VERB/0/root talks/NOUN/2/obj",
            ("possible", "consider"),
        ),
        ("talks continue", "talks/NOUN/2/nsubj continue/VERB/0/root", ("ongoing", "continue")),
        (
            "talks will begin",
            "talks/NOUN/3/nsubj will/AUX/3/aux begin/VERB/0/root",
            ("planned", "will"),
        ),
        (
            "They praised talks",
            "They/PRON/2/nsubj praised/VERB/0/root talks/NOUN/2/obj",
            None,
        ),
        (
            "They left after talks",
            "They/PRON/2/nsubj left/VERB/0/root after/ADP/4/case talks/NOUN/2/obl",
            None,
        ),
    ],
)
def test_nouns(text: str, sentence: str, expected: tuple[str, str] | None) -> None:
    assert decided(text, "talks", sentence) == expected
