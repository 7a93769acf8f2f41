"""Attribution on PolNeAR: sources, cues and contents of outermost statements, from raw text.

Spans are compared exactly after both sides are trimmed alike (`trim_content`: quotation marks
that fill a span, a leading "that", commas at its ends), since PolNeAR keeps those inside. Content
overlap counts an attribution as found where one of ours shares more than 0.8 of the characters of
both contents together. An attribution is indirect where no quotation mark stands in its content,
sourceless where PolNeAR gives no source.
"""

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dateline.model.reader_model import ReaderModel
from dateline.reading.quotations import Quotation, find_quotations, trim_content
from dateline.reading.read import read_report
from dateline.record import Record, Report, Span
from evaluation.counts import Counts, Row, f1_row, set_counts

OVERLAP: Final = 0.8
QUOTE_MARKS: Final = frozenset('"“”‘„«»')


@dataclass(slots=True)
class Attribution:
    source: frozenset[Span]
    cue: frozenset[Span]
    content: frozenset[Span]


def evaluate(corpora: Path, model: ReaderModel) -> list[Row]:
    path = corpora / "research" / "polnear" / "dev.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    exact = {role: Counts() for role in ("source", "cue", "content")}
    overlap, indirect, sourceless = Counts(), Counts(), Counts()
    for row in rows:
        text = row["text"]
        quotations = find_quotations(text)
        gold = [_gold(text, quotations, a) for a in row["attributions"]]
        found = list(_found(read_report(Report(text=text), model), quotations))
        for role, counts in exact.items():
            part = set_counts(_spans(gold, role), _spans(found, role))
            counts.add(part.hits, part.gold, part.found)
        matched = _matched(gold, found)
        overlap.add(len(matched), len(gold), len(found))
        for index, attribution in enumerate(gold):
            hit = index in matched
            if not any(c in QUOTE_MARKS for a, b in attribution.content for c in text[a:b]):
                indirect.add(hit, 1, 0)
            if not attribution.source:
                sourceless.add(hit, 1, 0)
    result = [f1_row(f"{role}, exact", "PolNeAR dev", c) for role, c in exact.items()]
    result.append(f1_row("content overlap > 0.8", "PolNeAR dev", overlap))
    for name, counts in (("indirect", indirect), ("sourceless", sourceless)):
        row_name = f"recall of {name}"
        result.append(Row(row_name, "PolNeAR dev", counts.recall, f"of {counts.gold:g}"))
    return result


def _gold(text: str, quotations: list[Quotation], attribution: dict[str, Any]) -> Attribution:
    def spans(role: str) -> list[Span]:
        return [(s, e) for s, e in attribution.get(role, [])]

    return Attribution(
        source=frozenset(trim_content(text, s, quotations) for s in spans("source")),
        cue=frozenset(trim_content(text, s, quotations) for s in spans("cue")),
        content=frozenset(trim_content(text, s, quotations) for s in spans("content")),
    )


def _found(record: Record, quotations: list[Quotation]) -> Iterable[Attribution]:
    text = record.report.text
    for statement in record.statements:
        if statement.parent is None:
            yield Attribution(
                source=frozenset(
                    [trim_content(text, statement.source_span, quotations)]
                    if statement.source_span
                    else []
                ),
                cue=frozenset([statement.cue] if statement.cue else []),
                content=frozenset(trim_content(text, s, quotations) for s in statement.content),
            )


def _spans(attributions: Iterable[Attribution], role: str) -> set[Span]:
    return {span for a in attributions for span in getattr(a, role)}


def _matched(gold: list[Attribution], found: list[Attribution]) -> set[int]:
    """Indices of gold attributions paired with one of ours, each of ours used once."""
    free = [_characters(f.content) for f in found]
    matched = set()
    for index, attribution in enumerate(gold):
        wanted = _characters(attribution.content)
        for number, characters in enumerate(free):
            both = len(wanted | characters)
            if both and len(wanted & characters) > OVERLAP * both:
                matched.add(index)
                free[number] = set()
                break
    return matched


def _characters(spans: Iterable[Span]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}
