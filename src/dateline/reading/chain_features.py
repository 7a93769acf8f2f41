"""What speaks for and against a phrase being one with what was mentioned before.

Features are strings, each true of a pair or not. Their weights differ by the phrase's form; see
`chain_weights.json`, made by `training/chains.py`.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from dateline.reading.chain_phrases import NAMED_BESIDE, Phrase
from dateline.reading.chain_words import ANY_BODY

MAX_NAMES: Final = 12
"""How many ways to name one thing are kept; this and the next bound the time on very long texts."""
MAX_LOOKED_AT: Final = 20
"""How many of the last mentions of a thing are looked at one by one."""
_DISTANCES: Final = (0, 1, 2, 3, 5, 8, 16, 32)
_GAPS: Final = (0, 1, 2, 3, 5, 8)
_SIZES: Final = (1, 2, 3, 5, 9)
_ARGUMENTS: Final = frozenset("nsubj nsubj:pass obj iobj obl".split())


@dataclass(slots=True)
class Entity:
    """The phrases that mention one thing, and what they tell of it together."""

    phrases: list[Phrase] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    capital: set[str] = field(default_factory=set)
    names: list[tuple[str, ...]] = field(default_factory=list)
    owners: set[int] = field(default_factory=set)
    """Identities (`id`) of the entities that own it."""
    type: str = "other"
    plural: bool | None = None
    male: bool | None = None
    country: str | None = None

    def add(self, phrase: Phrase, owner: "Entity | None" = None) -> None:
        first = not self.phrases
        self.phrases.append(phrase)
        if phrase.form in ("name", "noun"):
            self.texts.add(phrase.text)
            self.nouns.add(phrase.noun)
            self.words |= phrase.content
            self.capital |= phrase.capital
        if phrase.name and phrase.name not in self.names and len(self.names) < MAX_NAMES:
            self.names.append(phrase.name)
        if owner is not None:
            self.owners.add(id(owner))
        if first or (phrase.form == "name" and len(self.names) == 1):
            self.type = phrase.mention.type
        if self.plural is None:
            self.plural = phrase.plural
        if self.male is None or phrase.form == "he":
            self.male = phrase.male if phrase.male is not None else self.male
        self.country = self.country or phrase.country

    @property
    def last(self) -> Phrase:
        return self.phrases[-1]


@dataclass(slots=True)
class Scene:
    """What both sides of every pair are seen against."""

    speakers: dict[int, tuple[int, bool]]
    """For words in a statement the head of its source, and whether they are quoted directly."""
    openings: dict[int, Phrase] = field(default_factory=dict)
    """For sources that follow their own words, the first phrase of these."""
    spoken_names: dict[int, list[tuple[str, ...]]] = field(default_factory=dict)
    """For sources the names in their words."""
    last_source: Entity | None = None
    """Whoever was last the source of a statement."""
    holders: dict[int, Entity] = field(default_factory=dict)
    """The entity of each head so far."""


def alone(phrase: Phrase, seen: bool) -> list[str]:
    """Features of a phrase that mentions something new."""
    length = phrase.words[1] - phrase.words[0]
    features = [
        "new",
        f"new {phrase.determiner}",
        f"new {phrase.mention.type}",
        f"new words {min(len(phrase.content), 4)}",
        f"new {phrase.determiner} words {min(len(phrase.content), 3)}",
        f"new length {bisect_right((1, 2, 3, 5, 8), length)}",
    ]
    if phrase.form not in ("name", "noun"):
        features.append(f"new {_word(phrase)}")
    if seen:
        features += ["new seen", f"new seen {phrase.determiner}"]
    if phrase.plural:
        features.append("new plural")
    if phrase.clause:
        features += ["new clause", f"new clause {phrase.determiner}"]
    if phrase.sentence == 0:
        features.append("new first")
    if phrase.relation.startswith("nsubj"):
        features.append("new subject")
    return features


def together(phrase: Phrase, entity: Entity, scene: Scene) -> list[str]:
    """Features of a phrase that mentions this entity again."""
    last = last_outside(phrase, entity, scene)
    gap = scene.openings.get(phrase.head, phrase).sentence - last.sentence
    gap_size = bisect_right(_GAPS, gap)
    features = [
        f"gap {gap_size}",
        f"last {last.form}",
        f"type {entity.type}",
        f"form {entity.phrases[0].form} {entity.phrases[0].determiner}",
    ]
    if not phrase.speaks:  # whoever was spoken of most is not therefore who speaks now
        features.append(f"size {bisect_right(_SIZES, len(entity.phrases))}")
    if entity.names:
        features.append("named")
    if entity.phrases[0].sentence == 0:
        features.append("in first sentence")
    if last.relation.startswith("nsubj"):
        features.append("last subject")
        features.append(f"last subject gap {min(gap, 3)}")
        if phrase.relation.startswith("nsubj"):
            features.append("both subjects")
    elif last.relation == phrase.relation:
        features.append("same relation")
    features += _syntax(phrase, entity, scene)
    if phrase.form in ("name", "noun"):
        features += _wording(phrase, entity, scene)
    else:
        features += _pronoun(phrase, entity, last, scene, gap)
    return features


def last_outside(phrase: Phrase, entity: Entity, scene: Scene) -> Phrase:
    """The entity's last mention outside the words that `phrase` is the source of.

    Whoever says "X left" in these words does not speak of himself as X.
    """
    for other in reversed(entity.phrases[-MAX_LOOKED_AT:]):
        if not _in_own_words(phrase, other, scene):
            return other
    return entity.last


def _in_own_words(phrase: Phrase, other: Phrase, scene: Scene) -> bool:
    speaker = scene.speakers.get(other.head)
    return speaker is not None and speaker[0] == phrase.head


def _syntax(phrase: Phrase, entity: Entity, scene: Scene) -> Iterable[str]:
    last = entity.last
    if last.sentence != phrase.sentence:
        return
    for other in reversed(entity.phrases[-MAX_LOOKED_AT:]):
        if other.sentence != phrase.sentence:
            break
        if phrase.governor == other.head and stands_beside(phrase):
            if phrase.relation == "appos":
                yield "apposition"
                yield f"apposition {other.form} {phrase.determiner}"
            if {phrase.mention.type, other.mention.type} == {"person"}:
                yield "person beside"
        elif phrase.words[0] <= other.head < phrase.words[1]:
            yield "holds it"
        elif other.words[0] <= phrase.head < other.words[1]:
            yield "inside it"
        elif other.governor == phrase.governor and (
            other.relation in _ARGUMENTS and phrase.relation in _ARGUMENTS
        ):
            yield "same verb"
        if other.governor == phrase.head and other.relation.startswith("nsubj"):
            yield "predicate"
            yield f"predicate {phrase.determiner}"
    if phrase.text.endswith(("self", "selves")) and last.governor == phrase.governor:
        yield "reflexive"


def stands_beside(phrase: Phrase) -> bool:
    """Whether a phrase is put beside another for the same: an apposition, or a person's name."""
    if phrase.relation == "appos":
        return True
    named = phrase.form == "name" and phrase.mention.type == "person"
    return named and not phrase.cased and phrase.relation in NAMED_BESIDE


