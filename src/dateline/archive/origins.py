"""What reports rest on: earlier reports whose text they carry, and outlets that they credit.

`find_links` gives every link a kind, a score and a reason. From the links follow the stories (all
copies, trims and rewrites of one text), and from these the independent origins of the codebook,
section 9: an incident has as many as `independent_origins` counts over its reports.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Final

from dateline.archive.groups import Groups
from dateline.archive.links import (
    OUTLET,
    STORY_KINDS,
    Link,
    ReportText,
    TextLink,
    judge,
    moment,
    origin_credits,
)
from dateline.archive.merges import find_merges
from dateline.archive.resemblance import Wording, resemblance, wording
from dateline.archive.support import supported
from dateline.archive.wording import quotations

__all__ = [
    "Link",
    "ReportText",
    "find_links",
    "independent_origins",
    "origin_groups",
    "quotations",
    "story_groups",
]

_WORDINGS: Final = 40_000
"""Reports whose wording is held at once: some 200 MB."""


def find_links(reports: Iterable[ReportText], candidates: Iterable[tuple[str, str]]) -> list[Link]:
    """The links of `reports`, sorted, of which `candidates` are pairs that may share text.

    Of the links between the reports of one story each report keeps the strongest to an earlier
    one, and those are kept that hold the story together. That two stories quote the same words is
    told once. Nothing depends on the order of reports or candidates.
    """
    known = {report.report_id: report for report in reports}
    links = [link for report in known.values() for link in origin_credits(report)]
    order = {one: (moment(report), one) for one, report in known.items()}

    @lru_cache(maxsize=_WORDINGS)
    def wording_of(report_id: str) -> Wording:
        report = known[report_id]
        return wording(report.text, report.quotations)

    found: list[TextLink] = []
    compared = sorted(
        {(min(a, b), max(a, b)) for a, b in candidates if a != b and a in known and b in known}
    )
    for pair in compared:
        earlier, later = sorted(pair, key=order.__getitem__)
        alike = resemblance(wording_of(later), wording_of(earlier))
        if alike and (link := judge(known[later], known[earlier], alike)):
            found.append(link)
    found = supported(found, compared)
    found.sort(key=lambda one: (order[one.link.report_id], order[one.link.origin_id]))
    return sorted(links + _kept(find_merges(found), order))


def story_groups(links: Iterable[Link]) -> dict[str, str]:
    """Report to story: the smallest id of the reports that are copies, trims or rewrites."""
    groups = Groups()
    for link in links:
        groups.find(link.report_id)
        if not link.origin_id.startswith(OUTLET):
            groups.find(link.origin_id)
        if link.kind in STORY_KINDS:
            groups.join(link.report_id, link.origin_id)
    return groups.names()


def origin_groups(links: Iterable[Link]) -> dict[str, tuple[str, ...]]:
    """Report to what it rests on: outlets ("outlet:NAME"), or its story where none is known.

    A report has several origins if it merges stories or credits several outlets. One without any
    link isn't in the result; it is its own origin.
    """
    links = list(links)
    stories = story_groups(links)
    roots = _story_origins(links, stories)
    origins: dict[str, list[str]] = {}
    merged = {link.report_id for link in links if link.kind == "merge"}
    for report_id, story in stories.items():
        origins[report_id] = [] if report_id in merged else [roots[story]]
    for link in links:
        if link.kind == "merge":
            origins[link.report_id].append(roots[stories[link.origin_id]])
        elif link.kind == "credit":
            origins[link.report_id].append(link.origin_id)
    return {report_id: tuple(dict.fromkeys(found)) for report_id, found in origins.items()}


def independent_origins(origins: Iterable[Collection[str]]) -> set[str]:
    """The independent origins of some reports, given the origins of each.

    A report with several origins adds none if one of them is another report's.
    """
    counted: set[str] = set()
    for found in sorted((sorted(one) for one in origins), key=lambda one: (len(one), one)):
        if found and counted.isdisjoint(found):
            counted.add(found[0])
    return counted


def _story_origins(links: list[Link], stories: dict[str, str]) -> dict[str, str]:
    """Story to the outlet most of its reports credit, else its first report's, else itself."""
    credited: dict[str, Counter[str]] = defaultdict(Counter)
    own: dict[str, dict[str, str]] = defaultdict(dict)
    followers = Counter(link.origin_id for link in links if link.kind in STORY_KINDS)
    resting = {link.report_id for link in links if link.kind in STORY_KINDS}
    for link in links:
        story = stories[link.report_id]
        if link.kind == "credit":
            credited[story][link.origin_id] += 1
        elif link.kind == "own" and link.report_id not in resting:
            own[story][link.report_id] = link.origin_id
    found = {}
    for story in sorted(set(stories.values())):
        names = credited[story]
        most = max(names.values(), default=0)
        best = min((name for name, count in names.items() if count == most), default=None)
        first = max(own[story], key=lambda one: (followers[one], one), default=None)
        found[story] = best or (own[story][first] if first else story)
    return found


def _kept(found: Iterable[TextLink], order: dict[str, tuple[float, str]]) -> list[Link]:
    """The links that tell what there is to tell: see `find_links`."""
    links = [one.link for one in found]
    rank = {kind: place for place, kind in enumerate(("copy", "trim", "rewrite"))}
    links.sort(
        key=lambda link: (
            rank.get(link.kind, len(rank)),
            -round(link.score, 2),
            order[link.origin_id],
            link.report_id,
        )
    )
    stories, resting, kept = Groups(), set(), []
    for link in links:
        if link.kind in STORY_KINDS:
            joins = stories.join(link.report_id, link.origin_id)
            if joins or link.report_id not in resting:
                resting.add(link.report_id)
                kept.append(link)
    told: set[tuple[str, str, str]] = set()
    for link in links:
        here, there = stories.find(link.report_id), stories.find(link.origin_id)
        if link.kind in STORY_KINDS or here == there:
            continue
        between = (link.kind, link.report_id, there)
        if link.kind == "shared_quotation":
            between = (link.kind, min(here, there), max(here, there))
        if between not in told:
            told.add(between)
            kept.append(link)
    return kept
