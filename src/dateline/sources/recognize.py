"""Bytes to reports: what they hold is told by their content, a name only helps."""

import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from dateline.errors import SourceError
from dateline.record import Report
from dateline.sources import json_lines, ninjs
from dateline.sources.article import START, text_report
from dateline.sources.assemble import assemble, assemble_verbatim, empty_source
from dateline.sources.decode import decode
from dateline.sources.draft import Loaded, SourceOptions
from dateline.sources.feed import is_json_feed, read_json_feed
from dateline.sources.gunzip import MAGIC, gunzipped
from dateline.sources.xml_tree import LIST_ROOTS, root_name

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
    """The reports in `data`: a text, a page, JSON Lines, a report object, ninjs, a WARC, or what a
    feed or sitemap leads to.

    `charset` and `url` are what a server told; `page` is set where the name says that it is HTML.
    Raises `SourceError` where the whole of it can't be read.
    """
    if data.startswith((MAGIC, b"WARC/")):
        from dateline.sources.warc import is_warc, warc_reports

        if is_warc(data):
            yield from warc_reports(io.BytesIO(data), label, options)
            return
    if data.startswith(MAGIC):
        data = gunzipped(io.BytesIO(data), options.max_bytes)
    text = decode(data, charset)
    start = text.lstrip()[:START]
    if not start:
        raise empty_source()
    if not page and (_JSON_OBJECT.match(start) or _JSON_ARRAY.match(start)):
        yield from _json_reports(text, label, options, url)
    elif not page and not options.verbatim and root_name(start) in LIST_ROOTS:
        yield from _listed_reports(text, label, options, url)
    else:
        yield _loaded(label, lambda: text_report(text, options, url=url, page=page))


def _listed_reports(
    text: str, label: str, options: SourceOptions, url: str | None
) -> Iterator[Loaded]:
    from dateline.sources.follow import follow, listing_in

    if listing := listing_in(text, url):
        yield from follow(listing, label, options)


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


def _json_reports(
    text: str, label: str, options: SourceOptions, url: str | None
) -> Iterator[Loaded]:
    """One JSON document with one report, a list of them or a feed, or else one object a line."""
    try:
        value = json_lines.parse_json(text)
    except SourceError as error:
        if not _has_json_lines(text):
            raise error
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                yield reports_in_line(line.encode("utf-8", "replace"), f"{label}:{number}", options)
        return
    if is_json_feed(value):
        from dateline.sources.follow import follow

        yield from follow(read_json_feed(value, url), label, options)
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
