"""Words for roles and institutions, and the PLOVER sectors that they tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from .tables import cells, rows
from .words import Match, PhraseIndex, Word, split

COLLECTIVE_VOICES: Final = frozenset(
    {"office", "headquarters", "branch", "mission", "panel", "committee", "board", "team",
     "group", "organization", "organisation", "movement", "alliance", "bloc", "network",
     "institution", "body", "fund", "service", "centre", "center", "unit", "collective", "front",
     "faction", "wing", "campaign", "leadership", "base", "compound", "convoy", "personnel"}
) | {"panel of experts", "working group"}  # fmt: skip
"""The voices that are many people: "the group", not "the spokesman"."""


@dataclass(frozen=True, slots=True)
class Role:
    """One term. `kind` is `person`, `body`, `group`, `document`, or `voice`: a part of a body
    that has the sector of that body ("spokesman", "head"), with `sectors` only as a default.
    `country` is where the title is used when nothing says otherwise ("Home Secretary")."""

    term: str
    sectors: tuple[str, ...]
    kind: str
    plural: bool
    country: str | None = None


@cache
def _terms() -> PhraseIndex[Role]:
    index: PhraseIndex[Role] = PhraseIndex()
    for term, sectors, kind, number, country, _ in rows("sectors"):
        role = Role(term, cells(sectors), kind, number == "plural", country or None)
        index.add(term.lower(), role)
    return index


def known(words: Sequence[Word]) -> bool:
    """Whether `words` from first to last are a term."""
    return _terms().exact(words) is not None


def mentions(words: Sequence[Word]) -> Iterator[Match[Role]]:
    """The role terms in `words` from left to right, the longest at each place."""
    return _terms().scan(words)


def roles_in(phrase: str) -> tuple[Role, ...]:
    """The role terms inside `phrase`, from left to right."""
    return tuple(match.value for match in mentions(split(phrase)))
