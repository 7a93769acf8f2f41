"""The invented reports that are shown where no archive is given."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.archive.build import build
from dateline.archive.store import Archive
from dateline.desk.demo import REPORTS
from dateline.sources.load import load

PATIENCE = 240


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.dateline"
    summary = build([str(REPORTS)], path, workers=1)
    assert summary.counts.set_aside == 0
    return path


def test_every_report_says_that_it_is_invented() -> None:
    loaded = [item.report for item in load(str(REPORTS))]
    assert 24 <= len(loaded) <= 30
    for report in loaded:
        assert report
        assert report.published
        assert report.outlet
        assert report.text.endswith(
            "(This report is invented. Its persons and happenings are made up.)"
        )


def test_happenings_have_several_origins_denials_and_disagreements(archive: Path) -> None:
    with Archive.open(archive) as opened:
        told = [row for row in opened.incidents(min_origins=2) if row["denied_by"]]
        assert any(row["origins"] >= 3 for row in told)
        assert any('"killed"' in row["disagreements"] for row in told)
        assert any('"injured"' in (r["disagreements"] or "") for r in opened.incidents())
        copies = opened.sql("SELECT origin FROM report_origins GROUP BY 1 HAVING count(*) > 1")
        assert len(list(copies)) >= 2
        assert len(opened.statements(anonymous=True).to_records()) >= 5
        assert len({row["country"] for row in opened.events() if row["lat"] is not None}) >= 4


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_behind_when_it_is_stopped(tmp_path: Path, stop: signal.Signals) -> None:
    script = (
        f"import tempfile; tempfile.tempdir = {str(tmp_path)!r}\n"
        "from dateline.desk.demo import demo_archive\n"
        "import time; print(demo_archive(), flush=True); time.sleep(600)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    made = Path(process.stdout.readline().strip())
    assert made.name == "demo.dateline"
    assert made.is_dir()
    process.send_signal(stop)
    _, told = process.communicate(timeout=PATIENCE)
    assert not made.exists()
    assert "invented reports" in told
    assert list(tmp_path.glob("dateline-demo-*")) == []
