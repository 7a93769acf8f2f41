"""Counts: events over time and between parties, who is quoted, who takes part."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from dateline.archive.answer import Answer
from dateline.archive.conditions import EVENTS, FIRST_DAY, LAST_DAY, STATEMENTS, Condition
from dateline.archive.listing import Tables, limited

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
    inner = [*(f"{sql} AS {name}" for name, sql in groups.items()), "e.report_id"]
    sql = (
        f"SELECT {', '.join(groups)}, count(*) AS events, "
        "count(DISTINCT incident) AS incidents, count(DISTINCT report_id) AS reports "
        f"FROM (SELECT {', '.join(inner)}, coalesce(ie.incident_id, e.id) AS incident "
        f"FROM {EVENTS} LEFT JOIN incident_events ie ON ie.event_id = e.id "
        f"WHERE {condition.sql}) GROUP BY ALL ORDER BY {_order(groups)}{limited(limit)}"
    )
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
    inner = [*(f"{sql} AS {name}" for name, sql in groups.items()), "e.id"]
    inner += [f"{_codes(side)} AS {side}s" for side in ("actor", "recipient")]
    events = f"SELECT {', '.join(inner)} FROM {EVENTS} WHERE {condition.sql}"
    actors = (
        "SELECT * EXCLUDE (actors, recipients), unnest(actors) AS actor, "
        "len(recipients) = 0 AS alike, "
        f"CASE WHEN len(recipients) = 0 THEN actors ELSE recipients END AS others FROM ({events})"
    )
    pairs = f"SELECT * EXCLUDE (others), unnest(others) AS recipient FROM ({actors})"
    one, two, count = "actor", "recipient", "count(*)"
    if direction == "undirected":
        one, two = "least(actor, recipient)", "greatest(actor, recipient)"
        count = "count(DISTINCT id)"
    names = [*groups, "actor", "recipient"]
    sql = (
        f"SELECT {', '.join([*groups, f'{one} AS actor', f'{two} AS recipient'])}, "
        f"{count} AS events FROM ({pairs}) WHERE NOT (alike AND actor = recipient) "
        f"GROUP BY ALL ORDER BY {_order(names)}{limited(limit)}"
    )
    return Answer(connection, sql, condition.parameters, tables)


def sources(
    connection: "duckdb.DuckDBPyConnection", condition: Condition, limit: int | None
) -> Answer:
    """Who makes statements, first those whom most reports of independent origin quote.

    Where several speak as one the statement counts for each of them.
    """
    sql = (
        "SELECT name, mode(source_type) AS source_type, anonymity <> 'none' AS anonymous, "
        "count(*) AS statements, count(DISTINCT origin) AS origins, "
        "count_if(quotation IN ('direct', 'mixed')) AS quotations, "
        "count_if(stance = 'denies') AS denials, min(day) AS first_day, max(day) AS last_day "
        f"FROM ({_quoted(condition)}) GROUP BY {_SOURCE} ORDER BY {_QUOTED_MOST}{limited(limit)}"
    )
    return Answer(connection, sql, condition.parameters)


def actors(
    connection: "duckdb.DuckDBPyConnection", condition: Condition, limit: int | None
) -> Answer:
    """The parties of events, those with the most events first; one row a name and country."""
    sql = (
        "SELECT name, country, list_sort(list_distinct(flatten(list(DISTINCT "
        "string_split(sector, ' '))))) AS sectors, count_if(side = 'actor') AS as_actor, "
        "count_if(side = 'recipient') AS as_recipient, "
        f"min(day) AS first_day, max(day) AS last_day FROM ({_parties(condition)}) "
        f"GROUP BY name, country ORDER BY {_MOST_ACTIVE}{limited(limit)}"
    )
    return Answer(connection, sql, condition.parameters * 2)


_SOURCE: Final = "name, anonymity <> 'none'"
_QUOTED_MOST: Final = "count(DISTINCT origin) DESC, count(*) DESC, name, anonymity <> 'none'"
_MOST_ACTIVE: Final = "count(*) DESC, name, country NULLS LAST"


def _quoted(condition: Condition) -> str:
    """One row a source of a statement; a source without a name is told by its words."""
    return (
        "SELECT * FROM (SELECT unnest(CASE WHEN len(s.source_names) > 0 THEN s.source_names "
        "ELSE [s.source_words] END) AS name, s.source_type, s.anonymity, s.stance, s.quotation, "
        f"coalesce(o.origin, s.report_id) AS origin, r.day FROM {STATEMENTS} "
        "LEFT JOIN report_origins o ON o.report_id = s.report_id "
        f"WHERE {condition.sql}) WHERE name IS NOT NULL"
    )


def _parties(condition: Condition) -> str:
    """One row a party of an event; the parameters of `condition` are needed twice."""
    return " UNION ALL ".join(
        f"SELECT unnest(e.{side}_names) AS name, unnest(e.{side}_countries) AS country, "
        f"unnest(e.{side}_sectors) AS sector, '{side}' AS side, "
        f"{FIRST_DAY} AS day FROM {EVENTS} WHERE {condition.sql}"
        for side in ("actor", "recipient")
    )


def _codes(side: str) -> str:
    """The codes of a side, each once: country and first sector, "KEN GOV", where there is one."""
    code = "trim(concat_ws(' ', p[1], string_split(p[2], ' ')[1]))"
    zipped = f"list_zip(e.{side}_countries, e.{side}_sectors)"
    coded = f"list_transform({zipped}, lambda p: {code})"
    return f"list_distinct(list_filter({coded}, lambda c: c <> ''))"


def _groups(per: str | None, by: str | None) -> dict[str, str]:
    """What is counted by: names of columns, and expressions."""
    groups = {per: _period(per)} if per else {}
    return groups | ({by: f"e.{by}"} if by else {})


def _period(per: str) -> str:
    """The first day of the period in which an event began; null where it isn't known so well."""
    first, last = f"date_trunc('{per}', {FIRST_DAY})", f"date_trunc('{per}', {LAST_DAY})"
    known = f"e.time_precision IN {_FINER[per]} OR {first} = {last}"
    return f"CASE WHEN {known} THEN {first}::DATE END"


def _order(names: Iterable[str]) -> str:
    return ", ".join(f"{name} NULLS LAST" for name in names)
