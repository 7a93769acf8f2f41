"""An archive opened for questions: views over its Parquet files, and records by id."""

import json
import sqlite3
import warnings
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Any

from dateline.archive import lookup
from dateline.archive.database import connect, name, parquet
from dateline.archive.layout import Layout
from dateline.archive.manifest import Manifest, read_manifest
from dateline.archive.questions import Questions
from dateline.archive.rebuild import record_of
from dateline.archive.reviewing import Reviewing, reviewed_rows
from dateline.archive.reviews import Review, read_reviews
from dateline.archive.side import open_side
from dateline.archive.tables import DERIVED, PARTS, REVIEWED, TABLES
from dateline.errors import DatelineError
from dateline.record import Record

if TYPE_CHECKING:
    import duckdb


class Archive(Questions, Reviewing):
    """An archive folder as it was when it was opened, or last refreshed.

    `connection` has one view a table (`tables.TABLES`). Reading takes no lock, and goes on while
    a build runs.
    """

    def __init__(self, layout: Layout, *, read_only: bool = True) -> None:
        self.layout = layout
        self.read_only = read_only
        self.manifest: Manifest = read_manifest(layout)
        self.connection: duckdb.DuckDBPyConnection = connect()
        self._side: sqlite3.Connection | None = None
        self._reviews: list[Review] = []
        self._looking_up = Lock()
        self._completed: bool | None = None
        self._create_views()
        self.take_up_reviews()

    @classmethod
    def open(cls, path: str | Path, *, read_only: bool = True) -> "Archive":
        """The archive in the folder `path`. Raises `DatelineError` if there is none.

        Unless `read_only`, the side file (reviews) may be written; the parts never are.
        """
        return cls(Layout(Path(path)), read_only=read_only)

    @property
    def side(self) -> sqlite3.Connection:
        """The side file: runs, what was set aside, reviews, full text."""
        if self._side is None:
            self._side = open_side(self.layout.side, read_only=self.read_only)
        return self._side

    def look_up(self) -> bool:
        """Makes sure that the look-up tables know all reports; whether they did already.

        Those that came after the last derived tables are added in memory, once.
        """
        with self._looking_up:
            if self._completed is None:
                known = lookup.is_complete(self.connection)
                if not known:
                    lookup.complete(self.connection)
                self._completed = known
        return self._completed

    def refresh(self) -> bool:
        """Takes up what has been written since; whether anything has been.

        Parts that were merged into others stay readable for ten minutes after.
        """
        manifest, reviews = read_manifest(self.layout), self._reviews
        self.take_up_reviews()
        if manifest == self.manifest:
            return reviews != self._reviews
        self.manifest = manifest
        self._create_views()
        return True

    def reviews(self) -> list[Review]:
        """All reviews, in the order in which they were added."""
        return list(self._reviews)

    def take_up_reviews(self) -> None:
        """Makes the table `reviewed` anew of what the side file holds now."""
        try:
            self._reviews = read_reviews(self.layout.side)
        except (DatelineError, sqlite3.Error) as error:
            # All else of the archive can be read without them.
            warnings.warn(f"the reviews of {self.layout.root} can't be read: {error}", stacklevel=2)
        rows = list(reviewed_rows(self._reviews))
        self.connection.execute(
            "CREATE OR REPLACE TABLE reviewed AS SELECT unnest(from_json(?, ?), recursive := true)",
            [json.dumps(rows), json.dumps([REVIEWED])],
        )

    def report_ids(self) -> list[str]:
        """The ids of all reports, sorted."""
        rows = self.connection.execute("SELECT report_id FROM reports ORDER BY ALL").fetchall()
        return [report_id for (report_id,) in rows]

    def record(self, report_id: str) -> Record:
        """The record of one report, with `meta.seconds` 0. Raises `DatelineError` if unknown."""
        rows = {table: self._rows(table, report_id) for table in PARTS if table != "bands"}
        if not rows["reports"]:
            raise DatelineError(
                f"there is no report {report_id} in {self.layout.root}",
                hint="Ids are 16 hexadecimal digits, as in the table reports.",
            )
        return record_of(rows)

    def close(self) -> None:
        """Closes both connections."""
        self.connection.close()
        if self._side is not None:
            self._side.close()

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _rows(self, table: str, report_id: str) -> list[dict[str, Any]]:
        rows = self.connection.execute(
            f"SELECT * FROM {name(table)} WHERE report_id = ?", [report_id]
        ).fetchall()
        return [dict(zip(TABLES[table], row, strict=True)) for row in rows]

    def _create_views(self) -> None:
        derived = self.manifest.derived
        folder = self.layout.derived / derived if derived else None
        create_views(self.connection, self.layout, self.manifest, folder)
        lookup.create(self.connection, folder)
        self._completed = None


def create_views(
    connection: "duckdb.DuckDBPyConnection",
    layout: Layout,
    manifest: Manifest,
    derived: Path | None,
) -> None:
    """Makes one view a table, over the parts of a manifest and a folder of derived tables."""
    for table in PARTS:
        files = [layout.parts / part.name / f"{table}.parquet" for part in manifest.parts]
        _create_view(connection, table, files)
    for table in DERIVED:
        _create_view(connection, table, [derived / f"{table}.parquet"] if derived else [])


def _create_view(connection: "duckdb.DuckDBPyConnection", table: str, files: list[Path]) -> None:
    missing = next((file for file in files if not file.exists()), None)
    if missing is not None:
        raise DatelineError(
            f"{missing} is missing", hint="Restore it from a backup, or build the archive anew."
        )
    columns = ", ".join(f"NULL::{kind} AS {name(column)}" for column, kind in TABLES[table].items())
    source = parquet(files) if files else f"(SELECT {columns} WHERE false)"
    connection.execute(f"CREATE OR REPLACE VIEW {name(table)} AS SELECT * FROM {source}")
