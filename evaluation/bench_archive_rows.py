"""An archive of many generated reports, written in bulk.

Some hundred records are made of invented words with Zipf's frequencies, with as many entries in
each layer as reading finds in a report. Each report of the archive has a text of its own, and the
rows of one of these records with other ids, names and days.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from dateline.archive import lookup
from dateline.archive.database import connect, copy, name, parquet, write_rows
from dateline.archive.layout import Layout
from dateline.archive.lock import writer_lock
from dateline.archive.manifest import Manifest, read_manifest, write_manifest
from dateline.archive.parts import FAN_IN, copy_part, new_scratch, settle
from dateline.archive.rows import rows_of
from dateline.archive.side import index_texts, open_side
from dateline.archive.store import create_views
from dateline.archive.tables import DERIVED, DERIVED_ORDER, PARTS
from dateline.archive.writer import prepare
from evaluation.bench_archive_records import RecordMaker

if TYPE_CHECKING:
    import duckdb

    from dateline.archive.manifest import Part

RECORDS: Final = 400
VARIANTS: Final = 200
"""Names that one name stands for in the copies of its record, the first the commonest."""
DAYS: Final = 1460
TEXTS_AT_ONCE: Final = 2000
MEMORY: Final = "3GB"
_ID: Final = 16
"""Characters of a report's id."""

_IDS: Final = frozenset("id according_to same_as parent addressee on_behalf_of".split())
_LISTS_OF_IDS: Final = frozenset("actor recipient source".split())
_NAMES: Final = frozenset("name source_words addressee_name on_behalf_of_name".split())
_LISTS_OF_NAMES: Final = frozenset("actor_names recipient_names source_names".split())
_DATES: Final = frozenset("day start_day end_day".split())
_TEXTS: Final = {
    ("reports", "text"): "t.text",
    ("reports", "title"): "split_part(t.text, chr(10), 1)",
    ("reports", "text_hash"): "sha256(t.text)",
    ("reports", "url"): "'https://news.example/' || t.k",
    ("reports", "published"): f"((b.day + ((t.m * 37) % {DAYS})::INTEGER)::DATE)::VARCHAR",
    ("statements", "content"): "substring(t.text, b.content_starts[1] + 1, 120)",
    ("events", "sentence"): "substring(t.text, b.trigger_start + 1, 220)",
    ("events", "trigger_words"): "substring(t.text, b.trigger_start + 1, 8)",
    ("bands", "hash"): "hash(b.hash, t.m)",
}


def write_archive(path: Path, reports: int) -> None:
    """Writes an archive of so many reports, as builds would leave it, but for what is derived."""
    layout = Layout(path)
    prepare(layout)
    scratch = path.parent / "generated"
    scratch.mkdir()
    connection = connect(spill=scratch / "spill")
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    maker = RecordMaker()
    with writer_lock(layout):
        _write_records(connection, scratch, maker)
        _write_texts(connection, layout, maker, reports)
        parts = tuple(
            _write_part(connection, layout, scratch, first, size)
            for first, size in _part_sizes(reports)
        )
        write_manifest(layout, Manifest("generated", "generated", parts))
    connection.close()


def _part_sizes(reports: int) -> Iterator[tuple[int, int]]:
    """The first report and the size of each part that merging leaves."""
    first = 0
    while first < reports:
        size = FAN_IN ** int(np.log(reports - first + 0.5) / np.log(FAN_IN))
        yield first, size
        first += size


def _write_records(
    connection: "duckdb.DuckDBPyConnection", scratch: Path, maker: RecordMaker
) -> None:
    rows = [rows_of(maker.record(number)) for number in range(RECORDS)]
    for table, columns in PARTS.items():
        numbered = ({**row, "base": n} for n, one in enumerate(rows) for row in one[table])
        file = scratch / f"{table}.parquet"
        write_rows(connection, numbered, {**columns, "base": "INTEGER"}, file)


def _write_texts(
    connection: "duckdb.DuckDBPyConnection", layout: Layout, maker: RecordMaker, reports: int
) -> None:
    """Texts with their ids, in the full-text index and for the parts."""
    side = open_side(layout.side, read_only=False)
    connection.execute("CREATE TABLE texts (k INTEGER, report_id VARCHAR, text VARCHAR)")
    for first in range(0, reports, TEXTS_AT_ONCE):
        texts = maker.texts(first, min(TEXTS_AT_ONCE, reports - first))
        ids = [hashlib.sha256(text.encode()).hexdigest()[:_ID] for text in texts]
        index_texts(side, zip(ids, texts, strict=True))
        chunk: dict[str, Any] = {
            "k": np.arange(first, first + len(texts)),
            "report_id": np.array(ids, dtype=object),
            "text": np.array(texts, dtype=object),
        }
        connection.register("chunk", chunk)
        connection.execute("INSERT INTO texts SELECT * FROM chunk")
    side.close()


