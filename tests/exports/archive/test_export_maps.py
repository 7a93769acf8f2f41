"""GeoJSON, kepler.gl and TimelineJS, by the rules of each."""

import dataclasses
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema

from dateline.exports.archive import geojson, kepler, timelinejs
from dateline.record import Report
from tests.archive import crisis
from tests.exports.archive.exporting import archive_of, text_of

GEOJSON = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["string", "number"]},
                    "properties": {"type": ["object", "null"]},
                    "geometry": {
                        "oneOf": [
                            {"type": "null"},
                            {
                                "type": "object",
                                "required": ["type", "coordinates"],
                                "properties": {
                                    "type": {"const": "Point"},
                                    "coordinates": {
                                        "type": "array",
                                        "prefixItems": [
                                            {"type": "number", "minimum": -180, "maximum": 180},
                                            {"type": "number", "minimum": -90, "maximum": 90},
                                        ],
                                        "items": False,
                                        "minItems": 2,
                                    },
                                },
                            },
                        ]
                    },
                },
            },
        },
    },
    # RFC 7946, section 4: the coordinate system is always WGS 84; section 7.1: a collection has no
    # members of a feature or a geometry.
    "not": {"anyOf": [{"required": [name]} for name in ("crs", "geometry", "properties")]},
}
"""The rules of RFC 7946 for what is written here."""

DATE = {
    "type": "object",
    "required": ["year"],
    "properties": {
        "year": {"type": "integer"},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
    },
    "additionalProperties": False,
    "dependentRequired": {"day": ["month"]},
}
TIMELINE = {
    "type": "object",
    "required": ["events"],
    "properties": {
        "scale": {"enum": ["human", "cosmological"]},
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["start_date"],
                "properties": {
                    "start_date": DATE,
                    "end_date": DATE,
                    "text": {
                        "type": "object",
                        "properties": {
                            "headline": {"type": "string"},
                            "text": {"type": "string"},
                        },
                        "additionalProperties": False,
                    },
                    "group": {"type": "string"},
                    "unique_id": {"type": "string"},
                    "autolink": {"type": "boolean"},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
"""TimelineJS's description of its JSON."""

HOSTILE = '<img src=x onerror=alert(1)>"&'


def exported(path: Path, module: Any, **filters: Any) -> Any:
    return json.loads(text_of(path, module, **filters))


def test_geojson_is_what_the_standard_wants(crisis_path: Path) -> None:
    found = exported(crisis_path, geojson)
    jsonschema.validate(found, GEOJSON)
    features = {feature["id"]: feature for feature in found["features"]}
    assert len(features) == len(found["features"]) == 7
    shelling = features[crisis.SHELLED[0]]
    assert shelling["geometry"] == {"type": "Point", "coordinates": [39.64, -0.45]}
    assert list(shelling["properties"]) == list(geojson.PROPERTIES)
    assert shelling["properties"]["killed"] == 9
    assert shelling["properties"]["denied_by"] == ["José Mwangi"]
    assert features[crisis.SINGLE[1]]["geometry"] is None


def test_points_off_the_globe_are_none() -> None:
    assert geojson.point(0.0, 181.0) is None
    assert geojson.point(91.0, 0.0) is None
    assert geojson.point(None, 0.0) is None


def test_an_empty_answer_is_an_empty_collection(crisis_path: Path) -> None:
    found = exported(crisis_path, geojson, place="Atlantis")
    assert found == {"type": "FeatureCollection", "features": []}


def test_kepler_finds_its_fields(crisis_path: Path) -> None:
    found = exported(crisis_path, kepler)
    assert found["info"]["app"] == "kepler.gl"
    (dataset,) = found["datasets"]
    assert dataset["version"] == found["config"]["version"] == "v1"
    fields, rows = dataset["data"]["fields"], dataset["data"]["allData"]
    assert [field["name"] for field in fields] == list(kepler.FIELDS)
    assert len(rows) == 5
    kinds: dict[str, Any] = {
        "string": str, "timestamp": str, "integer": int, "real": (int, float),
    }  # fmt: skip
    for row in rows:
        assert len(row) == len(fields)
        for field, value in zip(fields, row, strict=True):
            assert value is None or isinstance(value, kinds[field["type"]])
            if field["type"] == "timestamp":
                assert re.fullmatch(r"\d{4}-\d\d-\d\d 00:00:00", str(value))
    (layer,) = found["config"]["config"]["visState"]["layers"]
    assert layer["config"]["dataId"] == dataset["data"]["id"]
    columns = [name for name in layer["config"]["columns"].values() if name]
    assert set(columns) <= set(kepler.FIELDS)


def test_a_timeline_tells_each_happening_once(crisis_path: Path) -> None:
    found = exported(crisis_path, timelinejs)
    jsonschema.validate(found, TIMELINE)
    slides = {slide["unique_id"]: slide for slide in found["events"]}
    assert len(slides) == len(found["events"]) == 5
    protest = slides[crisis.SINGLE[2]]
    assert protest["start_date"] == {"year": 2024, "month": 3}
    assert "end_date" not in protest
    (shelling,) = (slides[one] for one in crisis.SHELLED if one in slides)
    assert shelling["start_date"] == {"year": 2024, "month": 3, "day": 2}
    headline = "Kenya Defence Forces: attack with heavy weapons (Garissa)"
    assert shelling["text"]["headline"] == headline
    assert "Denied by: José Mwangi" in shelling["text"]["text"]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


def test_a_timeline_lets_no_markup_through(tmp_path: Path) -> None:
    record = crisis.records()[0]
    report: Report = dataclasses.replace(
        record.report, title=HOSTILE, outlet=HOSTILE, url="https://example.org/?a=1&b=2"
    )
    actors = tuple(dataclasses.replace(actor, name=HOSTILE) for actor in record.actors)
    hostile = dataclasses.replace(record, report=report, actors=actors)
    path = archive_of([hostile], tmp_path / "hostile.dateline")
    for slide in exported(path, timelinejs)["events"]:
        tags = Tags()
        tags.feed(slide["text"]["headline"] + slide["text"]["text"])
        links = [attrs for tag, attrs in tags.found if tag == "a"]
        assert {tag for tag, _ in tags.found} == {"p", "a"}
        assert links == [[("href", "https://example.org/?a=1&b=2")]]
    scripted = dataclasses.replace(report, url="javascript:alert(1)")
    path = archive_of([dataclasses.replace(hostile, report=scripted)], tmp_path / "js.dateline")
    assert "javascript:" not in text_of(path, timelinejs) + text_of(path, geojson)
