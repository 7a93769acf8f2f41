"""Some reports of an archive as a database of their own."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from dateline.archive.database import connect, literal, name, parquet
from dateline.archive.layout import Layout
from dateline.archive.manifest import Manifest
from dateline.archive.parts import part_files

if TYPE_CHECKING:
    import duckdb

TABLES: Final = ("reports", "statements", "events", "places", "times")
"""What testimony and incidents are found from."""


def narrowed(
    layout: Layout, manifest: Manifest, report_ids: Iterable[str]
) -> "duckdb.DuckDBPyConnection":
    """A database in memory with the rows of these reports alone in `TABLES`."""
    connection = connect()
    wanted = ", ".join(literal(report_id) for report_id in report_ids) or "NULL"
    for table in TABLES:
        files = parquet(part_files(layout, part)[table] for part in manifest.parts)
        connection.execute(
            f"CREATE TABLE {name(table)} AS SELECT * FROM {files} WHERE report_id IN ({wanted})"
        )
    return connection