def _write_part(
    connection: "duckdb.DuckDBPyConnection", layout: Layout, scratch: Path, first: int, size: int
) -> "Part":
    chosen = (
        f"(SELECT *, k % {RECORDS} AS base, k // {RECORDS} AS m FROM texts "
        f"WHERE k >= {first} AND k < {first + size})"
    )
    files = {table: scratch / f"{table}-{first}.parquet" for table in PARTS}
    for table, columns in PARTS.items():
        values = ", ".join(f"{_value(table, key)} AS {name(key)}" for key in columns)
        records = parquet([scratch / f"{table}.parquet"])
        query = f"SELECT {values} FROM {chosen} t JOIN {records} b USING (base)"
        copy(connection, query, files[table])
    part = copy_part(connection, layout, files, [])
    assert part is not None
    for file in files.values():
        file.unlink()
    return part


def _value(table: str, column: str) -> str:
    """A column of a copied row."""
    same = f"b.{name(column)}"
    if column == "report_id":
        return "t.report_id"
    if (table, column) in _TEXTS:
        return _TEXTS[table, column]
    if column in _IDS:
        return _own_id(same)
    if column in _LISTS_OF_IDS and table != "actors":
        return f"list_transform({same}, lambda x: {_own_id('x')})"
    if column in _NAMES and table != "places":
        return _renamed(same)
    if column in _LISTS_OF_NAMES:
        return f"list_transform({same}, lambda x: {_renamed('x')})"
    if column in _DATES:
        return f"({same} + ((t.m * 37) % {DAYS})::INTEGER)::DATE"
    return same


def _own_id(expression: str) -> str:
    return f"t.report_id || substr({expression}, {_ID + 1})"


def _renamed(expression: str) -> str:
    drawn = f"pow((hash({expression}, t.m) % 1000000) / 1e6, 3)"
    variant = f"(97 + floor({drawn} * {VARIANTS})::INTEGER)"
    return f"{expression} || ' ' || chr(65 + {variant} % 26) || chr(97 + {variant} // 26)"


ALONE: Final = 2
"""One in so many events is an incident by itself; the others are told by ..."""
TELLINGS: Final = 4
"""... so many events on average."""

_DERIVED: Final = {
    "incident_events": f"""
        SELECT substr(sha256(min(id) OVER (PARTITION BY happening)), 1, {_ID}) AS incident_id,
            id AS event_id, report_id, 0.9 AS score,
            'like ' || id || ': same day; in Garissa; by Northern Front' AS reason
        FROM (SELECT id, report_id, CASE WHEN hash(id) % {ALONE} = 0 THEN id
            ELSE (hash(id, 1) % (SELECT count(*) // {ALONE * TELLINGS} + 1 FROM events))::VARCHAR
            END AS happening FROM events)
    """,
    "incidents": """
        SELECT incident_id, first(e.type) AS type, list_sort(list_distinct(list(e.mode))) AS modes,
            min(r.day) AS first_day, max(r.day) AS last_day,
            min(e.start_day) AS start_day, min(e.end_day) AS end_day,
            first(e.actor_names) AS actors, first(e.recipient_names) AS recipients,
            first(e.place_name) AS place_name, first(e.geonames_id) AS geonames_id,
            first(e.lat) AS lat, first(e.lon) AS lon, first(e.country) AS country,
            first(e.place_precision) AS place_precision, first(e.status) AS status,
            count(*)::INTEGER AS reports, count(*)::INTEGER AS origins,
            first(e.actor_names) AS named_sources,
            CASE WHEN hash(incident_id) % 9 = 0 THEN ['officials'] ELSE [] END AS anonymous_sources,
            min(e.report_id) AS first_report, first(r.outlet) AS first_outlet,
            NULL AS credited,
            CASE WHEN hash(incident_id) % 8 = 0 THEN first(e.actor_names) ELSE [] END AS denied_by,
            '[]' AS disagreements, 'An assault: ' || first(e.sentence) AS summary
        FROM incident_events ie JOIN events e ON e.id = ie.event_id
        JOIN reports r ON r.report_id = e.report_id GROUP BY incident_id
    """,
    "links": """
        SELECT report_id, 'outlet:' || outlet AS origin_id, 'own' AS kind, 1.0 AS score,
            'published by ' || outlet || ', and credits nobody else' AS reason FROM reports
    """,
    "report_origins": "SELECT report_id, 'outlet:' || outlet AS origin FROM reports",
}
"""Queries that make tables as large as those that are found, of which only the first needs
the others."""


def write_derived(path: Path) -> None:
    """Writes derived tables as large as those that a build finds, and the look-up tables."""
    layout = Layout(path)
    manifest = read_manifest(layout)
    scratch = new_scratch(layout.derived)
    connection = connect()
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    create_views(connection, layout, manifest, None)
    for table, query in _DERIVED.items():
        columns = ", ".join(
            f"{name(key)}::{kind} AS {name(key)}" for key, kind in DERIVED[table].items()
        )
        copy(
            connection,
            f"SELECT {columns} FROM ({query}) {DERIVED_ORDER[table]}",
            scratch / f"{table}.parquet",
        )
        source = parquet([scratch / f"{table}.parquet"])
        connection.execute(f"CREATE OR REPLACE VIEW {table} AS SELECT * FROM {source}")
    lookup.write(connection, scratch)
    connection.close()
    settle(scratch, layout.derived / "generated")
    write_manifest(layout, replace(manifest, derived="generated"))
