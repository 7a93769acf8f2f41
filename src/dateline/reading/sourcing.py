"""What is known of a statement's source: its type, how many it claims to be, for whom it speaks."""

from collections.abc import Sequence
from typing import Final

from dateline.gazetteer import countries, organizations
from dateline.reading.document import Document, WordRange
from dateline.reading.noun_phrases import conjuncts, is_plural, phrase_of, singular
from dateline.record import Actor, Count, Span

_DOCUMENTS: Final = frozenset(
    "report statement document letter release communique communiqué memo memorandum draft "
    "indictment resolution email e-mail cable transcript filing complaint affidavit lawsuit order "
    "decree law bill treaty text declaration bulletin note circular leaflet poll survey study "
    "article post posting message tweet website site page record testimony file warrant ruling "
    "verdict judgment judgement editorial book census estimate data figure result paper".split()
)
_MEDIA: Final = frozenset(
    "media newspaper daily weekly magazine broadcaster television tv radio press channel outlet "
    "station agency newswire".split()
)
_WE: Final = frozenset("we us our ours".split())
_INDEFINITE: Final = frozenset(
    "a an one two three some several many few other another various unnamed".split()
)
_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"a": 1, "an": 1, "another": 1, "both": 2, "dozen": 12, "couple": 2, "pair": 2}


def source_type_of(document: Document, source: WordRange | None, actors: Sequence[Actor]) -> str:
    """The codebook's type of a source, from the words beside the cue and their actors."""
    if source is None:
        return "implicit"
    head = document.head_of(source)
    noun = singular(document.word(head))
    core = phrase_of(document, head)
    actor = actors[0] if actors else None
    if organizations.is_outlet(document.quote(core)) or (
        actor and organizations.is_outlet(actor.name)
    ):
        return "media_outlet"
    if actor and _is_named(document, actor):
        return "named_person" if actor.kind in ("person", "group") else "named_organization"
    if noun in _DOCUMENTS or (actor and actor.kind == "document"):
        return "document"
    if noun in _MEDIA:
        return "media_outlet"
    body = actor is not None and actor.kind in ("organization", "country", "place")
    if body and document.word(core[0]).lower() not in _INDEFINITE:
        return "named_organization"
    if document.word(head).lower() in _WE and not actor:
        return "named_organization"  # a release speaks of its own issuer
    people = countries.form(document.word(head))
    plural = (
        is_plural(document, head)
        or len(conjuncts(document, source)) > 1
        or (people is not None and people.kind == "people")
    )
    return "unnamed_group" if plural else "unnamed_person"


def _is_named(document: Document, actor: Actor) -> bool:
    """Whether the actor's name is a proper one, and not that of a people."""
    return any(
        document.quote(name.words) == actor.name for name in document.names if name.type != "group"
    )


def _number(word: str) -> int | None:
    word = word.lower()
    return _NUMBERS.get(word) or (int(word) if word.isdecimal() and len(word) < 6 else None)


def count_of(document: Document, source: WordRange | None) -> Count | None:
    """How many sources the words claim: the parts of one cue added up."""
    if source is None:
        return None
    total, counted = 0, False
    for part in conjuncts(document, source):
        numbers = [
            n
            for i in range(*phrase_of(document, document.head_of(part)))
            if (n := _number(document.word(i)))
        ]
        if numbers:
            total += max(numbers)
            counted = counted or max(numbers) > 1
    several = len(conjuncts(document, source)) > 1
    if not total or not (counted or several) or total < 2:
        return None
    return Count(span=document.span(source), number=float(total))


def quotation_of(document: Document, contents: Sequence[Span]) -> str:
    """`direct` where quotation marks hold all of the content, `mixed` where part of it."""
    total = sum(end - start for start, end in contents)
    quoted = sum(
        max(0, min(end, q.inner[1]) - max(start, q.inner[0]))
        for start, end in contents
        for q in document.quotations
    )
    if quoted >= 0.9 * total:
        return "direct"
    return "mixed" if quoted >= 3 else "indirect"
