"""Many shards at once: on the processor cores of this machine, or on those of a Ray cluster."""

import multiprocessing
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from dateline.archive.layout import Layout
from dateline.batch.pool import default_workers, start_worker
from dateline.batch.shards import Finished, Shard, marker, read_shard
from dateline.errors import DatelineError
from dateline.sources.draft import SourceOptions

MOST_BREAKS: Final = 10
"""Times in a row that the pool may break with no shard finished in between."""


@dataclass(frozen=True, slots=True)
class ShardOutcome:
    """What became of a shard: it is finished, or why it isn't."""

    shard: Shard
    finished: Finished | None
    error: DatelineError | None


@dataclass(frozen=True, slots=True)
class Job:
    """How to read shards; `scratch` is a folder on a disk of the machine that reads."""

    results: Path
    options: SourceOptions | None = None
    gazetteer: Path | None = None
    scratch: Path | None = None

    def __call__(self, shard: Shard) -> ShardOutcome:
        try:
            finished = read_shard(
                shard,
                self.results,
                options=self.options,
                gazetteer=self.gazetteer,
                scratch=self.scratch,
            )
        except DatelineError as error:
            return ShardOutcome(shard, None, error)
        except Exception as error:  # one shard must not stop the others
            reason = f"{type(error).__name__}: {str(error)[:200]}"
            return ShardOutcome(shard, None, DatelineError(reason, hint="Run it again."))
        return ShardOutcome(shard, finished, None)


def run_shards(
    shards: Iterable[Shard], job: Job, *, workers: int | None = None
) -> Iterator[ShardOutcome]:
    """An outcome for each shard as they end, read in `workers` processes of this machine."""
    listed = list(dict.fromkeys(shards))
    count = min(workers or default_workers(), max(1, len(listed)))
    return map(job, listed) if count == 1 else _in_pool(listed, job, count)


def run_shards_on_ray(
    shards: Iterable[Shard], job: Job, *, address: str | None = None, workers: int | None = None
) -> Iterator[ShardOutcome]:
    """As `run_shards`, on the Ray cluster at `address`, by default a local one.

    Sources and results must be on storage that all machines share. `workers` is the most that read
    at once, by default one a core of the cluster. Raises `DatelineError` where Ray is missing.
    """
    if find_spec("ray") is None:
        raise DatelineError("Ray is not installed", hint="Run: pip install 'dateline[ray]'")
    import ray
    import ray.data

    if not ray.is_initialized():
        ray.init(address=address, num_cpus=None if address else workers, log_to_driver=False)
    waiting = dict.fromkeys(shards)
    if not waiting:
        return
    # Ray reads a shard again whose process is lost; one that it gives up must not end the others.
    ray.data.DataContext.get_current().max_errored_blocks = len(waiting)
    rows = ray.data.from_items(
        [{"sources": list(shard.sources)} for shard in waiting], override_num_blocks=len(waiting)
    )
    read = rows.map(
        _read_row,
        fn_kwargs={"job": job},
        compute=ray.data.TaskPoolStrategy(size=workers),
        num_cpus=1,
    )
    for row in read.iter_rows():
        outcome = _outcome_of(row, job)
        waiting.pop(outcome.shard, None)
        yield outcome
    yield from map(_died, waiting)


def _read_row(row: dict[str, Any], job: Job) -> dict[str, Any]:
    """The job for one row of a Ray dataset; what it gives holds no more than a row can."""
    from dateline.model.reader_model import shipped_model

    shipped_model(threads=1)
    outcome = job(Shard(tuple(str(source) for source in row["sources"])))
    error = outcome.error
    return {
        "sources": list(outcome.shard.sources),
        "error": error.message if error else "",
        "hint": (error.hint if error else None) or "",
    }


def _outcome_of(row: dict[str, Any], job: Job) -> ShardOutcome:
    shard = Shard(tuple(str(source) for source in row["sources"]))
    if row["error"]:
        return ShardOutcome(shard, None, DatelineError(row["error"], hint=row["hint"] or None))
    finished = marker(Layout(job.results), shard.name)
    if finished is None:
        error = DatelineError(
            "its results are not here", hint="All machines must share the folder of the results."
        )
        return ShardOutcome(shard, None, error)
    return ShardOutcome(shard, finished, None)


def ray_scratch() -> Path:
    """A scratch folder on a local disk of each machine of a cluster."""
    return Path(tempfile.gettempdir()) / "dateline-shards"


def _in_pool(shards: Sequence[Shard], job: Job, workers: int) -> Iterator[ShardOutcome]:
    context = multiprocessing.get_context("spawn")
    waiting, breaks = list(shards), 0
    while waiting and breaks < MOST_BREAKS:
        unread: list[Shard] = []
        with ProcessPoolExecutor(
            workers, mp_context=context, initializer=start_worker, initargs=(None,)
        ) as pool:
            futures = {pool.submit(job, shard): shard for shard in waiting}
            for future in as_completed(futures):
                try:
                    outcome = future.result()
                except BrokenProcessPool:
                    # A worker was killed; the others end with it. Each goes on where it stopped.
                    unread.append(futures[future])
                    continue
                yield outcome
        breaks = breaks + 1 if len(unread) == len(waiting) else 0
        waiting = unread
    yield from map(_died, waiting)


def _died(shard: Shard) -> ShardOutcome:
    error = DatelineError("the process that read it died again and again", hint="Free memory.")
    return ShardOutcome(shard, None, error)
