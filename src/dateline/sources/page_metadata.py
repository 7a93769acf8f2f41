"""What an article page tells about itself: JSON-LD, meta tags, `<time>`, canonical address."""

import json
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from dateline.sources.boilerplate import bare_headline
from dateline.sources.draft import Draft, one_line
from dateline.sources.published import best_published

_PUBLISHED: Final = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "cxenseparse:recs:publishtime", "sailthru.date", "article.published",
    "published-date", "publish-date", "publication_date", "pubdate", "publishdate",
    "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date", "date",
)  # fmt: skip
_TITLES: Final = ("og:title", "headline", "twitter:title", "parsely-title", "dc.title", "title")
_OUTLETS: Final = ("og:site_name", "application-name", "dc.publisher", "publisher")
_AUTHORS: Final = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
)
_MAX_SCRIPT: Final = 1_000_000  # code points of one JSON-LD block
_MAX_NODES: Final = 5_000
_MIN_TITLE_WORDS: Final = 3
_MAX_NAME: Final = 120  # code points


def page_metadata(tree: Any, url: str | None = None) -> Draft:
    """The metadata of a parsed page; `url` is where it was found. Nothing of the body is in it."""
    meta = _meta_tags(tree)
    canonical = _canonical(tree, meta, url)
    article = _json_ld_article(tree, canonical)
    outlet = _first(_people(article.get("publisher")), _values(meta, _OUTLETS))
    title, named = _title(tree, article, meta, outlet)
    return Draft(
        title=title,
        url=canonical or url,
        outlet=outlet or named,
        byline=_byline(tree, article, meta, outlet),
        language=_language(tree, article),
        published=best_published(_times(tree, article, meta)),
    )


def _meta_tags(tree: Any) -> dict[str, list[str]]:
    """The contents of meta tags by `property`, `name` or `itemprop` in lower case."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if content := one_line(element.get("content") or ""):
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _values(meta: dict[str, list[str]], names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        yield from meta.get(name, ())


def _first(*groups: Iterator[str]) -> str | None:
    return next((value for group in groups for value in group if value), None)


def _json_ld_article(tree: Any, canonical: str | None) -> dict[str, Any]:
    """The JSON-LD node of the page's article: the one with the page's address, else the first."""
    articles = [node for node in _json_ld_nodes(tree) if _is_article(node)]
    for article in articles:
        main = article.get("mainEntityOfPage")
        main = main.get("@id") if isinstance(main, dict) else main
        if canonical and canonical in (article.get("url"), article.get("@id"), main):
            return article
    return next((one for one in articles if "headline" in one or "datePublished" in one), {})


def _is_article(node: dict[str, Any]) -> bool:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(
        isinstance(one, str) and one.endswith(("Article", "Posting", "Report")) for one in kinds
    )


def _json_ld_nodes(tree: Any) -> Iterator[dict[str, Any]]:
    seen = 0
    for script in tree.iter("script"):
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->")
        if "ld+json" not in (script.get("type") or "").lower() or len(text) > _MAX_SCRIPT:
            continue
        try:
            waiting = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and seen < _MAX_NODES:
            seen += 1
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting[:0] = node[:_MAX_NODES]
            elif isinstance(node, dict):
                yield node
                waiting.extend(node[key] for key in ("@graph", "mainEntity") if key in node)


def _times(tree: Any, article: dict[str, Any], meta: dict[str, list[str]]) -> Iterator[str]:
    if isinstance(article.get("datePublished"), str):
        yield article["datePublished"]
    yield from _values(meta, _PUBLISHED)
    times = list(tree.iter("time"))
    marked = [t for t in times if "pubdate" in t.attrib or t.get("itemprop") == "datePublished"]
    within = [
        t for t in times if next(t.iterancestors("article", "header", "main"), None) is not None
    ]
    for element in (*marked, *within[:1], *times[:1]):
        yield (element.get("datetime") or one_line(element.text_content())).strip()


def _title(
    tree: Any, article: dict[str, Any], meta: dict[str, list[str]], outlet: str | None
) -> tuple[str | None, str | None]:
    """The headline, and the outlet that stood behind it, if any."""
    headings = [one_line(h.text_content()) for h in tree.iter("h1")]
    headings = [h for h in headings if len(h.split()) >= _MIN_TITLE_WORDS and h != outlet]
    shown = headings[0] if len(headings) == 1 else None
    element = tree.find(".//title")
    written = [article.get("headline"), *_values(meta, _TITLES)]
    if element is not None:
        written.append(element.text_content())
    candidates = [one_line(one) for one in (shown, *written) if isinstance(one, str)]
    title, named = None, None
    for candidate in filter(None, candidates):
        bare, behind = bare_headline(candidate, outlet)
        title, named = title or bare, named or behind
    return title, named


def _byline(
    tree: Any, article: dict[str, Any], meta: dict[str, list[str]], outlet: str | None
) -> str | None:
    named = list(_people(article.get("author"))) or list(_values(meta, _AUTHORS))
    if not named:
        marked = tree.xpath("//*[@rel='author' or @itemprop='author']")
        named = [one_line(element.text_content()) for element in marked]
    names = [_without_by(name) for name in named if "://" not in name and len(name) <= _MAX_NAME]
    return ", ".join(dict.fromkeys(n for n in names if n and n != outlet)) or None


def _without_by(name: str) -> str:
    return name[3:].strip() if name[:3].lower() == "by " else name


def _people(value: Any) -> Iterator[str]:
    """The names in a JSON-LD author or publisher: texts, or objects with `name`."""
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        for part in name if isinstance(name, list) else [name]:
            if isinstance(part, str) and (line := one_line(part)):
                yield line


def _language(tree: Any, article: dict[str, Any]) -> str | None:
    for value in (tree.get("lang"), article.get("inLanguage")):
        if isinstance(value, str) and value.strip():
            return str(value.strip())
    return None


def _canonical(tree: Any, meta: dict[str, list[str]], url: str | None) -> str | None:
    links = [
        e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"
    ]
    for value in (*links, *meta.get("og:url", ())):
        try:
            address = urljoin(url or "", (value or "").strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname:
            return str(address)
    return None
