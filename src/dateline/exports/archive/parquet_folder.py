"""The tables of an archive as Parquet files in a folder, `NAME.parquet`; see `tabular.py`.

Flat columns of text, INT32, INT64, DOUBLE, BOOLEAN and DATE in data pages of version 1 with Snappy:
what nanoparquet in R, and every other reader, takes.
"""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dateline.archive.database import literal, parquet
from dateline.exports.archive.tabular import AS_A_WHOLE, BY_REPORT, finish, query
from dateline.exports.archive.writing import file_in

if TYPE_CHECKING:
    from dateline.exports.archive.selection import Selection

ROW_GROUP: Final = 16_384
"""Rows held at once, here and by most readers."""


def write(selection: "Selection", folder: Path) -> None:
    """Writes one file a table into `folder`, which is made; reports in order of their ids."""
    for table in (*BY_REPORT, *AS_A_WHOLE):
        with file_in(folder, f"{table}.parquet"):
            pass  # tells at once where it can't be written
    with tempfile.TemporaryDirectory() as scratch:
        pieces: dict[str, list[Path]] = {table: [] for table in BY_REPORT}
        for number, _ in enumerate(selection.batches()):
            for table, files in pieces.items():
                files.append(Path(scratch) / f"{table}-{number}.parquet")
                _copy(selection, query(table), files[-1])
        finish(selection)
        for table, files in pieces.items():
            _copy(selection, f"FROM {parquet(files)}", folder / f"{table}.parquet")
        for table in AS_A_WHOLE:
            _copy(selection, query(table), folder / f"{table}.parquet")


def _copy(selection: "Selection", sql: str, file: Path) -> None:
    selection.run(
        f"COPY ({sql}) TO {literal(file)} (FORMAT parquet, PARQUET_VERSION v1, "
        f"COMPRESSION snappy, ROW_GROUP_SIZE {ROW_GROUP})"
    )
