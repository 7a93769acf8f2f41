"""What the ids of a record stand for, and what follows from them: sources, chains, repetitions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dateline.exports.neutral import one_line
from dateline.exports.wording import ANONYMITY_WORDS, SOURCE_WORDS
from dateline.record import Actor, Event, Record, Statement

UNKNOWN_OUTLET: Final = "outlet unknown"
NOBODY: Final = SOURCE_WORDS["implicit"]
LONGEST_CHAIN: Final = 32
"""No report nests so deep, but hostile text may, and each event writes its chain out."""

_UNDATED: Final = "9999-99-99"


@dataclass(frozen=True, slots=True)
class Index:
    """The actors and statements of one record by their ids."""

    record: Record
    actors: dict[str, Actor]
    statements: dict[str, Statement]

    @classmethod
    def of(cls, record: Record) -> "Index":
        return cls(
            record,
            {actor.id: actor for actor in record.actors},
            {statement.id: statement for statement in record.statements},
        )

    @property
    def outlet(self) -> str:
        return one_line(self.record.report.outlet or "") or UNKNOWN_OUTLET

    def name(self, actor_id: str) -> str:
        """The name of an actor, on one line; its id where the record holds no such actor."""
        actor = self.actors.get(actor_id)
        return one_line(actor.name if actor else actor_id) or actor_id

    def source(self, statement: Statement) -> str:
        """Who speaks in a statement: names, else the words of the text, else "nobody named"."""
        if statement.source:
            return " and ".join(self.name(actor_id) for actor_id in statement.source)
        if statement.source_span:
            return one_line(self.record.quote(statement.source_span)) or NOBODY
        return NOBODY

    def chain(self, statement_id: str | None) -> list[Statement]:
        """The statements that an assertion rests on, outermost first; none for the report's own.

        Of more than `LONGEST_CHAIN` the innermost are kept.
        """
        chain: list[Statement] = []
        seen: set[str] = set()
        while (
            statement_id in self.statements
            and statement_id not in seen
            and len(chain) < LONGEST_CHAIN
        ):
            seen.add(statement_id)
            chain.append(self.statements[statement_id])
            statement_id = chain[-1].parent
        return chain[::-1]

    def chain_words(self, statement_id: str | None) -> list[str]:
        """The chain in words from the outlet inwards, with anonymity ("an analyst (unnamed)")."""
        links = [self.outlet]
        for statement in self.chain(statement_id):
            anonymity = ANONYMITY_WORDS.get(statement.anonymity, statement.anonymity)
            source = self.source(statement)
            links.append(f"{source} ({anonymity})" if anonymity else source)
        return links


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with the later mentions in the same report that tell it again."""

    first: Event
    again: tuple[Event, ...]

    @property
    def start(self) -> str | None:
        """The first day that any of the mentions gives, the first mention before the others."""
        for event in (self.first, *self.again):
            if event.time and event.time.start:
                return event.time.start
        return None


def happenings(events: Iterable[Event]) -> list[Happening]:
    """Events with their repetitions (`same_as`) folded, in order of time and then of the text.

    What has no resolved date comes last.
    """
    ordered = sorted(events, key=lambda event: (event.trigger, event.id))
    roots = _roots({event.id: event.same_as for event in ordered})
    groups: dict[str, list[Event]] = {}
    for event in ordered:
        groups.setdefault(roots[event.id], []).append(event)
    folded = [Happening(group[0], tuple(group[1:])) for group in groups.values()]
    return sorted(folded, key=lambda happening: happening.start or _UNDATED)


def _roots(same_as: dict[str, str | None]) -> dict[str, str]:
    """For each id the one that its links lead to; each link is followed once."""
    roots: dict[str, str] = {}
    for event_id in same_as:
        path: dict[str, None] = {}
        current, target = event_id, same_as[event_id]
        while current not in roots and current not in path and target in same_as:
            path[current] = None
            current, target = target, same_as[target]
        root = roots.get(current, current)
        roots.update(dict.fromkeys((*path, current), root))
    return roots
