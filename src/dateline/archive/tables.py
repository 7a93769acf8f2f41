"""The tables of an archive: their columns in DuckDB's types.

`X_start` and `X_end` are half-open offsets in code points of the report's text. `id` columns are
unique in the whole archive ("REPORT_ID:A1"); `position` is the order within the report.
"""

from typing import Final

Columns = dict[str, str]

REPORTS: Final[Columns] = {
    "report_id": "VARCHAR",
    "title": "VARCHAR",
    "url": "VARCHAR",
    "outlet": "VARCHAR",
    "byline": "VARCHAR",
    "language": "VARCHAR",
    "published": "VARCHAR",
    "day": "DATE",
    "dateline_start": "INTEGER",
    "dateline_end": "INTEGER",
    "dateline": "VARCHAR",
    "credits": "VARCHAR[]",
    "text": "VARCHAR",
    "words": "INTEGER",
    "text_hash": "VARCHAR",
    "model": "VARCHAR",
    "dateline_version": "VARCHAR",
    "exact": "VARCHAR",
}
"""`exact` is the record as JSON where the columns can't hold it to the last character."""

ACTORS: Final[Columns] = {
    "id": "VARCHAR",
    "report_id": "VARCHAR",
    "position": "INTEGER",
    "actor": "VARCHAR",
    "name": "VARCHAR",
    "kind": "VARCHAR",
    "country": "VARCHAR",
    "sector": "VARCHAR[]",
    "role": "VARCHAR",
    "mention_starts": "INTEGER[]",
    "mention_ends": "INTEGER[]",
    "evidence": "VARCHAR",
}

STATEMENTS: Final[Columns] = {
    "id": "VARCHAR",
    "report_id": "VARCHAR",
    "position": "INTEGER",
    "statement": "VARCHAR",
    "content_starts": "INTEGER[]",
    "content_ends": "INTEGER[]",
    "content": "VARCHAR",
    "cue_start": "INTEGER",
    "cue_end": "INTEGER",
    "cue": "VARCHAR",
    "quotation": "VARCHAR",
    "source": "VARCHAR[]",
    "source_names": "VARCHAR[]",
    "source_start": "INTEGER",
    "source_end": "INTEGER",
    "source_words": "VARCHAR",
    "source_type": "VARCHAR",
    "anonymity": "VARCHAR",
    "reason_start": "INTEGER",
    "reason_end": "INTEGER",
    "reason": "VARCHAR",
    "count_claimed": "DOUBLE",
    "count_start": "INTEGER",
    "count_end": "INTEGER",
    "addressee": "VARCHAR",
    "addressee_name": "VARCHAR",
    "addressee_is_outlet": "BOOLEAN",
    "on_behalf_of": "VARCHAR",
    "on_behalf_of_name": "VARCHAR",
    "stance": "VARCHAR",
    "parent": "VARCHAR",
    "evidence": "VARCHAR",
}

_PARTY: Final[Columns] = {
    "": "VARCHAR[]",
    "_names": "VARCHAR[]",
    "_countries": "VARCHAR[]",
    "_sectors": "VARCHAR[]",
    "_starts": "INTEGER[]",
    "_ends": "INTEGER[]",
}

EVENTS: Final[Columns] = {
    "id": "VARCHAR",
    "report_id": "VARCHAR",
    "position": "INTEGER",
    "event": "VARCHAR",
    "trigger_start": "INTEGER",
    "trigger_end": "INTEGER",
    "trigger_words": "VARCHAR",
    "sentence": "VARCHAR",
    "type": "VARCHAR",
    "mode": "VARCHAR",
    "quad": "VARCHAR",
    "contexts": "VARCHAR[]",
    **{f"actor{suffix}": kind for suffix, kind in _PARTY.items()},
    **{f"recipient{suffix}": kind for suffix, kind in _PARTY.items()},
    "place_name": "VARCHAR",
    "place_start": "INTEGER",
    "place_end": "INTEGER",
    "geonames_id": "BIGINT",
    "lat": "DOUBLE",
    "lon": "DOUBLE",
    "country": "VARCHAR",
    "place_precision": "VARCHAR",
    "place_metonymic": "BOOLEAN",
    "time_start": "INTEGER",
    "time_end": "INTEGER",
    "time_words": "VARCHAR",
    "time_kind": "VARCHAR",
    "time_value": "VARCHAR",
    "start_day": "DATE",
    "end_day": "DATE",
    "time_precision": "VARCHAR",
    "status": "VARCHAR",
    "according_to": "VARCHAR",
    "same_as": "VARCHAR",
    "magnitude_kinds": "VARCHAR[]",
    "magnitude_numbers": "DOUBLE[]",
    "magnitude_currencies": "VARCHAR[]",
    "magnitude_starts": "INTEGER[]",
    "magnitude_ends": "INTEGER[]",
    "evidence": "VARCHAR",
}
"""`actor_sectors` and `recipient_sectors` hold one entry a party, its sectors joined by spaces."""

