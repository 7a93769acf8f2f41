"""The annotation format of training data: numbered sentences, and spans as quotes from them.

A span is written `N:quote`, the quote as it stands in sentence N (from 0), `N:quote#2` for its
second occurrence there, `N:*` for the whole sentence. The format knows no span over several
sentences and none that cuts a word: such spans are parted, and widened.
"""

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from dateline.record import Actor, Event, Record, Span, Statement

WHOLE: Final = "*"
"""What stands for the quote of a whole sentence."""

_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|Prof|St|No|vs|Jr|Sr|Inc|Co|Corp|Ltd|"
    r"Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|[A-Z])\.|\b(?:U\.S|U\.N|a\.m|p\.m|e\.g|i\.e)\.)$"
)
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9])")
_OCCURRENCE: Final = re.compile(r"#(\d+)$")


def sentences(text: str) -> list[Span]:
    """Sentences for numbering only: a line's end always ends one."""
    found: list[Span] = []
    for line in re.finditer(r"[^\n]+", text):
        base, content, start = line.start(), line.group(), 0
        for match in _SENTENCE_END.finditer(content):
            if not _ABBREVIATION.search(content[start : match.start() + 1]):
                found.append((base + start, base + match.end()))
                start = match.end()
        if content[start:].strip():
            found.append((base + start, base + len(content.rstrip())))
    return [(a + len(text[a:b]) - len(text[a:b].lstrip()), b) for a, b in found]


def find_span(text: str, numbered: list[Span], reference: str) -> Span:
    """The offsets of `N:quote`. Raises `ValueError` if it is not there or cuts a word."""
    number, _, quote = reference.partition(":")
    start, end = numbered[int(number)]
    if quote == WHOLE:
        return start, end
    occurrence = 1
    if match := _OCCURRENCE.search(quote):
        quote, occurrence = quote[: match.start()], int(match[1])
    at = start - 1
    for _ in range(occurrence):
        at = text.find(quote, at + 1, end)
        if at < 0:
            raise ValueError(f"{reference!r}: not in sentence {number}: {text[start:end]!r}")
    stop = at + len(quote)
    if _joins(text, at) or _joins(text, stop):
        raise ValueError(f"{reference!r}: cuts a word; #2 means the second occurrence")
    return at, stop


def references(text: str, numbered: list[Span], span: Span) -> list[str]:
    """`N:quote` for the part of a span in each sentence that it touches."""
    found = []
    first = max(bisect_right(numbered, span) - 1, 0)
    for number in range(first, len(numbered)):
        start, end = numbered[number]
        if start >= span[1]:
            break
        part = max(start, span[0]), min(end, span[1])
        if text[slice(*part)].strip():
            found.append(_reference(text, number, (start, end), part))
    return found


def _reference(text: str, number: int, sentence: Span, part: Span) -> str:
    start, end = part
    while _joins(text, start):
        start -= 1
    while _joins(text, end):
        end += 1
    if (start, end) == sentence:
        return f"{number}:{WHOLE}"
    quote = text[start:end]
    occurrence, at = 1, text.find(quote, sentence[0], sentence[1])
    while at < start:
        occurrence, at = occurrence + 1, text.find(quote, at + 1, sentence[1])
    needed = occurrence > 1 or quote == WHOLE or _OCCURRENCE.search(quote)
    return f"{number}:{quote}#{occurrence}" if needed else f"{number}:{quote}"


def _joins(text: str, at: int) -> bool:
    """Whether a word goes on over this offset."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def is_expressible(text: str) -> bool:
    """Whether a text file gives back this text: NFC, plain line ends, no lone surrogates."""
    whole = "\r" not in text and unicodedata.is_normalized("NFC", text)
    return whole and text.encode("utf-8", "replace").decode("utf-8") == text


def annotation_of(record: Record) -> dict[str, Any]:
    """The record in the annotation format, without what the format has no place for: names,
    places and times that no event uses, GeoNames ids, scores, and events without a word."""
    report = record.report
    writer = _Writer(report.text, sentences(report.text))
    events = [e for e in record.events if writer.first(e.trigger)]
    kept = {event.id for event in events}
    return {
        "id": report.id,
        "published": report.published,
        "actors": [writer.actor(actor) for actor in record.actors],
        "statements": [writer.statement(statement) for statement in record.statements],
        "events": [writer.event(event, kept) for event in events],
    }


def write_annotation(record: Record, folder: Path) -> None:
    """Writes `docs/ID.txt` and `annotations/ID.ann.json` into `folder`."""
    docs, annotations = folder / "docs", folder / "annotations"
    for path in (docs, annotations):
        path.mkdir(parents=True, exist_ok=True)
    (docs / f"{record.report.id}.txt").write_text(
        record.report.text, encoding="utf-8", newline="\n"
    )
    plain = json.dumps(annotation_of(record), ensure_ascii=False, indent=1)
    (annotations / f"{record.report.id}.ann.json").write_text(
        plain + "\n", encoding="utf-8", newline="\n"
    )


class _Writer:
    """Writes entries of one report."""

    def __init__(self, text: str, numbered: list[Span]) -> None:
        self._text = text
        self._numbered = numbered

    def first(self, span: Span | None) -> str | None:
        found = references(self._text, self._numbered, span) if span else []
        return found[0] if found else None

    def _all(self, spans: Iterable[Span]) -> list[str]:
        return [one for span in spans for one in references(self._text, self._numbered, span)]

    def _firsts(self, spans: Iterable[Span]) -> list[str]:
        return [one for span in spans if (one := self.first(span))]

    def actor(self, actor: Actor) -> dict[str, Any]:
        return {
            "id": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            "country": actor.country,
            "sector": list(actor.sector),
            "role": actor.role,
            "mentions": self._firsts(actor.mentions),
        }

    def statement(self, statement: Statement) -> dict[str, Any]:
        sources = list(statement.source)
        count = statement.count_claimed
        return {
            "id": statement.id,
            "content": self._all(statement.content),
            "cue": self.first(statement.cue),
            "quotation": statement.quotation,
            "source": sources if len(sources) > 1 else sources[0] if sources else None,
            "source_span": self.first(statement.source_span),
            "source_type": statement.source_type,
            "anonymity": statement.anonymity,
            "anonymity_reason": self.first(statement.anonymity_reason),
            "count_claimed": count.number if count else None,
            "addressee": statement.addressee,
            "addressee_is_outlet": statement.addressee_is_outlet,
            "on_behalf_of": statement.on_behalf_of,
            "stance": statement.stance,
            "parent": statement.parent,
        }

    def event(self, event: Event, kept: set[str]) -> dict[str, Any]:
        time = event.time
        return {
            "id": event.id,
            "trigger": self.first(event.trigger),
            "type": event.type,
            "mode": event.mode,
            "contexts": list(event.contexts),
            "actor": list(event.actor),
            "actor_spans": self._firsts(event.actor_spans),
            "recipient": list(event.recipient),
            "recipient_spans": self._firsts(event.recipient_spans),
            "place": self.first(event.place.span) if event.place else None,
            "time": time and {"span": self.first(time.span), "start": time.start, "end": time.end},
            "status": event.status,
            "according_to": event.according_to,
            "same_as": event.same_as if event.same_as in kept else None,
            "magnitude": {
                kind: count.number
                for kind, count in event.magnitude.items()
                if count.number is not None
            },
        }
