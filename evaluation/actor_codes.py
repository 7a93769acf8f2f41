"""Codes of actors: country and sectors of phrases, and of the actors of annotated reports.

`actor_phrases.csv` holds phrases from all regions with the codes that they should get. Half of
them, by the hash of the phrase, are for development; the other half is held out. A phrase with a
context is read inside that sentence, one without by itself. On the reports the actors are scored
twice: with the annotated mentions given, where the types of names, the places and the words around
them are those of the reading; and as read, where each annotated actor is held against the actor of
the record that shares most mentions with it, and one without any counts as missed.

    python -m evaluation.actor_codes    lists what is wrong on the development half
"""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dateline.model.reader_model import ReaderModel, shipped_model
from dateline.reading.actors import coded_actors
from dateline.reading.code_actor import ActorCode, code_actor
from dateline.reading.document import Document, Mention
from dateline.reading.read import analyze, read_report
from dateline.record import Actor, Report, Span, normalize
from evaluation.counts import Counts, Row, f1_row, total
from evaluation.reports import overlap
from training.annotated_reports import dateline_part
from training.annotation import resolve
from training.document import hash_fraction

PHRASES: Final = Path(__file__).with_name("actor_phrases.csv")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One actor as it should be coded, and as it is."""

    phrase: str
    gold: ActorCode
    found: ActorCode

    @property
    def country(self) -> bool:
        return self.gold.country == self.found.country

    @property
    def sectors(self) -> bool:
        return set(self.gold.sector) == set(self.found.sector)

    @property
    def kind(self) -> bool:
        return self.gold.kind == self.found.kind


def evaluate(corpora: Path, model: ReaderModel) -> list[Row]:
    """Shares of right codes; the reports are left out where the corpora are not there."""
    rows = [row for part in ("dev", "held out") for row in score(part, phrases(part, model))]
    if (corpora / "dateline").is_dir():
        rows += report_rows(corpora, "dev", model)
    return rows


def report_rows(corpora: Path, part: str, model: ReaderModel) -> list[Row]:
    """Scores over the annotated public reports of a part, `dev` or `train`."""
    given: list[Verdict] = []
    read: list[dict[str, Counts]] = []
    for gold, document in _reports(corpora, part, model):
        given += _with_gold_mentions(document, gold)
        read.append(as_read(gold["actors"], document.actors))
    return [
        *score(f"dateline {part}, gold mentions", given),
        *(
            f1_row(task, f"dateline {part}, as read", total(each[task] for each in read))
            for task in (read[0] if read else ())
        ),
    ]


def score(data: str, verdicts: Iterable[Verdict]) -> list[Row]:
    judged = list(verdicts)
    right = {
        "actor code, country and sectors": sum(v.country and v.sectors for v in judged),
        "actor code, country": sum(v.country for v in judged),
        "actor code, sectors": sum(v.sectors for v in judged),
        "actor code, kind": sum(v.kind for v in judged),
    }
    total = len(judged)
    return [Row(task, data, hits / total, f"{hits} of {total}") for task, hits in right.items()]


def phrases(part: str, model: ReaderModel) -> Iterator[Verdict]:
    """The phrases of one half, `dev` or `held out`."""
    with PHRASES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if (hash_fraction(row["phrase"]) < 0.5) == (part == "dev"):
                gold = _code(row["kind"], row["country"], row["sectors"].split())
                yield Verdict(row["phrase"], gold, _coded_phrase(row, model))


def _code(kind: str, country: str | None, sectors: Iterable[str]) -> ActorCode:
    return ActorCode(kind=kind, country=country or None, sector=tuple(sectors))


def _gold_code(actor: dict[str, Any]) -> ActorCode:
    return _code(actor["kind"], actor["country"], actor["sector"])


def _coded_phrase(row: dict[str, str], model: ReaderModel) -> ActorCode:
    phrase, context, published = row["phrase"], row["context"], row["published"] or None
    if not context:
        return code_actor(phrase, [phrase], published=published)
    at = context.index(phrase)
    record = read_report(Report(text=context, published=published), model)
    for actor in record.actors:
        if any(overlap(mention, (at, at + len(phrase))) for mention in actor.mentions):
            return ActorCode(kind=actor.kind, country=actor.country, sector=actor.sector)
    return ActorCode()


def _reports(
    corpora: Path, part: str, model: ReaderModel
) -> Iterator[tuple[dict[str, Any], Document]]:
    folder = corpora / "dateline"
    for id in dateline_part(corpora, part):
        text = normalize((folder / "docs" / f"{id}.txt").read_text(encoding="utf-8"))
        gold = _annotation(text, folder / "annotations" / f"{id}.ann.json")
        yield gold, analyze(Report(text=text, published=gold["published"]), model)


def _annotation(text: str, path: Path) -> dict[str, Any]:
    gold, problems = resolve(text, json.loads(path.read_text(encoding="utf-8")))
    if gold is None or problems:
        raise ValueError(f"{path}: {problems[:3]}")
    return gold


def _with_gold_mentions(document: Document, gold: dict[str, Any]) -> Iterator[Verdict]:
    """The codes that the reading gives the annotated chains of mentions."""
    chains = [_mentions(document, actor["mentions"]) for actor in gold["actors"]]
    found = coded_actors(document, chains)
    for actor, coded in zip(gold["actors"], found, strict=True):
        yield Verdict(actor["name"], _gold_code(actor), _found_code(coded))


def _found_code(actor: Actor) -> ActorCode:
    return _code(actor.kind, actor.country, actor.sector)


def as_read(gold: list[dict[str, Any]], found: list[Actor]) -> dict[str, Counts]:
    """Right actors and right codes, among the annotated actors and those of the record."""
    pairs = _paired(gold, found)
    verdicts = [Verdict(a["name"], _gold_code(a), _found_code(b)) for a, b in pairs]
    hits = {
        "actor, any mention": len(pairs),
        "actor, country and sectors": sum(v.country and v.sectors for v in verdicts),
        "actor, country": sum(v.country for v in verdicts),
        "actor, sectors": sum(v.sectors for v in verdicts),
        "actor, kind": sum(v.kind for v in verdicts),
    }
    return {task: Counts(count, len(gold), len(found)) for task, count in hits.items()}


def _paired(gold: list[dict[str, Any]], found: list[Actor]) -> list[tuple[dict[str, Any], Actor]]:
    """Each annotated actor with the one of the record that shares most mentions, best first."""
    shared = [
        (sum(any(_same_words(m, n) for n in b.mentions) for m in a["mentions"]), i, j)
        for i, a in enumerate(gold)
        for j, b in enumerate(found)
    ]
    pairs: dict[int, int] = {}
    for count, i, j in sorted(shared, key=lambda each: (-each[0], each[1:])):
        if count and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(gold[i], found[j]) for i, j in pairs.items()]


def _same_words(a: Span, b: Span) -> bool:
    """Whether two mentions share more than half of the characters of the longer one."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return 2 * shared > max(a[1] - a[0], b[1] - b[0])


def _mentions(document: Document, spans: list[Span]) -> list[Mention]:
    names = {name.head: name for name in document.names}
    ranges = sorted(filter(None, map(document.range_of, spans)))
    heads = [document.head_of(words) for words in ranges]
    return [
        Mention(words, head, names[head].type if head in names else "other", head in names)
        for words, head in zip(ranges, heads, strict=True)
    ]


if __name__ == "__main__":
    for verdict in phrases("dev", shipped_model()):
        if not (verdict.country and verdict.sectors):
            print(verdict.phrase, verdict.gold, verdict.found, sep="\n    ")
