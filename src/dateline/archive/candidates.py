"""The pairs of events that are worth comparing.

They are found in DuckDB, by keys that few events share: words of the sentence and the parties'
names, and the town. All events of one key are put in order of day, and each is paired with the next
few (sorted neighbourhood), so that the number of pairs grows with that of the events, not with
its square. Within a report all events of a type are paired in the same way.
"""

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Final

from dateline.archive.load_events import fetched

if TYPE_CHECKING:
    import duckdb

NEIGHBOURS: Final = 12
"""Events that follow in the order of a key and are paired with one."""
NEIGHBOURS_IN_REPORT: Final = 30
DAYS_APART: Final = 10
"""Events that were reported further apart are no pair."""
COMMON_SHARE: Final = 0.02
"""Words that more than this share of all events has are no keys ..."""
COMMON_LEAST: Final = 200
"""... unless no more events than this have them."""
OTHER_TYPE_BLOCK: Final = 40
"""Keys with at most so many events pair events of different types, too."""
PARTNERS: Final = 25
"""Partners of an event at most, those with the weightiest keys in common."""

_KEYS: Final = f"""
    CREATE OR REPLACE TEMP TABLE event_keys AS
    WITH told AS (
        SELECT e.id, e.type, e.report_id, coalesce(e.start_day, r.day) AS day,
            lower(strip_accents(concat_ws(' ', e.sentence, e.place_name,
                array_to_string(e.actor_names, ' '), array_to_string(e.recipient_names, ' ')
            ))) AS words,
            CASE WHEN e.place_precision IN ('site', 'city', 'admin1') AND NOT e.place_metonymic
                THEN e.geonames_id END AS town
        FROM events e JOIN reports r USING (report_id)
    ),
    keys AS (
        SELECT id, type, day, unnest(list_distinct(
            regexp_extract_all(words, '[\\pL]{{3,}}')
            || CASE WHEN town IS NULL THEN [] ELSE ['@' || town::VARCHAR] END
        )) AS key
        FROM told
    ),
    counted AS (SELECT key, count(*) AS events FROM keys GROUP BY key)
    SELECT id, type, day, key, events,
        ln(1 + (SELECT count(*) FROM told) / events) AS weight
    FROM keys JOIN counted USING (key)
    WHERE events > 1 AND (key LIKE '@%' OR events <= greatest(
        {COMMON_LEAST}, {COMMON_SHARE} * (SELECT count(*) FROM told)))
"""
_PAIRS: Final = f"""
    WITH ordered AS (
        SELECT type AS block, key, id, day, weight,
            row_number() OVER (PARTITION BY key, type ORDER BY day NULLS FIRST, id) AS place
        FROM event_keys
        UNION ALL
        SELECT '', key, id, day, weight,
            row_number() OVER (PARTITION BY key ORDER BY day NULLS FIRST, id)
        FROM event_keys WHERE events <= {OTHER_TYPE_BLOCK}
    ),
    steps AS (SELECT unnest(range(1, {NEIGHBOURS + 1})) AS step),
    near AS (
        SELECT DISTINCT least(a.id, b.id) AS one, greatest(a.id, b.id) AS two, a.key, a.weight
        FROM ordered a CROSS JOIN steps JOIN ordered b
            ON b.key = a.key AND b.block = a.block AND b.place = a.place + step
        WHERE a.day IS NULL OR b.day IS NULL OR b.day - a.day <= {DAYS_APART}
    ),
    weighed AS (SELECT one, two, sum(weight) AS weight FROM near GROUP BY one, two),
    both_ways AS (
        SELECT one AS id, one, two, weight FROM weighed
        UNION ALL SELECT two, one, two, weight FROM weighed
    ),
    best AS (
        SELECT one, two FROM both_ways
        QUALIFY row_number() OVER (PARTITION BY id ORDER BY weight DESC, one, two) <= {PARTNERS}
    ),
    within AS (
        SELECT report_id, id,
            row_number() OVER (PARTITION BY report_id, type ORDER BY position) AS place, type
        FROM events
    )
    SELECT one, two FROM best
    UNION
    SELECT least(a.id, b.id), greatest(a.id, b.id)
    FROM within a JOIN within b ON a.report_id = b.report_id AND a.type = b.type
        AND b.place > a.place AND b.place <= a.place + {NEIGHBOURS_IN_REPORT}
"""


def candidate_pairs(connection: "duckdb.DuckDBPyConnection") -> Iterator[tuple[str, str]]:
    """Pairs of event ids worth comparing, each once, the smaller id first, in no order."""
    with closing(connection.cursor()) as cursor:
        cursor.execute(_KEYS)  # seen by this cursor alone
        yield from fetched(cursor.execute(_PAIRS))
        cursor.execute("DROP TABLE event_keys")
