"""Last stage: drafts become the record's statements and events, with their links."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.gazetteer import organizations
from dateline.reading.actors import ActorIndex
from dateline.reading.anonymity import anonymity_of
from dateline.reading.document import Document, EventDraft, StatementDraft, WordRange
from dateline.reading.magnitude import find_magnitudes
from dateline.reading.noun_phrases import conjuncts, participant
from dateline.reading.sourcing import (
    count_of,
    quotation_of,
    source_type_of,
)
from dateline.record import Actor, Count, Event, Place, Span, Statement, Time

_TWO_SIDED: Final = frozenset(("CONSULT", "COOPERATE", "AGREE"))


def assemble(document: Document) -> None:
    """Fills `statements` and `events`."""
    index = ActorIndex(document)
    document.statements = _statements(document, index)
    document.events = _events(document, index)


def _statements(document: Document, index: ActorIndex) -> list[Statement]:
    drafts = document.statement_drafts
    ids = {id(draft): f"S{number}" for number, draft in enumerate(drafts, 1)}
    statements = []
    for draft in drafts:
        parent = _parent(document, draft, drafts)
        statements.append(
            _statement(document, index, draft, ids[id(draft)], ids[id(parent)] if parent else None)
        )
    return _with_shared_anonymity(statements)


def _with_shared_anonymity(statements: Sequence[Statement]) -> list[Statement]:
    """Anonymity is granted to a source once, and holds for all that it says in the report."""
    reasons: dict[str, Span | None] = {}
    for statement in statements:
        if statement.anonymity == "granted":
            for source in statement.source:
                reasons[source] = reasons.get(source) or statement.anonymity_reason
    return [
        replace(s, anonymity="granted", anonymity_reason=reasons[s.source[0]])
        if s.anonymity == "unnamed" and s.source and all(source in reasons for source in s.source)
        else s
        for s in statements
    ]


def _statement(
    document: Document, index: ActorIndex, draft: StatementDraft, id: str, parent: str | None
) -> Statement:
    actors = _actors_of(document, index, draft.source)
    source_type = source_type_of(document, draft.source, actors)
    anonymity, reason = anonymity_of(document, draft.source, draft.cue, source_type)
    addressee = _actors_of(document, index, draft.addressee)
    bodies = [b for b in _actors_of(document, index, draft.spoken_for) if b not in actors]
    return Statement(
        id=id,
        content=tuple(draft.contents),
        cue=document.span(draft.cue) if draft.cue else None,
        quotation=quotation_of(document, draft.contents),
        source=tuple(a.id for a in actors),
        source_span=document.span(draft.source) if draft.source else None,
        source_type=source_type,
        anonymity=anonymity,
        anonymity_reason=reason,
        count_claimed=count_of(document, draft.source),
        addressee=addressee[0].id if addressee else None,
        addressee_is_outlet=bool(addressee) and organizations.is_outlet(addressee[0].name),
        on_behalf_of=bodies[0].id if bodies else None,
        stance=draft.stance,
        parent=parent,
        evidence=draft.evidence,
    )


def _actors_of(document: Document, index: ActorIndex, words: WordRange | None) -> list[Actor]:
    """The actors of a phrase, one for each of its conjuncts."""
    if words is None:
        return []
    return index.at([participant(document, part) for part in conjuncts(document, words)])


def _contains(contents: Sequence[Span], position: int) -> bool:
    return any(start <= position < end for start, end in contents)


def _length(draft: StatementDraft) -> int:
    return sum(end - start for start, end in draft.contents)


def _parent(
    document: Document, draft: StatementDraft, drafts: Sequence[StatementDraft]
) -> StatementDraft | None:
    """The smallest other statement whose content holds this one's cue, or all of its content."""
    position = document.span(draft.cue)[0] if draft.cue else draft.contents[0][0]
    around = [
        other
        for other in drafts
        if other is not draft
        and _contains(other.contents, position)
        and _length(other) > _length(draft)
        and not (other.cue and _contains(draft.contents, document.span(other.cue)[0]))
    ]
    return min(around, key=_length, default=None)


