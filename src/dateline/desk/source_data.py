"""One source across reports: by which outlets it is quoted, and whom it contradicts."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from dateline.archive.answer import Answer, Row
from dateline.archive.conditions import (
    EVENTS,
    STATEMENTS,
    Condition,
    every,
    one_of,
    statements_matching,
)
from dateline.archive.filters import Filters
from dateline.desk.sources_data import NAMES, ORIGIN, ORIGINS, SAID_ONCE

if TYPE_CHECKING:
    import duckdb

MOST_OUTLETS: Final = 30
MOST_REASONS: Final = 20
MOST_TYPES: Final = 16
MOST_BODIES: Final = 8
MOST_INCIDENTS: Final = 30
MOST_REPORTS: Final = 3
CITING: Final = ", citing "
"""Stands in disagreements between an outlet and the source that it cites."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a source and others give two values for one field of an incident."""

    incident_id: str
    summary: str
    field: str
    value: str
    others: tuple[tuple[str, tuple[str, ...]], ...]
    """Other values, each with the sources that give it."""


def said(name: str, filters: Filters) -> Condition:
    """The statements of a source of this name, or that are told by these words without a name."""
    own = Condition(
        "list_contains(s.source_names, ?) OR (len(s.source_names) = 0 AND s.source_words = ?)",
        (name, name),
    )
    return every([statements_matching(filters), own])


def is_known(connection: "duckdb.DuckDBPyConnection", name: str) -> bool:
    """Whether any report quotes a source of this name, or told by these words."""
    condition = said(name, Filters())
    sql = f"SELECT 1 FROM {STATEMENTS} WHERE {condition.sql} LIMIT 1"
    return bool(Answer(connection, sql, condition.parameters).to_records())


def totals(connection: "duckdb.DuckDBPyConnection", condition: Condition) -> Row:
    """How many statements there are, copies once, and in how many reports, origins and outlets."""
    sql = (
        f"SELECT count(DISTINCT {SAID_ONCE}) AS statements, "
        "count(DISTINCT r.report_id) AS reports, "
        f"count(DISTINCT {ORIGIN}) AS origins, count(DISTINCT r.outlet) AS outlets, "
        "count(*) AS rows, count_if(s.anonymity <> 'none') AS anonymous, "
        "count_if(s.anonymity = 'granted') AS granted, count_if(s.stance = 'denies') AS denials, "
        "min(r.day) AS first_day, max(r.day) AS last_day "
        f"FROM {STATEMENTS} {ORIGINS} WHERE {condition.sql}"
    )
    return Answer(connection, sql, condition.parameters).to_records()[0]


def kinds(connection: "duckdb.DuckDBPyConnection", condition: Condition) -> list[Row]:
    """As what kind of source it is quoted, and how anonymously."""
    return _counted(connection, condition, "s.source_type, s.anonymity", MOST_TYPES)


def bodies(connection: "duckdb.DuckDBPyConnection", condition: Condition) -> list[Row]:
    """For whom it speaks."""
    named = every([condition, Condition("s.on_behalf_of_name IS NOT NULL")])
    return _counted(connection, named, "s.on_behalf_of_name", MOST_BODIES)


def outlets(
    connection: "duckdb.DuckDBPyConnection", condition: Condition, filters: Filters
) -> list[Row]:
    """Which outlets quote it, and how many statements each has in all (`of_all`)."""
    everything = statements_matching(filters)
    counts = f"count(DISTINCT {SAID_ONCE})"
    sql = (
        f"SELECT q.*, a.statements AS of_all FROM (SELECT r.outlet, {counts} AS statements, "
        f"count(DISTINCT {ORIGIN}) AS origins FROM {STATEMENTS} {ORIGINS} "
        f"WHERE {condition.sql} GROUP BY r.outlet) q JOIN (SELECT r.outlet, {counts} AS statements "
        f"FROM {STATEMENTS} {ORIGINS} WHERE {everything.sql} GROUP BY r.outlet) a "
        "ON a.outlet IS NOT DISTINCT FROM q.outlet "
        f"ORDER BY q.statements DESC, q.outlet LIMIT {MOST_OUTLETS}"
    )
    return Answer(connection, sql, condition.parameters + everything.parameters).to_records()


def carried(connection: "duckdb.DuckDBPyConnection", condition: Condition) -> list[Row]:
    """The types of the events that its statements carry, the commonest first."""
    sql = (
        "SELECT e.type, count(*) AS events, count_if(e.status IN ('denied', 'not_happened')) "
        f"AS denied FROM {EVENTS} JOIN statements s ON s.id = e.according_to "
        f"WHERE {condition.sql} GROUP BY e.type ORDER BY events DESC, e.type LIMIT {MOST_TYPES}"
    )
    return Answer(connection, sql, condition.parameters).to_records()


