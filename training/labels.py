"""The label inventories of the heads, in the order of their logits."""

from typing import Final

from dateline.codebook import CONTEXTS, EVENT_MODES, EVENT_TYPES, NAME_TYPES, STANCES, STATUSES
from training.treebank import KEPT_SUBTYPES, MENTION_TYPES

UPOS: Final = tuple(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
)
RELATIONS: Final = tuple(
    "acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse "
    "dislocated expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis "
    "punct reparandum root vocative xcomp".split()
) + tuple(sorted(KEPT_SUBTYPES))
NAMES: Final = ("O", *(f"{prefix}-{kind}" for kind in NAME_TYPES for prefix in "BI"))
MENTIONS: Final = MENTION_TYPES
BIO: Final = ("O", "B", "I")
TRIGGERS: Final = ("none", *EVENT_TYPES)
MODES: Final = tuple(
    f"{event_type}.{mode}" for event_type, modes in EVENT_MODES.items() for mode in ("none", *modes)
)
"""One softmax a type, over its modes and none."""

READING_FRAMES: Final = ("statement", "event")
"""Frames that reading looks for; predicates only help to learn the roles of events."""

ROLES: Final = {
    "statement": ("source", "content", "addressee"),
    "event": ("actor", "recipient", "place", "time"),
    "predicate": ("ARG0", "ARG1", "ARG2", "TMP", "LOC", "NEG", "OTHER"),
}


def role_tags(kind: str) -> tuple[str, ...]:
    """BIO tags over the roles of a kind of frame."""
    return ("O", *(f"{prefix}-{role}" for role in ROLES[kind] for prefix in "BI"))


WORD_HEADS: Final = {
    "sentence": ("inside", "start"),
    "upos": UPOS,
    "names": NAMES,
    "mentions": MENTIONS,
    "cues": BIO,
    "source": BIO,
    "content": BIO,
    "triggers": TRIGGERS,
    "times": BIO,
    "certainty": ("UW", "UDS"),
    "root": ("root",),
}
"""Heads with one linear layer on each word; `root` is a plain number, as are the two of
`certainty`: the scales of two corpora whose annotators were asked different questions."""

BRANCHES: Final = {
    "syntax": ("sentence", "upos", "names", "mentions", "root"),
    "meaning": ("cues", "source", "content", "triggers", "times", "certainty"),
}
"""Which word heads each branch carries. The parser is of `syntax`, all frames of `meaning`."""


def branch_of(word_head: str) -> str:
    return next(branch for branch, heads in BRANCHES.items() if word_head in heads)


FRAME_HEADS: Final = {
    "modes": MODES,
    "statuses": STATUSES,
    "contexts": CONTEXTS,
    "stances": STANCES,
}
"""Heads on the mean of a frame's own words."""

RELATION_TYPES: Final = EVENT_TYPES
