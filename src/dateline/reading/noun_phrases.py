"""Noun phrases in the parse: their extent, their conjuncts, number and definiteness."""

from typing import Final

from dateline.reading.document import Document, WordRange

NOMINAL: Final = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"))
_CORE: Final = frozenset(
    "det det:predet amod compound flat flat:name nmod:desc nmod:poss nummod case fixed advmod "
    "goeswith nmod:unmarked".split()
)
"""Relations of words that belong to the phrase itself, without what follows its head."""

_NO_END: Final = frozenset(("ADP", "DET", "CCONJ", "SCONJ"))
"""Parts of speech that end no phrase."""
_NO_START: Final = frozenset(("PUNCT", "CCONJ", "SCONJ", "ADP"))
_STOPS: Final = frozenset(",;:–—-")

_DEFINITE: Final = frozenset("the this that these those both such".split())
_PLURAL_WORDS: Final = frozenset(
    "people police officials troops forces rebels militants others both many several few some all "
    "they them we us these those".split()
)


def phrase_of(document: Document, head: int) -> WordRange:
    """The contiguous words around `head` that make its phrase, clauses and appositions left out."""
    start, end = document.sentence_of(head)
    inside = {head}
    pending = [head]
    while pending:
        node = pending.pop()
        for child in document.children(node):
            relation = document.relations[child]
            if relation not in _CORE or (relation == "case" and node == head and child < head):
                continue
            inside.add(child)
            pending.append(child)
    first = last = head
    while first - 1 in inside and first - 1 >= start:
        first -= 1
    while last + 1 in inside and last + 1 < end:
        last += 1
    if last > head and document.word(last).lower() in ("'s", "’s", "'", "’"):
        last -= 1
    return first, last + 1


def tidied(document: Document, words: WordRange) -> WordRange:
    """A tagged range without marks and function words at its ends; a lone "the" becomes its
    noun's phrase."""
    start, end = words
    while start < end and document.upos[start] in _NO_START and not _at_least(document, start):
        start += 1
    while start < end and (document.upos[end - 1] in _NO_END or document.word(end - 1) in _STOPS):
        end -= 1
    if start < end:
        return start, end
    head = document.heads[words[0]]
    return phrase_of(document, head) if document.upos[head] in ("NOUN", "PROPN") else words


def _at_least(document: Document, index: int) -> bool:
    following = document.word(index + 1).lower() if index + 1 < len(document.words) else ""
    return following in ("least", "most")


def participant(document: Document, words: WordRange) -> int:
    """The word that stands for whom a range means: the person named in it, else its head.

    "Farmer X" and "X, a farmer" are X; "the wife of X" is not.
    """
    named = [
        name.head
        for name in document.names
        if name.type == "person"
        and words[0] <= name.words[0]
        and name.words[1] <= words[1]
        and document.relations[name.head] != "nmod:poss"
        and not any(document.relations[c] == "case" for c in document.children(name.head))
    ]
    return named[0] if len(named) == 1 else _counted(document, document.head_of(words))


def _counted(document: Document, head: int) -> int:
    """The noun that a number or "about" before a number belongs to, where only that was tagged."""
    while document.upos[head] in ("NUM", "ADV") and document.heads[head] != head:
        above = document.heads[head]
        counts = document.relations[head] in ("nummod", "advmod")
        if above < head or not counts or document.upos[above] not in ("NUM", "NOUN"):
            break
        head = above
    return head


def conjuncts(document: Document, words: WordRange) -> list[WordRange]:
    """The coordinated phrases of a range ("two officers and an aid worker" gives two)."""
    head = document.head_of(words)
    heads = [head] + [
        i
        for i in range(head + 1, words[1])
        if document.relations[i] == "conj"
        and document.heads[i] in range(words[0], words[1])
        and document.upos[i] in NOMINAL
        and _leads_to(document, i, head)
    ]
    if len(heads) == 1:
        return [words]
    parts = []
    for number, part in enumerate(heads):
        first, last = phrase_of(document, part)
        first = max(first, words[0]) if number else words[0]
        limit = heads[number + 1] if number + 1 < len(heads) else words[1]
        last = min(max(last, part + 1), limit) if number + 1 < len(heads) else words[1]
        parts.append((first, last))
    return parts


def _leads_to(document: Document, index: int, head: int) -> bool:
    """A conjunct of `head` itself, or of one of its conjuncts."""
    for _ in range(20):
        index = document.heads[index]
        if index == head:
            return True
        if document.relations[index] != "conj":
            return False
    return False


def is_definite(document: Document, words: WordRange) -> bool:
    return document.word(words[0]).lower() in _DEFINITE


def is_plural(document: Document, head: int) -> bool:
    """By form: English nouns mostly tell, and the commonest that do not are listed."""
    word = document.word(head).lower()
    if word in _PLURAL_WORDS or word.endswith(("men", "children")):
        return True
    if document.upos[head] == "NOUN":
        return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return False


def singular(word: str) -> str:
    """The word without a plural ending, for comparing nouns."""
    word = word.lower()
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
