"""Organisations by name: bodies of states and between states, parties, armed groups, news media,
companies and charities. A user's own actors (`user_table.py`) win over the table's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from . import user_table
from .tables import cells, rows
from .words import Match, PhraseIndex, Word, fold, set_aside, split, without_article


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """One organisation; `country` is alpha-3 or one of the codebook's supranational codes.

    `since` and `until` (ISO 8601 dates, empty where open) bound the time for which the codes
    hold: a movement that fights, and later governs, has a row for each.
    """

    name: str
    country: str | None
    sectors: tuple[str, ...]
    kind: str
    source: str
    since: str = ""
    until: str = ""

    def holds(self, day: str) -> bool:
        return self.since <= day and (not self.until or day <= self.until)


@cache
def _table() -> tuple[tuple[Organization, tuple[str, ...]], ...]:
    """Every row with all its forms."""
    return tuple(
        (
            Organization(
                name=name,
                country=country or None,
                sectors=cells(sectors),
                kind=kind,
                source=source,
                since=since,
                until=until,
            ),
            (name, *cells(aliases)),
        )
        for name, aliases, country, sectors, kind, since, until, source in rows("organizations")
    )


@cache
def _forms() -> PhraseIndex[Organization]:
    index: PhraseIndex[Organization] = PhraseIndex()
    for organization, forms in _table():
        for form in forms:
            index.add(form, organization)
    return index


@cache
def _namesakes() -> dict[str, tuple[Organization, ...]]:
    """Rows by each folded form that several have."""
    by_form: dict[str, list[Organization]] = {}
    for organization, forms in _table():
        for key in {fold(form) for form in forms}:
            by_form.setdefault(key, []).append(organization)
    return {form: tuple(rows) for form, rows in by_form.items() if len(rows) > 1}


COMMON: Final = 3
"""A name in so many countries, such as "Labour Party", is one of others too."""


def fitting(
    organization: Organization,
    words: Sequence[Word],
    *,
    countries: Sequence[str] = (),
    day: str | None = None,
) -> Organization:
    """Of the organisations that `words` name, the one of the first of these countries that has
    one, in its codes of that day; `organization`, the best known, where nothing tells."""
    key = " ".join(word.folded for word in words)
    bare = " ".join(word.folded for word in without_article(words))
    named = _namesakes().get(key) or _namesakes().get(bare, ())
    if organization not in named:
        return organization
    for country in (*countries, organization.country):
        there = [each for each in named if each.country == country]
        held = [each for each in there if day and each.since and each.holds(day)]
        if there:
            return (held or [each for each in there if not each.until] or there)[0]
        if country in countries[:1] and len({each.country for each in named}) >= COMMON:
            return replace(organization, country=country)
    return organization


def find(phrase: str) -> Organization | None:
    """The organisation that `phrase` as a whole names; an article or a trailing "(WHO)" is free."""
    return exact(split(phrase)) or exact(split(phrase.partition("(")[0]))


def exact(words: Sequence[Word]) -> Organization | None:
    """The organisation that `words` spell from first to last."""
    bare = without_article(words)
    own = user_table.actor(words) or user_table.actor(bare)
    return own or _forms().exact(words) or _forms().exact(bare)


def mentions(words: Sequence[Word], text: str) -> Iterator[Match[Organization]]:
    """The organisations in `words` of `text`, leaving out "anti-ISIS" and "Hezbollah-backed"; the
    user's own come first."""
    for match in (*user_table.actor_mentions(words), *_known(words, 0)):
        if not set_aside(words, match.first, match.last, text):
            yield match


def _known(words: Sequence[Word], start: int) -> Iterator[Match[Organization]]:
    """The table's names from a word on. Before another capital "the National" is no newspaper."""
    for match in _forms().scan(words[start:]):
        first, last = start + match.first, start + match.last
        name = words[first:last]
        article = not words[first].capital and len(without_article(name)) < len(name)
        if article and last < len(words) and words[last].capital:
            yield from _known(words, first + 1)
            return
        yield Match(first, last, match.value)


_OUTLET_ENDS: Final = frozenset(
    "news times post herald tribune gazette chronicle broadcasting tv television newspaper "
    "magazine telegraph courier inquirer wire newswire daily observer ledger examiner".split()
)
_OUTLET_STARTS: Final = frozenset({"daily", "radio"})


def is_outlet(phrase: str) -> bool:
    """Whether `phrase` as a whole names a news medium or agency, known or by the look of it."""
    found = find(phrase) or find(f"The {phrase}")
    if found is not None:
        return found.kind == "outlet"
    return looks_like_outlet(without_article(split(phrase)))


def looks_like_outlet(words: Sequence[Word]) -> bool:
    """Whether `words`, without an article, are such a name as news media have."""
    if len(words) < 2 or not all(word.capital for word in words):
        return False
    return words[-1].folded in _OUTLET_ENDS or words[0].folded in _OUTLET_STARTS
