"""Scores the days that dates stand for on GUM's news reports (`<date when=...>` of its XML).

A report is read against the day it was created on, from its metadata. An annotated date is right
where the first time found on its words says the same at the annotated precision: the day, month,
year or hour of `when`, both ends of `from` and `to`, and for `notBefore` and `notAfter` a time that
lies within them. One range that covers two annotated dates ("2004 to 2009") is right for both where
its ends are theirs. What is not found or not resolved is wrong.
GUM's dev part holds two reports only, so the news of its train part is scored too.
"""

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from dateline.model.reader_model import ReaderModel
from dateline.reading.places_and_times import find_places_and_times
from dateline.reading.read import LINGUISTIC_STAGES, analyze
from dateline.record import Report, Span, Time
from evaluation.counts import Row
from training.corpora import read_gum

STAGES: Final = (*LINGUISTIC_STAGES, find_places_and_times)
PARTS: Final = ("dev", "train")
ATTRIBUTE: Final = re.compile(r'\b(\w+)="([^"]*)"')
HOUR: Final = len("2010-09-04T22")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedReport:
    """A news report of GUM: its text, the day of its creation, and its annotated dates."""

    id: str
    text: str
    created: str | None
    dates: tuple[tuple[Span, dict[str, str]], ...]
    """Span and the attributes `when`, `from`, `to`, `notBefore`, `notAfter`."""


def read_reports(corpora: Path, part: str) -> Iterator[DatedReport]:
    """The news of a part of GUM; the words of its XML are those of its trees, in the same order."""
    documents = {document.id: document for document in read_gum(corpora, part)}
    with gzip.open(corpora / "open" / "gum" / f"{part}.xml.gz", "rt", encoding="utf-8") as lines:
        for head, body in _texts(lines):
            if head.get("type") == "news" and (document := documents.get(head["id"])):
                yield DatedReport(
                    id=document.id,
                    text=document.text,
                    created=head.get("dateCreated"),
                    dates=tuple(_dates(body, document.words)),
                )


def _texts(lines: Iterable[str]) -> Iterator[tuple[dict[str, str], list[str]]]:
    """The attributes and the lines of each `<text>`."""
    head, body = dict[str, str](), list[str]()
    for line in lines:
        if line.startswith("<text "):
            head, body = dict(ATTRIBUTE.findall(line)), []
        elif line.startswith("</text"):
            yield head, body
        else:
            body.append(line)


def _dates(body: list[str], words: list[Span]) -> Iterator[tuple[Span, dict[str, str]]]:
    """The `<date>` elements; a line is a tag, or a word with its annotation after a tab."""
    index, opened = 0, list[tuple[int, dict[str, str]]]()
    for line in body:
        if "\t" in line:
            index += 1
        elif line.startswith("<date"):
            opened.append((index, dict(ATTRIBUTE.findall(line))))
        elif line.startswith("</date"):
            first, attributes = opened.pop()
            yield (words[first][0], words[index - 1][1]), attributes


def is_right(annotated: dict[str, str], time: Time) -> bool:
    """Whether a time says what the annotation says, at its precision."""
    if time.value is None or time.start is None or time.end is None:
        return False
    if "when" in annotated:
        return _same(annotated["when"], time)
    if "from" in annotated:
        return (time.start, time.end) == (annotated["from"], annotated.get("to"))
    earliest, latest = annotated.get("notBefore", ""), annotated.get("notAfter", "9999")
    return time.start >= earliest and time.end[: len(latest)] <= latest


def _same(when: str, time: Time) -> bool:
    assert time.value is not None
    if when in time.value.split("/"):
        return True
    if "T" in when:
        return time.value[:HOUR] == when[:HOUR]
    return (time.start, time.end) == _bounds(when)


def _bounds(when: str) -> tuple[str, str]:
    """First and last day of an ISO year, month or day."""
    if len(when) == len("2019-03-10"):
        return when, when
    first = date.fromisoformat(f"{when}-01" if len(when) > 4 else f"{when}-01-01")
    months = 1 if len(when) > 4 else 12
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return first.isoformat(), (date(year, month + 1, 1) - timedelta(days=1)).isoformat()


def right(report: DatedReport, times: Iterable[Time]) -> list[bool]:
    """For each annotated date whether the first time on its words is right."""
    found = list(times)
    results = []
    for (start, end), attributes in report.dates:
        over = (time for time in found if time.span[0] < end and start < time.span[1])
        time = next(over, None)
        results.append(time is not None and is_right(attributes, time))
    return results


def evaluate(corpora: Path, model: ReaderModel) -> list[Row]:
    """The share of right dates in each part, and in both."""
    parts = {f"GUM news {part}": _results(corpora, part, model) for part in PARTS}
    parts["GUM news"] = [result for results in parts.values() for result in results]
    return [
        Row("dates right", label, sum(results) / max(len(results), 1), f"of {len(results)}")
        for label, results in parts.items()
    ]


def _results(corpora: Path, part: str, model: ReaderModel) -> list[bool]:
    results: list[bool] = []
    for report in read_reports(corpora, part):
        document = analyze(Report(text=report.text, published=report.created), model, STAGES)
        results += right(report, document.times)
    return results
