"""Incidents of an archive that has grown: found anew only where new reports can change them.

How telling words are hangs on the archive's sample alone, and events further apart than
`DAYS_APART` are no pair. So, as long as the sample stays, new events change at most the pairs of
events that are near to them. Those are compared again, with all that could come between them;
whatever a chain of links connects with a pair that has come or gone is clustered again, and all
other incidents stay. What comes out is what finding all of them anew gives.

Tables of the schema `growth` hold what is found on the way: `days` of events, `fresh` reports,
`near` events, `agreeing` pairs, and the `dirty` events, whose incidents are found anew.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from dateline.archive.candidates import DAYS_APART
from dateline.archive.clustering import Links, Pair, numbered
from dateline.archive.database import copy, literal, parquet
from dateline.archive.event_file import EventFile
from dateline.archive.happenings import (
    Common,
    Happening,
    Reading,
    happenings_of,
    read_events,
    write_agreeing,
)
from dateline.archive.incidents import incidents_of
from dateline.archive.layout import SCRATCH
from dateline.archive.load_events import report_blocks
from dateline.archive.narrowing import narrowed
from dateline.archive.parts import sha256_of
from dateline.archive.reviews import report_of
from dateline.archive.sample import Sample
from dateline.archive.store import Archive

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]
Origins = Mapping[str, tuple[str, ...]]

AGREEING: Final = "agreeing.parquet"
"""The file of pairs of events that agree, in the folder of derived tables ..."""
NOTE: Final = "derived.json"
"""... and the one that tells how these were made."""
MOST: Final = 0.5
"""Where more than this share of the archive is in question, all of it is found anew."""
_BETWEEN: Final = 3 * DAYS_APART
"""Days around a new event that tell all that is near to it: near events are up to `DAYS_APART`
away, their partners as far again, and so is what decides which partners these have."""

_DAYS: Final = """
    CREATE TABLE growth.days AS
    SELECT e.id, e.report_id, coalesce(e.start_day, r.day) AS day
    FROM main.events e JOIN main.reports r USING (report_id)
"""
_FRESH: Final = """
    CREATE TABLE growth.fresh AS
    SELECT report_id FROM main.reports
    WHERE report_id NOT IN (SELECT report_id FROM main.report_origins)
"""
_NEAR: Final = """
    WITH fresh AS (SELECT DISTINCT day FROM growth.days JOIN growth.fresh USING (report_id))
    SELECT id, report_id FROM growth.days
    WHERE day IN (
        SELECT d.day FROM (SELECT DISTINCT day FROM growth.days) d
        JOIN fresh f ON abs(d.day - f.day) <= {days}
    ) OR (day IS NULL AND EXISTS (FROM fresh WHERE day IS NULL))
"""
_CHANGED: Final = """
    WITH gone AS (FROM growth.before WHERE NOT kept), changed AS (
        (SELECT one, two, score FROM growth.found EXCEPT SELECT one, two, score FROM gone)
        UNION ALL
        (SELECT one, two, score FROM gone EXCEPT SELECT one, two, score FROM growth.found)
    )
    SELECT one AS id FROM changed UNION SELECT two FROM changed
"""
_REPEATS: Final = """
    CREATE TABLE growth.repeats AS
    SELECT id, same_as FROM main.events WHERE same_as IS NOT NULL
"""
_LINKS: Final = """
    CREATE VIEW growth.links AS
    WITH links AS (
        SELECT one, two FROM growth.agreeing
        UNION ALL FROM growth.repeats
        UNION ALL FROM growth.joins
    )
    SELECT one, two FROM links UNION ALL SELECT two, one FROM links
"""
_SPREAD: Final = """
    SELECT DISTINCT two FROM growth.links JOIN growth.frontier ON one = id
    WHERE two NOT IN (SELECT id FROM growth.dirty)
"""


@dataclass(frozen=True, slots=True)
class Former:
    """What was derived before: in which folder, how, and with which reviewers' cuts and joins."""

    folder: Path
    made: str
    cuts: frozenset[Pair]
    joins: frozenset[Pair]

    @classmethod
    def read(cls, folder: Path) -> "Former | None":
        """What a folder holds, `None` where it doesn't tell or isn't what was written."""
        try:
            plain = json.loads((folder / NOTE).read_text(encoding="utf-8"))
            cuts, joins = (frozenset((a, b) for a, b in plain[n]) for n in ("cuts", "joins"))
            if plain["agreeing"] != sha256_of(folder / AGREEING):
                return None
            return cls(folder, plain["made"], cuts, joins)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self) -> None:
        """Writes what `read` reads; the folder has the pairs that agree already."""
        plain = {
            "made": self.made,
            "cuts": sorted(self.cuts),
            "joins": sorted(self.joins),
            "agreeing": sha256_of(self.folder / AGREEING),
        }
        (self.folder / NOTE).write_text(json.dumps(plain) + "\n", encoding="utf-8")


