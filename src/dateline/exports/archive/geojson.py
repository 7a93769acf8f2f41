"""Events as GeoJSON (RFC 7946): one feature an event, a point or, without a place, null."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, TextIO

from dateline.codebook import MAGNITUDES
from dateline.exports.archive.writing import line, web_address, whole, write_items

if TYPE_CHECKING:
    from dateline.exports.archive.selection import Selection

PROPERTIES: Final[dict[str, str]] = {
    "day": "first day of the event, else the day of the report",
    "last_day": "its last day",
    "time_precision": "hour, day, week, month, year, unknown",
    "type": "PLOVER type",
    "mode": "PLOVER mode",
    "quad": "its class: verbal or material, cooperation or conflict",
    "status": "happened, planned, denied ...",
    "actors": "who did it, a list of names",
    "recipients": "to whom, a list of names",
    "place": "name of the place",
    "country": "its country, ISO 3166 alpha-3",
    "geonames_id": "its place in GeoNames",
    "place_precision": "site, city, admin1, country, unknown: how much the point says",
    **dict.fromkeys(MAGNITUDES, "a number told of the event"),
    "according_to": "the outlet and all sources from the outermost to the innermost, a list",
    "anonymity": "of the innermost source: none, unnamed, granted",
    "stance": "how it is stated: asserts, denies ...",
    "sentence": "the words around the trigger",
    "incident_id": "id of the incident",
    "reports": "how many reports tell it",
    "origins": "how many independent origins they have",
    "denied_by": "who denies it, a list",
    "report_id": "id of the report",
    "outlet": "who published it",
    "title": "its headline",
    "url": "its address, only of the web",
}
"""The properties of a feature. What isn't known is null."""

BEFORE: Final = '{"type":"FeatureCollection","features":['
AFTER: Final = "\n]}\n"


def write(selection: "Selection", file: TextIO) -> None:
    """Writes one feature collection, by report in order of their ids."""
    write_items(file, BEFORE, _features(selection), AFTER)


def _features(selection: "Selection") -> Iterator[dict[str, Any]]:
    for event in selection.events():
        properties = event_properties(event)
        yield {
            "type": "Feature",
            "id": event["id"],
            "geometry": point(event["lat"], event["lon"]),
            "properties": {name: properties[name] for name in PROPERTIES},
        }


def point(lat: float | None, lon: float | None) -> dict[str, Any] | None:
    """A point, longitude first, if both are degrees on the globe."""
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    return {"type": "Point", "coordinates": [lon, lat]}


def event_properties(event: dict[str, Any]) -> dict[str, Any]:
    """What maps and timelines tell of an event, in the values of JSON, text on one line."""
    return {
        **{name: value for name, value in event.items() if name in PROPERTIES},
        "actors": _names(event["actor_names"]),
        "recipients": _names(event["recipient_names"]),
        "place": line(event["place_name"]),
        **{kind: whole(event[kind]) for kind in MAGNITUDES},
        "according_to": _names(event["chain"]),
        "sentence": line(event["sentence"]),
        "denied_by": _names(event["denied_by"]),
        "outlet": line(event["outlet"]),
        "title": line(event["title"]),
        "url": web_address(event["url"]),
    }


def _names(names: list[str | None]) -> list[str]:
    return [told for name in names if (told := line(name))]
