"""Incidents of an archive that grows: those that finding all of them at once gives."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.archive import candidates, growth, happenings, sample
from dateline.archive.database import connect
from dateline.archive.derive import derive, derive_again
from dateline.archive.layout import Layout
from dateline.archive.manifest import Manifest, read_manifest, write_manifest
from dateline.archive.parts import write_part
from dateline.archive.reviews import LINKS
from dateline.archive.rows import rows_of
from dateline.archive.store import Archive
from dateline.archive.writer import prepare
from dateline.record import Record
from tests.archive.happenings import record

FIRST = date(2024, 3, 1)
TABLES = ("links", "report_origins", "incidents", "incident_events")
PLACES = ("Gao", None)
ACTS = ("attacked a convoy", "shelled the market")
SIDES = ("Front of the Dunes", "gunmen")


@st.composite
def reports(draw: st.DrawFn) -> Record:
    """A report on one or two acts, some day within a year; half of them in few weeks."""
    day = FIRST + timedelta(days=draw(st.integers(0, 45) | st.integers(0, 365)))
    side, act = draw(st.sampled_from(SIDES)), draw(st.sampled_from(ACTS))
    town = draw(st.sampled_from(PLACES))
    words = f"{side} {act} near {town or 'a river'}, witness {draw(st.integers(0, 9999))} said."
    own = FIRST + timedelta(days=draw(st.integers(0, 365)))
    dated = own.isoformat() if not draw(st.integers(0, 3)) else None
    told: list[dict[str, Any]] = [{"trigger": act.split()[0], "town": town, "day": dated}]
    more = draw(st.sampled_from((None, {"type": "ACCUSE"}, {}, {"same_as": "E1"})))
    if more is not None:
        told.append({"trigger": "near", **more})
    found = record(
        words,
        outlet=f"Outlet {draw(st.integers(0, 3))}",
        day=day.isoformat(),
        events=told,
        actors=(side,),
    )
    if draw(st.integers(0, 7)):
        return found
    return replace(found, report=replace(found.report, published=None))


def grown(
    path: Path, builds: Sequence[Sequence[Record]], reviews: Sequence[dict[str, str]] = ()
) -> dict[str, list[Any]]:
    """The derived tables of an archive to which these reports came one group after another.

    The reviews come last, and what is derived follows them.
    """
    layout, manifest = Layout(path), Manifest(dateline="0.1.0")
    prepare(layout)
    for records in builds:
        part = write_part(connect(), layout, [rows_of(record) for record in records])
        manifest = replace(manifest, parts=(*manifest.parts, part))
        write_manifest(layout, manifest)
        manifest = replace(manifest, derived=derive(layout, manifest))
        write_manifest(layout, manifest)
    if reviews:
        with Archive.open(path, read_only=False) as archive:
            archive.review(reviews)
        derive_again(layout)
    return tables(path)


def tables(path: Path) -> dict[str, list[Any]]:
    with Archive.open(path) as archive:
        return {name: archive.connection.execute(f"FROM {name}").fetchall() for name in TABLES}


QUARTER = sample.Sample(2)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(reports(), min_size=6, max_size=24, unique_by=lambda r: r.report.id), st.data())
def test_the_order_of_arrival_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, found: list[Record], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("growth")
    # Whatever is in the sample comes first, as all is found anew where the sample changes.
    found.sort(key=lambda one: one.report.id not in QUARTER)
    sampled = sum(one.report.id in QUARTER for one in found)
    first = data.draw(st.integers(min(sampled + 1, len(found)), len(found)))
    second = data.draw(st.integers(first, len(found)))
    builds = [found[:first], found[first:second], found[second:]]
    events = st.sampled_from([f"{one.report.id}:{e.id}" for one in found for e in one.events])
    pairs = data.draw(st.lists(st.tuples(events, events, st.sampled_from(LINKS)), max_size=3))
    reviews = [
        {"action": action, "target": one, "other": two, "by": "ana", "why": "read both"}
        for one, two, action in pairs
        if one != two
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sample.Sample, "of", lambda _: QUARTER)
        # So that new events come between others in the order of a key, and some keys count less.
        patch.setattr(candidates, "COMMON_LEAST", 6)
        patch.setattr(candidates, "OTHER_TYPE_BLOCK", 8)
        patch.setattr(candidates, "NEIGHBOURS", 1)
        patch.setattr(candidates, "PARTNERS", 2)
        patch.setattr(growth, "MOST", -1.0)
        expected = grown(folder / "at once", [found], reviews)
        patch.setattr(growth, "MOST", 2.0)
        told = grown(folder / "grown", [group for group in builds if group], reviews)
    assert told == expected


def attack(number: int, day: date) -> Record:
    """A report of the same attack, or of one on another day."""
    return record(
        f"The Front of the Dunes attacked a convoy near Gao, witness {number} said.",
        outlet=f"Outlet {number}",
        day=day.isoformat(),
        events=[{"trigger": "attacked", "town": "Gao", "day": day.isoformat()}],
        actors=("Front of the Dunes",),
    )


def test_only_what_new_reports_can_change_is_found_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A sample of an eighth, and new reports that are not in it.
    monkeypatch.setattr(sample, "LEAST", 4)
    found = [attack(number, FIRST + timedelta(days=60 * (number // 4))) for number in range(40)]
    new = [one for one in found[-4:] if one.report.id not in sample.Sample(3)]
    assert new
    old = [one for one in found if one not in new]
    read: list[str] = []
    load = happenings.read_events

    def noted(*arguments: Any) -> Any:
        rows = load(*arguments)
        read.extend(row.report_id for row in rows)
        return rows

    monkeypatch.setattr(growth, "read_events", noted)
    told = grown(tmp_path / "grown", [old, new])
    assert {one.report.id for one in new} <= set(read) <= {one.report.id for one in found[-4:]}
    assert told == grown(tmp_path / "at once", [found])


def test_reviewers_change_only_what_they_link(tmp_path: Path) -> None:
    found = [attack(number, FIRST + timedelta(days=60 * (number // 2))) for number in range(6)]
    first, second, *_ = sorted(f"{one.report.id}:E1" for one in found[:2])
    cut = {"action": "cut", "target": first, "other": second, "by": "ana", "why": "two attacks"}
    before = grown(tmp_path / "before", [found])
    told = grown(tmp_path / "cut", [found], [cut])
    assert len(told["incidents"]) == len(before["incidents"]) + 1
    joined = grown(tmp_path / "cut", [], [{**cut, "action": "join"}])
    assert joined == before


@pytest.mark.parametrize("file", [growth.NOTE, growth.AGREEING])
@pytest.mark.parametrize("content", [None, b"", b"[1]"])
def test_without_what_was_found_before_all_is_found_anew(
    tmp_path: Path, file: str, content: bytes | None
) -> None:
    found = [attack(number, FIRST + timedelta(days=number)) for number in range(4)]
    expected = grown(tmp_path / "at once", [found])
    grown(tmp_path / "grown", [found[:3]])
    layout = Layout(tmp_path / "grown")
    manifest = read_manifest(layout)
    damaged = layout.derived / str(manifest.derived) / file
    if content is None:
        damaged.unlink()
    else:
        damaged.write_bytes(content)
    part = write_part(connect(), layout, [rows_of(found[3])])
    write_manifest(layout, replace(manifest, parts=(*manifest.parts, part)))
    assert derive_again(layout)
    assert tables(tmp_path / "grown") == expected
