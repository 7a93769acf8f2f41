"""Words, runs, sentences and quotations of a text."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive.wording import (
    details,
    quotations,
    run_hashes,
    sentences,
    word_hashes,
    words,
)
from tests.timing import takes_under


def test_case_and_marks_do_not_count() -> None:
    assert words("“We won’t go,” he said.") == words('"WE won\'t go" -- he said')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” he said. “Now.”", ["We go, … Now."]),
        ('"We go," he said.\n\n"Now."', ["We go,", "Now."]),
        ("“We go.\n\n“And soon.”", ["We go.", "And soon."]),
        ("‘We don’t go,’ he said.", ["We don’t go,"]),
        ("« Nous partons », he said.", [" Nous partons "]),
        ("The mayor’s house and the workers’ hall.", []),
        ("", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


def test_sentences_end_at_marks_and_lines() -> None:
    text = "A headline\n\nTroops left. “We go.” They did!\nThe end"
    assert list(sentences(text)) == ["A headline", "Troops left", "“We go", "They did", "The end"]


def test_details_are_names_and_figures() -> None:
    assert details("Police in Gao held 14 men, said Oumar Maiga.") == {
        "gao",
        "14",
        "oumar",
        "maiga",
    }


@given(st.lists(st.sampled_from("ab"), max_size=30), st.integers(1, 8))
def test_equal_runs_have_equal_hashes(found: list[str], length: int) -> None:
    hashes = run_hashes(word_hashes(found), length).tolist()
    runs = [tuple(found[at : at + length]) for at in range(len(found) - length + 1)]
    assert len(hashes) == len(runs)
    assert len(set(hashes)) == len(set(runs))


def test_hashes_never_change() -> None:
    """Keys of older archives must stay comparable; a change needs a new `duplicates.VERSION`."""
    runs = run_hashes(word_hashes(["troops", "left", "gao"]), 2)
    assert runs.dtype == np.uint64
    assert runs.tolist() == [3773076942001956112, 2391947029014275827]


@pytest.mark.parametrize("piece", ["“", '"', "‘a’", "« ", "’x", "a. ", "A ", "9"])
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    text = piece * 200_000
    assert takes_under(5, lambda: (quotations(text), details(text), list(sentences(text))))
