"""`dateline watch`: what is new in feeds into an archive, until stopped."""

import sys
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli import FAILED

if TYPE_CHECKING:
    from dateline.archive.watch import Failure, Round


@click.command()
@click.argument("archive", type=click.Path(path_type=Path))
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option(
    "--every",
    type=click.FloatRange(0.05),
    default=15,
    show_default=True,
    metavar="MINUTES",
    help="From one round to the next.",
)
@click.option("--once", is_flag=True, help="Add what is new now, and end.")
@click.option(
    "--gazetteer",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="CSV file of your own places and actors, which win over ours.",
)
@click.option("--allow-private", is_flag=True, help="Fetch from private addresses too.")
@click.option("--timeout", type=float, default=20.0, show_default=True, metavar="SECONDS")
@click.option("--max-bytes", type=int, default=10_000_000, show_default=True, metavar="N")
def watch(
    archive: Path,
    feeds: tuple[str, ...],
    every: float,
    once: bool,
    gazetteer: Path | None,
    **options: Any,
) -> None:
    """Add what is new in each FEED to an ARCHIVE, again and again.

    A FEED is the address of an RSS, Atom or JSON feed or of a sitemap, or an OPML list of feeds.
    Stop it with Ctrl-C or SIGTERM: nothing is lost, and the next watch goes on from there.
    """
    from dateline.archive.watch import Watch
    from dateline.batch import read_many_loaded
    from dateline.gazetteer import user_table
    from dateline.sources.draft import SourceOptions

    table = user_table.load(gazetteer) if gazetteer else None
    teller = _Teller(archive, once)
    watching = Watch(
        feeds,
        archive,
        every=60 * every,
        options=SourceOptions(**options),
        reader=partial(read_many_loaded, table=table),
    )
    with closing(watching):
        watching.run(teller.tell, once=once)
    sys.exit(FAILED if once and teller.failed else 0)


class _Teller:
    """Tells of each round what is new and what went wrong, on standard error."""

    def __init__(self, archive: Path, once: bool) -> None:
        self._archive = archive
        self._once = once
        self.failed = False

    def tell(self, done: "Round") -> None:
        for failure in done.failures:
            self._complain(failure)
        if self._once:
            for failure in done.waiting:
                self._complain(failure)
        if done.problem:
            self.failed = True
            click.echo(f"error: {done.problem.message}", err=True)
            if done.problem.hint:
                click.echo(f"hint: {done.problem.hint}", err=True)
        if done.summary:
            from dateline.commands.build import tell_summary

            self.failed = self.failed or done.summary.counts.set_aside > 0
            tell_summary(done.summary, self._archive)
        if done.postponed:
            self.failed = True
            told = f"{done.postponed} page{'s' * (done.postponed != 1)} could not be fetched"
            click.echo(f"{told}; tried again in the next round", err=True)
        if self._once and not (done.summary or done.problem or done.failures or done.waiting):
            click.echo(f"{self._archive}: nothing new", err=True)

    def _complain(self, failure: "Failure") -> None:
        from dateline.exports.neutral import one_line

        self.failed = True
        when = datetime.fromtimestamp(failure.not_before).strftime("%Y-%m-%d %H:%M")
        click.echo(f"error: {one_line(failure.feed)}: {one_line(failure.message)}", err=True)
        click.echo(f"hint: It is asked again, but not before {when}.", err=True)
