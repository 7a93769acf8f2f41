"""Some reports of an archive as a database of their own."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dateline.archive.database import connect, name, parquet
from dateline.archive.layout import Layout
from dateline.archive.manifest import Manifest
from dateline.archive.parts import part_files

if TYPE_CHECKING:
    import duckdb

TABLES: Final = {
    "reports": "exact",
    "statements": "evidence",
    "events": "evidence",
    "places": None,
    "times": None,
}
"""What testimony and incidents are found from; of each table the large column that isn't needed."""


def narrowed(
    layout: Layout, manifest: Manifest, report_ids: Iterable[str], *, spill: Path | None = None
) -> "duckdb.DuckDBPyConnection":
    """A database in memory with the rows of these reports alone in `TABLES`.

    What doesn't fit spills into the folder `spill`, see `database.connect`.
    """
    connection = connect(spill=spill)
    connection.execute(
        "CREATE TABLE wanted AS SELECT unnest($ids::VARCHAR[]) AS report_id",
        {"ids": list(report_ids)},
    )
    for table, left_out in TABLES.items():
        files = parquet(part_files(layout, part)[table] for part in manifest.parts)
        columns = f"* EXCLUDE ({name(left_out)})" if left_out else "*"
        connection.execute(
            f"CREATE TABLE {name(table)} AS SELECT {columns} FROM {files} "
            "WHERE report_id IN (FROM wanted)"
        )
    return connection
