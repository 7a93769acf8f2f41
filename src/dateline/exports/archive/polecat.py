"""Events as POLECAT has them: its 40 columns in order, then the evidence.

Tab-separated, as POLECAT's yearly files: `None` where nothing is known, several values joined by
"; ", no line break within a value. One row an event of a report, in order of the reports' ids.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, TextIO

from dateline.codebook import QUAD_CLASS
from dateline.exports.archive.country_codes import COW
from dateline.exports.archive.intensity import intensity
from dateline.exports.archive.writing import Code, cell, iso_day, line
from dateline.exports.index import Index
from dateline.exports.neutral import passage
from dateline.record import Actor, Event, Place, Record, Span

if TYPE_CHECKING:
    from dateline.exports.archive.selection import Reading, Selection

MISSING: Final = "None"
SEPARATOR: Final = "; "

_PARTY: Final = {
    "Name": "names, as the report has them",
    "Country": "ISO 3166 alpha-3, or IGO, UNO, EUR, NGO, IMG, MNC",
    "COW": "state numbers of the Correlates of War project",
    "Sector": "the first PLOVER sector of the first party",
    "Sectors": "all PLOVER sectors",
    "Title": "titles or offices in the report",
    "Name Raw": "the words that stand for the party in this event",
    "ID": "",
}


def _party_columns(side: str, told: str) -> dict[str, str]:
    names = (
        f"{side} Name", f"{side} Country", f"{side} COW", f"Primary {side} Sector",
        f"{side} Sectors", f"{side} Title", f"{side} Name Raw", f"Wikipedia {side} ID",
    )  # fmt: skip
    meanings = _PARTY.values()
    return {
        name: f"{told}: {meaning}" if meaning else ""
        for name, meaning in zip(names, meanings, strict=True)
    }


POLECAT_COLUMNS: Final[dict[str, str]] = {
    "Event ID": "id of the event in the archive",
    "Event Date": "first day of the event, else the day of the report, YYYY-MM-DD",
    "Event Type": "PLOVER type",
    "Event Mode": "PLOVER mode",
    "Event Intensity": "-10 to 10, Dateline's table (see cameo), not POLECAT's own",
    "Quad Code": "`VERBAL COOPERATION` ... `MATERIAL CONFLICT`: the class of the type",
    "Contexts": "PLOVER contexts",
    **_party_columns("Actor", "who did it"),
    **_party_columns("Recipient", "to whom"),
    "Placename": "name of the place",
    "City": "the same, where the place is a city or a site",
    "District": "",
    "Province": "the same, where the place is a region",
    "Country": "country of the place, ISO 3166 alpha-3",
    "Latitude": "degrees",
    "Longitude": "degrees",
    "GeoNames ID": "its place in GeoNames",
    "Raw Placename": "the words for the place",
    "Feature Type": "P for cities and sites, A for regions and countries, as in GeoNames",
    "Source": "outlet",
    "Publication Date": "day of the report",
    "Story People": "names of persons in the report",
    "Story Organizations": "names of organizations in the report",
    "Story Locations": "names of places in the report",
    "Language": "of the report, as the page tells it",
    "Version": "which Dateline and which model read it",
}  # fmt: skip

EVIDENCE_COLUMNS: Final[dict[str, str]] = {
    "Status": "happened, ongoing, planned, possible, conditional, denied, not_happened, unknown",
    "Trigger": "the words that tell the event",
    "Sentence": "the sentence around them",
    "Start": "where the trigger begins in the text, in code points",
    "End": "where it ends",
    "According To": "id of the innermost statement that holds it",
    "Source Names": "who makes this statement",
    "Source Type": "what kind of source",
    "Anonymity": "none, unnamed, granted",
    "Stance": "asserts, denies, demands ...",
    "Chain": "the outlet and all sources from the outermost to the innermost",
    "Incident ID": "id of the incident",
    "Incident Reports": "how many reports tell it",
    "Incident Origins": "how many independent origins they have",
    "Denied By": "who denies the incident",
    "Report ID": "id of the report",
    "Title": "headline",
    "URL": "address",
}

COLUMNS: Final = POLECAT_COLUMNS | EVIDENCE_COLUMNS
"""What each column holds; what Dateline doesn't know is kept, with `None`."""

_URBAN: Final = ("city", "site")


