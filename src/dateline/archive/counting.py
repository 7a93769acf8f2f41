"""Counts: events over time and between parties, who is quoted, who takes part."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from dateline.archive.answer import Answer
from dateline.archive.conditions import Condition
from dateline.archive.listing import Tables, limited
from dateline.archive.lookup_conditions import EVENTS, STATEMENTS

if TYPE_CHECKING:
    import duckdb

PERIODS: Final = ("day", "week", "month", "year")
GROUPINGS: Final = ("type", "quad", "mode", "status", "country")
DIRECTIONS: Final = ("directed", "undirected")

_FINER: Final = {
    "day": "('hour', 'day')",
    "week": "('hour', 'day', 'week')",
    "month": "('hour', 'day', 'month')",
    "year": "('hour', 'day', 'week', 'month', 'year')",
}
"""Precisions of time that tell in which period an event began."""


def over_time(
    connection: "duckdb.DuckDBPyConnection",
    condition: Condition,
    *,
    per: str | None,
    by: str | None,
    limit: int | None,
    tables: Tables,
) -> Answer:
    """How many events, incidents and reports there are, by period and by a field of the events.

    `per` is one of `PERIODS`, `by` one of `GROUPINGS`. What is in no incident counts as one.
    """
    groups = _groups(per, by)
    chosen = "".join(f"{sql} AS {name}, " for name, sql in groups.items())
    names = "".join(f"{name}, " for name in groups)
    same = " AND ".join(f"t.{name} IS NOT DISTINCT FROM s.{name}" for name in groups)
    # Grouping by report first is faster than counting distinct reports.
    sql = f"""
        WITH matching AS (
            SELECT {chosen}e.report, e.shared, e.incident FROM {EVENTS} WHERE {condition.sql}
        ),
        counted AS (
            SELECT {names}report, count(*) AS events, count_if(NOT shared) AS alone
            FROM matching GROUP BY ALL
        ),
        told AS (
            SELECT {names}sum(events)::BIGINT AS events, sum(alone)::BIGINT AS alone,
                count(*) AS reports
            FROM counted GROUP BY ALL
        ),
        shared AS (
            SELECT {names}count(*) AS incidents
            FROM (SELECT DISTINCT {names}incident FROM matching WHERE shared) GROUP BY ALL
        )
        SELECT t.* EXCLUDE (alone, reports), t.alone + coalesce(s.incidents, 0) AS incidents,
            t.reports
        FROM told t LEFT JOIN shared s ON {same}
        ORDER BY {_order(f"t.{name}" for name in groups)}{limited(limit)}
    """
    return Answer(connection, sql, condition.parameters, tables)


def between_parties(
    connection: "duckdb.DuckDBPyConnection",
    condition: Condition,
    *,
    per: str | None,
    by: str | None,
    direction: str,
    limit: int | None,
    tables: Tables,
) -> Answer:
    """How many events there are between each two parties, told by country and first sector.

    `direction` is one of `DIRECTIONS`. An event counts once for each pair of its parties; where
    all take part alike, with no recipient, each is paired with each other.
    """
    groups = _groups(per, by)
    names = [*groups, "actor", "recipient"]
    fields = "".join(f"{name}, " for name in groups)
    chosen = "".join(f"{sql} AS {name}, " for name, sql in groups.items())
    one, two = "actor", "recipient"
    if direction == "undirected":
        one, two = "least(actor, recipient)", "greatest(actor, recipient)"
    # The parties of most events are those of many others.
    sql = f"""
        WITH counted AS (
            SELECT {chosen}e.sides, count(*) AS events FROM {EVENTS} WHERE {condition.sql}
            GROUP BY ALL
        ),
        actors AS (
            SELECT {fields}sides, events, unnest(actors) AS actor, len(recipients) = 0 AS alike,
                CASE WHEN len(recipients) = 0 THEN actors ELSE recipients END AS others
            FROM counted JOIN lookup.sides USING (sides)
        ),
        pairs AS (SELECT * EXCLUDE (others), unnest(others) AS recipient FROM actors),
        once AS (
            SELECT DISTINCT {fields}sides, events, {one} AS actor, {two} AS recipient
            FROM pairs WHERE NOT (alike AND actor = recipient)
        )
        SELECT {fields}actor, recipient, sum(events)::BIGINT AS events FROM once
        GROUP BY ALL ORDER BY {_order(names)}{limited(limit)}
    """
    return Answer(connection, sql, condition.parameters, tables)


def sources(
    connection: "duckdb.DuckDBPyConnection",
    condition: Condition,
    limit: int | None,
    *,
    answered: bool,
) -> Answer:
    """Who makes statements, first those whom most reports of independent origin quote.

    Where several speak as one the statement counts for each of them. The answer about all is
    in a table if it is `answered`.
    """
    if answered and condition.sql == "true":
        return Answer(connection, f"SELECT * FROM lookup.quoted{limited(limit)}")
    return Answer(connection, _quoted(condition, limit), condition.parameters)


def actors(
    connection: "duckdb.DuckDBPyConnection",
    condition: Condition,
    limit: int | None,
    *,
    answered: bool,
) -> Answer:
    """The parties of events, those with the most events first; one row a name and country.

    The answer about all is in a table if it is `answered`.
    """
    if answered and condition.sql == "true":
        return Answer(connection, f"SELECT * FROM lookup.active{limited(limit)}")
    return Answer(connection, _active(condition, limit), condition.parameters)


def _quoted(condition: Condition, limit: int | None = None) -> str:
    """One row a speaker, and whether it is anonymous; one without a name is told by its words.

    What is told of a speaker is looked up for those alone that are in the answer.
    """
    return f"""
        WITH told AS (
            SELECT q.speaker, s.* EXCLUDE (statement)
                REPLACE (s.anonymous OR q.nameless AS anonymous)
            FROM lookup.sources q JOIN {STATEMENTS} ON s.statement = q.statement
            WHERE q.speaks AND {condition.sql}
        ),
        resting AS (
            SELECT speaker, anonymous, origin FROM told WHERE origin IS NOT NULL
            UNION ALL
            SELECT t.speaker, t.anonymous, o.origin
            FROM told t JOIN lookup.origins o ON o.report = t.report WHERE t.origin IS NULL
        ),
        most AS (
            SELECT speaker, anonymous, count(DISTINCT origin) AS origins
            FROM resting GROUP BY ALL
        ),
        counted AS (
            SELECT speaker, anonymous, count(*) AS statements,
                count_if(quoted) AS quotations, count_if(stance = 'denies') AS denials,
                min(day) AS first_day, max(day) AS last_day
            FROM told GROUP BY ALL
        ),
        first AS MATERIALIZED (
            SELECT p.name, p.nameless, c.*, m.origins
            FROM counted c JOIN most m
                ON m.speaker = c.speaker AND m.anonymous IS NOT DISTINCT FROM c.anonymous
            JOIN lookup.speakers p ON p.speaker = c.speaker
            ORDER BY m.origins DESC, c.statements DESC, p.name, c.anonymous{limited(limit)}
        ),
        types AS (
            SELECT speaker, anonymous, source_type, count(*) AS times
            FROM told WHERE speaker IN (SELECT speaker FROM first) GROUP BY ALL
        ),
        commonest AS (
            SELECT speaker, anonymous,
                arg_min(source_type, ROW(-times, source_type)) AS source_type
            FROM types GROUP BY ALL
        )
        SELECT f.name, coalesce(f.nameless, t.source_type) AS source_type, f.anonymous,
            f.statements, f.origins, f.quotations, f.denials, f.first_day, f.last_day
        FROM first f LEFT JOIN commonest t
            ON t.speaker = f.speaker AND t.anonymous IS NOT DISTINCT FROM f.anonymous
        ORDER BY f.origins DESC, f.statements DESC, f.name, f.anonymous
    """


def _active(condition: Condition, limit: int | None = None) -> str:
    """One row a name and country of the parties of events, as `_quoted`."""
    return f"""
        WITH told AS (
            SELECT t.party, t.named, t.is_actor, e.day
            FROM lookup.participants t JOIN {EVENTS} ON e.event = t.event
            WHERE {condition.sql}
        ),
        counted AS (
            SELECT named, count(*) AS times, count_if(is_actor) AS as_actor,
                min(day) AS first_day, max(day) AS last_day
            FROM told GROUP BY named
        ),
        first AS MATERIALIZED (
            SELECT n.name, n.country, c.* FROM counted c JOIN lookup.namesakes n USING (named)
            ORDER BY c.times DESC, n.name, n.country NULLS LAST{limited(limit)}
        ),
        parties AS (
            SELECT DISTINCT named, party FROM told
            WHERE named IN (SELECT named FROM first)
        ),
        coded AS (
            SELECT t.named,
                list_sort(list_distinct(flatten(list(string_split(p.sectors, ' '))))) AS sectors
            FROM parties t JOIN lookup.parties p USING (party) GROUP BY t.named
        )
        SELECT f.name, f.country, s.sectors, f.as_actor, f.times - f.as_actor AS as_recipient,
            f.first_day, f.last_day
        FROM first f JOIN coded s USING (named)
        ORDER BY f.times DESC, f.name, f.country NULLS LAST
    """


ANSWERS: Final = {"active": _active(Condition("true")), "quoted": _quoted(Condition("true"))}
"""The answers about all actors and sources, which are kept as look-up tables."""


def _groups(per: str | None, by: str | None) -> dict[str, str]:
    """What is counted by: names of columns, and expressions."""
    groups = {per: period(per)} if per else {}
    return groups | ({by: f"e.{by}"} if by else {})


def period(
    per: str, first: str = "e.day", last: str = "e.last_day", precision: str = "e.time_precision"
) -> str:
    """The first day of the period in which an event began; null where it isn't known so well."""
    first, last = f"date_trunc('{per}', {first})", f"date_trunc('{per}', {last})"
    known = f"{precision} IN {_FINER[per]} OR {first} = {last}"
    return f"CASE WHEN {known} THEN {first}::DATE END"


def _order(names: Iterable[str]) -> str:
    return ", ".join(f"{name} NULLS LAST" for name in names)
