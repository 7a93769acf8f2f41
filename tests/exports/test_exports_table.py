import csv
import dataclasses
import io
import re

import pytest
from hypothesis import given, settings

from dateline.exports.neutral import without_controls
from dateline.exports.table import (
    DATE_COLUMNS,
    EVENT_COLUMNS,
    NUMBER_COLUMNS,
    guarded,
    write_events,
)
from dateline.record import Record
from tests.exports.mutiny import MUTINY
from tests.strategies import labels, records


def written(*given_records: Record) -> str:
    file = io.StringIO(newline="")
    write_events(given_records, file)
    return file.getvalue()


def rows(*given_records: Record) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(*given_records), newline=""), strict=True))


def value(cell: str) -> str:
    return cell.removeprefix("'")


def values(cell: str) -> list[str]:
    parts = re.split(r"(?<!\\)((?:\\\\)*) \| ", value(cell))
    joined = [text + slashes for text, slashes in zip(parts[::2], [*parts[1::2], ""], strict=True)]
    return [re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL) for part in joined]


@given(records())
@settings(max_examples=30, deadline=None)
def test_any_record_gives_one_full_row_an_event(record: Record) -> None:
    text = written(record)
    text.encode("utf-8")
    table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len(table) == 1 + len(record.events)
    assert {len(row) for row in table} == {len(EVENT_COLUMNS)}


@given(records())
@settings(max_examples=20, deadline=None)
def test_values_are_recovered_and_no_text_cell_is_a_formula(record: Record) -> None:
    by_id = {actor.id: actor for actor in record.actors}
    for row, event in zip(rows(record), record.events, strict=True):
        assert value(row["trigger"]) == without_controls(record.quote(event.trigger))
        assert value(row["title"]) == without_controls(record.report.title or "")
        assert int(row["start"]) == event.trigger[0]
        if event.place and event.place.lat is not None:
            assert float(row["lat"]) == event.place.lat
        countries = [by_id[actor_id].country or "" for actor_id in event.actor]
        assert values(row["actor_countries"]) == (countries or [""])
        for column in set(EVENT_COLUMNS) - set(NUMBER_COLUMNS) - set(DATE_COLUMNS):
            assert not row[column].startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋"))


@given(labels())
def test_guard_is_undone_by_taking_one_apostrophe_off(text: str) -> None:
    assert value(guarded(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1+1", "\ufeff=1", "\u200b@x", "＝1",
        "－1",
        "1e10", "12E4567890123456", "00123", "2019-1", "3/4", "10:30", "5 March", "MAR1", "Sept 11",
        "1,000", "50%", "$5", "(5)", ".5", "٣", "１２", "Wednesday, 25 September 2019", "TRUE",
        "false", "'quoted'",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_change_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    ["", "E1", "S12", "ASSAULT", "heavy-weapons", "the 3rd Battalion of the army", "Port Selwyn"],
)
def test_plain_words_are_left_alone(text: str) -> None:
    assert guarded(text) == text


def test_columns_hold_what_they_say() -> None:
    row = rows(MUTINY)[1]
    expected = {
        "outlet": "The Harbour Standard",
        "published": "2019-03-11T07:40:00+03:00",
        "event_id": "E2",
        "type": "ASSAULT",
        "mode": "heavy-weapons",
        "quad_class": "material conflict",
        "status": "happened",
        "actor_names": "troops",
        "actor_countries": "SLW",
        "actor_sectors": "MIL REB",
        "place_name": "Port Selwyn",
        "geonames_id": "77",
        "lat": "-4.05",
        "time_start": "2019-03-10",
        "killed": "6",
        "injured": "",
        "magnitude_text": "killed: six",
        "according_to": "S2",
        "source_names": "the minister",
        "chain": "The Harbour Standard | An aide (unnamed) | the minister",
        "trigger": "shelled",
    }
    assert {column: row[column] for column in expected} == expected
    assert row["sentence"].startswith("An aide told Reuters")
    assert row["sentence"].endswith("killing six.")


def test_several_values_are_joined_and_bars_escaped() -> None:
    actors = (
        dataclasses.replace(MUTINY.actors[2], name="a | b\\"),
        dataclasses.replace(MUTINY.actors[4], name="c"),
    )
    event = dataclasses.replace(MUTINY.events[1], actor=("A3", "A5"))
    row = rows(dataclasses.replace(MUTINY, actors=actors, events=(event,)))[0]
    assert row["actor_names"] == "a \\| b\\\\ | c"
    assert values(row["actor_names"]) == ["a | b\\", "c"]


def test_lines_end_as_rfc_4180_wants() -> None:
    text = written(MUTINY)
    assert text.count("\r\n") == 1 + len(MUTINY.events)
    assert text.startswith("report_id,outlet,")
