"""Events to happenings: greedy average linkage over scored pairs, within what must stay apart.

The outcome is a function of the events, cuts and joins alone: pairs are taken by falling score and
then by id. Two groups are merged if their events agree on average, which is estimated from the
events of each that tell most; groups that a reviewer cut, or that one report tells apart, never.

Events are called by numbers in the order of their ids and looked up when they are needed, so that
those of a large archive needn't be in memory.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dateline.archive.event_rows import EventRow
from dateline.archive.matching import LEAST, Match, match, told_apart

Pair = tuple[str, str]
"""Ids of two events."""
NumberPair = tuple[int, int]
"""Numbers of two events, the smaller first."""
Edge = tuple[float, int, int]
"""A pair that agrees, after its score, which is negated so that the best come first."""
Lookup = Callable[[int], EventRow]
"""The event of a number."""

REPRESENTATIVES: Final = 6
"""Events of a group that stand for it, which bounds the cost of comparing two groups."""
CLEAR_AGREEMENT: Final = 1.0
"""Points that groups must agree by where a report tells two of their events apart ..."""
FEW_REPORTS: Final = 0.4
"""... and the most of the smaller group's reports that may do so."""
_SCORES_HELD: Final = 1 << 16


@dataclass(slots=True)
class _Group:
    """Events that are one happening so far; `of_report` has them by report.

    `parts` are what stands for it, one list for all that was found to agree. Only reviewers join
    events that don't, and then each part may agree with others on its own. `key` is another one
    whenever other events are in the group.
    """

    key: int
    members: list[int]
    parts: list[list[int]]
    of_report: dict[str, list[int]]
    cut_from: frozenset[int]


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
    ids = sorted(events)
    numbers = {id: number for number, id in enumerate(ids)}
    rows = [events[id] for id in ids]
    repeats = ((event.id, event.same_as) for event in rows if event.same_as)
    found = sorted(edges(rows.__getitem__, numbered(pairs, numbers)))
    links = Links(
        edges=[(one, two) for _, one, two in found],
        repeats=numbered(repeats, numbers),
        cuts=numbered(cuts, numbers),
        joins=numbered(joins, numbers),
    )
    groups = happenings(rows.__getitem__, range(len(ids)), links)
    return [[ids[one] for one in group] for group in groups]


def numbered(pairs: Iterable[Pair], numbers: Mapping[str, int]) -> list[NumberPair]:
    """The pairs of known events as numbers, each once and sorted."""
    known = ((numbers[a], numbers[b]) for a, b in pairs if a in numbers and b in numbers)
    return sorted({(min(pair), max(pair)) for pair in known if pair[0] != pair[1]})


