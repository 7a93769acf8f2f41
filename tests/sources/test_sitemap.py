"""Sitemaps, their indexes, and those of news."""

import gzip

import pytest

from dateline.errors import SourceError
from dateline.sources.follow import listing_in, listing_of
from dateline.sources.listing import Entry

BASE = "https://wire.example/sitemap.xml"
XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset {XMLNS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://wire.example/a?b=1&amp;c=2 </loc><lastmod>2024-03-09</lastmod>
<news:news><news:publication><news:name>Island Wire</news:name><news:language>en</news:language>
</news:publication><news:publication_date>2024-03-05T10:00:00+02:00</news:publication_date>
<news:title>Harbour &amp; ferry close</news:title></news:news></url>
<url><loc>/b</loc><lastmod>2024-03-09</lastmod></url><url><loc>ftp://x.example/</loc></url>
</urlset>"""


def test_news_sitemaps_tell_when_and_where_it_was_published() -> None:
    found = listing_in(NEWS, BASE)
    assert found is not None
    assert found.entries == (
        Entry(
            url="https://wire.example/a?b=1&c=2",
            title="Harbour & ferry close",
            published="2024-03-05T10:00:00+02:00",
            outlet="Island Wire",
            language="en",
        ),
        Entry(url="https://wire.example/b"),
    )


def test_sitemap_indexes() -> None:
    locations = ("https://wire.example/1.xml.gz", "/2.xml", "/2.xml")
    inside = "".join(f"<sitemap><loc>{one}</loc></sitemap>" for one in locations)
    found = listing_in(f"<sitemapindex {XMLNS}>{inside}</sitemapindex>", BASE)
    assert found is not None
    assert found.lists == ("https://wire.example/1.xml.gz", "https://wire.example/2.xml")
    assert found.entries == ()


def test_gzipped_sitemaps_are_read_up_to_the_limit() -> None:
    data = gzip.compress(NEWS.encode())
    assert len(listing_of(data, 10_000, base=BASE).entries) == 2
    with pytest.raises(SourceError, match="limit"):
        listing_of(data, 100, base=BASE)
    with pytest.raises(SourceError, match="limit"):
        listing_of(gzip.compress(NEWS.encode() + b" " * 50_000_000), 1_000_000)


def test_entities_are_refused() -> None:
    text = f'<!DOCTYPE urlset [<!ENTITY a "x">]><urlset {XMLNS}><url><loc>&a;</loc></url></urlset>'
    with pytest.raises(SourceError, match="entities"):
        listing_in(text)


def test_empty_sitemaps_are_errors() -> None:
    with pytest.raises(SourceError, match="lists nothing"):
        listing_in(f"<urlset {XMLNS}/>")


def test_what_is_no_list_is_told() -> None:
    with pytest.raises(SourceError, match="no feed and no sitemap"):
        listing_of(b"<html><p>A page.</p></html>", 1000)
