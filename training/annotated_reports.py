"""Readers of reports annotated in full: the public ones of `dateline/`, and our own `corpus/`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from dateline.record import Span, normalize
from training.actor_names import name_tags
from training.annotation import resolve, sentences
from training.document import (
    Document,
    Frame,
    Pair,
    WordIndex,
    WordRange,
    from_text,
    hash_fraction,
    mark_spans,
)

DATELINE_DEV: Final = 10
"""How many of the annotated public reports are development data, those of lowest hash."""


def dateline_part(corpora: Path, part: str) -> list[str]:
    """Ids of the annotated public reports: `dev` holds the 10 of lowest hash, `train` the rest."""
    ids = sorted(_annotated_ids(corpora / "dateline"), key=hash_fraction)
    return sorted(ids[:DATELINE_DEV] if part == "dev" else ids[DATELINE_DEV:])


def corpus_part(folder: Path, part: str) -> list[str]:
    """Ids of our own invented reports: `train`, `dev`, `test`, 80 / 10 / 10 by their hash."""
    limits = {"train": (0.0, 0.8), "dev": (0.8, 0.9), "test": (0.9, 1.0)}
    low, high = limits[part]
    return [id for id in _annotated_ids(folder) if low <= hash_fraction(id) < high]


def _annotated_ids(folder: Path) -> list[str]:
    paths = (folder / "annotations").glob("*.ann.json")
    return sorted(path.name.removesuffix(".ann.json") for path in paths)


def read_dateline(corpora: Path, part: str) -> list[Document]:
    return _annotated(corpora / "dateline", dateline_part(corpora, part), "dateline")


def read_corpus(folder: Path, part: str) -> list[Document]:
    return _annotated(folder, corpus_part(folder, part), "corpus")


def _annotated(folder: Path, ids: list[str], corpus: str) -> list[Document]:
    return [annotated_document(r["id"], corpus, r["text"], r) for r in _resolved(folder, ids)]


def _resolved(folder: Path, ids: list[str]) -> Iterator[dict[str, Any]]:
    """The annotations of these reports with offsets. Raises `ValueError` if one is wrong."""
    for id in ids:
        path = folder / "annotations" / f"{id}.ann.json"
        text = normalize((folder / "docs" / f"{id}.txt").read_text(encoding="utf-8"))
        resolved, problems = resolve(text, json.loads(path.read_text(encoding="utf-8")))
        if resolved is None or problems:
            raise ValueError(f"{path.name}: {'; '.join(problems[:3])}")
        yield {**resolved, "id": id}


def read_event_pairs(corpora: Path, own: Path) -> list[Pair]:
    """Relations from the training reports: sentences that hold an event and both its sides."""
    reports = [
        *_resolved(corpora / "dateline", dateline_part(corpora, "train")),
        *_resolved(own, corpus_part(own, "train")),
    ]
    return [pair for report in reports for pair in event_pairs(report)]


def event_pairs(report: dict[str, Any]) -> Iterator[Pair]:
    """One relation for each pair of spans that all events of a sentence agree on."""
    types: dict[tuple[Span, Span, Span | None], set[str]] = {}
    numbered = sentences(report["text"])
    for event in report["events"]:
        inside = [s for s in numbered if s[0] <= event["trigger"][0] < s[1]]
        if not inside or not event["actor_spans"]:
            continue
        sentence, actor = inside[0], tuple(event["actor_spans"][0])
        recipients = [tuple(r) for r in event["recipient_spans"]]
        recipient = recipients[0] if recipients else None
        spans = [actor, *([recipient] if recipient else [])]
        if all(sentence[0] <= a < b <= sentence[1] for a, b in spans):
            types.setdefault((sentence, actor, recipient), set()).add(event["type"])
    for number, ((sentence, actor, recipient), found) in enumerate(types.items()):
        if len(found) == 1:
            yield Pair(
                id=f"{report['id']}-{number}",
                text=report["text"][slice(*sentence)],
                actor=_shifted(actor, -sentence[0]),
                recipient=_shifted(recipient, -sentence[0]) if recipient else None,
                types=tuple(found),
            )


def _shifted(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def annotated_document(id: str, corpus: str, text: str, resolved: dict[str, Any]) -> Document:
    document = from_text(id, corpus, text)
    index = WordIndex(document.words)
    cues = [0] * len(document.words)
    triggers = ["none"] * len(document.words)
    for statement in resolved["statements"]:
        if statement["cue"] and (cue := index.range_of(tuple(statement["cue"]))):
            mark_spans(cues, [cue])
            document.frames.append(_statement_frame(statement, cue, resolved, index))
    for event in resolved["events"]:
        if trigger := index.range_of(tuple(event["trigger"])):
            triggers[trigger[0] : trigger[1]] = [event["type"]] * (trigger[1] - trigger[0])
            document.frames.append(_event_frame(event, trigger, index))
    document.cues, document.triggers = cues, triggers
    document.names = name_tags(text, document.words, resolved["actors"])
    return document


def _statement_frame(
    statement: dict[str, Any], cue: WordRange, resolved: dict[str, Any], index: WordIndex
) -> Frame:
    roles = {
        "source": index.ranges_of([tuple(statement["source_span"])])
        if statement["source_span"]
        else [],
        "content": index.ranges_of(tuple(s) for s in statement["content"]),
        "addressee": [],
    }
    if statement["addressee"]:
        mentions = next(
            a["mentions"] for a in resolved["actors"] if a["id"] == statement["addressee"]
        )
        near = [m for m in index.ranges_of(tuple(m) for m in mentions) if abs(m[0] - cue[0]) < 12]
        roles["addressee"] = sorted(near, key=lambda m: abs(m[0] - cue[1]))[:1]
    return Frame(kind="statement", head=cue, roles=roles, stance=statement["stance"])


def _event_frame(event: dict[str, Any], trigger: WordRange, index: WordIndex) -> Frame:
    time = (event["time"] or {}).get("span")
    roles = {
        "actor": index.ranges_of(tuple(s) for s in event["actor_spans"]),
        "recipient": index.ranges_of(tuple(s) for s in event["recipient_spans"]),
        "place": index.ranges_of([tuple(event["place"])] if event["place"] else []),
        "time": index.ranges_of([tuple(time)] if time else []),
    }
    return Frame(
        kind="event",
        head=trigger,
        roles=roles,
        type=event["type"],
        mode=event["mode"],
        status=event["status"],
        contexts=tuple(event["contexts"]),
    )
