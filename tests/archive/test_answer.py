"""Answers as dicts, data frames and files."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dateline.archive import answer as answers
from dateline.archive.answer import Answer
from dateline.errors import DatelineError

SQL = (
    "SELECT * FROM (VALUES (1, '=1+1', ['a|b', NULL], DATE '2024-03-01', 1.5, true), "
    "(2, NULL, [], NULL, NULL, NULL), (3, 'José', ['-1', 'x'], NULL, 1e9, false)) "
    "AS t (n, text, list, day, real, flag) WHERE n <= ? ORDER BY n"
)


@pytest.fixture
def connection() -> Iterator["duckdb.DuckDBPyConnection"]:
    opened = duckdb.connect()
    yield opened
    opened.close()


@pytest.fixture
def answer(connection: "duckdb.DuckDBPyConnection") -> Answer:
    return Answer(connection, SQL, (3,))


def test_rows_are_dicts_each_time(answer: Answer) -> None:
    assert list(answer) == answer.to_records()
    assert answer.columns == ("n", "text", "list", "day", "real", "flag")
    assert answer.to_records()[0]["day"] == date(2024, 3, 1)
    first, second = iter(answer), iter(answer)
    assert next(first) == next(second)
    assert [row["n"] for row in answer.first(2)] == [1, 2]


def test_csv_holds_no_formula(answer: Answer, tmp_path: Path) -> None:
    answer.to_csv(tmp_path / "answer.csv")
    with (tmp_path / "answer.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["n", "text", "list", "day", "real", "flag"],
        ["1", "'=1+1", r"a\|b | ", "2024-03-01", "1.5", "1"],
        ["2", "", "", "", "", ""],
        ["3", "José", "'-1 | x", "", "1000000000", "0"],
    ]


def test_names_of_columns_are_guarded_too(
    connection: "duckdb.DuckDBPyConnection", tmp_path: Path
) -> None:
    Answer(connection, 'SELECT 1 AS "=A1"').to_csv(tmp_path / "answer.csv")
    assert (tmp_path / "answer.csv").read_text("utf-8").startswith("'=A1")


def test_json_has_one_object_a_line(answer: Answer, tmp_path: Path) -> None:
    answer.first(1).to_json(tmp_path / "answer.jsonl")
    (line,) = (tmp_path / "answer.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line) == {
        "n": 1, "text": "=1+1", "list": ["a|b", None], "day": "2024-03-01", "real": 1.5,
        "flag": True,
    }  # fmt: skip


def test_parquet_keeps_types(answer: Answer, tmp_path: Path) -> None:
    file = tmp_path / "it's.parquet"
    answer.to_parquet(file)
    back = Answer(answer.connection, "SELECT * FROM read_parquet(?)", (str(file),))
    assert back.to_records() == answer.to_records()
    answer.first(1).to_parquet(file)
    assert back.to_records() == answer.to_records()[:1]


def test_what_can_not_be_written_is_told(answer: Answer, tmp_path: Path) -> None:
    for write in (answer.to_csv, answer.to_json, answer.to_parquet):
        with pytest.raises(DatelineError) as told:
            write(tmp_path / "missing" / "answer")
        assert told.value.hint


def test_errors_while_rows_come_are_ours(connection: "duckdb.DuckDBPyConnection") -> None:
    with pytest.raises(DatelineError, match="Conversion Error"):
        list(Answer(connection, "SELECT CAST('x' AS INTEGER)"))


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_data_frames(answer: Answer, package: str) -> None:
    pytest.importorskip(package)
    frame = answer.to_pandas() if package == "pandas" else answer.to_polars()
    assert list(frame.columns) == list(answer.columns)
    assert frame["n"].to_list() == [1, 2, 3]


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_missing_packages_are_named(
    answer: Answer, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(DatelineError, match=f"{package} is not installed") as told:
        answer.to_pandas() if package == "pandas" else answer.to_polars()
    assert told.value.hint == f"Run: pip install {package}"


def test_many_rows_come_in_order(connection: "duckdb.DuckDBPyConnection") -> None:
    count = 2 * answers.FETCHED + 1
    rows = Answer(connection, f"SELECT range AS n FROM range({count})")
    assert [row["n"] for row in rows] == list(range(count))
