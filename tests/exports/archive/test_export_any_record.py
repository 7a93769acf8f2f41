"""Whatever reports hold, every format gives a whole file of its kind, and the same one again."""

import csv
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.exports.archive import acled, cameo, csv_folder, ftm, parquet_folder, polecat
from dateline.exports.archive.tabular import TABLES
from dateline.record import Record
from tests.exports.archive.exporting import FILES, archive_of, folder_of, text_of
from tests.strategies import records

SEPARATORS = {acled: ",", cameo: ",", polecat: "\t"}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

several = st.lists(records(), min_size=1, max_size=4, unique_by=lambda record: record.report.id)


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def check_cells(text: str, separator: str, columns: list[str]) -> None:
    assert "\x00" not in text
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    assert rows[0] == columns
    assert {len(row) for row in rows} == {len(columns)}
    for row in rows[1:]:
        for cell in row:
            assert is_number(cell) or not cell.startswith(FORMULA)


def loaded(text: str) -> Any:
    def refuse(constant: str) -> Any:
        raise AssertionError(f"{constant} is not JSON")

    return json.loads(text, parse_constant=refuse)


@given(several)
@settings(max_examples=8, deadline=None)
def test_files_are_whole(reports: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = archive_of(reports, Path(folder) / "any.dateline")
        for module in FILES:
            text = text_of(path, module)
            text.encode("utf-8")
            if module in SEPARATORS:
                check_cells(text, SEPARATORS[module], list(module.COLUMNS))
            else:
                loaded(text)


@given(several)
@settings(max_examples=8, deadline=None)
def test_folders_are_whole(reports: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        path = archive_of(reports, root / "any.dateline")
        for name, data in folder_of(path, csv_folder, root / "csv").items():
            check_cells(data.decode("utf-8"), ",", list(TABLES[name.removesuffix(".csv")]))
        for data in folder_of(path, ftm, root / "ftm").values():
            for line in data.decode("utf-8").split("\n")[:-1]:
                loaded(line)
        folder_of(path, parquet_folder, root / "parquet")
        events = sum(len(record.events) for record in reports)
        file = str(root / "parquet" / "events.parquet")
        rows = duckdb.execute("SELECT 1 FROM read_parquet(?)", [file]).fetchall()
        assert len(rows) == events


@given(several)
@settings(max_examples=4, deadline=None)
def test_the_order_of_reports_changes_nothing(reports: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        one = archive_of(reports, root / "one.dateline")
        two = archive_of(reports[::-1], root / "two.dateline")
        for module in FILES:
            assert text_of(one, module) == text_of(two, module)
        for module in (csv_folder, ftm, parquet_folder):
            first = folder_of(one, module, root / "first" / module.__name__)
            assert first == folder_of(two, module, root / "second" / module.__name__)
