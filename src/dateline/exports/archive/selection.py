"""What an export holds: the entries that filters ask for, and all that these name.

Reports are gone through some hundred at a time, so that memory is bounded however many there are.
For each batch the archive's views are narrowed to it, in a schema of its own that goes before them,
and the ids of what is chosen put into tables beside. What reviewers reject is left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from dateline.archive.database import literal
from dateline.archive.filters import Filters
from dateline.archive.rebuild import record_of
from dateline.archive.reviews import layer_of, read_reviews, standing
from dateline.archive.tables import PARTS
from dateline.errors import DatelineError
from dateline.exports.archive import choosing
from dateline.exports.archive.event_columns import EVENT, TABLES_OF_EVENT, selected
from dateline.record import Event, Record, Statement

if TYPE_CHECKING:
    from dateline.archive.store import Archive

Row = dict[str, Any]

BATCH: Final = 500
"""Reports that are held at once."""

_BY_REPORT: Final = (
    *(table for table in PARTS if table != "bands"), "incident_events", "report_origins",
)  # fmt: skip
"""The views that are narrowed to a batch."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One report with the entries of it that were chosen, and the incidents of its events."""

    record: Record
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    incidents: dict[str, Row]
    """By the id of an event in its report."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An entry that reviewers reject, by the last of them."""

    id: str
    layer: str
    rejected_by: str
    rejected_at: str
    why: str | None
    disputed: bool


class Selection:
    """The events, statements, actors, incidents and reports of one export.

    A context manager: its schema lasts as long as it is open. Raises `DatelineError` for filters
    that make no sense.
    """

    def __init__(self, archive: "Archive", **filters: Any) -> None:
        self.archive = archive
        self.filters = Filters.of(**filters)
        self._cursor = archive.connection.cursor()
        self._schema = f"chosen_{uuid4().hex}"

    def __enter__(self) -> "Selection":
        self.run(f"CREATE SCHEMA {self._schema}")
        try:
            self._begin()
        except BaseException:
            self._drop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._drop()

    def batches(self) -> Iterator[None]:
        """Goes through the reports in order of their ids; each step chooses in the next batch."""
        self._make("incidents")
        ids = self.archive.report_ids()
        for start in range(0, len(ids) or 1, BATCH):
            batch = ids[start : start + BATCH] or [""]
            between = f"report_id BETWEEN {literal(batch[0])} AND {literal(batch[-1])}"
            for view in _BY_REPORT:
                self.run(f"CREATE OR REPLACE VIEW {view} AS FROM main.{view} WHERE {between}")
            for table, query in choosing.QUERIES.items():
                self._make(table)
                condition = query(self.filters)
                self.run(f"INSERT INTO chosen_{table} {condition.sql}", condition.parameters)
            self.run(choosing.INCIDENTS_OF_BATCH)
            yield

    def choose_incidents(self) -> None:
        """Puts the incidents that were asked for beside those of the events, once all are told."""
        condition = choosing.incidents(self.filters)
        self.run(f"INSERT INTO chosen_incidents {condition.sql}", condition.parameters)

    def events(self, *, once: bool = False, where: str = "true") -> Iterator[Row]:
        """The chosen events for which `where` holds, with the columns of `EVENT`, by report.

        `once` leaves the first of each incident alone.
        """
        if once:
            self._make("first")
            condition = choosing.first_of_incidents(self.filters, where)
            self.run(f"INSERT INTO chosen_first {condition.sql}", condition.parameters)
            where = "e.id IN (SELECT id FROM chosen_first)"
        query = f"SELECT {selected(EVENT)} FROM {TABLES_OF_EVENT} WHERE {where}"
        for _ in self.batches():
            yield from self.rows(f"{query} ORDER BY e.report_id, e.position")

    def readings(self) -> Iterator[Reading]:
        """The chosen reports, each with what was chosen of it."""
        for _ in self.batches():
            yield from self._readings()

    def tombstones(self) -> list[Tombstone]:
        """What reviewers reject, whatever the filters, in order of the ids."""
        held = standing(read_reviews(self.archive.layout.side))
        return [
            Tombstone(
                id=target,
                layer=layer_of(target),
                rejected_by=found.review.by,
                rejected_at=found.review.at,
                why=found.review.why,
                disputed=found.disputed,
            )
            for (target, field, other), found in sorted(held.items())
            if found.review.action == "reject" and not field and not other
        ]

    def rows(self, sql: str) -> list[Row]:
        """All rows of a query over the batch."""
        self.run(sql)
        columns = [column[0] for column in self._cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in self._cursor.fetchall()]

    def run(self, sql: str, parameters: Iterable[Any] = ()) -> None:
        """Runs a statement over the batch."""
        import duckdb

        try:
            self._cursor.execute(sql, list(parameters))
        except duckdb.Error as error:
            raise DatelineError(
                str(error).partition("\n")[0], hint="Free memory, or space for temporary files."
            ) from error

    def load(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Puts a few rows into a table of text, with their `number` as the last column."""
        types = ", ".join(f'"{column}" VARCHAR' for column in columns)
        self.run(f"CREATE OR REPLACE TABLE {name} ({types}, number INTEGER)")
        marks = ", ".join("?" * (len(columns) + 1))
        for number, row in enumerate(rows):
            self.run(f"INSERT INTO {name} VALUES ({marks})", [*row, number])

    def _begin(self) -> None:
        self.run(f"SET search_path = '{self._schema},main'")
        self._make("rejected")
        rejected = [tombstone.id for tombstone in self.tombstones()]
        self.run("INSERT INTO chosen_rejected SELECT unnest(?::VARCHAR[])", [rejected])

    def _make(self, table: str) -> None:
        columns = choosing.TABLES[table]
        self.run(f"CREATE OR REPLACE TABLE {self._schema}.chosen_{table} ({columns})")

    def _readings(self) -> Iterator[Reading]:
        rows = {table: self._by_report(table) for table in PARTS if table != "bands"}
        events, statements = (
            {row["id"] for row in self.rows(f"SELECT id FROM chosen_{table}")}
            for table in ("events", "statements")
        )
        incidents = {
            row["event_id"]: row
            for row in self.rows("FROM incident_events ie JOIN incidents i USING (incident_id)")
        }
        for row in self.rows("SELECT report_id FROM chosen_reports ORDER BY ALL"):
            report_id = row["report_id"]
            record = record_of({table: found.get(report_id, []) for table, found in rows.items()})
            of_event = {e.id: incidents.get(f"{report_id}:{e.id}") for e in record.events}
            yield Reading(
                record,
                tuple(e for e in record.events if f"{report_id}:{e.id}" in events),
                tuple(s for s in record.statements if f"{report_id}:{s.id}" in statements),
                {event_id: incident for event_id, incident in of_event.items() if incident},
            )

    def _by_report(self, table: str) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.rows(f"FROM {table}"):
            found.setdefault(row["report_id"], []).append(row)
        return found

    def _drop(self) -> None:
        self.run(f"DROP SCHEMA IF EXISTS {self._schema} CASCADE")
        self._cursor.close()
