"""Organisations and news media by name."""

import pytest

from dateline.codebook import SECTORS, SUPRANATIONAL
from dateline.gazetteer import countries, organizations
from dateline.gazetteer.tables import cells, rows


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
    assert all(row[5] for row in table)
    assert sum(row[4] == "outlet" for row in table) >= 300
