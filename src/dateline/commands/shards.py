"""`dateline shards`: very many reports, in jobs that can be spread and resumed."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from dateline.cli import FAILED, source_options
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.batch.cluster import Job, ShardOutcome
    from dateline.batch.shards import Shard


@click.command()
@click.argument("sources", type=click.File("r", encoding="utf-8"), metavar="LIST")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="A folder for the results; made, or added to.",
)
@click.option("--per-shard", type=click.IntRange(1), default=1, show_default=True, metavar="N")
@click.option("--workers", type=click.IntRange(1), help="Processes. Default: one a core.")
@click.option(
    "--gazetteer",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="CSV file of your own places and actors, which win over ours.",
)
@click.option("--ray", metavar="ADDRESS", help="Read on a Ray cluster: its address, auto or local.")
@click.option("--archive", type=click.Path(path_type=Path), help="Then add all to this archive.")
@source_options
def shards(
    sources: TextIO,
    output: Path,
    per_shard: int,
    workers: int | None,
    gazetteer: Path | None,
    ray: str | None,
    archive: Path | None,
    **options: Any,
) -> None:
    """Read the sources of LIST, one a line, N in a job; each finished job is kept in a folder.

    Run again, only jobs that have not finished are read. A report that can't be read never stops
    the others.
    """
    from dateline.batch.cluster import Job, ray_scratch
    from dateline.batch.shards import shards_of
    from dateline.sources.draft import SourceOptions

    try:
        listed = [line.strip() for line in sources if line.strip()]
    except UnicodeDecodeError as error:
        raise DatelineError("LIST is not in UTF-8", hint="Save it as UTF-8.") from error
    job = Job(output.absolute(), SourceOptions(**options), gazetteer and gazetteer.absolute())
    if ray:
        job = Job(job.results, job.options, job.gazetteer, ray_scratch())
    failed = _told(_outcomes(list(shards_of(listed, per_shard=per_shard)), job, ray, workers))
    if archive is not None:
        from dateline.batch.collect import collect

        counts = collect(output, archive)
        click.echo(
            f"{archive}: {counts.read} reports added, {counts.already_there} already there, "
            f"{counts.set_aside} set aside",
            err=True,
        )
    sys.exit(FAILED if failed else 0)


def _outcomes(
    listed: list["Shard"], job: "Job", ray: str | None, workers: int | None
) -> Iterable["ShardOutcome"]:
    from dateline.batch.cluster import run_shards, run_shards_on_ray

    if ray is None:
        return run_shards(listed, job, workers=workers)
    return run_shards_on_ray(listed, job, address=None if ray == "local" else ray, workers=workers)


def _told(outcomes: Iterable["ShardOutcome"]) -> int:
    """Tells what becomes of each shard as they end, and how many failed."""
    from dateline.exports.neutral import one_line

    failed = 0
    for outcome in outcomes:
        first, *more = outcome.shard.sources
        label = one_line(first) + (f" and {len(more)} more" if more else "")
        if outcome.finished:
            done = outcome.finished
            click.echo(f"{label}: {done.read} read, {done.set_aside} set aside", err=True)
        elif outcome.error:
            failed += 1
            click.echo(f"error: {label}: {one_line(outcome.error.message)}", err=True)
            if outcome.error.hint:
                click.echo(f"hint: {one_line(outcome.error.hint)}", err=True)
    return failed
