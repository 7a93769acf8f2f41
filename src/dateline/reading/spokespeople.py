"""For whom a source speaks: the ministry of its spokesman, the families behind a lawyer."""

import re
from collections.abc import Sequence
from typing import Final

from dateline.reading.document import Document, WordRange
from dateline.reading.noun_phrases import phrase_of, singular
from dateline.record import Span

_SPOKESPEOPLE: Final = frozenset(
    "spokesman spokeswoman spokesperson spokespeople representative".split()
)
_BODIES: Final = frozenset(
    "ministry army police government military party union court council embassy company rebel "
    "palace navy presidency junta commission force".split()
)
_SPEAKING_FOR: Final = re.compile(
    r"(?i)\b(?:speaking|spoke|speaks|talking|acting) (?:for|on behalf of)\s+|\bon behalf of\s+"
)
_SPEAKS_FOR: Final = frozenset("for of to from with".split())
"""Prepositions before a body; "a spokesman in Geneva" speaks for no town."""
_APPOSITION: Final = 25
"""Words after a source in which "the army's spokesman" still describes it."""


def find_spoken_for(document: Document) -> None:
    """Fills `spoken_for` of every statement draft."""
    for draft in document.statement_drafts:
        if draft.source:
            draft.spoken_for = spoken_for(document, draft.source, draft.contents)


def spoken_for(
    document: Document, source: WordRange, contents: Sequence[Span] = ()
) -> WordRange | None:
    """The body in "Foreign Ministry spokesman X", "a spokesman for the army" and the like."""
    for index in range(*_with_apposition(document, source)):
        if singular(document.word(index)) not in _SPOKESPEOPLE:
            continue
        for child in range(*document.sentence_of(index)):
            if document.heads[child] == index and child != index and _names_body(document, child):
                return _whole_name(document, phrase_of(document, child))
        before = [n for n in document.names if n.type == "organization" and n.words[1] == index]
        if before:
            return before[0].words
    return _said_on_behalf(document, source, contents)


def _whole_name(document: Document, words: WordRange) -> WordRange:
    """The words, with all of the body's name that they end: "Foreign" of "Foreign Ministry"."""
    names = (n.words for n in document.names if n.type == "organization")
    start = min((first for first, last in names if last == words[1]), default=words[0])
    return min(start, words[0]), words[1]


def _names_body(document: Document, child: int) -> bool:
    relation = document.relations[child]
    if relation == "nmod:poss":
        return True
    if relation == "nmod":
        cases = [
            document.word(c).lower()
            for c in document.children(child)
            if document.relations[c] == "case"
        ]
        return not cases or not _SPEAKS_FOR.isdisjoint(cases)
    body = document.upos[child] == "PROPN" or singular(document.word(child)) in _BODIES
    return relation in ("compound", "amod") and body


def _said_on_behalf(
    document: Document, source: WordRange, contents: Sequence[Span]
) -> WordRange | None:
    """The phrase after "speaking for", where that describes the source of the sentence."""
    start, end = document.span(document.sentence_of(source[0]))
    match = _SPEAKING_FOR.search(document.text, start, end)
    # "He said he had signed on behalf of the state" tells of the signing.
    if match is None or any(first <= match.start() < last for first, last in contents):
        return None
    words = document.range_of((match.end(), end))
    if words is None or _inside_quotation(document, document.words[words[0]][0]):
        return None
    for index in range(words[0], min(words[0] + 8, words[1])):
        phrase = phrase_of(document, index)
        whose = document.relations[index] == "nmod:poss"  # "the teachers' union" is the union
        if phrase[0] <= words[0] and document.upos[index] in ("NOUN", "PROPN") and not whose:
            return words[0], phrase[1]
    return None


def _inside_quotation(document: Document, position: int) -> bool:
    return any(q.inner[0] <= position < q.inner[1] for q in document.quotations)


def _with_apposition(document: Document, source: WordRange) -> WordRange:
    """The source with the phrase in apposition that follows it in the same clause."""
    _, end = document.subtree(document.head_of(source))
    return source[0], max(source[1], min(end, source[1] + _APPOSITION))
