"""What filters choose, what comes with it, and what reviewers take out."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from dateline.archive.store import Archive
from dateline.errors import DatelineError
from dateline.exports.archive.selection import Selection
from dateline.record import report_id
from tests.archive import crisis
from tests.exports.archive.exporting import (
    FILES,
    FOLDERS,
    archive_of,
    folder_of,
    rejection,
    review,
    text_of,
)

SHELLING = report_id(crisis.SHELLING)
DENIAL = report_id(crisis.DENIAL)


def rows(path: Path, query: str, **filters: Any) -> list[dict[str, Any]]:
    """The rows of a query over all batches."""
    with Archive.open(path) as archive, Selection(archive, **filters) as selection:
        return [row for _ in selection.batches() for row in selection.rows(query)]


def chosen(path: Path, table: str, **filters: Any) -> set[str]:
    return {next(iter(row.values())) for row in rows(path, f"FROM chosen_{table}", **filters)}


def named(path: Path, **filters: Any) -> dict[str, set[str]]:
    """The ids that chosen events and statements name."""
    events = rows(path, "SELECT e.* FROM events e SEMI JOIN chosen_events USING (id)", **filters)
    statements = rows(
        path, "SELECT s.* FROM statements s SEMI JOIN chosen_statements USING (id)", **filters
    )
    found = {"statements": {event["according_to"] for event in events}}
    found["statements"] |= {statement["parent"] for statement in statements}
    found["actors"] = {one for event in events for one in event["actor"] + event["recipient"]}
    for statement in statements:
        found["actors"] |= {*statement["source"], statement["addressee"], statement["on_behalf_of"]}
    return {table: ids - {None} for table, ids in found.items()}


def test_without_filters_everything_is_chosen(crisis_path: Path) -> None:
    with Archive.open(crisis_path) as archive:
        for table in ("events", "statements", "actors"):
            ids = {row["id"] for row in archive.sql(f"SELECT id FROM {table}")}
            assert chosen(crisis_path, table) == ids
        assert chosen(crisis_path, "reports") == set(archive.report_ids())


@pytest.mark.parametrize(
    "filters",
    [
        {"type": "ASSAULT"},
        {"stance": "denies"},
        {"anonymous": True},
        {"since": "2024-03-05"},
        {"actor": "United Nations"},
        {"denied": True},
        {"place": "Atlantis"},
    ],
)
def test_events_are_those_of_the_question_and_no_id_leads_nowhere(
    crisis_path: Path, mutiny_path: Path, filters: dict[str, Any]
) -> None:
    for path in (crisis_path, mutiny_path):
        with Archive.open(path) as archive:
            asked = {row["id"] for row in archive.events(**filters)}
            told = {row["id"] for row in archive.statements(**filters)}
        assert chosen(path, "events", **filters) == asked
        assert chosen(path, "statements", **filters) >= told
        for table, ids in named(path, **filters).items():
            assert chosen(path, table, **filters) >= ids


def test_a_statement_comes_with_those_that_hold_it(mutiny_path: Path) -> None:
    with Archive.open(mutiny_path) as archive:
        (inner,) = archive.sql("SELECT id, parent FROM statements WHERE parent IS NOT NULL LIMIT 1")
        source = archive.sql(
            f"SELECT source_words FROM statements WHERE id = '{inner['id']}'"
        ).to_records()[0]["source_words"]
    assert {inner["id"], inner["parent"]} <= chosen(mutiny_path, "statements", source=source)


def test_the_chain_goes_from_the_outlet_inwards(mutiny_path: Path) -> None:
    with Archive.open(mutiny_path) as archive, Selection(archive) as selection:
        (event,) = (row for row in selection.events() if row["trigger_words"] == "shelled")
    assert event["chain"] == ["The Harbour Standard", "An aide (unnamed)", "the minister"]


def test_what_reviewers_reject_is_left_out(crisis_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "reviewed.dateline"
    shutil.copytree(crisis_path, path)
    statement = f"{DENIAL}:S2"
    review(path, rejection(SHELLING, why="a test"), rejection(statement))
    assert chosen(path, "rejected") == {SHELLING, statement}
    assert chosen(path, "reports") == chosen(crisis_path, "reports") - {SHELLING}
    for table in ("events", "statements", "actors"):
        gone = chosen(crisis_path, table) - chosen(path, table)
        assert {one[:16] for one in gone - {statement}} == {SHELLING}
    assert statement not in chosen(path, "statements", stance="demands")
    with Archive.open(path) as archive, Selection(archive) as selection:
        told = {tombstone.id: tombstone for tombstone in selection.tombstones()}
        assert [reading.record.report.id for reading in selection.readings()] == sorted(
            chosen(path, "reports")
        )
    assert (told[SHELLING].layer, told[SHELLING].why) == ("report", "a test")
    assert (told[statement].layer, told[statement].disputed) == ("statement", False)


def test_nothing_is_left_behind(crisis_path: Path) -> None:
    schemas = "SELECT count(*) AS n FROM duckdb_schemas() WHERE schema_name LIKE 'chosen%'"
    with Archive.open(crisis_path) as archive:
        with Selection(archive), Selection(archive):
            assert archive.sql(schemas).to_records() == [{"n": 2}]
        assert archive.sql(schemas).to_records() == [{"n": 0}]
        with pytest.raises(DatelineError, match="no type"):
            Selection(archive, type="ASSULT")


def test_batches_change_nothing(crisis_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [text_of(crisis_path, module, since="2024-03") for module in FILES]
    monkeypatch.setattr("dateline.exports.archive.selection.BATCH", 2)
    assert [text_of(crisis_path, module, since="2024-03") for module in FILES] == whole


def test_an_empty_archive_is_exported_too(tmp_path: Path) -> None:
    path = archive_of([], tmp_path / "empty.dateline")
    for module in FILES:
        assert text_of(path, module)
    for module in FOLDERS:
        assert folder_of(path, module, tmp_path / module.__name__)
