"""A user's own places and actors: what they change, and what a bad file is told."""

import re
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.gazetteer import organizations, places, user_table
from dateline.gazetteer.user_table import UserTable
from dateline.gazetteer.words import split

HEADER = "name,aliases,latitude,longitude,country,admin1,id,kind,sector,from,to\n"


def _table(folder: Path, *rows: str, header: str = HEADER) -> UserTable:
    path = folder / "own.csv"
    path.write_text(header + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return user_table.load(path)


def test_a_place_wins_over_ours_inside_the_block_only(tmp_path: Path) -> None:
    table = _table(tmp_path, "Paris,Paris Camp,13.6,25.3,SDN,,,,,,")
    with user_table.using(table, None):
        (paris,) = places.find("PARIS")
        assert (paris.lat, paris.lon, paris.country) == (13.6, 25.3, "SDN")
        assert places.find("Paris Camp") == (paris,)
        assert places.find("Khartoum")[0].country == "SDN"
    assert places.find("Paris")[0].country == "FRA"


def test_an_id_alone_takes_the_place_that_ships(tmp_path: Path) -> None:
    table = _table(tmp_path, "The Junction,,,,,,379252,,,,")
    with user_table.using(table, None):
        (row,) = places.find("the junction")
    assert (row.country, row.geonames_id, row.name) == ("SDN", 379252, "The Junction")


def test_a_name_with_a_capital_is_found_with_one_only(tmp_path: Path) -> None:
    table = _table(tmp_path, "the Junction,,,,,,379252,,,,")
    with user_table.using(table, None):
        text = "Near the Junction lies the junction of two roads."
        (found,) = user_table.place_mentions(split(text))
    assert found.value == "the junction"
    assert found.first == 1


def test_a_region_is_known_by_name_or_code(tmp_path: Path) -> None:
    code = next(row.admin1 for row in places.find("Texas") if row.kind == "A")
    table = _table(tmp_path, "Camp A,,31,-99,USA,Texas,,,,,", f"Camp B,,31,-99,USA,{code},,,,,")
    with user_table.using(table, None):
        assert {places.find(name)[0].admin1 for name in ("Camp A", "Camp B")} == {code}


def test_an_actor_wins_over_ours(tmp_path: Path) -> None:
    table = _table(tmp_path, "Hamas,Green Movement;GMX,,,IGO,,,group,SOC REL,,")
    with user_table.using(table, None):
        found = organizations.find("Hamas")
        assert found is not None
        assert (found.country, found.sectors, found.source) == (
            "IGO", ("SOC", "REL"), user_table.SOURCE,
        )  # fmt: skip
        assert organizations.find("the GMX") == found
        assert user_table.kind_of("Green Movement") == "group"
        text = "fighters of the Green Movement"
        assert [match.value for match in organizations.mentions(split(text), text)] == [found]
    assert user_table.kind_of("Green Movement") is None
    ours = organizations.find("Hamas")
    assert ours is not None
    assert ours.country != "IGO"


@pytest.mark.parametrize(
    ("published", "country"),
    [("2019-06-30T08:00:00Z", "SDN"), ("2020-01-01", "SSD"), ("2022-07-01", None), (None, None)],
)
def test_dated_rows_hold_for_reports_of_their_days(
    tmp_path: Path, published: str | None, country: str | None
) -> None:
    table = _table(
        tmp_path, "Blue Guard,,,,SDN,,,,REB,2019,2019-12", "Blue Guard,,,,SSD,,,,GOV,2020,2022-06"
    )
    with user_table.using(table, published):
        found = organizations.find("Blue Guard")
    assert (found.country if found else None) == country


def test_columns_may_be_few_and_in_any_order(tmp_path: Path) -> None:
    table = _table(tmp_path, "25.5,Camp X,14", header="longitude,name,latitude\n")
    with user_table.using(table, None):
        assert places.find("camp x")[0].lon == 25.5


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("X,,91,25,SDN,,,,,,", "latitude"),
        ("X,,abc,25,SDN,,,,,,", "latitude"),
        ("X,,nan,25,SDN,,,,,,", "latitude"),
        ("X,,14,,SDN,,,,,,", "one coordinate"),
        ("X,,14,25,Sudan,,,,,,", "country"),
        ("X,,14,25,SDN,Nowhere,,,,,", "admin1"),
        ("X,,14,25,SDN,,-5,,,,", "id"),
        ("X,,,,,,999999999,,,,", "no place with the id"),
        ("X,,,,SDN,,,army,,,", "kind"),
        ("X,,,,SDN,,,,SOLDIERS,,", "sector"),
        ("X,,,,SDN,,,,REB,2020-13,", "from"),
        ("X,,,,SDN,,,,REB,,0000", "to"),
        ("X,,,,SDN,,,,REB,2021,2020", "before"),
        ("X,,14,25,SDN,,,,REB,,", "both"),
        ("X,,,,SDN,,,,,,", "neither"),
        (" ,,14,25,SDN,,,,,,", "name is empty"),
        ("X,,14,25,SDN,,,,,,,,extra", "13 cells"),
        ('"X,,14,25', "CSV"),
    ],
)
def test_a_bad_row_is_told_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(DatelineError, match=re.escape(said)) as raised:
        _table(tmp_path, "Good,,14,25,SDN,,,,,,", row)
    assert "line 3" in raised.value.message
    assert raised.value.hint is not None
    assert "line 3" in raised.value.hint


@pytest.mark.parametrize("header", ["", "title,latitude\n", "name,speed\n", "name,name\n"])
def test_a_bad_header_is_told(tmp_path: Path, header: str) -> None:
    with pytest.raises(DatelineError, match="line 1"):
        _table(tmp_path, header=header)


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="can't be read"):
        user_table.load(tmp_path / "none.csv")
    with pytest.raises(DatelineError, match="can't be read"):
        user_table.load(tmp_path)
    binary = tmp_path / "own.csv"
    binary.write_bytes(b"name,latitude\n\xff\xfe,1\n")
    with pytest.raises(DatelineError, match="UTF-8"):
        user_table.load(binary)
