"""A record to the rows of its tables: functions of the record alone, not of when it was read."""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from dateline.archive.duplicates import keys
from dateline.archive.passages import sentence_around
from dateline.archive.rebuild import record_of
from dateline.codebook import QUAD_CLASS
from dateline.record import Actor, Count, Event, Place, Record, Report, Span, Statement, Time

Row = dict[str, Any]
Rows = dict[str, list[Row]]

LONGEST_SENTENCE: Final = 400
"""Characters of the `sentence` of an event."""
CONTENT_GAP: Final = " … "

_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_ISO_DAY_LENGTH: Final = len("2019-03-10")


def global_id(report_id: str, local_id: str) -> str:
    """The id of an actor, a statement or an event in the whole archive."""
    return f"{report_id}:{local_id}"


def rows_of(record: Record) -> Rows:
    """The rows of one record by table.

    Parquet holds only valid Unicode: lone surrogates become U+FFFD. A record that its rows
    can't give back exactly is kept whole in `reports.exact`.
    """
    report_id = record.report.id
    source = _Source(report_id, record, {actor.id: actor for actor in record.actors})
    rows: Rows = {
        "reports": [_report(record.report, report_id, record)],
        "actors": [source.actor(a, n) for n, a in enumerate(record.actors)],
        "statements": [source.statement(s, n) for n, s in enumerate(record.statements)],
        "events": [source.event(e, n) for n, e in enumerate(record.events)],
        "names": [
            {"report_id": report_id, "position": n, **_ends("", name.span), "type": name.type}
            for n, name in enumerate(record.names)
        ],
        "places": [_place(report_id, n, place) for n, place in enumerate(record.places)],
        "times": [_time(report_id, n, time) for n, time in enumerate(record.times)],
        "bands": [
            {"report_id": report_id, "band": band, "hash": key}
            for band, key in keys(record.report.text)
        ],
    }
    if not _is_valid(rows):
        rows = _valid(rows)
    untimed = replace(record, meta=replace(record.meta, seconds=0.0))
    if record_of(rows) != untimed:
        rows["reports"][0]["exact"] = json.dumps(untimed.to_dict(), separators=(",", ":"))
    return rows


@dataclass(frozen=True, slots=True)
class _Source:
    """One record, with what its ids stand for."""

    report_id: str
    record: Record
    actors: dict[str, Actor]

    def _id(self, local_id: str | None) -> str | None:
        return None if local_id is None else global_id(self.report_id, local_id)

    def _ids(self, local_ids: Iterable[str]) -> list[str]:
        return [global_id(self.report_id, local_id) for local_id in local_ids]

    def _name(self, actor_id: str | None) -> str | None:
        actor = self.actors.get(actor_id or "")
        return actor.name if actor else None

    def _words(self, span: Span | None) -> str | None:
        return self.record.quote(span) if span else None

    def actor(self, actor: Actor, position: int) -> Row:
        return {
            "id": self._id(actor.id),
            "report_id": self.report_id,
            "position": position,
            "actor": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            "country": actor.country,
            "sector": list(actor.sector),
            "role": actor.role,
            **_lists("mention", actor.mentions),
            "evidence": json.dumps(actor.evidence, ensure_ascii=False),
        }

    def statement(self, statement: Statement, position: int) -> Row:
        count = statement.count_claimed
        return {
            "id": self._id(statement.id),
            "report_id": self.report_id,
            "position": position,
            "statement": statement.id,
            **_lists("content", statement.content),
            "content": CONTENT_GAP.join(self.record.quote(span) for span in statement.content),
            **_ends("cue_", statement.cue),
            "cue": self._words(statement.cue),
            "quotation": statement.quotation,
            "source": self._ids(statement.source),
            "source_names": [self._name(actor) for actor in statement.source],
            **_ends("source_", statement.source_span),
            "source_words": self._words(statement.source_span),
            "source_type": statement.source_type,
            "anonymity": statement.anonymity,
            **_ends("reason_", statement.anonymity_reason),
            "reason": self._words(statement.anonymity_reason),
            "count_claimed": count.number if count else None,
            **_ends("count_", count.span if count else None),
            "addressee": self._id(statement.addressee),
            "addressee_name": self._name(statement.addressee),
            "addressee_is_outlet": statement.addressee_is_outlet,
            "on_behalf_of": self._id(statement.on_behalf_of),
            "on_behalf_of_name": self._name(statement.on_behalf_of),
            "stance": statement.stance,
            "parent": self._id(statement.parent),
            "evidence": json.dumps(statement.evidence, ensure_ascii=False),
        }

    def event(self, event: Event, position: int) -> Row:
        return {
            "id": self._id(event.id),
            "report_id": self.report_id,
            "position": position,
            "event": event.id,
            **_ends("trigger_", event.trigger),
            "trigger_words": self._words(event.trigger),
            "sentence": sentence_around(
                self.record.report.text, event.trigger, limit=LONGEST_SENTENCE
            ),
            "type": event.type,
            "mode": event.mode,
            "quad": QUAD_CLASS.get(event.type),
            "contexts": list(event.contexts),
            **self._party("actor", event.actor, event.actor_spans),
            **self._party("recipient", event.recipient, event.recipient_spans),
            **_event_place(event.place),
            **self._event_time(event.time),
            "status": event.status,
            "according_to": self._id(event.according_to),
            "same_as": self._id(event.same_as),
            **_magnitude(event.magnitude),
            "evidence": json.dumps(event.evidence, ensure_ascii=False),
        }

    def _party(self, role: str, ids: Sequence[str], spans: Sequence[Span]) -> Row:
        actors = [self.actors.get(actor_id) for actor_id in ids]
        return {
            role: self._ids(ids),
            f"{role}_names": [actor.name if actor else None for actor in actors],
            f"{role}_countries": [actor.country if actor else None for actor in actors],
            f"{role}_sectors": [" ".join(actor.sector) if actor else "" for actor in actors],
            **_lists(role, spans),
        }

    def _event_time(self, time: Time | None) -> Row:
        return {
            **_ends("time_", time.span if time else None),
            "time_words": self._words(time.span if time else None),
            "time_kind": time.kind if time else None,
            "time_value": time.value if time else None,
            "start_day": _day(time.start if time else None),
            "end_day": _day(time.end if time else None),
            "time_precision": time.precision if time else None,
        }


