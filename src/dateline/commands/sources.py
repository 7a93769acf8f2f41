"""`dateline sources`: who is quoted."""

from pathlib import Path
from typing import Any

import click

from dateline.commands.asking import answer, archive_argument, filter_options, given, output_options


@click.command()
@archive_argument
@filter_options
@output_options
def sources(
    archive: Path, limit: str | None, output_format: str | None, output: Path | None, **filters: Any
) -> None:
    """Count whom the reports of ARCHIVE quote, the most quoted first."""
    from dateline.api import open as open_archive
    from dateline.commands.grid import grid

    with open_archive(archive) as opened:
        answer(
            lambda most: opened.sources(limit=most, **given(filters)),
            grid,
            limit=limit,
            output_format=output_format,
            output=output,
        )
