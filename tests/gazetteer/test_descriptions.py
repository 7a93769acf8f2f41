"""What single phrases tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.gazetteer.descriptions import describe


@pytest.mark.parametrize(
    ("phrase", "kind", "role"),
    [
        ("a spokesman for the Turkish army", "person", "spokesman for the Turkish army"),
        ("U.S. President Donald Trump", "person", "U.S. President"),
        ("John Kerry, the Secretary of State", "person", "Secretary of State"),
        ("three soldiers", "group", None),
        ("the foreign ministry", "organization", None),
        ("a report by the ministry", "document", None),
        ("Zambia", "country", None),
    ],
)
def test_kind_and_role(phrase: str, kind: str, role: str | None) -> None:
    described = describe(phrase)
    assert (described.kind, described.role) == (kind, role)


def test_where_one_is_sent_is_not_where_one_is_from() -> None:
    assert describe("the Saudi ambassador to Yemen").country == "SAU"
    assert describe("an ambassador to Yemen").country is None


def test_a_modifier_tells_less_than_a_head() -> None:
    assert describe("a police roadblock").strength < describe("the police").strength


@given(st.text(max_size=300))
def test_any_text_can_be_described(text: str) -> None:
    describe(text)


@pytest.mark.parametrize(
    ("phrase", "country", "sectors"),
    [
        ("Boko Haram militants", "NGA", ("REB",)),
        ("a Pentagon official", "USA", ("GOV", "MIL")),
        ("l'Union africaine", "IGO", ()),
        ("an adviser to President Biden", "USA", ("GOV",)),
        ("the Anglican Church of Kenya", "KEN", ("REL",)),
        ("the Ugandan embassy in Nairobi", "UGA", ("GOV",)),
        ("a spokesman for Acme Widgets", None, ()),
        ("the late Zambian president", "ZMB", ("ELI",)),
        ("Fatima Ali of the BBC", "GBR", ("JRN",)),
    ],
)
def test_country_and_sectors(phrase: str, country: str | None, sectors: tuple[str, ...]) -> None:
    described = describe(phrase)
    assert (described.country, described.sectors) == (country, sectors)


def test_some_need_not_be_from_where_the_report_is() -> None:
    for phrase in ("foreign fighters", "an ambassador", "the two governments", "reporters"):
        assert describe(phrase).abroad, phrase
    for phrase in ("the foreign minister", "the police", "Kenyan reporters"):
        assert not describe(phrase).abroad, phrase


def test_a_surname_is_no_trade() -> None:
    assert describe("Peter Cook").sectors == ()
    assert describe("a cook").sectors == ("CVL",)
