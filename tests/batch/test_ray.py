"""Shards on a local Ray with two workers; `.ci/ray` runs this with Ray installed."""

import os
import signal
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from dateline.batch.cluster import Job, ShardOutcome, run_shards_on_ray
from dateline.batch.collect import collect
from dateline.batch.pool import Outcome
from dateline.batch.shards import Shard, quarantined, read_shard, shards_of
from dateline.errors import DatelineError
from dateline.sources.draft import Loaded
from tests import reports
from tests.archive.building import stub_reader, write_reports

WORKERS = 2
needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is missing: dateline[ray]")


class DeadlyJob(Job):
    """Reads at once; a report numbered 4 kills the process that reads it."""

    def __call__(self, shard: Shard) -> ShardOutcome:
        finished = read_shard(shard, self.results, scratch=self.scratch, reader=deadly)
        return ShardOutcome(shard, finished, None)


def deadly(items: Iterable[Loaded], *, workers: int | None) -> Iterator[Outcome]:
    for item in items:
        assert item.report
        if item.report.text.startswith("Report 4 "):
            os.kill(os.getpid(), signal.SIGKILL)
        yield from stub_reader([item], workers=workers)


def outcomes_on_ray(paths: list[str], job: Job) -> dict[str, ShardOutcome]:
    outcomes = list(run_shards_on_ray(shards_of(paths), job, workers=WORKERS))
    assert len(outcomes) == len(paths)
    return {outcome.shard.sources[0]: outcome for outcome in outcomes}


def test_without_ray_it_is_told_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("dateline.batch.cluster.find_spec", {}.get)
    with pytest.raises(DatelineError, match="Ray is not installed") as told:
        list(run_shards_on_ray(shards_of(["a"]), Job(tmp_path)))
    assert told.value.hint == "Run: pip install 'dateline[ray]'"


@needs_ray
def test_shards_are_read_on_ray(tmp_path: Path) -> None:
    for name, text in (("a", reports.PLAIN), ("b", reports.SHORT)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    paths = [str(tmp_path / f"{name}.txt") for name in ("a", "b", "none")]
    job = Job(tmp_path / "results", scratch=tmp_path / "scratch")
    read = outcomes_on_ray(paths, job)
    assert [read[path].finished is None for path in paths] == [False, False, True]
    error = read[paths[-1]].error
    assert error
    assert "there is no file" in error.message


@needs_ray
def test_killed_workers_resume_and_finished_shards_are_not_read_again(tmp_path: Path) -> None:
    numbers = (range(3), range(3, 6), range(6, 9))
    paths = [str(write_reports(tmp_path / f"{n[0]}.jsonl", n)) for n in numbers]
    job = DeadlyJob(tmp_path / "results", scratch=tmp_path / "scratch")
    read = outcomes_on_ray(paths, job)
    finished = [read[path].finished for path in paths]
    assert [done and (done.read, done.set_aside) for done in finished] == [(3, 0), (2, 1), (3, 0)]
    (killed,) = (item for done in finished if done for item in quarantined(job.results, done.name))
    assert "died each time" in killed.reason

    for path in paths:
        Path(path).unlink()
    again = outcomes_on_ray(paths, job)
    assert [again[path].finished for path in paths] == finished
    assert collect(job.results, tmp_path / "a.dateline").read == 8
