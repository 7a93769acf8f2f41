"""The one writer of an archive: collects rows, commits them as parts, merges parts, fills the
full-text index. The caller holds the lock."""

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dateline import __version__
from dateline.archive.database import connect, parquet
from dateline.archive.derive import derive
from dateline.archive.layout import SCRATCH, Layout
from dateline.archive.manifest import Manifest, Part, read_manifest, write_manifest
from dateline.archive.parts import (
    copy_part,
    merge_parts,
    part_files,
    retire,
    sweep,
    sweep_scratch,
    to_merge,
    write_part,
)
from dateline.archive.rows import Rows, rows_of
from dateline.archive.side import index_texts, indexed, open_side, transaction
from dateline.archive.storage_errors import storage_errors
from dateline.errors import DatelineError
from dateline.record import Record

if TYPE_CHECKING:
    import duckdb

PART_REPORTS: Final = 256
"""Reports of a new part."""
PART_CHARACTERS: Final = 8_000_000
"""Or so many characters of text, which bounds the memory of what waits."""
PART_SECONDS: Final = 30.0
"""Or so much time, which bounds what a killed build loses."""
INDEX_BATCH: Final = 500
"""Reports added to the full-text index in one transaction."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A source or report that could not be read, and why."""

    label: str
    reason: str
    hint: str | None


@dataclass(slots=True)
class Counts:
    """What became of the items of the sources so far."""

    read: int = 0
    already_there: int = 0
    set_aside: int = 0
    deriving: bool = False
    """All are read; links and incidents are being computed."""

    @property
    def done(self) -> int:
        return self.read + self.already_there + self.set_aside


