"""A record as one self-contained HTML page: the text, and beside it everything read in it.

The page has no script, asks for nothing from a network, and reads without style sheet too.
"""

import re
from importlib import resources
from itertools import groupby
from typing import Final

from dateline.codebook import QUAD_CLASSES
from dateline.exports.article import article
from dateline.exports.cards import happening_card, statement_card
from dateline.exports.entries import actor_card, day_element, place_card, time_card
from dateline.exports.index import Index, happenings
from dateline.exports.markup import Html, bdi, element, fragment, joined, web_link
from dateline.exports.neutral import one_line, shorten
from dateline.record import Event, Record

CONTENT_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
TITLE_LIMIT: Final = 160
URL_LIMIT: Final = 80

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")


def report_page(record: Record) -> str:
    """One HTML document; all text of the report is escaped, only http(s) addresses are links."""
    index = Index.of(record)
    language = record.report.language or ""
    text = element(
        "article", article(index), lang=language if _LANGUAGE.fullmatch(language) else None
    )
    body = element(
        "body",
        element("a", "Skip to what was read", class_="skip", href="#events"),
        _header(index),
        element("main", element("div", _key(), text, class_="sheet"), id="text"),
        element("aside", *_layers(index), aria_label="What was read in the text"),
    )
    return "<!doctype html>\n" + element("html", _head(record), body, lang="en") + "\n"


def _title(record: Record) -> str:
    title = record.report.title or record.report.text.lstrip().partition("\n")[0]
    return shorten(one_line(title), TITLE_LIMIT) or "Untitled report"


def _head(record: Record) -> Html:
    css = resources.files("dateline.exports").joinpath("page.css").read_text(encoding="utf-8")
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=CONTENT_POLICY),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{_title(record)} · Dateline"),
        element("style", Html(css)),
    )


def _header(index: Index) -> Html:
    record = index.record
    report = record.report
    published = day_element(report.published) if report.published else "date unknown"
    facts = [
        element("b", bdi(index.outlet)),
        element("span", published),
        element("span", "by ", bdi(one_line(report.byline))) if report.byline else None,
        element("span", web_link(report.url, shorten(report.url, URL_LIMIT)))
        if report.url
        else None,
        _credits(report.credits),
        element("span", f"report {report.id}"),
        element("span", f"Dateline {record.meta.dateline}, model {record.meta.model}"),
    ]
    # The headline heads the article; a page or feed may have given another title.
    own_title = report.title and one_line(report.title) != one_line(
        report.text.lstrip().partition("\n")[0]
    )
    return element(
        "header",
        element("p", "Dateline", class_="masthead"),
        element("p", bdi(_title(record)), class_="given-title") if own_title else None,
        element("p", joined(" ", [fact for fact in facts if fact is not None]), class_="facts"),
        _figures(index),
        _navigation(record),
    )


def _credits(names: tuple[str, ...]) -> Html | None:
    if not names:
        return None
    return element("span", "credits ", joined(", ", [bdi(one_line(name)) for name in names]))


def _figures(index: Index) -> Html:
    record = index.record
    rests = [index.chain(event.according_to) for event in record.events]
    veiled = sum(any(link.anonymity != "none" for link in chain) for chain in rests)
    own = sum(not chain for chain in rests)
    denied = sum(event.status == "denied" for event in record.events)
    figures = [
        (len(record.events), "events"),
        (own, "in the outlet's own voice"),
        (veiled, "rest on an anonymous source"),
        (denied, "denied"),
        (len(record.statements), "statements"),
        (sum(entry.anonymity != "none" for entry in record.statements), "anonymous"),
    ]
    pairs = [
        element("div", element("dt", words), element("dd", str(number)))
        for number, words in figures
    ]
    return element("dl", *pairs, class_="figures")


def _navigation(record: Record) -> Html:
    layers = {
        "Text": "text", "Events": "events", "Statements": "statements",
        "Actors": "actors", "Places": "places", "Times": "times",
    }  # fmt: skip
    links = [element("a", name, href=f"#{target}") for name, target in layers.items()]
    return element("nav", *links, aria_label="Parts of this page")


def _key() -> Html:
    quads = [
        element("span", quad, class_=f"swatch q-{quad.replace(' ', '-')}") for quad in QUAD_CLASSES
    ]
    return element(
        "details",
        element("summary", "How to read the marks"),
        element("p", *quads, class_="swatches"),
        element(
            "p",
            "Shaded words are what somebody said; a statement within a statement is darker. Dashed "
            "lines: the source is not named. Bold words are sources, words in italics introduce "
            "what they say. Coloured words between two lines are events; one that has not simply "
            "happened carries its status. Dotted words are actors, places and times. Every mark "
            "leads to its entry, and every entry's number back to the text.",
        ),
        class_="key",
    )


def _layers(index: Index) -> list[Html]:
    record = index.record
    carried: dict[str | None, list[Event]] = {}
    for event in record.events:
        carried.setdefault(event.according_to, []).append(event)
    statements = [
        statement_card(statement, index, carried.get(statement.id, []))
        for statement in record.statements
    ]
    actors = [actor_card(actor, index) for actor in record.actors]
    places = [place_card(place, f"place-{number}") for number, place in enumerate(record.places)]
    times = [time_card(time, f"time-{number}", index) for number, time in enumerate(record.times)]
    return [
        _events(index),
        element(
            "div",
            _layer("Statements", "statements", [_list(statements)], len(statements)),
            _layer("Actors", "actors", [_list(actors)], len(actors)),
            _layer("Places", "places", [_list(places)], len(places)),
            _layer("Times", "times", [_list(times)], len(times)),
            class_="pane",
        ),
    ]


def _events(index: Index) -> Html:
    blocks: list[Html] = []
    for start, group in groupby(happenings(index.record.events), key=lambda found: found.start):
        day = day_element(start) if start else fragment("No date resolved")
        blocks.append(element("h3", day, class_="day"))
        blocks.append(_list([happening_card(happening, index) for happening in group]))
    layer = _layer("Events", "events", blocks, len(index.record.events))
    return element("div", layer, class_="pane")


def _layer(title: str, entry: str, blocks: list[Html], count: int) -> Html:
    number = element("span", str(count), class_="total")
    shown = blocks if count else [element("p", "None were read in this report.", class_="none")]
    return element("section", element("h2", f"{title} ", number), *shown, id=entry)


def _list(items: list[Html]) -> Html:
    return element("ol", *items, class_="entries")
