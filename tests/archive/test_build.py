"""Builds: nothing twice, nothing lost, whatever happens in between."""

import contextlib
import json
import multiprocessing
import os
import random
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import pytest

from dateline.archive import writer
from dateline.archive.build import Summary, build
from dateline.archive.layout import Layout
from dateline.archive.lock import writer_lock
from dateline.archive.manifest import read_manifest
from dateline.archive.parts import FAN_IN, sweep
from dateline.archive.store import Archive
from dateline.archive.writer import Counts
from dateline.errors import DatelineError
from dateline.record import Report
from tests.archive import building
from tests.archive.building import UNREADABLE, rows_in, stub_reader, write_reports

KILLS = 32
PART_REPORTS = 8
PATIENCE = 300
"""Seconds after which a build hangs, on however busy a machine."""
REPORTS = 96


def build_stub(source: Path, path: Path, **options: Any) -> Summary:
    return build([str(source)], path, reader=stub_reader, **options)


def start(source: Path, path: Path, **options: Any) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.archive.building", source, path, str(PART_REPORTS)]
    return subprocess.Popen(
        [str(word) for word in command],
        cwd=Path(__file__).resolve().parents[2],
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def indexed_reports(path: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(path / "side.sqlite")) as side:
        return [i for (i,) in side.execute("SELECT report_id FROM documents ORDER BY 1")]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_reports(tmp_path / "reports.jsonl", range(40))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "crisis.dateline"


@pytest.fixture
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "PART_REPORTS", PART_REPORTS)


def test_reports_are_in_it_once(source: Path, archive: Path) -> None:
    first = build_stub(source, archive)
    assert first.counts == Counts(read=40)
    rows = rows_in(archive)
    assert len(rows["reports"]) == len(rows["report_origins"]) == 40
    second = build_stub(source, archive)
    assert second.counts == Counts(already_there=40)
    assert rows_in(archive) == rows


def test_a_text_that_comes_twice_is_read_once(tmp_path: Path, archive: Path) -> None:
    source = write_reports(tmp_path / "twice.jsonl", [1, 2, 1, 2, 1])
    assert build_stub(source, archive).counts == Counts(read=2, already_there=3)


@pytest.mark.usefixtures("_small_parts")
def test_rows_depend_on_neither_order_nor_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = list(range(60))
    forward = write_reports(tmp_path / "forward.jsonl", numbers)
    random.Random(1).shuffle(numbers)
    shuffled = write_reports(tmp_path / "shuffled.jsonl", numbers)
    build_stub(forward, tmp_path / "a.dateline")
    monkeypatch.setattr(writer, "PART_REPORTS", 1000)
    build_stub(shuffled, tmp_path / "b.dateline", limit=25)
    build_stub(shuffled, tmp_path / "b.dateline")
    assert rows_in(tmp_path / "a.dateline") == rows_in(tmp_path / "b.dateline")
    assert indexed_reports(tmp_path / "a.dateline") == indexed_reports(tmp_path / "b.dateline")


def test_the_limit_counts_new_reports(source: Path, archive: Path) -> None:
    assert build_stub(source, archive, limit=10).counts == Counts(read=10)
    assert build_stub(source, archive, limit=10).counts == Counts(read=10, already_there=10)


def test_what_is_set_aside_is_told_and_kept(source: Path, archive: Path) -> None:
    with source.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"text": f"The {UNREADABLE} report of the army."}) + "\nno json\n")
    seen: list[int] = []
    summary = build_stub(source, archive, progress=lambda counts: seen.append(counts.done))
    assert summary.counts == Counts(read=40, set_aside=2)
    assert summary.reasons["it can't be read"] == 1
    assert seen == [*range(1, 43), 42]
    with Archive.open(archive) as opened:
        run = opened.side.execute("SELECT read, set_aside, ended IS NULL FROM runs").fetchall()
        assert run == [(40, 2, 0)]
        labels = [label for (label,) in opened.side.execute("SELECT label FROM set_aside")]
    assert labels == [f"{source}:41", f"{source}:42"]


