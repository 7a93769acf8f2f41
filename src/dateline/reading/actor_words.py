"""Words outside of a mention that tell who it is: appositions, predicates, and whom it is of."""

from typing import Final

from dateline.gazetteer import sectors
from dateline.reading.document import Document, Mention, WordRange
from dateline.reading.noun_phrases import children, phrase_of, singular

MOST_BESIDE: Final = 12
"""Descriptions beside the mentions of one actor that are read."""
_NOT_SO: Final = frozenset("not n't n’t never no may might could would if".split())
_PARTS: Final = frozenset(
    "one two three four five six seven eight nine ten some other another many most several few "
    "both all each any either none half rest dozen hundred thousand number part third "
    "majority".split()
)
_OWNED: Final = frozenset(
    "colleague counterpart superior predecessor successor deputy man follower".split()
)
_IN_A_FORCE: Final = frozenset(
    "officer guard sentry patrol squad interrogator agent reinforcement".split()
)


def described_beside(document: Document, mentions: list[Mention]) -> list[WordRange]:
    """What appositions and predicates call the actor: "X, a farmer", "X is a farmer"."""
    heads = {m.head for m in mentions}
    found: list[WordRange] = []
    for mention in mentions:
        found += [
            _described(document, head)
            for head in (*_appositions(document, mention), *_predicates(document, mention.head))
            if head not in heads
        ]
    return list(dict.fromkeys(found))[:MOST_BESIDE]


def _appositions(document: Document, mention: Mention) -> list[int]:
    below = [
        child
        for child in children(document, mention.head)
        if document.relations[child] == "appos" and document.upos[child] == "NOUN"
    ]
    above = document.heads[mention.head]
    beside = document.relations[mention.head] == "appos" and document.upos[above] == "NOUN"
    return [*below, *([above] if mention.proper and beside else [])]


def _predicates(document: Document, head: int) -> list[int]:
    """The noun that a sentence with "be" says the subject is, unless it says that it is not."""
    noun = document.heads[head]
    if document.relations[head] != "nsubj" or document.upos[noun] != "NOUN":
        return []
    below = children(document, noun)
    said = any(document.relations[child] == "cop" for child in below)
    unsaid = any(document.word(child).lower() in _NOT_SO for child in below)
    return [noun] if said and not unsaid else []


def _described(document: Document, head: int) -> WordRange:
    """The phrase of a noun with what follows it by preposition: "head of the army"."""
    start, end = phrase_of(document, head)
    for child in children(document, head):
        if child > head and document.relations[child] == "nmod":
            first, last = document.subtree(child)
            if first <= end:
                end = max(end, last)
    return start, end


def owner_of(document: Document, mention: Mention) -> int | None:
    """The head of whom a mention is of: "its leader", "one of the guards", "rebel office"."""
    below = children(document, mention.head)
    word = document.word(mention.head).lower()
    part = word in _PARTS or document.upos[mention.head] == "NUM"
    if not part and not _is_of_somebody(word):
        return None
    for child in below:
        if document.relations[child] == "nmod:poss":
            return child
    for child in below:
        if document.relations[child] == "nmod" and child > mention.head:
            return child
    return None


def is_of_a_force(document: Document, mention: Mention) -> bool:
    """Whether a mention is of somebody in a force that it does not name: "an officer"."""
    return not mention.proper and singular(document.word(mention.head)) in _IN_A_FORCE


def _is_of_somebody(word: str) -> bool:
    """Whether a noun is a part of a body, such as "spokesman" and "leaders"."""
    one = singular(word)
    return one in _OWNED or any(role.kind == "voice" for role in sectors.roles_in(one))
