"""An archive of a few invented reports of which it is known what they hold."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from dateline.archive.build import build
from dateline.archive.database import connect, write_rows
from dateline.archive.incidents import incident_id
from dateline.archive.layout import Layout
from dateline.archive.manifest import read_manifest, write_manifest
from dateline.archive.parts import new_scratch, settle
from dateline.archive.rows import Rows
from dateline.archive.tables import DERIVED
from dateline.batch.pool import Outcome
from dateline.record import Actor, Count, Event, Meta, Place, Record, Report, Span, Statement, Time
from dateline.record import report_id as id_of
from dateline.sources.draft import Loaded

GARISSA = Place(
    span=(0, 0), name="Garissa", geonames_id=197744, lat=-0.45, lon=39.64, country="KEN",
    precision="city",
)  # fmt: skip
WAJIR = replace(GARISSA, name="Wajir", geonames_id=178443, lat=1.75, lon=40.06)
KENYA = replace(GARISSA, name="Kenya", geonames_id=192950, lat=1.0, lon=38.0, precision="country")

ARMY = Actor(
    id="A1", name="Kenya Defence Forces", mentions=(), kind="organization", country="KEN",
    sector=("MIL",),
)  # fmt: skip
REBELS = Actor(
    id="A2", name="Northern Front", mentions=(), kind="group", country="KEN", sector=("REB",)
)
MINISTER = Actor(
    id="A3", name="José Mwangi", mentions=(), kind="person", country="KEN", sector=("GOV", "MIL")
)
OFFICIALS = Actor(id="A4", name="two officials", mentions=(), kind="group", sector=("GOV",))
NATIONS = Actor(
    id="A5", name="United Nations", mentions=(), kind="organization", country="UNO", sector=()
)
META = Meta(dateline="0.1.0", model="none", seconds=0.0)
ACTORS = (ARMY, REBELS, MINISTER, OFFICIALS, NATIONS)

SHELLING = (
    "Army shells town\n\n"
    "The Kenya Defence Forces shelled Garissa on Saturday, killing nine, two officials said on "
    "condition of anonymity."
)
COPY = SHELLING.replace("Army shells town", "Town is shelled")
DENIAL = (
    "Minister denies attack\n\n"
    "José Mwangi denied that the army had shelled Garissa. "
    "He demanded that the Northern Front lay down its arms."
)
DEMAND = (
    "UN asks for talks\n\n"
    "The United Nations demanded on Tuesday that the Northern Front release hostages."
)
PROTEST = "=Protest in Wajir\n\nCrowds of the Northern Front marched in Wajir in March."
TALKS = (
    "Talks open\n\n"
    "The Kenya Defence Forces met the Northern Front and the United Nations on 9 April."
)


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


def _on(text: str, words: str, start: str, end: str | None = None, precision: str = "day") -> Time:
    return Time(
        span=_span(text, words), kind="date", value=start, start=start, end=end or start,
        precision=precision,
    )  # fmt: skip


def _actors(text: str) -> tuple[Actor, ...]:
    return tuple(
        replace(actor, mentions=(_span(text, actor.name),))
        for actor in ACTORS
        if actor.name in text
    )


def _shelling(text: str, outlet: str) -> Record:
    saying = Statement(
        id="S1", content=(_span(text, "shelled Garissa"),), cue=_span(text, "said"),
        quotation="indirect", source=("A4",), source_span=_span(text, "two officials"),
        source_type="unnamed_group", anonymity="granted",
        anonymity_reason=_span(text, "on condition of anonymity"),
        count_claimed=Count(span=_span(text, "two"), number=2),
    )  # fmt: skip
    event = Event(
        id="E1", trigger=_span(text, "shelled Garissa"), type="ASSAULT", mode="heavy-weapons",
        contexts=("military",), actor=("A1",), actor_spans=(_span(text, "Kenya Defence Forces"),),
        place=replace(GARISSA, span=_span(text, "Garissa")),
        time=_on(text, "Saturday", "2024-03-02"), according_to="S1",
        magnitude={"killed": Count(span=_span(text, "nine"), number=9)},
    )  # fmt: skip
    report = Report(text=text, published="2024-03-03T08:00:00+00:00", outlet=outlet, title="Shells")
    return Record(
        report=report, actors=_actors(text), statements=(saying,), events=(event,), meta=META
    )


def _denial() -> Record:
    text = DENIAL
    denial = Statement(
        id="S1", content=(_span(text, "the army had shelled Garissa"),), cue=_span(text, "denied"),
        quotation="direct", source=("A3",), source_span=_span(text, "José Mwangi"),
        source_type="named_person", stance="denies",
    )  # fmt: skip
    demand = replace(
        denial, id="S2", cue=_span(text, "demanded"), stance="demands",
        content=(_span(text, "the Northern Front lay down its arms"),), quotation="indirect",
    )  # fmt: skip
    shelling = Event(
        id="E1", trigger=_span(text, "shelled"), type="ASSAULT", mode="heavy-weapons",
        place=replace(GARISSA, span=_span(text, "Garissa")), status="denied", according_to="S1",
    )  # fmt: skip
    request = Event(
        id="E2", trigger=_span(text, "demanded"), type="REQUEST", mode="yield", actor=("A3",),
        actor_spans=(_span(text, "José Mwangi"),), recipient=("A2",),
        recipient_spans=(_span(text, "Northern Front"),),
    )  # fmt: skip
    report = Report(text=text, published="2024-03-04", outlet="Nairobi Post", title="Denied")
    return Record(
        report=report, actors=_actors(text), statements=(denial, demand),
        events=(shelling, request), meta=META,
    )  # fmt: skip


def _one_event(text: str, published: str | None, outlet: str, event: Event) -> Record:
    report = Report(text=text, published=published, outlet=outlet, title=text.split("\n")[0])
    return Record(report=report, actors=_actors(text), events=(event,), meta=META)


def records() -> list[Record]:
    """The records of the archive."""
    demand = Event(
        id="E1", trigger=_span(DEMAND, "demanded"), type="REQUEST", mode="yield", actor=("A5",),
        actor_spans=(_span(DEMAND, "United Nations"),), recipient=("A2",),
        recipient_spans=(_span(DEMAND, "Northern Front"),),
        time=_on(DEMAND, "Tuesday", "2024-03-05"),
    )  # fmt: skip
    protest = Event(
        id="E1", trigger=_span(PROTEST, "marched"), type="PROTEST", mode="demo",
        contexts=("rights_freedoms",), actor=("A2",),
        actor_spans=(_span(PROTEST, "Northern Front"),),
        place=replace(WAJIR, span=_span(PROTEST, "Wajir")),
        time=_on(PROTEST, "March", "2024-03-01", "2024-03-31", "month"),
    )  # fmt: skip
    talks = Event(
        id="E1", trigger=_span(TALKS, "met"), type="CONSULT", actor=("A1", "A2", "A5"),
        actor_spans=tuple(_span(TALKS, actor.name) for actor in (ARMY, REBELS, NATIONS)),
        place=replace(KENYA, span=_span(TALKS, "Kenya")),
        time=_on(TALKS, "9 April", "2024-04-09"),
    )  # fmt: skip
    return [
        _shelling(SHELLING, "Lake Wire"),
        _shelling(COPY, "Daily Copy"),
        _denial(),
        _one_event(DEMAND, "2024-03-05", "Nairobi Post", demand),
        _one_event(PROTEST, "2024-04-02", "Lake Wire", protest),
        _one_event(TALKS, None, "Lake Wire", talks),
    ]


SHELLED = [f"{id_of(SHELLING)}:E1", f"{id_of(COPY)}:E1", f"{id_of(DENIAL)}:E1"]
"""The events of the incident that is denied; two of its reports are one text."""
SINGLE = [f"{id_of(DENIAL)}:E2", *(f"{id_of(text)}:E1" for text in (DEMAND, PROTEST, TALKS))]


def write(path: Path) -> Path:
    """Writes the archive, with incidents that are given and not found."""
    coded = {record.report.text: record for record in records()}

    def reader(items: Iterable[Loaded], *, workers: int | None) -> Iterator[Outcome]:
        for item in items:
            assert item.report
            yield Outcome(item.label, coded[item.report.text], None)

    source = path.with_suffix(".jsonl")
    lines = [json.dumps({"text": text}) for text in coded]
    source.write_text("\n".join(lines), encoding="utf-8")
    build([str(source)], path, reader=reader)
    _write_derived(path)
    return path


def _write_derived(path: Path) -> None:
    layout = Layout(path)
    scratch = new_scratch(layout.derived)
    connection = connect(threads=1)
    tables = _derived()
    for table, columns in DERIVED.items():
        write_rows(connection, tables[table], columns, scratch / f"{table}.parquet")
    connection.close()
    settle(scratch, layout.derived / "given")
    write_manifest(layout, replace(read_manifest(layout), derived="given"))


def _derived() -> Rows:
    origins = {id_of(text): id_of(text) for text in (SHELLING, DENIAL, DEMAND, PROTEST, TALKS)}
    origins[id_of(COPY)] = id_of(SHELLING)
    groups = [SHELLED, *([event] for event in SINGLE)]
    shelling = {
        "type": "ASSAULT", "start_day": "2024-03-02", "end_day": "2024-03-02",
        "first_day": "2024-03-03", "last_day": "2024-03-04", "reports": 3, "origins": 2,
        "named_sources": [], "anonymous_sources": ["two officials (Lake Wire)"],
        "denied_by": ["José Mwangi"], "status": "happened", "first_outlet": "Lake Wire",
        "summary": "Kenya Defence Forces: assault in Garissa",
    }  # fmt: skip
    single = {
        "type": "REQUEST", "first_day": "2024-03-05", "last_day": "2024-03-05", "reports": 1,
        "origins": 1, "named_sources": [], "anonymous_sources": [], "denied_by": [],
        "status": "happened",
    }  # fmt: skip
    return {
        "links": [],
        "report_origins": [{"report_id": r, "origin": o} for r, o in sorted(origins.items())],
        "incidents": [
            {"incident_id": incident_id(group), **(shelling if group is SHELLED else single)}
            for group in groups
        ],
        "incident_events": [
            {"incident_id": incident_id(group), "event_id": event, "report_id": event[:16],
             "score": 1.0, "reason": "given"}
            for group in groups
            for event in group
        ],
    }  # fmt: skip