@pytest.mark.usefixtures("_small_parts")
def test_parts_stay_few(tmp_path: Path, archive: Path) -> None:
    build_stub(write_reports(tmp_path / "many.jsonl", range(REPORTS)), archive)
    layout, manifest = Layout(archive), read_manifest(Layout(archive))
    levels = [part.level for part in manifest.parts]
    assert all(levels.count(level) < FAN_IN for level in levels)
    assert manifest.reports == REPORTS
    sweep(layout, manifest, grace=0)
    left = {path.name for path in layout.parts.iterdir()}
    assert left == {part.name for part in manifest.parts}
    assert len(rows_in(archive)["events"]) == REPORTS


def test_killed_at_any_moment_it_goes_on(tmp_path: Path) -> None:
    source = write_reports(tmp_path / "many.jsonl", range(REPORTS))
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload(["duckdb", "tests.archive.building"])

    def started(archive: Path) -> ForkServerProcess:
        arguments = (str(source), str(archive), PART_REPORTS)
        process = forks.Process(target=building.build_stub, args=arguments)
        process.start()
        return process

    quiet = tmp_path / "quiet.dateline"
    started(tmp_path / "first.dateline").join()
    began = time.monotonic()
    started(quiet).join()
    longest = time.monotonic() - began
    expected, expected_index = rows_in(quiet), indexed_reports(quiet)
    assert len(expected["reports"]) == REPORTS
    moments = random.Random(7)
    kills = finished = 0
    while kills < KILLS or not finished:
        archive = tmp_path / f"killed-{finished}.dateline"
        process = started(archive)
        process.join(moments.uniform(0.05, 0.8) * longest if kills < KILLS else None)
        if process.exitcode is None:
            process.kill()
            process.join()
            kills += 1
        else:
            assert process.exitcode == 0
            finished += 1
            assert rows_in(archive) == expected
            assert indexed_reports(archive) == expected_index


def test_files_that_may_not_grow(tmp_path: Path, archive: Path) -> None:
    source = write_reports(tmp_path / "many.jsonl", range(REPORTS))
    limit = 100_000

    def shrink() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    process = start(source, archive, preexec_fn=shrink)
    _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "is full" in told or "can't be written" in told
    assert "goes on where it stopped" in told
    assert "Traceback" not in told
    before = rows_in(archive)["reports"]
    assert 0 < len(before) < REPORTS
    build_stub(source, archive)
    build_stub(source, tmp_path / "quiet.dateline")
    assert rows_in(archive) == rows_in(tmp_path / "quiet.dateline")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 600 kB, where the tests may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(disk)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.usefixtures("_small_parts")
def test_a_small_disk(tmp_path: Path, small_disk: Path) -> None:
    source = write_reports(tmp_path / "many.jsonl", range(REPORTS))
    archive = small_disk / "crisis.dateline"
    with pytest.raises(DatelineError, match="is full"):
        build_stub(source, archive)
    before = rows_in(archive)["reports"]
    assert 0 < len(before) < REPORTS
    subprocess.run(["mount", "-o", "remount,size=40m", str(small_disk)], check=True)
    assert build_stub(source, archive).counts.already_there == len(before)
    assert len(rows_in(archive)["reports"]) == REPORTS


def test_a_read_only_disk_can_be_read_and_not_written(source: Path, small_disk: Path) -> None:
    archive = small_disk / "crisis.dateline"
    build_stub(source, archive)
    rows = rows_in(archive)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert rows_in(archive) == rows
    with Archive.open(archive) as opened:
        found = opened.side.execute("SELECT count(*) FROM full_text WHERE full_text MATCH 'Gao'")
        assert found.fetchone()[0] > 0
    for path in (archive, small_disk / "new.dateline"):
        with pytest.raises(DatelineError, match="may not be written"):
            build_stub(source, path)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)
    with pytest.raises(DatelineError, match="may not be written"):
        build_stub(source, folder / "crisis.dateline")


