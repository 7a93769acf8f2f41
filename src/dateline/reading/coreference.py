"""Which mentions are one participant or thing: names and their parts, titles, acronyms,
descriptions, pronouns, and the first person inside a statement."""

import json
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from typing import Final

from dateline.reading.chain_features import Entity, Scene
from dateline.reading.chain_phrases import Phrase, find_phrases
from dateline.reading.chain_resolver import Resolver
from dateline.reading.chain_words import ADDRESSEE, POINTING, PRONOUNS, RELATIVE
from dateline.reading.document import Document, Mention, StatementDraft, WordRange
from dateline.reading.noun_phrases import conjuncts, participant

Weights = dict[str, dict[str, float]]
"""By the form of a phrase the weight of each feature."""

SPEAKING: Final[dict[str, float]] = {
    "new": -3.0,
    "last source": 1.5,
    "named": 0.9,
    "last subject": 1.0,
    "last obj": -0.5,
    "last nmod": -0.5,
    "last obl": -1.0,
    "last nmod:poss": -1.0,
    "last was reported": -1.5,
    "last was quoted": -2.0,
    "only in own words True": -4.0,
    "named in own words": -3.0,
}
"""Added to the weights where a pronoun is the source of a statement, which it seldom is in GUM: the
press goes on with its last speaker, names or subjects first. Set by hand on `corpus` train."""

DESCRIBING: Final[dict[str, float]] = {
    "any body": 4.0,
    "titled so": 3.0,
    "apposition": 1.5,
    "person beside": 3.0,
}
"""Added for "the group" after a named body, for "the minister" after a minister's name, and for
appositions, of which the press is fuller than GUM. Set by hand on `corpus` train."""

PERSONS: Final = frozenset(("i", "you"))
"""Forms of phrases that mean whoever takes part in the speech."""
PRONOUN_FORMS: Final = frozenset(("he", "it", "they"))


def find_chains(document: Document) -> None:
    """Fills `chains`; every role of a draft is a mention of one of them."""
    roles = role_phrases(document)
    phrases = phrases_of(document, roles)
    resolver = Resolver(scene_of(document, phrases), choose)
    resolver.resolve(p for p in phrases if p.form not in PERSONS)
    for phrase in phrases:
        if phrase.form in PERSONS:
            _add_person(document, phrase, resolver)
    chains = [[p.mention for p in entity.phrases] for entity in resolver.entities]
    _add_relatives(document, roles, chains)
    chains = [chain for chain in chains if len(chain) > 1 or not _is_pronoun(document, chain[0])]
    for chain in chains:
        chain.sort(key=lambda m: m.words)
    document.chains = sorted(chains, key=lambda c: c[0].words)


def _is_pronoun(document: Document, mention: Mention) -> bool:
    return document.word(mention.head).lower() in PRONOUNS | ADDRESSEE | POINTING


def phrases_of(document: Document, roles: list[WordRange]) -> list[Phrase]:
    heads = {participant(document, words): words for words in roles}
    return find_phrases(
        document, {h: w for h, w in heads.items() if document.word(h).lower() not in RELATIVE}
    )


def scene_of(document: Document, phrases: list[Phrase]) -> Scene:
    drafts = sorted((d for d in document.statement_drafts if d.source), key=_length, reverse=True)
    sources = {head for draft in drafts for head in _heads(document, draft)}
    for phrase in phrases:
        phrase.speaks = phrase.head in sources
    speakers: dict[int, tuple[int, bool]] = {}
    openings: dict[int, Phrase] = {}
    for draft in drafts:  # inner ones last, since they are shorter
        source = _heads(document, draft)[0]
        words = document.range_of(draft.contents[0])
        if phrases and words and words[0] < source:
            first = bisect_left(phrases, words[0], key=lambda p: p.head)
            openings[source] = phrases[min(first, len(phrases) - 1)]
        for span in draft.contents:
            direct = any(q.inner[0] <= span[0] < q.inner[1] for q in document.quotations)
            for index in range(*(document.range_of(span) or (0, 0))):
                speakers[index] = (source, direct)
    spoken: dict[int, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        if phrase.name and phrase.head in speakers:
            spoken.setdefault(speakers[phrase.head][0], []).append(phrase.name)
    return Scene(speakers, openings, spoken)


def choose(phrase: Phrase, candidates: list[Entity], features: list[list[str]]) -> int | None:
    """The candidate of the highest score, `None` if being new scores higher."""
    weights = _weights(phrase.form, phrase.speaks).get
    scores = [sum([weights(f, 0.0) for f in given]) for given in features]
    best = max(range(len(scores)), key=scores.__getitem__)
    return best - 1 if best else None


@cache
def _weights(form: str, speaks: bool) -> dict[str, float]:
    weights = dict(_table().get(form, {}))
    added = SPEAKING if speaks and form in PRONOUN_FORMS else DESCRIBING
    for feature, more in added.items():
        weights[feature] = weights.get(feature, 0.0) + more
    return weights


@cache
def _table() -> Weights:
    path = files("dateline.reading") / "chain_weights.json"
    table: Weights = json.loads(path.read_text(encoding="utf-8"))
    return table


def role_phrases(document: Document) -> list[WordRange]:
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


def _heads(document: Document, draft: StatementDraft) -> list[int]:
    if draft.source is None:
        return []
    return [participant(document, part) for part in conjuncts(document, draft.source)]


def _length(draft: StatementDraft) -> int:
    return sum(end - start for start, end in draft.contents)


def _add_person(document: Document, phrase: Phrase, resolver: Resolver) -> None:
    """Adds a first person to whoever says the innermost statement around it."""
    scene = resolver.scene
    speaker = scene.speakers.get(phrase.head) if phrase.form == "i" else None
    entity = scene.holders.get(speaker[0]) if speaker else None
    if entity is not None:
        resolver.add(phrase, entity)


def _add_relatives(document: Document, roles: list[WordRange], chains: list[list[Mention]]) -> None:
    """Adds relative pronouns that fill a role to what their clause describes."""
    by_head = {m.head: chain for chain in chains for m in chain}
    for words in roles:
        head = document.head_of(words)
        if document.word(head).lower() not in RELATIVE or head in by_head:
            continue
        antecedent = _relative_antecedent(document, head)
        chain = by_head.get(antecedent) if antecedent is not None else None
        if chain is not None:
            chain.append(Mention(words, head, chain[0].type, False))
            by_head[head] = chain


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
