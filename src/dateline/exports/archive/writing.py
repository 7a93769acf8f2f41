"""How exports are written: tables as CSV, JSON item by item, files in a folder."""

import csv
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final, TextIO

from dateline.errors import DatelineError
from dateline.exports.neutral import one_line, without_controls
from dateline.exports.table import SEPARATOR, guarded


class Code(str):
    """Text of ours that begins with no sign of a formula, and is written as it is."""


_ID: Final = re.compile(r"[0-9a-f]{16}(?::[ASE][1-9][0-9]*)?")
_LIKE_NUMBER: Final = re.compile(r"[0-9]+(?:e[0-9]+)?")
_ISO_TIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}[0-9:.]{0,16}(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_ISO_DAY_LENGTH: Final = len("2019-03-10")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def cell(value: object) -> str:
    """A cell of CSV: numbers, days and ids plain, lists joined, all other text guarded.

    `exports/table.py` tells how text is guarded, and how bars within a list are marked.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Code):
        return value
    text = joined(value) if isinstance(value, list | tuple) else str(value)
    text = without_controls(text)
    if _ISO_TIME.fullmatch(text) or (_ID.fullmatch(text) and not _LIKE_NUMBER.fullmatch(text)):
        return text
    return guarded(text)


def joined(values: Iterable[object]) -> str:
    """Several values in one text; a bar or a backslash within one has a backslash before it."""
    return SEPARATOR.join(
        ("" if value is None else str(value)).replace("\\", "\\\\").replace("|", "\\|")
        for value in values
    )


def csv_writer(
    file: TextIO, columns: Sequence[str]
) -> Callable[[Iterable[Sequence[object]]], None]:
    """Writes a header, and returns what writes rows, as RFC 4180 has it."""
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)

    def write_rows(rows: Iterable[Sequence[object]]) -> None:
        writer.writerows([cell(value) for value in row] for row in rows)

    return write_rows


def write_csv(file: TextIO, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Writes a header and rows as RFC 4180 has it."""
    csv_writer(file, columns)(rows)


def write_items(file: TextIO, before: str, items: Iterable[Any], after: str) -> None:
    """Writes JSON with a list of any length: `before`, the items one a line, `after`."""
    file.write(before)
    separator = "\n"
    for item in items:
        file.write(separator + as_json(item))
        separator = ",\n"
    file.write(after)


def as_json(value: Any) -> str:
    """`value` as JSON on one line, in valid Unicode; days are ISO 8601."""
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain
    )
    return _SURROGATES.sub("\ufffd", text)


def whole(number: float | None) -> int | float | None:
    """A count without a fraction where it has none; `None` if it is no number."""
    if number is None or not math.isfinite(number):
        return None
    return int(number) if number == int(number) else number


def line(text: str | None) -> str:
    """`text` on one line and without control characters; empty if there is none."""
    return one_line(text or "")


def iso_day(published: str | None) -> str | None:
    """The day of a time in ISO 8601, `None` if it begins with none."""
    day = (published or "")[:_ISO_DAY_LENGTH]
    try:
        return day if date.fromisoformat(day).isoformat() == day else None
    except ValueError:
        return None


def web_address(url: str | None) -> str | None:
    """`url` if it is an address of the web that needs no quoting."""
    return url if url and re.fullmatch(r"https?://[\x21\x23-\x3b\x3d\x3f-\x7e]+", url) else None


@contextmanager
def file_in(folder: Path, name: str) -> Iterator[TextIO]:
    """A file to write in `folder`, which is made; raises `DatelineError` where it can't be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / name).open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise DatelineError(
            f"{folder / name} can't be written: {error.strerror}", hint="Give another folder."
        ) from error
    with file:
        yield file


def _number(value: float) -> str:
    return repr(value).removesuffix(".0") if math.isfinite(value) else ""


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
