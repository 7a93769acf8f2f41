"""What an incident's events tell together: what, when, where, how many, and with which status."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from dateline.archive.event_rows import EventRow, Party, Where, distinct_names

Row = dict[str, Any]

CERTAINTY: Final = (
    "happened", "ongoing", "planned", "possible", "conditional", "unknown", "denied",
    "not_happened",
)  # fmt: skip
"""Statuses, the surest first."""
PRECISION: Final = ("site", "city", "admin1", "country", "unknown")


def what_of(events: Sequence[EventRow]) -> Row:
    kinds = Counter(event.type for event in events)
    modes = Counter(event.mode for event in events if event.mode)
    return {
        "type": min(kinds, key=lambda kind: (-kinds[kind], kind)),
        "modes": sorted(modes, key=lambda mode: (-modes[mode], mode)),
        "actors": _names(party for event in events for party in event.actors),
        "recipients": _names(party for event in events for party in event.recipients),
    }


def _names(side: Iterable[Party]) -> list[str]:
    """The names of a side; descriptions only where nobody is named."""
    parties = list(side)
    named = [party for party in parties if party.specific]
    return distinct_names(party.name for party in named or parties)


def when_of(events: Sequence[EventRow]) -> Row:
    """The days that most reports give, of those that are known best."""
    whens = [(event.when, event.report_id) for event in events if event.when and event.when.own]
    exact = [(when, report) for when, report in whens if when.exact] or whens
    best = _most_told(exact, lambda when: (when.last - when.first, when.first))
    first, last = (best.first, best.last) if best else (None, None)
    return {"start_day": _iso(first), "end_day": _iso(last)}


def where_of(events: Sequence[EventRow]) -> Row:
    """The place that most reports give, of those that are known best."""
    places = [(event.where, event.report_id) for event in events if event.where and event.where.own]
    finest = min((PRECISION.index(place.precision) for place, _ in places), default=0)
    fine = [(place, r) for place, r in places if PRECISION.index(place.precision) == finest]
    best: Where | None = _most_told(fine, lambda place: (place.geonames_id or 0, place.name))
    return {
        "place_name": best.name if best else None,
        "geonames_id": best.geonames_id if best else None,
        "lat": best.lat if best else None,
        "lon": best.lon if best else None,
        "country": best.country if best else None,
        "place_precision": best.precision if best else None,
    }


def _most_told(told: Iterable[tuple[Any, str]], order: Callable[[Any], Any]) -> Any:
    """The value that most reports give; of several, the first in order."""
    reports: dict[Any, set[str]] = {}
    for value, report in told:
        reports.setdefault(value, set()).add(report)
    return min(reports, key=lambda v: (-len(reports[v]), order(v)), default=None)


def status_of(events: Sequence[EventRow], origins: Mapping[str, str]) -> str:
    """The status that most origins give, each by its surest; of several, the least sure."""
    surest: dict[str, int] = {}
    for event in events:
        rank = CERTAINTY.index(event.status)
        origin = origins[event.report_id]
        surest[origin] = min(rank, surest.get(origin, rank))
    votes = Counter(surest.values())
    return CERTAINTY[max(votes, key=lambda rank: (votes[rank], rank))]


def numbers_of(events: Sequence[EventRow]) -> dict[str, list[float]]:
    """The highest number of each report by kind, sorted."""
    highest: dict[str, dict[str, float]] = {}
    for event in events:
        for kind, number in event.numbers.items():
            reports = highest.setdefault(kind, {})
            reports[event.report_id] = max(number, reports.get(event.report_id, number))
    return {kind: sorted(reports.values()) for kind, reports in sorted(highest.items())}


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()
