"""Shards on a local Ray with two workers; `.ci/ray` runs this with Ray installed."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from dateline.batch.cluster import Job, run_shards_on_ray
from dateline.batch.shards import shards_of
from dateline.errors import DatelineError
from tests import reports

WORKERS = 2


def test_without_ray_it_is_told_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("dateline.batch.cluster.find_spec", {}.get)
    with pytest.raises(DatelineError, match="Ray is not installed") as told:
        list(run_shards_on_ray(shards_of(["a"]), Job(tmp_path)))
    assert told.value.hint == "Run: pip install 'dateline[ray]'"


@pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed: dateline[ray]")
def test_shards_are_read_on_ray(tmp_path: Path) -> None:
    for name, text in (("a", reports.PLAIN), ("b", reports.SHORT), ("c", reports.CURLY)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    paths = [str(tmp_path / f"{name}.txt") for name in ("a", "b", "c", "none")]
    job = Job(tmp_path / "results", scratch=tmp_path / "scratch")
    outcomes = list(run_shards_on_ray(shards_of(paths), job, workers=WORKERS))
    read = {outcome.shard.sources[0]: outcome for outcome in outcomes}
    assert set(read) == set(paths)
    assert [read[path].finished is None for path in paths] == [False, False, False, True]
    error = read[paths[-1]].error
    assert error
    assert "there is no file" in error.message
    again = list(run_shards_on_ray(shards_of(paths[:3]), job, workers=WORKERS))
    for outcome in again:
        assert outcome.finished == read[outcome.shard.sources[0]].finished
