"""What an export holds: the entries that filters ask for, and all that these name.

Ids are chosen once, into tables of a schema of its own in the in-memory database; the rows are
then streamed. What reviewers reject is left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from dateline.archive.answer import Answer
from dateline.archive.conditions import one_of
from dateline.archive.filters import Filters
from dateline.archive.reviews import layer_of, read_reviews, standing
from dateline.archive.tables import PARTS, record_of
from dateline.exports.archive import choosing
from dateline.exports.archive.event_columns import EVENT, ORDER, TABLES_OF_EVENT, selected
from dateline.record import Event, Record, Statement

if TYPE_CHECKING:
    from dateline.archive.store import Archive

Row = dict[str, Any]

RECORDS_AT_ONCE: Final = 200
"""Records rebuilt from one look into the tables."""


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

    A context manager: its tables of ids last as long as it is open. Raises `DatelineError` for
    filters that make no sense.
    """

    def __init__(self, archive: "Archive", **filters: Any) -> None:
        self.archive = archive
        self.filters = Filters.of(**filters)
        self._schema = f"chosen_{uuid4().hex}"

    def __enter__(self) -> "Selection":
        self._run(f"CREATE SCHEMA {self._schema}")
        try:
            self._choose()
        except BaseException:
            self._drop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._drop()

    def table(self, name: str) -> str:
        """The table of chosen ids `name`, for queries."""
        return f"{self._schema}.{name}"

    def rows(self, sql: str) -> Answer:
        """The rows of a query, streamed."""
        return Answer(self.archive.connection, sql)

    def events(self, *, once: bool = False, where: str = "true") -> Answer:
        """The chosen events for which `where` holds, in order of time, with the columns of `EVENT`.

        `once` leaves the first of each incident alone.
        """
        kept = f"e.id IN ({choosing.first_of_incidents(self.table, where)})" if once else where
        tables = TABLES_OF_EVENT.format(chosen=self.table("events"), chains=self.table("chains"))
        return self.rows(f"SELECT {selected(EVENT)} FROM {tables} WHERE {kept} ORDER BY {ORDER}")

    def readings(self) -> Iterator[Reading]:
        """The chosen reports in order of their ids, each with what was chosen of it."""
        ids = [
            row["report_id"]
            for row in self.rows(f"SELECT report_id FROM {self.table('reports')} ORDER BY ALL")
        ]
        for start in range(0, len(ids), RECORDS_AT_ONCE):
            yield from self._readings(ids[start : start + RECORDS_AT_ONCE])

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

    def load(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Puts a few rows into a table of text, with their `number` as the last column."""
        types = ", ".join(f'"{column}" VARCHAR' for column in columns)
        self._run(f"CREATE OR REPLACE TABLE {self.table(name)} ({types}, number INTEGER)")
        marks = ", ".join("?" * (len(columns) + 1))
        for number, row in enumerate(rows):
            self._run(f"INSERT INTO {self.table(name)} VALUES ({marks})", [*row, number])

    def _choose(self) -> None:
        for name, columns in choosing.TABLES.items():
            self._run(f"CREATE TABLE {self.table(name)} ({columns})")
        rejected = [tombstone.id for tombstone in self.tombstones()]
        self._run(f"INSERT INTO {self.table('rejected')} SELECT unnest(?::VARCHAR[])", [rejected])
        for name, query in choosing.QUERIES.items():
            condition = query(self.filters, self.table)
            self._run(f"INSERT INTO {self.table(name)} {condition.sql}", condition.parameters)

    def _readings(self, ids: Sequence[str]) -> Iterator[Reading]:
        rows = {table: self._by_report(f"{table} t", ids) for table in PARTS if table != "bands"}
        chosen = {
            table: {row["id"] for row in self._answer(f"{self.table(table)} t", ids)}
            for table in ("events", "statements")
        }
        incidents = {
            row["event_id"]: row
            for row in self._answer(
                "incident_events t JOIN incidents i ON i.incident_id = t.incident_id", ids
            )
        }
        for report_id in ids:
            record = record_of({table: found.get(report_id, []) for table, found in rows.items()})
            of_event = {
                event.id: incidents.get(f"{report_id}:{event.id}") for event in record.events
            }
            yield Reading(
                record,
                tuple(e for e in record.events if f"{report_id}:{e.id}" in chosen["events"]),
                tuple(
                    s for s in record.statements if f"{report_id}:{s.id}" in chosen["statements"]
                ),
                {event_id: row for event_id, row in of_event.items() if row},
            )

    def _by_report(self, tables: str, ids: Sequence[str]) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self._answer(tables, ids):
            found.setdefault(row["report_id"], []).append(row)
        return found

    def _answer(self, tables: str, ids: Sequence[str]) -> Answer:
        condition = one_of("t.report_id", ids)
        sql = f"SELECT * FROM {tables} WHERE {condition.sql}"
        return Answer(self.archive.connection, sql, condition.parameters)

    def _run(self, sql: str, parameters: Iterable[Any] = ()) -> None:
        Answer(self.archive.connection, sql, tuple(parameters)).to_records()

    def _drop(self) -> None:
        self._run(f"DROP SCHEMA IF EXISTS {self._schema} CASCADE")
