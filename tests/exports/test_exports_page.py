import dataclasses
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from dateline.exports.neutral import without_controls
from dateline.exports.page import CONTENT_POLICY, report_page
from dateline.record import Record
from tests.exports.mutiny import MUTINY
from tests.strategies import HOSTILE, records, without_layers

VOID = {"meta"}
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "aside", "article",
    "section", "nav", "div", "p", "h1", "h2", "h3", "h4", "ol", "ul", "li", "dl", "dt", "dd", "a",
    "b", "q", "bdi", "span", "code", "pre", "mark", "time", "blockquote", "details", "summary",
}  # fmt: skip
ATTRIBUTES = {
    "id", "class", "href", "rel", "lang", "dir", "title", "charset", "name", "content",
    "http-equiv", "datetime", "aria-label", "data-label",
}  # fmt: skip


class Page(HTMLParser):
    """Checks that elements nest, and collects what a test asks for."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[dict[str, str | None]] = []
        self.article = ""
        self.segments: list[tuple[str, str]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ELEMENTS
        assert {key for key, _ in attrs} <= ATTRIBUTES
        given_attributes = dict(attrs)
        if given_attributes.get("id"):
            self.ids.append(given_attributes["id"] or "")
        if tag == "a":
            assert "a" not in self.open
            self.links.append(given_attributes)
        self.class_ = given_attributes.get("class") or ""
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.class_ = ""

    def handle_data(self, data: str) -> None:
        if "article" in self.open:
            self.article += data
            self.segments.append((data, self.class_))


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(records())
@settings(max_examples=30, deadline=None)
def test_page_is_well_formed_and_shows_the_text_unchanged(record: Record) -> None:
    page = Page(report_page(record))
    assert squeezed(page.article) == squeezed(without_controls(record.report.text))


@given(records())
@settings(max_examples=20, deadline=None)
def test_every_entry_is_linked_to_the_text_and_back(record: Record) -> None:
    page = Page(report_page(record))
    assert len(page.ids) == len(set(page.ids))
    targets = {link["href"] or "" for link in page.links}
    assert {target[1:] for target in targets if target.startswith("#")} <= set(page.ids)
    entries = [event.id for event in record.events] + [said.id for said in record.statements]
    for entry in entries:
        assert {f"#{entry}", f"#in-{entry}"} <= targets


def test_overlapping_spans_are_cut_at_every_boundary() -> None:
    page = Page(report_page(MUTINY))
    classes = {words: set(names.split()) for words, names in page.segments}
    assert {"trigger", "content", "depth-2", "q-material-conflict"} <= classes["shelled"]
    assert {"actor", "depth-2"} <= classes["troops"]
    assert {"source", "depth-1"} <= classes["the minister"]
    assert "content" not in classes[",” "]
    assert {"trigger", "s-planned"} <= classes["fly home"]
    assert {"trigger", "s-denied", "content"} <= classes["shelling"]


def test_status_and_anonymity_stand_as_words_beside_the_marks() -> None:
    page = report_page(MUTINY)
    for label in ("E3 denied", "E4 planned", "S1 unnamed", "S3 anonymity granted", "S3 continued"):
        assert f'data-label="{label}"' in page
    assert '<span class="badge veil">anonymity granted</span>' in page


def test_headline_heads_the_article() -> None:
    page = report_page(MUTINY)
    assert page.count("<h1") == 1
    assert "given-title" not in page.partition("<body>")[2]
    other = dataclasses.replace(MUTINY.report, title="Another title")
    assert "Another title" in report_page(dataclasses.replace(MUTINY, report=other))


def test_chain_runs_from_the_outlet_inwards() -> None:
    chain = report_page(MUTINY).partition('<ol class="chain">')[2].partition("</ol>")[0]
    links = [words for words in re.split("<[^>]*>", chain) if words]
    assert links == ["The Harbour Standard", "An aide (unnamed)", "the minister"]


def test_page_asks_for_nothing_and_runs_nothing() -> None:
    page = report_page(MUTINY)
    assert CONTENT_POLICY.startswith("default-src 'none'")
    assert 'http-equiv="Content-Security-Policy"' in page
    assert "<script" not in page
    assert "@import" not in page
    assert "url(" not in page


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://courier.example/1?a=1&b=2", True),
        ("http://courier.example/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//courier.example/1", False),
        ("https://", False),
        ("https://[", False),
        ("https://courier.example/\x00", False),
        ("https://courier.example/\u202egpj.exe", False),
    ],
)
def test_only_web_addresses_become_links(url: str, linked: bool) -> None:
    report = dataclasses.replace(MUTINY.report, url=url)
    page = Page(report_page(without_layers(dataclasses.replace(MUTINY, report=report))))
    outward = [link for link in page.links if not (link["href"] or "").startswith("#")]
    assert [link["href"] for link in outward] == ([url] if linked else [])
    assert all(link["rel"] == "noopener noreferrer nofollow" for link in outward)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_field_injects_markup(text: str) -> None:
    plain, hostile = (
        dataclasses.replace(
            MUTINY,
            report=dataclasses.replace(MUTINY.report, title=words, outlet=words, byline=words),
            actors=tuple(dataclasses.replace(actor, name=words) for actor in MUTINY.actors),
            meta=dataclasses.replace(MUTINY.meta, model=words),
        )
        for words in ("words", text)
    )
    skeleton = [re.sub(r"\s", " ", tag) for tag in re.findall("<[^>]*>", report_page(plain))]
    assert [re.sub(r"\s", " ", tag) for tag in re.findall("<[^>]*>", report_page(hostile))] == (
        skeleton
    )


def test_a_language_that_is_none_is_left_out() -> None:
    report = dataclasses.replace(MUTINY.report, language='en" onclick="x')
    assert "onclick" not in report_page(dataclasses.replace(MUTINY, report=report))
    assert '<article lang="en">' in report_page(MUTINY)


def test_empty_layers_say_so() -> None:
    assert report_page(without_layers(MUTINY)).count("None were read in this report.") == 5


def test_an_empty_text_gives_a_page() -> None:
    record = without_layers(MUTINY)
    report = dataclasses.replace(record.report, text="", title=None)
    assert "Untitled report" in report_page(dataclasses.replace(record, report=report))
