"""Feeds in all their forms, as they should be, as they are, and as somebody hostile writes them."""

import contextlib
import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import SourceError
from dateline.sources.draft import SourceOptions
from dateline.sources.feed import outlet_of
from dateline.sources.follow import listing_in, listing_of
from dateline.sources.listing import Entry, Listing
from dateline.sources.recognize import reports_in
from tests.sources.serving import item, rss

BASE = "https://wire.example/news/feed.xml"
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>Island Wire</title>
<entry><title type="html">Harbour &lt;b&gt;1&lt;/b&gt; &amp;amp; ferry close</title>
<link rel="enclosure" href="/a.mp3"/><link rel="alternate" href="/a"/><id>urn:a</id>
<updated>2024-03-06T10:00:00Z</updated><published>2024-03-05T10:00:00+02:00</published>
<author><name>Jane Doe</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div>
</content><source><title>Harbour Post</title></source></entry>
<entry><title>Second</title><link href="b"/><id>urn:b</id><updated>2024-03-07T10:00:00Z</updated>
<summary>Short.</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://wire.example/"><title>Island Wire</title></channel>
<item rdf:about="https://wire.example/a"><title>A</title><link>https://wire.example/a</link>
<dc:date>2024-03-05T10:00:00Z</dc:date><dc:creator>Jane Doe</dc:creator></item></rdf:RDF>"""


def listing(text: str) -> Listing:
    found = listing_in(text, BASE)
    assert found is not None
    return found


def entry(text: str) -> Entry:
    (found,) = listing(text).entries
    return found


def test_rss() -> None:
    full = "<content:encoded><![CDATA[<p>One.</p><p>Two&nbsp;it.</p>]]></content:encoded>"
    more = f"{full}<dc:creator>Jane Doe</dc:creator>"
    assert entry(rss(item("/a?x=1&amp;y=2#top", 4, more))) == Entry(
        url="https://wire.example/a?x=1&y=2",
        title="Harbour 4 closes",
        published="2024-03-05T10:00:00+00:00",
        outlet="Island Wire",
        byline="Jane Doe",
        language="en-gb",
        text="<p>One.</p><p>Two\xa0it.</p>",
        whole=True,
    )


def test_the_source_of_an_entry_is_its_outlet() -> None:
    more = '<source url="https://post.example/">Harbour Post</source>'
    assert entry(rss(item("/a", 1, more))).outlet == "Harbour Post"


@pytest.mark.parametrize("version", ["0.91", "0.92", "2.0"])
def test_older_rss(version: str) -> None:
    doctype = (
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        '"http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    )
    text = (
        f'<?xml version="1.0"?>\n{doctype}\n<!-- made by hand --><rss version="{version}"><channel>'
        "<title>Wire</title><item><title>A</title><link>https://wire.example/a</link></item>"
        "</channel></rss>"
    )
    assert entry(text).url == "https://wire.example/a"


def test_rss_1() -> None:
    found = entry(RDF)
    assert (found.url, found.byline) == ("https://wire.example/a", "Jane Doe")
    assert found.published == "2024-03-05T10:00:00+00:00"


def test_atom() -> None:
    first, second = listing(ATOM).entries
    assert first.url == "https://wire.example/a"
    assert first.title == "Harbour 1 & ferry close"
    assert first.published == "2024-03-05T10:00:00+02:00"
    assert (first.outlet, first.byline, first.language) == ("Harbour Post", "Jane Doe", "en")
    own = first.own_text()
    assert own is not None
    assert own.paragraphs == ("One.", "Two.")
    assert second.url == "https://wire.example/news/b"
    assert second.published == "2024-03-07T10:00:00+00:00"
    assert second.own_text() is None


def test_json_feed() -> None:
    items: list[Any] = [
        {
            "id": "1",
            "url": "/a",
            "title": "A",
            "content_html": "<p>One.</p><p>Two.</p>",
            "date_published": "2024-03-05T10:00:00+02:00",
            "authors": [{"name": "Jane Doe"}, {"name": "Jo Roe"}, 7],
        },
        {"id": 2, "url": 3},
        "nothing",
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": items}
    (found,) = listing_of(json.dumps(feed).encode(), 10_000, base=BASE).entries
    assert (found.url, found.outlet, found.byline) == (
        "https://wire.example/a",
        "Wire",
        "Jane Doe, Jo Roe",
    )
    assert found.published == "2024-03-05T10:00:00+02:00"
    assert found.whole


def test_opml() -> None:
    text = (
        '<opml version="2.0"><head><title>Mine</title></head><body><outline text="Africa">'
        '<outline type="rss" text="A" xmlUrl="https://a.example/feed"/></outline>'
        '<outline text="B" xmlurl="https://b.example/feed"/><outline text="C"/>'
        '<outline xmlUrl="https://a.example/feed"/><outline xmlUrl="file:///etc/passwd"/>'
        "</body></opml>"
    )
    assert listing(text).lists == ("https://a.example/feed", "https://b.example/feed")


def test_broken_feeds_are_mended() -> None:
    text = rss(item("/a", 1, "<dc:subject>A & B</dc:subject><media:x/>"))
    found = entry(text.replace("</channel></rss>", ""))
    assert (found.url, found.title) == ("https://wire.example/a", "Harbour 1 closes")


def test_other_encodings() -> None:
    text = rss(item("/a", 1, "<dc:creator>José Ramírez</dc:creator>"))
    latin = text.replace("UTF-8", "ISO-8859-1").encode("latin-1")
    for data in (latin, text.encode("utf-16")):
        assert listing_of(data, 10_000, base=BASE).entries[0].byline == "José Ramírez"


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Lake Wire - World news", "Lake Wire"),
        ("World news | The Guardian", "The Guardian"),
        ("NYT > World News", "NYT"),
        ("Al Jazeera – Breaking News, World News and Video from Al Jazeera", "Al Jazeera"),
        ("Reuters: Top News", "Reuters"),
        ("Top stories", None),
        ("", None),
        (None, None),
    ],
)
def test_outlets_in_the_titles_of_feeds(title: str | None, outlet: str | None) -> None:
    assert outlet_of(title) == outlet


LONG = " ".join(["The council of the island closed the harbour on Friday, its mayor said."] * 8)


@pytest.mark.parametrize(
    ("found", "whole"),
    [
        (Entry(url=BASE, text="The mayor closed it.", whole=True), True),
        (Entry(url=BASE, text="The mayor closed it."), False),
        (Entry(text="The mayor closed it."), True),
        (Entry(url=BASE, text=f"<p>{LONG}</p>"), True),
        (Entry(url=BASE, text=f"<p>{LONG}</p>The mayor said that he […]", whole=True), False),
        (Entry(url=BASE, text=f"<p>{LONG}</p>The mayor ... Read more", whole=True), False),
        (Entry(url=BASE, whole=True), False),
    ],
)
def test_a_synopsis_is_no_report(found: Entry, whole: bool) -> None:
    assert (found.own_text() is not None) == whole


def test_the_line_of_the_syndication_is_dropped() -> None:
    text = f"<p>{LONG}</p><p>The post <a>Harbour</a> appeared first on <a>Wire</a>.</p>"
    own = Entry(url=BASE, text=text).own_text()
    assert own is not None
    assert own.paragraphs == (LONG,)


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><item>'
        "<title>&b;</title><link>https://a.example/</link></item></channel></rss>",
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;'
        "</title><link>https://a.example/</link></item></channel></rss>",
    ],
)
def test_entities_are_refused(text: str) -> None:
    with pytest.raises(SourceError, match="entities") as raised:
        listing(text)
    assert raised.value.hint


@pytest.mark.parametrize("text", ["<rss>", "<rss><channel/></rss>", "<feed></feed>", "<opml/>"])
def test_empty_lists_are_errors(text: str) -> None:
    with pytest.raises(SourceError, match="lists nothing"):
        listing(text)


@pytest.mark.parametrize(
    "text",
    [
        "<rss>" * 100_000,
        "<rss>" + "<a/>" * 600_000,
        rss(item("/a", 1, f"<author>{'a' * 2_000_000}</author>")),
        rss(item("/a", 1, f"<author>{'a.' * 1_000_000}</author>")),
        rss(item("/a", 1, f"<dc:date>{'1' * 1_000_000}</dc:date>")),
        rss(item("/a", 1, f"<content:encoded>{'&lt;' * 300_000}</content:encoded>")),
        "<!---->" * 3000 + "<rss>",
        "<?x " * 5000,
        "\n" * 1_000_000 + "<rss>",
        f"<rss {'a' * 1_000_000}='{'b' * 1_000_000}'>",
    ],
    ids=range(10),
)
def test_hostile_xml_takes_no_long_time(text: str) -> None:
    began = time.monotonic()
    with contextlib.suppress(SourceError):
        listing_in(text, BASE)
    assert time.monotonic() - began < 20


WORDS = st.sampled_from(
    ["<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<link>", "a://", "&amp;",
     "&nbsp;", "<![CDATA[", "]]>", "<!--", "-->", "<content:encoded>", "<feed xmlns='x'>", "\x00",
     "<entry>", "<opml>", "<outline xmlUrl='https://a.example/'/>", "<urlset>", "<url>", "<loc>",
     "https://a.example/b", "<sitemapindex>", "<sitemap>", "\ud800", "é", " "]
)  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(st.lists(WORDS | st.text(max_size=5), max_size=30).map("".join))
def test_any_xml_gives_a_listing_or_an_error(text: str) -> None:
    for start in ("", "<rss>", "<feed>", "<urlset>", "<opml>", "<sitemapindex>"):
        try:
            found = listing_in(start + text, BASE)
        except SourceError:
            continue
        assert found is None or found.entries or found.lists


@pytest.mark.parametrize(
    "odd",
    ["R&Dx; desk", "a &#xd800; b", "c &#0; d", "e &so.on; f", "g &#x110000; h"],
)
def test_odd_references_cost_no_entry(odd: str) -> None:
    entry = f"<item><title>{odd}</title><link>https://a.example/b</link></item>"
    (found,) = listing(f"<rss><channel>{entry}</channel></rss>").entries
    assert found.title
    assert found.title[0] == odd[0]


def test_a_long_attribute_without_its_namespace_is_dropped() -> None:
    entry = "<item><title>A title</title><link>https://a.example/b</link></item>"
    text = f"<rss><channel a:b='{'x' * 3000}'>{entry}</channel></rss>"
    assert len(listing(text).entries) == 1


def test_references_with_thousands_of_digits_are_read() -> None:
    body = f"{'The army shelled the town of Goma on Monday. ' * 20}&#{'9' * 5000};"
    feed = {"version": "https://jsonfeed.org/version/1", "items": [{"content_text": body}]}
    (loaded,) = reports_in(json.dumps(feed).encode(), "feed", SourceOptions())
    assert loaded.report is not None