def test_a_second_build_is_refused(source: Path, archive: Path) -> None:
    build_stub(source, archive)
    with writer_lock(Layout(archive)), pytest.raises(DatelineError, match="another build") as told:
        build_stub(source, archive)
    assert str(os.getpid()) in told.value.message
    assert build_stub(source, archive).counts == Counts(already_there=40)


def test_reading_goes_on_while_a_build_runs(tmp_path: Path, archive: Path) -> None:
    source = write_reports(tmp_path / "many.jsonl", range(REPORTS))
    build_stub(source, archive, limit=4)
    process = start(source, archive)
    with Archive.open(archive) as opened:
        sizes = []
        while process.poll() is None:
            opened.refresh()
            ids = opened.report_ids()
            (told,) = opened.connection.execute("SELECT count(*) FROM events").fetchone() or (0,)
            assert len(ids) == told
            assert opened.record(ids[-1]).report.id == ids[-1]
            sizes.append(told)
        assert sizes == sorted(sizes)
        opened.refresh()
        assert len(opened.report_ids()) == REPORTS
    assert process.returncode == 0
    assert process.stderr is not None
    process.stderr.close()


@pytest.mark.usefixtures("_small_parts")
def test_an_older_manifest_can_still_be_read(tmp_path: Path, archive: Path) -> None:
    source = write_reports(tmp_path / "many.jsonl", range(REPORTS))
    build_stub(source, archive, limit=4)
    for path in (*(archive / "parts").iterdir(), *(archive / "derived").iterdir()):
        os.utime(path, (0, 0))
    with Archive.open(archive) as opened:
        build_stub(source, archive)
        assert len(opened.connection.execute("FROM incidents").fetchall()) > 0
        assert len(opened.connection.execute("FROM events").fetchall()) == 4


def test_stopping_keeps_what_was_read(source: Path, archive: Path) -> None:
    def stop(counts: Counts) -> None:
        if counts.read == 15:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_stub(source, archive, progress=stop)
    assert len(rows_in(archive)["reports"]) == 15


@pytest.mark.usefixtures("_small_parts")
def test_a_damaged_part_is_never_merged(source: Path, archive: Path) -> None:
    build_stub(source, archive, limit=24)
    layout = Layout(archive)
    file = layout.parts / read_manifest(layout).parts[0].name / "events.parquet"
    file.write_bytes(file.read_bytes()[:-9] + b"123456789")
    with pytest.raises(DatelineError, match="damaged"):
        build_stub(source, archive)


def test_other_folders_are_left_alone(source: Path, tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="no archive"):
        build_stub(source, tmp_path)
    with pytest.raises(DatelineError, match="is a file"):
        build_stub(source, source)
    assert [path.name for path in tmp_path.iterdir()] == [source.name]


def test_any_name_of_a_folder_will_do(source: Path, tmp_path: Path) -> None:
    archive = tmp_path / "year=2024" / "it's [1] *?.dateline"
    build_stub(source, archive)
    build_stub(source, archive)
    assert len(rows_in(archive)["reports"]) == 40


def test_the_index_is_filled_where_it_lags(source: Path, archive: Path) -> None:
    build_stub(source, archive)
    expected = indexed_reports(archive)
    (archive / "side.sqlite").unlink()
    build_stub(source, archive)
    assert indexed_reports(archive) == expected == sorted(rows_of_reports(archive))


def rows_of_reports(archive: Path) -> list[str]:
    with Archive.open(archive) as opened:
        return opened.report_ids()


def test_the_stub_reads_what_it_should() -> None:
    report = building.stub_record(Report(text=building.text_of(3)))
    assert report.quote(report.events[0].trigger) == "released"
