"""Scores of chains: the three measures, and how GUM's brackets are read."""

import gzip
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.coreference import Chains, Score, comparable, lowest_cost, read_chains, trimmed

A, B, C, D, E = ((n, n + 1) for n in range(5))


def score(gold: Chains, found: Chains) -> Score:
    result = Score()
    result.add(gold, found)
    return result


def chains(*groups: tuple[tuple[int, int], ...]) -> Chains:
    return [frozenset(group) for group in groups]


def test_chains_against_themselves_are_perfect() -> None:
    found = score(chains((A, B), (C, D, E)), chains((A, B), (C, D, E)))
    assert found.conll == found.mentions.f1 == 1


def test_nothing_found_scores_nothing() -> None:
    assert score(chains((A, B)), []).conll == 0


def test_the_measures_on_two_chains_run_together() -> None:
    """Gold {A, B, C} and {D, E}, found as one chain of five: three of four links are right."""
    found = score(chains((A, B, C), (D, E)), chains((A, B, C, D, E)))
    assert found.muc.f1 == pytest.approx(2 * (3 / 3) * (3 / 4) / (1 + 3 / 4))
    precision = (3 * 3 / 5 + 2 * 2 / 5) / 5
    assert found.b_cubed.f1 == pytest.approx(2 * precision / (1 + precision))
    similarity = 2 * 3 / 8
    assert found.ceaf_e.f1 == pytest.approx(2 * similarity / 3)


def test_a_mention_that_is_missed_costs_recall() -> None:
    found = score(chains((A, B, C)), chains((A, B)))
    assert found.muc.recalled / found.muc.gold == pytest.approx(1 / 2)
    assert found.muc.precise / found.muc.found == 1


@given(st.integers(1, 4), st.integers(0, 2), st.lists(st.integers(-9, 9), min_size=24, max_size=24))
def test_the_cheapest_assignment(rows: int, more: int, numbers: list[int]) -> None:
    columns = rows + more
    costs = [[float(n) for n in numbers[r * columns :][:columns]] for r in range(rows)]
    every = permutations(range(columns), rows)
    best = min(sum(row[c] for row, c in zip(costs, places, strict=True)) for places in every)
    assert lowest_cost(costs) == pytest.approx(best)


@pytest.mark.parametrize(
    ("text", "kept"),
    [("“Malaysia’s”", "Malaysia"), ("the rebels,", "the rebels"), ("--", "--"), ("US", "US")],
)
def test_trimming(text: str, kept: str) -> None:
    start, end = trimmed(text, (0, len(text)))
    assert text[start:end] == kept


def test_comparable_chains_have_two_mentions_and_share_none() -> None:
    text = "A, B C D"
    assert comparable(text, [[(0, 1), (3, 4)], [(0, 2), (5, 6)], [(7, 8)]]) == [
        frozenset({(0, 1), (3, 4)})
    ]


def test_brackets_of_gum(tmp_path: Path) -> None:
    rows = [
        "1\tLima\tLima\tPROPN\t_\t_\t3\tnmod:poss\t_\tEntity=(2-person-new(1-place-new)",
        "2\t's\t's\tPART\t_\t_\t1\tcase\t_\t_",
        "3\tmayor\tmayor\tNOUN\t_\t_\t4\tnsubj\t_\tEntity=2)",
        "4\tsaw\tsee\tVERB\t_\t_\t0\troot\t_\t_",
        "5\tLima\tLima\tPROPN\t_\t_\t4\tobj\t_\tEntity=(1-place-giv)",
    ]
    lines = ["# newdoc id = GUM_news_x", "# text = Lima 's mayor saw Lima", *rows, "", ""]
    path = tmp_path / "open" / "gum" / "dev.conllu.gz"
    path.parent.mkdir(parents=True)
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    ((id, text, gold),) = read_chains(tmp_path, "dev")
    assert id == "GUM_news_x"
    assert sorted([text[a:b] for a, b in chain] for chain in gold) == [
        ["Lima", "Lima"],
        ["Lima 's mayor"],
    ]
