"""`dateline review`: what people say of the machine's readings, in and out as JSON Lines."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import click

from dateline.cli import FAILED, opened
from dateline.commands.asking import archive_argument

if TYPE_CHECKING:
    from dateline.archive.review_lines import Problem
    from dateline.archive.reviews import Review
    from dateline.archive.store import Archive

OUTPUTS: Final = ("queue", "all")
MOST_PROBLEMS: Final = 20
"""Lines of which it is told what is wrong with them."""


@click.command()
@archive_argument
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--by", metavar="NAME", help="Who reviews, where a line doesn't tell.")
@click.option("--later", is_flag=True, help="Leave incidents as they are until the next build.")
@click.option(
    "--out",
    type=click.Choice(OUTPUTS),
    is_flag=False,
    flag_value="queue",
    help="Write instead: what to review next, or all reviews.",
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="With --out: at most N lines.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="With --out: a file.")
def review(
    archive: Path,
    file: BinaryIO,
    by: str | None,
    later: bool,
    out: str | None,
    limit: int | None,
    output: Path | None,
) -> None:
    """Add the reviews of FILE, or of standard input, to ARCHIVE; or write what it holds.

    Each line is a JSON object: who accepts, rejects or changes what the machine read, cuts events
    apart or joins them, or withdraws a review, and why. If one line is wrong, none is added.
    """
    from dateline.archive.store import Archive

    if out:
        with Archive.open(archive) as opened_archive:
            lines = (
                opened_archive.ledger() if out == "all" else opened_archive.to_review(limit=limit)
            )
            _write(lines, limit, output)
        return
    with Archive.open(archive, read_only=False) as opened_archive:
        _add(opened_archive, file, by, later=later)


def _write(lines: Iterable[dict[str, Any]], limit: int | None, output: Path | None) -> None:
    with opened(output) as file:
        for number, line in enumerate(lines):
            if number == limit:
                return
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _add(archive: "Archive", file: BinaryIO, by: str | None, *, later: bool) -> None:
    from dateline.archive.review_lines import read_lines

    if file.isatty():
        click.echo("One review a line; Ctrl-D ends.", err=True)
    found, problems = read_lines(archive, file, by)
    if problems:
        _complain(problems, getattr(file, "name", "-"))
        sys.exit(FAILED)
    added = archive.add_reviews(found)
    there = len(found) - len(added)
    click.echo(
        f"{archive.layout.root}: {len(added)} review{'s' * (len(added) != 1)} added"
        + (f", {there} there already" if there else ""),
        err=True,
    )
    if not later and _touch_incidents(archive, added):
        from dateline.archive.derive import derive_again

        click.echo("finding incidents anew …", err=True)
        derive_again(archive.layout)


def _touch_incidents(archive: "Archive", added: Iterable["Review"]) -> bool:
    from dateline.archive.reviews import LINKS

    actions = {review.id: review.action for review in archive.reviews()}
    return any(
        review.action in LINKS or actions.get(review.target) in (*LINKS, "withdraw")
        for review in added
    )


def _complain(problems: list["Problem"], name: str) -> None:
    from dateline.exports.neutral import one_line

    where = "standard input" if name in ("-", "<stdin>") else name
    for problem in problems[:MOST_PROBLEMS]:
        click.echo(
            f"error: {one_line(where)}:{problem.number}: {one_line(problem.error.message)}",
            err=True,
        )
        if problem.error.hint:
            click.echo(f"hint: {one_line(problem.error.hint)}", err=True)
    if len(problems) > MOST_PROBLEMS:
        click.echo(f"and {len(problems) - MOST_PROBLEMS} more lines are wrong", err=True)
    click.echo("no review was added", err=True)
