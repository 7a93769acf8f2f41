"""The columns of an event in the exports, as expressions of SQL.

`e` is the event, `r` its report, `s` the innermost statement that holds it, `i` its incident.
"""

from collections.abc import Mapping
from typing import Final

from dateline.archive.columns import EVENT_CORE, REPORT
from dateline.archive.columns import selected as selected
from dateline.codebook import MAGNITUDES
from dateline.exports.index import NOBODY, UNKNOWN_OUTLET
from dateline.exports.wording import ANONYMITY_WORDS

TELLER: Final = (
    "coalesce(nullif(array_to_string({{s}}.source_names, ' and '), ''), {{s}}.source_words, "
    "'{nobody}') || CASE {{s}}.anonymity WHEN 'unnamed' THEN ' ({unnamed})' "
    "WHEN 'granted' THEN ' ({granted})' ELSE '' END"
).format(nobody=NOBODY, **{k: v for k, v in ANONYMITY_WORDS.items() if v})
"""Who speaks in the statement `{s}`, and how anonymously; as `exports.index` tells it."""

CHAIN: Final = (
    f"list_prepend(coalesce(r.outlet, '{UNKNOWN_OUTLET}'), coalesce(h.chain, "
    f"CASE WHEN s.id IS NULL THEN [] ELSE [{TELLER.format(s='s')}] END))"
)
"""The outlet, and who stands behind the statement from the outermost to the innermost."""

TABLES_OF_EVENT: Final = (
    "chosen_events c JOIN events e ON e.id = c.id JOIN reports r ON r.report_id = e.report_id "
    "LEFT JOIN statements s ON s.id = e.according_to LEFT JOIN chosen_chains h ON h.id = s.id "
    "LEFT JOIN incident_events ie ON ie.event_id = e.id "
    "LEFT JOIN incidents i ON i.incident_id = ie.incident_id"
)


def counted(kind: str) -> str:
    """The number of a magnitude."""
    return f"e.magnitude_numbers[list_position(e.magnitude_kinds, '{kind}')]"


CURRENCY: Final = "e.magnitude_currencies[list_position(e.magnitude_kinds, 'amount')]"

EVENT: Final[Mapping[str, str]] = {
    **EVENT_CORE,
    "start_day": "e.start_day",
    "end_day": "e.end_day",
    "time_precision": "e.time_precision",
    "time_words": "e.time_words",
    "lat": "CASE WHEN isfinite(e.lat) THEN e.lat END",
    "lon": "CASE WHEN isfinite(e.lon) THEN e.lon END",
    "country": "e.country",
    "place_precision": "e.place_precision",
    **{
        kind: f"CASE WHEN isfinite({counted(kind)}) THEN {counted(kind)} END" for kind in MAGNITUDES
    },
    "amount_currency": CURRENCY,
    "trigger_words": "e.trigger_words",
    "sentence": "e.sentence",
    "trigger_start": "e.trigger_start",
    "trigger_end": "e.trigger_end",
    "according_to": "e.according_to",
    "source_names": "s.source_names",
    "source_type": "s.source_type",
    "anonymity": "s.anonymity",
    "stance": "s.stance",
    "chain": CHAIN,
    "incident_id": "i.incident_id",
    "reports": "coalesce(i.reports, 1)",
    "origins": "coalesce(i.origins, 1)",
    "denied_by": "coalesce(i.denied_by, [])",
    **REPORT,
}
"""All that the tabular exports tell of an event, in typed values."""
