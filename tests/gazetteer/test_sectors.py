"""Role words and their sectors."""

import pytest

from dateline.codebook import SECTORS
from dateline.gazetteer.sectors import roles_in
from dateline.gazetteer.tables import cells, rows


@pytest.mark.parametrize(
    ("phrase", "sectors"),
    [
        ("the junta", ("GOV", "MIL")),
        ("foreign ministers", ("GOV",)),
        ("a police spokeswoman", ("COP",)),
        ("members of parliament", ("LEG",)),
        ("mercenaries", ("PRM",)),
        ("aid workers", ("SOC",)),
        ("suicide bomber", ("REB",)),
    ],
)
def test_the_longest_term_tells_the_sector(phrase: str, sectors: tuple[str, ...]) -> None:
    assert [role.sectors for role in roles_in(phrase)] == [sectors]


def test_plurals_are_known() -> None:
    assert [role.plural for role in roles_in("soldier soldiers policemen")] == [False, True, True]


def test_the_table_holds_the_codebooks_sectors() -> None:
    table = list(rows("sectors"))
    assert len(table) >= 600
    assert {sector for row in table for sector in cells(row[1])} <= set(SECTORS)
    assert {row[2] for row in table} == {"person", "body", "group", "document", "voice"}
