"""What an actor is called, and words outside of its mentions that tell who it is: appositions,
predicates, and whom it is of."""

from collections.abc import Container
from typing import Final

from dateline.gazetteer import countries, sectors
from dateline.reading.chain_words import PRONOUNS, RELATIVE
from dateline.reading.document import Document, Mention, WordRange
from dateline.reading.noun_phrases import phrase_of, singular

MAX_NAME_WORDS: Final = 20
"""A description longer than this is cut in an actor's name, not in its mentions."""
LONGEST_ACRONYM: Final = 6
"""A name in capitals that is no longer may be an acronym."""
LONGEST_HEADLINE: Final = 300
LONGER_WORD: Final = 5
"""Letters of words that only headlines in title case give a capital where they are no name."""
_NO_FIRST: Final = frozenset(("ADP", "CCONJ", "SCONJ", "PUNCT", "VERB", "AUX"))
"""Parts of speech that a well-written name doesn't open with."""
_SCRAPS: Final = frozenset(("ADP", "PART", "PUNCT", "SCONJ"))
"""Parts of speech that by themselves mention nobody."""
_ARTICLES: Final = frozenset(("the", "a", "an"))
_HYPHENS: Final = frozenset("-‐‑–")
_BOUNDS: Final = frozenset(("at", "least", "most"))
_UNDERGONE: Final = {
    "kill": "killed", "slain": "killed", "wound": "wounded", "injur": "injured", "hurt": "hurt",
    "maim": "maimed", "arrest": "arrested", "detain": "detained", "jail": "jailed",
    "imprison": "imprisoned", "captur": "captured", "abduct": "abducted", "kidnap": "kidnapped",
    "displac": "displaced", "evacuat": "evacuated", "releas": "released", "free": "freed",
    "shot": "shot", "shoot": "shot", "expel": "expelled", "deport": "deported",
    "rescu": "rescued", "sentenc": "sentenced", "charg": "charged", "hospitali": "in hospital",
    "beat": "beaten", "dead": "dead", "missing": "missing",
}  # fmt: skip
"""How words begin that say what somebody underwent, and how that is said after a number."""
_DIED: Final = ("die", "dying", "perish")
MOST_BESIDE: Final = 12
"""Descriptions beside the mentions of one actor that are read."""
_NOT_SO: Final = frozenset("not n't n’t never no may might could would if".split())
_PARTS: Final = frozenset(
    "one two three four five six seven eight nine ten some other another many most several few "
    "both all each any either none half rest dozen dozens hundred hundreds thousand thousands "
    "number part third majority".split()
)
_OWNED: Final = frozenset(
    "colleague counterpart superior predecessor successor deputy man follower".split()
)
_ACROSS: Final = frozenset("neighbour neighbor foreigner".split())
_IN_A_FORCE: Final = frozenset(
    "officer guard sentry patrol squad interrogator agent reinforcement".split()
)


def says_who(document: Document, mention: Mention) -> bool:
    """Whether a mention names or describes: a pronoun only points back, a scrap not even that."""
    word = document.word(mention.head).lower()
    if document.upos[mention.head] in _SCRAPS or word in _ARTICLES:
        return mention.proper
    return word not in PRONOUNS | RELATIVE


def name_words(document: Document, mentions: list[Mention]) -> WordRange:
    """The best written and longest proper name, else the longest description, else a pronoun."""
    fuller = {
        document.word(m.head).lower() for m in mentions if not m.proper and _owned(document, m)
    }
    proper = [_tagged(document, m) for m in mentions if m.proper]
    proper = [
        words
        for words in proper
        if document.quote(words).lower() not in fuller or not _only_opens(document, words)
    ]
    if proper:
        small = {document.quote(w).lower() for w in proper if not document.quote(w).isupper()}
        return max(proper, key=lambda w: _rank(document, w, small))
    described = [m for m in mentions if says_who(document, m)]
    phrases = [_core(document, m) for m in described or mentions[:1]]
    start, end = max(phrases, key=lambda p: p[1] - p[0])
    return start, min(end, start + MAX_NAME_WORDS)


