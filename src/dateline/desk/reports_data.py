"""What the pages of reports show, looked up in the archive."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from dateline.archive.answer import Answer
from dateline.archive.conditions import Condition, every, one_of
from dateline.archive.filters import Filters
from dateline.archive.listing import LOOKED_UP, limited
from dateline.archive.lookup_conditions import REPORTS, reports_matching
from dateline.archive.store import Archive

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

MOST_RELATED: Final = 20
"""Other reports of one origin, and links, that are shown with a report."""

_ORDER: Final = "r.day DESC NULLS LAST, r.report_id"
_TITLE: Final = (
    "coalesce(nullif(trim(r.title), ''), substring(split_part(ltrim(r.text), chr(10), 1), 1, 300))"
)
_LIST: Final = f"""
    SELECT r.report_id, r.day, r.published, r.outlet, {_TITLE} AS title, r.url, r.words,
        coalesce(e.events, 0) AS events, coalesce(e.denied, 0) AS denied,
        coalesce(s.statements, 0) AS statements, coalesce(s.anonymous, 0) AS anonymous,
        s.anonymous / s.statements AS anonymous_share, o.origins,
        coalesce(o.reports_of_origin, 1) AS reports_of_origin
    FROM (SELECT * FROM reports r WHERE {{chosen}}) r
    LEFT JOIN (
        SELECT report_id, count(*) AS events, count(*) FILTER (status = 'denied') AS denied
        FROM events r WHERE {{chosen}} GROUP BY report_id
    ) e ON e.report_id = r.report_id
    LEFT JOIN (
        SELECT report_id, count(*) AS statements,
            count(*) FILTER (anonymity <> 'none') AS anonymous
        FROM statements r WHERE {{chosen}} GROUP BY report_id
    ) s ON s.report_id = r.report_id
    LEFT JOIN (
        SELECT r.report_id, list(r.origin ORDER BY r.origin) AS origins,
            max(counted.reports) AS reports_of_origin
        FROM report_origins r
        JOIN (SELECT origin, count(*) AS reports FROM report_origins GROUP BY origin) counted
            ON counted.origin = r.origin
        WHERE {{chosen}} GROUP BY r.report_id
    ) o ON o.report_id = r.report_id
    ORDER BY {_ORDER}
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reports a list holds: filters, and the incident or origin that they belong to."""

    filters: Mapping[str, Any]
    incident: str = ""
    origin: str = ""

    @property
    def condition(self) -> Condition:
        """What must hold for a row of `lookup_conditions.REPORTS`."""
        conditions = [reports_matching(Filters.of(**self.filters))]
        if self.incident:
            inside = "SELECT report_id FROM incident_events WHERE incident_id = ?"
            conditions.append(Condition(f"r.report_id IN ({inside})", (self.incident,)))
        if self.origin:
            inside = "SELECT report_id FROM report_origins WHERE origin = ?"
            conditions.append(Condition(f"r.report_id IN ({inside})", (self.origin,)))
        return every(conditions)


def listed(archive: Archive, wanted: Wanted, limit: int | None) -> Answer:
    """The reports that are wanted, the newest first, with what was read in each."""
    archive.look_up()
    connection, condition = archive.connection, wanted.condition
    ids = (
        f"SELECT r.report_id FROM {REPORTS} WHERE {condition.sql} ORDER BY {_ORDER}{limited(limit)}"
    )
    if limit is None or limit > LOOKED_UP:
        chosen = Condition(f"r.report_id IN ({ids})", condition.parameters)
    else:
        found = [row["report_id"] for row in Answer(connection, ids, condition.parameters)]
        chosen = one_of("r.report_id", found)
    return Answer(connection, _LIST.format(chosen=chosen.sql), chosen.parameters * 4)


def neighbours(
    archive: Archive, wanted: Wanted, report_id: str, day: date | None
) -> tuple[str | None, str | None]:
    """The reports before and after one in a list."""
    archive.look_up()
    if day is None:
        before = Condition("r.day IS NOT NULL OR r.report_id < ?", (report_id,))
        after = Condition("r.day IS NULL AND r.report_id > ?", (report_id,))
    else:
        same = (day, day, report_id)
        before = Condition("r.day > ? OR (r.day = ? AND r.report_id < ?)", same)
        after = Condition("r.day < ? OR r.day IS NULL OR (r.day = ? AND r.report_id > ?)", same)
    backwards = "r.day ASC NULLS FIRST, r.report_id DESC"
    return (
        _first(archive.connection, every([wanted.condition, before]), backwards),
        _first(archive.connection, every([wanted.condition, after]), _ORDER),
    )


def same_origin(connection: "duckdb.DuckDBPyConnection", report_id: str) -> list[Row]:
    """Other reports that have an origin of this one, the first ones."""
    sql = f"""
        SELECT DISTINCT r.report_id, r.day, r.outlet, {_TITLE} AS title
        FROM report_origins mine
        JOIN report_origins other ON other.origin = mine.origin
        JOIN reports r ON r.report_id = other.report_id
        WHERE mine.report_id = ? AND r.report_id <> ?
        ORDER BY r.day NULLS LAST, r.report_id LIMIT {MOST_RELATED + 1}
    """
    return list(Answer(connection, sql, (report_id, report_id)))


def origins(connection: "duckdb.DuckDBPyConnection", report_id: str) -> list[str]:
    """The independent origins of a report."""
    sql = "SELECT origin FROM report_origins WHERE report_id = ? ORDER BY origin"
    return [row["origin"] for row in Answer(connection, sql, (report_id,))]


def links(connection: "duckdb.DuckDBPyConnection", report_id: str) -> list[Row]:
    """What a report rests on beside its own outlet, and what rests on it."""
    sql = f"""
        SELECT l.*, {_TITLE} AS title, r.outlet FROM links l
        LEFT JOIN reports r
            ON r.report_id = CASE WHEN l.report_id = ? THEN l.origin_id ELSE l.report_id END
        WHERE l.kind <> 'own' AND (l.report_id = ? OR l.origin_id = ?)
        ORDER BY l.report_id = ? DESC, l.score DESC, l.origin_id LIMIT {MOST_RELATED}
    """
    return list(Answer(connection, sql, (report_id,) * 4))


def incidents_of(connection: "duckdb.DuckDBPyConnection", report_id: str) -> dict[str, Row]:
    """The incident of each event of a report, by the event's id."""
    sql = """
        SELECT ie.event_id, i.incident_id, i.reports, i.origins, len(i.denied_by) AS denied,
            i.disagreements <> '[]' AS differing
        FROM incident_events ie JOIN incidents i ON i.incident_id = ie.incident_id
        WHERE ie.report_id = ?
    """
    return {row["event_id"]: row for row in Answer(connection, sql, (report_id,))}


def reviews_of(connection: "duckdb.DuckDBPyConnection", report_id: str) -> dict[str, list[Row]]:
    """What reviewers say of the entries of a report, by the entry's id."""
    sql = "SELECT * FROM reviewed WHERE report_id = ? AND other IS NULL ORDER BY id, field"
    found: dict[str, list[Row]] = {}
    for row in Answer(connection, sql, (report_id,)):
        found.setdefault(row["id"], []).append(row)
    return found


def _first(connection: "duckdb.DuckDBPyConnection", condition: Condition, order: str) -> str | None:
    sql = f"SELECT r.report_id FROM {REPORTS} WHERE {condition.sql} ORDER BY {order} LIMIT 1"
    return next((row["report_id"] for row in Answer(connection, sql, condition.parameters)), None)
