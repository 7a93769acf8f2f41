"""What an incident rests on, and what of it would stay if a source or an origin were left out.

The incident is told anew by the rules of `archive.incidents` from the events that would be left.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dateline.archive.conditions import one_of
from dateline.archive.event_rows import EventRow, distinct_names, same_name
from dateline.archive.incidents import Builder, TellingReport, load_reports
from dateline.archive.load_events import load_events
from dateline.archive.narrowing import narrowed
from dateline.archive.store import Archive
from dateline.archive.testimony import Statement, Testimony, load_statements

Row = dict[str, Any]

MOST_SOURCES: Final = 40
"""Sources, and origins, that are left out one by one on a page."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a reader leaves out: sources by their labels, origins by their ids."""

    sources: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Told:
    """An incident as some of its events tell it."""

    row: Row
    events: tuple[str, ...]
    origins: Mapping[str, str]
    """Report to its independent origin."""
    bases: Mapping[str, frozenset[str]]
    """Report to the named sources, as keys, that all it tells rests on."""
    own_voice: int
    """Reports that tell it in their own voice."""
    denials: Mapping[str, str]
    """Who denies it, to the statement that does, where one is found."""

    @property
    def disagreements(self) -> dict[str, list[Row]]:
        """The values of each field in dispute."""
        return {one["field"]: one["values"] for one in json.loads(self.row["disagreements"])}


