"""According to whom: the statements around an incident's events, its sources and who denies it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.archive.event_rows import (
    EventRow,
    distinct_names,
    is_specific,
    name_words,
    same_name,
)
from dateline.archive.load_events import EVERYTHING, Block, rows_of_query
from dateline.archive.nameless import is_nameless
from dateline.codebook import QUAD_CLASS

if TYPE_CHECKING:
    import duckdb

NAMED_SOURCES: Final = frozenset({"named_person", "named_organization", "media_outlet", "document"})
UNNAMED_SOURCES: Final = frozenset({"unnamed_person", "unnamed_group"})
NOT_BACKING: Final = frozenset({"denies", "declines_comment", "asks"})
"""Stances of sources that don't vouch for what their statement holds."""
LONGEST_CHAIN: Final = 8
"""Statements within statements that are followed."""

SHORT_DENIAL: Final = 8
"""Words of a denial that names no event ("any part in it") at most."""
_ALLUSIONS: Final = frozenset(
    "it this that so anything involvement role responsibility part hand accusation allegation "
    "claim charge blame report complicity connection link knowledge".split()
)
"""What such a denial says instead of the event."""
_LAST_SAID: Final = frozenset("it this that so".split())
"""Of these, those that stand for what was said last."""

_STATEMENTS: Final = """
    SELECT id, report_id, source_names, source_words, source_type, anonymity, stance,
        on_behalf_of_name, parent, content, coalesce(cue_start, content_starts[1], 0)
    FROM statements
    WHERE report_id BETWEEN $first AND $last AND (stance = 'denies'
        OR id IN (SELECT according_to FROM events WHERE report_id BETWEEN $first AND $last)
        OR id IN (SELECT parent FROM statements WHERE report_id BETWEEN $first AND $last))
    ORDER BY report_id, position
"""


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution, as far as an incident needs it. `start` is where its cue is."""

    id: str
    report_id: str
    names: tuple[str, ...]
    words: str | None
    source_type: str
    anonymity: str
    stance: str
    on_behalf_of: str | None
    parent: str | None
    content: str
    start: int

    @property
    def is_anonymous(self) -> bool:
        unnamed = self.anonymity != "none" or self.source_type in UNNAMED_SOURCES
        return unnamed or (bool(self.names) and all(map(is_nameless, self.names)))

    @property
    def named(self) -> tuple[str, ...]:
        """The names of its sources, if these are named."""
        if self.is_anonymous or self.source_type not in NAMED_SOURCES:
            return ()
        return tuple(name for name in self.names if not is_nameless(name))

    @property
    def speakers(self) -> list[str]:
        """Who speaks, in words: names, with the body that they speak for; else a description."""
        speakers = list(self.named) or ([self.words] if self.words else list(self.names))
        if not self.on_behalf_of:
            return speakers
        others = [s for s in speakers if not same_name(s, self.on_behalf_of)]
        return [f"{s} for {self.on_behalf_of}" for s in others] or [self.on_behalf_of]


def load_statements(
    connection: "duckdb.DuckDBPyConnection", block: Block = EVERYTHING
) -> dict[str, Statement]:
    """The statements of some reports that hold an event, hold another statement, or deny, by id."""
    found: dict[str, Statement] = {}
    for id, report_id, names, *rest in rows_of_query(connection, _STATEMENTS, block):
        names = tuple(name for name in names if name)
        found[id] = Statement(id, report_id, names, *rest)
    return found


class Testimony:
    """According to whom events are told, and who denies them, as some statements tell it."""

    def __init__(self, statements: Mapping[str, Statement], events: Mapping[str, EventRow]) -> None:
        self._statements = statements
        self._denials: dict[str, list[str]] = defaultdict(list)
        self._find_held_denials(events.values())
        self._find_loose_denials(events)

    def chain(self, event: EventRow) -> list[Statement]:
        """The statements around an event, the innermost first."""
        found: list[Statement] = []
        current = self._statements.get(event.according_to or "")
        while current and current not in found and len(found) < LONGEST_CHAIN:
            found.append(current)
            current = self._statements.get(current.parent or "")
        return found

    def denials(self, event: EventRow) -> list[str]:
        """Those who deny an event, in words."""
        return [name for name in self._denials.get(event.id, ()) if not is_nameless(name)]

    def _find_held_denials(self, events: Iterable[EventRow]) -> None:
        """Denials of events that they hold."""
        for event in events:
            statement = self._statements.get(event.according_to or "")
            if _is_allusion(event):
                continue
            if statement and (statement.stance == "denies" or event.status == "denied"):
                self._denials[event.id] += statement.speakers
            elif statement and (denial := self._denial_of_claim(statement)):
                self._denials[event.id] += denial.speakers
            elif event.status == "denied":
                self._denials[event.id] += [party.name for party in event.actors]

    def _denial_of_claim(self, claim: Statement) -> Statement | None:
        """The statement that denies what another one claims: "rejected its claim that ..."."""
        around = self._statements.get(claim.parent or "")
        if around is None or around.stance != "denies":
            return None
        return None if _ALLUSIONS.isdisjoint(name_words(around.content)) else around

    def _find_loose_denials(self, events: Mapping[str, EventRow]) -> None:
        """Denials that hold no event but allude to one."""
        held = {event.according_to for event in events.values() if not _is_allusion(event)}
        by_report: dict[str, list[EventRow]] = {}
        loose = [s for s in self._statements.values() if s.id not in held and _alludes(s)]
        reports = {statement.report_id for statement in loose}
        for event in events.values():
            if event.report_id in reports:
                by_report.setdefault(event.report_id, []).append(event)
        for statement in loose:
            alluded = _alluded(statement, by_report.get(statement.report_id, []))
            if alluded:
                self._denials[alluded.id] += statement.speakers


def named_sources(statements: Iterable[Statement]) -> list[str]:
    """The distinct named sources that vouch for something."""
    return distinct_names(n for s in statements if s.stance not in NOT_BACKING for n in s.named)


def anonymous_sources(statements: Iterable[tuple[str, Statement]]) -> list[str]:
    """The distinct unnamed sources; each statement comes with the outlet that it is told to.

    Nobody can tell whether two outlets' unnamed officials are one, so they count as two.
    """
    by_outlet: dict[str, list[str]] = {}
    for outlet, statement in statements:
        if statement.is_anonymous and statement.stance not in NOT_BACKING:
            words = statement.words or " and ".join(statement.names)
            if words:
                by_outlet.setdefault(outlet, []).append(words)
    return [
        f"{words} ({outlet})" if outlet else words
        for outlet in sorted(by_outlet)
        for words in distinct_names(by_outlet[outlet])
    ]


def _alludes(statement: Statement) -> bool:
    if statement.stance != "denies" or len(statement.content.split()) > SHORT_DENIAL:
        return False
    return not _ALLUSIONS.isdisjoint(name_words(statement.content))


def _is_allusion(event: EventRow) -> bool:
    """Whether an event is just what a denial calls another one ("denied the accusation")."""
    return bool(event.trigger) and _ALLUSIONS.issuperset(name_words(event.trigger))


def _alluded(statement: Statement, events: list[EventRow]) -> EventRow | None:
    """The event that a denial without one is about: the last one before it, or the first after.

    Acts come before words about them; then what its speaker is said to have done; then, unless it
    only denies "it", what has a place or a time of its own, as a report's main event has.
    """
    acts = [event for event in events if not _is_allusion(event)]
    return min(acts, key=lambda event: _distance(statement, event), default=None)


def _distance(statement: Statement, event: EventRow) -> tuple[bool, bool, bool, bool, int]:
    deniers = [*statement.names, *filter(None, [statement.on_behalf_of])]
    own = any(same_name(party.name, denier) for party in event.actors for denier in deniers)
    act = QUAD_CLASS.get(event.type, "").startswith("material")
    last_said = _LAST_SAID.issuperset(name_words(statement.content))
    main = last_said or bool((event.where and event.where.own) or (event.when and event.when.own))
    after = event.start > statement.start
    return not act, not own, not main, after, abs(event.start - statement.start)


def rests_on(chains: Iterable[list[Statement]]) -> frozenset[str]:
    """The named sources, as keys, that stand in each of the chains: what all of it rests on."""
    common: frozenset[str] | None = None
    for chain in chains:
        names = frozenset(source_key(n) for s in chain for n in s.named if is_specific(n))
        common = names if common is None else common & names
    return common or frozenset()


def source_key(name: str) -> str:
    """Equal for two spellings of one name, and for nothing that is only alike."""
    return " ".join(name_words(name))


def pairs_resting_together(bases: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    """Pairs of reports, each with the first that rests on the same source."""
    first: dict[str, str] = {}
    for report in sorted(bases):
        for source in sorted(bases[report]):
            earlier = first.setdefault(source, report)
            if earlier != report:
                yield earlier, report
