"""Reports of a story: the story itself, and copies, trims, rewrites, merges and updates of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Final

from evaluation.archive_bed.grammar import between, blocks, chance, draw, fill, parse, pick, render
from evaluation.archive_bed.happenings import KINDS
from evaluation.archive_bed.telling import Passage, Telling, number_words
from evaluation.archive_bed.truth import BedReport, Told

_REWRITTEN: Final = (35, 70, 100)
"""Per cent of passages put in other words: light, middling and heavy rewrites."""
_DROPPED: Final = 25
"""Per cent of passages that a rewrite leaves out; one quotation always stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A story as one newsroom wrote it."""

    id: str
    telling: Telling
    outlet: str
    is_agency: bool

    @property
    def published(self) -> datetime:
        """On the day of the happening or early on the next; an independent one may come first."""
        start = datetime.combine(self.telling.happening.day, time(12), UTC)
        return start + timedelta(minutes=between(f"{self.id}/published", 0, 16 * 60))

    @property
    def passages(self) -> list[Passage]:
        """The body as first published."""
        return [self.telling.passage(slots) for slots in self.telling.plan]

    @property
    def dateline(self) -> str:
        """The dateline as first published."""
        return f"{self.telling.happening.town.upper()} ({self.outlet}) -"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report, and whether it is the first of its story."""

    report: BedReport
    first: bool = False


def original(source: Source) -> Draft:
    """The story as its own newsroom published it."""
    report = _report(
        source,
        title=source.telling.title(),
        passages=source.passages,
        outlet=source.outlet,
        published=source.published,
        dateline=source.dateline if source.is_agency else None,
        credits=(source.outlet,) if source.is_agency else (),
        kind="original",
    )
    return Draft(report=report, first=True)


def copy(source: Source, outlet: str, number: int) -> Draft:
    """The same body under another headline, with furniture, now and then a paragraph short."""
    key = f"{source.id}/copy{number}"
    passages = source.passages
    if chance(f"{key}/short", 30) and len(passages) > 5:
        del passages[between(f"{key}/which", 3, len(passages) - 1)]
    return _taken(source, key, outlet, passages, kind="copy", version=1 + number)


def trim(source: Source, outlet: str, number: int) -> Draft:
    """The first paragraphs only."""
    key = f"{source.id}/trim{number}"
    kept = _opening(source, between(f"{key}/kept", 2, 4))
    return _taken(source, key, outlet, kept, kind="trim", version=4 + number)


def rewrite(source: Source, outlet: str, number: int) -> Draft:
    """The same facts and quotations in other words and another order, under another lead."""
    key = f"{source.id}/rewrite{number}"
    version = 7 + number
    share = pick(f"{key}/share", _REWRITTEN)
    telling = source.telling
    lead = telling.passage("lead", version, other_line=True)
    rest = [slots for slots in telling.plan if slots != "lead"]
    rest = [part for slots in rest for part in slots.split("+") if part != "lead"]
    rest.sort(key=lambda slot: draw(f"{key}/order/{slot}", 1 << 30))
    kept = [slot for slot in rest if not chance(f"{key}/drop/{slot}", _DROPPED)]
    if not any(slot.startswith("quote") for slot in kept):
        kept.append(next(slot for slot in rest if slot.startswith("quote")))
    passages = [lead]
    for slot in kept:
        again = chance(f"{key}/again/{slot}", share)
        passage = telling.passage(slot, version if again else 0)
        quoted = slot.startswith("quote")
        passages.append(passage if quoted or not again else _with_synonyms(passage))
    return _taken(source, key, outlet, passages, kind="rewrite", version=version)


def update(source: Source) -> Draft:
    """The agency some hours later: more dead, a passage about it, the rest as before."""
    key = f"{source.id}/update"
    before = source.telling.numbers["killed"]
    numbers = source.telling.numbers | {"killed": before + between(f"{key}/more", 1, 6)}
    telling = replace(source.telling, numbers=numbers)
    (template,) = parse(pick(f"{key}/line", blocks("common")["update.toll"]))
    words = {"killed": number_words(numbers["killed"]), "oldkilled": number_words(before)}
    news = fill(render(template, key, 0), words.__getitem__)
    passages = [telling.passage(slots) for slots in telling.plan]
    passages.insert(2, Passage(news, "update", frozenset({"killed"})))
    report = _report(
        replace(source, telling=telling),
        title=telling.title(2),
        passages=passages,
        outlet=source.outlet,
        published=source.published + timedelta(minutes=between(f"{key}/later", 120, 600)),
        dateline=source.dateline,
        credits=(source.outlet,),
        kind="update",
    )
    return Draft(report=report)


