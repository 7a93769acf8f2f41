"""Which mentions are one participant: names and their parts, titles, acronyms, descriptions by
role, pronouns, and the first person inside a quotation.

Sieves from sure to less sure, each over the whole report: names, then descriptions, then pronouns.
"""

from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from dateline.gazetteer import countries
from dateline.reading.document import Document, Mention, StatementDraft, WordRange
from dateline.reading.noun_phrases import (
    conjuncts,
    is_definite,
    is_plural,
    participant,
    phrase_of,
    singular,
)

MALE: Final = frozenset("he him his himself".split())
FEMALE: Final = frozenset("she her hers herself".split())
NEUTER: Final = frozenset("it its itself".split())
PLURAL: Final = frozenset("they them their theirs themselves".split())
SPEAKER: Final = frozenset("i me my mine myself we us our ours ourselves".split())
PRONOUNS: Final = MALE | FEMALE | NEUTER | PLURAL | SPEAKER
RELATIVE: Final = frozenset("who whom whose which that".split())

_MALE_WORDS: Final = frozenset(
    "mr sir king prince spokesman chairman father brother son husband monk sheikh imam emperor "
    "congressman businessman policeman gunman man boy lord duke".split()
)
_FEMALE_WORDS: Final = frozenset(
    "mrs ms miss queen princess spokeswoman chairwoman mother sister daughter wife nun madame "
    "congresswoman businesswoman policewoman woman girl lady duchess widow".split()
)
_COLLECTIVE: Final = frozenset(
    "group organization organisation party company bloc agency body union movement coalition "
    "alliance force army ministry government council committee court charity outfit firm militia "
    "faction association federation commission regime junta administration network".split()
)

_ANY_BODY: Final = frozenset("group organization organisation body bloc outfit".split())
"""Nouns that may take up any named body; "the union" or "the ministry" may only take up its own."""

_NAMED_BESIDE: Final = frozenset("flat flat:name appos nmod:desc compound nmod dep".split())
"""Relations of a person's name to the title that heads its phrase."""

MAX_SENTENCES_BACK: Final = 4
"""How far before a pronoun its antecedent may stand."""
MAX_CHAINS_BACK: Final = 300
"""How many participants before a name or description it is compared with; bounds the time on
very long texts."""
SUBJECT_BONUS: Final = 1.0
SOURCE_BONUS: Final = 1.5
"""A speaker tends to be spoken of as the speaker again."""
NAME_BONUS: Final = 0.5


@dataclass(slots=True)
class Chain:
    """The mentions of one participant, and what they tell of it."""

    type: str
    mentions: list[Mention] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    """Of the longest name, without titles and articles."""
    descriptors: set[str] = field(default_factory=set)
    """Lower-cased titles and nouns that have described it."""
    male: bool | None = None
    plural: bool = False
    country: str | None = None


def find_chains(document: Document) -> None:
    """Fills `chains`; every role of a draft is a mention of one of them."""
    chains: list[Chain] = []
    by_head: dict[int, Chain] = {}
    for name in document.names:
        _add(document, _chain_of_name(document, name, chains), _whole(document, name), by_head)
    sources = {head for draft in document.statement_drafts for head in _heads(document, draft)}
    roles = _role_phrases(document)
    for mention in _described_mentions(document, roles, by_head):
        described = _chain_of_description(document, mention, chains, by_head)
        _add(document, described, mention, by_head)
    _add_pronouns(document, chains, by_head, sources)
    for words in roles:
        head = document.head_of(words)
        if document.word(head).lower() in RELATIVE and head not in by_head:
            antecedent = _relative_antecedent(document, head)
            chain = by_head.get(antecedent) if antecedent is not None else None
            if chain:
                _add(document, chain, Mention(words, head, chain.type, False), by_head)
    for chain in chains:
        chain.mentions.sort(key=lambda m: m.words)
    document.chains = [c.mentions for c in sorted(chains, key=lambda c: c.mentions[0].words)]


def _add(document: Document, chain: Chain, mention: Mention, by_head: dict[int, Chain]) -> None:
    chain.mentions.append(mention)
    by_head[mention.head] = chain
    # Only the phrase itself describes it: not the ministry in "an official in the ministry".
    phrase = phrase_of(document, mention.head)
    for index in range(max(phrase[0], mention.words[0]), min(phrase[1], mention.words[1])):
        word = document.word(index).lower().rstrip(".")
        if word in _MALE_WORDS:
            chain.male = True
        elif word in _FEMALE_WORDS:
            chain.male = False
        if (
            document.upos[index] in ("NOUN", "PROPN", "ADJ")
            and document.word(index) not in chain.tokens
        ):
            chain.descriptors.add(singular(word))


