"""`dateline timeline`: what happened, day by day, or how much."""

from pathlib import Path
from typing import Any

import click

from dateline.commands.asking import answer, archive_argument, filter_options, given, output_options
from dateline.errors import DatelineError


@click.command()
@archive_argument
@click.option("--per", metavar="PERIOD", help="Count per day, week, month or year.")
@click.option("--by", metavar="FIELD", help="Count by type, quad, mode, status or country.")
@click.option("--dyads", is_flag=True, help="Count between each two parties (KEN GOV, KEN CVL).")
@click.option("--directed/--undirected", default=None, help="Whether it matters who does it.")
@click.option("--dedup", metavar="KM,DAYS", help="Within so much, events of a type count once.")
@filter_options
@output_options
def timeline(
    archive: Path,
    dyads: bool,
    directed: bool | None,
    limit: str | None,
    output_format: str | None,
    output: Path | None,
    **filters: Any,
) -> None:
    """List what happened in ARCHIVE, each happening once; or count it, over time and by dyad."""
    from dateline.api import open as open_archive
    from dateline.commands.entries import events
    from dateline.commands.grid import grid

    if directed is not None and not dyads:
        raise DatelineError("--directed and --undirected need --dyads", hint="Add --dyads.")
    asked = given(filters)
    if dyads:
        asked["dyads"] = "undirected" if directed is False else "directed"
    counts = asked.keys() & {"per", "by", "dyads"}
    with open_archive(archive) as opened:
        answer(
            lambda most: opened.timeline(limit=most, **asked),
            grid if counts else events,
            limit=limit,
            output_format=output_format,
            output=output,
        )
