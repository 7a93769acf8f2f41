"""The characters of one report, a page or a plain text, to a `Report`."""

import re
from dataclasses import replace
from typing import Final

from dateline.errors import SourceError
from dateline.record import Report
from dateline.sources.assemble import assemble, assemble_verbatim
from dateline.sources.draft import Draft, SourceOptions
from dateline.sources.plain_text import read_plain_text
from dateline.sources.published import best_published

START: Final = 20_000
"""Characters from the start of a text that tell what it is."""

_MARKUP: Final = re.compile(
    # Each step is taken once and for all, so that no text makes the matching slow.
    r"(?>(?><!--.{0,2000}?-->|<\?xml[^>]{0,200}>)\s{0,20}){0,5}<(?:!doctype html|html|head"
    r"|body|article|main|section|div|p|h1|meta|title|script|table|span)\b",
    re.I | re.S,
)
_OTHER_MARKUP: Final = re.compile(
    r"<\?xml|<!doctype\b|<(?:rss|feed|opml|nitf|newsml|newsitem|urlset|sitemapindex)\b", re.I
)


def text_report(
    text: str,
    options: SourceOptions,
    *,
    url: str | None = None,
    page: bool = False,
    told: Draft | None = None,
) -> Report:
    """The report in a page or a plain text; `page` is set where it is known to be HTML.

    `told` is what the feed or sitemap that led to it says. Of title and outlet the report's own
    are taken where it has them, of the times the one with a zone. Raises `SourceError`.
    """
    known = told or Draft()
    if options.verbatim:
        return assemble_verbatim(text, known.filled_from(Draft(url=url)), options)
    start = text.lstrip()[:START]
    if page or _MARKUP.match(start):
        from dateline.sources.page import read_page

        draft = read_page(text, options.url or url)
    elif _OTHER_MARKUP.match(start):
        raise SourceError(
            "this is XML, not a page or a text",
            hint="Give the article itself, a feed (RSS, Atom, OPML), a sitemap, JSON or ninjs.",
        )
    else:
        draft = Draft(url=url).filled_from(read_plain_text(text))
    times = [time for time in (known.published, draft.published) if time]
    return assemble(replace(draft, published=best_published(times)).filled_from(known), options)
