"""`dateline sql`: queries over the tables of an archive."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from dateline.commands.asking import answer, archive_argument, output_options
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.archive.store import Archive

PROMPT: Final = "dateline> "
CONTINUED: Final = "     ...> "
HELP: Final = """\
End a query with a semicolon. Other commands:
  .tables        the tables
  .schema TABLE  the columns of a table
  .quit          leave, as Ctrl-D does"""


@click.command()
@archive_argument
@click.argument("query", required=False)
@output_options
def sql(
    archive: Path,
    query: str | None,
    limit: str | None,
    output_format: str | None,
    output: Path | None,
) -> None:
    """Run a QUERY in DuckDB's SQL over the tables of ARCHIVE; without one, open a prompt.

    Queries are read from standard input where that is no terminal. docs/archive.md tells the
    tables.
    """
    from dateline.api import open as open_archive

    with open_archive(archive) as opened:
        if query is None and sys.stdin.isatty():
            _prompt(opened)
            return
        for one in [query] if query is not None else _queries(sys.stdin):
            _run(opened, one, limit, output_format, output)


def _run(
    archive: "Archive",
    query: str,
    limit: str | None = None,
    output_format: str | None = None,
    output: Path | None = None,
) -> None:
    from dateline.archive.answer import Answer
    from dateline.commands.grid import grid

    def ask(most: int | None) -> Answer:
        found = archive.sql(query)
        return found if most is None else found.first(most)

    answer(ask, grid, limit=limit, output_format=output_format, output=output)


def _prompt(archive: "Archive") -> None:
    """Answers queries until the input ends; a wrong one is told and the next awaited."""
    from importlib import import_module
    from importlib.util import find_spec

    from dateline.exports.neutral import one_line

    if find_spec("readline"):
        import_module("readline")  # gives input() a history and editing keys
    click.echo("Queries over the archive's tables; .help tells more.", err=True)
    for query in _queries(_typed()):
        try:
            _answer_typed(archive, query)
        except DatelineError as error:
            click.echo(f"error: {one_line(error.message)}", err=True)
            if error.hint:
                click.echo(f"hint: {one_line(error.hint)}", err=True)
        except KeyboardInterrupt:
            click.echo("stopped", err=True)


def _answer_typed(archive: "Archive", typed: str) -> None:
    from dateline.archive.tables import TABLES

    word, _, rest = typed.partition(" ")
    if word == ".tables":
        click.echo("\n".join(TABLES))
    elif word == ".schema":
        from dateline.archive.filters import choice

        columns = TABLES[choice("table", rest, tuple(TABLES))]
        click.echo("\n".join(f"{name}  {kind}" for name, kind in columns.items()))
    elif word.startswith("."):
        click.echo(HELP)
    else:
        _run(archive, typed, output_format="text")


def _typed() -> Iterator[str]:
    """The lines that are typed at the prompt, up to the end of the input or `.quit`."""
    prompt = PROMPT
    while True:
        try:
            line = input(prompt)
        except (EOFError, KeyboardInterrupt):
            click.echo(err=True)
            return
        if line.strip() in (".quit", ".exit"):
            return
        ended = not line.strip() or line.rstrip().endswith(";") or line.startswith(".")
        prompt = PROMPT if ended else CONTINUED
        yield line


def _queries(lines: Iterator[str]) -> Iterator[str]:
    """Queries that end with a semicolon at the end of a line, or with the input."""
    query = ""
    for line in lines:
        if not query.strip() and line.startswith("."):
            yield line.strip()
            continue
        query += line.rstrip("\n") + "\n"
        if query.rstrip().endswith(";"):
            yield query
            query = ""
    if query.strip():
        yield query
