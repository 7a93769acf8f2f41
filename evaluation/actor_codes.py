"""Codes of actors: country and sectors of phrases, and of the actors of annotated reports.

`actor_phrases.csv` holds phrases from all regions with the codes that they should get. Half of
them, by the hash of the phrase, are for development; the other half is held out. A phrase with a
context is read inside that sentence, one without by itself. On the reports the annotated mentions
are given, and the types of names, the places and the date are those of the reading.

    python -m evaluation.actor_codes    lists what is wrong on the development half
"""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dateline.model.reader_model import ReaderModel, shipped_model
from dateline.reading.code_actor import ActorCode, code_actor
from dateline.reading.document import Document
from dateline.reading.read import analyze, read_report
from dateline.record import Report, Span, normalize
from evaluation.counts import Row
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
        rows += score("dateline dev, gold mentions", report_actors(corpora, model))
    return rows


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


def report_actors(corpora: Path, model: ReaderModel) -> Iterator[Verdict]:
    """The annotated actors of the public development reports."""
    folder = corpora / "dateline"
    for id in dateline_part(corpora, "dev"):
        text = normalize((folder / "docs" / f"{id}.txt").read_text(encoding="utf-8"))
        gold = _annotation(text, folder / "annotations" / f"{id}.ann.json")
        document = analyze(Report(text=text, published=gold["published"]), model)
        for actor in gold["actors"]:
            code = _code(actor["kind"], actor["country"], actor["sector"])
            yield Verdict(actor["name"], code, _coded_actor(document, actor))


def _annotation(text: str, path: Path) -> dict[str, Any]:
    gold, problems = resolve(text, json.loads(path.read_text(encoding="utf-8")))
    if gold is None or problems:
        raise ValueError(f"{path}: {problems[:3]}")
    return gold


def _coded_actor(document: Document, actor: dict[str, Any]) -> ActorCode:
    mentions: list[Span] = actor["mentions"]
    ranges = filter(None, map(document.range_of, mentions))
    heads = {document.head_of(words) for words in ranges}
    types = Counter(name.type for name in document.names if name.head in heads)
    countries = Counter(place.country for place in document.places if place.country)
    return code_actor(
        actor["name"],
        [document.text[start:end] for start, end in mentions],
        name_type=types.most_common(1)[0][0] if types else None,
        published=document.report.published,
        report_country=countries.most_common(1)[0][0] if countries else None,
    )


if __name__ == "__main__":
    for verdict in phrases("dev", shipped_model()):
        if not (verdict.country and verdict.sectors):
            print(verdict.phrase, verdict.gold, verdict.found, sep="\n    ")
