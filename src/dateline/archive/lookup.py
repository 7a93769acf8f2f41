"""The look-up tables of an archive: written with what is derived, completed in memory if need be.

The schema `lookup` has one view for each table of `lookup_tables.LOOKUP`, over what the derived
folder holds (schema `held`) and, where reports have come since, what they add (schema `fresh`).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dateline.archive.counting import ANSWERS
from dateline.archive.database import MEMORY_LIMIT, copy, name, parquet
from dateline.archive.lookup_queries import QUERIES
from dateline.archive.lookup_tables import LOOKUP, ORDER

if TYPE_CHECKING:
    import duckdb

VERSION: Final = "lookup 1"
"""Of the look-up tables: where it changes, what is derived is computed anew."""
PREFIX: Final = "lookup_"
"""Before the name of a table in the name of its file."""
NARROW_GROUP: Final = 65_536
"""Rows of a row group: narrow tables are read as a whole, or where sorted a group or two."""
MAKING: Final = "2GB"
"""Memory that making the tables may take; of 100,000 reports it takes as much."""
_SOURCES: Final = ("reports", "statements", "events")


def create(connection: "duckdb.DuckDBPyConnection", folder: Path | None) -> None:
    """Makes the views over the look-up tables in `folder`; they are empty where it has none."""
    for schema in ("held", "fresh", "missing", "lookup"):
        connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        connection.execute(f"CREATE SCHEMA {schema}")
    for table in LOOKUP:
        file = _file(folder, table) if folder else None
        held = parquet([file]) if file and file.exists() else _nothing(table)
        connection.execute(f"CREATE VIEW held.{table} AS SELECT * FROM {held}")
        connection.execute(f"CREATE VIEW lookup.{table} AS SELECT * FROM held.{table}")
    if folder and _file(folder, "incidents").exists():
        _number_rows(connection, folder)


def _number_rows(connection: "duckdb.DuckDBPyConnection", folder: Path) -> None:
    """Makes views of the incidents with the numbers of their rows, the same in both tables.

    Rows are found by their number much faster than by any value.
    """
    for view, file in (
        ("held.incident_keys", _file(folder, "incidents")),
        ("held.incident_rows", folder / "incidents.parquet"),
    ):
        source = parquet([file], numbered=True)
        connection.execute(f"CREATE VIEW {view} AS SELECT * FROM {source}")


def is_complete(connection: "duckdb.DuckDBPyConnection") -> bool:
    """Whether the derived folder knows all reports; none is ever taken out of an archive."""
    row = connection.execute(
        "SELECT (SELECT count(*) FROM held.reports) = (SELECT count(*) FROM main.reports)"
    ).fetchone()
    return bool(row and row[0])


def complete(connection: "duckdb.DuckDBPyConnection") -> None:
    """Adds the reports that the derived folder doesn't know, in memory."""
    known = "report_id IN (SELECT report_id FROM held.reports)"
    for table in _SOURCES:
        connection.execute(
            f"CREATE OR REPLACE VIEW missing.{table} AS "
            f"SELECT * FROM main.{table} WHERE NOT ({known})"
        )
    connection.execute(f"SET memory_limit = '{MAKING}'")
    try:
        _make(connection)
    finally:
        connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")


def write(connection: "duckdb.DuckDBPyConnection", folder: Path) -> None:
    """Writes the look-up tables of all reports to `folder`.

    The views of `connection` must have the links and incidents to which they belong.
    """
    create(connection, None)
    complete(connection)
    connection.execute(f"SET memory_limit = '{MAKING}'")
    for table in LOOKUP:
        rows = ANSWERS.get(table, f"FROM fresh.{table} ORDER BY {ORDER.get(table)}")
        copy(connection, rows, _file(folder, table), row_group=NARROW_GROUP)
    connection.execute("DROP SCHEMA fresh CASCADE")


def _make(connection: "duckdb.DuckDBPyConnection") -> None:
    schemas: Mapping[str, str] = {"held": "held", "new": "missing"}
    for table, query in QUERIES.items():
        columns = ", ".join(name(column) for column in LOOKUP[table])
        connection.execute(
            f"CREATE TABLE fresh.{table} AS SELECT {columns} FROM ({query.format(**schemas)})"
        )
        connection.execute(
            f"CREATE OR REPLACE VIEW lookup.{table} AS "
            f"SELECT * FROM held.{table} UNION ALL SELECT * FROM fresh.{table}"
        )


def _file(folder: Path, table: str) -> Path:
    return folder / f"{PREFIX}{table}.parquet"


def _nothing(table: str) -> str:
    columns = ", ".join(f"NULL::{kind} AS {name(column)}" for column, kind in LOOKUP[table].items())
    return f"(SELECT {columns} WHERE false)"
