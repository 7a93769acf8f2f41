"""JSON objects with `text` and the codebook's report fields to drafts."""

import json
from dataclasses import replace
from typing import Any, Final

from dateline.errors import SourceError
from dateline.sources.draft import Draft
from dateline.sources.plain_text import read_plain_text
from dateline.sources.published import ISO_HINT, iso_published

_FIELDS: Final = ("title", "url", "outlet", "byline", "language", "published")
_SHAPE_HINT: Final = (
    'Give objects such as {"text": "...", "title": "...", "published": "2012-03-03"}, '
    "or ninjs items."
)


def parse_json(text: str) -> Any:
    """The value of a JSON text. Raises `SourceError` if it is malformed, or too deep or large."""
    try:
        return json.loads(text)
    except RecursionError:
        problem = "it is nested too deeply"
    except json.JSONDecodeError as error:
        problem = f"{error.msg} at line {error.lineno}, column {error.colno}"
    except ValueError:
        problem = "it holds a number that is too large"
    raise SourceError(f"this is not valid JSON: {problem}", hint=_SHAPE_HINT)


def report_object(value: Any) -> dict[str, Any]:
    """`value` if it is a JSON object, else `SourceError`."""
    if not isinstance(value, dict):
        raise SourceError("this JSON value is not an object", hint=_SHAPE_HINT)
    return value


def read_object(value: dict[str, Any]) -> Draft:
    """The draft of an object with `text`. Raises `SourceError` where a field is wrong."""
    told = told_by(value)
    body = read_plain_text(text_of(value), title=told.title)
    return replace(told, title=body.title).filled_from(body)


def told_by(value: dict[str, Any]) -> Draft:
    """What the fields besides `text` tell. Raises `SourceError` where one is wrong."""
    fields = {name: _optional_text(value, name) for name in _FIELDS}
    published = fields["published"]
    if published is not None and (iso := iso_published(published)) is None:
        raise SourceError(f"`published` is no publication time: {published[:60]!r}", hint=ISO_HINT)
    credits = value.get("credits") or ()
    credits = [credits] if isinstance(credits, str) else credits
    if not isinstance(credits, list | tuple) or not all(isinstance(one, str) for one in credits):
        raise SourceError("`credits` must be a list of names", hint=_SHAPE_HINT)
    return Draft(
        title=fields["title"],
        url=fields["url"],
        outlet=fields["outlet"],
        byline=fields["byline"],
        language=fields["language"],
        published=iso if published else None,
        credits=tuple(credits),
    )


def text_of(value: dict[str, Any]) -> str:
    """The `text` of a report object. Raises `SourceError` if there is none."""
    text = value.get("text")
    if not isinstance(text, str):
        raise SourceError("the object has no `text`, and it is not ninjs", hint=_SHAPE_HINT)
    return text


def _optional_text(value: dict[str, Any], name: str) -> str | None:
    found = value.get(name)
    if found is None or isinstance(found, str):
        return (found or "").strip() or None
    raise SourceError(f"`{name}` must be text", hint=_SHAPE_HINT)
