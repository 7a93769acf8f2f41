"""Who does what to whom: dyads, between all actors or the most active ones."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from dateline.archive.answer import Answer
from dateline.archive.conditions import EVENTS, FIRST_DAY, Condition, one_of
from dateline.archive.listing import limited
from dateline.codebook import QUAD_CLASSES

if TYPE_CHECKING:
    import duckdb

MOST_PARTIES: Final = 20
"""Parties of one side of an event that are paired; a text may list hundreds."""
TAKES_PLACE: Final = "('happened', 'ongoing')"


def dyads(
    connection: "duckdb.DuckDBPyConnection",
    condition: Condition,
    limit: int | None,
    name: str | None = None,
) -> Answer:
    """How many events there are from each actor to each recipient, the most first.

    Where all take part alike, with no recipient, the pair is `mutual`, its names in alphabetical
    order. `unrealized` counts what isn't said to have happened or to go on; `origins` counts
    copies of a report once. With `name` only pairs of which this actor is one.
    """
    own = Condition("true")
    if name is not None:
        own = Condition("actor = ? OR recipient = ?", (name, name))
    sql = (
        f"WITH pairs AS MATERIALIZED ({_pairs(condition)}) SELECT * FROM ({_COUNTS}) "
        f"WHERE {own.sql} ORDER BY events DESC, actor, recipient, mutual{limited(limit)}"
    )
    return Answer(connection, sql, condition.parameters + own.parameters)


def foremost_dyads(
    connection: "duckdb.DuckDBPyConnection", condition: Condition, actors: int, most: int
) -> Answer:
    """The dyads between those `actors` that have the most events with others, `most` at most.

    `actor_events` and `recipient_events` tell in how many events each has part.
    """
    sql = (
        f"WITH pairs AS MATERIALIZED ({_pairs(condition)}), "
        "top AS (SELECT name, count(DISTINCT id) AS events FROM (SELECT id, actor AS name "
        "FROM pairs UNION ALL SELECT id, recipient FROM pairs) "
        f"GROUP BY name ORDER BY events DESC, name LIMIT {actors}) "
        "SELECT d.*, a.events AS actor_events, b.events AS recipient_events "
        f"FROM ({_COUNTS}) d JOIN top a ON a.name = d.actor JOIN top b ON b.name = d.recipient "
        f"ORDER BY d.events DESC, d.actor, d.recipient, d.mutual LIMIT {most}"
    )
    return Answer(connection, sql, condition.parameters)


def codes(connection: "duckdb.DuckDBPyConnection", names: Sequence[str]) -> dict[str, str]:
    """Country and sectors ("KEN GOV") of actors of these names, as most reports have them."""
    named = one_of("name", names)
    sql = (
        "SELECT name, arg_max(code, ROW(reports, code)) AS code FROM (SELECT name, "
        "trim(concat_ws(' ', country, array_to_string(sector, ' '))) AS code, "
        "count(DISTINCT report_id) AS reports "
        f"FROM actors WHERE {named.sql} GROUP BY ALL) GROUP BY name"
    )
    return {row["name"]: row["code"] for row in Answer(connection, sql, named.parameters)}


_COLUMNS: Final = {quad: quad.replace(" ", "_") for quad in reversed(QUAD_CLASSES)}
"""Counts of the classes, the gravest first."""
_CLASSES: Final = ", ".join(
    f"count_if(quad = '{quad}') AS {column}" for quad, column in _COLUMNS.items()
)
_QUAD: Final = (
    f"CASE greatest({', '.join(_COLUMNS.values())}) "
    + " ".join(f"WHEN {column} THEN '{quad}'" for quad, column in _COLUMNS.items())
    + " END AS quad"
)
"""The commonest class; where several are, the gravest."""
_COUNTS: Final = (
    f"SELECT *, {_QUAD} FROM (SELECT actor, recipient, mutual, count(*) AS events, "
    "count(DISTINCT coalesce(o.origin, pairs.report_id)) AS origins, "
    f"count_if(status NOT IN {TAKES_PLACE}) AS unrealized, {_CLASSES}, "
    "min(day) AS first_day, max(day) AS last_day FROM pairs "
    "LEFT JOIN report_origins o ON o.report_id = pairs.report_id "
    "GROUP BY actor, recipient, mutual)"
)


def _pairs(condition: Condition) -> str:
    """One row a pair of parties of an event."""
    sides = ", ".join(
        f"list_distinct(e.{side}_names)[:{MOST_PARTIES}] AS {side}s"
        for side in ("actor", "recipient")
    )
    told = "id, report_id, quad, status, day"
    return (
        f"SELECT {told}, actor, recipient, mutual FROM (SELECT {told}, actor, mutual, "
        f"unnest(others) AS recipient FROM (SELECT {told}, unnest(actors) AS actor, "
        "len(recipients) = 0 AS mutual, "
        "CASE WHEN len(recipients) = 0 THEN actors ELSE recipients END AS others "
        f"FROM (SELECT e.id, e.report_id, e.quad, e.status, {FIRST_DAY} AS day, {sides} "
        f"FROM {EVENTS} WHERE {condition.sql}))) "
        "WHERE CASE WHEN mutual THEN actor < recipient ELSE actor <> recipient END"
    )
