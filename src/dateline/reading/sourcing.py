"""What is known of a statement's source: its type, how many it claims to be, for whom it speaks."""

import re
from collections.abc import Sequence
from typing import Final

from dateline.gazetteer import countries, organizations
from dateline.reading.document import Document, WordRange
from dateline.reading.magnitude import NUMBER_WORDS, parse_number
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
_NUMBERS: Final = {"another": 1.0, "both": 2.0, "couple": 2.0, "pair": 2.0}
_DIGITS: Final = re.compile(r"\d{1,3}(?:,\d{3})*|\d{1,5}")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_ARTICLES: Final = frozenset(("a", "an"))
_WITH_ARTICLE: Final = frozenset("dozen hundred thousand million half".split())
_VAGUE: Final = frozenset("several few many".split())
_SHARE: Final = frozenset("% percent per third thirds quarter quarters".split())


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


def _number(document: Document, phrase: WordRange, head: int) -> float:
    """The largest number that a phrase says of its head; 0 where it says none.

    Numbers after the head ("France 24"), in names, in years, in compounds ("a 35-year-old man")
    and in shares ("60 percent") do not count people.
    """
    numbers = [0.0]
    index = phrase[0]
    while index <= head:
        end = _end_of_number(document, index, head + 1)
        word = document.word(index).lower()
        if end > index and not _counts_nothing(document, (index, end)):
            numbers.append(parse_number(" ".join(map(document.word, range(index, end)))) or 0)
        numbers.append(_NUMBERS.get(word, 0))
        index = max(end, index + 1)
    return max(numbers)


def _end_of_number(document: Document, start: int, limit: int) -> int:
    """Where the number that starts at a word ends; `start` itself where none does."""
    end = start
    for index in range(start, limit):
        word = document.word(index).lower()
        if word in NUMBER_WORDS or word in _ARTICLES or word == "half" or _DIGITS.fullmatch(word):
            end = index + 1
        elif index == start or word not in ("-", "and"):
            break
    return end


def _counts_nothing(document: Document, words: WordRange) -> bool:
    start, end = words
    if end > start + 1 and document.word(start).lower() in _ARTICLES:
        start += 1
        if document.word(start).lower() not in _WITH_ARTICLE:
            return True  # "a 12 member panel" is one
    before = document.word(start - 1).lower() if start else ""
    after = document.word(end).lower() if end < len(document.words) else ""
    return (
        _YEAR.fullmatch(document.quote((start, end))) is not None
        or any(name.words[0] <= start < name.words[1] for name in document.names)
        or before in _VAGUE
        or after == "-"
        or after in _SHARE
        or (start > 0 and document.upos[start - 1] == "PROPN")
    )


def count_of(document: Document, source: WordRange | None) -> Count | None:
    """How many sources the words claim: the parts of one cue added up."""
    if source is None:
        return None
    parts = conjuncts(document, source)
    heads = [document.head_of(part) for part in parts]
    numbers = [_number(document, phrase_of(document, head), head) for head in heads]
    total = sum(numbers)
    if total < 2 or (len(parts) == 1 and max(numbers) <= 1):
        return None
    return Count(span=document.span(source), number=total)


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
