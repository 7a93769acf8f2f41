"""ninjs, the news-in-JSON standard of the IPTC, versions 1.x and 2.x, to a draft."""

from collections.abc import Iterator
from typing import Any, Final

from dateline.errors import SourceError
from dateline.sources.credits import agency
from dateline.sources.draft import Draft
from dateline.sources.plain_text import read_paragraphs, read_plain_text
from dateline.sources.published import best_published

_BODY_KEYS: Final = ("body_text", "body_xhtml", "body_html", "bodies")
_SIGNS: Final = (*_BODY_KEYS, "headlines", "versioncreated", "firstcreated", "pubstatus", "altids")
_MAIN_ROLES: Final = ("main", "headline", "body", "title", "full")


def is_ninjs(document: dict[str, Any]) -> bool:
    """Whether a JSON object has the fields of a ninjs item."""
    return any(sign in document for sign in _SIGNS) and "text" not in document


def read_ninjs(item: dict[str, Any]) -> Draft:
    """The draft of a ninjs item. Raises `SourceError` if it has no body, as pictures have none."""
    plain, markup = body_of(item)
    title = _first(item, "headline", "headlines", "title", "titles")
    if plain is not None:
        draft = read_plain_text(plain, title=title)
    else:
        from dateline.sources.page import markup_paragraphs

        draft = read_paragraphs(markup_paragraphs(markup or ""), title=title)
    return told_by(item).filled_from(draft)


def told_by(item: dict[str, Any]) -> Draft:
    """What the fields of a ninjs item besides its body tell."""
    sources = [*_names(item.get("infosource")), *_names(item.get("infosources"))]
    providers = [*_names(item.get("provider")), *sources, *_names(item.get("copyrightholder"))]
    times = (item.get(key) for key in ("versioncreated", "firstcreated", "contentcreated"))
    return Draft(
        url=next(_addresses(item), None),
        outlet=next(iter(providers), None),
        byline=_first(item, "byline", "bylines", "by"),
        language=_text(item.get("language")),
        published=best_published(time for time in times if isinstance(time, str)),
        credits=tuple(agency(name) or name for name in sources),
    )


def body_of(item: dict[str, Any]) -> tuple[str | None, str | None]:
    """The body as plain text or as markup; the other is `None`. `SourceError` if none."""
    bodies = item.get("bodies")
    listed = [body for body in bodies if isinstance(body, dict)] if isinstance(bodies, list) else []
    listed.sort(key=lambda body: body.get("role") not in _MAIN_ROLES)
    plain = [_text(item.get("body_text"))]
    markup = [_text(item.get("body_xhtml")), _text(item.get("body_html"))]
    for body in listed:
        of_kind = plain if "html" not in str(body.get("contenttype", "")).lower() else markup
        of_kind.append(_text(body.get("value")))
    for value in plain:
        if value:
            return value, None
    for value in markup:
        if value:
            return None, value
    raise SourceError(
        "this ninjs item has no body text",
        hint="Give text items; pictures, packages and alerts without a body hold no report.",
    )


def _first(item: dict[str, Any], *keys: str) -> str | None:
    """The first text under `keys`: a string, or the main one of a list of objects with `value`."""
    for key in keys:
        value = item.get(key)
        if text := _text(value):
            return text
        if isinstance(value, list):
            parts = [part for part in value if isinstance(part, dict)]
            parts.sort(key=lambda part: part.get("role") not in _MAIN_ROLES)
            for part in parts:
                if text := _text(part.get("value")) or _text(part.get("name")):
                    return text
    return None


def _names(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if text := _text(name):
            yield text


def _addresses(item: dict[str, Any]) -> Iterator[str]:
    """The web addresses that an item gives for itself, the canonical ones first."""
    altids = item.get("altids")
    values: list[Any] = [item.get("url"), item.get("link"), item.get("uri")]
    if isinstance(altids, dict):
        values.extend(altids.values())
    elif isinstance(altids, list):
        values.extend(one.get("value") for one in altids if isinstance(one, dict))
    for value in values:
        if (text := _text(value)) and text.startswith(("http://", "https://")):
            yield text


def _text(value: Any) -> str | None:
    return (value.strip() or None) if isinstance(value, str) else None