class Writer:
    """Opens the archive for one run of a build; `known` are the ids of all reports in it."""

    def __init__(self, layout: Layout, sources: Iterable[str]) -> None:
        self._layout = layout
        self._counts = Counts()
        self._rows: list[Rows] = []
        self._characters = 0
        self._set_aside: list[SetAside] = []
        self._last_commit = time.monotonic()
        self._adopted = False
        with storage_errors(layout):
            self._manifest = _manifest(layout)
            sweep_scratch(layout)
            sweep(layout, self._manifest)
            spill = layout.parts / f"{SCRATCH}spill"
            self._connection: duckdb.DuckDBPyConnection = connect(spill=spill, threads=1)
            self._side: sqlite3.Connection = open_side(layout.side, read_only=False)
            self.known = self._report_ids()
            self._fill_index()
            self._run = self._start_run(list(sources))

    def close(self) -> None:
        """Closes both databases; what was not committed is dropped."""
        self._connection.close()
        self._side.close()

    def add(self, record: Record, counts: Counts) -> None:
        """Takes a record; commits when enough of them, or enough time, has come together."""
        self._rows.append(rows_of(record))
        self._characters += len(record.report.text)
        self._note(counts)

    def set_aside(self, item: SetAside, counts: Counts) -> None:
        """Notes what could not be read."""
        self._set_aside.append(item)
        self._note(counts)

    def adopt(self, files: Mapping[str, Path], model: str | None, counts: Counts) -> int:
        """Takes a part that was written elsewhere, its files by table, but for reports that are
        here already; how many reports it took. `finish` adds their texts to the full-text index."""
        self.commit()
        with storage_errors(self._layout):
            part = copy_part(self._connection, self._layout, files, self._manifest.parts)
            if part is None:
                return 0
            self._replace(self._manifest.with_parts(part), model)
            self.known.update(self._ids_of(part))
            self._adopted = True
            self._merge()
        self._note(counts)
        return part.rows["reports"]

    def commit(self) -> None:
        """Writes what waits; when this returns, it outlives anything but the disk."""
        with storage_errors(self._layout):
            if self._rows:
                rows, self._rows, self._characters = self._rows, [], 0
                part = write_part(self._connection, self._layout, rows)
                self._replace(self._manifest.with_parts(part), rows[-1]["reports"][0]["model"])
                reports = (row["reports"][0] for row in rows)
                index_texts(self._side, ((r["report_id"], r["text"]) for r in reports))
                self._merge()
            self._save_run()
        self._last_commit = time.monotonic()

    def finish(self) -> None:
        """Commits, computes links and incidents, and notes that the run has ended."""
        self.commit()
        with storage_errors(self._layout):
            if self._adopted:
                self._fill_index()
            old, new = self._manifest.derived, derive(self._layout, self._manifest)
            if old != new:
                self._replace(replace(self._manifest, derived=new), self._manifest.model)
                retire([self._layout.derived / old] if old else [])
            sweep(self._layout, self._manifest)
            self._side.execute("UPDATE runs SET ended = ? WHERE run = ?", (_now(), self._run))

    def _note(self, counts: Counts) -> None:
        self._counts = replace(counts)
        if (
            len(self._rows) >= PART_REPORTS
            or self._characters >= PART_CHARACTERS
            or time.monotonic() - self._last_commit >= PART_SECONDS
        ):
            self.commit()

    def _replace(self, manifest: Manifest, model: str | None) -> None:
        self._manifest = replace(manifest, dateline=__version__, model=model)
        write_manifest(self._layout, self._manifest)

    def _merge(self) -> None:
        while parts := to_merge(self._manifest):
            merged = merge_parts(self._connection, self._layout, parts)
            self._replace(self._manifest.with_parts(merged, removed=parts), self._manifest.model)
            retire(self._layout.parts / part.name for part in parts)
            sweep(self._layout, self._manifest)

    def _report_ids(self) -> set[str]:
        return {report_id for part in self._manifest.parts for report_id in self._ids_of(part)}

    def _ids_of(self, part: Part) -> Iterator[str]:
        return (report_id for (report_id,) in self._rows_of_reports(part, "report_id"))

    def _rows_of_reports(self, part: Part, columns: str) -> Iterator[tuple[str, ...]]:
        files = part_files(self._layout, part)
        with closing(self._connection.cursor()) as cursor:
            cursor.execute(f"SELECT {columns} FROM {parquet([files['reports']])}")
            while rows := cursor.fetchmany(INDEX_BATCH):
                yield from rows

    def _fill_index(self) -> None:
        """Adds to the full-text index what a killed build committed but didn't come to index."""
        missing = self.known - indexed(self._side)
        if not missing:
            return
        batch: list[tuple[str, str]] = []
        for part in self._manifest.parts:
            for report_id, text in self._rows_of_reports(part, "report_id, text"):
                if report_id in missing:
                    batch.append((report_id, text))
                if len(batch) >= INDEX_BATCH:
                    index_texts(self._side, batch)
                    batch = []
        index_texts(self._side, batch)

    def _start_run(self, sources: list[str]) -> int:
        row = self._side.execute(
            "INSERT INTO runs (started, dateline, sources) VALUES (?, ?, ?)",
            (_now(), __version__, json.dumps(sources)),
        ).lastrowid
        return row or 0

    def _save_run(self) -> None:
        items, self._set_aside = self._set_aside, []
        counts = self._counts
        with transaction(self._side):
            self._side.executemany(
                "INSERT INTO set_aside VALUES (?, ?, ?, ?)",
                [(self._run, item.label, item.reason, item.hint) for item in items],
            )
            self._side.execute(
                "UPDATE runs SET read = ?, already_there = ?, set_aside = ? WHERE run = ?",
                (counts.read, counts.already_there, counts.set_aside, self._run),
            )


def _manifest(layout: Layout) -> Manifest:
    """The manifest of an archive, or a first one for a new archive."""
    if not layout.manifest.exists():
        write_manifest(layout, Manifest(dateline=__version__))
    return read_manifest(layout)


def prepare(layout: Layout) -> None:
    """Makes the folder of an archive. Raises `DatelineError` if something else is there."""
    with storage_errors(layout):
        if layout.root.exists() and not layout.root.is_dir():
            raise DatelineError(f"{layout.root} is a file", hint="Give another folder with -o.")
        layout.root.mkdir(parents=True, exist_ok=True)
        ours = {layout.lock.name, layout.manifest.with_suffix(".json.new").name}
        names = {path.name for path in layout.root.iterdir()}
        if layout.manifest.name not in names and names - ours:
            raise DatelineError(
                f"{layout.root} holds other files and is no archive",
                hint="Give a new folder with -o.",
            )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
