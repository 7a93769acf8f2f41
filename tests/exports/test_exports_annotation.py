"""Records as training data: what is written passes the checks of the format, and means the same."""

import json
import unicodedata
from pathlib import Path
from typing import Any

from hypothesis import given, settings

from dateline.exports.annotation import (
    annotation_of,
    find_span,
    is_expressible,
    references,
    sentences,
    write_annotation,
)
from dateline.record import Record
from tests import strategies
from tests.archive import crisis
from training.annotation import resolve

TEXT = "Rebels left, said Mr. Sy. Rebels and #2 * fled.\n\nDon't go #2 now."


def found(span: tuple[int, int]) -> list[str]:
    return references(TEXT, sentences(TEXT), span)


def span_of(words: str, occurrence: int = 1) -> tuple[int, int]:
    start = -1
    for _ in range(occurrence):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def test_spans_become_quotes_of_their_sentence() -> None:
    assert found(span_of("Rebels")) == ["0:Rebels"]
    assert found(span_of("Rebels", 2)) == ["1:Rebels"]
    assert found((0, 25)) == ["0:*"]


def test_signs_of_the_format_in_the_text_are_no_signs() -> None:
    numbered = sentences(TEXT)
    for words in ("#2", "*", "go #2"):
        (reference,) = found(span_of(words))
        assert find_span(TEXT, numbered, reference) == span_of(words)


def test_spans_are_parted_between_sentences_and_widened_to_words() -> None:
    start, _ = span_of("Sy")
    assert found((start, span_of("Rebels", 2)[1])) == ["0:Sy.", "1:Rebels"]
    assert found((span_of("Don")[0], span_of("Don")[0] + 2)) == ["2:Don"]
    assert found((47, 49)) == []


def test_texts_that_a_file_does_not_keep() -> None:
    assert is_expressible(TEXT)
    assert not is_expressible("a\r\nb")
    assert not is_expressible("e\u0301")
    assert not is_expressible("\ud800")


def meet(span: Any, told: Any) -> bool:
    """Whether what was told is about the same words."""
    return bool(told[0] < span[1] and span[0] < told[1])


@settings(deadline=None)
@given(strategies.records())
def test_every_record_passes_the_checks(record: Record) -> None:
    text = record.report.text
    if not is_expressible(text):
        return
    resolved, problems = resolve(text, json.loads(json.dumps(annotation_of(record))))
    assert problems == []
    assert resolved
    events = {event.id: event for event in record.events}
    for told in resolved["events"]:
        assert meet(events[told["id"]].trigger, told["trigger"])
        assert told["type"] == events[told["id"]].type
    assert [told["id"] for told in resolved["statements"]] == [s.id for s in record.statements]


def test_a_report_comes_back_from_its_files(tmp_path: Path) -> None:
    for record in crisis.records():
        write_annotation(record, tmp_path)
        id, text = record.report.id, record.report.text
        written = (tmp_path / "docs" / f"{id}.txt").read_text(encoding="utf-8")
        assert unicodedata.normalize("NFC", written) == text
        file = tmp_path / "annotations" / f"{id}.ann.json"
        resolved, problems = resolve(text, json.loads(file.read_text(encoding="utf-8")))
        assert problems == []
        assert resolved
        for told, event in zip(resolved["events"], record.events, strict=True):
            assert tuple(told["trigger"]) == event.trigger
            assert told["actor"] == list(event.actor)
            assert [tuple(span) for span in told["actor_spans"]] == list(event.actor_spans)
            assert told["place"] == (event.place.span if event.place else None)
            assert (told["time"] or {}).get("start") == (event.time.start if event.time else None)
        for told, statement in zip(resolved["statements"], record.statements, strict=True):
            assert [tuple(span) for span in told["content"]] == list(statement.content)
            assert told["source"] == list(statement.source)