def called(document: Document, mentions: list[Mention], words: WordRange) -> str:
    """The name in `words`; a number alone comes with what those that it counts underwent."""
    quoted = document.quote(words)
    head = document.head_of(words)
    if whole := _whole_of(document, words):
        return f"{quoted[: whole[0] - document.span(words)[0]]}{whole[1]}"
    if document.upos[head] != "NUM" or not _is_number(document, words):
        return quoted
    if undergone := _undergone(document, head):
        return f"{document.word(head)} {undergone}"
    several = document.word(head).lower() not in ("one", "1")
    if several and any(m.type == "person" for m in mentions):
        return f"{quoted} people"
    return quoted


def _owned(document: Document, mention: Mention) -> bool:
    """Whether a description names whose it is: "Sudan's army"."""
    owner = possessor_of(document, mention)
    return owner is not None and document.upos[owner] == "PROPN"


def _only_opens(document: Document, words: WordRange) -> bool:
    """Whether a noun was taken for a name only as it opens a sentence ("Army denies attack")."""
    common = document.upos[words[0]] == "NOUN" and words[1] == words[0] + 1
    return common and words[0] == document.sentence_of(words[0])[0]


def _tagged(document: Document, mention: Mention) -> WordRange:
    """The name in a mention without the title before it, and the mention's phrase where that is
    no name by itself ("of Justice")."""
    words = next((n.words for n in document.names if n.head == mention.head), mention.words)
    while words[0] > 0 and document.word(words[0])[0] in _HYPHENS and _joined(document, words[0]):
        words = words[0] - 1, words[1]
    if document.upos[words[0]] in _NO_FIRST and document.word(words[0]).islower():
        words = _core(document, mention)
    return words


def _joined(document: Document, index: int) -> bool:
    """Whether nothing stands between a word and the one before."""
    return document.words[index - 1][1] == document.words[index][0]


def _rank(document: Document, words: WordRange, small: Container[str]) -> tuple[bool, bool, int]:
    """How fit a name is: well written, no capital for its country, long. `small` holds the names
    that are written in small letters, in lower case."""
    name = document.quote(words)
    form = countries.form(name)
    shouted = name.isupper() and name.lower() in small
    well = not shouted and _is_well_written(document, words)
    return well, form is None or form.kind != "capital", len(name)


def _is_well_written(document: Document, words: WordRange) -> bool:
    """Whether a name is neither shouted nor glued to a verb, as capitals of headlines make it."""
    name = document.quote(words)
    shouted = name.isupper() and sum(map(str.isalpha, name)) > LONGEST_ACRONYM
    glued = any(document.upos[i] in ("VERB", "AUX") for i in range(*words))
    return not shouted and not glued and not _is_titled(document, words)


def _is_titled(document: Document, words: WordRange) -> bool:
    """Whether words stand in a headline that gives a capital to every longer word."""
    end = document.text.find("\n\n")
    if not document.span(words)[0] < end <= LONGEST_HEADLINE:
        return False
    longer = [word for word in document.text[:end].split() if len(word) >= LONGER_WORD]
    return len(longer) > 2 and all(word[0].isupper() for word in longer if word[0].isalpha())


def _core(document: Document, mention: Mention) -> WordRange:
    """The part of a mention's phrase that lies in it, clauses that follow its head left out;
    of a part, also the whole: "one of the guards"."""
    if document.upos[mention.head] == "CCONJ":
        return mention.words
    phrase = phrase_of(document, mention.head)
    if _is_part(document, mention.head):
        phrase = phrase[0], max([phrase[1], *_wholes(document, mention.head)])
    start, end = max(phrase[0], mention.words[0]), min(phrase[1], mention.words[1])
    while start < mention.head and _is_bound(document, start):
        start += 1
    return (start, end) if start < end else mention.words


def _is_bound(document: Document, index: int) -> bool:
    """Whether a word is of the "at least" or "at most" before a number."""
    most = document.word(index).lower() == "most"
    following = document.upos[index + 1] == "NUM" if index + 1 < len(document.upos) else False
    return document.word(index).lower() in _BOUNDS and (following or not most)


