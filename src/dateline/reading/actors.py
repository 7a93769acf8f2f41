"""Who the participants are: each chain of mentions as an actor with its codes."""

from collections import Counter
from collections.abc import Iterable

from dateline.reading.chain_words import PRONOUNS, RELATIVE
from dateline.reading.code_actor import code_actor
from dateline.reading.document import Document, Mention, WordRange
from dateline.reading.noun_phrases import conjuncts, participant, phrase_of
from dateline.record import Actor

MAX_NAME_WORDS = 20
"""A description longer than this is cut in an actor's name, not in its mentions."""


def find_actors(document: Document) -> None:
    """Fills `actors` with the chains that act, speak, or bear a person's or body's name."""
    country = _report_country(document)
    ranges = _role_ranges(document)
    heads = {participant(document, part) for words in ranges for part in conjuncts(document, words)}
    inside = {index for words in ranges for index in range(*words)}
    for mentions in document.chains:
        if not any(_says_who(document, m) for m in mentions):
            continue
        acting = any(
            m.head in heads or (m.type in ("person", "organization") and m.head in inside)
            for m in mentions
        )
        named = any(m.proper and m.type in ("person", "organization") for m in mentions)
        if not named and not acting:
            continue
        document.actors.append(_actor(document, mentions, country, len(document.actors) + 1))


def _role_ranges(document: Document) -> list[WordRange]:
    ranges = [
        words
        for draft in document.statement_drafts
        for words in (draft.source, draft.addressee, draft.spoken_for)
        if words
    ]
    for event in document.event_drafts:
        ranges += event.roles.get("actor", []) + event.roles.get("recipient", [])
    return ranges


def _says_who(document: Document, mention: Mention) -> bool:
    """Whether a mention names or describes, and does not only point back."""
    return document.word(mention.head).lower() not in PRONOUNS | RELATIVE


def _actor(document: Document, mentions: list[Mention], country: str | None, number: int) -> Actor:
    proper = [m for m in mentions if m.proper]
    name = _name(document, mentions, proper)
    descriptions = [
        document.quote(_without_clause(document, m)) for m in mentions if _says_who(document, m)
    ]
    kinds = Counter(m.type for m in proper)
    code = code_actor(
        name,
        descriptions,
        name_type=kinds.most_common(1)[0][0] if kinds else None,
        published=document.report.published,
        report_country=country,
    )
    return Actor(
        id=f"A{number}",
        name=name,
        mentions=tuple(document.span(m.words) for m in mentions),
        kind=code.kind or _kind_of(mentions),
        country=code.country,
        sector=tuple(code.sector),
        role=code.role,
    )


def _kind_of(mentions: list[Mention]) -> str:
    """The kind that the mentions' types tell where the words themselves do not."""
    types = Counter(m.type for m in mentions)
    kind = types.most_common(1)[0][0]
    return kind if kind in ("person", "organization", "place") else "group"


def _name(document: Document, mentions: list[Mention], proper: list[Mention]) -> str:
    """The longest proper name, else the longest description, else the first pronoun."""
    if proper:
        # A mention holds the title too; the name itself is what was tagged.
        tagged = {n.head: n.words for n in document.names}
        return max((document.quote(tagged.get(m.head, m.words)) for m in proper), key=len)
    described = [m for m in mentions if _says_who(document, m)]
    phrases = [_core(document, m) for m in described or mentions[:1]]
    start, end = max(phrases, key=lambda p: p[1] - p[0])
    return document.quote((start, min(end, start + MAX_NAME_WORDS)))


def _core(document: Document, mention: Mention) -> WordRange:
    """The part of a mention's phrase that lies in it, clauses that follow its head left out."""
    if document.upos[mention.head] == "CCONJ":
        return mention.words
    phrase = phrase_of(document, mention.head)
    start, end = max(phrase[0], mention.words[0]), min(phrase[1], mention.words[1])
    return (start, end) if start < end else mention.words


def _without_clause(document: Document, mention: Mention) -> WordRange:
    """A mention up to the clause that tells more of its head."""
    start, end = mention.words
    for index in range(mention.head + 1, end):
        if document.heads[index] == mention.head and document.relations[index].startswith("acl"):
            return start, max(document.subtree(index)[0], mention.head + 1)
    return start, end


def _report_country(document: Document) -> str | None:
    """The country that most resolved places of the report lie in."""
    counts = Counter(p.country for p in document.places if p.country)
    return counts.most_common(1)[0][0] if counts else None


class ActorIndex:
    """Finds the actor of a phrase by the head words of its mentions."""

    def __init__(self, document: Document) -> None:
        self._by_span = {span: a for a in document.actors for span in a.mentions}
        self._document = document
        self._by_head = {
            m.head: self._by_span[document.span(m.words)]
            for mentions in document.chains
            for m in mentions
            if document.span(m.words) in self._by_span
        }

    def at(self, heads: Iterable[int]) -> list[Actor]:
        """The actors of these head words, in order, each once."""
        found = (self._by_head.get(head) for head in heads)
        return list({a.id: a for a in found if a is not None}.values())

    def in_range(self, words: tuple[int, int]) -> list[Actor]:
        """The actors mentioned anywhere in a range of words."""
        return self.at(range(*words))
