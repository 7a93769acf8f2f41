"""A user's own gazetteer on the command line, in Python and in a pool of processes."""

import json
from pathlib import Path

import pytest

import dateline
from tests.test_cli import run

TEXT = (
    "Troops shell camp in Darfur\n\n"
    "Troops of the Blue Guard shelled Camp Zolat on Monday, killing nine people, said the Blue "
    "Guard. The governor in Khartoum condemned the attack.\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(
        "name,latitude,longitude,country,kind,sector,from\n"
        "Camp Zolat,13.63,25.35,SDN,,,\n"
        "Khartoum,13.6,25.3,TCD,,,\n"
        "Blue Guard,,,SDN,group,REB,2023\n",
        encoding="utf-8",
    )
    return path


def _check(record: dateline.Record) -> None:
    by_name = {place.name: place for place in record.places}
    assert (by_name["Camp Zolat"].lat, by_name["Camp Zolat"].country) == (13.63, "SDN")
    assert by_name["Khartoum"].country == "TCD"
    guard = next(actor for actor in record.actors if actor.name == "Blue Guard")
    assert (guard.kind, guard.country, guard.sector) == ("group", "SDN", ("REB",))


def test_read_takes_it(report: Path, table: Path) -> None:
    _check(dateline.read(str(report), gazetteer=table, published="2023-05-01"))
    plain = dateline.read(str(report), published="2023-05-01")
    assert {p.country for p in plain.places if p.name == "Khartoum"} == {"SDN"}


def test_workers_take_it(report: Path, table: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT.replace("nine", "ten"), encoding="utf-8")
    sources = [str(report), str(other)]
    records = dateline.read_many(sources, workers=2, gazetteer=table, published="2023-05-01")
    found = list(records)
    assert len(found) == 2
    for record in found:
        _check(record)


def test_the_command_takes_it(report: Path, table: Path) -> None:
    done = run("read", str(report), "--gazetteer", str(table))
    assert done.returncode == 0
    places = json.loads(done.stdout)["places"]
    assert {p["country"] for p in places if p["name"] == "Khartoum"} == {"TCD"}


def test_a_bad_file_ends_the_command(report: Path, table: Path) -> None:
    table.write_text("name,latitude,longitude\nCamp Zolat,north,25\n", encoding="utf-8")
    done = run("read", str(report), "--gazetteer", str(table))
    assert (done.returncode, done.stdout) == (2, "")
    assert "line 2" in done.stderr
    assert "hint: Mend line 2." in done.stderr
    assert "Traceback" not in done.stderr
