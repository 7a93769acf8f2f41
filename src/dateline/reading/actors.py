"""Who the participants are: each chain of mentions as an actor with its codes."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from dateline.gazetteer.descriptions import FLED
from dateline.reading.actor_words import (
    called,
    described_beside,
    is_across_a_border,
    is_of_a_force,
    name_words,
    owner_of,
    possessor_of,
    says_who,
)
from dateline.reading.code_actor import (
    REPORT_COUNTRY,
    ActorCode,
    Reason,
    at_place,
    belonging_to,
    names_several_countries,
    of_no_country,
    of_owner_country,
    of_report,
    told_code,
    without_far_town,
)
from dateline.reading.document import Document, Mention, WordRange
from dateline.reading.noun_phrases import conjuncts, participant
from dateline.reading.report_country import report_countries
from dateline.record import Actor, Place, Span

_NAMED: Final = ("person", "organization")
_FORCES: Final = frozenset(("MIL", "COP"))
"""Sectors of the forces that "an officer" may be of."""
_OF_A_PERSON: Final = frozenset("he him his himself she her hers herself i me my".split())
_MODIFIERS: Final = frozenset(
    "compound flat flat:name amod nmod:desc det nummod advmod goeswith fixed".split()
)
"""Relations of words that only say more of the noun that they belong to."""


def find_actors(document: Document) -> None:
    """Fills `actors` with the chains that act, speak, or bear a person's or body's name."""
    ranges = _role_ranges(document)
    heads = {participant(document, part) for words in ranges for part in conjuncts(document, words)}
    within = {index for words in ranges for index in range(*words)}
    inside = {index for index in within if document.relations[index] not in _MODIFIERS}
    taking_part = [
        mentions for mentions in document.chains if _takes_part(document, mentions, heads, inside)
    ]
    document.actors = coded_actors(document, taking_part)


def _takes_part(
    document: Document, mentions: list[Mention], heads: set[int], inside: set[int]
) -> bool:
    text = [m for m in mentions if not _in_dateline(document, m)]
    if not any(says_who(document, m) for m in text):
        return False
    if any(m.proper and m.type in _NAMED for m in text):
        return True
    return any(m.head in heads or (m.type in _NAMED and m.head in inside) for m in text)


def _in_dateline(document: Document, mention: Mention) -> bool:
    """Whether a mention is the town or the agency that open the body."""
    dateline = document.report.dateline
    return dateline is not None and document.words[mention.head][0] in range(*dateline)


def _role_ranges(document: Document) -> list[WordRange]:
    ranges = [
        words
        for draft in document.statement_drafts
        for words in (draft.source, draft.addressee, draft.spoken_for)
        if words
    ]
    for event in document.event_drafts:
        ranges += event.roles.get("actor", []) + event.roles.get("recipient", [])
    return ranges


def coded_actors(document: Document, chains: Sequence[list[Mention]]) -> list[Actor]:
    """An actor for each chain, in order. The words of each are read by themselves first, then
    whom they belong to, and last what the report is about."""
    countries = report_countries(document)
    main = next(iter(countries), None)
    names = [name_words(document, mentions) for mentions in chains]
    phrases = [
        _phrases(document, name, mentions) for name, mentions in zip(names, chains, strict=True)
    ]
    codes = [
        without_far_town(_told(document, mentions, spans, main), countries)
        for mentions, spans in zip(chains, phrases, strict=True)
    ]
    places = sorted(document.places, key=lambda place: place.span)
    codes = [
        _placed(document, mentions, code, places)
        for mentions, code in zip(chains, codes, strict=True)
    ]
    owned = _owned(document, chains, codes, phrases)
    actors = []
    read = zip(chains, names, phrases, owned, strict=True)
    for number, (mentions, name, spans, code) in enumerate(read, 1):
        kind = _kind_of(document, mentions)
        if code.kind is None and (kind == "person" or _is_counted(document, mentions)):
            code = replace(code, kind=kind)
        final = of_report(code, main)
        actors.append(
            Actor(
                id=f"A{number}",
                name=called(document, mentions, name),
                mentions=tuple(document.span(m.words) for m in mentions),
                kind=final.kind or kind,
                country=final.country,
                sector=final.sector,
                role=final.role,
                evidence=_evidence(final, spans, countries),
            )
        )
    return actors


def _is_counted(document: Document, mentions: list[Mention]) -> bool:
    """Whether an actor is so many, of whom no more is said."""
    return document.upos[mentions[0].head] == "NUM"


def _phrases(document: Document, name: WordRange, mentions: list[Mention]) -> list[Span]:
    """The name, the mentions that name or describe, and what stands beside them."""
    described = [m for m in mentions if says_who(document, m)]
    words = [name]
    words += [_without_clause(document, m) for m in described]
    words += described_beside(document, mentions)
    return [document.span(part) for part in words]


def _told(
    document: Document, mentions: list[Mention], spans: Sequence[Span], country: str | None
) -> ActorCode:
    kinds = Counter(m.type for m in mentions if m.proper)
    name, *descriptions = (document.text[start:end] for start, end in spans)
    return told_code(
        name,
        descriptions,
        name_type=kinds.most_common(1)[0][0] if kinds else None,
        published=document.report.published,
        report_country=country,
    )


def _placed(
    document: Document, mentions: list[Mention], code: ActorCode, places: Sequence[Place]
) -> ActorCode:
    """The code with the country of the first place that is resolved inside the mentions."""
    for mention in mentions:
        start, end = document.span(mention.words)
        at = bisect_left(places, start, key=lambda place: place.span[0])
        if at < len(places) and places[at].span[1] <= end:
            return at_place(code, places[at])
    return code


def _owned(
    document: Document,
    chains: Sequence[list[Mention]],
    codes: Sequence[ActorCode],
    phrases: Sequence[list[Span]],
) -> list[ActorCode]:
    """The codes, with those of the body or the people that an actor is said to belong to."""
    by_head = {m.head: number for number, mentions in enumerate(chains) for m in mentions}
    forces = sorted(
        (head, number)
        for head, number in by_head.items()
        if _FORCES.issuperset(codes[number].sector) and codes[number].sector
    )
    owned = []
    for number, (mentions, code) in enumerate(zip(chains, codes, strict=True)):
        heads = (owner_of(document, m) for m in mentions if not m.proper)
        owner = next((by_head[h] for h in heads if h in by_head and by_head[h] != number), None)
        if owner is None and any(is_of_a_force(document, m) for m in mentions):
            owner = _nearest(mentions[0].head, forces)
        if owner is not None:
            code = belonging_to(code, codes[owner], document.text[slice(*phrases[owner][0])])
        heads = (possessor_of(document, m) for m in mentions if not m.proper)
        whose = next((by_head[h] for h in heads if h in by_head and by_head[h] != number), None)
        if any(is_across_a_border(document, m) for m in mentions) and code.country is None:
            code = of_no_country(code)
        elif whose is not None:
            code = of_owner_country(code, codes[whose], document.text[slice(*phrases[whose][0])])
        if not all(m.proper for m in mentions):
            texts = (document.text[slice(*span)] for span in phrases[number])
            code = of_no_country(code) if any(map(names_several_countries, texts)) else code
        owned.append(code)
    return owned


def _nearest(head: int, mentioned: Sequence[tuple[int, int]]) -> int | None:
    """The actor mentioned last before a word, else first after it; `mentioned` holds heads with
    numbers of actors, in the order of the text."""
    at = bisect_left(mentioned, (head, 0))
    return mentioned[at - 1 if at else 0][1] if mentioned else None


def _evidence(code: ActorCode, spans: Sequence[Span], countries: dict[str, Span]) -> dict[str, Any]:
    """By field why it has its value: `because`, and where there are such the `row` of a table,
    the `words` that told it, and the `others` that were possible."""
    evidence: dict[str, Any] = {}
    for part in ("country", "sector", "kind"):
        reason = code.reasons.get(part)
        if reason is not None:
            evidence[part] = _plain(reason, spans, countries)
    evidence.setdefault("kind", {"because": "the mentions, pronouns among them"})
    return evidence


def _plain(reason: Reason, spans: Sequence[Span], countries: dict[str, Span]) -> dict[str, Any]:
    words: list[int] = []
    if reason.because == REPORT_COUNTRY:
        (main, span), *rest = countries.items()
        words = [*span]
        reason = reason._replace(row=main, others=tuple(country for country, _ in rest[:2]))
    elif reason.phrase is not None:
        start = spans[reason.phrase][0]
        words = [start + reason.start, start + reason.end]
    elif reason.end:
        words = [reason.start, reason.end]
    given = {"row": reason.row, "words": words, "others": list(reason.others)}
    return {"because": reason.because, **{key: value for key, value in given.items() if value}}


def _kind_of(document: Document, mentions: list[Mention]) -> str:
    """The kind that pronouns and the mentions' types tell where the words themselves do not."""
    if any(document.word(m.head).lower() in _OF_A_PERSON for m in mentions):
        return "person"
    types = Counter(m.type for m in mentions)
    kind = types.most_common(1)[0][0]
    return kind if kind in ("person", "organization", "place") else "group"


def _without_clause(document: Document, mention: Mention) -> WordRange:
    """A mention up to the clause that tells more of its head; "who fled" belongs to it."""
    start, end = mention.words
    for index in range(mention.head + 1, end):
        if document.heads[index] == mention.head and document.relations[index].startswith("acl"):
            if document.word(index).lower() in FLED:
                return start, index + 1
            return start, max(document.subtree(index)[0], mention.head + 1)
    return start, end


class ActorIndex:
    """Finds the actor of a phrase by the head words of its mentions."""

    def __init__(self, document: Document) -> None:
        self._by_span = {span: a for a in document.actors for span in a.mentions}
        self._document = document
        self._by_head = {
            m.head: self._by_span[document.span(m.words)]
            for mentions in document.chains
            for m in mentions
            if document.span(m.words) in self._by_span
        }

    def at(self, heads: Iterable[int]) -> list[Actor]:
        """The actors of these head words, in order, each once."""
        found = (self._by_head.get(head) for head in heads)
        return list({a.id: a for a in found if a is not None}.values())

    def in_range(self, words: tuple[int, int]) -> list[Actor]:
        """The actors mentioned anywhere in a range of words."""
        return self.at(range(*words))
