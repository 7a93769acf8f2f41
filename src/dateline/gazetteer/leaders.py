"""Heads of state and government with their dates: complete for 2014 to 2017 and 2020 to 2026,
the best known for the years since 1990; and other office holders from 1945 on, most of them
ministers up to January 2014."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from . import countries
from .tables import cells, rows
from .words import fold

OFFICES: Final = ("state", "government")
_SECOND = frozenset({"vice", "deputy"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who held an office from `since` until at least `last_seen` (ISO 8601 dates); `name` and
    `surname` hold their spellings, parted by semicolons."""

    country: str
    office: str
    title: str
    name: str
    surname: str
    since: str
    last_seen: str


@cache
def _holders() -> tuple[Holder, ...]:
    return tuple(
        Holder(
            country=country,
            office=office,
            title=title,
            name=name,
            surname=surname,
            since=since,
            last_seen=last_seen,
        )
        for country, office, title, name, surname, since, last_seen, _ in rows("leaders")
    )


@cache
def _by_office() -> dict[tuple[str, str], list[Holder]]:
    by_office: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for holder in _holders():
        if _SECOND.isdisjoint(fold(holder.title).split()):
            by_office[holder.country, holder.office].append(holder)
    return by_office


@cache
def _by_name() -> dict[str, list[Holder]]:
    by_name: dict[str, list[Holder]] = defaultdict(list)
    for holder in _holders():
        for name in cells(holder.name):
            for key in _keys(name):
                by_name[key].append(holder)
    return by_name


@cache
def _by_surname() -> dict[str, list[Holder]]:
    by_surname: dict[str, list[Holder]] = defaultdict(list)
    for holders in _by_office().values():
        for holder in holders:
            for surname in cells(holder.surname):
                by_surname[fold(surname)].append(holder)
    return by_surname


def holder(country: str, office: str, date: str) -> Holder | None:
    """Who was head of `state` or of `government` of an alpha-3 country on an ISO 8601 date."""
    day = date[:10]
    held = [
        each
        for each in _by_office().get((country, office), ())
        if each.since <= day <= each.last_seen
    ]
    return max(held, key=lambda each: (each.since, each.last_seen), default=None)


def named(name: str) -> tuple[Holder, ...]:
    """The offices held by a person of this full name; those of the most populous country first,
    for a head of state may also be that of dependencies."""
    found = _by_name().get(fold(name), ())
    return tuple(sorted(found, key=_population, reverse=True))


def in_office(surname: str, date: str) -> Holder | None:
    """The head of state or government of this surname in office on an ISO 8601 date, where no
    two persons share it; told apart by the first word of the name."""
    day = date[:10]
    held = [
        each for each in _by_surname().get(fold(surname), ()) if each.since <= day <= each.last_seen
    ]
    people = {fold(each.name).split()[0] for each in held}
    return max(held, key=_population) if len(people) == 1 else None


def country_of_surname(surname: str, date: str | None) -> str | None:
    """The country led on a date by somebody of this surname; without a date, by
    the only person of it who ever led one."""
    if date:
        holder = in_office(surname, date)
        return holder.country if holder else None
    held = _by_surname().get(fold(surname), ())
    people = {fold(each.name).split()[0] for each in held}
    return max(held, key=_population).country if len(people) == 1 else None


@dataclass(frozen=True, slots=True)
class Term:
    """Sectors of a person from `since` to `until`, ISO 8601 dates, empty where open."""

    sectors: tuple[str, ...]
    since: str
    until: str

    def holds(self, day: str) -> bool:
        return self.since <= day and (not self.until or day <= self.until)


@dataclass(frozen=True, slots=True)
class Official:
    """A minister, envoy or other person of public life, with the terms of office."""

    country: str
    terms: tuple[Term, ...]

    def sectors(self, day: str | None) -> tuple[str, ...]:
        """Those of the term that holds on a day, of the last one without a day; somebody who has
        left office is of the elite, of somebody not yet in office nothing is known."""
        day = day or max(term.until or term.since for term in self.terms)
        held = [term for term in self.terms if term.holds(day)]
        if held:
            return held[-1].sectors
        return ("ELI",) if any(term.since <= day for term in self.terms) else ()


@cache
def _officials() -> dict[str, list[str]]:
    """Lines of the table, unread, by each name: one look-up needs few of the many."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for country, names, terms, _ in rows("office_holders"):
        for name in cells(names):
            by_name[name].append(f"{country} {terms}")
    return by_name


def official(name: str, country: str | None = None) -> Official | None:
    """The office holder of this full name; of several the one of `country`, else none."""
    found = _officials().get(fold(name), ())
    if len(found) > 1:
        found = [line for line in found if country and line.startswith(country)]
    return _official(found[0]) if len(found) == 1 else None


def _official(line: str) -> Official:
    country, _, terms = line.partition(" ")
    parts = (term.split("/") for term in cells(terms))
    return Official(
        country, tuple(Term(tuple(codes.split()), since, until) for codes, since, until in parts)
    )


def _population(holder: Holder) -> int:
    country = countries.table().get(holder.country)
    return country.population if country else 0


def _keys(name: str) -> Iterator[str]:
    """The full name, and first with last where there are names between them."""
    words = fold(name).split()
    if len(words) > 1:
        yield " ".join(words)
    if len(words) > 2:
        yield f"{words[0]} {words[-1]}"
