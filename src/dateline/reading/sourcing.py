"""What is known of a statement's source: its type, how many it claims to be, for whom it speaks."""

from collections.abc import Sequence
from typing import Final

from dateline.gazetteer import organizations
from dateline.reading.coreference import PRONOUNS
from dateline.reading.document import Document, WordRange
from dateline.reading.noun_phrases import conjuncts, is_definite, is_plural, phrase_of, singular
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
_SPOKESPEOPLE: Final = frozenset(
    "spokesman spokeswoman spokesperson spokespeople representative".split()
)
_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"a": 1, "an": 1, "another": 1, "both": 2, "dozen": 12, "couple": 2}


def source_type_of(document: Document, source: WordRange | None, actors: Sequence[Actor]) -> str:
    """The codebook's type of a source, from the words beside the cue and their actors."""
    if source is None:
        return "implicit"
    head = document.head_of(source)
    noun = singular(document.word(head))
    phrase = document.quote(phrase_of(document, head))
    pronoun = document.word(head).lower() in PRONOUNS
    if actors and (
        typed := _type_of_actor(document, actors[0], pronoun or is_definite(document, source))
    ):
        return typed
    if noun in _DOCUMENTS:
        return "document"
    if noun in _MEDIA or organizations.is_outlet(phrase):
        return "media_outlet"
    plural = is_plural(document, head) or len(conjuncts(document, source)) > 1
    return "unnamed_group" if plural else "unnamed_person"


def _type_of_actor(document: Document, actor: Actor, refers: bool) -> str | None:
    """What the actor's own name tells; `None` where it has none."""
    if organizations.is_outlet(actor.name):
        return "media_outlet"
    last = singular(actor.name.split()[-1]) if actor.name.split() else ""
    if actor.kind == "document" or last in _DOCUMENTS:
        return "document"
    named = {document.span(n.words) for n in document.names}
    proper = any(a <= s and e <= b for s, e in actor.mentions for a, b in _widened(named, s, e))
    proper = proper or any(s <= a and b <= e for s, e in actor.mentions for a, b in named)
    if actor.kind == "person":
        return "named_person" if _is_named(document, actor) else None
    if actor.kind in ("organization", "country", "place"):
        return "named_organization" if proper or refers else None
    return None


def _widened(named: set[Span], start: int, end: int) -> list[Span]:
    return [(a, b) for a, b in named if a <= start and end <= b]


def _is_named(document: Document, actor: Actor) -> bool:
    return any(document.quote(n.words) == actor.name for n in document.names if n.type == "person")


def count_of(document: Document, source: WordRange | None) -> Count | None:
    """How many sources the words claim: the parts of one cue added up."""
    if source is None:
        return None
    total, counted = 0, False
    for part in conjuncts(document, source):
        head = document.head_of(part)
        for index in range(*part):
            word = document.word(index).lower()
            if document.relations[index] in ("nummod", "det") or index == head:
                number = _NUMBERS.get(word) or (int(word) if word.isdecimal() else None)
                if number:
                    total += number
                    counted = counted or word not in ("a", "an")
                    break
    several = len(conjuncts(document, source)) > 1
    if not total or not (counted or several) or total < 2:
        return None
    return Count(span=document.span(source), number=float(total))


def organization_spoken_for(document: Document, source: WordRange | None) -> WordRange | None:
    """The body in "Foreign Ministry spokesman X" and "a spokesman for the army"."""
    if source is None:
        return None
    for index in range(*_with_apposition(document, source)):
        if singular(document.word(index)) not in _SPOKESPEOPLE:
            continue
        for child in range(*document.sentence_of(index)):
            if document.heads[child] != index or child == index:
                continue
            relation = document.relations[child]
            if relation in ("nmod", "nmod:poss") or (
                relation == "compound" and _is_body(document, child)
            ):
                return phrase_of(document, child)
        names = [n for n in document.names if n.type == "organization" and n.words[1] == index]
        if names:
            return names[0].words
    return None


def _is_body(document: Document, index: int) -> bool:
    return document.upos[index] == "PROPN" or document.word(index).lower() in (
        "ministry", "army", "police", "government", "military", "party", "union", "court",
        "council", "embassy", "company", "rebel", "palace", "navy",
    )  # fmt: skip


def _with_apposition(document: Document, source: WordRange) -> WordRange:
    """The source with the phrase in apposition that follows it in the same clause."""
    _, end = document.subtree(document.head_of(source))
    return source[0], max(source[1], min(end, source[1] + 25))


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
