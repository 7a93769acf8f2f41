"""`dateline export` as a user runs it."""

import json
import sys
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.commands.export import FOLDERS, NAMES


def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str
) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["dateline", "export", *words])
    try:
        main()
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    return (code, *capsys.readouterr())


@pytest.mark.parametrize("name", NAMES)
def test_every_format_is_written_where_it_is_asked_for(
    crisis_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
) -> None:
    target = tmp_path / "out"
    told = run(monkeypatch, capsys, str(crisis_path), "--as", name, "-o", str(target))
    assert told == (0, "", "")
    assert target.is_dir() == (name in FOLDERS)
    assert all(file.stat().st_size for file in ([target] if target.is_file() else target.iterdir()))


def test_files_go_to_standard_output_and_filters_choose(
    crisis_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = (str(crisis_path), "--as", "geojson", "--type", "protest", "--since", "2024-03")
    code, out, error = run(monkeypatch, capsys, *words)
    assert (code, error) == (0, "")
    (feature,) = json.loads(out)["features"]
    assert feature["properties"]["mode"] == "demo"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--as", "csv"), "csv needs a folder"),
        (("--as", "shapefile"), "'shapefile' is not one of"),
        ((), "Missing option '--as'"),
        (("--as", "acled", "--type", "ASSULT"), "Did you mean ASSAULT?"),
        (("--as", "acled", "-o", "missing/a.csv"), "can't be written"),
        (("--as", "parquet", "-o", "FILE"), "can't be written"),
        (("--as", "csv", "-o", "FILE"), "can't be written"),
    ],
)
def test_what_makes_no_sense_exits_with_2(
    crisis_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "FILE").write_text("not a folder", encoding="utf-8")
    code, out, error = run(monkeypatch, capsys, str(crisis_path), *words)
    assert (code, out) == (2, "")
    assert message in error
