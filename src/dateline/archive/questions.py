"""The questions that an archive answers, each with filters (`filters.Filters`)."""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from dateline.archive import counting, full_text, listing
from dateline.archive.answer import Answer
from dateline.archive.conditions import Condition, one_of
from dateline.archive.filters import Filters, choice, limit_of, window
from dateline.archive.lookup_conditions import (
    REPORTS,
    events_matching,
    incidents_matching,
    reports_matching,
    statements_matching,
)
from dateline.archive.rebuild import record_of
from dateline.archive.tables import PARTS, TABLES
from dateline.archive.windows import counted_once
from dateline.errors import DatelineError
from dateline.record import Record

if TYPE_CHECKING:
    import duckdb

RECORDS_AT_ONCE: Final = 200
"""Records rebuilt from one look into the tables."""


class Questions(ABC):
    """What can be asked of an archive. Answers are looked up when they are gone through.

    Every method takes the filters of `filters.Filters` as keywords, single values or several.
    Raises `DatelineError`, with a hint, for values that make no sense.
    """

    connection: "duckdb.DuckDBPyConnection"

    @property
    @abstractmethod
    def side(self) -> sqlite3.Connection:
        """The side file."""

    @abstractmethod
    def look_up(self) -> bool:
        """Makes sure that the look-up tables know all reports; whether they did already."""

    def events(self, *, limit: int | None = None, dedup: Any = None, **filters: Any) -> Answer:
        """Events in order of time; with `dedup` ("KM,DAYS") the first of each window alone."""
        condition, tables = self._matching(dedup, filters)
        return listing.events(self.connection, condition, limit_of(limit), tables)

    def timeline(
        self,
        *,
        per: str | None = None,
        by: str | None = None,
        dyads: str | bool | None = None,
        dedup: Any = None,
        limit: int | None = None,
        **filters: Any,
    ) -> Answer:
        """What happened, each happening once and in order of time; or how much, as counts.

        Counts are given `per` "day", "week", "month" or "year", `by` "type", "quad", "mode",
        "status" or "country", and for `dyads` of parties, "directed" (or true) or "undirected".
        """
        condition, tables = self._matching(dedup, filters)
        if not (per or by or dyads):
            return listing.events(self.connection, condition, limit_of(limit), tables, once=True)
        counted: dict[str, Any] = {
            "per": choice("period", per, counting.PERIODS) if per else None,
            "by": choice("grouping", by, counting.GROUPINGS) if by else None,
            "limit": limit_of(limit),
            "tables": tables,
        }
        if not dyads:
            return counting.over_time(self.connection, condition, **counted)
        direction = "directed" if dyads is True else dyads
        counted["direction"] = choice("direction", direction, counting.DIRECTIONS)
        return counting.between_parties(self.connection, condition, **counted)

    def statements(self, *, limit: int | None = None, **filters: Any) -> Answer:
        """Statements in order of their reports' days; event filters ask for what they carry."""
        condition = statements_matching(Filters.of(**filters))
        self.look_up()
        return listing.statements(self.connection, condition, limit_of(limit))

    def incidents(self, *, limit: int | None = None, **filters: Any) -> Answer:
        """Incidents in order of time of which one event has all that is asked for."""
        condition = incidents_matching(Filters.of(**filters))
        most = limit_of(limit)
        return listing.incidents(self.connection, condition, most, answered=self.look_up())

    def actors(self, *, limit: int | None = None, **filters: Any) -> Answer:
        """The parties of events, those with the most events first."""
        condition = events_matching(Filters.of(**filters))
        most = limit_of(limit)
        return counting.actors(self.connection, condition, most, answered=self.look_up())

    def sources(self, *, limit: int | None = None, **filters: Any) -> Answer:
        """Who is quoted, those in the most independent reports first."""
        condition = statements_matching(Filters.of(**filters))
        most = limit_of(limit)
        return counting.sources(self.connection, condition, most, answered=self.look_up())

    def search(self, query: str, *, limit: int | None = None, **filters: Any) -> Answer:
        """Reports with a paragraph that holds all words of `query`, the best first.

        `query` may hold "phrases", beginnings*, OR, NOT and brackets.
        """
        condition = reports_matching(Filters.of(**filters))
        self.look_up()
        return full_text.search(self.connection, self.side, query, condition, limit_of(limit))

    def records(self, **filters: Any) -> Iterator[Record]:
        """The records of all reports that have what is asked for, in order of their ids."""
        condition = reports_matching(Filters.of(**filters))
        self.look_up()
        sql = f"SELECT r.report_id FROM {REPORTS} WHERE {condition.sql} ORDER BY r.report_id"
        ids = [row["report_id"] for row in Answer(self.connection, sql, condition.parameters)]
        return self._records(ids)

    def sql(self, query: str, parameters: Sequence[Any] = ()) -> Answer:
        """What a query in DuckDB's SQL gives, over the tables of docs/archive.md."""
        stripped = query.strip().rstrip(";").rstrip()
        if not stripped:
            raise DatelineError("the query is empty", hint="For example: SELECT * FROM events")
        return Answer(self.connection, stripped, tuple(parameters))

    def _matching(self, dedup: Any, filters: dict[str, Any]) -> tuple[Condition, dict[str, Any]]:
        condition = events_matching(Filters.of(**filters))
        self.look_up()
        if dedup is None:
            return condition, {}
        return counted_once(self.connection, condition, window(dedup))

    def _records(self, ids: Sequence[str]) -> Iterator[Record]:
        for start in range(0, len(ids), RECORDS_AT_ONCE):
            some = ids[start : start + RECORDS_AT_ONCE]
            rows = {table: self._rows_by_report(table, some) for table in PARTS if table != "bands"}
            for report_id in some:
                yield record_of({table: found.get(report_id, []) for table, found in rows.items()})

    def _rows_by_report(self, table: str, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
        condition = one_of("report_id", ids)
        rows = (
            self.connection.cursor()
            .execute(f"SELECT * FROM {table} WHERE {condition.sql}", list(condition.parameters))
            .fetchall()
        )
        found: dict[str, list[dict[str, Any]]] = {}
        for values in rows:
            row = dict(zip(TABLES[table], values, strict=True))
            found.setdefault(row["report_id"], []).append(row)
        return found
