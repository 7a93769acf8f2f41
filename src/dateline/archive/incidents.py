"""Incidents: what happened, told by how many independent origins, and where they differ."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from dateline.archive.clustering import Pair, best_match
from dateline.archive.disagreements import Telling, disagreements
from dateline.archive.event_file import Account
from dateline.archive.event_rows import EventRow, distinct_names
from dateline.archive.happenings import Happening, find_happenings
from dateline.archive.incident_fields import numbers_of, status_of, what_of, when_of, where_of
from dateline.archive.incident_words import summary
from dateline.archive.layout import SCRATCH
from dateline.archive.links import OUTLET
from dateline.archive.load_events import rows_of_query
from dateline.archive.testimony import (
    NOT_BACKING,
    Statement,
    Testimony,
    anonymous_sources,
    named_sources,
    pairs_resting_together,
    rests_on,
    source_key,
)

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

ID_LENGTH: Final = 16
COMPARED: Final = 12
"""Events of an incident that one of them is compared with to tell why it belongs."""

_REPORTS: Final = """
    SELECT report_id, outlet, credits, published, day FROM reports
"""


@dataclass(frozen=True, slots=True)
class TellingReport:
    """What an incident needs of a report."""

    id: str
    outlet: str
    credits: tuple[str, ...]
    moment: tuple[float, str]
    """Sorts reports by time of publication, those without one last, then by id."""
    day: date | None


def find_incidents(
    connection: "duckdb.DuckDBPyConnection",
    report_origins: Mapping[str, str | Sequence[str]],
    cuts: Iterable[Pair] = (),
    joins: Iterable[Pair] = (),
) -> tuple[list[Row], list[Row]]:
    """The rows of the tables `incidents` and `incident_events`, in order of `incident_id`.

    `connection` has the views of an archive; `report_origins` gives each report's independent
    origin, or all of them for one that merges several stories. `cuts` and `joins` are reviewers'
    pairs of event ids that are two happenings, or one.
    """
    built = list(each_incident(connection, report_origins, cuts, joins))
    built.sort(key=lambda pair: str(pair[0]["incident_id"]))
    return [incident for incident, _ in built], [row for _, rows in built for row in rows]


def each_incident(
    connection: "duckdb.DuckDBPyConnection",
    report_origins: Mapping[str, str | Sequence[str]],
    cuts: Iterable[Pair] = (),
    joins: Iterable[Pair] = (),
    *,
    folder: Path | None = None,
    agreeing: Path | None = None,
) -> Iterator[tuple[Row, list[Row]]]:
    """As `find_incidents`, but one incident at a time, in no order: its row, and its events' rows.

    What doesn't fit into memory is written to files in `folder`, by default among the system's
    temporary files, as long as this goes on; the pairs of events that agree to the file `agreeing`.
    """
    origins = {r: (o,) if isinstance(o, str) else tuple(o) for r, o in report_origins.items()}
    with TemporaryDirectory(prefix=SCRATCH, dir=folder) as scratch:
        found = find_happenings(connection, Path(scratch), cuts, joins, agreeing=agreeing)
        yield from incidents_of(connection, found, origins)


def incidents_of(
    connection: "duckdb.DuckDBPyConnection",
    found: Iterable[Happening],
    origins: Mapping[str, tuple[str, ...]],
) -> Iterator[tuple[Row, list[Row]]]:
    """The rows of happenings whose reports `connection` has: the incident's, and its events'."""
    reports = {report.id: report for report in load_reports(connection)}
    for happening in found:
        builder = Builder(reports, Recorded(happening.accounts), origins)
        yield builder.build(happening.events)


def incident_id(event_ids: Iterable[str]) -> str:
    """The id of the incident of these events, which hangs on the smallest of their ids alone."""
    return hashlib.sha256(min(event_ids).encode("utf-8")).hexdigest()[:ID_LENGTH]


def load_reports(connection: "duckdb.DuckDBPyConnection") -> Iterable[TellingReport]:
    """What incidents need of all reports."""
    for id, outlet, credits, published, day in rows_of_query(connection, _REPORTS):
        moment = (_timestamp(published), id)
        yield TellingReport(id, outlet or "", tuple(credits), moment, day)


def _timestamp(published: str | None) -> float:
    """Seconds since 1970; infinite where the time is unknown. Without a zone, UTC."""
    try:
        moment = datetime.fromisoformat(published or "")
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return float("inf")


class Recorded(Testimony):
    """Testimony on the events of one happening as it was when they were read, by their ids."""

    def __init__(self, accounts: Mapping[str, Account]) -> None:
        super().__init__({}, {})
        self._accounts = accounts

    def chain(self, event: EventRow) -> list[Statement]:
        return self._accounts[event.id].chain

    def denials(self, event: EventRow) -> list[str]:
        return self._accounts[event.id].denials


@dataclass(frozen=True, slots=True)
class Builder:
    """Turns the events of one happening into rows."""

    reports: Mapping[str, TellingReport]
    testimony: Testimony
    origins: Mapping[str, tuple[str, ...]]

    def build(self, events: Sequence[EventRow]) -> tuple[Row, list[Row]]:
        """The incident's row, and one row an event."""
        incident = self.incident(events)
        return incident, [_event_row(incident["incident_id"], e, events) for e in events]

    def incident(self, events: Sequence[EventRow]) -> Row:
        """The incident's row."""
        id = incident_id(event.id for event in events)
        chains = {event.id: self.testimony.chain(event) for event in events}
        denied_by = distinct_names(n for e in events for n in self.testimony.denials(e))
        origins = self.origins_of(events)
        first = min((self.reports[e.report_id] for e in events), key=lambda report: report.moment)
        days = [d for e in events if (d := self.reports[e.report_id].day)]
        incident: Row = {
            "incident_id": id,
            **what_of(events),
            "first_day": min(days).isoformat() if days else None,
            "last_day": max(days).isoformat() if days else None,
            **when_of(events),
            **where_of(events),
            "status": status_of(events, origins),
            "reports": len({event.report_id for event in events}),
            "origins": len(set(origins.values())),
            "named_sources": named_sources(s for chain in chains.values() for s in chain),
            "anonymous_sources": anonymous_sources(self._told_to(events, chains, origins)),
            "first_report": first.id,
            "first_outlet": first.outlet or None,
            "credited": next((c for c in first.credits if c != first.outlet), None),
            "denied_by": denied_by,
        }
        told = disagreements([self._telling(event, chains[event.id]) for event in events])
        incident["disagreements"] = json.dumps(told, ensure_ascii=False)
        incident["summary"] = summary(incident, numbers_of(events))
        return incident

    def _telling(self, event: EventRow, chain: list[Statement]) -> Telling:
        source = " and ".join(chain[0].speakers) if chain else None
        return Telling(event, self.reports[event.report_id].outlet, source or None)

    def _told_to(
        self,
        events: Sequence[EventRow],
        chains: Mapping[str, list[Statement]],
        origins: Mapping[str, str],
    ) -> list[tuple[str, Statement]]:
        """All statements, with the outlet of the first report of the same origin."""
        outlets: dict[str, str] = {}
        for report in sorted({event.report_id for event in events}, key=self._moment):
            outlets.setdefault(origins[report], self.reports[report].outlet)
        return [(outlets[origins[e.report_id]], s) for e in events for s in chains[e.id]]

    def _moment(self, report_id: str) -> tuple[float, str]:
        return self.reports[report_id].moment

    def origins_of(self, events: Sequence[EventRow]) -> dict[str, str]:
        """The origin of each report of an incident; those that rest on one source have one."""
        origin = _one_each({e.report_id: self.origins.get(e.report_id, ()) for e in events})
        bases = {
            report: self.basis(report, events) | _credited(origin[report]) for report in origin
        }
        for one, two in pairs_resting_together(bases):
            old, new = sorted((origin[one], origin[two]))[::-1]
            origin = {r: new if o == old else o for r, o in origin.items()}
        return origin

    def basis(self, report: str, events: Sequence[EventRow]) -> frozenset[str]:
        """The named sources that all of a report's body on these events rests on.

        A headline says in the outlet's voice what the body attributes; a denial adds nothing.
        """
        own = [event for event in events if event.report_id == report]
        body = [event for event in own if not event.headline] or own
        told = [self.testimony.chain(e) for e in body]
        backing = [chain for chain in told if not chain or chain[0].stance not in NOT_BACKING]
        return rests_on(backing)


def _one_each(origins: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """One origin a report: of several, the one that most of these reports have.

    A report that merges two stories tells an incident after that one which others tell it after.
    """
    reports = Counter(origin for found in origins.values() for origin in found)
    return {
        report: min(found, key=lambda origin: (-reports[origin], origin), default=report)
        for report, found in origins.items()
    }


def _credited(origin: str) -> frozenset[str]:
    """The outlet that an origin is, as a source that others may rest on, too."""
    return frozenset({source_key(origin.removeprefix(OUTLET))} if origin.startswith(OUTLET) else ())


def _event_row(id: str, event: EventRow, events: Sequence[EventRow]) -> Row:
    row: Row = {"incident_id": id, "event_id": event.id, "report_id": event.report_id}
    others = [other for other in events if other.report_id != event.report_id][:COMPARED]
    best = best_match(event, others or events[: COMPARED + 1])
    if best is None:
        alone = "the only event" if len(events) == 1 else "put here by a link of its own report"
        return {**row, "score": 1.0, "reason": alone}
    found, other = best
    return {
        **row,
        "score": round(found.probability, 4),
        "reason": f"like {other.id}: {found.reason}",
    }
