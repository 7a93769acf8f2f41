"""Pronouns that speak: does the reading say who "he" is in "he said"?

`pronoun_speakers.jsonl` holds 100 attributions of PolNeAR dev whose source is a pronoun, drawn at
random and read by hand: the id of the report, the span of the pronoun, and the name that it stands
for, with the span of the nearest mention by that name (the last before the pronoun). Draws whose
pronoun stands for nobody named ("you" for anybody, the writer, things, several people) were passed
over. A pronoun is right where the source of its statement is one actor of that name that is
mentioned at that span.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dateline.model.reader_model import ReaderModel
from dateline.reading.read import read_report
from dateline.record import Actor, Record, Report, Span
from evaluation.counts import Row

ANNOTATION: Final = Path(__file__).with_suffix(".jsonl")


@dataclass(frozen=True, slots=True)
class PronounSpeaker:
    """A pronoun that is the source of an attribution, and the name that it stands for."""

    report: str
    pronoun: Span
    name: str
    at: Span


def evaluate(corpora: Path, model: ReaderModel) -> list[Row]:
    """Right ones among the pronouns that were read as a source, and among all."""
    with gzip.open(corpora / "research" / "polnear" / "dev.jsonl.gz", "rt", encoding="utf-8") as f:
        texts = {row["id"]: row["text"] for row in map(json.loads, f)}
    speakers = list(annotated())
    records = {
        id: read_report(Report(text=texts[id]), model) for id in {s.report for s in speakers}
    }
    verdicts = [is_right(records[speaker.report], speaker) for speaker in speakers]
    right, read = verdicts.count(True), len(verdicts) - verdicts.count(None)
    return [
        Row("pronoun speakers", "PolNeAR dev", right / max(read, 1), f"of {read} read as sources"),
        Row("pronoun speakers, all", "PolNeAR dev", right / len(verdicts), f"of {len(verdicts)}"),
    ]


def annotated(path: Path = ANNOTATION) -> Iterator[PronounSpeaker]:
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield PronounSpeaker(row["id"], tuple(row["pronoun"]), row["name"], tuple(row["at"]))


def is_right(record: Record, speaker: PronounSpeaker) -> bool | None:
    """Whether the pronoun's statement has the right source, `None` if it is no source at all."""
    sources = [
        statement.source
        for statement in record.statements
        if statement.source_span and _overlap(statement.source_span, speaker.pronoun)
    ]
    if not sources:
        return None
    actors = {actor.id: actor for actor in record.actors}
    return any(
        len(source) == 1 and _is_named(actors[source[0]], speaker.name, speaker.at)
        for source in sources
    )


def _is_named(actor: Actor, name: str, at: Span) -> bool:
    """An actor that bears the last word of a name, or part of it alone, and is mentioned where the
    name stands."""
    words = actor.name.removesuffix("'s").split()
    named = words[-1] == name.split()[-1] or set(words) <= set(name.split())
    return named and any(_overlap(mention, at) for mention in actor.mentions)


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
