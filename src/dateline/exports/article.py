"""The text of a report as HTML, with everything that was read in it marked and linked.

Spans overlap and nest, so the text is cut at every boundary; each segment carries the marks that
cover it. Anchors (`in-E1`) and tags (links whose label CSS shows) hold no text of their own: the
text of the article stays the text of the report.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from dateline.codebook import QUAD_CLASS
from dateline.exports.index import Index
from dateline.exports.markup import Html, element, fragment
from dateline.exports.wording import ANONYMITY_WORDS, STATUS_WORDS, event_words
from dateline.record import Record, Span, Statement

DEEPEST_SHADE: Final = 3

_PARAGRAPH: Final = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_LINK_ORDER: Final = ("trigger", "cue", "source", "actor", "place", "time")


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of the text, what it is (`kind`), and the id of the entry that it belongs to."""

    span: Span
    kind: str
    entry: str
    classes: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """Something without text that stands at one position: an anchor or a tag."""

    position: int
    html: Html


def article(index: Index) -> Html:
    """The report's text in paragraphs, its headline as `h1` where a body follows it."""
    record = index.record
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(record.report.text)]
    marks = list(_marks(index))
    cuts = {edge for mark in marks for edge in mark.span} | {
        edge for paragraph in paragraphs for edge in paragraph
    }
    before = _Queue([*_anchors(record), *_statement_tags(record)])
    after = _Queue(_event_tags(record))
    filled: list[list[str]] = [[] for _ in paragraphs]
    number = 0
    for (start, end), covering in _segments(sorted(cuts), marks):
        while number < len(paragraphs) - 1 and start >= paragraphs[number][1]:
            number += 1
        if paragraphs and paragraphs[number][0] <= start < paragraphs[number][1]:
            words = _segment(record.report.text[start:end], covering)
            filled[number] += [*before.until(start), words, *after.until(end)]
    names = ["h1" if len(paragraphs) > 1 else "p", *["p"] * len(paragraphs)]
    blocks = [
        element(name, *pieces, dir="auto") for name, pieces in zip(names, filled, strict=False)
    ]
    return fragment(*blocks, *before.rest(), *after.rest())


def statement_start(statement: Statement) -> int:
    """Where a statement first shows in the text: its source, its cue or its content."""
    spans = [*statement.content, statement.cue, statement.source_span]
    return min((span[0] for span in spans if span), default=0)


class _Queue:
    """Points in order of position, handed out once."""

    def __init__(self, points: Iterable[Point]) -> None:
        self.points = sorted(points, key=lambda point: point.position)
        self.taken = 0

    def until(self, position: int) -> list[Html]:
        start = self.taken
        while self.taken < len(self.points) and self.points[self.taken].position <= position:
            self.taken += 1
        return [point.html for point in self.points[start : self.taken]]

    def rest(self) -> list[Html]:
        return [point.html for point in self.points[self.taken :]]


def _marks(index: Index) -> Iterator[Mark]:
    record = index.record
    for event in record.events:
        quad = QUAD_CLASS.get(event.type, "").replace(" ", "-")
        yield Mark(event.trigger, "trigger", event.id, f"q-{quad} s-{event.status}")
    for statement in record.statements:
        veil = "veiled" if statement.anonymity != "none" else ""
        for span in statement.content:
            yield Mark(span, "content", statement.id, veil)
        if statement.cue:
            yield Mark(statement.cue, "cue", statement.id, veil)
        if statement.source_span:
            yield Mark(statement.source_span, "source", statement.id, veil)
    for actor in record.actors:
        for span in actor.mentions:
            yield Mark(span, "actor", actor.id)
    for number, place in enumerate(record.places):
        yield Mark(place.span, "place", f"place-{number}")
    for number, time in enumerate(record.times):
        yield Mark(time.span, "time", f"time-{number}")


def _anchors(record: Record) -> Iterator[Point]:
    for event in record.events:
        yield _anchor(event.trigger[0], event.id)
    for statement in record.statements:
        yield _anchor(statement_start(statement), statement.id)
    for actor in record.actors:
        for number, span in enumerate(actor.mentions):
            yield _anchor(span[0], f"{actor.id}-{number}")
    for number, place in enumerate(record.places):
        yield _anchor(place.span[0], f"place-{number}")
    for number, time in enumerate(record.times):
        yield _anchor(time.span[0], f"time-{number}")


def _anchor(position: int, entry: str) -> Point:
    return Point(position, element("span", class_="at", id=f"in-{entry}"))


def _statement_tags(record: Record) -> Iterator[Point]:
    for statement in record.statements:
        yield Point(statement_start(statement), _statement_tag(statement))
        for span in sorted(statement.content)[1:]:
            yield Point(span[0], _statement_tag(statement, "continued"))


def _statement_tag(statement: Statement, note: str = "") -> Html:
    anonymity = ANONYMITY_WORDS.get(statement.anonymity, statement.anonymity)
    label = " ".join(part for part in (statement.id, note or anonymity) if part)
    return element(
        "a",
        class_="tag statement veiled" if anonymity else "tag statement",
        href=f"#{statement.id}",
        data_label=label,
        aria_label=f"Statement {label}",
    )


def _event_tags(record: Record) -> Iterator[Point]:
    for event in record.events:
        quad = QUAD_CLASS.get(event.type, "").replace(" ", "-")
        status = STATUS_WORDS.get(event.status, event.status)
        shown = "" if event.status == "happened" else f" {status}"
        yield Point(
            event.trigger[1],
            element(
                "a",
                class_=f"tag event q-{quad}",
                href=f"#{event.id}",
                data_label=event.id + shown,
                aria_label=f"Event {event.id}: {event_words(event)}, {status}",
            ),
        )


def _segments(cuts: list[int], marks: list[Mark]) -> Iterator[tuple[Span, list[Mark]]]:
    """The stretches between neighbouring cuts, each with the marks that cover it."""
    opening: dict[int, list[Mark]] = {}
    for mark in marks:
        if mark.span[0] < mark.span[1]:
            opening.setdefault(mark.span[0], []).append(mark)
    covering: list[Mark] = []
    for start, end in pairwise(cuts):
        covering = [mark for mark in covering if mark.span[1] > start] + opening.get(start, [])
        yield (start, end), covering


def _segment(words: str, covering: list[Mark]) -> str:
    if not covering:
        return words
    contents = [mark for mark in covering if mark.kind == "content"]
    linked = [mark for mark in covering if mark.kind != "content"]
    classes = [mark.kind for mark in linked] + [mark.classes for mark in linked]
    if contents:
        classes += [
            "content",
            f"depth-{min(len(contents), DEEPEST_SHADE)}",
            min(contents, key=_length).classes,
        ]
    class_ = " ".join(dict.fromkeys(name for entry in classes for name in entry.split()))
    if not linked:
        return element("span", words, class_=class_)
    top = min(linked, key=lambda mark: (_LINK_ORDER.index(mark.kind), _length(mark)))
    return element("a", words, class_=class_, href=f"#{top.entry}")


def _length(mark: Mark) -> int:
    return mark.span[1] - mark.span[0]