def _whole(document: Document, name: Mention) -> Mention:
    """The name with the title that stands in one phrase with it."""
    phrase = phrase_of(document, name.head)
    words = (min(phrase[0], name.words[0]), max(phrase[1], name.words[1]))
    if words[1] - words[0] > 15:
        words = name.words
    return Mention(words, name.head, name.type, True, name.score)


def _tokens(document: Document, words: WordRange) -> list[str]:
    return [
        t for i in range(*words) if (t := document.word(i).strip(".,'’\"")) and t.lower() != "the"
    ]


def _chain_of_name(document: Document, name: Mention, chains: list[Chain]) -> Chain:
    tokens = _tokens(document, name.words)
    country = _country(document, name)
    for chain in reversed(chains[-MAX_CHAINS_BACK:]):
        if _same_name(tokens, chain, name.type, country):
            if len(tokens) > len(chain.tokens):
                chain.tokens = tokens
            return chain
    chain = Chain(name.type, tokens=tokens, country=country, plural=name.type == "group")
    chains.append(chain)
    return chain


def _country(document: Document, name: Mention) -> str | None:
    if name.type not in ("place", "group", "organization"):
        return None
    form = countries.form(document.quote(name.words))
    return f"{form.country} {form.kind in ('demonym', 'people')}" if form else None


def _same_name(tokens: list[str], chain: Chain, kind: str, country: str | None) -> bool:
    if country and country == chain.country:
        return True
    same_kind = chain.type == kind
    if [t.lower() for t in tokens] == [t.lower() for t in chain.tokens]:
        return same_kind or kind != "person" != chain.type
    if not same_kind or not tokens or not chain.tokens:
        return False
    if kind == "person":
        short, long = sorted((tokens, chain.tokens), key=len)
        return (short[-1] == long[-1] and set(short) <= set(long)) or short == long[:1]
    if kind == "organization":
        return _acronym(tokens, chain.tokens) or _acronym(chain.tokens, tokens)
    return False


def _acronym(short: list[str], long: list[str]) -> bool:
    """`short` is one word made of the initials of `long` ("UNHCR", "E.U.")."""
    if len(short) != 1 or len(long) < 2:
        return False
    letters = short[0].replace(".", "")
    initials = "".join(t[0] for t in long if t[0].isupper())
    return letters.isupper() and len(letters) > 1 and letters == initials


def _role_phrases(document: Document) -> list[WordRange]:
    """All phrases that fill a role of a draft, each conjunct apart, in the order of the text."""
    ranges: set[WordRange] = set()
    for statement in document.statement_drafts:
        for words in (statement.source, statement.addressee, statement.spoken_for):
            if words:
                ranges.update(conjuncts(document, words))
    for event in document.event_drafts:
        for role in ("actor", "recipient"):
            for words in event.roles.get(role, []):
                ranges.update(conjuncts(document, words))
    return sorted(ranges)


def _heads(document: Document, draft: StatementDraft) -> Iterable[int]:
    if draft.source is None:
        return []
    return [participant(document, part) for part in conjuncts(document, draft.source)]


def _type_of(document: Document, head: int) -> str:
    layers = document.layers
    assert layers is not None
    kinds = document.model.labels["mentions"]
    scores = layers.logits["mentions"][head].copy()
    scores[kinds.index("none")] = -1e9
    found = kinds[int(scores.argmax())]
    if singular(document.word(head)) in _COLLECTIVE:
        return "organization"
    return found if found in ("person", "organization", "place") else "other"


def _chain_of_description(
    document: Document, mention: Mention, chains: list[Chain], by_head: dict[int, Chain]
) -> Chain:
    found = _appositive(document, mention, by_head) or _described(document, mention, chains)
    if found is None:
        found = Chain(mention.type, plural=is_plural(document, mention.head))
        chains.append(found)
    return found


def _appositive(document: Document, mention: Mention, by_head: dict[int, Chain]) -> Chain | None:
    """The chain of what this description stands beside ("X, the minister", "minister X")."""
    if document.relations[mention.head] == "appos":
        return by_head.get(document.heads[mention.head])
    for index in range(*mention.words):
        chain = by_head.get(index)
        if (
            chain is not None
            and chain.type == "person"
            and document.heads[index] == mention.head
            and document.relations[index] in _NAMED_BESIDE
        ):
            return chain
    for index in range(*document.sentence_of(mention.head)):
        if document.heads[index] == mention.head and document.relations[index] == "appos":
            return by_head.get(index)
    return None


