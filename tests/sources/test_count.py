"""Counting sources ahead."""

from pathlib import Path

from dateline.sources.count import count_ahead


def test_files_folders_and_globs(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.html", "in/c.txt", ".hidden"):
        (tmp_path / name).write_text("x")
    assert count_ahead([str(tmp_path)]) == 3
    assert count_ahead([str(tmp_path / "a.txt"), str(tmp_path / "b.html")]) == 2
    assert count_ahead([str(tmp_path / "*.txt")]) == 1
    assert count_ahead(["https://a.example/story"]) is None
    assert count_ahead([str(tmp_path / "missing.txt")]) == 1


def test_what_may_hold_any_number_is_not_counted(tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_text("{}")
    assert count_ahead([str(tmp_path)]) is None
    assert count_ahead(["-"]) is None


def test_a_text_given_as_a_source_is_one() -> None:
    assert count_ahead(["The army shelled the town on Monday. " * 20]) == 1
