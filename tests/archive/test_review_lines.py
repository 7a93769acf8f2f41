"""Lines of reviewers: every field is checked, and what is wrong is told with its line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.archive.review_fields import FIELDS
from dateline.archive.review_lines import read_lines
from dateline.archive.store import Archive
from dateline.errors import DatelineError
from dateline.record import report_id
from tests.archive import crisis

DENIAL = report_id(crisis.DENIAL)
EVENT, STATEMENT, ACTOR = (f"{DENIAL}:{local}" for local in ("E1", "S1", "A3"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path: Path = tmp_path_factory.mktemp("lines") / "crisis.dateline"
    crisis.write(path)
    with Archive.open(path, read_only=False) as opened:
        yield opened


def change(target: str, field: str, value: Any, **others: Any) -> dict[str, Any]:
    told = {"action": "change", "target": target, "field": field, "value": value}
    return {**told, "by": "ana", "why": "so"} | others


def problem(archive: Archive, *lines: Any) -> DatelineError:
    _, problems = read_lines(archive, lines)
    assert [found.number for found in problems] == [len(lines)]
    assert problems[0].error.hint
    return problems[0].error


@pytest.mark.parametrize(
    ("target", "field", "value"),
    [
        (ACTOR, "name", "José Mwangi, defence minister"),
        (ACTOR, "mentions", [[0, 8], [24, 35]]),
        (ACTOR, "kind", "group"),
        (ACTOR, "country", "UGA"),
        (ACTOR, "country", None),
        (ACTOR, "sector", ["GOV"]),
        (ACTOR, "role", "defence minister"),
        (STATEMENT, "content", [[43, 71]]),
        (STATEMENT, "cue", None),
        (STATEMENT, "quotation", "indirect"),
        (STATEMENT, "source", ["A3"]),
        (STATEMENT, "source_type", "unnamed_person"),
        (STATEMENT, "anonymity", "granted"),
        (STATEMENT, "anonymity_reason", [0, 8]),
        (STATEMENT, "count_claimed", {"span": [0, 3], "number": 2}),
        (STATEMENT, "addressee", "A3"),
        (STATEMENT, "addressee_is_outlet", True),
        (STATEMENT, "on_behalf_of", None),
        (STATEMENT, "stance", "asserts"),
        (STATEMENT, "parent", "S2"),
        (EVENT, "trigger", [24, 30]),
        (EVENT, "type", "PROTEST"),
        (EVENT, "mode", "aerial"),
        (EVENT, "contexts", ["military", "terrorism"]),
        (EVENT, "actor", ["A3"]),
        (EVENT, "actor_spans", [[24, 35]]),
        (EVENT, "recipient", [ACTOR]),
        (EVENT, "place", {"span": [0, 8], "name": "Garissa", "lat": -0.45, "lon": 39.6}),
        (EVENT, "time", {"span": [0, 8], "start": "2024-03-02", "end": "2024-03-02"}),
        (EVENT, "status", "happened"),
        (EVENT, "according_to", None),
        (EVENT, "same_as", "E2"),
        (EVENT, "magnitude", {"killed": {"span": [0, 8], "number": 9}}),
    ],
)
def test_values_of_the_codebook_are_taken(
    archive: Archive, target: str, field: str, value: Any
) -> None:
    reviews, problems = read_lines(archive, [change(target, field, value)])
    assert problems == []
    assert reviews[0].field == field
    json.dumps(reviews[0].to_dict())


@pytest.mark.parametrize(
    ("target", "field", "value", "told"),
    [
        (EVENT, "kind", "x", "there is no field of an event"),
        (EVENT, "type", "ASSULT", "there is no type"),
        (EVENT, "mode", "riot", "there is no mode of ASSAULT"),
        (EVENT, "status", 7, "there is no status"),
        (EVENT, "trigger", [5, 5], "trigger can't be"),
        (EVENT, "trigger", [0, 10_000], "trigger can't be"),
        (EVENT, "trigger", [0, True], "trigger can't be"),
        (EVENT, "trigger", None, "trigger can't be"),
        (EVENT, "actor", ["A9"], "there is no actor 'A9'"),
        (EVENT, "actor", "A3", "actor can't be"),
        (EVENT, "actor", ["0000000000000000:A3"], "there is no actor"),
        (EVENT, "contexts", ["weather"], "there is no contexts"),
        (EVENT, "place", {"name": "Gao"}, "place can't be"),
        (EVENT, "place", {"span": [0, 3], "name": "Gao", "lat": 91}, "place.lat can't be"),
        (EVENT, "time", {"span": [0, 3], "start": "2024-02-30"}, "time.start can't be"),
        (EVENT, "time", {"span": [0, 3], "start": "2024-03-02", "end": "2024-03-01"}, "time can't"),
        (EVENT, "magnitude", {"killed": {"span": [0, 3], "number": -1}}, "killed.number can't be"),
        (EVENT, "magnitude", {"lost": {"span": [0, 3]}}, "there is no count"),
        (EVENT, "same_as", "E1", "would lead back"),
        (STATEMENT, "parent", "S1", "would lead back"),
        (STATEMENT, "content", [], "content can't be"),
        (STATEMENT, "addressee_is_outlet", "yes", "addressee_is_outlet can't be"),
        (STATEMENT, "stance", "shouts", "there is no stance"),
        (ACTOR, "country", "XXX", "there is no country"),
        (ACTOR, "sector", ["KING"], "there is no sector"),
        (ACTOR, "name", "  ", "name can't be"),
        (ACTOR, "name", "x" * 1001, "name can't be"),
    ],
)
def test_other_values_are_told(
    archive: Archive, target: str, field: str, value: Any, told: str
) -> None:
    assert told in problem(archive, change(target, field, value)).message


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not valid JSON"),
        (b"\xff{}", "UTF-8"),
        ("[1]", "no JSON object"),
        ("[" * 100_000, "nested too deeply"),
        ({"action": "agree"}, "there is no action"),
        ({"target": EVENT}, "there is no action"),
        ({"action": "accept", "target": EVENT}, "accept needs by"),
        ({"action": "accept", "by": "ana"}, "accept needs target"),
        ({"action": "reject", "target": EVENT, "by": "ana"}, "reject needs why"),
        (change(EVENT, "status", "planned", why=None), "change needs why"),
        (change(EVENT, "status", "planned", other=EVENT), "change has no other"),
        (change(EVENT, "status", "planned", at="yesterday"), "at is no time"),
        (change(EVENT, "status", "planned", by=3), "by must be a text"),
        (change(EVENT, "status", "planned", note="x"), "there is no key 'note'"),
        (change(f"{DENIAL}:E9", "status", "planned"), f"there is no {DENIAL}:E9"),
        (change("0000000000000000:E1", "status", "planned"), "there is no report"),
        (change(EVENT, "status", "planned", span=[0, 1]), "stands at"),
        ({"action": "withdraw", "target": "abc", "by": "ana", "why": "so"}, "there is no review"),
        (
            {"action": "cut", "target": EVENT, "other": EVENT, "by": "ana", "why": "so"},
            "can't be linked to itself",
        ),
        (
            {"action": "cut", "target": ACTOR, "other": EVENT, "by": "ana", "why": "so"},
            "is no event",
        ),
        (
            {"action": "join", "target": EVENT, "other": "f" * 16, "by": "ana", "why": "so"},
            "there is no incident",
        ),
    ],
)
def test_lines_that_make_no_sense_are_told(archive: Archive, line: Any, told: str) -> None:
    assert told in problem(archive, "", line).message


def test_each_line_is_checked_in_the_light_of_those_before(archive: Archive) -> None:
    lines = [change(EVENT, "type", "PROTEST"), change(EVENT, "mode", "riot")]
    assert read_lines(archive, lines)[1] == []
    assert "Change the type first" in (problem(archive, lines[1]).hint or "")
    chained = [change(STATEMENT, "parent", "S2"), change(f"{DENIAL}:S2", "parent", "S1")]
    assert "would lead back" in problem(archive, *chained).message


def test_if_one_line_is_wrong_none_is_added(archive: Archive) -> None:
    with pytest.raises(DatelineError, match=r"^line 2: there is no status"):
        archive.review([change(EVENT, "status", "planned"), change(EVENT, "status", "?")])
    assert archive.reviews() == []


def test_fields_of_the_record_can_all_be_reviewed() -> None:
    record = crisis.records()[0]
    for layer, entries in (
        ("actor", record.actors), ("statement", record.statements), ("event", record.events),
    ):  # fmt: skip
        names = set(type(entries[0]).__dataclass_fields__) - {"id", "evidence"}
        assert set(FIELDS[layer]) == names


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_value_is_taken_or_told(archive: Archive, data: st.DataObject) -> None:
    target, fields = data.draw(
        st.sampled_from([(ACTOR, "actor"), (STATEMENT, "statement"), (EVENT, "event")])
    )
    field = data.draw(st.sampled_from(sorted(FIELDS[fields])))
    reviews, problems = read_lines(archive, [change(target, field, data.draw(VALUES))])
    assert len(reviews) + len(problems) == 1
    for review in reviews:
        json.dumps(review.to_dict())