def _wording(phrase: Phrase, entity: Entity, scene: Scene) -> Iterable[str]:
    same_type = phrase.mention.type == entity.type
    yield f"same type {same_type}"
    if phrase.text in entity.texts:
        yield "same text"
        yield f"same text {phrase.mention.type}"
        yield f"same text {phrase.determiner}"
        yield f"same text words {min(len(phrase.content), 3)}"
    new = len(phrase.content - entity.words)
    if phrase.noun in entity.nouns:
        yield f"same noun, new words {min(new, 3)}"
        yield f"same noun {phrase.determiner}"
        yield f"same noun {phrase.determiner}, new words {min(new, 2)}"
        if not phrase.content - {phrase.noun}:
            yield "bare noun"
    elif phrase.noun in entity.words:
        yield f"noun in words, new {min(new, 2)}"
        yield f"noun in words {phrase.determiner}"
    else:
        yield f"other noun {phrase.determiner}"
        yield f"other noun {phrase.mention.type} {same_type}"
        bare = phrase.determiner in ("the", "this") and phrase.content == {phrase.noun}
        if bare and phrase.noun in ANY_BODY and entity.type == "organization" and entity.names:
            yield "any body"
    definite = phrase.determiner in ("the", "this")
    if definite and entity.type == "person" and entity.names and phrase.noun in entity.words:
        yield "titled so" if new == 0 else "titled alike"
    if entity.texts and entity.last.content and not entity.last.content - phrase.content:
        yield "holds last words"
    if phrase.plural is not None and entity.plural is not None:
        yield f"same number {phrase.plural == entity.plural}"
    if phrase.male is not None and entity.male is not None:
        yield f"same gender {phrase.male == entity.male}"
    if phrase.owner is not None and entity.owners:
        yield f"same owner {id(scene.holders.get(phrase.owner)) in entity.owners}"
    if phrase.country and entity.country:
        yield f"same country {phrase.country == entity.country}"
    if phrase.name and entity.names:
        yield from _names(phrase, entity)


