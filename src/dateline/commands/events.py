"""`dateline events`: who did what to whom."""

from pathlib import Path
from typing import Any

import click

from dateline.commands.asking import answer, archive_argument, filter_options, given, output_options


@click.command()
@archive_argument
@click.option("--dedup", metavar="KM,DAYS", help="Within so much, events of a type count once.")
@filter_options
@output_options
def events(
    archive: Path, limit: str | None, output_format: str | None, output: Path | None, **filters: Any
) -> None:
    """List the events of ARCHIVE: who did what to whom, when, where, according to whom."""
    from dateline.api import open as open_archive
    from dateline.commands.entries import events as told

    with open_archive(archive) as opened:
        answer(
            lambda most: opened.events(limit=most, **given(filters)),
            told,
            limit=limit,
            output_format=output_format,
            output=output,
        )
