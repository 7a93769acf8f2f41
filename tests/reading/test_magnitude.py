"""Counts that belong to events."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.magnitude import find_magnitudes, parse_number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("12", 12), ("1,200", 1200), ("two dozen", 24), ("twenty-three", 23),
        ("three hundred and twenty", 320), ("3.5 million", 3_500_000), ("no", 0),
        ("a hundred", 100), ("two thousand five hundred", 2500), ("several", None), ("", None),
        ("4bn", 4_000_000_000),
    ],
)  # fmt: skip
def test_numbers(words: str, number: float | None) -> None:
    assert parse_number(words) == number


@pytest.mark.parametrize(
    ("text", "event_type", "expected"),
    [
        ("The blast killed at least 12 people and wounded 30 others.", "ASSAULT",
         {"killed": 12, "injured": 30}),
        ("Nine soldiers were shot dead and two dozen were injured.", "ASSAULT",
         {"killed": 9, "injured": 24}),
        ("The death of four guards was confirmed.", "ASSAULT", {"killed": 4}),
        ("Police arrested 45 protesters.", "COERCE", {"arrested": 45}),
        ("Some 120 people were detained overnight.", "COERCE", {"arrested": 120}),
        ("About 4,000 workers marched on Monday.", "PROTEST", {"participants": 4000}),
        ("Fighting displaced 30,000 families.", "ASSAULT", {"displaced": 30_000}),
        ("Japan pledged $3.5 million.", "AID", {"amount": 3_500_000}),
        ("The strike left 2 people wounded.", "ASSAULT", {"injured": 2}),
        ("They spoke for 12 minutes.", "CONSULT", {}),
        ("Kenya sends 1,200 more soldiers to the border.", "MOBILIZE", {"participants": 1200}),
        ("About 300 army troops took up positions.", "MOBILIZE", {"participants": 300}),
        ("Rebels killed at least 12 soldiers before 400 marines landed.", "MOBILIZE",
         {"participants": 400}),
        ("Nine policemen were killed as reinforcements came.", "MOBILIZE", {}),
        ("The union called out 5,000 dock workers.", "PROTEST", {"participants": 5000}),
        ("The strike began with 900 nurses taking part.", "PROTEST", {"participants": 900}),
        ("Some 2,000 people held a rally.", "PROTEST", {}),
        ("Patrols held 50 young men.", "COERCE", {"arrested": 50}),
        ("By night 69 marchers were in custody.", "COERCE", {"arrested": 69}),
        ("The patrol lost five men.", "ASSAULT", {"killed": 5}),
        ("The club lost five matches.", "ASSAULT", {}),
        ("A blast wounds 30 in the market.", "ASSAULT", {"injured": 30}),
        ("The bodies of 31 people lay in the school.", "ASSAULT", {"killed": 31}),
        ("The death toll rose to 33 in the raid.", "ASSAULT", {"killed": 33}),
        ("The death toll rose to 33% of last year's.", "ASSAULT", {}),
        ("9,000 protesters take to the streets.", "PROTEST", {"participants": 9000}),
        ("The union led 1,900 marchers downtown.", "PROTEST", {"participants": 1900}),
    ],
)  # fmt: skip
def test_magnitudes(text: str, event_type: str, expected: dict[str, float]) -> None:
    found = find_magnitudes(text, (0, len(text)), event_type)
    assert {name: count.number for name, count in found.items()} == expected
    for count in found.values():
        assert text[count.span[0] : count.span[1]].strip() == text[count.span[0] : count.span[1]]


def test_currency() -> None:
    text = "It gave €40 million in relief."
    assert find_magnitudes(text, (0, len(text)), "AID")["amount"].currency == "EUR"


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    for count in find_magnitudes(text, (0, len(text)), "ASSAULT").values():
        assert 0 <= count.span[0] < count.span[1] <= len(text)


def test_hostile_text_takes_linear_time() -> None:
    for text in ("killed " * 20_000, "1 " * 50_000, "one hundred " * 20_000, "a-" * 50_000):
        for event_type in ("ASSAULT", "MOBILIZE", "PROTEST"):
            find_magnitudes(text, (0, len(text)), event_type)