def _names(phrase: Phrase, entity: Entity) -> Iterable[str]:
    best = ""
    for other in entity.names:
        relation = name_relation(phrase.name, other)
        if relation and (not best or relation == "equal"):
            best = relation
    kind = phrase.mention.type if phrase.mention.type in _NAME_TYPES else "other"
    yield f"names {best or 'differ'}"
    yield f"names {best or 'differ'} {kind}"


_NAME_TYPES: Final = frozenset(("person", "organization", "place", "time"))


def name_relation(one: tuple[str, ...], two: tuple[str, ...]) -> str:
    """How two names go together, empty if they do not."""
    if one == two or " ".join(one).lower() == " ".join(two).lower():
        return "equal"
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    if set(short) <= set(long):
        if short[-1] == long[-1]:
            return "last part"
        return "first part" if short[0] == long[0] else "part"
    if is_acronym(short, long):
        return "acronym"
    return "overlap" if set(short) & set(long) else ""


def is_acronym(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """`short` is one word made of the initials of `long` ("UNHCR", "E.U.")."""
    if len(short) != 1 or len(long) < 2:
        return False
    letters = short[0].replace(".", "")
    return len(letters) > 1 and letters.isupper() and letters == initials(long)


def initials(name: Iterable[str]) -> str:
    return "".join(word[0] for word in name if word[0].isupper())


def _word(phrase: Phrase) -> str:
    """A pronoun as it stands; of a longer phrase ("those who fled") only its first word counts."""
    return phrase.text.partition(" ")[0]


def _pronoun(phrase: Phrase, entity: Entity, last: Phrase, scene: Scene, gap: int) -> Iterable[str]:
    number = scene.openings.get(phrase.head, phrase).number
    yield f"distance {bisect_right(_DISTANCES, number - last.number)}"
    if _in_own_words(phrase, last, scene):
        yield f"only in own words {scene.speakers[last.head][1]}"
    if gap == 0:
        yield f"gap 0 {phrase.relation} {last.relation}"
    yield f"number {entity.plural}"
    yield f"last {last.relation}"
    if phrase.form == "he":
        yield f"gender {'unknown' if entity.male is None else 'same'}"
    elif phrase.form in ("it", "they", "this"):
        yield f"{_word(phrase)} {last.form} {entity.type}"
    if phrase.text in {p.text for p in entity.phrases[-2:]}:
        yield "same pronoun"
    if phrase.speaks:
        yield f"source was source {last.speaks}"
        if scene.last_source is entity:
            yield "last source"
        spoken = scene.spoken_names.get(phrase.head, ())[:MAX_NAMES]
        if any(name_relation(name, own) for name in spoken for own in entity.names):
            yield "named in own words"
    speaker = scene.speakers.get(phrase.head)
    if speaker is not None:
        direct = "quoted" if speaker[1] else "reported"
        own = scene.holders.get(speaker[0]) is entity
        yield f"{direct} {'own' if own else 'other'} speaker"
        if scene.speakers.get(last.head, (None,))[0] == speaker[0]:
            yield f"{direct} same speech"
    elif last.head in scene.speakers:
        yield f"last was {'quoted' if scene.speakers[last.head][1] else 'reported'}"
