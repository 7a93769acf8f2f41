"""Parts: immutable folders of Parquet files, written whole, and merged so that they stay few."""

import hashlib
import os
import shutil
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dateline.archive.database import copy, name, parquet, write_rows
from dateline.archive.layout import SCRATCH, Layout, fsync_file, fsync_folder
from dateline.archive.manifest import Manifest, Part
from dateline.archive.rows import Rows
from dateline.archive.tables import PARTS
from dateline.errors import DatelineError

if TYPE_CHECKING:
    import duckdb

FAN_IN: Final = 4
"""So many parts of one level are merged into one of a higher level.

A part of level n holds at least `FAN_IN` ** n reports, and less than `FAN_IN` times as many.
"""
TOP_LEVEL: Final = 9
"""Parts of this level, of at least 262,144 reports, are merged no more."""
GRACE_SECONDS: Final = 600.0
"""How long a folder that no manifest names is kept, for those who opened an older manifest."""

_ORDER: Final = ("report_id", "position", "band", "hash")
_NAME_LENGTH: Final = 16


def part_files(layout: Layout, part: Part) -> dict[str, Path]:
    """The files of a part by table."""
    return {table: layout.parts / part.name / f"{table}.parquet" for table in PARTS}


def write_part(
    connection: "duckdb.DuckDBPyConnection", layout: Layout, records: Iterable[Rows]
) -> Part:
    """Writes the rows of some records as one new part; no manifest names it yet."""
    ordered = sorted(records, key=lambda rows: str(rows["reports"][0]["report_id"]))
    ids = [str(rows["reports"][0]["report_id"]) for rows in ordered]
    scratch = new_scratch(layout.parts)
    counts = {
        table: write_rows(
            connection,
            (row for rows in ordered for row in rows[table]),
            columns,
            scratch / f"{table}.parquet",
        )
        for table, columns in PARTS.items()
    }
    return _settled(layout, scratch, ids, counts)


def merge_parts(
    connection: "duckdb.DuckDBPyConnection", layout: Layout, parts: Sequence[Part]
) -> Part:
    """Writes one new part with all rows of `parts`, whose files are checked first."""
    for part in parts:
        check_part(layout, part)
    scratch = new_scratch(layout.parts)
    for table, columns in PARTS.items():
        order = [key for key in _ORDER if key in columns]
        files = parquet(part_files(layout, part)[table] for part in parts)
        copy(
            connection,
            f"SELECT * FROM {files} ORDER BY {', '.join(name(key) for key in order)}",
            scratch / f"{table}.parquet",
        )
    ids = connection.execute(
        f"SELECT report_id FROM {parquet([scratch / 'reports.parquet'])} ORDER BY report_id"
    ).fetchall()
    rows = {table: sum(part.rows[table] for part in parts) for table in PARTS}
    return _settled(layout, scratch, [report_id for (report_id,) in ids], rows)


def copy_part(
    connection: "duckdb.DuckDBPyConnection",
    layout: Layout,
    files: Mapping[str, Path],
    held: Sequence[Part],
) -> Part | None:
    """Writes one new part with the rows of `files` (by table) but of reports that `held` parts
    have; `None` if there are no others."""
    reports = [part_files(layout, part)["reports"] for part in held]
    known = f"SELECT report_id FROM {parquet(reports)}" if reports else "SELECT '' WHERE false"
    ids = connection.execute(
        f"SELECT report_id FROM {parquet([files['reports']])} "
        f"WHERE report_id NOT IN ({known}) ORDER BY report_id"
    ).fetchall()
    if not ids:
        return None
    scratch = new_scratch(layout.parts)
    for table, columns in PARTS.items():
        order = [key for key in _ORDER if key in columns]
        copy(
            connection,
            f"SELECT * FROM {parquet([files[table]])} WHERE report_id NOT IN ({known}) "
            f"ORDER BY {', '.join(name(key) for key in order)}",
            scratch / f"{table}.parquet",
        )
    rows = {table: _count(connection, scratch / f"{table}.parquet") for table in PARTS}
    return _settled(layout, scratch, [report_id for (report_id,) in ids], rows)


def _count(connection: "duckdb.DuckDBPyConnection", file: Path) -> int:
    row = connection.execute(f"SELECT count(*) FROM {parquet([file])}").fetchone()
    return int(row[0]) if row else 0


def to_merge(manifest: Manifest) -> tuple[Part, ...]:
    """The parts to merge next, of the lowest level that has enough of them; else none."""
    for level in range(TOP_LEVEL):
        parts = tuple(part for part in manifest.parts if part.level == level)
        if len(parts) >= FAN_IN:
            return parts
    return ()


def sweep(layout: Layout, manifest: Manifest, *, grace: float = GRACE_SECONDS) -> None:
    """Removes folders that `manifest` doesn't name, once they are `grace` seconds old."""
    named = {part.name for part in manifest.parts} | {manifest.derived}
    for path in _folders(layout):
        is_scratch = path.name.startswith(SCRATCH)
        if not is_scratch and path.name not in named and _age(path) >= grace:
            shutil.rmtree(path, ignore_errors=True)


def sweep_scratch(layout: Layout) -> None:
    """Removes what a killed build was writing; only for one that has just begun."""
    for path in _folders(layout):
        if path.name.startswith(SCRATCH):
            shutil.rmtree(path, ignore_errors=True)


def retire(folders: Iterable[Path]) -> None:
    """Starts the grace period of folders that the manifest names no more."""
    for folder in folders:
        os.utime(folder)


def settle(scratch: Path, target: Path) -> None:
    """Puts a finished folder in its place; both are on the disk when this returns."""
    for file in scratch.iterdir():
        fsync_file(file)
    fsync_folder(scratch)
    if target.exists():
        # Left by a build that was killed before its manifest was written.
        shutil.rmtree(target)
    os.replace(scratch, target)
    fsync_folder(target.parent)


def digest(ids: Iterable[str]) -> str:
    """A name for a set of ids, whatever their order."""
    joined = "\n".join(sorted(ids))
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:_NAME_LENGTH]


def _level(reports: int) -> int:
    level = 0
    while level < TOP_LEVEL and reports >= FAN_IN ** (level + 1):
        level += 1
    return level


def _folders(layout: Layout) -> list[Path]:
    folders = (layout.parts, layout.derived)
    return [path for folder in folders if folder.is_dir() for path in folder.iterdir()]


def _settled(layout: Layout, scratch: Path, ids: Sequence[str], rows: dict[str, int]) -> Part:
    hashes = {file.name: sha256_of(file) for file in sorted(scratch.iterdir())}
    part = Part(digest(ids), _level(len(ids)), rows, hashes)
    settle(scratch, layout.parts / part.name)
    return part


def new_scratch(folder: Path) -> Path:
    """A new folder to write in; what a failed attempt left of it is removed."""
    path = folder / f"{SCRATCH}{os.getpid()}"
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path


def check_part(layout: Layout, part: Part) -> None:
    """Raises `DatelineError` if a file of a part isn't what was written."""
    for file, expected in part.sha256.items():
        path = layout.parts / part.name / file
        if not path.exists() or sha256_of(path) != expected:
            raise DatelineError(
                f"{path} is damaged", hint="Restore it from a backup, or build the archive anew."
            )


def sha256_of(path: Path) -> str:
    """The hash of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