class Growth:
    """An archive that has grown since `former`; its views are of what was derived then."""

    def __init__(self, archive: Archive, former: Former, scratch: Path) -> None:
        self._archive = archive
        self._connection = archive.connection
        self._former = former
        self._scratch = scratch

    def find_dirty(self, origins: Origins, cuts: Iterable[Pair], joins: Iterable[Pair]) -> bool:
        """Finds the events in question, and tells whether they are few enough to begin with them.

        If they are, the pairs of events that agree now are in the scratch folder's `AGREEING`.
        """
        self._connection.execute("CREATE SCHEMA growth")
        few = bool(origins) and self._find_dirty(origins, set(cuts), set(joins))
        if not few:
            self._connection.execute("DROP SCHEMA growth CASCADE")
        return few

    def _find_dirty(self, origins: Origins, cuts: set[Pair], joins: set[Pair]) -> bool:
        self._connection.execute(_FRESH)
        fresh = self._ids("SELECT report_id FROM growth.fresh")
        if not self._same_sample(fresh, len(origins)):
            return False
        self._connection.execute(_DAYS)
        self._connection.execute(f"CREATE TABLE growth.near AS {_NEAR.format(days=DAYS_APART)}")
        between = _NEAR.format(days=_BETWEEN)
        scope = self._ids(f"SELECT DISTINCT report_id FROM ({between}) ORDER BY report_id")
        if len(scope) > MOST * len(origins):
            return False
        self._compare_again(scope)
        self._connection.execute("CREATE TABLE growth.joins (one VARCHAR, two VARCHAR)")
        self._insert("growth.joins", joins)
        self._connection.execute(_REPEATS)
        self._connection.execute(_LINKS)
        reviewed = (cuts ^ self._former.cuts) | (joins ^ self._former.joins)
        self._mark({(id,) for pair in reviewed for id in pair}, self._with_other_origins(origins))
        return self._spread(round(MOST * self._count("growth.days")))

    def incidents(
        self, origins: Origins, cuts: Iterable[Pair], joins: Iterable[Pair]
    ) -> Iterator[tuple[Row, list[Row]]]:
        """The incidents of the dirty events, as `incidents.each_incident` gives them."""
        dirty = self._ids("SELECT id FROM growth.dirty")
        reports = sorted(set(map(report_of, dirty)))
        with (
            TemporaryDirectory(prefix=SCRATCH, dir=self._scratch) as folder,
            closing(self._narrowed(reports, folder)) as connection,
            EventFile(Path(folder) / "events") as file,
        ):
            found = self._happenings(connection, file, set(dirty), list(cuts), list(joins))
            yield from incidents_of(connection, found, origins)

    @cached_property
    def _common(self) -> Common:
        return Common.of(self._connection)

    @property
    def kept(self) -> str:
        """The condition in SQL of an `incident_id` that stays as it is."""
        return (
            "incident_id NOT IN (SELECT incident_id FROM main.incident_events "
            "WHERE event_id IN (SELECT id FROM growth.dirty))"
        )

    def _same_sample(self, fresh: list[str], reports: int) -> bool:
        before, now = reports - len(fresh), Sample.of(reports)
        known = self._count("(SELECT DISTINCT report_id FROM main.report_origins)")
        return known == before and Sample.of(before) == now and not any(f in now for f in fresh)

    def _compare_again(self, scope: list[str]) -> None:
        """Fills `before`, the pairs that agreed, `found`, those near new events that do now, and
        `agreeing`, all that do now."""
        import numpy as np

        near = set(self._ids("SELECT id FROM growth.near"))
        path = self._scratch / "found.parquet"
        with (
            TemporaryDirectory(prefix=SCRATCH, dir=self._scratch) as folder,
            closing(self._narrowed(scope, folder)) as connection,
            EventFile(Path(folder) / "events") as file,
        ):
            reading = Reading(connection, Path(folder), file, self._common)
            ids = connection.execute("SELECT id FROM events ORDER BY id").fetchall()
            is_near = np.array([id in near for (id,) in ids], bool)
            write_agreeing(connection, reading.agreeing.touching(is_near), path)
        self._connection.execute(f"CREATE TABLE growth.found AS FROM {parquet([path])}")
        path.unlink()
        former = parquet([self._former.folder / AGREEING])
        self._connection.execute(
            "CREATE TABLE growth.before AS SELECT *, one NOT IN (SELECT id FROM growth.near) "
            f"AND two NOT IN (SELECT id FROM growth.near) AS kept FROM {former}"
        )
        self._connection.execute(
            "CREATE TABLE growth.agreeing AS SELECT one, two, score FROM growth.before WHERE kept "
            "UNION ALL SELECT one, two, score FROM growth.found"
        )
        copy(
            self._connection,
            "FROM growth.agreeing ORDER BY ALL",
            self._scratch / AGREEING,
        )

    def _mark(self, reviewed: Iterable[tuple[str]], reports: Iterable[tuple[str]]) -> None:
        """Fills `dirty` with the events that are in question themselves."""
        self._connection.execute("CREATE TABLE growth.moved (report_id VARCHAR)")
        self._insert("growth.moved", reports)
        self._connection.execute("CREATE TABLE growth.reviewed (id VARCHAR)")
        self._insert("growth.reviewed", reviewed)
        self._connection.execute(
            "CREATE TABLE growth.dirty AS "
            "SELECT id FROM growth.days WHERE report_id IN (FROM growth.fresh) "
            "OR report_id IN (FROM growth.moved) OR id IN (FROM growth.reviewed) "
            f"OR id IN ({_CHANGED})"
        )

    def _spread(self, most: int) -> bool:
        """Adds to `dirty` whatever chains of links connect with it; whether that is at most so
        much."""
        self._connection.execute("CREATE TABLE growth.frontier AS FROM growth.dirty")
        while self._count("growth.frontier"):
            if self._count("growth.dirty") > most:
                return False
            self._connection.execute(f"CREATE TABLE growth.next AS {_SPREAD}")
            self._connection.execute("DROP TABLE growth.frontier")
            self._connection.execute("ALTER TABLE growth.next RENAME TO frontier")
            self._connection.execute("ALTER TABLE growth.frontier RENAME COLUMN two TO id")
            self._connection.execute("INSERT INTO growth.dirty FROM growth.frontier")
        return self._count("growth.dirty") <= most

    def _with_other_origins(self, origins: Origins) -> set[tuple[str]]:
        """The reports that were there before and now rest on something else."""
        before: dict[str, set[str]] = {}
        rows = self._connection.execute("SELECT report_id, origin FROM main.report_origins")
        for report_id, origin in rows.fetchall():
            before.setdefault(report_id, set()).add(origin)
        return {(report,) for report, found in before.items() if found != set(origins[report])}

    def _happenings(
        self,
        connection: "duckdb.DuckDBPyConnection",
        file: EventFile,
        dirty: set[str],
        cuts: list[Pair],
        joins: list[Pair],
    ) -> Iterator[Happening]:
        numbers: dict[str, int] = {}
        repeats: list[Pair] = []
        for block in report_blocks(connection):
            told = read_events(connection, block, self._common.weights, file)
            ids = sorted(event.id for event in told)
            numbers |= {id: n for n, id in enumerate(ids, len(numbers))}
            repeats += [(event.id, event.same_as) for event in told if event.same_as]
        file.finish()
        members = {id: number for id, number in numbers.items() if id in dirty}
        agreeing = self._connection.execute(
            "SELECT one, two FROM growth.agreeing WHERE one IN (FROM growth.dirty) "
            "ORDER BY score DESC, one, two"
        ).fetchall()
        links = Links(
            edges=[(members[one], members[two]) for one, two in agreeing],
            repeats=numbered(repeats, members),
            cuts=numbered(cuts, members),
            joins=numbered(joins, members),
        )
        yield from happenings_of(file, sorted(members.values()), links)

    def _narrowed(self, reports: Iterable[str], folder: str) -> "duckdb.DuckDBPyConnection":
        spill = Path(folder) / "spill"
        return narrowed(self._archive.layout, self._archive.manifest, reports, spill=spill)

    def _ids(self, query: str) -> list[str]:
        return [id for (id,) in self._connection.execute(query).fetchall()]

    def _count(self, source: str) -> int:
        row = self._connection.execute(f"SELECT count(*) FROM {source}").fetchone()
        return int(row[0]) if row else 0

    def _insert(self, table: str, rows: Iterable[tuple[str, ...]]) -> None:
        values = ", ".join(f"({', '.join(map(literal, row))})" for row in sorted(rows))
        if values:
            self._connection.execute(f"INSERT INTO {table} VALUES {values}")