def veils(connection: "duckdb.DuckDBPyConnection", condition: Condition) -> list[Row]:
    """Why it was not named, as the reports put it."""
    told = every([condition, Condition("s.reason IS NOT NULL")])
    sql = (
        "SELECT s.reason, count(DISTINCT r.report_id) AS reports, list(DISTINCT {'day': r.day, "
        "'report_id': r.report_id, 'title': r.title, 'outlet': r.outlet})"
        f"[:{MOST_REPORTS}] AS examples FROM {STATEMENTS} "
        f"WHERE {told.sql} GROUP BY s.reason "
        f"ORDER BY reports DESC, s.reason LIMIT {MOST_REASONS}"
    )
    return Answer(connection, sql, told.parameters).to_records()


def denials(connection: "duckdb.DuckDBPyConnection", name: str) -> list[Row]:
    """The incidents that it denies; `against` are those on whose word they rest."""
    own = (
        "len(list_filter(i.denied_by, lambda d: d = ? OR starts_with(d, ?) OR ends_with(d, ?))) > 0"
    )
    return _incidents(
        connection,
        Condition(own, (name, f"{name} for ", f" for {name}")),
        "list_filter(list_concat(i.named_sources, i.anonymous_sources), "
        "lambda n: NOT list_contains(i.denied_by, n))",
    )


def denied(connection: "duckdb.DuckDBPyConnection", name: str) -> list[Row]:
    """The incidents of which it is a source, and which others deny (`against`)."""
    own = "list_contains(i.named_sources, ?) AND NOT list_contains(i.denied_by, ?)"
    condition = Condition(f"len(i.denied_by) > 0 AND {own}", (name, name))
    return _incidents(connection, condition, "i.denied_by")


def speakers(connection: "duckdb.DuckDBPyConnection", told: Iterable[str]) -> dict[str, str]:
    """The names of sources by the words with which incidents tell them.

    These may be "José Mwangi for the army", or "two officials (Lake Wire)".
    """
    candidates = {
        words: [words, words.partition(" for ")[0], words.rpartition(" (")[0]] for words in told
    }
    names = one_of("name", sorted({one for some in candidates.values() for one in some}))
    sql = (
        f"SELECT DISTINCT name FROM (SELECT unnest({NAMES}) AS name FROM statements s) "
        f"WHERE {names.sql}"
    )
    known = {row["name"] for row in Answer(connection, sql, names.parameters)}
    return {
        words: next(one for one in some if one in known)
        for words, some in candidates.items()
        if not known.isdisjoint(some)
    }


def differences(connection: "duckdb.DuckDBPyConnection", name: str) -> list[Difference]:
    """Where it gives another number, actor, day or place of an incident than others do."""
    sql = (
        "SELECT i.incident_id, i.summary, i.disagreements FROM incidents i "
        "WHERE len(i.disagreements) > 2 AND list_contains(i.named_sources, ?) "
        f"ORDER BY i.first_day, i.incident_id LIMIT {MOST_INCIDENTS}"
    )
    found = []
    for row in Answer(connection, sql, (name,)):
        for disagreement in json.loads(row["disagreements"]):
            found += _differences(row, disagreement, name)
    return found


def _differences(row: Row, disagreement: dict[str, Any], name: str) -> list[Difference]:
    values = disagreement["values"]
    own = [any(_is_of(words, name) for words in value["sources"]) for value in values]
    others = tuple(
        (str(value["value"]), tuple(value["sources"]))
        for value, is_own in zip(values, own, strict=True)
        if not is_own
    )
    return [
        Difference(
            row["incident_id"],
            row["summary"] or "",
            str(disagreement["field"]),
            str(value["value"]),
            others,
        )
        for value, is_own in zip(values, own, strict=True)
        if is_own and others
    ]


def _is_of(words: str, name: str) -> bool:
    """Whether the words for a source, "Lake Wire, citing José Mwangi", name this one."""
    cited = words.rpartition(CITING)[2]
    return name == cited or name in re.split(", | and ", cited)


def _counted(
    connection: "duckdb.DuckDBPyConnection", condition: Condition, columns: str, most: int
) -> list[Row]:
    sql = (
        f"SELECT {columns}, count(*) AS statements FROM {STATEMENTS} WHERE {condition.sql} "
        f"GROUP BY {columns} ORDER BY statements DESC, {columns} LIMIT {most}"
    )
    return Answer(connection, sql, condition.parameters).to_records()


def _incidents(
    connection: "duckdb.DuckDBPyConnection", condition: Condition, against: str
) -> list[Row]:
    sql = (
        "SELECT i.incident_id, i.type, coalesce(i.start_day, i.first_day) AS day, i.summary, "
        f"i.status, i.origins, {against} AS against FROM incidents i WHERE {condition.sql} "
        f"ORDER BY day NULLS LAST, i.incident_id LIMIT {MOST_INCIDENTS}"
    )
    return Answer(connection, sql, condition.parameters).to_records()
