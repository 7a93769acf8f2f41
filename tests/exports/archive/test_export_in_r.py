"""R opens the tables as docs/exports.md tells: readr the CSV, nanoparquet the Parquet."""

import csv
import re
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

from dateline.exports.archive import csv_folder, parquet_folder
from dateline.exports.archive.tabular import TABLES
from dateline.exports.table import SEPARATOR
from tests.exports.archive.exporting import folder_of

SCRIPT = Path(__file__).with_name("read_tables.R")
CLASSES = {
    "VARCHAR": {"character", "POSIXct", "Date"},  # times as text where not all have one
    "INTEGER": {"integer", "numeric"},
    "BIGINT": {"numeric"},
    "DOUBLE": {"numeric"},
    "BOOLEAN": {"logical"},
    "DATE": {"Date"},
}
"""The classes in R of each type of a column."""
EMPTY = {"logical", "character"}
"""What readr takes a column for that holds nothing: in a table with rows, and in one without."""
ROW = dict[str, str]

READ_TYPES = {
    "VARCHAR": ("BYTE_ARRAY", "UTF8"), "INTEGER": ("INT32", "INT_32"),
    "BIGINT": ("INT64", "INT_64"), "DOUBLE": ("DOUBLE", None), "BOOLEAN": ("BOOLEAN", None),
    "DATE": ("INT32", "DATE"),
}  # fmt: skip
"""Physical and converted type of each type of a column; bytes not marked as text nanoparquet would
read as raw ones, and unsigned numbers may overflow."""
READ_ENCODINGS = {
    "PLAIN", "PLAIN_DICTIONARY", "RLE_DICTIONARY", "RLE", "DELTA_BINARY_PACKED",
    "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY", "BYTE_STREAM_SPLIT",
}  # fmt: skip
"""All but BIT_PACKED; https://nanoparquet.r-lib.org/reference/parquet-encodings.html."""
READ_CODECS = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD"}
EXACT_IN_R = 2**53
"""R has no whole numbers of 64 bits: nanoparquet reads them as doubles."""


def needs_r(package: str) -> None:
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("R is not installed")
    check = f"quit(status = !requireNamespace('{package}', quietly = TRUE))"
    if subprocess.run([program, "-e", check], check=False, capture_output=True).returncode:
        pytest.skip(f"R has no {package}")


def read_in_r(folder: Path, back: Path) -> tuple[dict[tuple[str, str], tuple[str, int]], str]:
    """Class and rows of each column, and what R said."""
    back.mkdir()
    ran = subprocess.run(
        ["Rscript", str(SCRIPT), str(folder), str(back)],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    lines = [line.split("\t") for line in ran.stdout.splitlines()]
    return {(table, name): (kind, int(rows)) for table, name, kind, rows in lines}, ran.stderr


def rows_of(file: Path) -> list[ROW]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def test_the_csv_opens_clean_in_readr(crisis_path: Path, tmp_path: Path) -> None:
    needs_r("readr")
    folder_of(crisis_path, csv_folder, tmp_path / "out")
    read, said = read_in_r(tmp_path / "out", tmp_path / "back")
    assert said == ""
    assert list(read) == [(table, name) for table in sorted(TABLES) for name in TABLES[table]]
    for table, columns in TABLES.items():
        written = rows_of(tmp_path / "out" / f"{table}.csv")
        for name, column in columns.items():
            kind, count = read[table, name]
            assert count == len(written)
            empty = not any(row[name] for row in written)
            assert kind in CLASSES[column.type] or (empty and kind in EMPTY), (table, name)
        for row, again in zip(written, rows_of(tmp_path / "back" / f"{table}.csv"), strict=False):
            assert again == {name: row[name] for name in again}


def test_several_values_stay_in_step_in_readr(crisis_path: Path, tmp_path: Path) -> None:
    needs_r("readr")
    folder_of(crisis_path, csv_folder, tmp_path / "out", type="CONSULT")
    read_in_r(tmp_path / "out", tmp_path / "back")
    (row,) = rows_of(tmp_path / "back" / "events.csv")
    assert len(row["actor_names"].split(SEPARATOR)) == len(row["actor_sectors"].split(SEPARATOR))


def test_the_parquet_opens_in_nanoparquet(crisis_path: Path, tmp_path: Path) -> None:
    needs_r("nanoparquet")
    folder_of(crisis_path, parquet_folder, tmp_path / "out")
    read, said = read_in_r(tmp_path / "out", tmp_path / "back")
    assert said == ""
    for table, columns in TABLES.items():
        for name, column in columns.items():
            assert read[table, name][0] in CLASSES[column.type]


def test_the_parquet_keeps_to_the_limits_of_nanoparquet(crisis_path: Path, tmp_path: Path) -> None:
    for name in folder_of(crisis_path, parquet_folder, tmp_path):
        file = str(tmp_path / name)
        schema = duckdb.execute(
            "SELECT name, type, converted_type, repetition_type, num_children "
            "FROM parquet_schema(?) OFFSET 1",
            [file],
        ).fetchall()
        columns = TABLES[name.removesuffix(".parquet")]
        assert [row[0] for row in schema] == list(columns)
        for column, physical, converted, repetition, children in schema:
            assert (physical, converted) == READ_TYPES[columns[column].type]
            assert repetition in ("OPTIONAL", "REQUIRED")
            assert not children
        chunks = duckdb.execute(
            "SELECT encodings, compression FROM parquet_metadata(?)", [file]
        ).fetchall()
        for encodings, codec in chunks:
            assert set(re.split(r", *", encodings)) <= READ_ENCODINGS
            assert codec in READ_CODECS


def test_whole_numbers_are_exact_in_r(crisis_path: Path, tmp_path: Path) -> None:
    for name in folder_of(crisis_path, parquet_folder, tmp_path):
        columns = TABLES[name.removesuffix(".parquet")].items()
        for column in (name for name, told in columns if told.type == "BIGINT"):
            (largest,) = duckdb.execute(
                f'SELECT max(abs("{column}")) FROM read_parquet(?)', [str(tmp_path / name)]
            ).fetchall()[0]
            assert largest is None or largest < EXACT_IN_R
