"""The tables of an archive as CSV files in a folder, `NAME.csv`; `tabular.py` tells their columns.

RFC 4180 in UTF-8; no cell is taken for a formula (`exports/table.py`), ids and days stay plain.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from dateline.exports.archive.tabular import TABLES, queries
from dateline.exports.archive.writing import file_in, write_csv

if TYPE_CHECKING:
    from dateline.exports.archive.selection import Selection


def write(selection: "Selection", folder: Path) -> None:
    """Writes one file a table into `folder`, which is made."""
    for table, query in queries(selection).items():
        rows = (tuple(row.values()) for row in selection.rows(query))
        with file_in(folder, f"{table}.csv") as file:
            write_csv(file, list(TABLES[table]), rows)
