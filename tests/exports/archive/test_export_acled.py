"""Happenings in ACLED's columns."""

import csv
import dataclasses
import io
from pathlib import Path
from typing import Any

import pytest

from dateline.exports.archive import acled
from dateline.record import Actor, Event, Record
from tests.archive import crisis
from tests.exports.archive.exporting import archive_of, text_of

ACLED_COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 "
    "assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region "
    "country admin1 admin2 admin3 location latitude longitude geo_precision source source_scale "
    "notes fatalities tags timestamp"
).split()


def rows(path: Path, **filters: Any) -> list[dict[str, str]]:
    text = io.StringIO(text_of(path, acled, **filters), newline="")
    return list(csv.DictReader(text, strict=True))


def shelling(**changes: Any) -> Record:
    """The report of the shelling, with its event changed."""
    record = crisis.records()[0]
    (event,) = record.events
    return dataclasses.replace(record, events=(dataclasses.replace(event, **changes),))


def with_victims(sector: str, **changes: Any) -> Record:
    victims = Actor(
        id="A9", name="victims", mentions=(), kind="group", country="KEN", sector=(sector,)
    )
    record = shelling(recipient=("A9",), recipient_spans=((0, 4),), **changes)
    return dataclasses.replace(record, actors=(*record.actors, victims))


def row_of(record: Record, folder: Path) -> dict[str, str]:
    (row,) = rows(archive_of([record], folder / "one.dateline"))
    return row


def test_the_columns_are_acleds_and_happenings_come_once(crisis_path: Path) -> None:
    found = rows(crisis_path)
    assert list(found[0])[: len(ACLED_COLUMNS)] == ACLED_COLUMNS
    assert [row["event_type"] for row in found] == ["Explosions/Remote violence", "Protests"]
    expected = {
        "event_date": "2024-03-02", "time_precision": "1", "disorder_type": "Political violence",
        "sub_event_type": "Shelling/artillery/missile attack", "inter1": "State forces",
        "iso": "404", "country": "Kenya", "latitude": "-0.45", "geo_precision": "1",
        "fatalities": "9", "origins": "2", "region": "", "timestamp": "",
    }  # fmt: skip
    assert {column: found[0][column] for column in expected} == expected
    assert found[1]["time_precision"] == "3"
    assert found[1]["inter1"] == "Protesters"


def test_a_denied_report_does_not_hide_what_another_says_happened(crisis_path: Path) -> None:
    denied = dataclasses.replace(crisis.records()[2].events[0], status="denied")
    assert denied.status == "denied"
    assert [row["status"] for row in rows(crisis_path, type="ASSAULT")] == ["happened"]
    assert rows(crisis_path, status="denied") == []


@pytest.mark.parametrize(
    ("sector", "mode", "kinds", "civilian"),
    [
        ("REB", "firearms", ("Battles", "Armed clash", "State forces-Rebel groups"), ""),
        ("CVL", None, ("Violence against civilians", "Attack", "State forces-Civilians"),
         "Civilian targeting"),
        ("CVL", "drone", ("Explosions/Remote violence", "Air/drone strike",
                          "State forces-Civilians"), "Civilian targeting"),
        ("CVL", "crowd-control", ("Protests", "Excessive force against protesters",
                                  "State forces-Protesters"), "Civilian targeting"),
    ],
)  # fmt: skip
def test_parties_decide_the_kind(
    tmp_path: Path, sector: str, mode: str | None, kinds: tuple[str, ...], civilian: str
) -> None:
    row = row_of(with_victims(sector, mode=mode), tmp_path)
    assert (row["event_type"], row["sub_event_type"], row["interaction"]) == kinds
    assert row["civilian_targeting"] == civilian


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "planned"},
        {"type": "REQUEST", "mode": "yield"},
        {"mode": "firearms"},
        {"place": None},
    ],
)
def test_what_acled_has_no_code_for_is_left_out(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert rows(archive_of([shelling(**changes)], tmp_path / "one.dateline")) == []


def test_countries_and_regions_are_no_points(tmp_path: Path) -> None:
    event: Event = crisis.records()[0].events[0]
    assert event.place
    country = dataclasses.replace(event.place, name="Kenya", precision="country")
    row = row_of(shelling(place=country), tmp_path / "country")
    assert (row["latitude"], row["geo_precision"], row["country"]) == ("", "", "Kenya")
    region = dataclasses.replace(event.place, precision="admin1")
    row = row_of(shelling(place=region), tmp_path / "region")
    assert (row["latitude"], row["geo_precision"], row["admin1"]) == ("-0.45", "3", "Garissa")
