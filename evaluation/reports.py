"""Whole reports against annotations after the codebook.

Events match where their triggers overlap, or stand in one sentence, with the same type;
statements where the shared characters of their contents are more than half of the longer one.
Fields are scored on matched pairs. Sentences are those of the annotation format.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from dateline.model.reader_model import ReaderModel
from dateline.reading.read import read_report
from dateline.record import Report, Span, normalize
from evaluation.counts import Counts, Row, f1_row, total
from training.annotation import resolve, sentences

Item = dict[str, Any]
Pairs = list[tuple[Item, Item]]


def evaluate(
    name: str, texts: Path, annotations: Path, ids: Sequence[str], model: ReaderModel
) -> list[Row]:
    """One row for each thing scored, over the reports of these ids."""
    scores = [
        score(*read_pair(texts / f"{id}.txt", annotations / f"{id}.ann.json", model)) for id in ids
    ]
    return (
        [f1_row(task, name, total(s[task] for s in scores)) for task in scores[0]] if scores else []
    )


def read_pair(text: Path, annotation: Path, model: ReaderModel) -> tuple[Item, Item]:
    """The annotation with offsets, and the record of the same text."""
    content = normalize(text.read_text(encoding="utf-8"))
    gold, problems = resolve(content, json.loads(annotation.read_text(encoding="utf-8")))
    if gold is None or problems:
        raise ValueError(f"{annotation}: {problems[:3]}")
    record = read_report(Report(text=content, published=gold["published"]), model)
    return gold, record.to_dict()


def match_events(gold: Item, found: Item) -> Pairs:
    """Annotated events with those found of the same type, at one trigger or in one sentence."""
    return _event_pairs(gold["events"], found["events"], _sentence_of(gold))


def match_statements(gold: Item, found: Item) -> Pairs:
    """Annotated statements with those found of the same content."""
    return _paired(gold["statements"], found["statements"], _same_content)


def _sentence_of(gold: Item) -> Callable[[Span], int]:
    numbered = sentences(gold["text"])
    return lambda span: next((i for i, (a, b) in enumerate(numbered) if a <= span[0] < b), -1)


def score(gold: Item, found: Item) -> dict[str, Counts]:
    sentence = _sentence_of(gold)
    pairs = match_events(gold, found)
    result = {"event": Counts(len(pairs), len(gold["events"]), len(found["events"]))}
    anywhere = _paired(
        gold["events"],
        found["events"],
        lambda a, b: sentence(a["trigger"]) == sentence(b["trigger"]),
    )
    result["event, any type"] = Counts(len(anywhere), len(gold["events"]), len(found["events"]))
    result |= _event_fields(pairs, gold, found)
    spoken = match_statements(gold, found)
    result["statement"] = Counts(len(spoken), len(gold["statements"]), len(found["statements"]))
    return result | _statement_fields(spoken)


def _event_pairs(gold: list[Item], found: list[Item], sentence: Callable[[Span], int]) -> Pairs:
    pairs = _paired(
        gold, found, lambda a, b: a["type"] == b["type"] and overlap(a["trigger"], b["trigger"])
    )
    rest_gold = [g for g in gold if not any(g is p[0] for p in pairs)]
    rest_found = [f for f in found if not any(f is p[1] for p in pairs)]
    return pairs + _paired(
        rest_gold,
        rest_found,
        lambda a, b: a["type"] == b["type"] and sentence(a["trigger"]) == sentence(b["trigger"]),
    )


def _event_fields(pairs: Pairs, gold: Item, found: Item) -> dict[str, Counts]:
    by_gold = {s["id"]: s for s in gold["statements"]}
    by_found = {s["id"]: s for s in found["statements"]}

    def same_statement(a: Item, b: Item) -> bool:
        one, two = by_gold.get(a["according_to"]), by_found.get(b["according_to"])
        if one is None or two is None:
            return one is two
        return any(overlap(p, q) for p in one["content"] for q in two["content"])

    result = {
        "event mode": _share(pairs, lambda a, b: a["mode"] == b["mode"]),
        "event status": _share(pairs, lambda a, b: a["status"] == b["status"]),
    }
    for key in ("actor_spans", "recipient_spans"):
        hits = sum(any(overlap(x, y) for y in b[key]) for a, b in pairs for x in a[key])
        result[f"event {key}"] = Counts(
            hits, sum(len(a[key]) for a, _ in pairs), sum(len(b[key]) for _, b in pairs)
        )
    result["event according_to"] = _share(pairs, same_statement)
    result["event time"] = _share(
        pairs, lambda a, b: (a["time"] or {}).get("start") == (b["time"] or {}).get("start")
    )
    return result


def _statement_fields(pairs: Pairs) -> dict[str, Counts]:
    result = {
        "statement source": _share(
            pairs,
            lambda a, b: (
                a["source_span"] is b["source_span"] or overlap(a["source_span"], b["source_span"])
            ),
        )
    }
    for key in ("stance", "source_type", "anonymity", "quotation"):
        result[f"statement {key}"] = _share(pairs, lambda a, b, key=key: a[key] == b[key])
    for key in ("addressee", "parent"):
        result[f"statement {key}"] = _share(
            pairs, lambda a, b, key=key: bool(a[key]) == bool(b[key])
        )
    return result


def overlap(a: Span | None, b: Span | None) -> bool:
    return bool(a and b and a[0] < b[1] and b[0] < a[1])


def _same_content(a: Item, b: Item) -> bool:
    one, two = _characters(a), _characters(b)
    return len(one & two) > 0.5 * max(len(one), len(two))


def _characters(statement: Item) -> set[int]:
    return {i for start, end in statement["content"] for i in range(start, end)}


def _paired(gold: list[Item], found: list[Item], match: Callable[[Item, Item], bool]) -> Pairs:
    """Each gold item with the first item found that matches and is not yet taken."""
    used: set[int] = set()
    pairs: Pairs = []
    for g in gold:
        index = next((i for i, f in enumerate(found) if i not in used and match(g, f)), None)
        if index is not None:
            used.add(index)
            pairs.append((g, found[index]))
    return pairs


def _share(pairs: Pairs, right: Callable[..., bool]) -> Counts:
    """How many pairs are right, as counts whose F1 is the share."""
    return Counts(sum(bool(right(a, b)) for a, b in pairs), len(pairs), len(pairs))
