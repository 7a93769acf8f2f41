"""`dateline review` and `dateline corpus` as a user runs them."""

import json
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from corpus.check import annotation_problems
from dateline.archive.store import Archive
from dateline.cli import main
from dateline.record import report_id
from tests.archive import crisis

DENIAL, SHELLING = report_id(crisis.DENIAL), report_id(crisis.SHELLING)
Shell = Callable[..., tuple[int, str, str]]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return crisis.write(tmp_path / "crisis.dateline")


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Runs a command with lines on standard input: exit code, output, errors."""

    def run(*arguments: object, lines: Any = ()) -> tuple[int, str, str]:
        told = "".join(json.dumps(line) + "\n" for line in lines)
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(told.encode())))
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, error = capsys.readouterr()
        return code, out, error

    return run


def line(action: str, target: str, **fields: Any) -> dict[str, Any]:
    return {"action": action, "target": target, "why": "the text says so"} | fields


def test_reviews_go_in_and_come_out(archive: Path, shell: Shell) -> None:
    lines = [
        line("accept", f"{DENIAL}:E1"),
        line("change", f"{DENIAL}:E2", field="mode", value=None),
    ]
    assert shell("review", archive, "--by", "ana", lines=lines)[::2] == (
        0, f"{archive}: 2 reviews added\n",
    )  # fmt: skip
    code, out, _ = shell("review", archive, "--out", "all")
    told = [json.loads(one) for one in out.splitlines()]
    assert code == 0
    assert [(one["action"], one["by"], one["in_force"]) for one in told] == [
        ("accept", "ana", True), ("change", "ana", True),
    ]  # fmt: skip
    assert "0 reviews added, 2 there already" in shell("review", archive, lines=told)[2]


def test_the_queue_is_written_to_be_filled_in(archive: Path, shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "queue.jsonl"
    assert shell("review", archive, "--out", "--limit", "3", "-o", file)[0] == 0
    told = [json.loads(one) for one in file.read_text(encoding="utf-8").splitlines()]
    assert len(told) == 3
    told[1]["action"] = "accept"
    file.write_text("\n".join(map(json.dumps, told)), encoding="utf-8")
    assert "1 review added" in shell("review", archive, file, "--by", "ana")[2]


def test_what_is_wrong_is_told_with_its_line(archive: Path, shell: Shell) -> None:
    lines = [
        line("accept", f"{DENIAL}:E1"),
        line("change", f"{DENIAL}:E1", field="type", value="X"),
    ]
    code, out, error = shell("review", archive, "--by", "ana", lines=lines)
    assert (code, out) == (2, "")
    assert "error: standard input:2: there is no type 'X'\nhint: " in error
    assert error.endswith("no review was added\n")
    assert shell("review", archive, "--out", "all")[1] == ""


def test_cuts_change_the_incidents_and_withdrawals_change_them_back(
    archive: Path, shell: Shell
) -> None:
    one, two = f"{SHELLING}:E1", f"{report_id(crisis.COPY)}:E1"

    def incidents() -> dict[str, str]:
        with Archive.open(archive) as opened:
            rows = opened.sql("SELECT event_id, incident_id FROM incident_events").to_records()
        return {row["event_id"]: row["incident_id"] for row in rows}

    shell("review", archive, "--by", "ana", lines=[line("join", one, other=two)])
    before = incidents()
    assert before[one] == before[two]
    cut = [line("cut", one, other=two, at="2124-05-05")]
    assert "finding incidents anew" in shell("review", archive, "--by", "ana", lines=cut)[2]
    after = incidents()
    assert after[one] != after[two]
    _, out, _ = shell("review", archive, "--out", "all")
    review = json.loads(out.splitlines()[1])["review"]
    shell("review", archive, "--by", "ana", lines=[line("withdraw", review)])
    assert incidents() == before
    shell("review", archive, "--by", "ana", "--later", lines=[cut[0] | {"why": "later"}])
    assert incidents() == before


def test_reviewed_reports_become_training_data(archive: Path, shell: Shell, tmp_path: Path) -> None:
    lines = [
        line("accept", DENIAL),
        line("change", f"{DENIAL}:E1", field="status", value="not_happened"),
        line("reject", f"{DENIAL}:E2"),
        line("accept", f"{SHELLING}:E1"),
    ]
    shell("review", archive, "--by", "ana", lines=lines)
    code, out, error = shell("corpus", archive, "-o", tmp_path / "mine")
    assert (code, out) == (0, "")
    assert f"{SHELLING} is left out: it wasn't reviewed in full" in error
    assert "1 report, 1 left out" in error
    text = (tmp_path / "mine" / "docs" / f"{DENIAL}.txt").read_text(encoding="utf-8")
    file = tmp_path / "mine" / "annotations" / f"{DENIAL}.ann.json"
    annotation = json.loads(file.read_text(encoding="utf-8"))
    assert text == crisis.DENIAL
    assert annotation_problems(DENIAL, text, annotation) == []
    assert [(e["id"], e["status"]) for e in annotation["events"]] == [("E1", "not_happened")]


def test_disputed_reports_are_no_training_data(archive: Path, shell: Shell, tmp_path: Path) -> None:
    lines = [line("accept", DENIAL, by="ana"), line("reject", DENIAL, by="ben")]
    shell("review", archive, lines=lines)
    code, _, error = shell("corpus", archive, "-o", tmp_path / "mine")
    assert code == 2
    assert "reviewers differ" in error
    assert "hint: accept a report as a whole" in error
