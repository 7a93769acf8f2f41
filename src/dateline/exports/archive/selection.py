"""What an export holds: the entries that filters ask for, and all that these name.

Ids are chosen once, into tables of a schema of its own in the in-memory database; the rows are
then streamed. What reviewers reject is left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from dateline.archive.answer import Answer
from dateline.archive.conditions import (
    EVENTS,
    FIRST_DAY,
    STATEMENTS,
    Condition,
    events_matching,
    incidents_matching,
    one_of,
    statements_matching,
)
from dateline.archive.filters import Filters
from dateline.archive.reviews import layer_of, read_reviews, standing
from dateline.archive.tables import PARTS, TABLES, record_of
from dateline.exports.archive.event_columns import EVENT, ORDER, TABLES_OF_EVENT, TELLER, selected
from dateline.exports.index import LONGEST_CHAIN
from dateline.record import Event, Record, Statement

if TYPE_CHECKING:
    from dateline.archive.store import Archive

Row = dict[str, Any]

RECORDS_AT_ONCE: Final = 200
"""Records rebuilt from one look into the tables."""

_TABLES: Final = {
    "rejected": "id VARCHAR",
    "events": "id VARCHAR, report_id VARCHAR, according_to VARCHAR, once BOOLEAN",
    "statements": "id VARCHAR, report_id VARCHAR",
    "chains": "id VARCHAR, chain VARCHAR[]",
    "actors": "id VARCHAR",
    "incidents": "incident_id VARCHAR",
    "reports": "report_id VARCHAR",
}
"""The tables of chosen ids; `once` marks the first chosen event of each incident."""


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
        """The chosen events in order of time, `EVENT` columns; `once` the first of an incident."""
        kept = "c.once" if once else "true"
        tables = TABLES_OF_EVENT.format(chosen=self.table("events"), chains=self.table("chains"))
        return self.rows(
            f"SELECT {selected(EVENT)} FROM {tables} WHERE {kept} AND {where} ORDER BY {ORDER}"
        )

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
        with self.archive.connection.cursor() as cursor:
            for number, row in enumerate(rows):
                cursor.execute(f"INSERT INTO {self.table(name)} VALUES ({marks})", [*row, number])

    def _choose(self) -> None:
        for name, columns in _TABLES.items():
            self._run(f"CREATE TABLE {self.table(name)} ({columns})")
        rejected = [tombstone.id for tombstone in self.tombstones()]
        self._insert("rejected", Condition("SELECT unnest(?::VARCHAR[])", (rejected,)))
        self._insert("events", self._events_query())
        self._insert("statements", self._statements_query())
        self._insert("chains", Condition(self._chains_query()))
        self._insert("actors", Condition(self._actors_query()))
        self._insert("incidents", self._incidents_query())
        self._insert("reports", Condition(self._reports_query()))

    def _events_query(self) -> Condition:
        asked = events_matching(self.filters)
        first = f"row_number() OVER (PARTITION BY coalesce(ie.incident_id, e.id) ORDER BY {ORDER})"
        return Condition(
            f"SELECT e.id, e.report_id, e.according_to, {first} = 1 FROM {EVENTS} "
            "LEFT JOIN incident_events ie ON ie.event_id = e.id "
            f"WHERE ({asked.sql}) AND {self._kept('e')} ORDER BY e.report_id, e.position",
            asked.parameters,
        )

    def _statements_query(self) -> Condition:
        """Those asked for, those that the chosen events rest on, and all that hold one of these."""
        asked = statements_matching(self.filters)
        columns = "s.id, s.report_id, s.parent"
        return Condition(
            f"WITH RECURSIVE held AS ((SELECT {columns} FROM {STATEMENTS} WHERE {asked.sql} "
            f"UNION ALL SELECT {columns} FROM statements s "
            f"WHERE s.id IN (SELECT according_to FROM {self.table('events')})) "
            f"UNION SELECT {columns} FROM held h JOIN statements s ON s.id = h.parent) "
            f"SELECT s.id, s.report_id FROM held s WHERE {self._kept('s')} ORDER BY ALL",
            asked.parameters,
        )

    def _chains_query(self) -> str:
        """Who stands behind each chosen statement that another holds, the outermost first."""
        outer = TELLER.format(s="p")
        return (
            "WITH RECURSIVE up AS ("
            f"SELECT s.id, s.parent, [{TELLER.format(s='s')}] AS chain, [s.id] AS seen "
            f"FROM statements s WHERE s.parent IS NOT NULL "
            f"AND s.id IN (SELECT id FROM {self.table('statements')}) UNION ALL "
            f"SELECT u.id, p.parent, list_prepend({outer}, u.chain), list_append(u.seen, p.id) "
            "FROM up u JOIN statements p ON p.id = u.parent "
            f"WHERE NOT list_contains(u.seen, p.id) AND len(u.chain) < {LONGEST_CHAIN}) "
            "SELECT id, arg_max(chain, len(chain)) FROM up GROUP BY id ORDER BY id"
        )

    def _actors_query(self) -> str:
        kept = f"SELECT a.id FROM actors a WHERE {self._kept('a')}"
        if self.filters == Filters():
            return f"{kept} ORDER BY ALL"
        events = f"e.id IN (SELECT id FROM {self.table('events')})"
        statements = f"s.id IN (SELECT id FROM {self.table('statements')})"
        return (
            f"{kept} AND a.id IN ("
            f"SELECT unnest(list_concat(e.actor, e.recipient)) FROM events e WHERE {events} "
            f"UNION SELECT unnest(list_concat(s.source, [s.addressee, s.on_behalf_of])) "
            f"FROM statements s WHERE {statements}) ORDER BY ALL"
        )

    def _incidents_query(self) -> Condition:
        asked = incidents_matching(self.filters)
        return Condition(
            f"SELECT i.incident_id FROM incidents i WHERE ({asked.sql}) OR i.incident_id IN ("
            "SELECT ie.incident_id FROM incident_events ie "
            f"WHERE ie.event_id IN (SELECT id FROM {self.table('events')})) ORDER BY ALL",
            asked.parameters,
        )

    def _reports_query(self) -> str:
        if self.filters == Filters():
            return (
                "SELECT r.report_id FROM reports r WHERE r.report_id NOT IN "
                f"(SELECT id FROM {self.table('rejected')}) ORDER BY ALL"
            )
        return (
            f"SELECT report_id FROM {self.table('events')} "
            f"UNION SELECT report_id FROM {self.table('statements')} ORDER BY ALL"
        )

    def _kept(self, alias: str) -> str:
        rejected = f"(SELECT id FROM {self.table('rejected')})"
        return f"{alias}.id NOT IN {rejected} AND {alias}.report_id NOT IN {rejected}"

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

    def _insert(self, table: str, query: Condition) -> None:
        self._run(f"INSERT INTO {self.table(table)} {query.sql}", query.parameters)

    def _run(self, sql: str, parameters: Iterable[Any] = ()) -> None:
        cursor = self.archive.connection.cursor()
        cursor.execute(sql, list(parameters))
        cursor.close()

    def _drop(self) -> None:
        self._run(f"DROP SCHEMA IF EXISTS {self._schema} CASCADE")
