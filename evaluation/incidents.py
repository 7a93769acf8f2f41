"""Incidents on the test bed: its texts read by the product, and its events planted directly.

Items are what reports tell: one for each report and incident. An item's cluster is the incident of
the event in that report which fits it best; an item that was not read is alone (B-cubed, Bagga
and Baldwin 1998). Origins, denials and disagreements are looked up in the incident that holds
most of the reports of the true one.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dateline.archive.event_rows import same_name
from dateline.archive.layout import Layout
from dateline.archive.lock import writer_lock
from dateline.archive.rebuild import record_from_dict
from dateline.archive.store import Archive
from dateline.archive.writer import Counts, Writer, prepare
from dateline.model.reader_model import ReaderModel
from dateline.reading.read import read_report
from dateline.record import Record
from evaluation.archive_bed import Bed, BedReport, Incident, Told, make_bed
from evaluation.counts import Row
from evaluation.planted import planted_record, report_of

SEED: Final = 11
PLANTED_STORIES: Final = 100
READ_STORIES: Final = 24
CACHE: Final = Path(tempfile.gettempdir()) / "dateline-readings"
"""Where readings are kept, unless told otherwise: a folder a model."""

Item = tuple[str, str]
"""Report and true incident."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an archive holds of a bed: incidents by id, and its events with their incident."""

    incidents: Mapping[str, dict[str, Any]]
    events: Mapping[str, list[dict[str, Any]]]
    """By report."""


def evaluate(model: ReaderModel, cache: Path | None = None) -> list[Row]:
    """Rows for events planted directly, and for the same kind of bed read from its texts."""
    planted = make_bed(seed=SEED, stories=PLANTED_STORIES)
    rows = score("planted", planted, planted_record)
    read = make_bed(seed=SEED, stories=READ_STORIES)
    folder = (cache or CACHE) / model.hash
    return rows + score("read", read, lambda report: cached_reading(report, folder))


def cached_reading(bed_report: BedReport, folder: Path) -> Record:
    """The record of a report, read once for each model."""
    path = folder / f"{bed_report.id}.json"
    if path.exists():
        return record_from_dict(json.loads(path.read_text(encoding="utf-8")))
    record = read_report(report_of(bed_report))
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(record.to_json(), encoding="utf-8")
    return record


def score(name: str, bed: Bed, read: Callable[[BedReport], Record]) -> list[Row]:
    """All scores of one bed, whose reports `read` turns into records."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bed.dateline"
        write_archive(path, map(read, bed.reports))
        found = look_up(path)
    clusters = _clusters(bed, found)
    held = {incident.id: _held(incident, clusters, found) for incident in bed.incidents}
    return [
        _b_cubed(name, clusters),
        _origins(name, bed, held),
        _denials(name, bed, held),
        *_disagreements(name, bed, held),
    ]


def write_archive(path: Path, records: Iterable[Record]) -> None:
    """Builds an archive of records that have been read already."""
    layout = Layout(path)
    prepare(layout)
    with writer_lock(layout):
        writer = Writer(layout, ["bed"])
        try:
            for record in records:
                writer.add(record, Counts())
            writer.finish()
        finally:
            writer.close()


def look_up(path: Path) -> Found:
    """The incidents of an archive, and its events."""
    with Archive.open(path) as archive:
        incidents = _plain(archive, "SELECT * FROM incidents")
        events = _plain(
            archive, "SELECT * FROM events e JOIN incident_events i ON i.event_id = e.id"
        )
    by_report: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        by_report.setdefault(event["report_id"], []).append(event)
    return Found({row["incident_id"]: row for row in incidents}, by_report)


def _plain(archive: Archive, query: str) -> list[dict[str, Any]]:
    cursor = archive.connection.execute(query)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def _clusters(bed: Bed, found: Found) -> dict[Item, str]:
    """The incident found for each item; one of its own for an item that was not read."""
    clusters: dict[Item, str] = {}
    for report in bed.reports:
        for told in report.told:
            events = [e for e in found.events.get(report.id, []) if e["type"] == told.type]
            best = max(
                events, key=lambda event: (_fit(event, told), -event["position"]), default=None
            )
            alone = f"{report.id}/{told.incident}"
            clusters[report.id, told.incident] = best["incident_id"] if best else alone
    return clusters


def _fit(event: Mapping[str, Any], told: Told) -> int:
    """How many of an event's fields are those told."""
    names = [name for name in event["actor_names"] if name]
    pairs = zip(event["magnitude_kinds"], event["magnitude_numbers"], strict=True)
    numbers: dict[str, float] = dict(pairs)
    place, actor = event["place_name"], told.actor
    same_place: bool = place is not None and same_name(place, told.town)
    same_actor = actor is not None and any(same_name(name, actor) for name in names)
    agreeing = (
        bool(event["mode"] == told.mode),
        bool(str(event["start_day"]) == told.day),
        bool(event["status"] != "denied"),
        *(bool(numbers.get(kind) == number) for kind, number in told.numbers.items()),
    )
    return sum(agreeing) + 2 * (int(same_place) + int(same_actor))


