"""Answers as files: every list can be had as CSV or JSON Lines."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from starlette.responses import StreamingResponse

from dateline.archive.answer import Answer
from dateline.errors import DatelineError

ROWS_SENT: Final = 500
KINDS: Final = {"csv": "text/csv; charset=utf-8", "json": "application/x-ndjson"}


def download(answer: Answer, kind: str, name: str) -> StreamingResponse:
    """All rows of an answer as a file, sent while they are looked up.

    `kind` is one of `KINDS`. Cells that a spreadsheet would take for formulas are made harmless.
    """
    if kind not in KINDS:
        raise DatelineError(f"there is no download as {kind!r}", hint="Choose csv or json.")
    lines = answer.csv_lines() if kind == "csv" else answer.json_lines()
    return StreamingResponse(
        _chunks(lines),
        media_type=KINDS[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'},
    )


def _chunks(lines: Iterator[str]) -> Iterator[bytes]:
    """Many rows at a time: each that is sent costs as much as looking up a hundred."""
    while chunk := "".join(islice(lines, ROWS_SENT)):
        yield chunk.encode("utf-8", "replace")
