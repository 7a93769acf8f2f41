"""Sitemaps to listings: sitemaps, sitemap indexes, and news sitemaps with their times."""

from typing import Any, Final

from dateline.sources.listing import Entry, Listing, plain_line, web_address
from dateline.sources.published import any_published
from dateline.sources.xml_tree import child_text, children

SITEMAP_ROOT: Final = "urlset"
INDEX_ROOT: Final = "sitemapindex"


def read_sitemap(root: Any, base: str | None = None) -> Listing:
    """The pages of a sitemap, in its order; `base` is its address.

    When a page was last changed is not when it was published, so only news sitemaps tell that.
    """
    entries = (_entry(page, base) for page in children(root, "url"))
    return Listing(kind="sitemap", entries=tuple(entry for entry in entries if entry.url))


def read_sitemap_index(root: Any, base: str | None = None) -> Listing:
    """The addresses of the sitemaps that an index lists."""
    found = (web_address(child_text(one, "loc"), base) for one in children(root, "sitemap"))
    return Listing(kind="sitemap index", lists=tuple(dict.fromkeys(url for url in found if url)))


def _entry(page: Any, base: str | None) -> Entry:
    url = web_address(child_text(page, "loc"), base)
    for news in children(page, "news"):
        published = child_text(news, "publication_date")
        publication = next(children(news, "publication"), ())
        return Entry(
            url=url,
            title=plain_line(child_text(news, "title")),
            published=any_published(published) if published else None,
            outlet=plain_line(child_text(publication, "name")),
            language=child_text(publication, "language"),
        )
    return Entry(url=url)