def _held(incident: Incident, clusters: Mapping[Item, str], found: Found) -> dict[str, Any] | None:
    """The row of the incident that holds most reports of a true one."""
    ids = Counter(clusters[report, incident.id] for report in incident.reports)
    known = [id for id in ids if id in found.incidents]
    best = min(known, key=lambda id: (-ids[id], id), default=None)
    return found.incidents[best] if best else None


def _b_cubed(name: str, clusters: Mapping[Item, str]) -> Row:
    found: dict[str, list[Item]] = {}
    true: dict[str, list[Item]] = {}
    for item, cluster in clusters.items():
        found.setdefault(cluster, []).append(item)
        true.setdefault(item[1], []).append(item)
    precision = recall = 0.0
    for item, cluster in clusters.items():
        right = sum(other[1] == item[1] for other in found[cluster])
        precision += right / len(found[cluster])
        recall += right / len(true[item[1]])
    precision, recall = precision / len(clusters), recall / len(clusters)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    note = f"P {precision:.3f} R {recall:.3f} of {len(clusters)}, in {len(true)} incidents"
    return Row("incident, B-cubed F1", name, f1, note)


def _origins(name: str, bed: Bed, held: Mapping[str, dict[str, Any] | None]) -> Row:
    counts = [(i.origins, row["origins"] if (row := held[i.id]) else 0) for i in bed.incidents]
    right = sum(true == found for true, found in counts)
    more = sum(found > true for true, found in counts)
    note = f"of {len(counts)}; too many {more}, too few {len(counts) - right - more}"
    return Row("incident, origins exact", name, right / len(counts), note)


def _denials(name: str, bed: Bed, held: Mapping[str, dict[str, Any] | None]) -> Row:
    planted = hits = 0
    for incident in bed.incidents:
        row = held[incident.id]
        found = row["denied_by"] if row else []
        for denier in incident.denied_by:
            planted += 1
            hits += any(_mentions(entry, denier) for entry in found)
    return Row("incident, denials found", name, hits / max(planted, 1), f"of {planted}")


def _mentions(entry: str, name: str) -> bool:
    """Whether one of "SPEAKER for BODY" is called `name`."""
    return any(same_name(part, name) for part in (entry, *entry.split(" for ")))


def _disagreements(name: str, bed: Bed, held: Mapping[str, dict[str, Any] | None]) -> list[Row]:
    planted = hits = found_fields = true_fields = 0
    for incident in bed.incidents:
        row = held[incident.id]
        found: dict[str, list[str]] = {}
        for entry in json.loads(row["disagreements"]) if row else ():
            field = entry["field"].split()[0]
            found[field] = [str(value["value"]) for value in entry["values"]]
        found_fields += len(found)
        true_fields += len(found.keys() & incident.disagreements.keys())
        for field, values in incident.disagreements.items():
            planted += 1
            hits += all(any(_same(value, v) for v in found.get(field, ())) for value in values)
    precision = true_fields / found_fields if found_fields else 0.0
    return [
        Row("incident, disagreements found", name, hits / max(planted, 1), f"of {planted}"),
        Row("incident, disagreements right", name, precision, f"of {found_fields} fields found"),
    ]


def _same(one: str, two: str) -> bool:
    return one == two or (not one[:1].isdigit() and same_name(one, two))
