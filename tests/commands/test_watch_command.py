"""`dateline watch` as a user runs it."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import click
import pytest

import dateline
from dateline.cli import cli
from tests.sources.serving import Answer, Server, item, page, rss, serving, text

COMMAND = (sys.executable, "-c", "from dateline.cli import main; main()", "watch")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "command-line.md"
PATIENCE = 300


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        running.answers["/1"] = Answer(page(1))
        running.answers["/feed"] = Answer(rss(item(f"{running.url}/1", 1)))
        yield running


def run(*arguments: object) -> "subprocess.CompletedProcess[str]":
    words = [*COMMAND, *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE)


def texts(archive: Path) -> list[str]:
    with dateline.open(archive) as opened:
        return [opened.record(report_id).report.text for report_id in opened.report_ids()]


def test_once(server: Server, tmp_path: Path) -> None:
    archive = tmp_path / "crisis.dateline"
    done = run(archive, f"{server.url}/feed", "--once", "--allow-private")
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 report read, 0 already there, 0 set aside" in done.stderr
    assert texts(archive) == [text(1)]
    times = [when for _, when, _ in server.asked]
    assert server.paths == ["/robots.txt", "/feed", "/1"]
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.95
    done = run(archive, f"{server.url}/feed", f"{server.url}/none", "--once", "--allow-private")
    assert done.returncode == 2
    assert "error: " in done.stderr
    assert "404" in done.stderr
    assert "hint: It is asked again, but not before" in done.stderr
    done = run(archive, f"{server.url}/feed", "--once")
    assert "private" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_signal_ends_it(server: Server, tmp_path: Path) -> None:
    archive = tmp_path / "crisis.dateline"
    words = [*COMMAND, str(archive), f"{server.url}/feed", "--allow-private"]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + PATIENCE
    assert process.stderr is not None
    assert "1 report read" in process.stderr.readline()
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=deadline - time.monotonic()) == 0
    assert process.stderr.read() == ""
    assert texts(archive) == [text(1)]


def test_every_option_is_told() -> None:
    told = re.search(r"(?ms)^## `dateline watch`$(.*?)(?=^## )", PAGE.read_text(encoding="utf-8"))
    assert told
    command = cli.get_command(click.Context(cli), "watch")
    assert command
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert f"`{parameter.opts[0]}" in told[1], parameter.opts