def _described(document: Document, mention: Mention, chains: list[Chain]) -> Chain | None:
    """The nearest chain before that this definite description can mean."""
    noun = singular(document.word(mention.head))
    plural = is_plural(document, mention.head)
    core = phrase_of(document, mention.head)
    modifiers = {
        singular(document.word(i))
        for i in range(*core)
        if i != mention.head and document.upos[i] in ("NOUN", "PROPN", "ADJ")
    }
    bare = core[1] - core[0] == 1
    if not is_definite(document, core) and not (bare and plural):
        return None
    recent = chains[-MAX_CHAINS_BACK:]
    candidates = [
        chain
        for chain in recent
        if chain.mentions
        and chain.mentions[0].head < mention.head
        and chain.plural == plural
        and noun in chain.descriptors | {singular(t) for t in chain.tokens}
        and modifiers <= chain.descriptors | {singular(t) for t in chain.tokens}
    ]
    if not candidates and noun in _ANY_BODY and is_definite(document, core) and not modifiers:
        candidates = [
            c
            for c in recent
            if c.type == "organization"
            and any(m.proper for m in c.mentions)
            and 0 < mention.head - _last_before(c, mention.head) < 60
        ]
    return max(candidates, key=lambda c: _last_before(c, mention.head), default=None)


def _last_before(chain: Chain, position: int) -> int:
    return max((m.head for m in chain.mentions if m.head < position), default=-1)


def _described_mentions(
    document: Document, roles: list[WordRange], by_head: dict[int, Chain]
) -> list[Mention]:
    """Descriptions in the order of the text: those that fill a role, and all other people and
    bodies, since a pronoun may mean them."""
    found: dict[int, Mention] = {}
    for words in roles:
        head = participant(document, words)
        if head not in by_head and document.word(head).lower() not in PRONOUNS | RELATIVE:
            found[head] = Mention(words, head, _type_of(document, head), proper=False)
    for head, tag in enumerate(document.upos):
        if tag != "NOUN" or head in by_head or head in found:
            continue
        words = phrase_of(document, head)
        kind = _type_of(document, head)
        if kind in ("person", "organization") and not any(i in by_head for i in range(*words)):
            found[head] = Mention(words, head, kind, proper=False)
    return [found[head] for head in sorted(found)]


def _add_pronouns(
    document: Document, chains: list[Chain], by_head: dict[int, Chain], sources: set[int]
) -> None:
    ordered = sorted(
        ((m.head, chain) for chain in chains for m in chain.mentions), key=lambda p: p[0]
    )
    for index, tag in enumerate(document.upos):
        word = document.word(index).lower()
        if tag not in ("PRON", "DET") or word not in PRONOUNS or index in by_head:
            continue
        if word in SPEAKER:
            chain = _speaker(document, index, by_head)
        else:
            chain = _antecedent(document, index, word, ordered, sources)
        if chain is None:
            continue
        mention = Mention((index, index + 1), index, chain.type, proper=False)
        _add(document, chain, mention, by_head)
        if word in MALE | FEMALE:
            chain.male = word in MALE
        insort(ordered, (index, chain), key=lambda p: p[0])


def _speaker(document: Document, index: int, by_head: dict[int, Chain]) -> Chain | None:
    """Whoever says the innermost statement around a first-person pronoun."""
    position = document.words[index][0]
    around = [
        (end - start, draft)
        for draft in document.statement_drafts
        for start, end in draft.contents
        if start <= position < end and draft.source
    ]
    for _, draft in sorted(around, key=lambda p: p[0]):
        for head in _heads(document, draft):
            if head in by_head:
                return by_head[head]
    return None


def _antecedent(
    document: Document,
    index: int,
    word: str,
    ordered: list[tuple[int, Chain]],
    sources: set[int],
) -> Chain | None:
    here = document.sentence_number(index)
    best: Chain | None = None
    best_score = -1e9
    for head, chain in reversed(ordered):
        if head >= index:
            continue
        back = here - document.sentence_number(head)
        if back > MAX_SENTENCES_BACK:
            break
        if not _fits(word, chain):
            continue
        score = -1.2 * back - 0.01 * (index - head)
        score += SUBJECT_BONUS * document.relations[head].startswith("nsubj")
        score += SOURCE_BONUS * (head in sources and index in sources)
        score += NAME_BONUS * bool(chain.tokens)
        if document.heads[index] == document.heads[head] and back == 0:
            score -= 3.0  # one verb's subject and object are two participants
        if score > best_score:
            best, best_score = chain, score
    return best


def _fits(word: str, chain: Chain) -> bool:
    if word in MALE:
        return chain.type == "person" and not chain.plural and chain.male is not False
    if word in FEMALE:
        return chain.type == "person" and not chain.plural and chain.male is not True
    if word in NEUTER:
        return chain.type in ("organization", "place", "other") and not chain.plural
    return chain.plural or chain.type == "organization"


def _relative_antecedent(document: Document, index: int) -> int | None:
    """The noun that the relative clause of `who` or `which` describes."""
    node = index
    for _ in range(6):
        node = document.heads[node]
        if document.relations[node].startswith(("acl", "advcl:relcl")):
            return document.heads[node]
        if document.heads[node] == node:
            return None
    return None
