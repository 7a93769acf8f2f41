"""What follows from all reports together: links, origins, incidents; computed anew as a whole."""

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from dateline import __version__
from dateline.archive import lookup
from dateline.archive.database import connect, write_rows
from dateline.archive.duplicates import candidate_pairs
from dateline.archive.incidents import each_incident
from dateline.archive.layout import SCRATCH, Layout
from dateline.archive.lock import writer_lock
from dateline.archive.manifest import Manifest, read_manifest, write_manifest
from dateline.archive.origins import ReportText, find_links, origin_groups, quotations
from dateline.archive.parts import digest, new_scratch, retire, settle
from dateline.archive.reviews import Pair, cuts_and_joins
from dateline.archive.rows import Row
from dateline.archive.storage_errors import storage_errors
from dateline.archive.store import Archive, create_views
from dateline.archive.tables import DERIVED, DERIVED_ORDER

if TYPE_CHECKING:
    import duckdb

_BATCH: Final = 1000
_TEXTS: Final = """
    SELECT report_id, text, title, published, outlet, dateline, credits
    FROM reports ORDER BY report_id
"""


def derive(layout: Layout, manifest: Manifest) -> str:
    """Writes the derived tables of the parts of `manifest`, and returns their folder's name.

    The same reports, cuts and joins give the same name; a folder that is there already is not
    computed again.
    """
    with Archive(layout) as archive:
        ids = archive.report_ids()
        cuts, joins = cuts_and_joins(archive.reviews())
        links = [f"cut {one} {two}" for one, two in cuts]
        links += [f"join {one} {two}" for one, two in joins]
        name = digest([__version__, lookup.VERSION, *ids, *links])
        if name == manifest.derived:
            return name
        scratch = new_scratch(layout.derived)
        _write_tables(archive.connection, scratch, ids, cuts, joins)
    connection = connect(spill=layout.derived / f"{SCRATCH}spill", threads=1)
    create_views(connection, layout, manifest, scratch)
    lookup.write(connection, scratch)
    connection.close()
    settle(scratch, layout.derived / name)
    return name


def derive_again(layout: Layout) -> bool:
    """Computes the derived tables anew where reviews ask for it, and whether they did.

    Raises `DatelineError` if a build is running; it does the same when it ends.
    """
    with writer_lock(layout), storage_errors(layout):
        manifest = read_manifest(layout)
        name = derive(layout, manifest)
        if name == manifest.derived:
            return False
        write_manifest(layout, replace(manifest, derived=name))
        retire([layout.derived / manifest.derived] if manifest.derived else [])
    return True


def _write_tables(
    connection: "duckdb.DuckDBPyConnection",
    scratch: Path,
    ids: Iterable[str],
    cuts: Iterable[Pair],
    joins: Iterable[Pair],
) -> None:
    links = find_links(_texts(connection), candidate_pairs(connection))
    groups = origin_groups(links)
    origins = {report_id: groups.get(report_id) or (report_id,) for report_id in ids}
    _write("links", map(asdict, links), scratch)
    _write(
        "report_origins",
        (
            {"report_id": report_id, "origin": origin}
            for report_id, found in origins.items()
            for origin in found
        ),
        scratch,
    )
    waiting = scratch / "waiting.jsonl"
    with waiting.open("w", encoding="utf-8") as out:
        found = each_incident(connection, origins, cuts, joins, folder=scratch)
        _write("incidents", _without_events(found, out), scratch)
    with waiting.open(encoding="utf-8") as lines:
        _write("incident_events", map(json.loads, lines), scratch)
    waiting.unlink()


def _without_events(found: Iterable[tuple[Row, list[Row]]], out: TextIO) -> Iterator[Row]:
    """The rows of incidents; those of their events, which are found with them, go to `out`."""
    for incident, events in found:
        out.writelines(json.dumps(event) + "\n" for event in events)
        yield incident


def _write(table: str, rows: Iterable[Row], scratch: Path) -> None:
    file = scratch / f"{table}.parquet"
    spill = scratch.parent / f"{SCRATCH}spill"
    with closing(connect(spill=spill, threads=1)) as connection:
        write_rows(connection, rows, DERIVED[table], file, DERIVED_ORDER[table])


def _texts(connection: "duckdb.DuckDBPyConnection") -> Iterator[ReportText]:
    cursor = connection.cursor()
    cursor.execute(_TEXTS)
    while rows := cursor.fetchmany(_BATCH):
        for report_id, text, title, published, outlet, dateline, credited in rows:
            yield ReportText(
                report_id=report_id,
                text=text,
                title=title,
                published=published,
                outlet=outlet,
                dateline=dateline,
                credits=tuple(credited),
                quotations=tuple(quotations(text)),
            )
    cursor.close()
