"""HTML elements that escape by construction: only `Html` enters an element as markup."""

import html
from typing import Final
from urllib.parse import urlsplit

from dateline.exports.neutral import without_controls

_VOID: Final = frozenset({"meta"})


class Html(str):
    """Markup. Any other string is escaped when it enters an element or a fragment."""

    __slots__ = ()


def element(name: str, /, *children: str | None, **attributes: str | None) -> Html:
    """`<name>` around its children. In attribute names `class_` stands for `class` and `a_b` for
    `a-b`; children and attributes that are `None` are left out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Html(f"<{name}{given}>")
    return Html(f"<{name}{given}>{fragment(*children)}</{name}>")


def fragment(*children: str | None) -> Html:
    """Several pieces one after the other."""
    return Html(
        "".join(
            child if isinstance(child, Html) else escaped(child)
            for child in children
            if child is not None
        )
    )


def joined(separator: str, pieces: list[Html]) -> Html:
    """Pieces with a separator between them."""
    return Html(escaped(separator).join(pieces))


def escaped(text: str) -> str:
    """`text` as HTML character data: no markup, no control characters."""
    return html.escape(without_controls(text).replace("\r", "\n"))


def bdi(text: str) -> Html:
    """Text of the report on its own, so that its direction reorders nothing around it."""
    return element("bdi", text)


def web_link(url: str, words: str) -> Html:
    """A link to a web address; plain text where `url` is no http(s) address."""
    if not _is_web_address(url):
        return bdi(words)
    return element("a", bdi(words), href=url, rel="noopener noreferrer nofollow")


def _is_web_address(url: str) -> bool:
    if any(char.isspace() or not char.isprintable() for char in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
