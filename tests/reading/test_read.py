"""Whole reports to records: what must hold for every text."""

import json
from itertools import pairwise

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.api import read_text
from dateline.errors import DatelineError
from dateline.exports.schema import json_schema
from dateline.model.reader_model import shipped_model
from dateline.reading.read import LINGUISTIC_STAGES, analyze
from dateline.record import Record, Report, Span, normalize
from tests import reports

VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def spans_of(value: object) -> list[Span]:
    """Every pair of numbers in a record's plain data that is a span."""
    if isinstance(value, dict):
        return [s for key, item in value.items() if key != "evidence" for s in spans_of(item)]
    if isinstance(value, list):
        if len(value) == 2 and all(type(v) is int for v in value):
            return [(value[0], value[1])]
        return [s for item in value for s in spans_of(item)]
    return []


def check(record: Record) -> None:
    data = json.loads(record.to_json())
    VALIDATOR.validate(data)
    text = record.report.text
    for start, end in spans_of(data):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
    check_links(record)


def check_links(record: Record) -> None:
    actors = {a.id for a in record.actors}
    statements = {s.id: s for s in record.statements}
    events = {e.id for e in record.events}
    for statement in record.statements:
        assert set(statement.source) <= actors
        assert {statement.addressee, statement.on_behalf_of} - {None} <= actors
        assert statement.content
        assert all(a[1] <= b[0] for a, b in pairwise(statement.content))
        seen = {statement.id}
        parent = statement.parent
        while parent is not None:
            assert parent not in seen, "a statement is its own ancestor"
            seen.add(parent)
            parent = statements[parent].parent
    for event in record.events:
        assert set(event.actor) | set(event.recipient) <= actors
        assert event.according_to is None or event.according_to in statements
        assert event.same_as is None or event.same_as in events


@pytest.mark.parametrize("text", reports.ALL)
def test_every_offset_is_right(text: str) -> None:
    check(read_text(text, published="2024-05-03"))


PIECES = st.one_of(
    st.sampled_from(
        "the army said that rebels killed 12 people on Monday . , “ ” \" ' ( ) Mali U.N. he "
        "they denied , told AFP \n\n No, Gen. Sy's men — … 3,000 won't police".split(" ")
    ),
    st.text(max_size=8),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=60).map(" ".join))
def test_every_offset_is_right_in_any_text(text: str) -> None:
    check(read_text(text))


@pytest.mark.parametrize("text", [reports.PLAIN, reports.CURLY, reports.CARELESS])
def test_reading_twice_gives_the_same(text: str) -> None:
    first, second = (read_text(text).to_dict() for _ in range(2))
    first["meta"].pop("seconds")
    second["meta"].pop("seconds")
    assert json.dumps(first) == json.dumps(second)


@pytest.mark.parametrize("text", [t for t in reports.ALL if t.strip()])
def test_trees(text: str) -> None:
    document = analyze(Report(text=normalize(text)), shipped_model(), LINGUISTIC_STAGES)
    covered = [i for start, end in document.sentences for i in range(start, end)]
    assert covered == list(range(len(document.words)))
    for start, end in document.sentences:
        roots = [i for i in range(start, end) if document.heads[i] == i]
        assert len(roots) == 1
        assert document.relations[roots[0]] == "root"
        for index in range(start, end):
            assert start <= document.heads[index] < end
            node, steps = index, 0
            while document.heads[node] != node:
                node, steps = document.heads[node], steps + 1
                assert steps <= end - start


def test_parts_of_a_statement_are_its_words() -> None:
    record = read_text(reports.PLAIN, published="2024-05-05")
    sources = {record.quote(s.source_span) for s in record.statements if s.source_span}
    assert "the government" in sources
    assert any("Oumar Konaté" in source for source in sources)


def test_a_book_is_refused() -> None:
    with pytest.raises(DatelineError, match="longer than any news report") as raised:
        read_text("The army said so. " * 12_000)
    assert raised.value.hint
