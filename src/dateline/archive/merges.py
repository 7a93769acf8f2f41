"""Reports that put several stories together: they rest on each, and make none of them another's."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dateline.archive.groups import Groups
from dateline.archive.links import STORY_KINDS, TextLink

if TYPE_CHECKING:
    from dateline.archive.resemblance import Mask

WHOLE: Final = 0.8
"""A report that has this share of another's shingles has all of its stories."""
PART: Final = 0.12
"""The least share of a merged report that each of its stories fills."""
OVERLAP: Final = 0.5
"""Parts that overlap by this share of the smaller one are of one story."""


def find_merges(found: Sequence[TextLink]) -> list[TextLink]:
    """The same links, in the same order, with those of merged reports turned to merges.

    `found` is sorted by publication of the later report. A report is merged if different parts of
    it stand in earlier reports that nothing else holds together, or if an earlier report that has
    all of it is.
    """
    of_later: dict[str, list[TextLink]] = defaultdict(list)
    for one in found:
        if one.mask is not None:
            of_later[one.link.report_id].append(one)
    suspects = {
        report_id: parts
        for report_id, links in of_later.items()
        if len(links) > 1 and len(parts := _parts(links)) > 1
    }
    if not suspects:
        return list(found)
    stories = Groups()
    for one in found:
        ends = {one.link.report_id, one.link.origin_id}
        if one.mask is not None and ends.isdisjoint(suspects):
            stories.join(*ends)
    merged: set[str] = set()
    for report_id, parts in suspects.items():
        wholes = {one.link.origin_id for one in of_later[report_id] if _is_whole(one)}
        if wholes and wholes.isdisjoint(merged):
            continue
        if len({stories.find(part[0].link.origin_id) for part in parts}) > 1:
            merged.add(report_id)
    return [one for one in (_turned(one, merged, of_later) for one in found) if one]


def _parts(links: Iterable[TextLink]) -> list[list[TextLink]]:
    """The links by the part of the later report that they share; small parts are left out."""
    parts: list[tuple[Mask, list[TextLink]]] = []
    partial = [one for one in links if not _is_whole(one) and _coverage(one) >= PART]
    for one in sorted(partial, key=lambda one: (-_coverage(one), one.link.origin_id)):
        assert one.mask is not None
        for mask, part in parts:
            if (mask & one.mask).sum() >= OVERLAP * min(mask.sum(), one.mask.sum()):
                part.append(one)
                break
        else:
            parts.append((one.mask, [one]))
    return [part for _, part in parts]


def _turned(
    one: TextLink, merged: set[str], of_later: dict[str, list[TextLink]]
) -> TextLink | None:
    """The link as it is once it is known which reports are merged."""
    link = one.link
    if link.kind not in STORY_KINDS:
        return one
    if link.report_id in merged:
        if link.origin_id in merged:
            return one
        reason = f"{link.reason}, and others with another story"
        return replace(one, link=replace(link, kind="merge", reason=reason))
    if link.origin_id not in merged:
        return one
    # What shares a part with a merged report rests on the story itself, where that is known.
    others = (o.link.origin_id for o in of_later[link.report_id])
    return None if any(other not in merged for other in others) else one


def _coverage(one: TextLink) -> float:
    return float(one.mask.mean()) if one.mask is not None and len(one.mask) else 0.0


def _is_whole(one: TextLink) -> bool:
    return _coverage(one) >= WHOLE
