"""A map that kepler.gl opens: one dataset of the events with a point, and one layer."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, TextIO

from dateline.exports.archive.geojson import event_properties, point
from dateline.exports.archive.writing import as_json, write_items

if TYPE_CHECKING:
    from dateline.exports.archive.selection import Selection

DATASET: Final = "dateline_events"

FIELDS: Final[dict[str, tuple[str, str]]] = {
    "id": ("string", "id of the event in the archive"),
    "time": ("timestamp", "first day of the event, else the day of the report, at midnight"),
    "lat": ("real", "latitude, degrees"),
    "lon": ("real", "longitude, degrees"),
    "type": ("string", "PLOVER type"),
    "mode": ("string", "PLOVER mode"),
    "quad": ("string", "its class: verbal or material, cooperation or conflict"),
    "status": ("string", "happened, planned, denied ..."),
    "actors": ("string", "who did it, joined by commas"),
    "recipients": ("string", "to whom, joined by commas"),
    "place": ("string", "name of the place"),
    "country": ("string", "its country, ISO 3166 alpha-3"),
    "place_precision": ("string", "site, city, admin1, country, unknown"),
    "killed": ("real", "number killed"),
    "injured": ("real", "number injured"),
    "origins": ("integer", "independent origins of the incident"),
    "reports": ("integer", "reports that tell it"),
    "according_to": ("string", "the outlet and all sources to the innermost, joined by commas"),
    "anonymity": ("string", "of the innermost source: none, unnamed, granted"),
    "sentence": ("string", "the words around the trigger"),
    "incident_id": ("string", "id of the incident"),
    "url": ("string", "address of the report"),
}
"""The type that kepler.gl gives each field, and what it holds."""

_FORMATS: Final = {"timestamp": "YYYY-M-D HH:mm:ss"}
_ANALYZED: Final = {
    "string": "STRING", "timestamp": "DATETIME", "real": "FLOAT", "integer": "INT",
}  # fmt: skip
_COLOR: Final = [178, 58, 46]


def write(selection: "Selection", file: TextIO) -> None:
    """Writes a map in the form in which kepler.gl saves one, by report."""
    fields = [
        {
            "name": name,
            "type": kind,
            "format": _FORMATS.get(kind, ""),
            "analyzerType": _ANALYZED[kind],
        }
        for name, (kind, _) in FIELDS.items()
    ]
    before = (
        '{"info":{"app":"kepler.gl","title":"Dateline","description":""},'
        f'"config":{as_json(_config())},"datasets":[{{"version":"v1","data":'
        f'{{"id":"{DATASET}","label":"Events","color":{as_json(_COLOR)},'
        f'"fields":{as_json(fields)},"allData":['
    )
    write_items(file, before, _rows(selection), "\n]}}]}\n")


def _rows(selection: "Selection") -> Iterator[list[Any]]:
    for event in selection.events():
        if point(event["lat"], event["lon"]) is None:
            continue
        told = event | event_properties(event)
        told["time"] = f"{event['day']} 00:00:00" if event["day"] else None
        for name in ("actors", "recipients", "according_to"):
            told[name] = ", ".join(told[name])
        yield [told[name] for name in FIELDS]


def _config() -> dict[str, Any]:
    """One layer of points, coloured by class."""
    layer = {
        "id": "events",
        "type": "point",
        "config": {
            "dataId": DATASET,
            "label": "Events",
            "color": _COLOR,
            "columns": {"lat": "lat", "lng": "lon", "altitude": None},
            "isVisible": True,
        },
        "visualChannels": {
            "colorField": {"name": "quad", "type": "string"},
            "colorScale": "ordinal",
        },
    }
    return {"version": "v1", "config": {"visState": {"layers": [layer]}}}
