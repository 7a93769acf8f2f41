"""What feeds, lists of feeds and sitemaps have in common: entries that lead to reports."""

import html
import re
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit

from dateline.errors import SourceError
from dateline.sources.draft import Draft, one_line
from dateline.sources.plain_text import read_paragraphs, read_plain_text

_LONG_REFERENCE: Final = re.compile(r"&#(?:[xX][0-9a-fA-F]{9,}|[0-9]{9,});?")
_TAG: Final = re.compile(r"</?[a-zA-Z]")
_SYNOPSIS_WORDS: Final = 50
"""A summary with fewer words is a synopsis of the report, not the report."""
_CUT_OFF: Final = re.compile(
    r"(?:…|\.\.\.|\[\s?(?:…|\.{3})\s?\])\s?(?:\(?(?:read|continue) \w+.{0,60})?$", re.I
)
_SYNDICATION: Final = re.compile(r"The post .{1,400} (?:first appeared|appeared first) on .{1,200}")
"""The line that WordPress puts below the text in its feeds."""
_MAX_ADDRESS: Final = 4000  # characters; no server takes longer ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One report that a list tells of: its address, and what the list says about it.

    `text` is what the list holds of the report itself; `whole` is set where the list says that
    this is all of it.
    """

    url: str | None = None
    id: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    byline: str | None = None
    language: str | None = None
    text: str = ""
    whole: bool = False

    @property
    def key(self) -> str:
        """What tells this entry from others: its address, its id, or else its words."""
        return self.url or self.id or f"{self.title or ''}\n{self.text}"

    def told(self) -> Draft:
        """What the list says about the report."""
        return Draft(
            title=self.title,
            url=self.url,
            outlet=self.outlet,
            byline=self.byline,
            language=self.language,
            published=self.published,
        )

    def own_text(self) -> Draft | None:
        """The report as the list itself holds it; `None` where it holds no more than a synopsis."""
        body = _body(self.text, self.title)
        kept = tuple(p for p in body.paragraphs if not _SYNDICATION.fullmatch(p))
        if not kept or _CUT_OFF.search(kept[-1][-200:]):
            return None
        words = sum(len(paragraph.split()) for paragraph in kept)
        if self.url and not self.whole and words < _SYNOPSIS_WORDS:
            return None
        told = self.told()
        return replace(told, title=body.title or told.title, paragraphs=kept).filled_from(body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A feed or a sitemap (`entries`), or a list of such lists (`lists`, their addresses)."""

    kind: str
    entries: tuple[Entry, ...] = ()
    lists: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.entries and not self.lists:
            raise SourceError(
                f"the {self.kind} lists nothing", hint="Check that it is the one that you meant."
            )


def web_address(value: str | None, base: str | None = None) -> str | None:
    """`value` as a whole `http(s)` address without its fragment, else `None`."""
    if not value or len(value) > _MAX_ADDRESS:
        return None
    try:
        address = urldefrag(urljoin(base or "", value.strip())).url
        parts = urlsplit(address)
        return address if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def _unescaped(text: str) -> str:
    """Text with the characters that references stand for."""
    # Python refuses to read numbers of thousands of digits.
    return html.unescape(_LONG_REFERENCE.sub("\ufffd", text))


def plain_line(value: str | None) -> str | None:
    """Text that may hold markup, as one line without it."""
    if not value:
        return None
    if _TAG.search(value):
        from dateline.sources.page import markup_paragraphs

        value = " ".join(markup_paragraphs(value))
    return one_line(_unescaped(value)) or None


def _body(text: str, title: str | None) -> Draft:
    if not text.strip():
        return Draft()
    if not _TAG.search(text):
        return read_plain_text(_unescaped(text), title=title)
    from dateline.sources.page import markup_paragraphs

    return read_paragraphs(markup_paragraphs(text), title=title)