def _events(document: Document, index: ActorIndex) -> list[Event]:
    events: list[Event] = []
    for number, draft in enumerate(document.event_drafts, 1):
        event = _event(document, index, draft, f"E{number}")
        events.append(_linked(event, events))
    return events


def _event(document: Document, index: ActorIndex, draft: EventDraft, id: str) -> Event:
    trigger = document.span(draft.trigger)
    roles: dict[str, tuple[tuple[str, ...], tuple[Span, ...]]] = {}
    for role in ("actor", "recipient"):
        parts = [p for words in draft.roles.get(role, []) for p in conjuncts(document, words)]
        actors = index.at([participant(document, part) for part in parts])
        roles[role] = (tuple(a.id for a in actors), tuple(document.span(p) for p in parts))
    return Event(
        id=id,
        trigger=trigger,
        type=draft.type,
        mode=draft.mode,
        contexts=draft.contexts,
        actor=roles["actor"][0],
        actor_spans=roles["actor"][1],
        recipient=roles["recipient"][0],
        recipient_spans=roles["recipient"][1],
        place=_place(document, draft),
        time=_time(document, draft),
        status=draft.status,
        according_to=_according_to(document, trigger[0]),
        magnitude=_magnitude(document, draft),
        evidence=draft.evidence,
    )


def _according_to(document: Document, position: int) -> str | None:
    """The innermost statement that holds the trigger."""
    holding = [s for s in document.statements if _contains(s.content, position)]
    if not holding:
        return None
    return min(holding, key=lambda s: sum(b - a for a, b in s.content)).id


def _place(document: Document, draft: EventDraft) -> Place | None:
    """The most precise place within the words of the event's place role."""
    order = ("site", "city", "admin1", "country", "unknown")
    spans = [document.span(words) for words in draft.roles.get("place", [])]
    found = [
        place
        for place in document.places
        for start, end in spans
        if place.span[0] < end and start < place.span[1]
    ]
    if found:
        return min(found, key=lambda p: order.index(p.precision))
    if spans:
        start, end = spans[0]
        return Place(span=spans[0], name=document.text[start:end])
    return None


def _time(document: Document, draft: EventDraft) -> Time | None:
    """The time expression in the event's time role, else the only date of its clause."""
    for words in draft.roles.get("time", []):
        start, end = document.span(words)
        for time in document.times:
            if time.span[0] < end and start < time.span[1]:
                return time
    return None


def _magnitude(document: Document, draft: EventDraft) -> dict[str, Count]:
    """Counts in the event's sentence, if it is the event of its type nearest to them."""
    sentence = document.sentence_of(draft.trigger[0])
    found = find_magnitudes(document.text, document.span(sentence), draft.type)
    rivals = [
        document.span(other.trigger)[0]
        for other in document.event_drafts
        if other.type == draft.type
        and sentence[0] <= other.trigger[0] < sentence[1]
        and other is not draft
    ]
    own = document.span(draft.trigger)[0]
    return {
        name: count
        for name, count in found.items()
        if all(abs(count.span[0] - own) <= abs(count.span[0] - rival) for rival in rivals)
    }


def _linked(event: Event, earlier: Sequence[Event]) -> Event:
    """The event with `same_as` set to the first mention of the same happening, if there is one."""
    for other in earlier:
        if other.same_as is None and _same_happening(event, other):
            return replace(event, same_as=other.id)
    return event


def _same_happening(event: Event, other: Event) -> bool:
    """Same type, and sides, place, time and mode that agree wherever both are known."""
    if event.type != other.type or event.status != other.status:
        return False
    if event.mode and other.mode and event.mode != other.mode:
        return False
    if event.time and other.time and event.time.start and other.time.start:
        same_day = event.time.start == other.time.start
        if not same_day:
            return False
    if event.place and other.place and event.place.name != other.place.name:
        return False
    shared = 0
    for one, two in ((event.actor, other.actor), (event.recipient, other.recipient)):
        if one and two:
            if not set(one) & set(two):
                return False
            shared += 1
    if shared == 0 and event.type in _TWO_SIDED:
        return bool(set(event.actor + event.recipient) & set(other.actor + other.recipient))
    return shared > 0
