"""The evaluation gate: its rules, and the shipped reading held to its floors."""

from pathlib import Path

from dateline.model.reader_model import shipped_model
from evaluation.counts import Row
from evaluation.gate import (
    CORPUS,
    FLOORS,
    Floors,
    data_hash,
    failures,
    load_floors,
    measure,
    raised,
)
from training.annotated_reports import corpus_part

ROWS = [Row("event", "x", 0.5), Row("statement", "x", 0.8)]


def test_scores_under_a_floor_fail() -> None:
    assert failures(Floors("d", {"event": 0.49, "statement": 0.8}), "d", ROWS) == []
    (failure,) = failures(Floors("d", {"event": 0.51}), "d", ROWS)
    assert "event" in failure


def test_changed_data_and_missing_tasks_fail() -> None:
    assert failures(Floors("d", {}), "e", ROWS)
    assert failures(Floors("d", {"gone": 0.1}), "d", ROWS)


def test_floors_only_rise() -> None:
    floors = raised(Floors("d", {"event": 0.9}), "d", ROWS)
    assert floors.scores == {"event": 0.9, "statement": 0.79}
    assert raised(Floors("old", {"event": 0.9}), "d", ROWS).scores["event"] == 0.49


def test_the_hash_tells_every_change(tmp_path: Path) -> None:
    for folder, name in (("docs", "a.txt"), ("annotations", "a.ann.json")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text("1")
    before = data_hash(tmp_path, ["a"])
    (tmp_path / "annotations" / "a.ann.json").write_text("2")
    assert data_hash(tmp_path, ["a"]) != before


def test_the_shipped_reading_holds_its_floors() -> None:
    ids = corpus_part(CORPUS, "dev")
    rows = measure(CORPUS, ids, shipped_model())
    assert failures(load_floors(FLOORS), data_hash(CORPUS, ids), rows) == []
