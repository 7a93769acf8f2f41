"""The columns of answers, as expressions of SQL; docs/archive.md tells what each holds."""

from collections.abc import Mapping
from typing import Final

from dateline.archive.conditions import FIRST_DAY, LAST_DAY
from dateline.archive.lookup_tables import as_id

REPORT: Final = {
    "report_id": "r.report_id",
    "outlet": "r.outlet",
    "published": "r.published",
    "url": "r.url",
    "title": "r.title",
}

EVENT_CORE: Final[Mapping[str, str]] = {
    "id": "e.id",
    "day": FIRST_DAY,
    "last_day": LAST_DAY,
    "type": "e.type",
    "mode": "e.mode",
    "quad": "e.quad",
    "contexts": "e.contexts",
    "status": "e.status",
    "actor_names": "e.actor_names",
    "actor_countries": "e.actor_countries",
    "actor_sectors": "e.actor_sectors",
    "recipient_names": "e.recipient_names",
    "recipient_countries": "e.recipient_countries",
    "recipient_sectors": "e.recipient_sectors",
    "place_name": "e.place_name",
    "geonames_id": "e.geonames_id",
}
"""What answers and exports tell of an event alike: what, who, whom, where."""

EVENT: Final[Mapping[str, str]] = {
    **EVENT_CORE,
    "lat": "e.lat",
    "lon": "e.lon",
    "country": "e.country",
    "place_precision": "e.place_precision",
    "time_precision": "e.time_precision",
    "magnitude_kinds": "e.magnitude_kinds",
    "magnitude_numbers": "e.magnitude_numbers",
    "magnitude_currencies": "e.magnitude_currencies",
    "trigger_words": "e.trigger_words",
    "sentence": "e.sentence",
    "according_to": "e.according_to",
    "source_names": "s.source_names",
    "source_words": "s.source_words",
    "source_type": "s.source_type",
    "anonymity": "s.anonymity",
    "stance": "s.stance",
    "incident_id": as_id("c.incident"),
    "origins": "c.origins",
    **REPORT,
}

STATEMENT: Final[Mapping[str, str]] = {
    "id": "s.id",
    "day": "r.day",
    "content": "s.content",
    "stance": "s.stance",
    "cue": "s.cue",
    "quotation": "s.quotation",
    "source_names": "s.source_names",
    "source_words": "s.source_words",
    "source_type": "s.source_type",
    "anonymity": "s.anonymity",
    "reason": "s.reason",
    "count_claimed": "s.count_claimed",
    "addressee_name": "s.addressee_name",
    "on_behalf_of_name": "s.on_behalf_of_name",
    "parent": "s.parent",
    **REPORT,
}

PASSAGE: Final[Mapping[str, str]] = {
    **REPORT,
    "day": "r.day",
    "start": "f.start",
    "end": "f.end",
    "paragraph": "substring(r.text, f.start + 1, f.end - f.start)",
}


def selected(columns: Mapping[str, str]) -> str:
    """`columns` as the list of a SELECT."""
    return ", ".join(f'{sql} AS "{name}"' for name, sql in columns.items())
