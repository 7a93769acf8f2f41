"""Records as JSON Lines: one record a line, in UTF-8."""

from collections.abc import Iterable
from typing import TextIO

from dateline.record import Record


def write_json_lines(records: Iterable[Record], file: TextIO) -> None:
    """Write one line of JSON a record. Lone surrogates, which UTF-8 cannot hold, are escaped."""
    for record in records:
        line = record.to_json().encode("utf-8", "backslashreplace").decode("utf-8")
        file.write(line + "\n")
