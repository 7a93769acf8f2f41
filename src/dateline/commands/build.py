"""`dateline build`: sources into an archive."""

import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from dateline.cli import BAR_WIDTH, FAILED, source_options

if TYPE_CHECKING:
    from dateline.archive.build import Summary
    from dateline.archive.writer import Counts

MOST_REASONS: Final = 10
"""Reasons told in the summary; the archive holds all of them."""
REDRAW_SECONDS: Final = 0.1


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The archive, a folder NAME.dateline; made, or added to.",
)
@click.option("--workers", type=click.IntRange(1), help="Processes. Default: one a core.")
@click.option(
    "--gazetteer",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="CSV file of your own places and actors, which win over ours.",
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Read at most N new reports.")
@source_options
def build(
    sources: tuple[str, ...],
    output: Path,
    workers: int | None,
    gazetteer: Path | None,
    limit: int | None,
    **options: Any,
) -> None:
    """Add the reports of each SOURCE to an archive, and find which tell the same.

    What is in the archive already is not read again. Stopped or killed at any moment, the same
    command goes on from there.
    """
    from dateline.archive.build import build as build_archive
    from dateline.batch import read_many_loaded
    from dateline.gazetteer import user_table
    from dateline.sources.count import count_ahead
    from dateline.sources.draft import SourceOptions

    table = user_table.load(gazetteer) if gazetteer else None
    total = count_ahead(sources)
    progress = _Progress(min(total, limit) if total and limit else total)
    try:
        summary = build_archive(
            sources,
            output,
            workers=workers,
            limit=limit,
            options=SourceOptions(**options),
            progress=progress.show,
            reader=partial(read_many_loaded, table=table),
        )
    finally:
        progress.end()
    tell_summary(summary, output)
    sys.exit(FAILED if summary.counts.set_aside else 0)


class _Progress:
    """One line on the terminal: how far, how fast, how long still."""

    def __init__(self, total: int | None) -> None:
        self._total = total
        self._began = time.monotonic()
        self._drawn = 0.0
        self._terminal = sys.stderr.isatty()

    def show(self, counts: "Counts") -> None:
        now = time.monotonic()
        soon = now - self._drawn < REDRAW_SECONDS
        if not self._terminal or (soon and not counts.deriving):
            return
        self._drawn = now
        click.echo("\r\x1b[K" + self._line(counts, now - self._began), nl=False, err=True)

    def end(self) -> None:
        if self._terminal and self._drawn:
            click.echo("\r\x1b[K", nl=False, err=True)

    def _line(self, counts: "Counts", seconds: float) -> str:
        if counts.deriving:
            return "all are read; finding which tell the same …"
        rate = counts.read / seconds if seconds else 0.0
        told = f"{counts.read} read, {counts.already_there} already there"
        if counts.set_aside:
            told += f", {counts.set_aside} set aside"
        if not self._total:
            return f"{told} ({rate:.1f}/s)"
        done = min(counts.done, self._total)
        filled = BAR_WIDTH * done // self._total
        left = (self._total - done) * seconds / done if done else None
        bar = f"[{'#' * filled}{'-' * (BAR_WIDTH - filled)}] {done} of {self._total}"
        return f"{bar}: {told} ({rate:.1f}/s{f', {_duration(left)} left' if left else ''})"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def tell_summary(summary: "Summary", output: Path) -> None:
    """Tells what was read and what was set aside, and why."""
    from dateline.exports.neutral import one_line

    counts = summary.counts
    click.echo(
        f"{output}: {counts.read} report{'s' * (counts.read != 1)} read, "
        f"{counts.already_there} already there, "
        f"{counts.set_aside} set aside",
        err=True,
    )
    reasons = list(summary.reasons.items())
    for reason, count in reasons[:MOST_REASONS]:
        click.echo(f"  {count} × {one_line(reason)}", err=True)
    if len(reasons) > MOST_REASONS:
        click.echo(f"  and for {len(reasons) - MOST_REASONS} other reasons", err=True)
