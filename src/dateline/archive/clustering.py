"""Events to happenings: greedy average linkage over scored pairs, within what must stay apart.

The outcome is a function of the events, cuts and joins alone: pairs are taken by falling score and
then by id. Two groups are merged if their events agree on average, which is estimated from the
events of each that tell most; groups that a reviewer cut, or that one report tells apart, never.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from dateline.archive.event_rows import EventRow
from dateline.archive.matching import LEAST, Match, match, told_apart

Pair = tuple[str, str]
"""Ids of two events."""

REPRESENTATIVES: Final = 6
"""Events of a group that stand for it, which bounds the cost of comparing two groups."""


CLEAR_AGREEMENT: Final = 1.0
"""Points that groups must agree by where a report tells two of their events apart ..."""
FEW_REPORTS: Final = 0.4
"""... and the most of the smaller group's reports that may do so."""


@dataclass(slots=True)
class _Group:
    """Events that are one happening so far; `of_report` has them by report.

    `parts` are what stands for it, one list for all that was found to agree. Only reviewers join
    events that don't, and then each part may agree with others on its own.
    """

    key: int
    ids: list[str]
    parts: list[list[EventRow]]
    of_report: dict[str, list[str]]
    cut_from: set[str]


def cluster(
    events: Mapping[str, EventRow],
    pairs: Iterable[Pair],
    cuts: Iterable[Pair] = (),
    joins: Iterable[Pair] = (),
) -> list[list[str]]:
    """The sorted ids of each happening's events, happenings by their first id.

    `pairs` are worth comparing, in any order. Reviewers' cuts and joins win over all else, and a
    cut over joins that contradict it; pairs of unknown events are passed over.
    """
    known_cuts = [pair for pair in cuts if pair[0] in events and pair[1] in events]
    grouping = _Grouping(events, known_cuts)
    for pair in _ordered(joins, events):
        grouping.join(*pair)
    repeated = ((event.id, event.same_as) for event in events.values() if event.same_as)
    for pair in _ordered(repeated, events):
        grouping.repeat(*pair)
    for _, one, two in sorted(_edges(events, pairs)):
        grouping.link(one, two)
    return sorted(sorted(group.ids) for group in grouping.groups())


def _ordered(pairs: Iterable[Pair], events: Mapping[str, EventRow]) -> list[Pair]:
    known = {(min(p), max(p)) for p in pairs if p[0] != p[1] and p[0] in events and p[1] in events}
    return sorted(known)


def _edges(
    events: Mapping[str, EventRow], pairs: Iterable[Pair]
) -> Iterable[tuple[float, str, str]]:
    """Pairs that are likelier one happening than two, with the score negated."""
    for one, two in _ordered(pairs, events):
        found = match(events[one], events[two])
        if found and found.score > 0:
            yield -found.score, one, two


