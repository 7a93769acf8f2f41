"""`dateline export`: an archive in the formats of other tools."""

from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click

from dateline.cli import opened
from dateline.commands.asking import archive_argument, filter_options, given
from dateline.errors import DatelineError

FILES: Final = (
    "acled", "cameo", "geojson", "kepler", "polecat", "prov", "timelinejs", "webannotation",
)  # fmt: skip
"""Formats of one file, each the module of its name in `dateline.exports.archive`."""
FOLDERS: Final = {"csv": "csv_folder", "ftm": "ftm", "parquet": "parquet_folder"}
"""Formats of several files in a folder, and their modules."""
NAMES: Final = tuple(sorted((*FILES, *FOLDERS)))


@click.command()
@archive_argument
@click.option(
    "--as",
    "name",
    type=click.Choice(NAMES),
    required=True,
    help="The format; docs/exports.md tells what each holds.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A file; for csv, ftm, parquet a folder.",
)
@filter_options
def export(archive: Path, name: str, output: Path | None, **filters: Any) -> None:
    """Write ARCHIVE in the format of another tool.

    Filters choose what of it, as they do for `dateline events` and `dateline statements`.
    """
    from dateline.api import open as open_archive
    from dateline.exports.archive.selection import Selection

    if name in FOLDERS and output is None:
        raise DatelineError(f"{name} needs a folder", hint="Name one with -o FOLDER")
    module = import_module(f"dateline.exports.archive.{FOLDERS.get(name, name)}")
    with open_archive(archive) as asked, Selection(asked, **given(filters)) as selection:
        if name in FOLDERS:
            module.write(selection, output)
            return
        with opened(output) as file:
            module.write(selection, file)