NAMES: Final[Columns] = {
    "report_id": "VARCHAR",
    "position": "INTEGER",
    "start": "INTEGER",
    "end": "INTEGER",
    "type": "VARCHAR",
}

PLACES: Final[Columns] = {
    "report_id": "VARCHAR",
    "position": "INTEGER",
    "start": "INTEGER",
    "end": "INTEGER",
    "name": "VARCHAR",
    "geonames_id": "BIGINT",
    "lat": "DOUBLE",
    "lon": "DOUBLE",
    "country": "VARCHAR",
    "precision": "VARCHAR",
    "metonymic": "BOOLEAN",
}

TIMES: Final[Columns] = {
    "report_id": "VARCHAR",
    "position": "INTEGER",
    "start": "INTEGER",
    "end": "INTEGER",
    "kind": "VARCHAR",
    "value": "VARCHAR",
    "start_day": "DATE",
    "end_day": "DATE",
    "precision": "VARCHAR",
}

BANDS: Final[Columns] = {"report_id": "VARCHAR", "band": "SMALLINT", "hash": "UBIGINT"}

PARTS: Final[dict[str, Columns]] = {
    "reports": REPORTS,
    "actors": ACTORS,
    "statements": STATEMENTS,
    "events": EVENTS,
    "names": NAMES,
    "places": PLACES,
    "times": TIMES,
    "bands": BANDS,
}
"""The tables of a part, each one Parquet file."""

DERIVED: Final[dict[str, Columns]] = {
    "links": {
        "report_id": "VARCHAR",
        "origin_id": "VARCHAR",
        "kind": "VARCHAR",
        "score": "DOUBLE",
        "reason": "VARCHAR",
    },
    "report_origins": {"report_id": "VARCHAR", "origin": "VARCHAR"},
    "incidents": {
        "incident_id": "VARCHAR",
        "type": "VARCHAR",
        "modes": "VARCHAR[]",
        "first_day": "DATE",
        "last_day": "DATE",
        "start_day": "DATE",
        "end_day": "DATE",
        "actors": "VARCHAR[]",
        "recipients": "VARCHAR[]",
        "place_name": "VARCHAR",
        "geonames_id": "BIGINT",
        "lat": "DOUBLE",
        "lon": "DOUBLE",
        "country": "VARCHAR",
        "place_precision": "VARCHAR",
        "status": "VARCHAR",
        "reports": "INTEGER",
        "origins": "INTEGER",
        "named_sources": "VARCHAR[]",
        "anonymous_sources": "VARCHAR[]",
        "first_report": "VARCHAR",
        "first_outlet": "VARCHAR",
        "credited": "VARCHAR",
        "denied_by": "VARCHAR[]",
        "disagreements": "VARCHAR",
        "summary": "VARCHAR",
    },
    "incident_events": {
        "incident_id": "VARCHAR",
        "event_id": "VARCHAR",
        "report_id": "VARCHAR",
        "score": "DOUBLE",
        "reason": "VARCHAR",
    },
}
"""The tables computed from all parts, each one Parquet file in the derived folder."""

DERIVED_ORDER: Final[dict[str, str]] = {
    "links": "ORDER BY report_id, origin_id, kind",
    "report_origins": "ORDER BY report_id, origin",
    "incidents": "ORDER BY coalesce(start_day, end_day, first_day) NULLS LAST, origins DESC, "
    "incident_id",
    "incident_events": "ORDER BY incident_id, event_id",
}
"""The order of the rows in these files: incidents that are looked at together lie together."""

REVIEWED: Final[Columns] = {
    "id": "VARCHAR",
    "report_id": "VARCHAR",
    "layer": "VARCHAR",
    "field": "VARCHAR",
    "other": "VARCHAR",
    "verdict": "VARCHAR",
    "machine": "VARCHAR",
    "value": "VARCHAR",
    "by": "VARCHAR",
    "at": "VARCHAR",
    "why": "VARCHAR",
    "reviewers": "INTEGER",
    "disputed": "BOOLEAN",
    "review": "VARCHAR",
}
"""What reviewers say; made from the side file when an archive is opened."""

TABLES: Final[dict[str, Columns]] = PARTS | DERIVED | {"reviewed": REVIEWED}
