"""The rows of one report back to its record."""

import dataclasses
import json
import types
import typing
from datetime import date
from functools import cache
from typing import Any

from dateline.record import (
    Actor,
    Count,
    Event,
    Meta,
    Name,
    Place,
    Record,
    Report,
    Span,
    Statement,
    Time,
)

Row = dict[str, Any]


def record_of(rows: dict[str, list[Row]]) -> Record:
    """The record whose rows these are, with `meta.seconds` 0; rows may come in any order."""
    (report,) = rows["reports"]
    if report["exact"] is not None:
        return record_from_dict(json.loads(report["exact"]))
    return Record(
        report=_report(report),
        actors=tuple(_actor(row) for row in _in_order(rows, "actors")),
        statements=tuple(_statement(row) for row in _in_order(rows, "statements")),
        events=tuple(_event(row) for row in _in_order(rows, "events")),
        names=tuple(Name(span=_span(row), type=row["type"]) for row in _in_order(rows, "names")),
        places=tuple(_place(row) for row in _in_order(rows, "places")),
        times=tuple(_time(row) for row in _in_order(rows, "times")),
        meta=Meta(dateline=report["dateline_version"], model=report["model"], seconds=0.0),
    )


def record_from_dict(plain: dict[str, Any]) -> Record:
    """The record that `Record.to_dict` turned into `plain`."""
    report = {key: value for key, value in plain["report"].items() if key != "id"}
    record: Record = _built(Record, {**plain, "report": report})
    return record


def _in_order(rows: dict[str, list[Row]], table: str) -> list[Row]:
    return sorted(rows[table], key=lambda row: int(row["position"]))


def _report(row: Row) -> Report:
    return Report(
        text=row["text"],
        title=row["title"],
        url=row["url"],
        outlet=row["outlet"],
        byline=row["byline"],
        language=row["language"],
        published=row["published"],
        dateline=_span_or_none(row, "dateline_"),
        credits=tuple(row["credits"]),
    )


def _actor(row: Row) -> Actor:
    return Actor(
        id=row["actor"],
        name=row["name"],
        mentions=_spans(row, "mention"),
        kind=row["kind"],
        country=row["country"],
        sector=tuple(row["sector"]),
        role=row["role"],
        evidence=json.loads(row["evidence"]),
    )


def _statement(row: Row) -> Statement:
    count_span = _span_or_none(row, "count_")
    return Statement(
        id=row["statement"],
        content=_spans(row, "content"),
        cue=_span_or_none(row, "cue_"),
        quotation=row["quotation"],
        source=_local_ids(row["source"]),
        source_span=_span_or_none(row, "source_"),
        source_type=row["source_type"],
        anonymity=row["anonymity"],
        anonymity_reason=_span_or_none(row, "reason_"),
        count_claimed=Count(span=count_span, number=row["count_claimed"]) if count_span else None,
        addressee=_local_id(row["addressee"]),
        addressee_is_outlet=row["addressee_is_outlet"],
        on_behalf_of=_local_id(row["on_behalf_of"]),
        stance=row["stance"],
        parent=_local_id(row["parent"]),
        evidence=json.loads(row["evidence"]),
    )


def _event(row: Row) -> Event:
    return Event(
        id=row["event"],
        trigger=_span(row, "trigger_"),
        type=row["type"],
        mode=row["mode"],
        contexts=tuple(row["contexts"]),
        actor=_local_ids(row["actor"]),
        actor_spans=_spans(row, "actor"),
        recipient=_local_ids(row["recipient"]),
        recipient_spans=_spans(row, "recipient"),
        place=None if row["place_start"] is None else _place(row, "place_"),
        time=None if row["time_start"] is None else _time(row, "time_"),
        status=row["status"],
        according_to=_local_id(row["according_to"]),
        same_as=_local_id(row["same_as"]),
        magnitude=_magnitude(row),
        evidence=json.loads(row["evidence"]),
    )


def _magnitude(row: Row) -> dict[str, Count]:
    counts = zip(
        row["magnitude_kinds"],
        row["magnitude_numbers"],
        row["magnitude_currencies"],
        _spans(row, "magnitude"),
        strict=True,
    )
    return {
        kind: Count(span=span, number=number, currency=currency)
        for kind, number, currency, span in counts
    }


def _place(row: Row, prefix: str = "") -> Place:
    return Place(
        span=_span(row, prefix),
        name=row[f"{prefix}name"],
        geonames_id=row["geonames_id"],
        lat=row["lat"],
        lon=row["lon"],
        country=row["country"],
        precision=row[f"{prefix}precision"],
        metonymic=row[f"{prefix}metonymic"],
    )


def _time(row: Row, prefix: str = "") -> Time:
    return Time(
        span=_span(row, prefix),
        kind=row[f"{prefix}kind"],
        value=row[f"{prefix}value"],
        start=_iso(row["start_day"]),
        end=_iso(row["end_day"]),
        precision=row[f"{prefix}precision"],
    )


def _span(row: Row, prefix: str = "") -> Span:
    return row[f"{prefix}start"], row[f"{prefix}end"]


def _span_or_none(row: Row, prefix: str) -> Span | None:
    return None if row[f"{prefix}start"] is None else _span(row, prefix)


def _spans(row: Row, name: str) -> tuple[Span, ...]:
    return tuple(zip(row[f"{name}_starts"], row[f"{name}_ends"], strict=True))


def _local_id(global_id: str | None) -> str | None:
    return None if global_id is None else global_id.split(":", 1)[1]


def _local_ids(global_ids: list[str]) -> tuple[str, ...]:
    return tuple(global_id.split(":", 1)[1] for global_id in global_ids)


def _iso(day: date | str | None) -> str | None:
    return day.isoformat() if isinstance(day, date) else day


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _built(hint: Any, value: Any) -> Any:
    """The value of the annotated type `hint` that plain data stands for."""
    if value is None:
        return None
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return hint(**{name: _built(kind, value[name]) for name, kind in _hints(hint).items()})
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _built(arguments[0], value)
    if origin is tuple:
        return tuple(_built(arguments[0], item) for item in value)
    if origin is dict and dataclasses.is_dataclass(arguments[1]):
        return {key: _built(arguments[1], item) for key, item in value.items()}
    return value
