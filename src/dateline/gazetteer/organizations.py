"""Organisations by name: bodies of states and between states, parties, armed groups, news media,
companies and charities."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from .tables import cells, rows
from .words import Match, PhraseIndex, Word, set_aside, split, without_article


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """One organisation; `country` is alpha-3 or one of the codebook's supranational codes."""

    name: str
    country: str | None
    sectors: tuple[str, ...]
    kind: str
    source: str


@cache
def _forms() -> PhraseIndex[Organization]:
    index: PhraseIndex[Organization] = PhraseIndex()
    for name, aliases, country, sectors, kind, source in rows("organizations"):
        organization = Organization(
            name=name,
            country=country or None,
            sectors=cells(sectors),
            kind=kind,
            source=source,
        )
        for form in (name, *cells(aliases)):
            index.add(form, organization)
    return index


def find(phrase: str) -> Organization | None:
    """The organisation that `phrase` as a whole names; an article or a trailing "(WHO)" is free."""
    return exact(split(phrase)) or exact(split(phrase.partition("(")[0]))


def exact(words: Sequence[Word]) -> Organization | None:
    """The organisation that `words` spell from first to last."""
    return _forms().exact(words) or _forms().exact(without_article(words))


def mentions(words: Sequence[Word], text: str) -> Iterator[Match[Organization]]:
    """The organisations in `words` of `text`, leaving out "anti-ISIS" and "Hezbollah-backed"."""
    for match in _forms().scan(words):
        if not set_aside(words, match.first, match.last, text):
            yield match


_OUTLET_ENDS: Final = frozenset(
    "news times post herald tribune gazette chronicle broadcasting tv television newspaper "
    "magazine telegraph courier inquirer wire newswire daily".split()
)
_OUTLET_STARTS: Final = frozenset({"daily", "radio"})


def is_outlet(phrase: str) -> bool:
    """Whether `phrase` as a whole names a news medium or agency, known or by the look of it."""
    found = find(phrase) or find(f"The {phrase}")
    if found is not None:
        return found.kind == "outlet"
    words = without_article(split(phrase))
    if len(words) < 2 or not all(word.capital for word in words):
        return False
    return words[-1].folded in _OUTLET_ENDS or words[0].folded in _OUTLET_STARTS
