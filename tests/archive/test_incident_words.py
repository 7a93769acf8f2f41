"""The sentence that tells an incident."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive.incident_words import days_in_words, summary
from dateline.codebook import EVENT_MODES


def incident(**fields: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "type": "ASSAULT",
        "modes": [],
        "actors": [],
        "recipients": [],
        "place_name": None,
        "start_day": None,
        "end_day": None,
        "status": "happened",
        "reports": 1,
        "origins": 1,
        "denied_by": [],
    }
    return plain | fields


def told(numbers: dict[str, list[float]] | None = None, **fields: Any) -> str:
    """The sentence without how many reports tell it."""
    sentence, rest = summary(incident(**fields), numbers or {}).split("; ", 1)
    assert rest.startswith("1 report, 1 origin")
    return sentence


def test_the_only_recipients_are_what_is_counted() -> None:
    assert (
        told({"injured": [2.0]}, modes=["explosives"], recipients=["Two fishermen"])
        == "Two fishermen injured in an attack with explosives"
    )


def test_other_counts_stand_beside_the_act() -> None:
    assert (
        told({"injured": [2.0], "killed": [1.0]}, recipients=["Two fishermen"])
        == "Attack on two fishermen: 2 injured, 1 killed"
    )


def test_actors_act_on_recipients() -> None:
    assert (
        told(type="SUPPORT", actors=["Japan", "United States"], recipients=["Philippines"])
        == "Japan and the United States voiced support for the Philippines"
    )


def test_those_who_meet_are_one_side() -> None:
    assert told(type="CONSULT", actors=["Mali"], recipients=["Niger"]) == "Mali and Niger met"
    assert told(type="CONSULT", actors=["Mali"]) == "Mali had a meeting"


def test_what_did_not_happen_yet_is_a_noun() -> None:
    assert (
        told(type="CONSULT", modes=["visit"], actors=["The president"], status="planned")
        == "Planned visit by the president"
    )


def test_what_is_said_not_to_have_happened_says_so_last() -> None:
    assert (
        told(actors=["Mali"], place_name="Gao", status="not_happened")
        == "Attack by Mali in Gao (said not to have happened)"
    )


def test_a_count_that_is_told_as_a_recipient_is_told_once() -> None:
    assert (
        told({"killed": [23.0]}, actors=["The army"], recipients=["23 people", "23 killed"])
        == "The army carried out an attack: 23 killed"
    )


def test_deniers_are_named() -> None:
    sentence = summary(incident(actors=["Mali"], denied_by=["The army", "Niger"]), {})
    assert sentence.endswith("; 1 report, 1 origin; denied by the army and Niger.")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2025-06-09", "2025-06-09", "on 9 June 2025"),
        ("2025-06-01", "2025-06-30", "in June 2025"),
        ("2024-01-01", "2024-12-31", "in 2024"),
        ("2025-06-09", "2025-06-12", "between 9 June 2025 and 12 June 2025"),
        ("2024-02-01", "2025-02-28", "between 1 February 2024 and 28 February 2025"),
    ],
)
def test_days_are_said_in_words(start: str, end: str, words: str) -> None:
    assert days_in_words(start, end) == words


@given(days=st.tuples(st.dates(), st.dates()).map(sorted))
def test_days_never_say_another_year(days: list[date]) -> None:
    words = days_in_words(days[0].isoformat(), days[1].isoformat())
    assert all(str(day.year) in words.split() for day in days)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [(kind, mode) for kind, modes in EVENT_MODES.items() for mode in (None, *modes)],
)
@pytest.mark.parametrize("status", ["happened", "ongoing", "planned", "denied", "not_happened"])
def test_every_act_is_one_plain_sentence(kind: str, mode: str | None, status: str) -> None:
    for recipients in ([], ["Niger"]):
        sentence = summary(
            incident(
                type=kind,
                modes=[mode] if mode else [],
                actors=["Mali"],
                recipients=recipients,
                status=status,
            ),
            {},
        )
        assert "Mali" in sentence
        assert all(name in sentence for name in recipients)
        assert not any(mark in sentence for mark in ("  ", "{", " ,"))
        assert not any(word.isupper() for word in sentence.split())
