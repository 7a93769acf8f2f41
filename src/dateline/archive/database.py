"""DuckDB in this process: offline, with bounded memory, over Parquet files and JSON Lines."""

import glob
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

if TYPE_CHECKING:
    import duckdb

Columns = dict[str, str]

MEMORY_LIMIT: Final = "512MB"
"""What sorting and joining may hold before they spill to the disk."""
LARGEST_ROW: Final = 64 << 20
"""Bytes of JSON of one row; a text of the longest report is far below it."""
ROW_GROUP: Final = 8192
"""Rows read at least for one report: reports are sorted by id, so that one group holds it."""


def connect(
    *, spill: Path | None = None, threads: int | None = None
) -> "duckdb.DuckDBPyConnection":
    """An empty database in memory that loads no extensions.

    What doesn't fit spills into the folder `spill`, which no other connection may use; by default
    into one of its own among the system's temporary files.
    """
    import duckdb

    config: dict[str, Any] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": MEMORY_LIMIT,
        "temp_directory": str(spill or Path(tempfile.gettempdir()) / f"dateline-{uuid4().hex}"),
    }
    if threads:
        config["threads"] = threads
    return duckdb.connect(config=config)


def literal(value: object) -> str:
    """`value` as a string literal of SQL."""
    return "'" + str(value).replace("'", "''") + "'"


def name(identifier: str) -> str:
    """`identifier` as a quoted name of SQL."""
    return '"' + identifier.replace('"', '""') + '"'


def parquet(files: Iterable[Path], *, numbered: bool = False) -> str:
    """The table function of SQL that reads these Parquet files, in order.

    `numbered` adds the column `file_row_number`.
    """
    paths = ", ".join(_path(file) for file in files)
    numbers = ", file_row_number = true" if numbered else ""
    return f"read_parquet([{paths}], hive_partitioning = false{numbers})"


def _path(file: Path) -> str:
    """A path for a function of SQL that would else take it as a pattern."""
    return literal(glob.escape(str(file)))


def write_rows(
    connection: "duckdb.DuckDBPyConnection",
    rows: Iterable[dict[str, Any]],
    columns: Columns,
    file: Path,
    order: str = "",
) -> int:
    """Writes rows to one Parquet file and returns their number; what a row lacks is null.

    `order` is an ORDER BY clause, by default the rows stay as they come.
    """
    count = 0
    lines = file.with_suffix(".jsonl")
    with lines.open("w", encoding="utf-8") as out:
        for count, row in enumerate(rows, 1):  # noqa: B007
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    types = ", ".join(f"{literal(key)}: {literal(kind)}" for key, kind in columns.items())
    copy(
        connection,
        f"SELECT * FROM read_json({_path(lines)}, format = 'newline_delimited', "
        f"maximum_object_size = {LARGEST_ROW}, columns = {{{types}}}) {order}",
        file,
    )
    lines.unlink()
    return count


def copy(
    connection: "duckdb.DuckDBPyConnection", query: str, file: Path, *, row_group: int = ROW_GROUP
) -> None:
    """Writes what a query gives to one Parquet file, with so many rows in a row group."""
    connection.execute(
        f"COPY ({query}) TO {literal(file)} "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {row_group})"
    )