def edges(event: Lookup, pairs: Iterable[NumberPair]) -> list[Edge]:
    """Those of the pairs that are likelier one happening than two."""
    found = ((match(event(one), event(two)), one, two) for one, two in pairs)
    return [(-m.score, one, two) for m, one, two in found if m and m.score > 0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What tells whether events are one happening or two."""

    edges: Iterable[NumberPair] = ()
    """Pairs that agree, those that agree best first, then in order."""
    repeats: Sequence[NumberPair] = ()
    """An event and the one of its report that it tells again."""
    cuts: Sequence[NumberPair] = ()
    joins: Sequence[NumberPair] = ()
    """What reviewers say."""


def happenings(event: Lookup, members: Iterable[int], links: Links) -> list[list[int]]:
    """The events of each happening, sorted, happenings by their first.

    Events that no chain of links connects don't touch each other: they may be clustered apart.
    """
    grouping = _Grouping(event, links.cuts)
    for pair in sorted(links.joins):
        grouping.join(*pair)
    for pair in sorted(links.repeats):
        grouping.repeat(*pair)
    for pair in links.edges:
        grouping.link(*pair)
    return grouping.groups(members)


class _Grouping:
    """The groups so far; `_group` maps each event that isn't alone as at first to its group."""

    def __init__(self, event: Lookup, cuts: Iterable[NumberPair]) -> None:
        self._event = event
        self._cuts: dict[int, set[int]] = defaultdict(set)
        for one, two in cuts:
            self._cuts[one].add(two)
            self._cuts[two].add(one)
        self._bound: set[int] = set()
        self._refused: set[tuple[int, int]] = set()
        self._group: dict[int, _Group] = {}
        self._keys_made = 0
        self._score = lru_cache(_SCORES_HELD)(self._scored)

    def groups(self, members: Iterable[int]) -> list[list[int]]:
        """All groups of these events, sorted."""
        found = [
            sorted(group.members) for group in {g.key: g for g in self._group.values()}.values()
        ]
        return sorted(found + [[one] for one in members if one not in self._group])

    def join(self, one: int, two: int) -> None:
        """Merges the groups of two events that a reviewer joined, unless a cut is between them."""
        self._bind(one, two, None)

    def repeat(self, one: int, two: int) -> None:
        """Merges the groups of an event and its repetition, unless a cut is between them."""
        self._bind(one, two, (0, 0))

    def _bind(self, one: int, two: int, agreeing: tuple[int, int] | None) -> None:
        a, b = self._of(one), self._of(two)
        if a is not b and not self._cut(a, b):
            self._merge(a, b, agreeing)
            self._bound.update((one, two))

    def link(self, one: int, two: int) -> None:
        """Merges the groups of two events if they agree on average and may be merged."""
        a, b = self._of(one), self._of(two)
        if a is b:
            return
        keys = (a.key, b.key)
        if keys in self._refused:
            return
        if not self._cut(a, b) and self._agree(a, b, (one, two)):
            a, b = self._of(one), self._of(two)
            self._merge(a, b, self._best_parts(a, b)[1])
        else:
            self._refused.add(keys)

    def _of(self, one: int) -> _Group:
        """The group of an event; one that is alone as at first isn't held, which saves memory."""
        group = self._group.get(one)
        if group is None:
            of_report = {self._event(one).report_id: [one]}
            group = _Group(one, [one], [[one]], of_report, frozenset(self._cuts.get(one, ())))
        return group

    def _agree(self, a: _Group, b: _Group, ends: NumberPair) -> bool:
        """Whether two groups agree on average, once what reports tell apart has been set aside.

        Where few of many reports tell two of their events apart, the one of such a pair that
        tells less leaves its group instead: it came there by what it doesn't say. The `ends` of
        the link that brings the groups together stay, and what was joined does.
        """
        agreement, _ = self._best_parts(a, b)
        if agreement <= 0:
            return False
        misplaced = self._misplaced(a, b)
        reports = {self._event(one).report_id for one in misplaced}
        most = FEW_REPORTS * min(len(a.of_report), len(b.of_report))
        stuck = not misplaced.isdisjoint(ends) or not misplaced.isdisjoint(self._bound)
        if misplaced and (stuck or agreement < CLEAR_AGREEMENT or len(reports) > most):
            return False
        for one in sorted(misplaced):
            self._make([other for other in self._group[one].members if other != one])
            self._make([one])
        return True

    def _misplaced(self, a: _Group, b: _Group) -> set[int]:
        """Of each pair of events that a report tells apart, the one that tells less."""
        return {
            min((one, two), key=lambda event: (self._event(event).richness, event))
            for report in a.of_report.keys() & b.of_report.keys()
            for one in a.of_report[report]
            for two in b.of_report[report]
            if told_apart(self._event(one), self._event(two))
        }

    def _cut(self, a: _Group, b: _Group) -> bool:
        smaller, larger = (a, b) if len(a.cut_from) <= len(b.cut_from) else (b, a)
        return any(
            self._group.get(other) is larger or larger.members == [other]
            for other in smaller.cut_from
        )

    def _new_key(self) -> int:
        """A key that no group had; those of events alone as at first are their numbers."""
        self._keys_made += 1
        return -self._keys_made

    def _make(self, members: list[int]) -> None:
        """Makes these events a group of their own."""
        of_report: dict[str, list[int]] = {}
        for one in members:
            of_report.setdefault(self._event(one).report_id, []).append(one)
        cut_from = frozenset(other for one in members for other in self._cuts.get(one, ()))
        parts = [self._representatives(members)]
        group = _Group(self._new_key(), members, parts, of_report, cut_from)
        for one in members:
            self._group[one] = group

    def _merge(self, a: _Group, b: _Group, agreeing: tuple[int, int] | None = None) -> None:
        """Makes two groups one, in which those parts of `a` and `b` that agree become one."""
        larger, smaller = (a, b) if len(a.members) >= len(b.members) else (b, a)
        held = larger.members[0] in self._group
        moved = smaller.members if held else larger.members + smaller.members
        larger.members += smaller.members
        larger.key = self._new_key()
        larger.cut_from |= smaller.cut_from
        for report, members in smaller.of_report.items():
            larger.of_report.setdefault(report, []).extend(members)
        larger.parts = self._merged_parts(a.parts, b.parts, agreeing)
        for one in moved:
            self._group[one] = larger

    def _representatives(self, members: list[int]) -> list[int]:
        """The events that tell most, of different reports first.

        What tells less than half as much as the richest hasn't enough to agree or disagree with.
        """
        events = {one: self._event(one) for one in members}
        richness = {one: event.richness for one, event in events.items()}
        richest = max(richness.values())
        taken: dict[str, int] = defaultdict(int)
        ranked = []
        for one in sorted(events, key=lambda one: (-richness[one], one)):
            if 2 * richness[one] >= richest:
                report_id = events[one].report_id
                ranked.append((taken[report_id], -richness[one], one))
                taken[report_id] += 1
        return [one for *_, one in sorted(ranked)[:REPRESENTATIVES]]

    def _merged_parts(
        self, a: list[list[int]], b: list[list[int]], agreeing: tuple[int, int] | None
    ) -> list[list[int]]:
        if agreeing is None:
            return a + b
        one, two = agreeing
        others = [part for n, part in enumerate(a) if n != one]
        others += [part for n, part in enumerate(b) if n != two]
        return [self._representatives(a[one] + b[two]), *others]

    def _best_parts(self, a: _Group, b: _Group) -> tuple[float, tuple[int, int]]:
        """The best agreement of a part of one group with one of another, and which they are."""
        found = [
            (-self._agreement(one, two), (m, n))
            for m, one in enumerate(a.parts)
            for n, two in enumerate(b.parts)
        ]
        disagreement, parts = min(found)
        return -disagreement, parts

    def _agreement(self, a: list[int], b: list[int]) -> float:
        """The average score of the pairs of two groups' representatives."""
        scores = [self._score(one, two) for one in a for two in b]
        return sum(scores) / len(scores)

    def _scored(self, one: int, two: int) -> float:
        found = match(self._event(one), self._event(two))
        return max(LEAST, found.score) if found else LEAST


def best_match(event: EventRow, others: Iterable[EventRow]) -> tuple[Match, EventRow] | None:
    """The event of `others` that `event` agrees with best, by score and then by id."""
    found = [(m, other) for other in others if other is not event and (m := match(event, other))]
    return min(found, key=lambda pair: (-pair[0].score, pair[1].id)) if found else None
