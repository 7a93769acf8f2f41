"""The codes of actors, over phrases of all regions and kinds."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.codebook import ACTOR_KINDS, SECTORS
from dateline.reading.code_actor import ActorCode, code_actor
from tests.timing import takes_under

PHRASES = Path(__file__).with_name("actor_phrases.csv")
FLOOR = 0.95
"""Exact country and sectors were reached on 97 % of the phrases."""


def _phrases() -> list[dict[str, str]]:
    with PHRASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _coded(row: dict[str, str]) -> ActorCode:
    return code_actor(
        row["name"], row["descriptions"].split(";"), name_type=row["name_type"] or None
    )


def _is_exact(row: dict[str, str], code: ActorCode) -> bool:
    sectors = set(row["sectors"].split())
    return code.country == (row["country"] or None) and set(code.sector) == sectors


def test_country_and_sector_are_exact_for_most_phrases() -> None:
    rows = _phrases()
    wrong = [f"{row} {code}" for row in rows if not _is_exact(row, code := _coded(row))]
    assert len(rows) >= 150
    assert 1 - len(wrong) / len(rows) >= FLOOR, "\n".join(wrong)


@pytest.mark.parametrize(
    ("name", "name_type", "kind"),
    [
        ("Turkey", "place", "country"),
        ("Goma", "place", "place"),
        ("residents of Goma", None, "group"),
        ("the colonel", None, "person"),
        ("the Houthis", "group", "organization"),
        ("a UN report", None, "document"),
        ("Ana Haddad", "person", "person"),
    ],
)
def test_kind(name: str, name_type: str | None, kind: str) -> None:
    assert code_actor(name, [], name_type=name_type).kind == kind


def test_what_nothing_tells_stays_open() -> None:
    assert code_actor("Qwxyz", ["he"], name_type="person") == ActorCode(kind="person")
    assert code_actor("", []) == ActorCode()


def test_an_office_is_held_for_a_time() -> None:
    codes = [
        code_actor("Barack Obama", [], name_type="person", published=day)
        for day in ("2014-03-01", "2019-03-01")
    ]
    assert [(code.country, code.sector) for code in codes] == [("USA", ("GOV",)), ("USA", ("ELI",))]


def test_a_surname_is_enough_in_office() -> None:
    code = code_actor("Putin", ["he"], name_type="person", published="2019-03-01")
    assert (code.country, code.sector) == ("RUS", ("GOV",))


def test_the_police_are_those_of_the_report() -> None:
    assert code_actor("the police", [], report_country="KEN").country == "KEN"
    assert code_actor("the Ugandan police", [], report_country="KEN").country == "UGA"
    assert code_actor("sources", [], report_country="KEN").country is None


def test_role_is_the_title_as_written() -> None:
    code = code_actor("Zhang Wei", ["China's vice foreign minister Zhang Wei"], name_type="person")
    assert code.role is not None
    assert code.role.endswith("foreign minister")


def test_long_names_cost_nothing() -> None:
    assert takes_under(1, lambda: code_actor("the former " * 100_000, ["a " * 500_000]))


@given(st.text(max_size=200), st.lists(st.text(max_size=80), max_size=4))
def test_codes_are_those_of_the_codebook(name: str, descriptions: list[str]) -> None:
    code = code_actor(name, descriptions)
    assert set(code.sector) <= set(SECTORS)
    assert code.kind is None or code.kind in ACTOR_KINDS


def test_a_quantity_that_opens_a_sentence_is_no_town() -> None:
    for phrase in ("More than 300 fishermen", "Most farmers", "Over 40 workers"):
        code = code_actor(phrase, [phrase], name_type=None, published=None, report_country=None)
        assert code.country is None
