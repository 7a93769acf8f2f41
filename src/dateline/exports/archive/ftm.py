"""Reports, actors and events as entities of FollowTheMoney, and the statements behind them.

`entities.ftm.json` holds one entity a line: an Article a report, a Person, Organization, PublicBody
or LegalEntity an actor, an Event an incident. An entity that several reports tell of comes in as
many fragments, which `ftm aggregate` and every store of FollowTheMoney merge by id.
`statements.json` holds one value of one property a line, with the report that it comes from.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dateline.archive.event_rows import is_specific
from dateline.exports.archive.country_codes import ISO_ALPHA2
from dateline.exports.archive.writing import as_json, file_in, iso_day, line, web_address
from dateline.exports.index import Index
from dateline.exports.neutral import passage
from dateline.exports.wording import event_words
from dateline.record import Actor, Event, Record

if TYPE_CHECKING:
    from dateline.exports.archive.selection import Reading, Selection

DATASET: Final = "dateline"
PREFIX: Final = "dateline-"
ENTITIES: Final = "entities.ftm.json"
STATEMENTS: Final = "statements.json"

SCHEMATA: Final = {
    "person": "Person",
    "organization": "Organization",
    "country": "PublicBody",
    "place": "LegalEntity",
    "group": "LegalEntity",
}
"""The schema of each kind of actor; documents are none."""

PROPERTIES: Final[dict[str, str]] = {
    "Article:title": "headline, else the outlet, else the id of the report",
    "Article:sourceUrl": "address of the report on the web",
    "Article:publishedAt": "day of the report",
    "Article:author": "byline",
    "Article:publisher": "outlet",
    "Article:language": "`eng`",
    "LegalEntity:name": "name; proper ones of one kind and country are one entity in all reports",
    "LegalEntity:country": "ISO 3166 alpha-2, in small letters",
    "LegalEntity:sector": "PLOVER sectors",
    "Person:position": "title or office",
    "Event:name": "what happened, and where",
    "Event:startDate": "first day, if the text tells it",
    "Event:endDate": "last day",
    "Event:date": "day of the report, if the text tells no day",
    "Event:summary": "the words around the trigger",
    "Event:description": "status, and according to whom",
    "Event:location": "name of the place",
    "Event:country": "its country",
    "Event:organizer": "actors",
    "Event:involved": "recipients",
    "Event:proof": "the report, an Article",
    "Event:recordId": "id of the event in the archive",
    "Event:sourceUrl": "address of the report on the web",
}  # fmt: skip
"""The properties that entities get, by schema; a Person and an Organization are LegalEntities."""

STATEMENT_FIELDS: Final[dict[str, str]] = {
    "canonical_id": "the id of the entity",
    "entity_id": "the same",
    "prop": "the property; `id` for the statement that there is such an entity",
    "schema": "the schema of the entity",
    "value": "one value",
    "dataset": "`dateline`",
    "lang": "null",
    "original_value": "null",
    "first_seen": "null: nothing tells when a report was read",
    "last_seen": "null",
    "external": "false",
    "origin": "id of the report that tells it",
    "id": "SHA-1 of dataset, entity, property and value, as FollowTheMoney makes it",
}

_KEY_LENGTH: Final = 20
_SUPRANATIONAL: Final = {"EUR": "eu"}


@dataclass(slots=True)
class Entity:
    """One fragment of an entity: what one report tells of it."""

    id: str
    schema: str
    properties: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, *values: str | None) -> None:
        for value in values:
            told = line(value)
            known = self.properties.setdefault(name, []) if told else []
            if told and told not in known:
                known.append(told)

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.id, "schema": self.schema, "properties": self.properties}


def write(selection: "Selection", folder: Path) -> None:
    """Writes both files into `folder`, which is made; reports in order of their ids."""
    with file_in(folder, ENTITIES) as entities, file_in(folder, STATEMENTS) as statements:
        for reading in selection.readings():
            for entity in _entities(reading):
                entities.write(as_json(entity.to_dict()) + "\n")
                for statement in _statements(entity, reading.record.report.id):
                    statements.write(as_json(statement) + "\n")


def _entities(reading: "Reading") -> Iterator[Entity]:
    record = reading.record
    article = _article(record)
    yield article
    spoken = {actor_id for s in reading.statements for actor_id in s.source}
    acting = {actor_id for e in reading.events for actor_id in (*e.actor, *e.recipient)}
    actors = {
        actor.id: _actor(actor, record.report.id)
        for actor in record.actors
        if actor.id in spoken | acting and actor.kind in SCHEMATA and line(actor.name)
    }
    yield from actors.values()
    index = Index.of(record)
    for event in reading.events:
        incident = reading.incidents.get(event.id)
        key = incident["incident_id"] if incident else f"{record.report.id}-{event.id}"
        yield _event(Entity(f"{PREFIX}event-{key}", "Event"), event, index, actors, article)


def _article(record: Record) -> Entity:
    report = record.report
    entity = Entity(f"{PREFIX}{report.id}", "Article")
    entity.add("title", line(report.title) or line(report.outlet) or report.id)
    entity.add("sourceUrl", web_address(report.url))
    entity.add("publishedAt", iso_day(report.published))
    entity.add("author", report.byline)
    entity.add("publisher", report.outlet)
    entity.add("language", "eng" if (report.language or "").lower().startswith("en") else None)
    return entity


def _actor(actor: Actor, report_id: str) -> Entity:
    entity = Entity(_actor_key(actor, report_id), SCHEMATA[actor.kind])
    entity.add("name", actor.name)
    entity.add("country", _country(actor.country))
    entity.add("sector", *actor.sector)
    if actor.kind == "person":
        entity.add("position", actor.role)
    return entity


def _actor_key(actor: Actor, report_id: str) -> str:
    """The same for one proper name, kind and country; descriptions are of their report alone."""
    of = "" if is_specific(actor.name) else f"{report_id}:{actor.id}"
    key = "\x1f".join((actor.kind, actor.country or "", actor.name, of))
    digest = hashlib.sha1(key.encode("utf-8", "surrogatepass"), usedforsecurity=False)
    return f"{PREFIX}actor-{digest.hexdigest()[:_KEY_LENGTH]}"


def _event(
    entity: Entity, event: Event, index: Index, actors: dict[str, Entity], article: Entity
) -> Entity:
    report, place, time = index.record.report, event.place, event.time
    what = event_words(event)
    entity.add("name", f"{what} in {place.name}" if place else what)
    entity.add("startDate", time.start if time else None)
    entity.add("endDate", time.end if time else None)
    if not time or not (time.start or time.end):
        entity.add("date", iso_day(report.published))
    entity.add("summary", "".join(passage(report.text, event.trigger)))
    chain = " < ".join(index.chain_words(event.according_to))
    entity.add("description", f"{event.status}, according to {chain}")
    entity.add("location", place.name if place else None)
    entity.add("country", _country(place.country) if place else None)
    entity.add("organizer", *(actors[one].id for one in event.actor if one in actors))
    entity.add("involved", *(actors[one].id for one in event.recipient if one in actors))
    entity.add("proof", article.id)
    entity.add("recordId", f"{report.id}:{event.id}")
    entity.add("sourceUrl", web_address(report.url))
    return entity


def _country(code: str | None) -> str | None:
    return _SUPRANATIONAL.get(code or "") or ISO_ALPHA2.get(code or "", "").lower() or None


def _statements(entity: Entity, origin: str) -> Iterator[dict[str, Any]]:
    yield _statement(entity, "id", entity.id, origin)
    for name, values in entity.properties.items():
        for value in values:
            yield _statement(entity, name, value, origin)


def _statement(entity: Entity, prop: str, value: str, origin: str) -> dict[str, Any]:
    key = f"{DATASET}.{entity.id}.{prop}.{value}"
    told = {
        "canonical_id": entity.id,
        "entity_id": entity.id,
        "prop": prop,
        "schema": entity.schema,
        "value": value,
        "dataset": DATASET,
        "external": False,
        "origin": origin,
        "id": hashlib.sha1(key.encode("utf-8"), usedforsecurity=False).hexdigest(),
    }
    return {name: told.get(name) for name in STATEMENT_FIELDS}
