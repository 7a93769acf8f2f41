"""HTML pages to a draft: trafilatura finds the body, and the page's metadata tells the rest."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from dateline.errors import SourceError
from dateline.sources.draft import Draft, ends_sentence, one_line, without_controls
from dateline.sources.furniture import read_head
from dateline.sources.page_metadata import page_metadata
from dateline.sources.plain_text import read_paragraphs
from dateline.sources.words import word_set

_PAGE_HINT: Final = "Give the address or the saved page of one article, or its text as plain text."
_MIN_WORDS: Final = 12  # in sentences; the shortest breaking news has two sentences
_MAX_ELEMENTS: Final = 60_000  # an article page has 1,000 to 10,000
_BLOCKS: Final = word_set(
    "address article aside blockquote body br dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header "
    "hr html li main nav ol p pre section table td th tr ul"
)
_DROPPED_TAGS: Final = (
    "aside", "audio", "button", "canvas", "dialog", "figcaption", "footer", "form", "iframe", "nav",
    "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "video",
)  # fmt: skip
_DROPPED_NAMES: Final = word_set(
    "advert advertisement advertising ads breadcrumb breadcrumbs byline caption comments cookie "
    "cookies credits infobox lightbox mostread newsletter newsletters paywall popular promo "
    "promoted readmore recirculation recommendation recommendations recommended related share "
    "sharing sidebar social sponsored subscribe subscription tags teaser trending"
)
_KEPT_TAGS: Final = frozenset({"html", "head", "body", "article", "main"})
_MAX_DROPPED_SHARE: Final = (
    0.4  # of the page's text: what holds more is the page, whatever its name
)
_NAME_PARTS: Final = re.compile(r"[a-z]+")
_SEPARATORS: Final = re.compile(r"[\u000b\u000c\u001c-\u001f]")
_REFERENCE: Final = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));?")
_BULLET: Final = re.compile(r"^[-•*]\s+")


def read_page(markup: str, url: str | None = None) -> Draft:
    """The draft of an article page. Raises `SourceError` where the page holds no article."""
    tree = parse_markup(markup)
    told = page_metadata(tree, url)
    _drop_head(tree)
    for tag in _DROPPED_TAGS:
        for element in tree.findall(f".//{tag}"):
            _drop(element)
    _drop_furniture(tree)
    head, lines = read_head([told.title or "", *_article_lines(tree, url)])
    draft = read_paragraphs([line for line in lines[1:] if line], title=told.title)
    if _prose_words(draft.paragraphs) < _MIN_WORDS:
        raise SourceError("this page holds no article", hint=_PAGE_HINT)
    return told.filled_from(head).filled_from(draft)


def _drop_head(tree: Any) -> None:
    """Drops the head. Where a page leaves out the `body` tag, lxml reads its article into the
    head: then the head's own elements go, and what is left becomes the body."""
    for head in tree.findall(".//head"):
        if head.find(".//p") is None:
            _drop(head)
            continue
        for element in list(head.iter("title", "meta", "link", "base")):
            _drop(element)
        head.tag = "body"


def markup_paragraphs(markup: str) -> list[str]:
    """The paragraphs of a piece of HTML that is all report, in order."""
    tree = parse_markup(markup)
    for tag in _DROPPED_TAGS:
        for element in tree.findall(f".//{tag}"):
            _drop(element)
    return list(_block_texts(tree))


def parse_markup(markup: str) -> Any:
    """The lxml tree of HTML. Raises `SourceError` where there is none, or it is too large."""
    markup = _REFERENCE.sub(_harmless, _SEPARATORS.sub(" ", without_controls(markup)))
    from lxml import etree, html

    try:
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        tree = html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise SourceError("this is no readable HTML", hint=_PAGE_HINT) from error
    if sum(1 for _ in tree.iter()) > _MAX_ELEMENTS:
        raise SourceError("this page has too many elements for an article", hint=_PAGE_HINT)
    return tree


def _harmless(reference: re.Match[str]) -> str:
    """A character reference, unless it is to a control character, which lxml could not move."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    control = code < 32 and chr(code) not in "\t\n\r"
    return "" if control or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF) else reference[0]


def _article_lines(tree: Any, url: str | None) -> list[str]:
    """The lines of the body: strictly first, since that leaves the least of the page in it."""
    lines: list[str] = []
    for strict in (True, False):
        lines = _extracted(tree, url, strict)
        if _prose_words(lines) >= _MIN_WORDS:
            break
    return lines


def _prose_words(lines: Sequence[str]) -> int:
    """The number of words in lines that are sentences: lists of links have none."""
    return sum(len(line.split()) for line in lines if ends_sentence(line))


def _extracted(tree: Any, url: str | None, strict: bool) -> list[str]:
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(
            tree, url=url, include_comments=False, include_tables=False, favor_precision=strict
        )
    except Exception as error:  # whatever a hostile page can make the library raise
        raise SourceError("this page could not be read", hint=_PAGE_HINT) from error
    text = getattr(document, "text", None) or ""
    return [_BULLET.sub("", one_line(line)) for line in text.splitlines()]


def _drop_furniture(tree: Any) -> None:
    """Drops the elements whose class or id names them as captions, teasers, buttons and so on."""
    limit = _MAX_DROPPED_SHARE * len(tree.text_content())
    for element in list(
        tree.iter("div", "section", "ul", "ol", "p", "span", "header", "figure", "a")
    ):
        names = f"{element.get('class', '')} {element.get('id', '')}".lower()
        if _DROPPED_NAMES.isdisjoint(_NAME_PARTS.findall(names)):
            continue
        attached = next(element.iterancestors("html"), None) is not None
        if attached and element.find(".//h1") is None and len(element.text_content()) <= limit:
            _drop(element)


def _drop(element: Any) -> None:
    if element.getparent() is not None and element.tag not in _KEPT_TAGS - {"head"}:
        element.drop_tree()


def _block_texts(tree: Any) -> Iterator[str]:
    from lxml import etree

    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in _BLOCKS and pieces:
            if line := one_line("".join(pieces)):
                yield line
            pieces = []
        pieces.append((element.text if event == "start" else element.tail) or "")
    if line := one_line("".join(pieces)):
        yield line