def write(selection: "Selection", file: TextIO) -> None:
    """Writes tab-separated values."""
    writer = csv.writer(file, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    for reading in selection.readings():
        writer.writerows(_rows(reading))


def _rows(reading: "Reading") -> Iterator[list[str]]:
    record = reading.record
    index = Index.of(record)
    story = _story_cells(record)
    for event in reading.events:
        cells: dict[str, object] = {
            **_event_cells(event, record),
            **_party_cells("Actor", event.actor, event.actor_spans, index),
            **_party_cells("Recipient", event.recipient, event.recipient_spans, index),
            **(_place_cells(event.place, record) if event.place else {}),
            **story,
            **_evidence_cells(event, index),
            **_incident_cells(event, reading),
        }
        yield [_written(cells.get(column)) for column in COLUMNS]


def _written(value: object) -> str:
    if isinstance(value, list):
        value = SEPARATOR.join(value)
    if isinstance(value, str) and not isinstance(value, Code):
        value = line(value)
    return cell(value) or MISSING


def _event_cells(event: Event, record: Record) -> dict[str, object]:
    own = (event.time.start or event.time.end) if event.time else None
    return {
        "Event ID": f"{record.report.id}:{event.id}",
        "Event Date": own or iso_day(record.report.published),
        "Event Type": event.type,
        "Event Mode": event.mode,
        "Event Intensity": intensity(event.type, event.mode),
        "Quad Code": QUAD_CLASS.get(event.type, "").upper(),
        "Contexts": list(event.contexts),
    }


def _party_cells(
    side: str, ids: Sequence[str], spans: Iterable[Span], index: Index
) -> dict[str, object]:
    actors = [index.actors[actor_id] for actor_id in ids if actor_id in index.actors]
    first = next((sector for actor in actors for sector in actor.sector), None)
    return {
        f"{side} Name": _each(actor.name for actor in actors),
        f"{side} Country": _each(actor.country for actor in actors),
        f"{side} COW": Code(SEPARATOR.join(_each(_cow(actor) for actor in actors))),
        f"Primary {side} Sector": first,
        f"{side} Sectors": _each(sector for actor in actors for sector in actor.sector),
        f"{side} Title": _each(actor.role for actor in actors),
        f"{side} Name Raw": _each(index.record.quote(span) for span in spans),
    }


def _cow(actor: Actor) -> str | None:
    number = COW.get(actor.country or "")
    return None if number is None else str(number)


def _each(values: Iterable[str | None]) -> list[str]:
    """The values that are known, each once."""
    return list(dict.fromkeys(value for value in values if value))


def _place_cells(place: Place, record: Record) -> dict[str, object]:
    urban = place.precision in _URBAN
    known = place.geonames_id is not None or place.country is not None
    return {
        "Placename": place.name,
        "City": place.name if urban else None,
        "Province": place.name if place.precision == "admin1" else None,
        "Country": place.country,
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": place.geonames_id,
        "Raw Placename": record.quote(place.span),
        "Feature Type": ("P" if urban else "A") if known else None,
    }


def _story_cells(record: Record) -> dict[str, object]:
    report = record.report

    def named(kind: str) -> list[str]:
        return _each(line(record.quote(n.span)) for n in record.names if n.type == kind)

    return {
        "Source": report.outlet,
        "Publication Date": iso_day(report.published),
        "Story People": named("person"),
        "Story Organizations": named("organization"),
        "Story Locations": named("place"),
        "Language": report.language,
        "Version": Code(line(f"Dateline {record.meta.dateline}, model {record.meta.model}")),
        "Report ID": report.id,
        "Title": report.title,
        "URL": report.url,
    }


def _evidence_cells(event: Event, index: Index) -> dict[str, object]:
    chain = index.chain(event.according_to)
    cells: dict[str, object] = {
        "Status": event.status,
        "Trigger": index.record.quote(event.trigger),
        "Sentence": "".join(passage(index.record.report.text, event.trigger)),
        "Start": event.trigger[0],
        "End": event.trigger[1],
        "Chain": index.chain_words(event.according_to),
    }
    if chain:
        innermost = chain[-1]
        cells |= {
            "According To": f"{index.record.report.id}:{innermost.id}",
            "Source Names": [index.name(actor_id) for actor_id in innermost.source],
            "Source Type": innermost.source_type,
            "Anonymity": innermost.anonymity,
            "Stance": innermost.stance,
        }
    return cells


def _incident_cells(event: Event, reading: "Reading") -> dict[str, object]:
    incident = reading.incidents.get(event.id)
    if incident is None:
        return {}
    return {
        "Incident ID": incident["incident_id"],
        "Incident Reports": incident["reports"],
        "Incident Origins": incident["origins"],
        "Denied By": incident["denied_by"],
    }
