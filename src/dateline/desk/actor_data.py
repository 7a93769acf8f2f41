"""One actor across reports: its names, how it was coded, and how much is told of it."""

import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from dateline.archive.answer import Answer, Row
from dateline.archive.conditions import (
    EVENTS,
    FIRST_DAY,
    STATEMENTS,
    Condition,
    events_matching,
    every,
    one_of,
    statements_matching,
)
from dateline.archive.filters import Filters

if TYPE_CHECKING:
    import duckdb

SIDES: Final = {"did": "actor", "received": "recipient"}
EXAMPLES: Final = 3
"""Reports that are named for each way of coding or naming."""
MOST_CODINGS: Final = 20
MOST_WORDS: Final = 24
MOST_RELATED: Final = 12
SEARCHED_ROWS: Final = 2000
"""Reports whose words for an actor are counted at most; beyond, they repeat."""
MOST_PARTS: Final = 6
"""Words of a name whose parts are looked for as names of their own."""


class Reason(NamedTuple):
    """Why a field of an actor's code has its value: the rule, the words, what else was possible."""

    field: str
    because: str
    words: str
    others: str


def did(name: str, filters: Filters, side: str) -> Condition:
    """The events in which an actor of this name has a side, "actor" or "recipient"."""
    own = Condition(f"list_contains(e.{side}_names, ?)", (name,))
    return every([events_matching(filters), own])


def party(name: str, filters: Filters) -> Condition:
    """The events in which an actor of this name has either side."""
    own = "list_contains(e.actor_names, ?) OR list_contains(e.recipient_names, ?)"
    return every([events_matching(filters), Condition(own, (name, name))])


def said(name: str, filters: Filters) -> Condition:
    """The statements of which an actor of this name is a source."""
    own = Condition("list_contains(s.source_names, ?)", (name,))
    return every([statements_matching(filters), own])


def said_for(name: str, filters: Filters) -> Condition:
    """The statements that somebody else makes on its behalf."""
    own = Condition("s.on_behalf_of_name = ?", (name,))
    return every([statements_matching(filters), own])


def is_known(connection: "duckdb.DuckDBPyConnection", name: str) -> bool:
    """Whether any report has an actor of this name."""
    sql = "SELECT 1 FROM actors WHERE name = ? LIMIT 1"
    return bool(Answer(connection, sql, (name,)).to_records())


def totals(connection: "duckdb.DuckDBPyConnection", tables: str, condition: Condition) -> Row:
    """How many `rows` of `tables` there are, in how many `reports` of how many `origins`."""
    sql = (
        "SELECT count(*) AS rows, count(DISTINCT r.report_id) AS reports, "
        "count(DISTINCT coalesce(o.origin, r.report_id)) AS origins "
        f"FROM {tables} LEFT JOIN report_origins o ON o.report_id = r.report_id "
        f"WHERE {condition.sql}"
    )
    return Answer(connection, sql, condition.parameters).to_records()[0]


def types(connection: "duckdb.DuckDBPyConnection", condition: Condition) -> list[Row]:
    """The types of events, the commonest first, with the `unrealized` ones among them."""
    sql = (
        "SELECT e.type, count(*) AS events, "
        "count_if(e.status NOT IN ('happened', 'ongoing')) AS unrealized "
        f"FROM {EVENTS} WHERE {condition.sql} GROUP BY e.type ORDER BY events DESC, e.type"
    )
    return Answer(connection, sql, condition.parameters).to_records()


def stances(connection: "duckdb.DuckDBPyConnection", condition: Condition) -> list[Row]:
    """The stances of statements, the commonest first."""
    sql = (
        f"SELECT s.stance, count(*) AS statements FROM {STATEMENTS} WHERE {condition.sql} "
        "GROUP BY s.stance ORDER BY statements DESC, s.stance"
    )
    return Answer(connection, sql, condition.parameters).to_records()


def by_month(
    connection: "duckdb.DuckDBPyConnection", tables: str, day: str, condition: Condition, name: str
) -> Iterator[tuple[date | None, str, int]]:
    """How many rows there are for each month of `day`, an expression; `name` is what `name` gives.

    `name` is an expression too: a quoted word, or a column that is counted by.
    """
    sql = (
        f"SELECT date_trunc('month', {day})::DATE AS month, {name} AS name, count(*) AS n "
        f"FROM {tables} WHERE {condition.sql} GROUP BY ALL"
    )
    for row in Answer(connection, sql, condition.parameters):
        yield row["month"], row["name"], row["n"]


def activity(
    connection: "duckdb.DuckDBPyConnection", name: str, filters: Filters
) -> list[tuple[date | None, str, int]]:
    """What an actor did, what was done to it and what it said, month by month."""
    found: list[tuple[date | None, str, int]] = []
    for word, side in SIDES.items():
        condition = did(name, filters, side)
        found += by_month(connection, EVENTS, FIRST_DAY, condition, f"'{word}'")
    found += by_month(connection, STATEMENTS, "r.day", said(name, filters), "'said'")
    return found


