"""The tables of an archive as Parquet files in a folder, `NAME.parquet`; see `tabular.py`.

Flat columns of text, INT32, INT64, DOUBLE, BOOLEAN and DATE in data pages of version 1 with Snappy:
what nanoparquet in R, and every other reader, takes.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from dateline.archive.database import literal
from dateline.exports.archive.tabular import queries
from dateline.exports.archive.writing import file_in

if TYPE_CHECKING:
    from dateline.exports.archive.selection import Selection

ROW_GROUP: Final = 16_384
"""Rows held at once, here and by most readers."""


def write(selection: "Selection", folder: Path) -> None:
    """Writes one file a table into `folder`, which is made."""
    for table, query in queries(selection).items():
        name = f"{table}.parquet"
        with file_in(folder, name):
            pass  # tells where it can't be written
        list(
            selection.rows(
                f"COPY ({query}) TO {literal(folder / name)} (FORMAT parquet, "
                f"PARQUET_VERSION v1, COMPRESSION snappy, ROW_GROUP_SIZE {ROW_GROUP})"
            )
        )
