"""Article pages: body, metadata, and pages that are hostile or hold no article."""

import time

import pytest

from dateline.errors import SourceError
from dateline.sources.page import markup_paragraphs, read_page

PARAGRAPHS = (
    "MOMBASA (Reuters) - Hundreds of dockers blocked the northern port on Thursday, demanding "
    "wages "
    "that they say have not been paid since February.",
    "Port officials said that talks with the union would start on Friday, and called on the "
    "workers "
    "to clear the gates before then.",
    "“We have heard promises before,” said Juma Ali, who leads the union of the dockers.",
)
JSON_LD = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Herald"},
{"@type": "NewsArticle", "headline": "Dockers block port", "datePublished": "2024-05-02",
"author": [{"@type": "Person", "name": "Ann Otieno"}, {"name": "Bo Lindqvist"}],
"publisher": {"name": "The Example Herald"}}]}</script>"""


def page(head: str = "", before: str = "", after: str = "", lang: str = "en-GB") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">'
        f"<title>Dockers block northern port | Africa | The Example "
        f"Herald</title>{head}</head><body>"
        "<header><nav><a href='/'>Home</a> <a href='/w'>World</a></nav></header><main><article>"
        f"<h1>Dockers block northern port</h1>{before}{body}{after}</article></main>"
        "<footer><p>© 2024 The Example Herald. All rights reserved.</p></footer></body></html>"
    )


def test_the_body_comes_without_furniture() -> None:
    draft = read_page(
        page(
            before="<p class='byline'>By Ann Otieno</p><figure><img src='a.jpg'><figcaption>"
            "Dockers sit on the quay on Thursday. Photo: Someone</figcaption></figure>",
            after="<div class='newsletter-box'><p>Get the day's stories every morning at seven, "
            "and what else moves the coast.</p></div><aside><h3>Related</h3><a href='/1'>Fees rise "
            "again</a></aside><p>Read more: <a href='/1'>Port fees rise again in May</a></p>",
        )
    )
    assert draft.title == "Dockers block northern port"
    assert draft.paragraphs == PARAGRAPHS


def test_metadata_is_read_with_time_and_zone() -> None:
    draft = read_page(
        page(
            head=JSON_LD
            + '<link rel="canonical" href="https://herald.example/dockers">'
            + '<meta property="article:published_time" content="2024-05-02T14:05:00+03:00">'
        )
    )
    assert draft.published == "2024-05-02T14:05:00+03:00"
    assert draft.byline == "Ann Otieno, Bo Lindqvist"
    assert draft.outlet == "The Example Herald"
    assert draft.url == "https://herald.example/dockers"
    assert draft.language == "en-GB"


@pytest.mark.parametrize(
    ("markup", "published"),
    [
        ("<time datetime='2024-05-02T11:05:00Z'>2 May</time>", "2024-05-02T11:05:00+00:00"),
        ("<time>2 May 2024, 11:05 GMT</time>", "2024-05-02T11:05:00+00:00"),
        ("<p>Published: 2 May 2024 11:05 GMT</p>", "2024-05-02T11:05:00+00:00"),
        ("<p>2 May 2024</p>", "2024-05-02"),
        ("", None),
    ],
)
def test_the_time_of_publication_is_found_in_the_page(markup: str, published: str | None) -> None:
    assert read_page(page(before=markup)).published == published


def test_a_relative_canonical_address_is_resolved() -> None:
    told = page(head='<link rel="canonical" href="/dockers">')
    assert read_page(told, "https://herald.example/x?y=1").url == "https://herald.example/dockers"
    assert read_page(page(), "https://herald.example/x").url == "https://herald.example/x"


def test_broken_json_ld_is_passed_over() -> None:
    for script in ("{", "[" * 50_000, '{"@type": 7}', '[{"@type": ["Article"], "author": {}}]'):
        draft = read_page(page(head=f'<script type="application/ld+json">{script}</script>'))
        assert draft.paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    "markup",
    [
        "<html></html>",
        "<html><body><ul>"
        + "<li><a href='/x'>Some link here</a></li>" * 60
        + "</ul></body></html>",
        "<!--" * 1000,
        "<html><body>" + "<div>" * 100_000 + "<p>" + PARAGRAPHS[0] + "</div>" * 100_000,
        "<html>" + "<p><b><i>" * 30_000 + PARAGRAPHS[0],
        "<html>" + "<" * 500_000,
        "<html><p " + "a=b " * 200_000 + ">",
    ],
)
def test_pages_without_an_article_are_refused_soon(markup: str) -> None:
    start = time.monotonic()
    with pytest.raises(SourceError) as raised:
        read_page(markup)
    assert raised.value.hint
    assert time.monotonic() - start < 10


def test_a_body_of_plain_divisions_is_found() -> None:
    body = "".join(f"<div>{paragraph}</div>" for paragraph in PARAGRAPHS)
    markup = f"<html><body><div class='story'><h1>Dockers block port</h1>{body}</div></body></html>"
    assert read_page(markup).paragraphs == PARAGRAPHS


def test_control_characters_are_left_out() -> None:
    told = page(before="<nav>x</nav>&#8;&#x1f;&#xD800;\x07\x1c\x0b<figcaption>y</figcaption>\ufffe")
    assert read_page(told).paragraphs == PARAGRAPHS


def test_pieces_of_markup_are_split_at_their_blocks() -> None:
    assert markup_paragraphs(
        "<div><p>One <b>two</b>.</p>three<br>four<ul><li>five</li></ul></div>"
    ) == [
        "One two.",
        "three",
        "four",
        "five",
    ]


def test_a_page_without_body_tag() -> None:
    text = (
        "The army withdrew from the town on Monday after a week of fighting, residents said. " * 3
    )
    article = f"<article><h1>Army leaves</h1><p>{text}</p></article>"
    markup = f"<html lang=en><title>Army leaves</title>{article}</html>"
    draft = read_page(markup)
    assert draft.title == "Army leaves"
    assert text.strip() in draft.paragraphs