def spokespeople(
    connection: "duckdb.DuckDBPyConnection", condition: Condition, most: int
) -> list[Row]:
    """Who makes the statements on its behalf, and in how many reports."""
    sql = (
        "SELECT name, count(*) AS statements, count(DISTINCT report_id) AS reports FROM (SELECT "
        "s.report_id, unnest(CASE WHEN len(s.source_names) > 0 THEN s.source_names "
        f"ELSE [s.source_words] END) AS name FROM {STATEMENTS} WHERE {condition.sql}) "
        f"WHERE name IS NOT NULL GROUP BY name ORDER BY statements DESC, name LIMIT {most}"
    )
    return Answer(connection, sql, condition.parameters).to_records()


def codings(connection: "duckdb.DuckDBPyConnection", name: str) -> list[Row]:
    """How reports coded an actor of this name: kind, country, sectors, role.

    `reasons` tells what that rests on in the first report, where the archive keeps it.
    """
    evidence = "arg_min(a.evidence, a.id)" if _has_evidence(connection) else "NULL"
    sql = (
        f"SELECT c.*, t.text FROM (SELECT a.kind, a.country, a.sector, a.role, "
        f"count(DISTINCT a.report_id) AS reports, {evidence} AS evidence, min(a.report_id) AS one, "
        f"{_EXAMPLES} FROM actors a JOIN reports r ON r.report_id = a.report_id WHERE a.name = ? "
        "GROUP BY a.kind, a.country, a.sector, a.role ORDER BY reports DESC, a.kind, a.country, "
        f"a.sector, a.role LIMIT {MOST_CODINGS}) c JOIN reports t ON t.report_id = c.one "
        "ORDER BY c.reports DESC, c.kind, c.country, c.sector, c.role"
    )
    found = []
    for row in Answer(connection, sql, (name,)):
        text = row.pop("text")
        found.append({**row, "reasons": reasons(row["evidence"], text)})
    return found


def reasons(evidence: str | None, text: str) -> list[Reason]:
    """What the evidence of an actor's codes says, field by field."""
    found = []
    for field, why in json.loads(evidence or "{}").items():
        if isinstance(why, dict) and "because" in why:
            start, end = why.get("words") or (0, 0)
            others = ", ".join(str(other) for other in why.get("others", ()))
            found.append(Reason(field, str(why["because"]), text[start:end], others))
    return found


def words(connection: "duckdb.DuckDBPyConnection", name: str) -> list[Row]:
    """The words that stand for it in the texts, those of the most reports first."""
    sql = (
        f"SELECT a.words, count(DISTINCT a.report_id) AS reports, {_EXAMPLES} FROM ("
        "SELECT m.report_id, substring(t.text, m.start + 1, m.stop - m.start) AS words FROM ("
        "SELECT report_id, unnest(mention_starts) AS start, unnest(mention_ends) AS stop FROM ("
        f"SELECT * FROM actors WHERE name = ? ORDER BY id LIMIT {SEARCHED_ROWS})) m "
        "JOIN reports t ON t.report_id = m.report_id) a JOIN reports r ON "
        "r.report_id = a.report_id GROUP BY a.words "
        f"ORDER BY reports DESC, a.words LIMIT {MOST_WORDS}"
    )
    return Answer(connection, sql, (name,)).to_records()


def related(connection: "duckdb.DuckDBPyConnection", name: str) -> list[Row]:
    """Other actors whose names hold this name, or are a part of it: perhaps the same one."""
    parts = name.lower().split()
    runs = [
        " ".join(parts[start:stop])
        for start in range(min(len(parts), MOST_PARTS))
        for stop in range(start + 1, min(len(parts), MOST_PARTS) + 1)
    ]
    shorter = one_of("lower(name)", runs)
    sql = (
        "SELECT name, count(DISTINCT report_id) AS reports FROM actors "
        f"WHERE name <> ? AND (contains(' ' || lower(name) || ' ', ?) OR {shorter.sql}) "
        f"GROUP BY name ORDER BY reports DESC, name LIMIT {MOST_RELATED}"
    )
    held = f" {' '.join(parts)} "
    return Answer(connection, sql, (name, held, *shorter.parameters)).to_records()


def _has_evidence(connection: "duckdb.DuckDBPyConnection") -> bool:
    """Whether the archive keeps why an actor was coded as it was."""
    return "evidence" in Answer(connection, "SELECT * FROM actors LIMIT 0").columns


_EXAMPLES: Final = (
    "list(DISTINCT {'day': r.day, 'report_id': r.report_id, 'title': r.title, "
    f"'outlet': r.outlet}} ORDER BY {{'day': r.day, 'report_id': r.report_id, 'title': r.title, "
    f"'outlet': r.outlet}})[:{EXAMPLES}] AS examples"
)
