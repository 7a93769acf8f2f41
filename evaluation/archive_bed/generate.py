"""The bed from a seed: happenings, who tells them, and what others make of what was told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Final

from evaluation.archive_bed.derived import (
    Draft,
    Source,
    copy,
    merge,
    original,
    rewrite,
    trim,
    update,
)
from evaluation.archive_bed.grammar import between, blocks, chance, pick
from evaluation.archive_bed.happenings import Happening, happening, look_alike
from evaluation.archive_bed.telling import Telling
from evaluation.archive_bed.truth import Bed, BedReport, Incident, Story

_LOOK_ALIKES: Final = 20  # per cent of happenings that have one
_DENIED: Final = 15
_MERGED: Final = 12
_UPDATED: Final = 25
_INDEPENDENTS: Final = (0, 0, 0, 1, 1, 2)
_SHARED_QUOTE: Final = 20
_DISAGREES: Final = 30


def make_bed(*, seed: int = 1, stories: int = 300) -> Bed:
    """A bed of `stories` happenings told by agencies, and about half as many told besides."""
    happenings = list(_happenings(seed, stories))
    sources: list[Source] = []
    drafts: list[Draft] = []
    for one in happenings:
        told = list(_tellings(one))
        sources += told
        for source in told:
            drafts += _reports_of(source)
    drafts += _merges(sources)
    drafts.sort(key=lambda draft: (draft.report.published, draft.report.id))
    unique = {draft.report.id: draft.report for draft in reversed(drafts)}
    reports = tuple(sorted(unique.values(), key=lambda report: (report.published, report.id)))
    firsts = {draft.report.stories[0]: draft.report.id for draft in drafts if draft.first}
    all_stories = tuple(
        Story(
            id=source.id,
            incident=source.telling.happening.id,
            outlet=source.outlet,
            report=firsts[source.id],
            is_base=source.is_agency,
        )
        for source in sources
    )
    return Bed(
        reports=reports,
        stories=all_stories,
        incidents=tuple(_incidents(happenings, all_stories, reports)),
    )


def _happenings(seed: int, count: int) -> Iterator[Happening]:
    for number in range(count):
        one = happening(f"{seed}.{number}")
        yield one
        if chance(f"{one.id}/look-alike", _LOOK_ALIKES):
            yield look_alike(f"{seed}.{number}b", one)


def _tellings(one: Happening) -> Iterator[Source]:
    """The agency's telling, then independent ones and denials, each by another outlet."""
    agency = pick(f"{one.id}/agency", blocks("details")["agency"])
    first = Telling(
        key=f"{one.id}/0", happening=one, numbers=dict(one.numbers), actor=one.actor, day=one.day
    )
    yield Source(id=f"{one.id}/0", telling=first, outlet=agency, is_agency=True)
    outlets = _outlets(one.id)
    for number in range(1, 1 + pick(f"{one.id}/independents", _INDEPENDENTS)):
        key = f"{one.id}/{number}"
        telling = _independent(key, first, denier=None)
        yield Source(id=key, telling=telling, outlet=next(outlets), is_agency=False)
    if chance(f"{one.id}/denied", _DENIED) and not one.actor.startswith("the foreign minister"):
        key = f"{one.id}/denial"
        telling = _independent(key, first, denier=one.actor)
        yield Source(id=key, telling=telling, outlet=next(outlets), is_agency=False)


def _independent(key: str, first: Telling, *, denier: str | None) -> Telling:
    """Another newsroom's telling; it may differ from the first in a count, the actor or day."""
    one = first.happening
    numbers, actor, day = dict(one.numbers), one.actor, one.day
    if denier is None and chance(f"{key}/disagrees", _DISAGREES):
        fields = ["day", *("number" for _ in sorted(numbers)[:1])]
        fields += ["actor"] if one.actor[4:] in blocks("details")["denomination"] else []
        field = pick(f"{key}/field", fields)
        if field == "number":
            name = "killed" if "killed" in numbers else min(numbers)
            numbers[name] += max(1, numbers[name] // 4)
        elif field == "actor":
            others = [name for name in blocks("details")["denomination"] if name != actor[4:]]
            actor = f"the {pick(f'{key}/actor', others)}"
        else:
            day -= timedelta(days=1)
    return Telling(
        key=key,
        happening=one,
        numbers=numbers,
        actor=actor,
        day=day,
        other=first.key,
        shared_quote=chance(f"{key}/shared", _SHARED_QUOTE),
        denier=denier,
    )


def _reports_of(source: Source) -> Iterator[Draft]:
    """The report of a story, and what other outlets make of it."""
    yield original(source)
    outlets = (name for name in _outlets(f"{source.id}/takers") if name != source.outlet)
    many = 3 if source.is_agency else 1
    for number in range(between(f"{source.id}/copies", 0, many)):
        yield copy(source, next(outlets), number)
    for number in range(between(f"{source.id}/trims", 0, max(1, many - 1))):
        yield trim(source, next(outlets), number)
    for number in range(between(f"{source.id}/rewrites", 0, many)):
        yield rewrite(source, next(outlets), number)
    changes = source.is_agency and "killed" in source.telling.numbers
    if changes and chance(f"{source.id}/updated", _UPDATED):
        yield update(source)


def _merges(sources: list[Source]) -> Iterator[Draft]:
    """Reports that put a story of an agency together with the next one of another happening."""
    told = sorted((s for s in sources if s.is_agency), key=lambda s: (s.published, s.id))
    for one, other in pairwise(told):
        if other.published - one.published > timedelta(days=2):
            continue
        if chance(f"{one.id}/merged", _MERGED):
            yield merge(one, other, next(_outlets(f"{one.id}/merger")))


def _outlets(key: str) -> Iterator[str]:
    """Outlets in an order of their own for each key, none twice."""
    names = blocks("details")["outlet"]
    start = between(f"{key}/outlet", 0, len(names) - 1)
    yield from names[start:] + names[:start]


def _incidents(
    happenings: Iterable[Happening], stories: Iterable[Story], reports: Iterable[BedReport]
) -> Iterator[Incident]:
    outlets = defaultdict(set)
    for story in stories:
        outlets[story.incident].add(story.outlet)
    telling = defaultdict(list)
    for report in reports:
        for told in report.told:
            telling[told.incident].append((report, told))
    for one in happenings:
        values: dict[str, dict[str, None]] = defaultdict(dict)
        for _, told in telling[one.id]:
            values["day"][told.day] = None
            if told.actor:
                values["actor"][told.actor] = None
            for name, number in told.numbers.items():
                values[name][str(number)] = None
        first = telling[one.id][0][1]
        yield Incident(
            id=one.id,
            type=first.type,
            mode=first.mode,
            actor=one.actor,
            recipient=one.recipient,
            town=one.town,
            country=one.country.code,
            day=one.day.isoformat(),
            numbers=one.numbers,
            reports=tuple(report.id for report, _ in telling[one.id]),
            origins=len(outlets[one.id]),
            denied_by=tuple(sorted({t.denied_by for _, t in telling[one.id] if t.denied_by})),
            disagreements={
                name: tuple(sorted(found)) for name, found in values.items() if len(found) > 1
            },
        )
