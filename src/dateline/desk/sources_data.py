"""Who is quoted and by whom, and what the reporting of outlets rests on; copies count once."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from dateline.archive.answer import Answer, Row
from dateline.archive.conditions import (
    EVENTS,
    STATEMENTS,
    Condition,
    events_matching,
    one_of,
    statements_matching,
)
from dateline.archive.filters import Filters
from dateline.archive.listing import limited

if TYPE_CHECKING:
    import duckdb

FOREMOST: Final = 2
"""Stances, types and outlets that are told of a source."""
MOST_QUOTED: Final = 3
"""Sources that are told of an outlet."""

BASES: Final = ("own", "named", "nobody", "unnamed", "granted")
"""What an event or a statement rests on: the outlet's own voice, a named source, a passive with
nobody named, a source that is not named, or one to which anonymity was granted."""

ORIGINS: Final = "LEFT JOIN report_origins o ON o.report_id = r.report_id"
ORIGIN: Final = "coalesce(o.origin, r.report_id)"
NAMES: Final = "CASE WHEN len(s.source_names) > 0 THEN s.source_names ELSE [s.source_words] END"
"""The sources of a statement; one without a name is told by its words."""
SAID_ONCE: Final = f"hash({ORIGIN}, s.stance, s.content)"
"""Equal for one statement in copies of a report."""

Quoted = tuple[str, bool]
"""A source: its name, and whether it is anonymous."""


def details(
    connection: "duckdb.DuckDBPyConnection", condition: Condition, sources: Iterable[Quoted]
) -> dict[Quoted, dict[str, list[tuple[str, int]]]]:
    """For each source its foremost `stance`s, `type`s of events carried and `outlet`s, counted.

    `all` has the number of its statements, under an empty name.
    """
    wanted = one_of("name", sorted({name for name, _ in sources}))
    sql = (
        "WITH quoted AS MATERIALIZED (SELECT * FROM (SELECT s.id, unnest("
        f"{NAMES}) AS name, s.anonymity <> 'none' AS anonymous, s.stance, r.outlet, "
        f"{SAID_ONCE} AS once FROM {STATEMENTS} {ORIGINS} WHERE {condition.sql}) "
        f"WHERE {wanted.sql}), counted AS ("
        f"SELECT 'all' AS what, name, anonymous, '' AS value, {_ONCE} FROM quoted GROUP BY ALL "
        f"UNION ALL SELECT 'stance', name, anonymous, stance, {_ONCE} FROM quoted GROUP BY ALL "
        "UNION ALL SELECT 'outlet', name, anonymous, outlet, "
        f"{_ONCE} FROM quoted WHERE outlet IS NOT NULL GROUP BY ALL "
        f"UNION ALL SELECT 'type', name, anonymous, e.type, {_ONCE} FROM quoted "
        "JOIN events e ON e.according_to = quoted.id GROUP BY ALL) "
        "SELECT * FROM counted QUALIFY row_number() OVER ("
        f"PARTITION BY what, name, anonymous ORDER BY n DESC, value) <= {FOREMOST} "
        "ORDER BY n DESC, value"
    )
    found: dict[Quoted, dict[str, list[tuple[str, int]]]] = {}
    for row in Answer(connection, sql, condition.parameters + wanted.parameters):
        of_source = found.setdefault((row["name"], row["anonymous"]), {})
        of_source.setdefault(row["what"], []).append((row["value"], row["n"]))
    return found


def resting(
    connection: "duckdb.DuckDBPyConnection", filters: Filters, limit: int | None = None
) -> Answer:
    """What the reporting of each outlet rests on, those with the most origins first.

    Counts of events and statements by `BASES` ("events_named"), copies once; and the sources
    that the outlet quotes most, with their numbers of statements.
    """
    return _resting(connection, filters, "WHERE c.outlet IS NOT NULL", limit)


def resting_in_all(
    connection: "duckdb.DuckDBPyConnection", filters: Filters, outlets: int
) -> tuple[Row, list[Row]]:
    """The same for all outlets together, and for the first `outlets`."""
    together, *rows = _resting(connection, filters, "", outlets + 1)
    return together, rows


_ONCE: Final = "count(DISTINCT once) AS n"
_BASIS: Final = (
    "CASE WHEN s.id IS NULL THEN 'own' WHEN s.anonymity <> 'none' THEN s.anonymity "
    "WHEN s.source_type = 'implicit' THEN 'nobody' ELSE 'named' END"
)


def _resting(
    connection: "duckdb.DuckDBPyConnection", filters: Filters, which: str, limit: int | None
) -> Answer:
    """One row an outlet, without a name where none is known, and first one without an outlet."""
    told, spoken = events_matching(filters), statements_matching(filters)
    report = f"coalesce(r.outlet, '') AS outlet, r.report_id, {ORIGIN} AS origin, {_BASIS} AS basis"
    sql = (
        f"WITH told AS MATERIALIZED (SELECT {report}, "
        f"hash({ORIGIN}, e.type, e.trigger_words, e.sentence) AS once FROM {EVENTS} {ORIGINS} "
        f"LEFT JOIN statements s ON s.id = e.according_to WHERE {told.sql}), "
        f"spoken AS MATERIALIZED (SELECT {report}, {SAID_ONCE} AS once, {NAMES} AS names "
        f"FROM {STATEMENTS} {ORIGINS} WHERE {spoken.sql}), "
        f"quoted AS (SELECT outlet, list(name ORDER BY n DESC, name)[:{MOST_QUOTED}] AS sources, "
        f"list(n ORDER BY n DESC, name)[:{MOST_QUOTED}] AS source_statements FROM (SELECT outlet, "
        f"name, {_ONCE} FROM (SELECT outlet, once, unnest(names) AS name FROM spoken) "
        "WHERE name IS NOT NULL GROUP BY ALL) GROUP BY outlet), "
        "carrying AS (SELECT outlet, count(DISTINCT report_id) AS reports, "
        "count(DISTINCT origin) AS origins FROM (SELECT outlet, report_id, origin FROM told "
        f"UNION ALL SELECT outlet, report_id, origin FROM spoken) {_EACH_AND_ALL}) "
        f"SELECT c.*, {_filled('events', BASES)}, {_filled('statements', BASES[1:])}, "
        "coalesce(q.sources, []) AS sources, coalesce(q.source_statements, []) "
        "AS source_statements FROM carrying c "
        f"LEFT JOIN ({_by_basis('told', 'events')}) t ON t.outlet IS NOT DISTINCT FROM c.outlet "
        f"LEFT JOIN ({_by_basis('spoken', 'statements')}) s "
        "ON s.outlet IS NOT DISTINCT FROM c.outlet "
        f"LEFT JOIN quoted q ON q.outlet = c.outlet {which} "
        f"ORDER BY c.outlet IS NOT NULL, c.origins DESC, c.reports DESC, c.outlet{limited(limit)}"
    )
    return Answer(connection, sql, told.parameters + spoken.parameters)


_EACH_AND_ALL: Final = "GROUP BY GROUPING SETS ((outlet), ())"


def _by_basis(table: str, what: str) -> str:
    counts = ", ".join(f"sum(n) FILTER (basis = '{one}')::BIGINT AS {what}_{one}" for one in BASES)
    return (
        f"SELECT outlet, sum(n)::BIGINT AS {what}, {counts} FROM (SELECT outlet, basis, {_ONCE} "
        f"FROM {table} GROUP BY GROUPING SETS ((outlet, basis), (basis))) GROUP BY outlet"
    )


def _filled(what: str, bases: Iterable[str]) -> str:
    columns = (what, *(f"{what}_{basis}" for basis in bases))
    return ", ".join(f"coalesce({column}, 0) AS {column}" for column in columns)
