"""Countries by name, demonym, capital and metonym."""

import pytest

from dateline.gazetteer import countries
from dateline.gazetteer.tables import rows


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("Chile's foreign ministry", "CHL"),
        ("the Turkish army", "TUR"),
        ("former Malian president", "MLI"),
        ("two Nigeriens", "NER"),
        ("two Nigerians", "NGA"),
        ("the Dutch", "NLD"),
        ("U.S. officials", "USA"),
        ("South Sudanese troops", "SSD"),
        ("Russian-backed rebels in Ukraine", "UKR"),
        ("the Kremlin's spokesman", "RUS"),
        ("tell us", None),
        ("polish the silver", None),
    ],
)
def test_the_country_inside_a_phrase(phrase: str, code: str | None) -> None:
    assert countries.country_of(phrase) == code


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("Zambia", "name"),
        ("Zambians", "people"),
        ("Zambian", "demonym"),
        ("Lusaka", "capital"),
        ("the Kremlin", "metonym"),
        ("Crimea", "part"),
    ],
)
def test_what_a_form_is(phrase: str, kind: str) -> None:
    form = countries.form(phrase)
    assert form is not None
    assert form.kind == kind


def test_every_form_names_a_known_country_or_body() -> None:
    codes = set(countries.table()) | {"EUR", "UNO", "IGO"}
    assert {row[0] for row in rows("country_forms")} <= codes | {"ANT"}
    assert countries.find("Zambians") == countries.table()["ZMB"]
