"""`dateline statements`: who said what."""

from pathlib import Path
from typing import Any

import click

from dateline.commands.asking import answer, archive_argument, filter_options, given, output_options


@click.command()
@archive_argument
@filter_options
@output_options
def statements(
    archive: Path, limit: str | None, output_format: str | None, output: Path | None, **filters: Any
) -> None:
    """List the statements of ARCHIVE: who said what, to whom, and how.

    Filters on events ask for statements that carry such an event.
    """
    from dateline.api import open as open_archive
    from dateline.commands.entries import statements as told

    with open_archive(archive) as opened:
        answer(
            lambda most: opened.statements(limit=most, **given(filters)),
            told,
            limit=limit,
            output_format=output_format,
            output=output,
        )
