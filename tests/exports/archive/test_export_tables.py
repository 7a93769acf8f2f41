"""The CSV and Parquet tables: their types, and their values read back."""

import csv
import io
import re
from pathlib import Path

import duckdb
import pytest

from dateline.archive.store import Archive
from dateline.exports.archive import csv_folder, parquet_folder
from dateline.exports.archive.tabular import TABLES
from dateline.exports.archive.writing import Code, cell
from dateline.record import report_id
from tests.archive import crisis
from tests.exports.archive.exporting import folder_of

FLAT_TYPES = {
    "VARCHAR": "BYTE_ARRAY", "INTEGER": "INT32", "BIGINT": "INT64", "DOUBLE": "DOUBLE",
    "BOOLEAN": "BOOLEAN", "DATE": "INT32",
}  # fmt: skip
"""The physical type of each type of a column; nanoparquet reads all of these."""
READ_ENCODINGS = {"PLAIN", "PLAIN_DICTIONARY", "RLE_DICTIONARY", "RLE"}


@pytest.fixture(scope="module")
def tables(
    crisis_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[dict[str, str]]]:
    files = folder_of(crisis_path, csv_folder, tmp_path_factory.mktemp("csv"))
    assert list(files) == sorted(f"{table}.csv" for table in TABLES)
    return {
        name.removesuffix(".csv"): list(
            csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
        )
        for name, data in files.items()
    }


def test_events_hold_what_the_archive_does(
    crisis_path: Path, tables: dict[str, list[dict[str, str]]]
) -> None:
    with Archive.open(crisis_path) as archive:
        assert [row["event_id"] for row in tables["events"]] == sorted(
            event["id"] for event in archive.events()
        )
    row = next(r for r in tables["events"] if r["event_id"] == crisis.SHELLED[0])
    expected = {
        "day": "2024-03-02", "type": "ASSAULT", "actor_names": "Kenya Defence Forces",
        "actor_sectors": "MIL", "recipient_names": "", "killed": "9", "injured": "",
        "lat": "-0.45", "according_to": f"{report_id(crisis.SHELLING)}:S1",
        "chain": "Lake Wire | two officials (anonymity granted)", "trigger": "shelled Garissa",
        "published": "2024-03-03T08:00:00+00:00", "evidence": "{}",
    }  # fmt: skip
    assert {column: row[column] for column in expected} == expected


def test_several_parties_stay_in_step(tables: dict[str, list[dict[str, str]]]) -> None:
    (row,) = (row for row in tables["events"] if row["type"] == "CONSULT")
    assert row["actor_names"] == "Kenya Defence Forces | Northern Front | United Nations"
    assert row["actor_countries"] == "KEN | KEN | UNO"
    assert row["actor_sectors"] == "MIL | REB | "
    assert len(row["actor_ids"].split(" | ")) == 3


def test_the_crosswalk_tells_copies_by_their_origin(
    tables: dict[str, list[dict[str, str]]],
) -> None:
    rows = [row for row in tables["event_reports"] if row["event_id"] in crisis.SHELLED]
    assert len({row["incident_id"] for row in rows}) == 1
    assert {row["report_id"]: row["origins"] for row in rows} == {
        report_id(crisis.SHELLING): report_id(crisis.SHELLING),
        report_id(crisis.COPY): report_id(crisis.SHELLING),
        report_id(crisis.DENIAL): report_id(crisis.DENIAL),
    }


def test_the_codebook_tells_every_column_and_value(
    tables: dict[str, list[dict[str, str]]],
) -> None:
    columns = {(row["table_name"], row["column_name"]) for row in tables["codebook"]}
    assert columns >= {(table, column) for table in TABLES for column in TABLES[table]}
    values = {row["value"]: row["meaning"] for row in tables["codebook"] if row["value"]}
    used = {row["status"] for row in tables["events"]} | {row["type"] for row in tables["events"]}
    used |= {f"{row['type']} {row['mode']}" for row in tables["events"] if row["mode"]}
    assert used <= set(values)
    assert all(row["meaning"] for row in tables["codebook"])


def test_parquet_is_flat_and_of_plain_types(crisis_path: Path, tmp_path: Path) -> None:
    for name in folder_of(crisis_path, parquet_folder, tmp_path):
        columns = TABLES[name.removesuffix(".parquet")]
        file = str(tmp_path / name)
        schema = duckdb.execute(
            "SELECT name, type, num_children FROM parquet_schema(?) OFFSET 1", [file]
        ).fetchall()
        assert [(column, FLAT_TYPES[told.type], None) for column, told in columns.items()] == schema
        chunks = duckdb.execute(
            "SELECT DISTINCT encodings, compression FROM parquet_metadata(?)", [file]
        ).fetchall()
        for encodings, compression in chunks:
            assert set(re.split(r", *", encodings)) <= READ_ENCODINGS
            assert compression == "SNAPPY"


def test_both_give_the_same_values(
    crisis_path: Path, tmp_path: Path, tables: dict[str, list[dict[str, str]]]
) -> None:
    folder_of(crisis_path, parquet_folder, tmp_path)
    for name, rows in tables.items():
        file = str(tmp_path / f"{name}.parquet")
        values = duckdb.execute("SELECT * FROM read_parquet(?)", [file]).fetchall()
        assert [list(row.values()) for row in rows] == [[cell(one) for one in v] for v in values]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""), (True, "TRUE"), (False, "FALSE"), (3.0, "3"), (-1.5, "-1.5"),
        (float("nan"), ""), ("=1+1", "'=1+1"), ("1e10", "'1e10"), ("2024-03-02", "2024-03-02"),
        ("0123456789abcdef", "0123456789abcdef"), ("1234567890123456", "'1234567890123456"),
        ("12345678901234e5", "'12345678901234e5"),
        ("1234567890123456:E1", "1234567890123456:E1"), (["a|b", None, "c\\"], "a\\|b |  | c\\\\"),
        (["=1"], "'=1"), ("a\x00b", "a␀b"), (Code("042"), "042"),
    ],
)  # fmt: skip
def test_cells(value: object, written: str) -> None:
    assert cell(value) == written
