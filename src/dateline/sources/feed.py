"""Feeds to listings: RSS 0.9x to 2.0, Atom, JSON Feed, and OPML, the list of feeds."""

import io
import re
from typing import Any, Final

from dateline.errors import SourceError
from dateline.sources.credits import is_outlet
from dateline.sources.listing import Entry, Listing, plain_line, web_address
from dateline.sources.published import any_published, best_published
from dateline.sources.words import word_set
from dateline.sources.xml_tree import local_name

FEED_ROOTS: Final = frozenset({"rss", "rdf", "feed"})
OPML_ROOT: Final = "opml"
_JSON_FEED: Final = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/")
_LONG: Final = frozenset({"encoded", "content", "description", "summary", "body"})
"""Elements that hold texts. All others hold a line, and are cut to one."""
_MAX_LINE: Final = 2000  # characters
_BETWEEN_NAMES: Final = re.compile(r"\s[-–—:·•|]\s|\s?[|>»›]\s?|:\s")
_SECTION_WORDS: Final = word_set(
    "a all and africa america americas articles asia breaking business by conflict conflicts "
    "crisis east economy entries english europe feed feeds for from global headlines home "
    "homepage international item items latest local main middle most national new news of online "
    "our page pages politics posts recent regional region rss security stories story the top uk "
    "update updates us world"
)


def read_feed(root: Any, base: str | None = None) -> Listing:
    """The entries of an RSS or Atom document; `base` is its address."""
    from lxml import etree

    _cut_lines(root)
    data = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    parsed = _parsed(data, base)
    outlet = outlet_of(plain_line(_text(parsed.feed, "title")))
    language = _text(parsed.feed, "language")
    entries = (_entry(item, base, outlet, language) for item in parsed.entries)
    return Listing(kind="feed", entries=tuple(e for e in entries if e.url or e.text))


def is_json_feed(value: Any) -> bool:
    """Whether a JSON value is a JSON Feed."""
    return isinstance(value, dict) and bool(_JSON_FEED.match(str(value.get("version", ""))[:80]))


def read_json_feed(value: dict[str, Any], base: str | None = None) -> Listing:
    """The entries of a JSON Feed, versions 1 and 1.1; `base` is its address."""
    items = value.get("items")
    if not isinstance(items, list):
        raise SourceError("this JSON Feed has no items", hint="Check that it is complete.")
    outlet, language = outlet_of(plain_line(_text(value, "title"))), _text(value, "language")
    entries = [
        _json_entry(item, base, outlet, language) for item in items if isinstance(item, dict)
    ]
    return Listing(kind="feed", entries=tuple(e for e in entries if e.url or e.text))


def read_opml(root: Any, base: str | None = None) -> Listing:
    """The addresses of the feeds in an OPML document, in order."""
    found = (
        web_address(value, base)
        for element in root.iter()
        if local_name(element) == "outline"
        for name, value in element.attrib.items()
        if name.lower() == "xmlurl"
    )
    return Listing(kind="list of feeds", lists=tuple(dict.fromkeys(url for url in found if url)))


def outlet_of(title: str | None) -> str | None:
    """The outlet in the title of a feed: "Lake Wire" in "Lake Wire - World news"."""
    parts = [part.strip() for part in _BETWEEN_NAMES.split(title or "") if part.strip()]
    names = [part for part in parts if not _is_section(part)]
    return next((name for name in names if is_outlet(name)), names[0] if names else None)


def _is_section(name: str) -> bool:
    return not set(re.findall(r"\w+", name.lower())) - _SECTION_WORDS


def _parsed(data: bytes, base: str | None) -> Any:
    import feedparser  # type: ignore[import-untyped]

    try:
        # What a tree gives is well-formed and has no entities, so it is parsed strictly; without
        # feedparser's own cleaning of markup, whose patterns are slow on hostile texts.
        return feedparser.parse(
            io.BytesIO(data),
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": base or "",
            },
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # whatever a hostile feed can make the library raise
        raise SourceError("this feed could not be read", hint="Check that it is valid.") from error


def _cut_lines(root: Any) -> None:
    """Cuts what should be a line and is not, except in the elements that hold texts."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str):
            continue  # an entity that nothing declares
        for name, value in element.attrib.items():
            if len(value) > _MAX_LINE:
                del element.attrib[name]  # lxml can't set every name that it reads
        if local_name(element) in _LONG:
            continue
        element.text = element.text and element.text[:_MAX_LINE]
        element.tail = element.tail and element.tail[:_MAX_LINE]
        waiting.extend(element)


def _entry(item: Any, base: str | None, feed: str | None, language: str | None) -> Entry:
    contents = [part for part in dict.get(item, "content", ()) if _text(part, "value")]
    # The same content may come as text and as markup, which tells its paragraphs.
    contents.sort(key=lambda part: "html" not in str(part.get("type")))
    whole = _text(contents[0], "value") if contents else None
    times = [_text(item, name) for name in ("published", "created", "updated")]
    own = contents[0].get("language") if contents else None
    return Entry(
        url=_link(item, base),
        id=_text(item, "id"),
        title=plain_line(_text(item, "title")),
        published=next((iso for time in times if time and (iso := any_published(time))), None),
        outlet=plain_line(_text(item.get("source"), "title") or _text(item, "publisher")) or feed,
        byline=_name(item),
        language=own if isinstance(own, str) else language,
        text=whole or _text(item, "summary") or "",
        whole=whole is not None,
    )


def _link(item: Any, base: str | None) -> str | None:
    links = [link for link in dict.get(item, "links", ()) if link.get("rel") == "alternate"]
    links.sort(key=lambda link: "html" not in str(link.get("type")))
    found = (web_address(_text(link, "href"), base) for link in links)
    return next((url for url in found if url), None) or web_address(_text(item, "link"), base)


def _name(item: Any) -> str | None:
    name = plain_line(_text(item.get("author_detail"), "name") or _text(item, "author"))
    return name if name and "@" not in name else None


def _json_entry(
    item: dict[str, Any], base: str | None, feed: str | None, language: str | None
) -> Entry:
    listed = item.get("authors")
    authors = [item.get("author"), *(listed if isinstance(listed, list) else [])]
    names = [name for author in authors if (name := _text(author, "name"))]
    times = [_text(item, name) or "" for name in ("date_published", "date_modified")]
    whole = _text(item, "content_html") or _text(item, "content_text")
    return Entry(
        url=web_address(_text(item, "url") or _text(item, "external_url"), base),
        id=_text(item, "id"),
        title=plain_line(_text(item, "title")),
        published=best_published(times),
        outlet=feed,
        byline=plain_line(", ".join(names)),
        language=_text(item, "language") or language,
        text=whole or _text(item, "summary") or "",
        whole=whole is not None,
    )


def _text(value: Any, name: str) -> str | None:
    """The text under `name`. Asked as a plain dict: feedparser's own takes one name for another."""
    found = dict.get(value, name) if isinstance(value, dict) else None
    return (found.strip() or None) if isinstance(found, str) else None