@dataclass(frozen=True, slots=True)
class Source:
    """One source of an incident; `statements` are those that it makes, alone or with others."""

    label: str
    anonymous: bool
    statements: frozenset[str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is needed to tell an incident anew."""

    events: Mapping[str, EventRow]
    """All events of its reports."""
    own: tuple[str, ...]
    """The ids of the incident's own events."""
    statements: Mapping[str, Statement]
    reports: Mapping[str, TellingReport]
    origins: Mapping[str, tuple[str, ...]]
    around: Mapping[str, frozenset[str]]
    """Each of its own events to the statements around it."""

    @classmethod
    def of(
        cls, archive: Archive, event_ids: Sequence[str], report_ids: Sequence[str]
    ) -> "Evidence":
        connection = narrowed(archive.layout, archive.manifest, report_ids)
        try:
            events, statements = load_events(connection), load_statements(connection)
            reports = {report.id: report for report in load_reports(connection)}
        finally:
            connection.close()
        chain = Testimony(statements, {}).chain
        return cls(
            events=events,
            own=tuple(event_ids),
            statements=statements,
            reports=reports,
            origins=_origins(archive, report_ids),
            around={one: frozenset(s.id for s in chain(events[one])) for one in event_ids},
        )

    def told(self, left: LeftOut, sources: Sequence[Source], whole: Told | None) -> Told | None:
        """The incident without what is `left` out; `None` where nothing would be left."""
        gone = _gone(left, sources)
        kept = [self.events[one] for one in self.own if gone.isdisjoint(self.around[one])]
        if left.origins and whole:
            kept = [e for e in kept if whole.origins[e.report_id] not in left.origins]
        kept = self._without_bare_headlines(kept)
        if not kept:
            return None
        statements = {key: s for key, s in self.statements.items() if key not in gone}
        builder = self._builder(statements)
        row = builder.incident(kept)
        return Told(
            row=row,
            events=tuple(event.id for event in kept),
            origins=builder.origins_of(kept),
            bases={report: builder.basis(report, kept) for report in {e.report_id for e in kept}},
            own_voice=len({e.report_id for e in kept if not builder.testimony.chain(e)}),
            denials=_by_denier(row["denied_by"], self._denials(builder.testimony, kept)),
        )

    def whole(self) -> Told:
        """The incident with nothing left out."""
        told = self.told(LeftOut(), (), None)
        assert told
        return told

    def sources(self, whole: Told) -> list[Source]:
        """The sources of the incident and who denies it, those of most reports first."""
        testimony = self._builder(self.statements).testimony
        found = [s for one in self.own for s in testimony.chain(self.events[one])]
        found += self._denials(testimony, [self.events[one] for one in self.own])
        related = list({s.id: s for s in found}.values())
        named = distinct_names(n for s in related for n in s.named)
        made: dict[tuple[str, bool], set[str]] = {}
        for statement in related:
            for speaker in statement.named:
                made.setdefault((_form(speaker, named), False), set()).add(statement.id)
        for label, statement in self._unnamed(related, whole):
            made.setdefault((label, True), set()).add(statement.id)
        sources = [Source(key[0], key[1], frozenset(ids)) for key, ids in made.items()]
        return sorted(sources, key=lambda source: (-self._told_in(source), source.label))

    def _builder(self, statements: Mapping[str, Statement]) -> Builder:
        return Builder(self.reports, Testimony(statements, self.events), self.origins)

    def _told_in(self, source: Source) -> int:
        return len({self.statements[one].report_id for one in source.statements})

    def _without_bare_headlines(self, kept: list[EventRow]) -> list[EventRow]:
        """A headline tells what the body attributes; it goes where nothing of that stays."""
        with_body = {e.report_id for one in self.own if not (e := self.events[one]).headline}
        left = {event.report_id for event in kept if not event.headline}
        return [e for e in kept if e.report_id in left or e.report_id not in with_body]

    def _denials(self, testimony: Testimony, events: Sequence[EventRow]) -> list[Statement]:
        """The statements of the incident's reports that deny it, those that hold it first."""
        deniers: dict[str, set[str]] = {}
        for event in events:
            deniers.setdefault(event.report_id, set()).update(testimony.denials(event))
        holding = {e.according_to for e in events if testimony.denials(e)}
        found = [
            statement
            for statement in self.statements.values()
            if (statement.stance == "denies" or statement.id in holding)
            and not deniers.get(statement.report_id, set()).isdisjoint(statement.speakers)
        ]
        return sorted(found, key=lambda statement: statement.id not in holding)

    def _unnamed(
        self, statements: Iterable[Statement], whole: Told
    ) -> Iterable[tuple[str, Statement]]:
        """Statements of unnamed sources with these sources' labels.

        Unnamed sources of two outlets count as two; copies of one report tell of the same.
        """
        first: dict[str, str] = {}
        for report in sorted(whole.origins, key=lambda one: self.reports[one].moment):
            first.setdefault(whole.origins[report], self.reports[report].outlet)
        by_outlet: dict[str, list[tuple[str, Statement]]] = {}
        for s in statements:
            words = s.words or " and ".join(s.names)
            if s.is_anonymous and words:
                outlet = first.get(whole.origins.get(s.report_id, ""), "")
                by_outlet.setdefault(outlet, []).append((words, s))
        for outlet, told in by_outlet.items():
            forms = distinct_names(words for words, _ in told)
            for words, statement in told:
                form = _form(words, forms)
                yield (f"{form} ({outlet})" if outlet else form), statement


def _form(spoken: str, forms: Sequence[str]) -> str:
    """The form under which a name is listed."""
    if spoken in forms:
        return spoken
    return next((form for form in forms if same_name(spoken, form)), spoken)


def _by_denier(deniers: Sequence[str], statements: Sequence[Statement]) -> dict[str, str]:
    found: dict[str, str] = {}
    for denier in deniers:
        for statement in statements:
            if any(same_name(denier, speaker) for speaker in statement.speakers):
                found.setdefault(denier, statement.id)
    return found


def _gone(left: LeftOut, sources: Sequence[Source]) -> frozenset[str]:
    """The statements all of whose sources are left out."""
    gone: set[str] = set()
    kept: set[str] = set()
    for source in sources:
        (gone if source.label in left.sources else kept).update(source.statements)
    return frozenset(gone - kept)


def _origins(archive: Archive, report_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    condition = one_of("report_id", report_ids)
    rows = (
        archive.connection.cursor()
        .execute(
            "SELECT report_id, list(origin ORDER BY origin) FROM report_origins "
            f"WHERE {condition.sql} GROUP BY report_id",
            list(condition.parameters),
        )
        .fetchall()
    )
    return {report_id: tuple(origins) for report_id, origins in rows}
