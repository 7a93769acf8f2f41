"""Weak links between two stories hold only if enough of their reports are alike."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from dateline.archive.groups import Groups
from dateline.archive.links import STORY_KINDS, TextLink

SUPPORT: Final = 0.5
"""So many of the pairs that were compared between two sets must be linked."""


def supported(found: Sequence[TextLink], compared: Iterable[tuple[str, str]]) -> list[TextLink]:
    """The links, with weak ones that others contradict turned into what holds instead.

    `compared` are all pairs (smaller id first) that were compared, linked or not. Without this a
    single chance likeness would make two stories with all their copies one.
    """
    groups = Groups()
    for one in found:
        if one.strong:
            groups.join(one.link.report_id, one.link.origin_id)
    linked = Counter(
        _between(groups, one.link.report_id, one.link.origin_id)
        for one in found
        if one.link.kind in STORY_KINDS
    )
    tried: Counter[tuple[str, str]] = Counter()
    for pair in compared:
        between = _between(groups, *pair)
        if between in linked:
            tried[between] += 1
    kept = []
    for one in found:
        between = _between(groups, one.link.report_id, one.link.origin_id)
        weak = one.link.kind in STORY_KINDS and between[0] != between[1]
        if not weak or linked[between] >= SUPPORT * tried[between]:
            kept.append(one)
        elif one.instead:
            kept.append(TextLink(one.instead, None))
    return kept


def _between(groups: Groups, one: str, other: str) -> tuple[str, str]:
    a, b = groups.find(one), groups.find(other)
    return (a, b) if a <= b else (b, a)
