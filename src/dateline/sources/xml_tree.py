"""XML that strangers wrote, as a tree: nothing is expanded or fetched, and its size is bounded."""

import io
import re
from collections.abc import Iterator
from html.entities import html5
from typing import Any, Final

from dateline.errors import SourceError
from dateline.sources.draft import without_controls

LIST_ROOTS: Final = frozenset({"rss", "rdf", "feed", "opml", "urlset", "sitemapindex"})
"""The root elements of feeds, lists of feeds and sitemaps."""
_HINT: Final = "Give a feed (RSS, Atom), a list of feeds (OPML) or a sitemap."
_MAX_ELEMENTS: Final = 500_000  # a sitemap has at most 50,000 pages, each with up to ten elements
_DECLARATION: Final = re.compile(r"\A<\?xml[^>]{0,200}>")
_ENTITY: Final = re.compile(r"&([A-Za-z_:][\w.:-]{0,60});")
_REFERENCE: Final = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,6})|0*([0-9]{1,7}));")
_XML_ENTITIES: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ROOT: Final = re.compile(
    # Each step is taken once and for all, so that no text makes the matching slow.
    r"(?>(?><!--.{0,5000}?-->|<\?[^>]{0,500}>"
    r"|<!doctype[^>\[]{0,500}(?:\[.{0,15000}?\]\s{0,20})?>)\s{0,200}){0,20}"
    r"<(?:[\w.-]{1,40}:)?([\w.-]{1,40})[\s/>]",
    re.I | re.S,
)


def root_name(start: str) -> str | None:
    """The name of the root element, in lower case and without its prefix, of a text's start."""
    found = _ROOT.match(start)
    return found[1].lower() if found else None


def parse_xml(text: str) -> Any:
    """The lxml root of an XML text, mended where it is broken.

    Raises `SourceError` where there is none, where it declares entities, or is too large.
    """
    if "<!ENTITY" in text:
        raise SourceError(
            "this XML declares entities, which can expand without end",
            hint="Give the feed or sitemap without them.",
        )
    from lxml import etree

    # What it declares itself to be encoded in was heeded when it was decoded.
    text = _REFERENCE.sub(_valid, without_controls(text))
    text = _DECLARATION.sub("", _ENTITY.sub(_character, text).strip())
    steps = etree.iterparse(
        io.BytesIO(text.encode("utf-8")),
        events=("start",),
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        for number, _ in enumerate(steps):
            if number >= _MAX_ELEMENTS:
                raise SourceError("this XML has too many elements", hint=_HINT)
    except etree.LxmlError as error:
        raise SourceError("this is no readable XML", hint=_HINT) from error
    if steps.root is None:
        raise SourceError("this is no readable XML", hint=_HINT)
    return steps.root


def local_name(element: Any) -> str:
    """The name of an element in lower case, without namespace or prefix."""
    tag = element.tag
    return re.split("[}:]", tag)[-1].lower() if isinstance(tag, str) else ""


def children(element: Any, name: str) -> Iterator[Any]:
    """The children of an element that have this local name."""
    return (child for child in element if local_name(child) == name)


def child_text(element: Any, name: str) -> str | None:
    """The text of the first child of this local name, without white space around it."""
    for child in children(element, name):
        return (child.text or "").strip() or None
    return None


def _character(entity: re.Match[str]) -> str:
    """The character of an entity of HTML, which XML doesn't know; of another one, its name."""
    if entity[1] in _XML_ENTITIES:
        return entity[0]
    return html5.get(f"{entity[1]};", f"&amp;{entity[1]};")


def _valid(reference: re.Match[str]) -> str:
    """A character reference, or nothing where XML has no such character."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    if code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE:
        return reference[0]
    return reference[0] if 0x10000 <= code <= 0x10FFFF else ""