class _Grouping:
    """The groups so far; `_group` maps each event's id to the group that holds it."""

    def __init__(self, events: Mapping[str, EventRow], cuts: Iterable[Pair]) -> None:
        self._events = events
        self._cuts: dict[str, set[str]] = defaultdict(set)
        for one, two in cuts:
            self._cuts[one].add(two)
            self._cuts[two].add(one)
        self._bound: set[str] = set()
        self._refused: dict[tuple[int, int], tuple[int, int]] = {}
        self._group: dict[str, _Group] = {}
        self._groups_made = 0
        for id in events:
            self._make([id])

    def groups(self) -> list[_Group]:
        return list({group.key: group for group in self._group.values()}.values())

    def join(self, one: str, two: str) -> None:
        """Merges the groups of two events that a reviewer joined, unless a cut is between them."""
        a, b = self._group[one], self._group[two]
        if a is not b and not self._cut(a, b):
            self._merge(a, b)
            self._bound.update((one, two))

    def repeat(self, one: str, two: str) -> None:
        """Merges the groups of an event and its repetition, unless a cut is between them."""
        a, b = self._group[one], self._group[two]
        if a is not b and not self._cut(a, b):
            self._merge(a, b, (0, 0))
            self._bound.update((one, two))

    def link(self, one: str, two: str) -> None:
        """Merges the groups of two events if they agree on average and may be merged."""
        a, b = self._group[one], self._group[two]
        if a is b:
            return
        key, sizes = (a.key, b.key), (len(a.ids), len(b.ids))
        if self._refused.get(key) == sizes:
            return
        if not self._cut(a, b) and self._agree(a, b, (one, two)):
            a, b = self._group[one], self._group[two]
            self._merge(a, b, _best_parts(a, b)[1])
        else:
            self._refused[key] = sizes

    def _agree(self, a: _Group, b: _Group, ends: Pair) -> bool:
        """Whether two groups agree on average, once what reports tell apart has been set aside.

        Where few of many reports tell two of their events apart, the one of such a pair that
        tells less leaves its group instead: it came there by what it doesn't say. The `ends` of
        the link that brings the groups together stay, and what was joined does.
        """
        agreement, _ = _best_parts(a, b)
        if agreement <= 0:
            return False
        misplaced = self._misplaced(a, b)
        reports = {self._events[event].report_id for event in misplaced}
        most = FEW_REPORTS * min(len(a.of_report), len(b.of_report))
        stuck = not misplaced.isdisjoint(ends) or not misplaced.isdisjoint(self._bound)
        if misplaced and (stuck or agreement < CLEAR_AGREEMENT or len(reports) > most):
            return False
        for event in sorted(misplaced):
            self._make([other for other in self._group[event].ids if other != event])
            self._make([event])
        return True

    def _misplaced(self, a: _Group, b: _Group) -> set[str]:
        """Of each pair of events that a report tells apart, the one that tells less."""
        return {
            min((one, two), key=lambda event: (self._events[event].richness, event))
            for report in a.of_report.keys() & b.of_report.keys()
            for one in a.of_report[report]
            for two in b.of_report[report]
            if told_apart(self._events[one], self._events[two])
        }

    def _cut(self, a: _Group, b: _Group) -> bool:
        smaller, larger = (a, b) if len(a.cut_from) <= len(b.cut_from) else (b, a)
        return any(self._group[other] is larger for other in smaller.cut_from)

    def _make(self, ids: list[str]) -> None:
        """Makes these events a group of their own."""
        self._groups_made += 1
        of_report: dict[str, list[str]] = {}
        cut_from: set[str] = set()
        for id in ids:
            of_report.setdefault(self._events[id].report_id, []).append(id)
            cut_from |= self._cuts.get(id, set())
        parts = [_representatives([self._events[id] for id in ids])]
        group = _Group(self._groups_made, ids, parts, of_report, cut_from)
        for id in ids:
            self._group[id] = group

    def _merge(self, a: _Group, b: _Group, agreeing: tuple[int, int] | None = None) -> None:
        """Makes two groups one, in which those parts of `a` and `b` that agree become one."""
        larger, smaller = (a, b) if len(a.ids) >= len(b.ids) else (b, a)
        larger.ids += smaller.ids
        larger.cut_from |= smaller.cut_from
        for report, ids in smaller.of_report.items():
            larger.of_report.setdefault(report, []).extend(ids)
        larger.parts = _merged_parts(a.parts, b.parts, agreeing)
        for event in smaller.ids:
            self._group[event] = larger


def _representatives(events: list[EventRow]) -> list[EventRow]:
    """The events that tell most, of different reports first.

    What tells less than half as much as the richest hasn't enough to agree or disagree with.
    """
    richest = max(event.richness for event in events)
    taken: dict[str, int] = defaultdict(int)
    ranked = []
    for event in sorted(events, key=lambda e: (-e.richness, e.id)):
        if 2 * event.richness >= richest:
            ranked.append((taken[event.report_id], -event.richness, event.id, event))
            taken[event.report_id] += 1
    return [event for *_, event in sorted(ranked, key=lambda rank: rank[:3])[:REPRESENTATIVES]]


def _merged_parts(
    a: list[list[EventRow]], b: list[list[EventRow]], agreeing: tuple[int, int] | None
) -> list[list[EventRow]]:
    if agreeing is None:
        return a + b
    one, two = agreeing
    others = [part for n, part in enumerate(a) if n != one]
    others += [part for n, part in enumerate(b) if n != two]
    return [_representatives(a[one] + b[two]), *others]


def _best_parts(a: _Group, b: _Group) -> tuple[float, tuple[int, int]]:
    """The best agreement of a part of one group with a part of another, and which two these are."""
    found = [
        (-_agreement(one, two), (m, n))
        for m, one in enumerate(a.parts)
        for n, two in enumerate(b.parts)
    ]
    disagreement, parts = min(found)
    return -disagreement, parts


def _agreement(a: list[EventRow], b: list[EventRow]) -> float:
    """The average score of the pairs of two groups' representatives."""
    scores = [_score(one, two) for one in a for two in b]
    return sum(scores) / len(scores)


def _score(one: EventRow, two: EventRow) -> float:
    found = match(one, two)
    return max(LEAST, found.score) if found else LEAST


def best_match(event: EventRow, others: Iterable[EventRow]) -> tuple[Match, EventRow] | None:
    """The event of `others` that `event` agrees with best, by score and then by id."""
    found = [(m, other) for other in others if other is not event and (m := match(event, other))]
    return min(found, key=lambda pair: (-pair[0].score, pair[1].id)) if found else None
