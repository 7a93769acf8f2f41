"""Events as they are compared across reports: parties, place, days, counts, words, normalised."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from dateline.gazetteer.words import fold

_SMALL_WORDS: Final = frozenset(
    "the a an of for and in on at to by with from al el de la du des his her its their our mr mrs "
    "ms dr sir".split()
)
NAMES_KEPT: Final = 20_000
"""Names whose words are kept: the parties of an incident are compared over and over."""
_LETTERS_OF_ACRONYM: Final = range(2, 8)
_PLURAL_FROM: Final = 4
"""Words of at least so many letters lose a final s."""

GENERIC_PARTIES: Final = frozenset(
    "police policeman officer officers army soldier soldiers military troop troops force forces "
    "security government authority authorities official officials militant militants rebel rebels "
    "gunman gunmen attacker attackers fighter fighters militia militiamen bandit bandits raider "
    "raiders insurgent insurgents assailant assailants terrorist terrorists jihadist jihadists "
    "protester protesters demonstrator demonstrators crowd resident residents villager villagers "
    "civilian civilians people men women child children worker workers student students hundreds "
    "thousands dozens minister president spokesman spokeswoman parliament opposition court courts "
    "judge judges leader leaders warplane warplanes jet jets armed unknown unidentified suspect "
    "suspects hostage hostages everyone nobody somebody others".split()
)
"""Words that by themselves say what kind of party it is, but not which."""


@dataclass(frozen=True, slots=True)
class Party:
    """One participant. `words` are its name's folded words with how telling each is, 0 to 1."""

    name: str
    words: Mapping[str, float]
    country: str | None = None
    sectors: frozenset[str] = frozenset()
    specific: bool = False
    """It is called by a name of its own, not just described."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where an event was. `own` tells that the event says so; else the words around it do."""

    name: str
    geonames_id: int | None
    lat: float | None
    lon: float | None
    country: str | None
    precision: str
    own: bool = True


@dataclass(frozen=True, slots=True)
class When:
    """First and last day (proleptic ordinals). `own` as for `Where`."""

    first: int
    last: int
    exact: bool
    """Known to the day."""
    own: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event of one report; `id` is its global id."""

    id: str
    report_id: str
    type: str
    mode: str | None = None
    status: str = "happened"
    start: int = 0
    """Where its trigger starts in the text."""
    trigger: str = ""
    headline: bool = False
    """It stands in the headline."""
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    where: Where | None = None
    when: When | None = None
    report_day: int | None = None
    """The day (ordinal) on which the report was published."""
    numbers: Mapping[str, float] = field(default_factory=dict)
    """Magnitude, or "amount CURRENCY", to its number."""
    words: Mapping[str, float] = field(default_factory=dict)
    """The words of its sentence by weight; the squares of the weights add up to 1."""
    apart: bool = False
    """Its words set it apart from another of its kind ("a second attack")."""
    same_as: str | None = None
    according_to: str | None = None

    @property
    def richness(self) -> int:
        """How much of who, where, when and how many it tells itself."""
        place = 2 if self.where and self.where.own else 0
        time = 2 if self.when and self.when.own else 0
        parties = any(party.specific for party in self.actors + self.recipients)
        return (
            place + time + bool(self.actors) + bool(self.recipients) + parties + bool(self.numbers)
        )


def name_words(name: str) -> list[str]:
    """The folded words of a name that say something, in the singular."""
    return list(_name_words(name))


@lru_cache(maxsize=NAMES_KEPT)
def _name_words(name: str) -> tuple[str, ...]:
    return tuple(_singular(word) for word in fold(name).split() if word not in _SMALL_WORDS)


def is_specific(name: str) -> bool:
    """Whether `name` has a capital where a mere description has none.

    The first word counts only if it isn't one for a kind of party: headlines capitalise those.
    """
    words = _content_words(name)
    first = bool(words) and words[0][0].isupper() and words[0].lower() not in GENERIC_PARTIES
    return first or has_inner_capital(name)


def has_inner_capital(name: str) -> bool:
    """Whether another word than the first has a capital, and isn't one for a kind of party."""
    words = _content_words(name)[1:]
    return any(word[0].isupper() and word.lower() not in GENERIC_PARTIES for word in words)


def _content_words(name: str) -> list[str]:
    words = [word for word in name.split() if word[:1].isalpha()]
    while words and words[0].lower() in _SMALL_WORDS:
        words = words[1:]
    return words


def name_likeness(one: str, two: str) -> float:
    """How alike two names are, 0 to 1: equal, one within the other, an acronym, shared words."""
    first, second = set(name_words(one)), set(name_words(two))
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    if first <= second or second <= first:
        return 0.9
    if _acronym(one, two) or _acronym(two, one):
        return 0.9
    return len(first & second) / len(first | second)


def same_name(one: str, two: str) -> bool:
    """Whether two names may well be of one party."""
    return name_likeness(one, two) >= _SAME_NAME


_SAME_NAME: Final = 0.6


def distinct_names(names: Iterable[str]) -> list[str]:
    """The names without those that another one holds or equals; the longest form of each stays."""
    kept: list[str] = []
    for name in sorted(set(names), key=lambda n: (-len(n), n)):
        if not any(same_name(name, other) for other in kept):
            kept.append(name)
    return sorted(kept)


def alike(one: Party, two: Party) -> float:
    """How alike the names of two parties are, 0 to 1, weighing telling words more."""
    shared = one.words.keys() & two.words.keys()
    if not shared:
        return 0.9 if _acronym(one.name, two.name) or _acronym(two.name, one.name) else 0.0
    # Sums that don't hang on the order of their terms, which differs from process to process.
    smaller = min(math.fsum(one.words.values()), math.fsum(two.words.values()))
    likeness = math.fsum(one.words[word] for word in shared) / smaller if smaller else 0.0
    return min(1.0, likeness) * max(one.words[word] for word in shared)


def _acronym(short: str, full: str) -> bool:
    if not short.isupper() or len(short) not in _LETTERS_OF_ACRONYM:
        return False
    initials = "".join(word[0] for word in full.split() if word[0].isupper())
    return short == initials


def _singular(word: str) -> str:
    plural = len(word) >= _PLURAL_FROM and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural else word