def merge(one: Source, other: Source, outlet: str) -> Draft:
    """The first paragraphs of two stories in one report."""
    key = f"{one.id}/merge"
    first = _opening(one, between(f"{key}/one", 3, 5))
    second = _opening(other, between(f"{key}/other", 3, 5))
    (template,) = parse(pick(f"{key}/between", blocks("common")["background.merge"]))
    joint = Passage(render(template, key, 0), "joint")
    credited = chance(f"{key}/credited", 50)
    names = tuple(dict.fromkeys((one.outlet, other.outlet))) if credited else ()
    title = one.telling.title(3)
    body = [passage.text for passage in (*first, joint, *second)]
    report = BedReport(
        title=title.text,
        text="\n\n".join([title.text, *body, *_furniture(key)]),
        outlet=outlet,
        published=_later(max(one.published, other.published), key).isoformat(),
        credits=names,
        kind="merge",
        stories=(one.id, other.id),
        told=(_told(one.telling, (title, *first)), _told(other.telling, second)),
    )
    return Draft(report=report)


def _opening(source: Source, count: int) -> list[Passage]:
    """The first `count` paragraphs, or more where the lead comes later."""
    passages = source.passages
    lead = next(at for at, passage in enumerate(passages) if "lead" in passage.slot)
    return passages[: max(count, lead + 1)]


def _taken(
    source: Source, key: str, outlet: str, passages: Sequence[Passage], *, kind: str, version: int
) -> Draft:
    """A report that another outlet made, crediting the first one or not."""
    way = pick(f"{key}/credit", ("dateline", "line", "words", "none", "none"))
    passages = list(passages)
    if way == "words":
        lead = passages[0]
        passages[0] = replace(lead, text=f"{lead.text} {source.outlet} {_reported(key)}.")
    report = _report(
        source,
        title=source.telling.title(version),
        passages=passages,
        outlet=outlet,
        published=_later(source.published, key),
        dateline=source.dateline if way == "dateline" else None,
        credits=(source.outlet,) if way != "none" else (),
        kind=kind,
        furniture=_furniture(key),
    )
    return Draft(report=report)


def _report(
    source: Source,
    *,
    title: Passage,
    passages: Sequence[Passage],
    outlet: str,
    published: datetime,
    dateline: str | None,
    credits: tuple[str, ...],
    kind: str,
    furniture: Iterable[str] = (),
) -> BedReport:
    body = [passage.text for passage in passages]
    if dateline:
        body[0] = f"{dateline} {body[0]}"
    return BedReport(
        title=title.text,
        text="\n\n".join([title.text, *body, *furniture]),
        outlet=outlet,
        published=published.isoformat(),
        dateline=dateline,
        credits=credits,
        kind=kind,
        stories=(source.id,),
        told=(_told(source.telling, (title, *passages)),),
    )


def _told(telling: Telling, passages: Iterable[Passage]) -> Told:
    passages = list(passages)
    counts = frozenset().union(*(passage.counts for passage in passages))
    denial = any(passage.slot.startswith("denial") for passage in passages)
    kind = KINDS[telling.happening.kind]
    return Told(
        incident=telling.happening.id,
        type=kind.type,
        mode=kind.mode,
        actor=telling.actor,
        recipient=telling.happening.recipient,
        town=telling.happening.town,
        country=telling.happening.country.code,
        day=telling.day.isoformat(),
        numbers={name: telling.numbers[name] for name in sorted(counts)},
        denied_by=telling.denier if denial else None,
    )


def _with_synonyms(passage: Passage) -> Passage:
    words = [_synonyms().get(word, word) for word in passage.text.split(" ")]
    return replace(passage, text=" ".join(words))


@cache
def _synonyms() -> dict[str, str]:
    lines = blocks("synonyms")["common words"]
    return dict(line.split(" ", 1) for line in lines)


def _furniture(key: str) -> list[str]:
    """Up to two lines that a page puts around its text."""
    lines = blocks("common")["furniture"]
    found = []
    for number in range(between(f"{key}/furniture", 0, 2)):
        (template,) = parse(pick(f"{key}/furniture{number}", lines))
        found.append(render(template, f"{key}/furniture{number}", 0))
    return list(dict.fromkeys(found))


def _reported(key: str) -> str:
    return pick(f"{key}/reported", ("reported", "reported this first", "said in its report"))


def _later(published: datetime, key: str) -> datetime:
    return published + timedelta(minutes=between(f"{key}/later", 25, 20 * 60))
