"""Reads loaded reports in a pool of processes, in order, with few in memory at a time."""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dateline.errors import DatelineError
from dateline.record import Record, Report
from dateline.sources.draft import Loaded

if TYPE_CHECKING:
    from dateline.gazetteer.user_table import UserTable

AHEAD: Final = 4
"""Reports handed to the pool for each worker before their records are asked for."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item of a source: a record, or why there is none."""

    label: str
    record: Record | None
    error: DatelineError | None


def default_workers() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_many_loaded(
    items: Iterable[Loaded], *, workers: int | None = None, table: "UserTable | None" = None
) -> Iterator[Outcome]:
    """An outcome for each item, in order, read with a user's table of places and actors if there
    is one. A report that fails never stops the others.

    With one worker, reading happens in this process.
    """
    workers = default_workers() if workers is None else workers
    if workers < 1:
        raise DatelineError("the number of workers must be at least 1", hint="Leave it out.")
    return _in_process(items, table) if workers == 1 else _in_pool(items, workers, table)


def read_with(report: Report, table: "UserTable | None") -> Record:
    """The record of a report, read with a user's table. Raises `DatelineError`."""
    from dateline.gazetteer import user_table
    from dateline.reading.read import read_report

    with user_table.using(table, report.published):
        record = read_report(report)
        if table is None:
            return record
        actors = (replace(a, kind=user_table.kind_of(a.name) or a.kind) for a in record.actors)
        return replace(record, actors=tuple(actors))


def _in_process(items: Iterable[Loaded], table: "UserTable | None") -> Iterator[Outcome]:
    for item in items:
        if item.report is None:
            yield Outcome(item.label, None, item.error)
        else:
            yield _outcome(item.label, _read(item.report, table))


def _in_pool(items: Iterable[Loaded], workers: int, table: "UserTable | None") -> Iterator[Outcome]:
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(
        workers, mp_context=context, initializer=start_worker, initargs=(table,)
    )
    waiting: deque[tuple[Loaded, Future[Record | DatelineError] | None]] = deque()
    try:
        for item in items:
            waiting.append((item, _submitted(pool, item.report) if item.report else None))
            if len(waiting) >= AHEAD * workers:
                yield _next(waiting, table)
        while waiting:
            yield _next(waiting, table)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, report: Report) -> "Future[Record | DatelineError]":
    """A report handed to the pool; one that broke takes nothing, and `_next` reads it instead."""
    try:
        return pool.submit(_read_in_worker, report)
    except BrokenProcessPool as error:
        failed: Future[Record | DatelineError] = Future()
        failed.set_exception(error)
        return failed


def _next(
    waiting: "deque[tuple[Loaded, Future[Record | DatelineError] | None]]",
    table: "UserTable | None",
) -> Outcome:
    item, future = waiting.popleft()
    if future is None or item.report is None:
        return Outcome(item.label, None, item.error)
    try:
        return _outcome(item.label, future.result())
    except BrokenProcessPool:
        # A worker was killed, most likely for memory. What it held is read here instead, since
        # the report that broke it can't be told from those that waited beside it.
        return _outcome(item.label, _read(item.report, table))


def _outcome(label: str, result: Record | DatelineError) -> Outcome:
    if isinstance(result, Record):
        return Outcome(label, result, None)
    return Outcome(label, None, result)


_table_of_worker: "UserTable | None" = None


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def start_worker(table: "UserTable | None") -> None:
    """Each worker computes on one core; the pool has as many as there are cores."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    global _table_of_worker
    _table_of_worker = table
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
    from dateline.model.reader_model import shipped_model

    shipped_model(threads=1)


def _read_in_worker(report: Report) -> Record | DatelineError:
    return _read(report, _table_of_worker)


def _read(report: Report, table: "UserTable | None") -> Record | DatelineError:
    """The record, or the error as a value. Any other failure is an error of this report alone."""
    try:
        return read_with(report, table)
    except DatelineError as error:
        return error
    except (MemoryError, RecursionError) as error:
        return DatelineError(
            f"the report could not be read: {type(error).__name__}",
            hint="It may be too long or too odd; try a part of it.",
        )