def _whole_of(document: Document, words: WordRange) -> tuple[int, str] | None:
    """Where the pronoun of "27 of them" starts, and the name that stands for it."""
    last = words[1] - 1
    if document.word(last).lower() not in ("them", "us") or document.word(last - 1).lower() != "of":
        return None
    chain = next((c for c in document.chains if any(m.head == last for m in c)), [])
    if not any(says_who(document, m) for m in chain):
        return None
    whole = name_words(document, chain)
    name, first = document.quote(whole), document.upos[whole[0]]
    article = "the " if first in ("NOUN", "ADJ", "VERB", "NUM") else ""
    lowered = name[0].lower() + name[1:] if article or first in ("DET", "PRON") else name
    return document.words[last][0], article + lowered


def _wholes(document: Document, head: int) -> list[int]:
    """Where the phrases end that say what a part is of."""
    return [
        phrase_of(document, child)[1]
        for child in document.children(head)
        if child > head
        and document.relations[child].startswith("nmod")
        and any(document.word(c).lower() == "of" for c in document.children(child))
    ]


def _is_number(document: Document, words: WordRange) -> bool:
    """Whether a phrase says how many, and not of what."""
    return all(document.upos[i] in ("NUM", "DET", "ADV", "ADJ", "ADP") for i in range(*words))


def _undergone(document: Document, head: int) -> str | None:
    """What the clause of a number says that those it counts underwent."""
    clause = document.heads[head]
    following = head + 1 if head + 1 < document.sentence_of(head)[1] else head
    said = [following] if document.upos[following] in ("VERB", "ADJ") else []
    if document.relations[head] in ("obj", "nsubj:pass") and clause != head:
        said.append(clause)
    if document.relations[head] == "nsubj" and document.upos[clause] == "ADJ":
        said.append(clause)
    for index in said:
        word = document.word(index).lower()
        for stem, state in _UNDERGONE.items():
            if word.startswith(stem):
                return state
    died = document.relations[head] == "nsubj" and document.word(clause).lower().startswith(_DIED)
    return "dead" if died else None


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
        for child in document.children(mention.head)
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
    below = document.children(noun)
    said = any(document.relations[child] == "cop" for child in below)
    unsaid = any(document.word(child).lower() in _NOT_SO for child in below)
    return [noun] if said and not unsaid else []


def _described(document: Document, head: int) -> WordRange:
    """The phrase of a noun with what follows it by preposition: "head of the army"."""
    start, end = phrase_of(document, head)
    for child in document.children(head):
        if child > head and document.relations[child] == "nmod":
            first, last = document.subtree(child)
            if first <= end:
                end = max(end, last)
    return start, end


def owner_of(document: Document, mention: Mention) -> int | None:
    """The head of whom a mention is of: "its leader", "one of the guards", "rebel office"."""
    below = document.children(mention.head)
    word = document.word(mention.head).lower()
    if not _is_part(document, mention.head) and not _is_of_somebody(word):
        return None
    for child in below:
        if document.relations[child] == "nmod:poss":
            return child
    for child in below:
        if document.relations[child] == "nmod" and child > mention.head:
            return child
    return None


def possessor_of(document: Document, mention: Mention) -> int | None:
    """The head of whose a mention is: "its troops"."""
    return next(
        (c for c in document.children(mention.head) if document.relations[c] == "nmod:poss"), None
    )


def is_across_a_border(document: Document, mention: Mention) -> bool:
    """Whether a mention is of another country than that which it is seen from: "its neighbour"."""
    return not mention.proper and singular(document.word(mention.head)) in _ACROSS


def is_of_a_force(document: Document, mention: Mention) -> bool:
    """Whether a mention is of somebody in a force that it does not name: "an officer"."""
    return not mention.proper and singular(document.word(mention.head)) in _IN_A_FORCE


def _is_part(document: Document, head: int) -> bool:
    """Whether a word tells so many or some of a whole."""
    return document.word(head).lower() in _PARTS or document.upos[head] == "NUM"


def _is_of_somebody(word: str) -> bool:
    """Whether a noun is a part of a body, such as "spokesman" and "leaders"."""
    one = singular(word)
    return one in _OWNED or any(role.kind == "voice" for role in sectors.roles_in(one))
