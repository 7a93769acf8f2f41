"""Incidents of whole archives: their fields, and that neither order nor parts nor time matter."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.archive.incidents import find_incidents, incident_id
from dateline.archive.store import Archive
from dateline.archive.tables import DERIVED
from dateline.record import Record
from tests.archive.happenings import archive_of, record
from tests.strategies import records

Rows = list[dict[str, Any]]

WIRE = record(
    "Gunmen attacked a market in Gao on Thursday. An aide blamed the Front. The governor counted.",
    outlet="Sahel Wire",
    day="2024-03-07",
    actors=("Front of the Dunes", "Amadou Keita"),
    statements=[
        {"content": "attacked", "source": ("A2",), "source_type": "named_person"},
        {
            "content": "blamed",
            "source_words": "An aide",
            "source_type": "unnamed_person",
            "anonymity": "unnamed",
        },
    ],
    events=[
        {
            "trigger": "attacked",
            "actor": ("A1",),
            "town": "Gao",
            "day": "2024-03-07",
            "killed": 12.0,
            "according_to": "S1",
        },
        {"trigger": "blamed", "actor": ("A1",), "same_as": "E1", "according_to": "S2"},
    ],
)
LATER = record(
    "The attack in Gao killed more than first said. The Front denied that it attacked traders.",
    outlet="Niger Post",
    day="2024-03-08",
    credits=("Sahel Wire",),
    actors=("Front of the Dunes", "Moussa Ag Ali"),
    statements=[
        {
            "content": "it attacked traders",
            "stance": "denies",
            "source": ("A2",),
            "source_type": "named_person",
            "on_behalf_of": "A1",
        }
    ],
    events=[
        {"trigger": "attack", "town": "Gao", "day": "2024-03-07", "killed": 15.0},
        {
            "trigger": "attacked",
            "actor": ("A1",),
            "same_as": "E1",
            "status": "denied",
            "according_to": "S1",
        },
    ],
)
ELSEWHERE = record(
    "Soldiers attacked a village near Zinder.",
    outlet="Daily Zinder",
    day="2024-03-07",
    events=[{"trigger": "attacked", "town": "Zinder", "day": "2024-03-07"}],
)


def incidents(found: list[Record], folder: Path, **options: Any) -> tuple[Rows, Rows]:
    with Archive.open(archive_of(found, folder)) as archive:
        return find_incidents(archive.connection, **({"report_origins": {}} | options))


@pytest.fixture
def attack(tmp_path: Path) -> dict[str, Any]:
    """The incident in Gao."""
    rows, _ = incidents([WIRE, LATER, ELSEWHERE], tmp_path)
    (found,) = [row for row in rows if row["place_name"] == "Gao"]
    return found


def test_reports_of_one_happening_are_one_incident(tmp_path: Path) -> None:
    rows, events = incidents([WIRE, LATER, ELSEWHERE], tmp_path)
    assert sorted(row["reports"] for row in rows) == [1, 2]
    assert len(events) == 5
    for row in events:
        assert 0 <= row["score"] <= 1
        assert row["reason"]
    for row in rows:
        ids = [event["event_id"] for event in events if event["incident_id"] == row["incident_id"]]
        assert incident_id(ids) == row["incident_id"]


def test_what_when_and_where(attack: dict[str, Any]) -> None:
    assert attack["type"] == "ASSAULT"
    assert attack["status"] == "happened"
    assert attack["actors"] == ["Front of the Dunes"]
    assert (attack["start_day"], attack["end_day"]) == ("2024-03-07", "2024-03-07")
    assert (attack["first_day"], attack["last_day"]) == ("2024-03-07", "2024-03-08")
    assert (attack["geonames_id"], attack["place_precision"]) == (2457161, "city")


def test_according_to_whom(attack: dict[str, Any]) -> None:
    assert attack["named_sources"] == ["Amadou Keita"]
    assert attack["anonymous_sources"] == ["An aide (Sahel Wire)"]
    assert attack["denied_by"] == ["Moussa Ag Ali for Front of the Dunes"]
    assert attack["first_report"] == WIRE.report.id
    assert attack["first_outlet"] == "Sahel Wire"
    assert attack["credited"] is None


def test_a_toll_that_moved(attack: dict[str, Any]) -> None:
    assert json.loads(attack["disagreements"]) == [
        {
            "field": "killed",
            "values": [
                {
                    "value": 12,
                    "reports": [WIRE.report.id],
                    "sources": ["Sahel Wire, citing Amadou Keita"],
                    "first_day": "2024-03-07",
                },
                {
                    "value": 15,
                    "reports": [LATER.report.id],
                    "sources": ["Niger Post"],
                    "first_day": "2024-03-08",
                },
            ],
        }
    ]


def test_the_summary_is_one_sentence_of_its_fields(attack: dict[str, Any]) -> None:
    assert attack["summary"] == (
        "Front of the Dunes carried out an attack in Gao on 7 March 2024: 12 to 15 killed;"
        " 2 reports, 2 origins; denied by Moussa Ag Ali for Front of the Dunes."
    )


def test_rows_fill_exactly_the_columns(tmp_path: Path) -> None:
    rows, events = incidents([WIRE, LATER, ELSEWHERE], tmp_path)
    assert all(row.keys() == DERIVED["incidents"].keys() for row in rows)
    assert all(row.keys() == DERIVED["incident_events"].keys() for row in events)
    json.dumps([rows, events])


@pytest.mark.parametrize(
    ("origins", "count"),
    [
        ({}, 2),
        ({WIRE.report.id: "x", LATER.report.id: "x"}, 1),
        ({WIRE.report.id: "x", LATER.report.id: ("y", "x")}, 1),
        ({WIRE.report.id: "x", LATER.report.id: ("y", "z")}, 2),
        ({WIRE.report.id: "outlet:Sahel Wire", LATER.report.id: "outlet:Niger Post"}, 2),
    ],
)
def test_origins_are_counted_once(tmp_path: Path, origins: dict[str, Any], count: int) -> None:
    rows, _ = incidents([WIRE, LATER], tmp_path, report_origins=origins)
    assert [row["origins"] for row in rows] == [count]


def test_reports_that_rest_on_one_named_source_are_one_origin(tmp_path: Path) -> None:
    told = {"trigger": "attacked", "town": "Gao", "day": "2024-03-07", "according_to": "S1"}
    said = {"content": "attacked", "source": ("A1",), "source_type": "named_person"}
    found = [
        record(
            f"Somebody attacked Gao, it was said to {outlet}.",
            outlet=outlet,
            day="2024-03-07",
            actors=(name,),
            statements=[said],
            events=[told],
        )
        for outlet, name in (("One", "Amadou Keita"), ("Two", "Amadou Keita"), ("Six", "Awa Sow"))
    ]
    (row,), _ = incidents(found, tmp_path)
    assert (row["reports"], row["origins"]) == (3, 2)


def test_a_denial_that_only_alludes(tmp_path: Path) -> None:
    denial = record(
        "The Front attacked Gao. It denied any part in it.",
        outlet="Sahel Wire",
        day="2024-03-07",
        actors=("Front of the Dunes",),
        statements=[
            {
                "content": "any part in it",
                "stance": "denies",
                "source": ("A1",),
                "source_type": "named_organization",
            }
        ],
        events=[{"trigger": "attacked", "actor": ("A1",), "town": "Gao", "day": "2024-03-07"}],
    )
    (row,), _ = incidents([denial], tmp_path)
    assert row["denied_by"] == ["Front of the Dunes"]


def test_reviewers_have_the_last_word(tmp_path: Path) -> None:
    wire, later, other = (f"{r.report.id}:E1" for r in (WIRE, LATER, ELSEWHERE))
    found = [WIRE, LATER, ELSEWHERE]
    cut, _ = incidents(found, tmp_path / "cut", cuts={(wire, later)})
    assert len(cut) == 3
    joined, _ = incidents(found, tmp_path / "joined", joins={(later, other)})
    assert [row["reports"] for row in joined] == [3]


def test_an_empty_archive_has_none(tmp_path: Path) -> None:
    assert incidents([], tmp_path) == ([], [])


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(records(), min_size=1, max_size=5, unique_by=lambda one: one.report.id),
    st.randoms(use_true_random=False),
)
def test_any_records_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, found: list[Record], dice: random.Random
) -> None:
    expected = incidents(found, tmp_path_factory.mktemp("a"))
    dice.shuffle(found)
    assert incidents(found, tmp_path_factory.mktemp("b")) == expected
    rows, events = expected
    assert len(events) == sum(len(record.events) for record in found)
    assert {row["incident_id"] for row in events} == {row["incident_id"] for row in rows}
    json.dumps(expected)
