"""The command line: commands and their options, nothing else.

Data goes to standard output or to `-o`, everything else to standard error. Exit code 0: all
sources were read; 2: something was wrong with one of them, or with the command.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from dateline import __version__
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.batch.pool import Outcome
    from dateline.gazetteer.user_table import UserTable
    from dateline.record import Record, Report
    from dateline.sources.draft import Loaded, SourceOptions

BAR_WIDTH = 30
"""Characters of the progress bar."""
FAILED = 2
"""Exit code where a source or the command itself was wrong."""

_IN_FILES = (
    "actors", "build", "corpus", "events", "export", "incidents", "review", "search", "serve",
    "shards", "sources", "sql", "statements", "timeline", "watch",
)  # fmt: skip
"""Commands that are imported from `dateline.commands` only when they are asked for."""

_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Group(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted((*super().list_commands(ctx), *_IN_FILES))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _IN_FILES:
            return super().get_command(ctx, cmd_name)
        from importlib import import_module

        command: click.Command = getattr(import_module(f"dateline.commands.{cmd_name}"), cmd_name)
        return command


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 90},
)
@click.version_option(__version__, prog_name="dateline")
def cli() -> None:
    """Read news reports: who did what to whom, when, where, and according to whom."""


def source_options(command: _Command) -> _Command:
    """Adds the options that say how to read sources, the fields of `SourceOptions`."""
    options = (
        click.option("--published", help="When the report was published (ISO 8601)."),
        click.option("--outlet", help="Who published it."),
        click.option("--url", help="Its address."),
        click.option("--verbatim", is_flag=True, help="Take the characters as they are."),
        click.option("--allow-private", is_flag=True, help="Fetch from private addresses too."),
        click.option("--timeout", type=float, default=20.0, show_default=True, metavar="SECONDS"),
        click.option("--max-bytes", type=int, default=10_000_000, show_default=True, metavar="N"),
    )
    for option in reversed(options):
        command = option(command)
    return command


@cli.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "html", "csv"]),
    help="Default: text on a terminal, json elsewhere.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A file; for html, a folder.")
@click.option("--workers", type=click.IntRange(1), help="Processes. Default: one a core.")
@click.option(
    "--gazetteer",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="CSV file of your own places and actors, which win over ours.",
)
@source_options
def read(
    sources: tuple[str, ...],
    output_format: str | None,
    output: Path | None,
    workers: int | None,
    gazetteer: Path | None,
    **options: Any,
) -> None:
    """Code the reports of each SOURCE: a text file, a page (file or http address), a feed or
    sitemap, a web archive (WARC, WACZ), JSON Lines, ninjs, a folder, a glob, or - for standard
    input."""
    from dateline.batch import read_many_loaded
    from dateline.sources.count import count_ahead

    table = _user_table(gazetteer)
    kind = output_format or ("text" if output is None and sys.stdout.isatty() else "json")
    items, count = _count_ahead(_load(sources, _options(options)))
    outcomes = read_many_loaded(items, workers=1 if count == 1 else workers, table=table)
    progress = _Progress(total=count_ahead(sources), show=count != 1)
    with progress:
        records = progress.records(outcomes)
        if kind == "html":
            _write_pages(records, output)
        else:
            with opened(output) as file:
                _write(records, kind, file, single=count == 1)
                if progress.failed and not progress.done:
                    sys.exit(FAILED)  # what the file held before stays
    sys.exit(FAILED if progress.failed else 0)


@cli.command()
@click.argument("source")
@source_options
def parse(source: str, **options: Any) -> None:
    """Print the words, trees and names of the reports of SOURCE as CoNLL-U."""
    from dateline.reading.conllu import conllu_of

    failed = False
    for item in _load((source,), _options(options)):
        if item.report is not None:
            _print(conllu_of(item.report))
        elif item.error is not None:
            _complain(item.label, item.error)
            failed = True
    sys.exit(FAILED if failed else 0)


@cli.command()
def relation() -> None:
    """Say what one party did to another, for JSON Lines on standard input.

    Each line holds {"text", "actor": [start, end] or null, "recipient": [start, end] or null};
    each answer {"types": {type: probability}}, or {"error": message}.
    """
    import json

    from dateline.reading.relation import relation_types
    from dateline.sources.relation_lines import parse_line

    failed = False
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            text, actor, recipient = parse_line(line)
            answer: dict[str, Any] = {"types": relation_types(text, actor, recipient)}
        except DatelineError as error:
            _complain(f"line {number}", error)
            answer, failed = {"error": error.message}, True
        _print(json.dumps(answer) + "\n")
    sys.exit(FAILED if failed else 0)


@cli.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    import json

    from dateline.exports.schema import json_schema

    _print(json.dumps(json_schema(), indent=2) + "\n")


def _user_table(path: Path | None) -> "UserTable | None":
    if path is None:
        return None
    from dateline.gazetteer import user_table

    return user_table.load(path)


def _options(options: dict[str, Any]) -> "SourceOptions":
    from dateline.sources.draft import SourceOptions

    return SourceOptions(**options)


def _load(sources: Iterable[str], options: "SourceOptions") -> Iterator["Loaded"]:
    from dateline.sources.load import load

    for source in sources:
        yield from load(source, options)


def _count_ahead(items: Iterator["Loaded"]) -> tuple[Iterator["Loaded"], int | None]:
    """The same items, and 1 if there is only one, else `None` for more."""
    from itertools import chain, islice

    first = list(islice(items, 2))
    return chain(first, items), 1 if len(first) == 1 else None


class _Progress:
    """Passes records on, reports what failed, and shows how far the reading has come."""

    def __init__(self, *, total: int | None, show: bool) -> None:
        self.failed = 0
        self.done = 0
        self._total = total
        self._show = show and sys.stderr.isatty()

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._show:
            click.echo(err=True)

    def records(self, outcomes: Iterable["Outcome"]) -> Iterator["Record"]:
        import time

        began = time.monotonic()
        for outcome in outcomes:
            if outcome.record is not None:
                self.done += 1
                yield outcome.record
            elif outcome.error is not None:
                self.failed += 1
                if self._show:
                    click.echo("\r\x1b[K", nl=False, err=True)
                _complain(outcome.label, outcome.error)
            if self._show:
                self._draw(time.monotonic() - began)

    def _draw(self, seconds: float) -> None:
        done = self.done + self.failed
        rate = done / seconds if seconds else 0.0
        failed = f", {self.failed} set aside" if self.failed else ""
        bar, of = "", ""
        if self._total:
            filled = min(BAR_WIDTH, BAR_WIDTH * done // self._total)
            bar, of = f"[{'#' * filled}{'-' * (BAR_WIDTH - filled)}] ", f" of {self._total}"
        line = f"\r\x1b[K{bar}{done}{of} read{failed} ({rate:.1f}/s)"
        click.echo(line, nl=False, err=True)


def _complain(label: str, error: DatelineError) -> None:
    from dateline.exports.neutral import one_line

    click.echo(f"error: {one_line(label)}: {one_line(error.message)}", err=True)
    if error.hint:
        click.echo(f"hint: {one_line(error.hint)}", err=True)


@contextmanager
def opened(output: Path | None) -> Iterator[TextIO]:
    """The file to write to, or standard output, in UTF-8 and with line ends as they are."""
    if output is None:
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
        yield sys.stdout
        sys.stdout.flush()
        return
    # Written beside and moved, so that an earlier file stays until the new one is complete; not so
    # a pipe or a device.
    target = output.resolve()
    special = output.exists() and not output.is_file()
    part = target if special else target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
    try:
        file = part.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise DatelineError(
            f"{output} can't be written: {error.strerror}", hint="Choose another file or folder."
        ) from error
    try:
        with file:
            yield file
    except BaseException as error:
        if not special and isinstance(error, KeyboardInterrupt):
            part.replace(target)
        elif not special:
            part.unlink(missing_ok=True)
        raise
    if not special:
        part.replace(target)


def _write(records: Iterable["Record"], kind: str, file: TextIO, *, single: bool) -> None:
    if kind == "json":
        from dateline.exports.json_lines import write_json_lines

        write_json_lines(records, file)
    elif kind == "csv":
        from dateline.exports.table import write_events

        write_events(records, file)
    else:
        from dateline.exports.text import situation_report

        color = file.isatty() and not _no_color()
        for number, record in enumerate(records):
            separator = "" if single or not number else "\n" + "=" * 80 + "\n\n"
            file.write(separator + situation_report(record, color=color))


def _no_color() -> bool:
    return "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"


def _write_pages(records: Iterable["Record"], output: Path | None) -> None:
    """One page a report: into a folder, or into the file given if its name ends in .html."""
    from dateline.exports.page import report_page

    if output is not None and output.suffix.lower() not in (".html", ".htm"):
        try:
            output.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise click.ClickException(f"{output} can't be made: {error.strerror}") from error
    for number, record in enumerate(records):
        page = report_page(record)
        if output is None or output.suffix.lower() in (".html", ".htm"):
            if number:
                raise click.ClickException(
                    "one page holds one report\nhint: give a folder with -o for several"
                )
            with opened(output) as file:
                file.write(page)
        else:
            path = output / f"{page_name(record.report)}.html"
            path.write_text(page, encoding="utf-8", errors="backslashreplace")
            click.echo(str(path), err=True)


def page_name(report: "Report") -> str:
    """A file name that tells the report and is safe everywhere: words of its title and its id."""
    import re
    import unicodedata

    plain = unicodedata.normalize("NFKD", report.title or "").encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())[:8]
    return "-".join([*words, report.id[:8]])


def _print(text: str) -> None:
    with opened(None) as file:
        file.write(text)


def main() -> None:
    """Runs the command line; no error of ours ends in a stack trace."""
    try:
        cli(standalone_mode=False)
    except DatelineError as error:
        _complain("dateline", error)
        sys.exit(FAILED)
    except click.exceptions.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(FAILED)
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does.
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        hint = "Check the disk and the permissions, and run it again."
        _complain("dateline", DatelineError(str(error), hint=hint))
        sys.exit(FAILED)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
