"""`dateline incidents`: the same event across reports."""

from pathlib import Path
from typing import Any

import click

from dateline.commands.asking import answer, archive_argument, filter_options, given, output_options


@click.command()
@archive_argument
@filter_options
@output_options
def incidents(
    archive: Path, limit: str | None, output_format: str | None, output: Path | None, **filters: Any
) -> None:
    """List the incidents of ARCHIVE: origins, sources, denials.

    An incident is listed if one of its events has all that the filters ask for.
    """
    from dateline.api import open as open_archive
    from dateline.commands.entries import incidents as told

    with open_archive(archive) as opened:
        answer(
            lambda most: opened.incidents(limit=most, **given(filters)),
            told,
            limit=limit,
            output_format=output_format,
            output=output,
        )
