"""What the commands that ask an archive share: filters, formats, and where answers go."""

import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from dateline.cli import opened
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.archive.answer import Answer, Row

    Ask = Callable[[int | None], Answer]
    Tell = Callable[[Iterable[Row]], Iterator[str]]

FORMATS: Final = ("text", "csv", "json", "parquet")
TEXT_LIMIT: Final = 50
"""Rows of a text for people where `--limit` isn't given."""

_SUFFIXES: Final = {
    ".csv": "csv", ".json": "json", ".jsonl": "json", ".parquet": "parquet", ".txt": "text",
}  # fmt: skip

_Command = TypeVar("_Command", bound=Callable[..., Any])


def archive_argument(command: _Command) -> _Command:
    """Adds the archive, the first argument of every question."""
    path = click.Path(path_type=Path)
    return click.argument("archive", type=path, metavar="ARCHIVE")(command)


def filter_options(command: _Command) -> _Command:
    """Adds the filters; `filters.Filters` tells what each asks for and checks their values."""

    def several(*names: str, metavar: str, help: str) -> Callable[[_Command], _Command]:
        return click.option(*names, multiple=True, metavar=metavar, help=help)

    options = (
        several("--actor", metavar="NAME|CODE", help='Who did it: "Red Cross", KEN, "KEN GOV".'),
        several("--recipient", metavar="NAME|CODE", help="To whom."),
        several("--type", metavar="TYPE", help="PLOVER type of the event: ASSAULT, PROTEST ..."),
        several("--mode", metavar="MODE", help="PLOVER mode: drone, arrest ..."),
        several("--country", metavar="COUNTRY", help="Where: ISO 3166 code or name."),
        several("--place", metavar="NAME", help="Where: name of the place, or part of it."),
        click.option("--near", metavar="LAT,LON,KM", help="Where: at most so far from a point."),
        click.option("--since", metavar="DAY", help="From this day on; or month, or year."),
        click.option("--until", metavar="DAY", help="Up to this day; or month, or year."),
        several("--status", metavar="STATUS", help="happened, planned, denied ..."),
        several("--stance", metavar="STANCE", help="How it is stated: asserts, demands ..."),
        several("--source", metavar="NAME", help="According to whom; or part of the name."),
        click.option("--anonymous", is_flag=True, help="According to sources not named."),
        click.option("--min-origins", metavar="N", help="Told by N independent origins or more."),
        click.option("--denied", is_flag=True, help="Of incidents that somebody denies."),
        several("--context", metavar="CONTEXT", help="PLOVER context: election, health ..."),
        several("--outlet", metavar="NAME", help="Published by; or part of the name."),
    )
    return _added(command, options)


def output_options(command: _Command) -> _Command:
    """Adds how much of an answer to write, in what format, and where."""
    options = (
        click.option("--limit", metavar="N", help=f"At most N rows. For text {TEXT_LIMIT}."),
        click.option(
            "--format",
            "output_format",
            type=click.Choice(FORMATS),
            help="Default: by the name of the file; else text on a terminal, json elsewhere.",
        ),
        click.option("-o", "--output", type=click.Path(path_type=Path), help="A file."),
    )
    return _added(command, options)


def answer(
    ask: "Ask", tell: "Tell", *, limit: str | None, output_format: str | None, output: Path | None
) -> None:
    """Writes what `ask` answers for a limit; `tell` makes texts of rows, for people."""
    from dateline.archive.filters import limit_of

    kind = output_format or _format(output)
    most = limit_of(limit)
    if kind == "text":
        _write_text(ask, tell, most, output)
    elif kind == "parquet":
        if output is None:
            raise DatelineError("parquet needs a file", hint="Name one with -o FILE.parquet")
        ask(most).to_parquet(output)
    else:
        found = ask(most)
        with opened(output) as file:
            (found.write_csv if kind == "csv" else found.write_json)(file)


def given(filters: dict[str, Any]) -> dict[str, Any]:
    """The filters that were given."""
    return {name: value for name, value in filters.items() if value not in (None, (), False)}


def _write_text(ask: "Ask", tell: "Tell", most: int | None, output: Path | None) -> None:
    shown = most or TEXT_LIMIT
    rows = list(islice(ask(most or TEXT_LIMIT + 1), shown + 1))
    with opened(output) as file:
        for text in tell(rows[:shown]):
            file.write(text + "\n")
    if not rows:
        click.echo("nothing found", err=True)
    if len(rows) > shown:
        click.echo(f"only the first {shown} are shown\nhint: --limit N shows more", err=True)


def _format(output: Path | None) -> str:
    if output is not None:
        return _SUFFIXES.get(output.suffix.lower(), "json")
    return "text" if sys.stdout.isatty() else "json"


def _added(command: _Command, options: Iterable[Callable[[_Command], _Command]]) -> _Command:
    for option in reversed(list(options)):
        command = option(command)
    return command
