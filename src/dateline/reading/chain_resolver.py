"""Goes through the phrases of a report in order and puts each with what it mentions again, or
alone; which of the two is decided by whoever chooses: weights when reading, annotation in training.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from dateline.reading.chain_features import (
    Entity,
    Scene,
    alone,
    initials,
    name_relation,
    stands_beside,
    together,
)
from dateline.reading.chain_phrases import Phrase

MAX_SENTENCES_BACK: Final = 4
"""How far before a pronoun its antecedent may stand."""
MAX_RECENT: Final = 40
"""Among how many entities a pronoun's antecedent is sought."""
MAX_OF_KEY: Final = 12
"""With how many entities of one noun or name a phrase is compared; bounds the time on very long
texts."""
MAX_DESCRIBED: Final = 6
"""How many entities just mentioned by name a bare description is compared with."""
SENTENCES_DESCRIBED: Final = 3

Choice = Callable[[Phrase, list[Entity], list[list[str]]], int | None]
"""Of a phrase, its candidates, and the features of each after those of being new: which candidate,
`None` for none."""


@dataclass(slots=True)
class Resolver:
    """Entities so far, and where to look for them."""

    scene: Scene
    choose: Choice
    entities: list[Entity] = field(default_factory=list)
    _recent: dict[int, Entity] = field(default_factory=dict)
    """By identity, the last mentioned last."""
    _by_key: dict[str, list[Entity]] = field(default_factory=dict)

    def resolve(self, phrases: Iterable[Phrase]) -> None:
        for phrase in phrases:
            candidates = list(self._candidates(phrase))
            if not candidates:
                self.add(phrase, None)
                continue
            seen = any(phrase.noun in c.nouns for c in candidates)
            features = [alone(phrase, seen)]
            features += [together(phrase, c, self.scene) for c in candidates]
            chosen = self.choose(phrase, candidates, features)
            self.add(phrase, None if chosen is None else candidates[chosen])

    def add(self, phrase: Phrase, entity: Entity | None) -> None:
        if entity is None:
            entity = Entity()
            self.entities.append(entity)
        owner = self.scene.holders.get(phrase.owner) if phrase.owner is not None else None
        entity.add(phrase, owner)
        self.scene.holders[phrase.head] = entity
        if phrase.speaks:
            self.scene.last_source = entity
        self._recent.pop(id(entity), None)
        self._recent[id(entity)] = entity
        for key in _keys(phrase):
            known = self._by_key.setdefault(key, [])
            if id(entity) not in map(id, known[-MAX_OF_KEY:]):
                known.append(entity)

    def _candidates(self, phrase: Phrase) -> Iterator[Entity]:
        if phrase.form not in ("name", "noun"):
            yield from self._of_pronoun(phrase)
            return
        found: dict[int, Entity] = {}
        for key in _sought(phrase):
            for entity in self._by_key.get(key, ())[-MAX_OF_KEY:]:
                found[id(entity)] = entity
        for head in self._beside(phrase):
            if (entity_ := self.scene.holders.get(head)) is not None:
                found[id(entity_)] = entity_
        if phrase.determiner in ("the", "this", "my"):
            for entity in self._described(phrase):
                found[id(entity)] = entity
        yield from (entity for entity in found.values() if may_share(phrase, entity))

    def _of_pronoun(self, phrase: Phrase) -> Iterator[Entity]:
        opening = self.scene.openings.get(phrase.head)
        sentence = phrase.sentence if opening is None else opening.sentence
        for number, entity in enumerate(reversed(self._recent.values())):
            back = sentence - entity.last.sentence
            if back > MAX_SENTENCES_BACK or number >= MAX_RECENT:
                return
            if agrees(phrase, entity):
                yield entity

    def _beside(self, phrase: Phrase) -> Iterator[int]:
        """Heads that an apposition or a predicate may mention again."""
        if stands_beside(phrase):
            yield phrase.governor
        yield from phrase.subjects

    def _described(self, phrase: Phrase) -> Iterator[Entity]:
        """Things named just before that a description may take up by another noun."""
        count = 0
        for entity in reversed(self._recent.values()):
            back = phrase.sentence - entity.last.sentence
            if back > SENTENCES_DESCRIBED or count == MAX_DESCRIBED:
                return
            if entity.type == phrase.mention.type and (
                entity.plural is None or phrase.plural is None or entity.plural == phrase.plural
            ):
                count += 1
                yield entity


def _keys(phrase: Phrase) -> Iterator[str]:
    """Under what an entity is found again once this phrase has mentioned it."""
    if phrase.form == "name":
        yield from (word.lower() for word in phrase.name)
        yield from phrase.content
        if len(phrase.name) > 1:
            yield f"initials {initials(phrase.name)}"
        elif phrase.name:
            yield f"acronym {phrase.name[0].replace('.', '')}"
        if phrase.country:
            yield f"country {phrase.country}"
    elif phrase.form == "noun":
        yield phrase.noun


def _sought(phrase: Phrase) -> Iterator[str]:
    """Keys of the entities that this phrase may mention."""
    yield phrase.noun
    if phrase.form == "name":
        yield from (word.lower() for word in phrase.name)
        if len(phrase.name) > 1:
            yield f"acronym {initials(phrase.name)}"
        elif phrase.name:
            yield f"initials {phrase.name[0].replace('.', '')}"
        if phrase.country:
            yield f"country {phrase.country}"


def may_share(phrase: Phrase, entity: Entity) -> bool:
    """Whether nothing forbids that a name or a description mentions this entity."""
    if phrase.form == "noun":
        return _may_describe(phrase, entity)
    if not phrase.name or not entity.names:
        return True
    if phrase.country and phrase.country == entity.country:
        return True
    beside = stands_beside(phrase) or phrase.subjects
    if not beside and (phrase.mention.type == "person") != (entity.type == "person"):
        return False
    relations = [name_relation(phrase.name, name) for name in entity.names]
    if entity.type == "person" and len(phrase.name) > 1:
        full = [r for r, n in zip(relations, entity.names, strict=True) if len(n) > 1]
        if any(relation in ("", "overlap") for relation in full):
            return False
    return any(relations)


def _may_describe(phrase: Phrase, entity: Entity) -> bool:
    beside = phrase.relation == "appos" or bool(phrase.subjects)
    if phrase.determiner == "a" and not phrase.plural and not beside:
        return False  # "a gunman" is another gunman
    if phrase.plural is not None and entity.plural is not None and phrase.plural != entity.plural:
        return beside or entity.type == "organization"
    return not (phrase.capital and entity.capital) or bool(phrase.capital & entity.capital)


def agrees(phrase: Phrase, entity: Entity) -> bool:
    """Whether a pronoun fits an entity in number, gender and kind."""
    if phrase.form == "he":
        fits = entity.male is None or entity.male == phrase.male
        return entity.type == "person" and not entity.plural and fits
    if phrase.form == "it":
        return entity.type != "person" and not entity.plural
    if phrase.form == "they":
        return entity.plural is not False or entity.type == "organization"
    return entity.type != "person"
