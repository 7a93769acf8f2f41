"""The queries that make the look-up tables (`lookup_tables`) of the tables of the archive.

They are made in the order of `QUERIES`. In a query `{new}` is the schema with the reports that are
to be added, `{held}` the one with what is there already, and `lookup` the one with both.
"""

from typing import Final

from dateline.archive.lookup_tables import numbered
from dateline.archive.nameless import NAMELESS_ONE, NAMELESS_SEVERAL

FOLDED: Final = "lower(strip_accents({}))"
"""How names are compared."""
PLACED: Final = "('site', 'city')"
"""Precisions of places whose coordinates say where something happened."""


def _code(side: str) -> str:
    """The codes of a side, each once: country and first sector, "KEN GOV", where there is one."""
    code = "trim(concat_ws(' ', p[1], string_split(p[2], ' ')[1]))"
    zipped = f"list_zip(e.{side}_countries, e.{side}_sectors)"
    coded = f"list_transform({zipped}, lambda p: {code})"
    return f"list_distinct(list_filter({coded}, lambda c: c <> ''))"


def _next(table: str, order: str) -> str:
    """The numbers that follow those of a table, in this order."""
    counted = f"(SELECT count(*) FROM {{held}}.{table})"
    return f"(row_number() OVER (ORDER BY {order}) + {counted})::INTEGER"


_SIDES: Final = f"{_code('actor')} AS actors, {_code('recipient')} AS recipients"
_PINNED: Final = (
    f"coalesce(e.place_precision IN {PLACED} AND e.lat IS NOT NULL AND e.lon IS NOT NULL "
    "AND e.start_day IS NOT NULL AND coalesce(e.end_day, e.start_day) = e.start_day, false)"
)
_SAME_PLACE: Final = " AND ".join(
    f"{one} IS NOT DISTINCT FROM {other}"
    for one, other in (
        ("p.name", "e.place_name"),
        ("p.lat", "e.lat"),
        ("p.lon", "e.lon"),
        ("p.precision", "e.place_precision"),
    )
)


def _told(side: str, is_actor: bool) -> str:
    return (
        f"SELECT report_id, position, {str(is_actor).lower()} AS is_actor, "
        f"unnest({side}_names) AS name, unnest({side}_countries) AS country, "
        f"unnest({side}_sectors) AS sectors FROM {{new}}.events"
    )


_PARTICIPANTS: Final = f"{_told('actor', True)} UNION ALL {_told('recipient', False)}"
_NAMELESS: Final = (
    "CASE WHEN len(name) > 1 AND name = upper(name) THEN NULL "
    f"WHEN lower(name) IN {NAMELESS_ONE} THEN 'unnamed_person' "
    f"WHEN lower(name) IN {NAMELESS_SEVERAL} THEN 'unnamed_group' END"
)
"""What a pronoun is as a source that no name resolves; an acronym is none."""
_SPEAKERS: Final = """
    SELECT report_id, position, unnest(source_names) AS name, true AS speaks FROM {new}.statements
    UNION ALL
    SELECT report_id, position, source_words, len(source_names) = 0 FROM {new}.statements
    UNION ALL
    SELECT report_id, position, on_behalf_of_name, false FROM {new}.statements
"""

