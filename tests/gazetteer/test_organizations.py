"""Organisations and news media by name."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.codebook import SECTORS, SUPRANATIONAL
from dateline.gazetteer import countries, organizations
from dateline.gazetteer.tables import cells, rows
from dateline.gazetteer.words import split


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("the WHO", "World Health Organization"),
        ("World Health Organisation (WHO)", "World Health Organization"),
        ("CEDEAO", "Economic Community of West African States"),
        ("the Tamil Tigers", "Liberation Tigers of Tamil Eelam"),
    ],
)
def test_names_and_acronyms_find_one_body(phrase: str, name: str) -> None:
    found = organizations.find(phrase)
    assert found is not None
    assert found.name == name


def test_words_are_not_taken_for_names() -> None:
    assert organizations.find("who") is None
    assert organizations.find("the nation") is None


def test_outlets() -> None:
    for outlet in ("Reuters", "AFP", "the New York Times", "Guardian", "Xinhua", "Al Jazeera"):
        assert organizations.is_outlet(outlet)
    assert not organizations.is_outlet("the press")
    assert not organizations.is_outlet("Hezbollah")


def test_the_table_holds_codes_of_the_codebook_and_three_hundred_outlets() -> None:
    table = list(rows("organizations"))
    known = set(countries.table()) | set(SUPRANATIONAL)
    assert {row[2] for row in table} <= known
    assert {sector for row in table for sector in cells(row[3])} <= set(SECTORS)
    assert all(row[-1] for row in table)
    assert sum(row[4] == "outlet" for row in table) >= 300


@pytest.mark.parametrize(
    ("name", "countries_told", "day", "country", "sectors"),
    [
        ("Taliban", [], "2012-06-10", "AFG", ("REB",)),
        ("Taliban", [], "2023-03-01", "AFG", ("GOV",)),
        ("UNITA", [], "1993-05-04", "AGO", ("REB",)),
        ("Labour Party", ["NZL"], None, "NZL", ("PTY",)),
        ("Labour Party", [], "2015-01-01", "GBR", ("OPP", "PTY")),
        ("Labour Party", ["FJI"], None, "FJI", ("PTY",)),
        ("UNHCR", ["KEN"], "2015-01-01", "UNO", ()),
    ],
)
def test_namesakes_and_times_are_told_apart(
    name: str, countries_told: list[str], day: str | None, country: str, sectors: tuple[str, ...]
) -> None:
    known = organizations.find(name)
    assert known is not None
    fit = organizations.fitting(known, split(name), countries=countries_told, day=day)
    assert (fit.country, fit.sectors) == (country, sectors)


def test_an_article_is_no_part_of_a_longer_name() -> None:
    phrase = "the National People's Congress"
    names = [match.value.name for match in organizations.mentions(split(phrase), phrase)]
    assert names == ["National People's Congress"]


@given(st.lists(st.sampled_from(["the", "National", "Hill", "Times", "army"]), max_size=40))
def test_mentions_do_not_overlap(words: list[str]) -> None:
    phrase = " ".join(words)
    found = list(organizations.mentions(split(phrase), phrase))
    assert all(one.last <= two.first for one, two in pairwise(found))
