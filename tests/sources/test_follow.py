"""From feeds and sitemaps on a real server to reports."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline
from dateline.sources.draft import Loaded, SourceOptions
from dateline.sources.fetch import fetch
from dateline.sources.load import load
from tests.sources.serving import Answer, Server, hurried, item, page, rss, serving, text

OPTIONS = SourceOptions(allow_private=True, timeout=2)
XML = {"Content-Type": "application/xml"}
LONG = " ".join(["The council of the island closed the harbour on Friday, its mayor said."] * 8)
FULL = f"<content:encoded><![CDATA[<p>{LONG}</p>]]></content:encoded>"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running, hurried():
        for number in range(1, 6):
            running.answers[f"/{number}"] = Answer(page(number))
        yield running


def feed(server: Server, *numbers: int, more: str = "") -> str:
    return rss(*(item(f"{server.url}/{number}", number, more) for number in numbers))


def texts(items: list[Loaded]) -> list[str]:
    return [item.report.text for item in items if item.report]


def messages(items: list[Loaded]) -> list[str]:
    return [item.error.message for item in items if item.error]


def test_the_pages_of_a_feed_are_read(server: Server) -> None:
    server.answers["/feed"] = Answer(feed(server, 1, 2, 1, 9), headers=XML)
    items = list(load(f"{server.url}/feed", OPTIONS))
    assert texts(items) == [text(1), text(2)]
    first = items[0].report
    assert first is not None
    assert (first.published, first.outlet) == ("2024-03-02T10:00:00+00:00", "Island Wire")
    assert (first.title, first.url) == ("Harbour 1 closes", f"{server.url}/1")
    assert items[0].label == f"{server.url}/1"
    assert len(messages(items)) == 1
    assert "404" in messages(items)[0]


def test_what_the_page_tells_wins_but_for_the_time_with_a_zone(server: Server) -> None:
    meta = (
        '<meta property="og:site_name" content="Harbour Post">'
        '<meta property="article:published_time" content="2024-03-02">'
    )
    server.answers["/1"] = Answer(page(1, meta=meta))
    server.answers["/feed"] = Answer(feed(server, 1), headers=XML)
    (found,) = load(f"{server.url}/feed", OPTIONS)
    assert found.report is not None
    assert found.report.outlet == "Harbour Post"
    assert found.report.published == "2024-03-02T10:00:00+00:00"
    (page_itself,) = load(f"{server.url}/1", OPTIONS)
    assert page_itself.report is not None
    assert page_itself.report.id == found.report.id


def test_reports_are_loaded_one_by_one(server: Server) -> None:
    server.answers["/feed"] = Answer(feed(server, 1, 2, 3), headers=XML)
    items = load(f"{server.url}/feed", OPTIONS)
    assert next(items).report is not None
    assert server.paths == ["/feed", "/robots.txt", "/1"]


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status=404),
        Answer(status=403),
        Answer(status=500),
        Answer(page(1), seconds=4),
        Answer("<html><p>Subscribe to read.</p></html>"),
        Answer("<html>", headers={"Content-Length": "5000"}),
        Answer(b"%PDF-", headers={"Content-Type": "application/pdf"}),
        Answer(status=302, headers={"Location": "/1"}),
        Answer(status=302, headers={"Location": "file:///etc/passwd"}),
    ],
    ids=range(9),
)
def test_the_text_in_the_feed_stands_in_for_the_page(server: Server, answer: Answer) -> None:
    server.answers["/1"] = answer
    server.answers["/feed"] = Answer(feed(server, 1, more=FULL), headers=XML)
    (found,) = load(f"{server.url}/feed", OPTIONS)
    assert found.report is not None
    assert found.report.text == f"Harbour 1 closes\n\n{LONG}"
    assert (found.report.url, found.report.outlet) == (f"{server.url}/1", "Island Wire")
    assert found.report.published == "2024-03-02T10:00:00+00:00"
    server.answers["/feed"] = Answer(feed(server, 1), headers=XML)
    (found,) = load(f"{server.url}/feed", OPTIONS)
    assert found.error is not None


def test_private_addresses_in_a_feed_are_not_fetched(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(feed(server, 1), encoding="utf-8")
    (found,) = load(str(path))
    assert found.error is not None
    assert "private" in found.error.message
    assert server.paths == []
    (found,) = load(str(path), OPTIONS)
    assert texts([found]) == [text(1)]


def test_json_feeds(server: Server) -> None:
    items = [{"url": f"{server.url}/1", "date_published": "2024-03-05"}, {"content_text": LONG}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": items}
    kind = {"Content-Type": "application/feed+json"}
    server.answers["/feed"] = Answer(json.dumps(feed), headers=kind)
    found = list(load(f"{server.url}/feed", OPTIONS))
    assert texts(found) == [text(1), LONG]
    assert found[0].report is not None
    assert found[0].report.published == "2024-03-05"
    assert found[1].label == f"{server.url}/feed#2"


def test_lists_of_feeds(server: Server, tmp_path: Path) -> None:
    server.answers["/a"] = Answer(feed(server, 1, 2), headers=XML)
    server.answers["/b"] = Answer(feed(server, 2, 3), headers=XML)
    outlines = "".join(f'<outline xmlUrl="{server.url}/{name}"/>' for name in "abc5")
    path = tmp_path / "feeds.opml"
    path.write_text(f"<opml><body>{outlines}</body></opml>", encoding="utf-8")
    items = list(load(str(path), OPTIONS))
    assert texts(items) == [text(1), text(2), text(3)]
    assert [item.label for item in items if item.error] == [f"{server.url}/{n}" for n in "c5"]
    assert server.paths.count("/robots.txt") == 1


def test_sitemap_indexes_and_gzipped_sitemaps(server: Server) -> None:
    def urls(*numbers: int) -> str:
        inside = "".join(f"<url><loc>{server.url}/{number}</loc></url>" for number in numbers)
        return f"<urlset>{inside}</urlset>"

    index = "".join(f"<sitemap><loc>{server.url}/{name}</loc></sitemap>" for name in ("x", "y.gz"))
    server.answers["/x"] = Answer(urls(1, 2), headers=XML)
    gzipped = {"Content-Type": "application/octet-stream"}
    server.answers["/y.gz"] = Answer(gzip.compress(urls(3).encode()), headers=gzipped)
    server.answers["/index"] = Answer(f"<sitemapindex>{index}</sitemapindex>", headers=XML)
    assert texts(list(load(f"{server.url}/index", OPTIONS))) == [text(1), text(2), text(3)]
    assert texts(list(load(f"{server.url}/y.gz", OPTIONS))) == [text(3)]


def test_lists_that_list_each_other_end(server: Server) -> None:
    server.answers["/x"] = Answer(
        f"<sitemapindex><sitemap><loc>{server.url}/y</loc></sitemap></sitemapindex>"
    )
    server.answers["/y"] = Answer(
        f"<sitemapindex><sitemap><loc>{server.url}/x</loc></sitemap></sitemapindex>"
    )
    items = list(load(f"{server.url}/x", OPTIONS))
    assert texts(items) == []
    assert server.paths.count("/x") + server.paths.count("/y") <= 4


def test_robots_hold_for_listed_pages(server: Server) -> None:
    server.answers["/robots.txt"] = Answer("User-agent: *\nDisallow: /2")
    server.answers["/feed"] = Answer(feed(server, 1, 2, 3), headers=XML)
    items = list(load(f"{server.url}/feed", OPTIONS))
    assert texts(items) == [text(1), text(3)]
    assert "/2" not in server.paths


def test_verbatim_takes_xml_as_it_is(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(feed(server, 1, more=f"<a>{LONG}</a>"), encoding="utf-8")
    (found,) = load(str(path), SourceOptions(verbatim=True))
    assert found.report is not None
    assert found.report.text.startswith("<?xml")


def test_feeds_have_the_media_types_of_feeds(server: Server) -> None:
    for kind in ("application/rss+xml", "application/atom+xml; charset=utf-8", "text/xml"):
        server.answers["/feed"] = Answer(feed(server, 1), headers={"Content-Type": kind})
        assert fetch(f"{server.url}/feed", timeout=5, max_bytes=10_000, allow_private=True).data


def test_read_many_takes_feeds(server: Server) -> None:
    server.answers["/feed"] = Answer(feed(server, 1, 2), headers=XML)
    records = dateline.read_many([f"{server.url}/feed"], workers=1, allow_private=True)
    assert [record.report.text for record in records] == [text(1), text(2)]