QUERIES: Final[dict[str, str]] = {
    "outlets": f"""
        SELECT {_next("outlets", "name")} AS outlet, name, {FOLDED.format("name")} AS folded
        FROM (SELECT outlet AS name FROM {{new}}.reports WHERE outlet IS NOT NULL
            EXCEPT SELECT name FROM {{held}}.outlets)
    """,
    "reports": f"""
        SELECT {numbered("r.report_id")} AS report, r.report_id, r.day, o.outlet
        FROM {{new}}.reports r LEFT JOIN lookup.outlets o ON o.name = r.outlet
    """,
    "origins": f"""
        SELECT {numbered("r.report_id")} AS report, hash(coalesce(o.origin, r.report_id)) AS origin
        FROM {{new}}.reports r LEFT JOIN report_origins o ON o.report_id = r.report_id
    """,
    "speakers": f"""
        SELECT {_next("speakers", "name")} AS speaker, name, {FOLDED.format("name")} AS folded,
            {_NAMELESS} AS nameless
        FROM (SELECT name FROM ({_SPEAKERS}) WHERE name IS NOT NULL
            EXCEPT SELECT name FROM {{held}}.speakers)
    """,
    "statements": f"""
        SELECT {_next("statements", "s.report_id, s.position")} AS statement, s.id, r.report,
            s.position, o.origin, r.day, r.outlet, s.stance, s.anonymity <> 'none' AS anonymous,
            s.quotation IN ('direct', 'mixed') AS quoted, s.source_type
        FROM {{new}}.statements s JOIN lookup.reports r ON r.report_id = s.report_id
        LEFT JOIN (SELECT report, any_value(origin) AS origin FROM lookup.origins
            GROUP BY report HAVING count(*) = 1) o ON o.report = r.report
    """,
    "sources": f"""
        SELECT s.statement, p.speaker, t.speaks, p.nameless IS NOT NULL AS nameless
        FROM ({_SPEAKERS}) t JOIN lookup.speakers p ON p.name = t.name
        JOIN lookup.statements s
            ON s.report = {numbered("t.report_id")} AND s.position = t.position
    """,
    "namesakes": f"""
        SELECT {_next("namesakes", "name, country")} AS named, name, country
        FROM (SELECT name, country FROM ({_PARTICIPANTS})
            EXCEPT SELECT name, country FROM {{held}}.namesakes)
    """,
    "parties": f"""
        SELECT {_next("parties", "t.name, t.country, t.sectors")} AS party, n.named,
            t.name, t.country, t.sectors, {FOLDED.format("t.name")} AS folded
        FROM (SELECT name, country, sectors FROM ({_PARTICIPANTS})
            EXCEPT SELECT name, country, sectors FROM {{held}}.parties) t
        JOIN lookup.namesakes n ON n.name IS NOT DISTINCT FROM t.name
            AND n.country IS NOT DISTINCT FROM t.country
    """,
    "places": f"""
        SELECT {_next("places", "name, lat, lon, precision")} AS place, name, lat, lon, precision,
            {FOLDED.format("name")} AS folded
        FROM (SELECT place_name AS name, lat, lon, place_precision AS precision FROM {{new}}.events
            WHERE place_name IS NOT NULL OR lat IS NOT NULL
            EXCEPT SELECT name, lat, lon, precision FROM {{held}}.places)
    """,
    "contexts": f"""
        SELECT {_next("contexts", "contexts")} AS context, contexts
        FROM (SELECT contexts FROM {{new}}.events EXCEPT SELECT contexts FROM {{held}}.contexts)
    """,
    "sides": f"""
        SELECT {_next("sides", "actors, recipients")} AS sides, actors, recipients
        FROM (SELECT {_SIDES} FROM {{new}}.events e
            EXCEPT SELECT actors, recipients FROM {{held}}.sides)
    """,
    "events": f"""
        WITH told AS (
            SELECT * EXCLUDE (event), {_SIDES}, {_PINNED} AS pinned,
                {_next("events", "report_id, position")} AS event
            FROM {{new}}.events e
        )
        SELECT e.event, e.id, r.report, e.position,
            coalesce(e.start_day, e.end_day, r.day) AS day,
            coalesce(e.end_day, e.start_day, r.day) AS last_day,
            r.outlet, e.type, e.mode, e.quad, c.context, e.status, e.country, p.place,
            e.time_precision, e.pinned, s.statement, s.stance, s.anonymous,
            {numbered("i.incident_id")} AS incident,
            coalesce(n.events > 1, false) AS shared, coalesce(i.origins, 1) AS origins,
            coalesce(len(i.denied_by) > 0, false) AS denied, d.sides
        FROM told e JOIN lookup.reports r ON r.report_id = e.report_id
        JOIN lookup.sides d ON d.actors = e.actors AND d.recipients = e.recipients
        JOIN lookup.contexts c ON c.contexts = e.contexts
        LEFT JOIN lookup.places p ON {_SAME_PLACE}
        LEFT JOIN lookup.statements s ON s.id = e.according_to
        LEFT JOIN incident_events ie ON ie.event_id = e.id
        LEFT JOIN incidents i ON i.incident_id = ie.incident_id
        LEFT JOIN (SELECT incident_id, count(*) AS events FROM incident_events GROUP BY ALL) n
            ON n.incident_id = ie.incident_id
    """,
    "participants": f"""
        SELECT e.event, t.is_actor, p.party, p.named
        FROM ({_PARTICIPANTS}) t
        JOIN lookup.parties p ON p.name IS NOT DISTINCT FROM t.name
            AND p.country IS NOT DISTINCT FROM t.country
            AND p.sectors IS NOT DISTINCT FROM t.sectors
        JOIN lookup.events e ON e.report = {numbered("t.report_id")} AND e.position = t.position
    """,
    "incidents": f"""
        SELECT {numbered("incident_id")} AS incident, incident_id,
            coalesce(start_day, end_day, first_day) AS day,
            coalesce(end_day, start_day, last_day) AS last_day,
            origins, len(denied_by) > 0 AS denied,
            len(anonymous_sources) > 0 AND list_has_all(denied_by, named_sources) AS unnamed
        FROM incidents WHERE incident_id NOT IN (SELECT incident_id FROM {{held}}.incidents)
    """,
}
"""The rows that new reports add to each table."""
