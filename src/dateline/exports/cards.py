"""Events and statements as HTML cards."""

import json
from typing import Any, Final

from dateline.codebook import QUAD_CLASS
from dateline.exports.entries import place_details, shown, time_details
from dateline.exports.index import Happening, Index
from dateline.exports.markup import Html, bdi, element, fragment, joined
from dateline.exports.neutral import one_line, passage, shorten
from dateline.exports.wording import (
    ANONYMITY_WORDS,
    QUOTATION_WORDS,
    SOURCE_WORDS,
    STANCE_WORDS,
    STATUS_WORDS,
    event_code,
    event_words,
)
from dateline.record import Count, Event, Span, Statement

CONTENT_LIMIT: Final = 600

_Row = tuple[str, Html | None]


def happening_card(happening: Happening, index: Index) -> Html:
    """One event with the mentions that tell it again."""
    event = happening.first
    quad = QUAD_CLASS.get(event.type, "")
    return element(
        "li",
        _card_head(event.id, event_words(event), _status_badge(event), quad),
        element(
            "p",
            element("code", event_code(event)),
            " · ",
            element("span", quad, class_="quad-name"),
            class_="code",
        ),
        _passage(event, index),
        _rows(_event_rows(event, index)),
        _again(happening.again, index),
        _evidence(event.evidence),
        id=event.id,
        class_=f"card event {_quad_class(event)} s-{event.status}",
    )


def statement_card(statement: Statement, index: Index, events: list[Event]) -> Html:
    """One statement, with the events that rest on it."""
    anonymity = ANONYMITY_WORDS.get(statement.anonymity, statement.anonymity)
    content = " … ".join(one_line(index.record.quote(span)) for span in statement.content)
    stance = STANCE_WORDS.get(statement.stance, statement.stance)
    return element(
        "li",
        _card_head(
            statement.id,
            index.source(statement),
            element("span", anonymity, class_="badge veil") if anonymity else None,
        ),
        element(
            "p",
            element("span", stance, class_=f"stance stance-{statement.stance}"),
            f" · {QUOTATION_WORDS.get(statement.quotation, statement.quotation)}"
            f" · {SOURCE_WORDS.get(statement.source_type, statement.source_type)}",
            class_="code",
        ),
        element("blockquote", shorten(content, CONTENT_LIMIT), dir="auto") if content else None,
        _rows(_statement_rows(statement, index, events)),
        _evidence(statement.evidence),
        id=statement.id,
        class_="card statement veiled" if anonymity else "card statement",
    )


def _card_head(entry: str, words: str, badge: Html | None, quad: str = "") -> Html:
    back = element(
        "a", entry, class_="number", href=f"#in-{entry}", aria_label=f"{entry}, show in the text"
    )
    return element(
        "h4", back, element("span", bdi(words), class_="what", title=quad or None), badge
    )


def _status_badge(event: Event) -> Html:
    words = STATUS_WORDS.get(event.status, event.status)
    return element("span", words, class_=f"badge s-{event.status}")


def _passage(event: Event, index: Index) -> Html:
    before, trigger, after = passage(index.record.report.text, event.trigger)
    quoted = [before, element("mark", shorten(trigger, CONTENT_LIMIT)), after]
    return element("p", *quoted, class_="passage", dir="auto")


def _event_rows(event: Event, index: Index) -> list[_Row]:
    rows: list[_Row] = [
        ("who", _participants(event.actor, event.actor_spans, index)),
        ("whom", _participants(event.recipient, event.recipient_spans, index)),
    ]
    if event.place:
        details = element("span", place_details(event.place), class_="details")
        rows.append(("where", fragment(bdi(one_line(event.place.name)), " ", details)))
    if event.time:
        details = element("span", time_details(event.time), class_="details")
        rows.append(("when", fragment(bdi(shown(index, event.time.span)), " ", details)))
    rows += [(kind, _count(count, index)) for kind, count in event.magnitude.items()]
    if event.contexts:
        rows.append(("context", fragment(", ".join(event.contexts).replace("_", " "))))
    rows.append(("rests on", _chain(event.according_to, index)))
    return rows


