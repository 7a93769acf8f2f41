"""Many reports in processes: the same as one by one, in order, and bad ones set aside."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest

from dateline.api import read_many, read_text
from dateline.batch import read_many_loaded
from dateline.errors import DatelineError, SourceError
from dateline.record import Record, Report
from dateline.sources.draft import Loaded
from tests import reports

TEXTS = [reports.PLAIN, reports.SHORT, reports.CURLY, reports.CARELESS] * 2


def plain(record: Record) -> dict[str, object]:
    data = record.to_dict()
    data["meta"].pop("seconds")
    return data


@pytest.mark.parametrize("workers", [1, 2])
def test_a_batch_reads_as_one_by_one(workers: int) -> None:
    alone = [plain(read_text(text)) for text in TEXTS]
    batch = [plain(r) for r in read_many([Report(text=t) for t in TEXTS], workers=workers)]
    assert batch == alone


def test_what_fails_is_set_aside_in_its_place() -> None:
    items = [
        Loaded("a", Report(text=reports.SHORT), None),
        Loaded("b", None, SourceError("it is empty", hint="Give another.")),
        Loaded("c", Report(text=reports.SHORT), None),
    ]
    outcomes = list(read_many_loaded(items, workers=2))
    assert [(o.label, o.record is not None) for o in outcomes] == [
        ("a", True), ("b", False), ("c", True),
    ]  # fmt: skip
    assert outcomes[1].error is items[1].error


def test_sources_are_taken_as_records_are_asked_for() -> None:
    taken = 0

    def endless() -> Iterator[Loaded]:
        nonlocal taken
        while True:
            taken += 1
            yield Loaded(str(taken), Report(text=reports.SHORT), None)

    outcomes = read_many_loaded(endless(), workers=1)
    assert next(outcomes).record is not None
    assert taken == 1


def test_errors_go_to_the_callback_or_become_warnings(tmp_path: object) -> None:
    errors: list[tuple[str, DatelineError]] = []
    sources: list[str | Report] = [f"{tmp_path}/missing.txt", Report(text=reports.SHORT)]
    found = list(read_many(sources, workers=1, on_error=lambda *e: errors.append(e)))
    assert len(found) == len(errors) == 1
    with pytest.warns(UserWarning, match="missing"):
        list(read_many(sources, workers=1))


def test_no_workers_is_an_error() -> None:
    with pytest.raises(DatelineError, match="at least 1"):
        read_many_loaded([], workers=0)


def test_a_pool_that_broke_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(ProcessPoolExecutor):
        def submit(self, *_: object, **__: object) -> Any:
            raise BrokenProcessPool

    monkeypatch.setattr("dateline.batch.pool.ProcessPoolExecutor", Broken)
    items = [Loaded(str(n), Report(text="The army said so."), None) for n in range(5)]
    outcomes = list(read_many_loaded(items, workers=2))
    assert [outcome.label for outcome in outcomes] == list("01234")
    assert all(outcome.record for outcome in outcomes)
