"""`dateline actors`: who takes part in events."""

from pathlib import Path
from typing import Any

import click

from dateline.commands.asking import answer, archive_argument, filter_options, given, output_options


@click.command()
@archive_argument
@filter_options
@output_options
def actors(
    archive: Path, limit: str | None, output_format: str | None, output: Path | None, **filters: Any
) -> None:
    """Count the parties of the events of ARCHIVE, the most active first."""
    from dateline.api import open as open_archive
    from dateline.commands.grid import grid

    with open_archive(archive) as opened:
        answer(
            lambda most: opened.actors(limit=most, **given(filters)),
            grid,
            limit=limit,
            output_format=output_format,
            output=output,
        )
