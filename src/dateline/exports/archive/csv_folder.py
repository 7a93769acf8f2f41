"""The tables of an archive as CSV files in a folder, `NAME.csv`; `tabular.py` tells their columns.

RFC 4180 in UTF-8; no cell is taken for a formula (`exports/table.py`), ids and days stay plain.
"""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.exports.archive.tabular import AS_A_WHOLE, BY_REPORT, TABLES, finish, query
from dateline.exports.archive.writing import csv_writer, file_in

if TYPE_CHECKING:
    from dateline.exports.archive.selection import Selection


def write(selection: "Selection", folder: Path) -> None:
    """Writes one file a table into `folder`, which is made; reports in order of their ids."""
    with ExitStack() as files:
        writers = {
            table: csv_writer(files.enter_context(file_in(folder, f"{table}.csv")), list(columns))
            for table, columns in TABLES.items()
        }
        for _ in selection.batches():
            for table in BY_REPORT:
                writers[table](tuple(row.values()) for row in selection.rows(query(table)))
        finish(selection)
        for table in AS_A_WHOLE:
            writers[table](tuple(row.values()) for row in selection.rows(query(table)))
