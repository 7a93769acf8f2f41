"""The types of event between two parties."""

import pytest

from dateline.codebook import EVENT_TYPES
from dateline.errors import DatelineError
from dateline.reading.relation import relation_types
from dateline.record import Span

ARREST = "Police arrested two students in Lima."
POLICE: Span = (0, 6)
STUDENTS: Span = (16, 28)


def likeliest(text: str, actor: str, recipient: str) -> str:
    spans = [
        (text.index(phrase), text.index(phrase) + len(phrase)) for phrase in (actor, recipient)
    ]
    found = relation_types(text, *spans)
    return max(found, key=found.__getitem__)


@pytest.mark.parametrize(
    ("actor", "recipient"), [(POLICE, STUDENTS), (POLICE, None), (None, STUDENTS)]
)
def test_probabilities_of_all_types_add_up_to_one(
    actor: Span | None, recipient: Span | None
) -> None:
    found = relation_types(ARREST, actor, recipient)
    assert set(found) == set(EVENT_TYPES)
    assert all(0 <= p <= 1 for p in found.values())
    assert sum(found.values()) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "expected"),
    [
        (ARREST, "Police", "two students", "COERCE"),
        ("Rebels attacked the village with mortars.", "Rebels", "the village", "ASSAULT"),
        ("France sent food aid to Mali.", "France", "Mali", "AID"),
    ],
)
def test_plain_relations(text: str, actor: str, recipient: str, expected: str) -> None:
    assert likeliest(text, actor, recipient) == expected


TWO_PAIRS = (
    ("Rebels attacked the village and France sent food aid to Mali.", "Rebels", "the village",
     "France", "Mali"),
    ("Soldiers shelled the town while Norway gave a million dollars to Chad.", "Soldiers",
     "the town", "Norway", "Chad"),
    ("Kenya expelled the ambassador, and Uganda praised Tanzania.", "Kenya", "the ambassador",
     "Uganda", "Tanzania"),
    ("Police arrested the editor after Ghana thanked Togo.", "Police", "the editor", "Ghana",
     "Togo"),
)  # fmt: skip


def test_the_parties_make_the_relation() -> None:
    """In three of four sentences at least: the model reads, and errs."""
    different = [
        likeliest(text, first, second) != likeliest(text, third, fourth)
        for text, first, second, third, fourth in TWO_PAIRS
    ]
    assert sum(different) >= 3


def test_a_span_means_the_words_it_touches() -> None:
    within = relation_types(ARREST, (1, 4), (17, 25))
    assert within == relation_types(ARREST, POLICE, STUDENTS)


@pytest.mark.parametrize(
    ("actor", "recipient", "complaint"),
    [
        (None, None, "neither party"),
        ((0, 0), None, "actor's span"),
        ((6, 0), None, "actor's span"),
        ((-3, 6), None, "actor's span"),
        ((0, 6), (16, 500), "recipient's span"),
        ((0, 6), (6, 7), "recipient's span holds no word"),
    ],
)
def test_bad_spans_are_refused(actor: Span | None, recipient: Span | None, complaint: str) -> None:
    with pytest.raises(DatelineError, match=complaint) as caught:
        relation_types(ARREST, actor, recipient)
    assert caught.value.hint


def test_far_text_counts_for_nothing() -> None:
    found = []
    for sentences in (300, 3_000):
        before = "Nothing happened. " * sentences
        spans = [(len(before) + a, len(before) + b) for a, b in (POLICE, STUDENTS)]
        found.append(relation_types(before + ARREST, *spans))
    assert found[0] == found[1]
