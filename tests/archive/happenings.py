"""Made-up events for tests of incidents: rows to compare, and whole records."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from dateline.archive.database import connect
from dateline.archive.event_rows import EventRow, Party, When, Where, is_specific, name_words
from dateline.archive.layout import Layout
from dateline.archive.manifest import Manifest, write_manifest
from dateline.archive.parts import write_part
from dateline.archive.rows import rows_of
from dateline.record import Actor, Count, Event, Meta, Place, Record, Report, Statement, Time

TOWNS = {
    "Gao": (2457161, 16.27, -0.04, "MLI"),
    "Mopti": (2453348, 14.49, -4.18, "MLI"),
    "Zinder": (2437798, 13.81, 8.99, "NER"),
}
SIDES = ("Front of the Dunes", "gunmen", "Malian army", "Union of Herders")
DAY = date(2024, 3, 7).toordinal()


def party(name: str) -> Party:
    """A participant whose words all tell as much."""
    return Party(name, dict.fromkeys(name_words(name), 1.0), specific=is_specific(name))


def town(name: str, *, own: bool = True) -> Where:
    geonames_id, lat, lon, country = TOWNS[name]
    return Where(name, geonames_id, lat, lon, country, "city", own)


def row(id: str, **fields: Any) -> EventRow:
    """An attack in Gao by the Front, told by the report that opens the id, but for `fields`."""
    usual: dict[str, Any] = {
        "report_id": id.split(":")[0],
        "type": "ASSAULT",
        "actors": (party("Front of the Dunes"),),
        "where": town("Gao"),
        "when": When(DAY, DAY, exact=True),
        "report_day": DAY,
    }
    return EventRow(id=id, **(usual | fields))


@st.composite
def event_rows(draw: st.DrawFn) -> dict[str, EventRow]:
    """Events of a few reports, alike and unlike, some of them repetitions."""
    rows: dict[str, EventRow] = {}
    for report in range(draw(st.integers(1, 4))):
        earlier: list[str] = []
        for number in range(draw(st.integers(1, 4))):
            id = f"r{report}:E{number + 1}"
            day = DAY + draw(st.integers(0, 2))
            place = draw(st.none() | st.builds(town, st.sampled_from(list(TOWNS))))
            rows[id] = row(
                id,
                type=draw(st.sampled_from(("ASSAULT", "ASSAULT", "COERCE", "AID"))),
                actors=tuple(draw(st.lists(st.builds(party, st.sampled_from(SIDES)), max_size=2))),
                where=place,
                when=draw(st.none() | st.just(When(day, day, exact=True))),
                numbers=draw(st.sampled_from(({}, {"killed": 12.0}, {"killed": 15.0}))),
                same_as=draw(st.sampled_from((None, *earlier))),
            )
            earlier.append(id)
    return rows


def record(
    words: str,
    *,
    outlet: str,
    day: str,
    events: Iterable[dict[str, Any]],
    statements: Iterable[dict[str, Any]] = (),
    actors: Iterable[str] = (),
    credits: tuple[str, ...] = (),
) -> Record:
    """A report that says `words`, its actors called A1, A2 ...; spans are those of words."""
    text = f"{outlet}\n\n{words}"
    named = {
        f"A{n}": Actor(id=f"A{n}", name=name, mentions=((0, 1),), kind="organization")
        for n, name in enumerate(actors, 1)
    }
    return Record(
        report=Report(text=text, outlet=outlet, published=f"{day}T12:00:00Z", credits=credits),
        actors=tuple(named.values()),
        statements=tuple(_statement(text, n, **told) for n, told in enumerate(statements, 1)),
        events=tuple(_event(text, n, **told) for n, told in enumerate(events, 1)),
        meta=Meta(dateline="0.1.0", model="made up", seconds=0.0),
    )


def archive_of(records: Iterable[Record], folder: Path) -> Path:
    """An archive of these records with nothing derived yet."""
    part = write_part(connect(), Layout(folder), [rows_of(record) for record in records])
    write_manifest(Layout(folder), Manifest(dateline="0.1.0", parts=(part,)))
    return folder


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def _statement(text: str, number: int, *, content: str, **fields: Any) -> Statement:
    words = fields.pop("source_words", None)
    return Statement(
        id=f"S{number}",
        content=(_span(text, content),),
        cue=None,
        quotation="indirect",
        source_span=_span(text, words) if words else None,
        **fields,
    )


def _event(text: str, number: int, *, trigger: str, **fields: Any) -> Event:
    span = _span(text, trigger)
    where, day = fields.pop("town", None), fields.pop("day", None)
    killed = fields.pop("killed", None)
    place = time = None
    if where:
        geonames_id, lat, lon, country = TOWNS[where]
        place = Place(
            span=_span(text, where), name=where, geonames_id=geonames_id, lat=lat, lon=lon,
            country=country, precision="city",
        )  # fmt: skip
    if day:
        time = Time(span=span, kind="date", value=day, start=day, end=day, precision="day")
    return Event(
        id=f"E{number}",
        trigger=span,
        place=place,
        time=time,
        magnitude={"killed": Count(span=span, number=killed)} if killed else {},
        **({"type": "ASSAULT"} | fields),
    )
