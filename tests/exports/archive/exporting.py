"""Archives for tests of exports, and exports as their text."""

import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline import __version__
from dateline.archive.database import connect
from dateline.archive.derive import derive
from dateline.archive.layout import Layout
from dateline.archive.manifest import Manifest, write_manifest
from dateline.archive.parts import write_part
from dateline.archive.reviews import Review, append
from dateline.archive.rows import rows_of
from dateline.archive.side import open_side
from dateline.archive.store import Archive
from dateline.exports.archive import (
    acled,
    cameo,
    csv_folder,
    ftm,
    geojson,
    kepler,
    parquet_folder,
    polecat,
    prov,
    timelinejs,
    webannotation,
)
from dateline.exports.archive.selection import Selection
from dateline.record import Record

FILES = (acled, cameo, geojson, kepler, polecat, prov, timelinejs, webannotation)
FOLDERS = (csv_folder, ftm, parquet_folder)


def archive_of(records: Iterable[Record], path: Path) -> Path:
    """An archive of exactly these records, whatever they hold."""
    layout = Layout(path)
    path.mkdir(parents=True)
    connection = connect(threads=1)
    part = write_part(connection, layout, [rows_of(record) for record in records])
    connection.close()
    manifest = Manifest(dateline=__version__).with_parts(part)
    write_manifest(layout, manifest)
    write_manifest(layout, replace(manifest, derived=derive(layout, manifest)))
    return path


def text_of(path: Path, module: Any, **filters: Any) -> str:
    """What a format of one file gives."""
    file = io.StringIO(newline="")
    with Archive.open(path) as archive, Selection(archive, **filters) as selection:
        module.write(selection, file)
    return file.getvalue()


def folder_of(path: Path, module: Any, folder: Path, **filters: Any) -> dict[str, bytes]:
    """The files of a format of several, by name."""
    with Archive.open(path) as archive, Selection(archive, **filters) as selection:
        module.write(selection, folder)
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def review(path: Path, *reviews: Review) -> None:
    """Adds reviews to an archive."""
    side = open_side(Layout(path).side, read_only=False)
    append(side, reviews)
    side.close()


def rejection(target: str, *, by: str = "Wanjiru", why: str | None = None) -> Review:
    return Review(action="reject", target=target, by=by, at="2024-05-01T10:00:00+00:00", why=why)
