"""Bytes to reports: what they hold is told by their content, a name only helps."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from dateline.errors import SourceError
from dateline.record import Report
from dateline.sources import json_lines, ninjs
from dateline.sources.assemble import assemble, assemble_verbatim, empty_source
from dateline.sources.decode import decode
from dateline.sources.draft import Draft, Loaded, SourceOptions
from dateline.sources.plain_text import read_plain_text

_MARKUP: Final = re.compile(
    r"(?:<!--.{0,2000}?-->\s{0,20}|<\?xml[^>]{0,200}>\s{0,20}){0,5}<(?:!doctype html|html|head"
    r"|body|article|main|section|div|p|h1|meta|title|script|table|span)\b",
    re.I | re.S,
)
_OTHER_MARKUP: Final = re.compile(r"<\?xml|<(?:rss|feed|nitf|newsml|newsitem|urlset)\b", re.I)
_JSON_OBJECT: Final = re.compile(r"\{\s{0,200}[\"}]")
_JSON_ARRAY: Final = re.compile(r"\[\s{0,200}[{\]]")


def reports_in(
    data: bytes,
    label: str,
    options: SourceOptions,
    *,
    charset: str | None = None,
    url: str | None = None,
    page: bool = False,
) -> Iterator[Loaded]:
    """The reports in `data`: a text, a page, JSON Lines, a report object, or ninjs.

    `charset` and `url` are what a server told; `page` is set where the name says that it is HTML.
    Raises `SourceError` where the whole of it can't be read.
    """
    text = decode(data, charset)
    start = text.lstrip()[:20_000]
    if not start:
        raise empty_source()
    if not page and (_JSON_OBJECT.match(start) or _JSON_ARRAY.match(start)):
        yield from _json_reports(text, label, options)
    else:
        yield _loaded(label, lambda: _text_report(text, start, options, url, page))


def reports_in_line(line: bytes, label: str, options: SourceOptions) -> Loaded:
    """The report in one line of JSON Lines."""
    return _loaded(
        label,
        lambda: _object_report(_parsed_line(decode(_within(line, options))), options),
    )


def _within(line: bytes, options: SourceOptions) -> bytes:
    if len(line) > options.max_bytes:
        raise SourceError(
            f"the line is longer than the limit of {options.max_bytes:,} bytes",
            hint="Give one report a line, or raise the limit.",
        )
    return line


def _loaded(label: str, read: Callable[[], Report]) -> Loaded:
    try:
        return Loaded(label, read(), None)
    except SourceError as error:
        return Loaded(label, None, error)


def _text_report(
    text: str, start: str, options: SourceOptions, url: str | None, page: bool
) -> Report:
    if options.verbatim:
        return assemble_verbatim(text, Draft(url=url), options)
    if page or _MARKUP.match(start):
        from dateline.sources.page import read_page

        return assemble(read_page(text, options.url or url), options)
    if _OTHER_MARKUP.match(start):
        raise SourceError(
            "this is XML, not a page or a text",
            hint="Give the article itself: its page, its text, JSON Lines or ninjs.",
        )
    return assemble(Draft(url=url).filled_from(read_plain_text(text)), options)


def _json_reports(text: str, label: str, options: SourceOptions) -> Iterator[Loaded]:
    """One JSON document with one report or a list of them, or else one object a line."""
    try:
        value = json_lines.parse_json(text)
    except SourceError as error:
        if not _has_json_lines(text):
            raise error
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                yield reports_in_line(line.encode(), f"{label}:{number}", options)
        return
    if not isinstance(value, list):
        yield _loaded(label, lambda: _object_report(value, options))
        return
    if not value:
        raise empty_source()
    for number, item in enumerate(value, start=1):
        yield _loaded(f"{label}#{number}", _reader(item, options))


def _reader(item: Any, options: SourceOptions) -> Callable[[], Report]:
    return lambda: _object_report(item, options)


def _has_json_lines(text: str) -> bool:
    """Whether any of the first lines is a JSON object on its own."""
    for line in text.lstrip().split("\n", 20)[:20]:
        try:
            if isinstance(json.loads(line), dict):
                return True
        except (ValueError, RecursionError):
            continue
    return False


def _parsed_line(line: str) -> Any:
    return json_lines.parse_json(line.strip())


def _object_report(value: Any, options: SourceOptions) -> Report:
    item = json_lines.report_object(value)
    if ninjs.is_ninjs(item):
        if options.verbatim:
            plain, markup = ninjs.body_of(item)
            return assemble_verbatim(plain or markup or "", ninjs.told_by(item), options)
        return assemble(ninjs.read_ninjs(item), options)
    if options.verbatim:
        return assemble_verbatim(json_lines.text_of(item), json_lines.told_by(item), options)
    return assemble(json_lines.read_object(item), options)
