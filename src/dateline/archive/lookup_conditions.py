"""Filters as conditions on the look-up tables (`lookup_tables`), for questions.

They ask for the same as those of `conditions`, which ask the tables of the archive.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.archive.conditions import (
    Condition,
    among,
    any_of,
    around,
    between,
    code_of,
    every,
    has_code,
    named,
    overlap,
    within,
)
from dateline.archive.filters import Filters

EVENTS: Final = "lookup.events e"
STATEMENTS: Final = "lookup.statements s"
INCIDENTS: Final = "lookup.incidents i"
REPORTS: Final = "lookup.reports r"


def events_matching(filters: Filters) -> Condition:
    """All that must hold for a row of `EVENTS`."""
    days = between(filters, "e.day", "e.last_day")
    return every([*_of_event(filters), *_outlet("e", filters), *_told("e", filters), *days])


def statements_matching(filters: Filters) -> Condition:
    """All that must hold for a row of `STATEMENTS`; the days are those of the report."""
    happened = _of_event(filters)
    telling = [within("s.statement", "e.statement", EVENTS, happened)] if happened else []
    days = between(filters, "s.day", "s.day")
    return every([*_told("s", filters), *_outlet("s", filters), *days, *telling])


def reports_matching(filters: Filters) -> Condition:
    """All that must hold for a row of `REPORTS`: what matches may stand anywhere in it."""
    happened = _of_event(filters)
    found = [*_outlet("r", filters), *between(filters, "r.day", "r.day")]
    if happened:
        events = [*happened, *_told("e", filters)]
        found.append(within("r.report", "e.report", EVENTS, events))
    elif spoken := _told("s", filters):
        found.append(within("r.report", "s.report", STATEMENTS, spoken))
    return every(found)


def incidents_matching(filters: Filters) -> Condition:
    """All that must hold for a row of `INCIDENTS`: one of its events has all that is asked for.

    Days are the incident's own, or else those of its reports; `anonymous` asks that no report
    names a source, other than one that denies it.
    """
    found = between(filters, "i.day", "i.last_day")
    if filters.denied:
        found.append(Condition("i.denied"))
    if filters.min_origins:
        found.append(Condition("i.origins >= ?", (filters.min_origins,)))
    if filters.anonymous:
        found.append(Condition("i.unnamed"))
    # The rest is asked of the events of an incident, not of itself.
    own = replace(filters, min_origins=None, denied=False)
    events = [*_of_event(own), *_outlet("e", own), *_told("e", own)]
    if events:
        found.append(within("i.incident", "e.incident", EVENTS, events))
    return every(found)


def _of_event(filters: Filters) -> list[Condition]:
    """What must hold for an event, apart from its outlet, its days and its source."""
    found = [
        _party("t.is_actor", filters.actor),
        _party("NOT t.is_actor", filters.recipient),
        among("e.type", filters.type),
        among("e.mode", filters.mode),
        among("e.country", filters.country),
        _placed([named("l.folded", filters.place)]) if filters.place else None,
        _placed([around(filters.near, "l.lat", "l.lon", "l.precision")]) if filters.near else None,
        among("e.status", filters.status),
        _in_context(filters.context),
        _told_by(filters.min_origins) if filters.min_origins else None,
        Condition("e.denied") if filters.denied else None,
    ]
    return [condition for condition in found if condition]


def _told_by(origins: int) -> Condition | None:
    """In an incident of so many origins; whatever is told has one."""
    return Condition("e.origins >= ?", (origins,)) if origins > 1 else None


def _told(alias: str, filters: Filters) -> list[Condition]:
    """What must hold for a statement, or for the one that tells an event."""
    found = [
        _spoken(alias, filters.source),
        among(f"{alias}.stance", filters.stance),
        Condition(f"{alias}.anonymous") if filters.anonymous else None,
    ]
    return [condition for condition in found if condition]


def _outlet(alias: str, filters: Filters) -> list[Condition]:
    if not filters.outlet:
        return []
    names = [named("o.folded", filters.outlet)]
    return [within(f"{alias}.outlet", "o.outlet", "lookup.outlets o", names)]


def _party(side: str, values: Sequence[str]) -> Condition | None:
    """One of the actors, or of the recipients, has the name or the code of one of `values`."""
    if not values:
        return None
    codes = [has_code("p.country", "p.sectors", code) for v in values if (code := code_of(v))]
    parties = within(
        "t.party", "p.party", "lookup.parties p", [any_of([named("p.folded", values), *codes])]
    )
    return within(
        "e.event",
        "t.event",
        "lookup.participants t",
        [Condition(side), parties],
    )


def _placed(conditions: Sequence[Condition]) -> Condition:
    return within("e.place", "l.place", "lookup.places l", conditions)


def _in_context(values: Sequence[str]) -> Condition | None:
    listed = overlap("c.contexts", values)
    return within("e.context", "c.context", "lookup.contexts c", [listed]) if listed else None


def _spoken(alias: str, values: Sequence[str]) -> Condition | None:
    """One of `values` names a source, the body that it speaks for, or the words for it."""
    if not values:
        return None
    speakers = within("q.speaker", "p.speaker", "lookup.speakers p", [named("p.folded", values)])
    return within(f"{alias}.statement", "q.statement", "lookup.sources q", [speakers])
