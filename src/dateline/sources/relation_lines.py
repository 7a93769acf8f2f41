"""One line of a relation request: a text with two parties."""

import json
from typing import Any

from dateline.errors import SourceError
from dateline.record import Span

_HINT = 'Each line is {"text": ..., "actor": [start, end] or null, "recipient": ... }.'


def parse_line(line: bytes) -> tuple[str, Span | None, Span | None]:
    """The text and the spans of both parties. Raises `SourceError` on any other line."""
    try:
        row = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise SourceError("it is no JSON in UTF-8", hint=_HINT) from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise SourceError("it has no text", hint=_HINT)
    return row["text"], _span(row, "actor"), _span(row, "recipient")


def _span(row: dict[str, Any], name: str) -> Span | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or not all(type(v) is int for v in value):
        raise SourceError(f"its {name} is no pair of numbers", hint=_HINT)
    return value[0], value[1]