def _report(report: Report, report_id: str, record: Record) -> Row:
    encoded = report.text.encode("utf-8", "surrogatepass")
    return {
        "report_id": report_id,
        "title": report.title,
        "url": report.url,
        "outlet": report.outlet,
        "byline": report.byline,
        "language": report.language,
        "published": report.published,
        "day": _day((report.published or "")[:_ISO_DAY_LENGTH]),
        **_ends("dateline_", report.dateline),
        "dateline": record.quote(report.dateline) if report.dateline else None,
        "credits": list(report.credits),
        "text": report.text,
        "words": len(report.text.split()),
        "text_hash": hashlib.sha256(encoded).hexdigest(),
        "model": record.meta.model,
        "dateline_version": record.meta.dateline,
        "exact": None,
    }


def _place(report_id: str, position: int, place: Place) -> Row:
    return {
        "report_id": report_id,
        "position": position,
        **_ends("", place.span),
        "name": place.name,
        "geonames_id": place.geonames_id,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "precision": place.precision,
        "metonymic": place.metonymic,
    }


def _time(report_id: str, position: int, time: Time) -> Row:
    return {
        "report_id": report_id,
        "position": position,
        **_ends("", time.span),
        "kind": time.kind,
        "value": time.value,
        "start_day": _day(time.start),
        "end_day": _day(time.end),
        "precision": time.precision,
    }


def _event_place(place: Place | None) -> Row:
    return {
        "place_name": place.name if place else None,
        **_ends("place_", place.span if place else None),
        "geonames_id": place.geonames_id if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "country": place.country if place else None,
        "place_precision": place.precision if place else None,
        "place_metonymic": place.metonymic if place else None,
    }


def _magnitude(magnitude: dict[str, Count]) -> Row:
    counts = list(magnitude.values())
    return {
        "magnitude_kinds": list(magnitude),
        "magnitude_numbers": [count.number for count in counts],
        "magnitude_currencies": [count.currency for count in counts],
        **_lists("magnitude", [count.span for count in counts]),
    }


def _ends(prefix: str, span: Span | None) -> Row:
    start, end = span or (None, None)
    return {f"{prefix}start": start, f"{prefix}end": end}


def _lists(name: str, spans: Iterable[Span]) -> Row:
    pairs = list(spans)
    return {f"{name}_starts": [s for s, _ in pairs], f"{name}_ends": [e for _, e in pairs]}


def _day(value: str | None) -> str | None:
    """`value` if it is a day of the calendar in ISO 8601."""
    try:
        return value if value and date.fromisoformat(value).isoformat() == value else None
    except ValueError:
        return None


def _is_valid(rows: Rows) -> bool:
    try:
        json.dumps(rows, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _valid(value: Any) -> Any:
    """The same rows without lone surrogates."""
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if isinstance(value, list):
        return [_valid(item) for item in value]
    if isinstance(value, dict):
        return {key: _valid(item) for key, item in value.items()}
    return value
