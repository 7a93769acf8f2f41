"""Shards: read once, resumed where they stopped, and the same archive however they are cut."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from dateline.archive.build import build
from dateline.archive.layout import Layout
from dateline.batch import shards as module
from dateline.batch.cluster import Job, run_shards
from dateline.batch.collect import collect
from dateline.batch.pool import Outcome
from dateline.batch.shards import (
    MARKER,
    Finished,
    Shard,
    finished_shards,
    quarantined,
    read_shard,
    shards_of,
)
from dateline.errors import DatelineError, SourceError
from dateline.sources.draft import Loaded
from tests import reports
from tests.archive.building import UNREADABLE, rows_in, stub_reader, write_reports


@pytest.fixture
def sources(tmp_path: Path) -> list[str]:
    """Three files, of which the last holds a report of the first again."""
    numbers = (range(3), range(3, 6), (0, 6))
    return [str(write_reports(tmp_path / f"{n}.jsonl", some)) for n, some in enumerate(numbers)]


def read(shard: Shard, results: Path) -> Finished:
    return read_shard(shard, results, reader=stub_reader)


def test_shards_are_named_by_their_sources() -> None:
    listed = list(shards_of(["a", "b", "c"], per_shard=2))
    assert [shard.sources for shard in listed] == [("a", "b"), ("c",)]
    assert listed[0].name == Shard(("b", "a")).name != listed[1].name


def test_the_archive_is_the_same_as_if_it_were_built_at_once(
    sources: list[str], tmp_path: Path
) -> None:
    build(sources, tmp_path / "whole.dateline", reader=stub_reader)
    for per_shard in (1, 2, 3):
        results = tmp_path / f"results{per_shard}"
        for shard in shards_of(sources, per_shard=per_shard):
            read(shard, results)
        path = tmp_path / f"cut{per_shard}.dateline"
        counts = collect(results, path)
        assert counts.read == 7
        assert counts.already_there == (1 if per_shard < 3 else 0)
        assert rows_in(path) == rows_in(tmp_path / "whole.dateline")
        again = collect(results, path)
        assert (again.read, again.already_there) == (0, counts.done)


def test_collected_reports_are_found_by_their_words(sources: list[str], tmp_path: Path) -> None:
    read(Shard(tuple(sources)), tmp_path / "results")
    collect(tmp_path / "results", tmp_path / "a.dateline")
    import dateline

    with dateline.open(tmp_path / "a.dateline") as archive:
        assert len(archive.search('"case 4.1"').to_records()) == 1


def test_a_finished_shard_is_not_read_again(sources: list[str], tmp_path: Path) -> None:
    shard = Shard((sources[0],))
    first = read(shard, tmp_path / "results")
    Path(sources[0]).unlink()
    assert read(shard, tmp_path / "results") == first
    assert list(finished_shards(tmp_path / "results")) == [first]
    assert not list((tmp_path / "results" / "work").iterdir())


def test_results_without_a_marker_are_not_finished(sources: list[str], tmp_path: Path) -> None:
    shard, results = Shard((sources[0],)), tmp_path / "results"
    first = read(shard, results)
    (Layout(results).parts / shard.name / MARKER).unlink()
    assert list(finished_shards(results)) == []
    assert read(shard, results) == first


def test_what_fails_is_quarantined_with_its_reason(tmp_path: Path) -> None:
    source = write_reports(tmp_path / "a.jsonl", range(2))
    with source.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"text": f"An {UNREADABLE} report of the rebels"}) + "\n{\n")

    def faulty(items: Iterable[Loaded], *, workers: int | None) -> Iterator[Outcome]:
        for item in items:
            if item.report and "Report 1" in item.report.text:
                raise ZeroDivisionError("a fault")
            yield from stub_reader([item], workers=workers)

    results = tmp_path / "results"
    done = read_shard(Shard((str(source),)), results, reader=faulty)
    assert (done.read, done.set_aside) == (1, 3)
    reasons = [item.reason for item in quarantined(results, done.name)]
    assert any("ZeroDivisionError: a fault" in reason for reason in reasons)
    assert any("can't be read" in reason for reason in reasons)
    assert any("not valid JSON" in reason for reason in reasons)
    assert collect(results, tmp_path / "a.dateline").set_aside == 3


def test_a_shard_of_nothing_is_finished_too(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("", encoding="utf-8")
    done = read(Shard((str(source),)), tmp_path / "results")
    assert (done.read, done.part, done.set_aside) == (0, None, 1)
    assert collect(tmp_path / "results", tmp_path / "a.dateline").read == 0


def test_a_source_that_is_not_there_leaves_the_shard_unfinished(tmp_path: Path) -> None:
    shard = Shard((str(tmp_path / "later.jsonl"),))
    with pytest.raises(SourceError, match="there is no file"):
        read(shard, tmp_path / "results")
    write_reports(tmp_path / "later.jsonl", range(2))
    assert read(shard, tmp_path / "results").read == 2


class Killed(BaseException):
    """Stands for the end of the process."""


def test_a_report_that_kills_its_process_is_set_aside(sources: list[str], tmp_path: Path) -> None:
    tried: list[str] = []

    def deadly(items: Iterable[Loaded], *, workers: int | None) -> Iterator[Outcome]:
        for item in items:
            assert item.report
            tried.append(item.report.text[:8])
            if item.report.text.startswith("Report 1"):
                raise Killed
            yield from stub_reader([item], workers=workers)

    shard, results = Shard((sources[0],)), tmp_path / "results"
    for _ in range(module.MOST_DEATHS):
        with pytest.raises(Killed):
            read_shard(shard, results, reader=deadly)
    done = read_shard(shard, results, reader=deadly)
    assert (done.read, done.set_aside) == (2, 1)
    assert tried.count("Report 1") == module.MOST_DEATHS
    (item,) = quarantined(results, shard.name)
    assert "died each time" in item.reason


def test_damaged_results_are_told(sources: list[str], tmp_path: Path) -> None:
    results = tmp_path / "results"
    done = read(Shard((sources[0],)), results)
    file = Layout(results).parts / done.name / "events.parquet"
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(DatelineError, match="is damaged"):
        collect(results, tmp_path / "a.dateline")


def test_one_shard_never_stops_the_others(tmp_path: Path) -> None:
    texts = {"a": reports.PLAIN, "b": reports.SHORT}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    listed = list(shards_of(str(tmp_path / f"{name}.txt") for name in ("a", "none", "b")))
    outcomes = {o.shard: o for o in run_shards(listed, Job(tmp_path / "results"), workers=2)}
    assert set(outcomes) == set(listed)
    failed = outcomes[listed[1]]
    assert failed.finished is None
    assert failed.error
    assert "there is no file" in failed.error.message
    for shard in (listed[0], listed[2]):
        finished = outcomes[shard].finished
        assert finished
        assert finished.read == 1
