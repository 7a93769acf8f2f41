"""Events and statements as W3C Web Annotations, one page of annotations in JSON-LD.

Each points at its words twice: by the quoted text with what stands around it, which finds them on
the report's own page, and by position, which counts code points of the archive's text.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, TextIO

from dateline.exports.archive.urns import NAMESPACE, entry_urn, report_urn
from dateline.exports.archive.writing import web_address, write_items
from dateline.exports.index import Index
from dateline.exports.wording import event_code, event_words
from dateline.record import Event, Record, Span, Statement

if TYPE_CHECKING:
    from dateline.exports.archive.selection import Reading, Selection

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
AROUND: Final = 32
"""Characters of text before and after a quote, by which it is found again."""

PROPERTIES: Final[dict[str, str]] = {
    "id": "`urn:dateline:` and the id of the event or statement in the archive",
    "type": "`Annotation`",
    "motivation": "`classifying` an event, `describing` a statement",
    "body": "texts: a tag each for type, mode and status or stance, and one description",
    "target": "the trigger, or each piece of what is said; source and selectors",
}
"""The properties of an annotation."""

BEFORE: Final = (
    f'{{"@context":"{CONTEXT}","id":"{NAMESPACE}annotations","type":"AnnotationPage",'
    '"startIndex":0,"items":['
)
AFTER: Final = "\n]}\n"


def write(selection: "Selection", file: TextIO) -> None:
    """Writes one annotation page, reports in order of their ids."""
    items = (one for reading in selection.readings() for one in _annotations(reading))
    write_items(file, BEFORE, items, AFTER)


def _annotations(reading: "Reading") -> Iterator[dict[str, Any]]:
    index = Index.of(reading.record)
    for event in reading.events:
        yield _annotation(
            reading.record, event.id, "classifying", _event_body(event, index), [event.trigger]
        )
    for statement in reading.statements:
        spans = statement.content or (statement.cue or statement.source_span,)
        targets = [span for span in spans if span]
        if targets:
            body = _statement_body(statement, index)
            yield _annotation(reading.record, statement.id, "describing", body, targets)


def _annotation(
    record: Record,
    local_id: str,
    motivation: str,
    body: list[dict[str, str]],
    spans: Iterable[Span],
) -> dict[str, Any]:
    targets = [_target(record, span) for span in spans]
    return {
        "id": entry_urn(record.report, local_id),
        "type": "Annotation",
        "motivation": motivation,
        "body": body,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _event_body(event: Event, index: Index) -> list[dict[str, str]]:
    who = ", ".join(index.name(actor_id) for actor_id in event.actor) or "somebody"
    whom = ", ".join(index.name(actor_id) for actor_id in event.recipient)
    told = f"{event_words(event)}: {who}" + (f" → {whom}" if whom else "")
    chain = " < ".join(index.chain_words(event.according_to))
    return [
        _text(event_code(event), "tagging"),
        _text(event.status, "tagging"),
        _text(f"{told}; according to {chain}", "describing"),
    ]


def _statement_body(statement: Statement, index: Index) -> list[dict[str, str]]:
    chain = " < ".join(index.chain_words(statement.id))
    return [
        _text(statement.stance, "tagging"),
        _text(f"{statement.quotation}; according to {chain}", "describing"),
    ]


def _text(value: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _target(record: Record, span: Span) -> dict[str, Any]:
    text = record.report.text
    start, end = span
    return {
        "source": web_address(record.report.url) or report_urn(record.report),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }
