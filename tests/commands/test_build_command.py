"""`dateline build` as a user runs it."""

import os
import subprocess
import sys
from pathlib import Path

import dateline
from tests import reports

COMMAND = (sys.executable, "-c", "from dateline.cli import main; main()", "build")
PATIENCE = 300


def run(*arguments: object) -> "subprocess.CompletedProcess[str]":
    words = [*COMMAND, *map(str, arguments), "--workers", "1"]
    return subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE)


def test_a_folder_becomes_an_archive(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in (("a", reports.PLAIN), ("b", reports.SHORT), ("c", "")):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    archive = tmp_path / "crisis.dateline"
    done = run(folder, "-o", archive, "--published", "2024-05-05", "--limit", 1)
    assert done.returncode == 0
    assert done.stdout == ""
    assert "1 report read, 0 already there, 0 set aside" in done.stderr
    done = run(folder, "-o", archive, "--published", "2024-05-05")
    assert done.returncode == 2
    assert "1 report read, 1 already there, 1 set aside" in done.stderr
    assert "1 × it is empty" in done.stderr
    with dateline.open(archive) as opened:
        told = [opened.record(report_id).report for report_id in opened.report_ids()]
    assert {report.published for report in told} == {"2024-05-05"}
    assert any("Sahel Wire" in report.text for report in told)


def test_what_is_wrong_with_the_command_is_told(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(reports.SHORT, encoding="utf-8")
    done = run(source, "-o", tmp_path)
    assert done.returncode == 2
    assert "no archive" in done.stderr
    assert "hint: Give a new folder with -o." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_terminal_shows_how_far_it_has_come(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number, text in enumerate((reports.PLAIN, reports.SHORT, reports.CURLY)):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    screen, terminal = os.openpty()
    words = [*COMMAND, str(folder), "-o", str(tmp_path / "crisis.dateline"), "--workers", "1"]
    done = subprocess.run(words, stderr=terminal, timeout=PATIENCE)
    os.close(terminal)
    told = os.read(screen, 1 << 16).decode("utf-8")
    os.close(screen)
    assert done.returncode == 0
    assert "[##########--------------------] 1 of 3: 1 read, 0 already there (" in told
    assert " s left)" in told
    assert "finding which tell the same" in told
    assert "3 reports read" in told
