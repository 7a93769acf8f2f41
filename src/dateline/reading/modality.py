"""What the grammar around a trigger says of its status: negation, modals, conditions, aspect.

Read off the parse. The result names the word that decides, so that it can stand as evidence.
"""

from dataclasses import dataclass
from typing import Final

from dateline.reading.document import Document, WordRange

_NEGATIONS: Final = frozenset("not n't n’t never nor".split())
_NONE: Final = frozenset("no neither none".split())
_MAY: Final = frozenset("may might could".split())
_WILL: Final = frozenset("will 'll ’ll wo shall would 'd ’d".split())
_CONDITIONS: Final = frozenset("if unless provided providing assuming lest".split())
_PERHAPS: Final = frozenset("perhaps possibly probably maybe likely presumably potentially".split())
_PROGRESSIVE: Final = frozenset("is are 's 're ’s ’re am been".split())

_WITH_INFINITIVE: Final[dict[str, tuple[str, ...]]] = {
    "planned": (
        "plan", "intend", "prepar", "schedul", "order", "decid", "due", "set", "expect", "poised",
        "ready", "vow", "promis", "pledg", "threaten", "aim", "going", "about", "propos", "hop",
        "want", "told", "instruct",
    ),
    "not_happened": ("fail", "refus", "neglect", "declin"),
    "possible": ("consider", "suspect", "thought", "believ", "fear", "likely"),
    "ongoing": ("continu", "go", "keep"),
}  # fmt: skip
"""How words begin that govern a verb ("planned to attack", "failed to attend")."""

_WITH_NOUN: Final[dict[str, tuple[str, ...]]] = {
    "planned": ("plan", "schedul", "prepar", "announc", "propos", "due"),
    "not_happened": ("prevent", "avert", "foil", "abandon", "cancel", "postpon", "thwart", "scrap"),
    "possible": ("consider", "contemplat", "mull", "weigh", "fear", "ponder"),
    "ongoing": ("continu", "rag", "persist", "underway", "ongoing"),
}  # fmt: skip
"""How words begin that govern a noun ("considering sanctions", "fighting raged")."""

_OCCUR: Final = frozenset(
    "take takes held begin begins start starts follow happen occur resume spread go".split()
)
"""Verbs that only say that what their subject means takes place."""


_ONLY: Final = frozenset("only just merely simply".split())


@dataclass(frozen=True, slots=True)
class Modality:
    status: str
    word: int
    """Index of the word that decides."""


def modality_of(document: Document, trigger: WordRange) -> Modality | None:
    """The status that the words around a trigger give it, `None` where they give none."""
    node = document.head_of(trigger)
    if document.upos[node] not in ("VERB", "AUX", "ADJ"):
        return _of_noun(document, node)
    return _of_verb(document, node) or _above_verb(document, node)


def _of_verb(document: Document, node: int) -> Modality | None:
    """What a verb's own auxiliaries, adverbs, subject and conditions say."""
    auxiliaries: dict[str, int] = {}
    negation: int | None = None
    for child in document.children(node):
        word = document.word(child).lower()
        relation = document.relations[child]
        if word in _NEGATIONS and relation == "advmod":
            if not _not_only(document, child):
                negation = child if negation is None else negation
            continue
        if word in _PERHAPS and relation == "advmod":
            return Modality("possible", child)
        if relation.startswith("nsubj") and (none := _none_of(document, child)) is not None:
            return Modality("not_happened", none)
        if relation.startswith("aux"):
            auxiliaries[word] = child
    # "If they do not withdraw" and "would not have attacked if" are conditions all the same.
    if condition := _condition(document, node):
        return condition
    if negation is not None:
        return Modality("not_happened", negation)
    for words, status in ((_MAY, "possible"), (_WILL, "planned")):
        for word in words & auxiliaries.keys():
            if not (word in ("'d", "’d") and document.word(node).lower().endswith("ed")):
                return Modality(status, auxiliaries[word])
    if document.word(node).lower().endswith("ing") and "had" not in auxiliaries:
        for word in _PROGRESSIVE & auxiliaries.keys():
            return Modality("ongoing", auxiliaries[word])
    return None


def _not_only(document: Document, negation: int) -> bool:
    """Whether a negation opens "not only ... but": what follows it happened."""
    following = negation + 1
    return following < len(document.words) and document.word(following).lower() in _ONLY


def _none_of(document: Document, noun: int) -> int | None:
    """The "no" of "no shot was fired", or the noun itself in "nobody fired"."""
    if document.word(noun).lower() in ("nobody", "none", "nothing", "neither"):
        return noun
    for child in document.children(noun):
        if document.word(child).lower() in _NONE and document.relations[child] in ("det", "advmod"):
            return child
    return None


def _condition(document: Document, node: int) -> Modality | None:
    """The clause is itself a condition, or hangs on one."""
    for child in document.children(node):
        if _opens_condition(document, child):
            return Modality("conditional", child)
        if document.relations[child] == "advcl":
            for mark in document.children(child):
                if _opens_condition(document, mark):
                    return Modality("conditional", mark)
    return None


def _opens_condition(document: Document, index: int) -> bool:
    word = document.word(index).lower()
    if document.relations[index] == "mark":
        return word in _CONDITIONS
    # "Should he resign, ..." and "Had they fired, ..." open with the auxiliary.
    first = index == document.sentence_of(index)[0]
    return first and document.relations[index].startswith("aux") and word in ("should", "had")


def _above_verb(document: Document, node: int) -> Modality | None:
    """What governs a verb: "planned to", "failed to", "is suspected of", or a condition above."""
    head = document.heads[node]
    relation = document.relations[node]
    if head == node:
        return None
    if relation == "conj":
        return _of_verb(document, head) or _above_verb(document, head)
    word = document.word(head).lower()
    infinitive = any(document.word(c).lower() == "to" for c in document.children(node))
    if relation in ("xcomp", "advcl", "ccomp", "acl", "csubj") and infinitive:
        for status, stems in _WITH_INFINITIVE.items():
            if word.startswith(stems):
                return _of_verb(document, head) or Modality(status, head)
        if word in ("is", "are", "was", "were", "be"):
            return Modality("planned", head)
    if relation == "advcl" and word.startswith("suspect"):
        return Modality("possible", head)
    if relation == "xcomp" and document.upos[head] in ("VERB", "ADJ"):
        if word.startswith(("continu", "kept", "keep")):
            return Modality("ongoing", head)
        return _of_verb(document, head)
    return None


def _of_noun(document: Document, node: int) -> Modality | None:
    """What stands directly with a noun: "no talks", "a possible attack", "fighting continued"."""
    if (none := _none_of(document, node)) is not None:
        return Modality("not_happened", none)
    for child in document.children(node):
        word = document.word(child).lower()
        if document.relations[child] == "amod" and word.startswith(("possib", "suspected", "fear")):
            return Modality("possible", child)
        if document.relations[child] == "amod" and word.startswith(
            ("planned", "schedul", "propos")
        ):
            return Modality("planned", child)
    head = document.heads[node]
    relation = document.relations[node]
    if relation not in ("obj", "nsubj", "nsubj:pass"):
        return None
    word = document.word(head).lower()
    for status, stems in _WITH_NOUN.items():
        if word.startswith(stems):
            return Modality(status, head)
    if relation.startswith("nsubj") and word in _OCCUR:
        return _of_verb(document, head)
    return None
