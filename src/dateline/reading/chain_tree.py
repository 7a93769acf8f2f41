"""How far a phrase reaches in the parse."""

from dataclasses import dataclass, field
from typing import Final

from dateline.reading.document import Document, WordRange

_OUTSIDE: Final = frozenset(
    "conj cc cc:preconj cop nsubj nsubj:pass nsubj:outer csubj csubj:pass mark aux aux:pass "
    "parataxis vocative list discourse dislocated expl orphan".split()
)
"""Relations to a head of what its phrase does not hold."""
_CLAUSE: Final = frozenset("advmod obl advcl punct obl:unmarked".split())
"""Relations of what belongs to the clause where a noun is the predicate."""
_MARKS: Final = frozenset("\"'“”‘’«»„,;:.!?()[]-–—")
_OPENING: Final = frozenset(("PUNCT", "CCONJ", "ADP", "SCONJ", "SYM"))
MAX_WORDS: Final = 200
"""A phrase is not followed further; bounds the time on endless sentences."""
_PAIRS: Final = {"(": ")", "[": "]"}


@dataclass(slots=True)
class Tree:
    """The parse of a report, with its words in lower case and the dependents of each."""

    document: Document
    lower: list[str] = field(init=False)
    children: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        document = self.document
        text = document.text
        self.lower = [text[start:end].lower() for start, end in document.words]
        self.children = [document.children(index) for index in range(len(document.words))]

    def dependents(self, head: int, relation: str) -> list[int]:
        relations = self.document.relations
        return [c for c in self.children[head] if relations[c].startswith(relation)]

    def _is_set_off(self, index: int) -> bool:
        """Whether punctuation stands between what depends on `index` and the words before."""
        first = min([index, *self.children[index]])
        return self.lower[first] in _MARKS or (first > 0 and self.lower[first - 1] in _MARKS)

    def extent(self, head: int) -> WordRange:
        """The words of the phrase that a head has."""
        pending = [child for child in self.children[head] if self._belongs(head, child)]
        inside = {head}
        while pending and len(inside) < MAX_WORDS:
            index = pending.pop()
            inside.add(index)
            pending += self.children[index]
        first = last = head
        while first - 1 in inside:
            first -= 1
        while last + 1 in inside:
            last += 1
        return self._trimmed(first, last + 1, head)

    def _belongs(self, head: int, child: int) -> bool:
        relation = self.document.relations[child]
        if relation in _OUTSIDE:
            return False
        if relation == "case":
            return child > head
        if relation == "appos":
            return not self._is_set_off(child)
        if relation in _CLAUSE:
            predicate = any(self.document.relations[c] == "cop" for c in self.children[head])
            return not predicate and (child > head or relation != "advcl")
        return True

    def _trimmed(self, start: int, end: int, head: int) -> WordRange:
        tags = self.document.upos
        while start < head and (tags[start] in _OPENING or self.lower[start] in _MARKS):
            start += 1
        end = self._balanced(head, end)
        while end - 1 > head and self.lower[end - 1] in _MARKS:
            end -= 1
        return start, end

    def _balanced(self, head: int, end: int) -> int:
        """The end of a phrase before a bracket or quotation mark that it does not close."""
        opened = -1
        for index in range(head + 1, end):
            word = self.lower[index]
            if opened < 0 and word in _PAIRS:
                opened = index
            elif opened >= 0 and word in _PAIRS[self.lower[opened]]:
                opened = -1
        return end if opened < 0 else opened
