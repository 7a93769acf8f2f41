"""Answers: the rows that a question finds, as dicts, data frames or files."""

import csv
import io
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

from dateline.errors import DatelineError

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

SCHEMA_HINT: Final = "docs/archive.md has all tables and columns."
FETCHED: Final = 1000
"""Rows held at once while an answer is gone through."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of one question, looked up each time they are gone through.

    Iterating gives one dict a row; lists are lists, days `datetime.date`.
    """

    connection: "duckdb.DuckDBPyConnection"
    sql: str
    parameters: tuple[Any, ...] = ()
    tables: Mapping[str, Any] = field(default_factory=dict)
    """Arrays by column, for each table that `sql` names beside those of the archive."""
    most: int | None = None
    """How many rows are taken, `None` for all."""

    def __iter__(self) -> Iterator[Row]:
        cursor = self._run()
        columns = _columns(cursor)
        for row in self._rows(cursor):
            yield dict(zip(columns, row, strict=True))

    def first(self, most: int) -> "Answer":
        """The first `most` rows alone."""
        return replace(self, most=most)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return _columns(self._run())

    def to_records(self) -> list[Row]:
        """All rows."""
        return list(self)

    def to_pandas(self) -> Any:
        """A `pandas.DataFrame`. Raises `DatelineError` where pandas isn't installed."""
        _imported("pandas")
        frame = self._run().df()
        return frame if self.most is None else frame.head(self.most)

    def to_polars(self) -> Any:
        """A `polars.DataFrame`. Raises `DatelineError` where Polars isn't installed."""
        polars = _imported("polars")
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "answer.parquet"
            self.to_parquet(file)
            return polars.read_parquet(file, memory_map=False)

    def to_csv(self, path: str | Path) -> None:
        """Writes a CSV file that no spreadsheet takes formulas from (`exports/table.py`)."""
        with _opened(Path(path)) as file:
            self.write_csv(file)

    def to_json(self, path: str | Path) -> None:
        """Writes JSON Lines, one object a row."""
        with _opened(Path(path)) as file:
            self.write_json(file)

    def to_parquet(self, path: str | Path) -> None:
        """Writes a Parquet file with the types of DuckDB."""
        cursor = self._cursor()
        rows = self.sql if self.most is None else f"SELECT * FROM ({self.sql}) LIMIT {self.most}"
        try:
            cursor.execute(
                f"COPY ({rows}) TO '{str(path).replace(chr(39), chr(39) * 2)}' "
                "(FORMAT parquet, COMPRESSION zstd)",
                list(self.parameters),
            )
        except _duckdb_error() as error:
            raise _as_ours(error, "Check the path, and the query.") from error

    def write_csv(self, file: TextIO) -> None:
        """Writes CSV as `to_csv` does. Open `file` with `encoding="utf-8", newline=""`."""
        for line in self.csv_lines():
            file.write(line)

    def csv_lines(self) -> Iterator[str]:
        """The lines of such a CSV file, one a row, looked up as they are taken."""
        cursor = self._run()
        line = io.StringIO(newline="")
        writer = csv.writer(line, lineterminator="\r\n")
        header = [_cell(name) for name in _columns(cursor)]
        for cells in chain(
            [header], ([_cell(value) for value in row] for row in self._rows(cursor))
        ):
            writer.writerow(cells)
            yield line.getvalue()
            line.seek(0)
            line.truncate()

    def write_json(self, file: TextIO) -> None:
        """Writes JSON Lines as `to_json` does."""
        for line in self.json_lines():
            file.write(line)

    def json_lines(self) -> Iterator[str]:
        """The lines of such a file, one a row, looked up as they are taken."""
        for row in self:
            yield json.dumps(row, ensure_ascii=False, default=_plain) + "\n"

    def _run(self) -> "duckdb.DuckDBPyConnection":
        cursor = self._cursor()
        try:
            return cursor.execute(self.sql, list(self.parameters))
        except _duckdb_error() as error:
            raise _as_ours(error) from error

    def _rows(self, cursor: "duckdb.DuckDBPyConnection") -> Iterator[tuple[Any, ...]]:
        taken = 0
        try:
            while rows := cursor.fetchmany(FETCHED):
                for row in rows:
                    if taken == self.most:
                        return
                    taken += 1
                    yield row
        except _duckdb_error() as error:
            raise _as_ours(error) from error

    def _cursor(self) -> "duckdb.DuckDBPyConnection":
        cursor = self.connection.cursor()
        for name, arrays in self.tables.items():
            cursor.register(name, arrays)
        return cursor


def _as_ours(error: Exception, hint: str = SCHEMA_HINT) -> DatelineError:
    """What DuckDB says of a query, on one line, without its pointers into the query."""
    return DatelineError(str(error).partition("\n")[0], hint=hint)


def _columns(cursor: "duckdb.DuckDBPyConnection") -> tuple[str, ...]:
    return tuple(column[0] for column in cursor.description or ())


def _cell(value: object) -> str:
    """A cell of CSV: numbers and days plain, several values joined, all text guarded."""
    from dateline.exports.neutral import without_controls
    from dateline.exports.table import SEPARATOR, guarded

    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int | float | date | datetime):
        return str(value).removesuffix(".0")
    if isinstance(value, list):
        parts = [_text(part).replace("\\", "\\\\").replace("|", "\\|") for part in value]
        return guarded(without_controls(SEPARATOR.join(parts)))
    return guarded(without_controls(_text(value)))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return str(value).removesuffix(".0") if isinstance(value, float) else str(value)


def _plain(value: object) -> str:
    """Days and whatever else JSON has no type for, as text."""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _opened(path: Path) -> TextIO:
    try:
        return path.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise DatelineError(
            f"{path} can't be written: {error.strerror}", hint="Give another path."
        ) from error


def _imported(package: str) -> Any:
    from importlib import import_module
    from importlib.util import find_spec

    if find_spec(package) is None:
        raise DatelineError(f"{package} is not installed", hint=f"Run: pip install {package}")
    return import_module(package)


def _duckdb_error() -> type[Exception]:
    import duckdb

    return duckdb.Error
