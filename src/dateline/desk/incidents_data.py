"""What the pages of incidents show, looked up in the archive."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from dateline.archive.answer import Answer
from dateline.archive.conditions import Condition, every, one_of
from dateline.archive.filters import Filters, choice
from dateline.archive.links import OUTLET
from dateline.archive.listing import LOOKED_UP, limited
from dateline.archive.lookup_conditions import INCIDENTS, incidents_matching
from dateline.archive.store import Archive
from dateline.archive.testimony import LONGEST_CHAIN

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

ORDERS: Final = {
    "newest": "{day} DESC NULLS LAST, i.origins DESC, i.incident_id",
    "oldest": "{day} NULLS LAST, i.origins DESC, i.incident_id",
    "origins": "i.origins DESC, {day} DESC NULLS LAST, i.incident_id",
}
"""How a list of incidents may be sorted, the usual way first."""

_DAY: Final = "coalesce(i.start_day, i.end_day, i.first_day)"
_DIFFERING: Final = (
    "i.incident_id IN (SELECT incident_id FROM incidents WHERE disagreements <> '[]')"
)

LINK_WORDS: Final = {
    "copy": "copy",
    "trim": "shortened copy",
    "rewrite": "rewrite",
    "merge": "puts it together with others",
    "credit": "credits it",
    "shared_quotation": "shares quotations",
}

_EVENTS: Final = """
    SELECT ie.event_id AS id, ie.score, ie.reason AS belongs, e.report_id, e.event,
        e.trigger_words, e.sentence, e.type, e.mode, e.status, e.according_to, e.actor_names,
        e.recipient_names, e.place_name, e.place_precision, e.start_day, e.end_day,
        e.time_precision, e.magnitude_kinds, e.magnitude_numbers, e.magnitude_currencies
    FROM incident_events ie JOIN events e ON e.id = ie.event_id
    WHERE ie.incident_id = ? AND e.report_id IN ({reports}) ORDER BY e.report_id, e.position
"""
_REPORTS: Final = """
    SELECT report_id, outlet, day, credits,
        coalesce(nullif(trim(title), ''), split_part(ltrim(text), chr(10), 1)) AS title
    FROM reports
    WHERE report_id IN (SELECT report_id FROM incident_events WHERE incident_id = ?)
    ORDER BY day NULLS LAST, published NULLS LAST, report_id LIMIT ?
"""
_STATEMENTS: Final = (
    "id, report_id, statement, content, cue, quotation, source_names, source_words, source_type, "
    "anonymity, reason, count_claimed, addressee_name, on_behalf_of_name, stance, parent"
)


def listed(
    archive: Archive,
    filters: Mapping[str, Any],
    *,
    order: str,
    differing: bool,
    limit: int | None,
) -> Answer:
    """The incidents that fit, in one of `ORDERS`; `differing` asks for reports that disagree."""
    archive.look_up()
    connection = archive.connection
    conditions = [incidents_matching(Filters.of(**filters))]
    if differing:
        conditions.append(Condition(_DIFFERING))
    condition = every(conditions)
    by = ORDERS[choice("order", order, tuple(ORDERS))]
    ids = (
        f"SELECT i.incident_id FROM {INCIDENTS} WHERE {condition.sql} "
        f"ORDER BY {by.format(day='i.day')}{limited(limit)}"
    )
    chosen = Condition(f"i.incident_id IN ({ids})", condition.parameters)
    if limit is not None and limit <= LOOKED_UP:
        found = Answer(connection, ids, condition.parameters)
        chosen = one_of("i.incident_id", [row["incident_id"] for row in found])
    sql = f"SELECT i.* FROM incidents i WHERE {chosen.sql} ORDER BY {by.format(day=_DAY)}"
    return Answer(connection, sql, chosen.parameters)


def incident(connection: "duckdb.DuckDBPyConnection", incident_id: str) -> Row | None:
    """One incident's row, `None` where there is no such incident."""
    sql = "SELECT * FROM incidents WHERE incident_id = ?"
    return next(iter(Answer(connection, sql, (incident_id,))), None)


def reports_of(
    connection: "duckdb.DuckDBPyConnection", incident_id: str, most: int
) -> dict[str, Row]:
    """The first `most` reports of an incident, in order of time, by id."""
    rows = Answer(connection, _REPORTS, (incident_id, most))
    return {row["report_id"]: row for row in rows}


def events_of(
    connection: "duckdb.DuckDBPyConnection", incident_id: str, report_ids: Sequence[str]
) -> dict[str, Row]:
    """The events of an incident in these reports, in the order of the texts, by id."""
    sql = _EVENTS.format(reports=", ".join("?" * len(report_ids)))
    rows = Answer(connection, sql, (incident_id, *report_ids))
    return {row["id"]: row for row in rows}


def statements_of(
    connection: "duckdb.DuckDBPyConnection", report_ids: Sequence[str]
) -> dict[str, Row]:
    """All statements of some reports, by id."""
    condition = one_of("report_id", report_ids)
    sql = f"SELECT {_STATEMENTS} FROM statements WHERE {condition.sql} ORDER BY id"
    return {row["id"]: row for row in Answer(connection, sql, condition.parameters)}


def links_of(
    connection: "duckdb.DuckDBPyConnection", report_ids: Sequence[str]
) -> dict[str, list[Row]]:
    """What each of some reports rests on beside its own outlet, by its id, the surest first."""
    condition = one_of("report_id", report_ids)
    sql = (
        f"SELECT * FROM links WHERE kind <> 'own' AND {condition.sql} "
        "ORDER BY report_id, score DESC, origin_id"
    )
    found: dict[str, list[Row]] = {}
    for row in Answer(connection, sql, condition.parameters):
        found.setdefault(row["report_id"], []).append(row)
    return found


def chain(event: Row, statements: Mapping[str, Row]) -> list[Row]:
    """The statements around an event, the outermost first."""
    found: list[Row] = []
    current = statements.get(event["according_to"] or "")
    while current and current not in found and len(found) < LONGEST_CHAIN:
        found.append(current)
        current = statements.get(current["parent"] or "")
    return found[::-1]


def source_of(statement: Row) -> str:
    """Who makes a statement, in words."""
    names = [name for name in statement["source_names"] if name]
    spoken = " and ".join(names) or statement["source_words"] or "nobody named"
    body = statement["on_behalf_of_name"]
    return f"{spoken} for {body}" if body and body != spoken else spoken


def outlet_of(origin: str) -> str:
    """The name of an origin that is an outlet; empty for a report."""
    return origin.removeprefix(OUTLET) if origin.startswith(OUTLET) else ""


def origin_words(origin: str, reports: Mapping[str, Row]) -> str:
    """What an origin is: an outlet, or a report by its outlet and title."""
    if outlet_of(origin):
        return outlet_of(origin)
    report = reports.get(origin)
    if report is None:
        return f"report {origin}"
    return " · ".join(part for part in (report["outlet"], report["title"]) if part) or origin
