"""What follows from all reports together: links, origins, incidents.

Links and origins are computed anew as a whole, incidents only where new reports can change them.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from dateline import __version__
from dateline.archive import lookup
from dateline.archive.database import connect, copy, parquet, write_rows
from dateline.archive.duplicates import candidate_pairs
from dateline.archive.growth import AGREEING, Former, Growth
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

_MADE: Final = f"{__version__} incidents 2"
"""How incidents are found: where it changes, all are found anew."""
_BATCH: Final = 1000
_TEXTS: Final = """
    SELECT report_id, text, title, published, outlet, dateline, credits
    FROM reports ORDER BY report_id
"""


def derive(layout: Layout, manifest: Manifest) -> str:
    """Writes the derived tables of the parts of `manifest`, and returns their folder's name.

    The same reports, cuts and joins give the same name; what the manifest names already is not
    computed again.
    """
    with Archive(layout) as archive:
        ids = archive.report_ids()
        cuts, joins = cuts_and_joins(archive.reviews())
        links = [f"cut {one} {two}" for one, two in cuts]
        links += [f"join {one} {two}" for one, two in joins]
        name = digest([_MADE, lookup.VERSION, *ids, *links])
        if name == manifest.derived:
            return name
        scratch = new_scratch(layout.derived)
        _write_tables(archive, scratch, ids, cuts, joins)
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
    archive: Archive,
    scratch: Path,
    ids: Iterable[str],
    cuts: Sequence[Pair],
    joins: Sequence[Pair],
) -> None:
    links = find_links(_texts(archive.connection), candidate_pairs(archive.connection))
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
    growth = _growth(archive, scratch)
    if growth and growth.find_dirty(origins, cuts, joins):
        _write_incidents(growth.incidents(origins, cuts, joins), scratch)
        for table in ("incidents", "incident_events"):
            _add_kept(archive.connection, table, growth.kept, scratch)
    else:
        pairs = scratch / AGREEING
        found = each_incident(
            archive.connection, origins, cuts, joins, folder=scratch, agreeing=pairs
        )
        _write_incidents(found, scratch)
    Former(scratch, _MADE, frozenset(cuts), frozenset(joins)).write()


def _growth(archive: Archive, scratch: Path) -> Growth | None:
    """What has come since the archive's incidents were found, if they were found in this way."""
    derived = archive.manifest.derived
    former = Former.read(archive.layout.derived / derived) if derived else None
    return Growth(archive, former, scratch) if former and former.made == _MADE else None


def _write_incidents(found: Iterable[tuple[Row, list[Row]]], scratch: Path) -> None:
    waiting = scratch / "waiting.jsonl"
    with waiting.open("w", encoding="utf-8") as out:
        _write("incidents", _without_events(found, out), scratch)
    with waiting.open(encoding="utf-8") as lines:
        _write("incident_events", map(json.loads, lines), scratch)
    waiting.unlink()


def _without_events(found: Iterable[tuple[Row, list[Row]]], out: TextIO) -> Iterator[Row]:
    """The rows of incidents; those of their events, which are found with them, go to `out`."""
    for incident, events in found:
        out.writelines(json.dumps(event) + "\n" for event in events)
        yield incident


def _add_kept(
    connection: "duckdb.DuckDBPyConnection", table: str, kept: str, scratch: Path
) -> None:
    """Adds the rows that stay as they were to those written anew."""
    file, both = scratch / f"{table}.parquet", scratch / f"{table}.both"
    rows = f"SELECT * FROM main.{table} WHERE {kept} UNION ALL FROM {parquet([file])}"
    copy(connection, f"FROM ({rows}) {DERIVED_ORDER[table]}", both)
    both.replace(file)


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
