"""Where and when: resolves the place names and time expressions of a report."""

import re
from collections.abc import Sequence
from typing import Any, Final

from dateline.gazetteer import places
from dateline.gazetteer.countries import told_in
from dateline.gazetteer.disambiguation import Choice
from dateline.gazetteer.embedded import places_inside
from dateline.gazetteer.words import fold
from dateline.reading.document import Document, EventDraft
from dateline.reading.when import explain_times
from dateline.reading.where import explain_places, merged, overlaps, user_place_spans
from dateline.record import Name, Place, Span, Time

_FUTURE_AUXILIARIES: Final = frozenset(
    "will 'll ’ll shall wo may might can could would should must".split()
)
_DEADLINES: Final = frozenset(("until", "till"))
_FUTURE_HEADS: Final = frozenset(
    "plan plans planned scheduled due set expected going intend intends vowed promised".split()
)

_CONSTITUENCY: Final = re.compile(
    r"\b(?:D|R|I|DFL)-(?P<place>[A-Z](?:[a-z]{1,20}|(?:\.[A-Z]){0,3})\.?(?: [A-Z][a-z]{1,20}){0,2})"
)
"""A party of the United States and a place."""


def find_places_and_times(document: Document) -> None:
    """Fills `places` and `times`; the evidence of events tells how theirs were found."""
    names = [Name(span=span, type="place") for span in _place_spans(document)]
    document.countries_told = told_in(document.text)
    explained = explain_places(
        document.text, names, agents=_agents(document), told=document.countries_told
    )
    document.places = tuple(place for place, _ in explained)
    timed = explain_times(
        document.text,
        document.report.published,
        tense_at=lambda offset: _tense_at(document, offset),
    )
    document.times = tuple(time for time, _ in timed)
    for event in document.event_drafts:
        _explain_place(document, event, explained)
        _explain_time(document, event, timed)


def _place_spans(document: Document) -> list[Span]:
    """The user's places wherever they stand, the names of places, and the places inside the names
    of bodies."""
    text = document.text
    spans = _joined(document)
    spans += _constituencies(text)
    bodies = [document.span(n.words) for n in document.names if n.type == "organization"]
    named = {fold(text[slice(*span)]) for span in spans}
    found = user_place_spans(text)
    own = merged(found)
    for body, kind in ((False, spans), (True, bodies)):
        for start, end in kind:
            inside = places_inside(text[start:end], body=body, named=named)
            parts = [(start + first, start + last) for first, last in inside]
            if not body and not parts:
                parts = [(start, end)]
            found += [part for part in parts if not overlaps(part, own)]
    return found


def _joined(document: Document) -> list[Span]:
    """The names of places in order; those that touch are one, cut at a dot ("W.Va."), and a name
    with a dot inside has the dot after it too."""
    touching: list[Span] = []
    for start, end in sorted(document.span(n.words) for n in document.names if n.type == "place"):
        if touching and touching[-1][1] >= start:
            touching[-1] = touching[-1][0], max(end, touching[-1][1])
        else:
            touching.append((start, end))
    text = document.text
    return [
        (start, end + (text.startswith(".", end) and "." in text[start : end - 1]))
        for start, end in touching
    ]


def _constituencies(text: str) -> list[Span]:
    """Whom a lawmaker stands for, after the party's letter: "(R-Texas)", "D-S.C."."""
    found = ((m.start("place"), m.end("place")) for m in _CONSTITUENCY.finditer(text))
    return [span for span in found if places.find(text[slice(*span)])]


def _explain_place(
    document: Document, event: EventDraft, explained: Sequence[tuple[Place, Choice | None]]
) -> None:
    """Adds to the evidence why the place in the event's place role was chosen."""
    spans = _spans_of(document, event, "place")
    reasons = [
        {"name": place.name, **_evidence(choice)}
        for place, choice in (explained if spans else ())
        if choice and overlaps(place.span, spans)
    ]
    if reasons:
        event.evidence["place"] = reasons


def _explain_time(
    document: Document, event: EventDraft, explained: Sequence[tuple[Time, str]]
) -> None:
    """Adds to the evidence what the days of the event's time rest on."""
    spans = _spans_of(document, event, "time")
    reasons = [
        {"value": time.value, "because": because}
        for time, because in (explained if spans else ())
        if overlaps(time.span, spans)
    ]
    if reasons:
        event.evidence["time"] = reasons


def _spans_of(document: Document, event: EventDraft, role: str) -> list[Span]:
    return merged(document.span(words) for words in event.roles.get(role, []))


def _evidence(choice: Choice) -> dict[str, Any]:
    return {
        "geonames_id": choice.row.geonames_id,
        "share": round(choice.belief, 3),
        "because": list(choice.reasons),
        "others": [
            {"name": row.name, "geonames_id": row.geonames_id, "in": row.admin1 or row.country}
            for row in choice.others
        ],
    }


def _agents(document: Document) -> list[Span]:
    """Phrases that act or speak: a place among them stands for its government or people."""
    ranges = [s.source for s in document.statement_drafts if s.source]
    for event in document.event_drafts:
        ranges += event.roles.get("actor", []) + event.roles.get("recipient", [])
    return [document.span(words) for words in ranges]


def _tense_at(document: Document, offset: int) -> str | None:
    """The tense of the verb that a time expression depends on."""
    words = document.range_of((offset, offset + 1))
    if words is None:
        return None
    node = words[0]
    if node and document.word(node - 1).lower() in _DEADLINES:
        return "future"
    for _ in range(12):
        if document.upos[node] in ("VERB", "AUX"):
            return _tense_of(document, node)
        if document.heads[node] == node:
            return None
        node = document.heads[node]
    return None


def _tense_of(document: Document, verb: int) -> str | None:
    auxiliaries = {
        document.word(i).lower()
        for i in range(*document.sentence_of(verb))
        if document.heads[i] == verb and document.relations[i].startswith(("aux", "cop"))
    }
    word = document.word(verb).lower()
    if "have" not in auxiliaries and auxiliaries & _FUTURE_AUXILIARIES:
        return "future"
    if word in _FUTURE_HEADS:
        return "future"
    head = document.heads[verb]
    if document.relations[verb] == "xcomp" and document.word(head).lower() in _FUTURE_HEADS:
        return "future"
    if auxiliaries & {"was", "were", "had", "did", "has", "have"} or word.endswith("ed"):
        return "past"
    return None
