"""`dateline corpus`: reviewed reports as training data."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli import FAILED
from dateline.commands.asking import archive_argument

if TYPE_CHECKING:
    from dateline.archive.reviews import Standing
    from dateline.record import Record


@click.command()
@archive_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="A folder; gets docs/ID.txt and annotations/ID.ann.json.",
)
def corpus(archive: Path, output: Path) -> None:
    """Write the reports of ARCHIVE that reviewers have been through, as training data.

    These are the reports that were accepted as a whole, or of which each statement and event was
    accepted or rejected, with nothing in dispute.
    """
    from dateline.archive.reviewed import by_report, reviewed
    from dateline.archive.store import Archive
    from dateline.exports.annotation import write_annotation

    written, left_out = 0, 0
    with Archive.open(archive) as opened:
        for report_id, standings in sorted(by_report(opened.reviews()).items()):
            record = opened.record(report_id)
            if problem := _problem(record, standings):
                left_out += 1
                click.echo(f"{report_id} is left out: {problem}", err=True)
                continue
            try:
                write_annotation(reviewed(record, standings), output)
            except OSError as error:
                raise click.ClickException(
                    f"{output} can't be written: {error.strerror}"
                ) from error
            written += 1
    click.echo(f"{output}: {written} report{'s' * (written != 1)}, {left_out} left out", err=True)
    if not written:
        click.echo(
            "hint: accept a report as a whole: "
            '{"action": "accept", "target": "REPORT_ID", "by": "ana"}',
            err=True,
        )
        sys.exit(FAILED)


def _problem(record: "Record", standings: list["Standing"]) -> str | None:
    """Why a report is no training data."""
    from dateline.archive.reviewed import settled
    from dateline.exports.annotation import is_expressible

    disputed = sorted(held.review.target for held in standings if held.disputed)
    if disputed:
        return f"reviewers differ on {disputed[0]}"
    if not settled(record, standings):
        return "it wasn't reviewed in full"
    if not is_expressible(record.report.text):
        return "its text has characters that a text file doesn't keep"
    return None