def _statement_rows(statement: Statement, index: Index, events: list[Event]) -> list[_Row]:
    rows: list[_Row] = []
    if statement.anonymity_reason:
        rows.append(("reason", bdi(shown(index, statement.anonymity_reason, CONTENT_LIMIT))))
    if statement.count_claimed:
        rows.append(("sources", _count(statement.count_claimed, index)))
    if statement.on_behalf_of:
        rows.append(("for", _actor_link(statement.on_behalf_of, index)))
    if statement.addressee:
        note = " (outlet)" if statement.addressee_is_outlet else None
        rows.append(("told to", fragment(_actor_link(statement.addressee, index), note)))
    if statement.cue:
        rows.append(("cue", bdi(shown(index, statement.cue))))
    if statement.parent:
        rows.append(("chain", _chain(statement.id, index)))
    if events:
        links = [
            element("a", f"{event.id} {event_words(event)}", href=f"#{event.id}")
            for event in events
        ]
        rows.append(("carries", joined(", ", links)))
    return rows


def _rows(rows: list[_Row]) -> Html:
    pairs = [
        element("div", element("dt", label), element("dd", value))
        for label, value in rows
        if value is not None
    ]
    return element("dl", *pairs) if pairs else fragment()


def _participants(actor_ids: tuple[str, ...], spans: tuple[Span, ...], index: Index) -> Html | None:
    if actor_ids:
        return joined("; ", [_actor_link(actor_id, index) for actor_id in actor_ids])
    if spans:
        return joined("; ", [bdi(shown(index, span)) for span in spans])
    return None


def _actor_link(actor_id: str, index: Index) -> Html:
    name = bdi(index.name(actor_id))
    if actor_id not in index.actors:
        return name
    actor = index.actors[actor_id]
    codes = " ".join(code for code in (actor.country, *actor.sector) if code)
    link = element("a", name, href=f"#{actor_id}")
    return fragment(link, " ", element("code", codes)) if codes else link


def _chain(statement_id: str | None, index: Index) -> Html:
    """The links of the chain from the outlet inwards, each statement a link to its card."""
    chain = index.chain(statement_id)
    if not chain:
        return fragment(bdi(index.outlet), ", in its own voice")
    outlet, *words = index.chain_words(statement_id)
    links = [element("li", bdi(outlet))]
    for statement, source in zip(chain, words, strict=True):
        classes = "veiled" if statement.anonymity != "none" else None
        link = element("a", bdi(source), href=f"#{statement.id}", class_=classes)
        links.append(element("li", link))
    return element("ol", *links, class_="chain")


def _again(events: tuple[Event, ...], index: Index) -> Html | None:
    if not events:
        return None
    items = [
        element(
            "li",
            element("a", event.id, class_="number", href=f"#in-{event.id}"),
            " ",
            element("q", bdi(shown(index, event.trigger))),
            " ",
            _status_badge(event),
            " ",
            _chain(event.according_to, index),
            id=event.id,
        )
        for event in events
    ]
    return element("div", element("p", "Told again"), element("ul", *items), class_="again")


def _count(count: Count, index: Index) -> Html:
    quoted = element("q", bdi(shown(index, count.span)))
    if count.number is None:
        return quoted
    number = f"{count.number:,.12g} {count.currency or ''}".rstrip()
    return fragment(element("b", number), " ", quoted)


def _evidence(evidence: dict[str, Any]) -> Html | None:
    if not evidence:
        return None
    shown = json.dumps(evidence, ensure_ascii=False, indent=1, default=str)
    return element("details", element("summary", "Evidence"), element("pre", shown))


def _quad_class(event: Event) -> str:
    return f"q-{QUAD_CLASS.get(event.type, '').replace(' ', '-')}"
