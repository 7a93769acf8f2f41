"""Records as plain data."""

import json

from hypothesis import given, settings

from dateline.record import Meta, Record, Report, normalize
from tests.strategies import records


def test_report_id_depends_on_the_text_alone() -> None:
    assert Report(text="a", outlet="X").id == Report(text="a").id != Report(text="b").id
    assert len(Report(text="").id) == 16


def test_normalize_composes() -> None:
    assert normalize("e\u0301") == "\u00e9"


@settings(max_examples=30, deadline=None)
@given(records())
def test_json_round_trip(record: Record) -> None:
    data = json.loads(record.to_json())
    assert data == record.to_dict()
    assert data["report"]["id"] == record.report.id
    assert "\n" not in record.to_json()


def test_keys_are_the_codebooks() -> None:
    record = Record(report=Report(text="x"), meta=Meta(dateline="0", model="m", seconds=0.0))
    assert list(record.to_dict()) == [
        "report", "actors", "statements", "events", "names", "places", "times", "meta",
    ]  # fmt: skip
