"""Place names on LGL and GeoVirus: exact id and within 161 km given the gold spans, and exact span
and id from raw text."""

import gzip
import math
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dateline.model.reader_model import ReaderModel
from dateline.reading.places_and_times import find_places_and_times
from dateline.reading.read import LINGUISTIC_STAGES, analyze
from dateline.reading.where import resolve_places
from dateline.record import Name, Place, Report, Span
from evaluation.counts import Counts, Row, f1_row, set_counts, total

EARTH_RADIUS_KM: Final = 6371.0
NEAR_KM: Final = 161.0
PLACE_STAGES: Final = (*LINGUISTIC_STAGES, find_places_and_times)


@dataclass(frozen=True, slots=True)
class GoldPlace:
    span: Span
    geonames_id: int | None
    lat: float
    lon: float


def evaluate(corpora: Path, model: ReaderModel) -> list[Row]:
    lgl = list(_read(corpora / "research" / "places" / "lgl.xml.gz", _lgl))
    geovirus = list(_read(corpora / "open" / "wikinews_places" / "geovirus.xml.gz", _geovirus))
    exact, near, count = _given_spans(lgl)
    _, near_virus, count_virus = _given_spans(geovirus)
    return [
        Row("place, exact id, gold spans", "LGL", exact / count, f"of {count}"),
        Row("place within 161 km, gold spans", "LGL", near / count, f"of {count}"),
        f1_row("place, exact span and id, from raw text", "LGL", _end_to_end(lgl, model)),
        Row(
            "place within 161 km, gold spans", "GeoVirus", near_virus / count_virus,
            f"of {count_virus}",
        ),
    ]  # fmt: skip


def _given_spans(documents: Sequence[tuple[str, list[GoldPlace]]]) -> tuple[int, int, int]:
    """How many places have the right id, how many lie near, and how many there are; a right id
    counts even where our table has no coordinates."""
    exact = near = count = 0
    for text, places in documents:
        found = _resolved(text, places)
        for gold in places:
            count += 1
            place = found[gold.span]
            exact += place.geonames_id == gold.geonames_id is not None
            if place.lat is not None and place.lon is not None:
                near += distance_km(gold.lat, gold.lon, place.lat, place.lon) <= NEAR_KM
    return exact, near, count


def _end_to_end(documents: Sequence[tuple[str, list[GoldPlace]]], model: ReaderModel) -> Counts:
    """Spans and ids that the reading finds by itself, against all that the corpus has an id for."""
    parts = []
    for text, places in documents:
        document = analyze(Report(text=text), model, PLACE_STAGES)
        found = {(p.span, p.geonames_id) for p in document.places if p.geonames_id is not None}
        parts.append(set_counts({(p.span, p.geonames_id) for p in places}, found))
    return total(parts)


def _resolved(text: str, places: list[GoldPlace]) -> dict[Span, Place]:
    names = [Name(span=p.span, type="place") for p in sorted(places, key=lambda p: p.span)]
    return {p.span: p for p in resolve_places(text, names)}


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance by the haversine formula."""
    a, b = math.radians(lat1), math.radians(lat2)
    half_lat, half_lon = (b - a) / 2, math.radians(lon2 - lon1) / 2
    h = math.sin(half_lat) ** 2 + math.cos(a) * math.cos(b) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(h))


def _read(path: Path, places: object) -> Iterator[tuple[str, list[GoldPlace]]]:
    assert callable(places)
    with gzip.open(path) as file:
        for article in ElementTree.parse(file).getroot().iter("article"):
            yield article.findtext("text") or "", list(places(article))


def _lgl(article: ElementTree.Element) -> Iterator[GoldPlace]:
    for toponym in article.iter("toponym"):
        tag = toponym.find("gaztag")
        if tag is not None:
            yield GoldPlace(
                (_number(toponym, "start"), _number(toponym, "end")),
                int(tag.attrib["geonameid"]),
                float(tag.findtext("lat") or 0),
                float(tag.findtext("lon") or 0),
            )


def _geovirus(article: ElementTree.Element) -> Iterator[GoldPlace]:
    for location in article.iter("location"):
        # GeoVirus counts from 1.
        start, end = _number(location, "start") - 1, _number(location, "end") - 1
        lat, lon = location.findtext("lat"), location.findtext("lon")
        yield GoldPlace((start, end), None, float(lat or 0), float(lon or 0))


def _number(element: ElementTree.Element, name: str) -> int:
    return int(element.findtext(name) or 0)
