"""`dateline search`: words in the texts of all reports."""

from pathlib import Path
from typing import Any

import click

from dateline.commands.asking import answer, archive_argument, filter_options, given, output_options


@click.command()
@archive_argument
@click.argument("query")
@filter_options
@output_options
def search(
    archive: Path,
    query: str,
    limit: str | None,
    output_format: str | None,
    output: Path | None,
    **filters: Any,
) -> None:
    """Find the reports of ARCHIVE with a paragraph that holds all words of QUERY.

    QUERY may hold "phrases", beginnings*, OR, NOT and brackets.
    """
    from dateline.api import open as open_archive
    from dateline.commands.entries import passages

    with open_archive(archive) as opened:
        answer(
            lambda most: opened.search(query, limit=most, **given(filters)),
            passages,
            limit=limit,
            output_format=output_format,
            output=output,
        )
