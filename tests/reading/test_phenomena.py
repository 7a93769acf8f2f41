"""Phenomena of news language, each held to its floor; and the matcher, on made-up records."""

from collections.abc import Sequence
from typing import Any, Final

import pytest

from dateline.record import Actor, Count, Event, Meta, Record, Report, Span, Statement
from tests.reading.phenomena.cases import (
    PHENOMENA,
    Result,
    load_cases,
    load_floors,
    measure,
    raised,
)
from tests.reading.phenomena.expectations import Pattern, fits, flaws, unmet, unpaired

LEAST_TEXTS: Final = 10

TEXT: Final = (
    "“We are tired,” two guards told Reuters, asking not to be named out of fear. "
    "Minister Ana Reyes denied that troops had shelled Kolo."
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return (start, start + len(words))


def actor(id: str, name: str, kind: str = "person") -> Actor:
    return Actor(id=id, name=name, mentions=(at(name),), kind=kind)


ACTORS: Final = (
    actor("A1", "two guards", "group"),
    actor("A2", "Reuters", "organization"),
    actor("A3", "Minister Ana Reyes"),
    actor("A4", "troops", "group"),
    actor("A5", "Kolo", "place"),
)
TIRED: Final = Statement(
    id="S1",
    content=(at("We are tired"),),
    cue=at("told"),
    quotation="direct",
    source=("A1",),
    source_span=at("two guards"),
    source_type="unnamed_group",
    anonymity="granted",
    anonymity_reason=at("out of fear"),
    count_claimed=Count(span=at("two"), number=2),
    addressee="A2",
    addressee_is_outlet=True,
)
DENIAL: Final = Statement(
    id="S2",
    content=(at("troops had shelled Kolo"),),
    cue=at("denied"),
    quotation="indirect",
    source=("A3",),
    source_span=at("Minister Ana Reyes"),
    source_type="named_person",
    stance="denies",
    parent="S1",
)
SHELLING: Final = Event(
    id="E1",
    trigger=at("shelled"),
    type="ASSAULT",
    mode="heavy-weapons",
    actor=("A4",),
    actor_spans=(at("troops"),),
    recipient=("A5",),
    recipient_spans=(at("Kolo"),),
    status="denied",
    according_to="S2",
)


def record(
    statements: Sequence[Statement] = (TIRED, DENIAL), events: Sequence[Event] = (SHELLING,)
) -> Record:
    return Record(
        report=Report(text=TEXT),
        actors=ACTORS,
        statements=tuple(statements),
        events=tuple(events),
        meta=Meta(dateline="0", model="none", seconds=0.0),
    )


@pytest.mark.parametrize("phenomenon", PHENOMENA)
def test_phenomenon(phenomenon: str) -> None:
    result = measure(phenomenon)
    floor = load_floors()[phenomenon]
    assert result.share >= floor, f"{result.share:.3f} under {floor:.3f}\n{result.report()}"


@pytest.mark.parametrize("phenomenon", PHENOMENA)
def test_expectations_are_sound(phenomenon: str) -> None:
    cases = load_cases(phenomenon)
    assert len(cases) >= LEAST_TEXTS
    assert {case.text: f for case in cases if (f := flaws(case.text, case.expect))} == {}


def test_every_phenomenon_has_a_floor_and_no_text_stands_twice() -> None:
    assert set(load_floors()) == set(PHENOMENA)
    texts = [(case.text, case.published) for name in PHENOMENA for case in load_cases(name)]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    "pattern",
    [
        {"content": "We are tired", "quotation": "direct", "cue": "told"},
        {"content": "we are…", "source": ["guards"], "source_span": "two guards"},
        {"content": "You are tired|We are tired", "stance": "asks|asserts"},
        {"anonymity": "granted", "anonymity_reason": "…fear", "source_type": "unnamed_group"},
        {"count_claimed": 2, "addressee": "Reuters", "addressee_is_outlet": True, "parent": None},
        {"source": ["Reyes"], "stance": "denies", "on_behalf_of": None, "count_claimed": None},
        {"source": ["Reyes"], "parent": "guards"},
        {"source": ["Ana Reyes"], "parent": {"content": "We…", "stance": "asserts"}},
    ],
)
def test_a_statement_that_holds(pattern: dict[str, Any]) -> None:
    assert unmet(record(), {"statements": [pattern]}) == []
    assert unmet(record(), {"no_statements": [pattern]})


@pytest.mark.parametrize(
    "pattern",
    [
        {"content": "We are"},
        {"content": "are tired"},
        {"content": "We are tired", "quotation": "mixed|indirect"},
        {"content": "We are tired", "source": []},
        {"content": "We are tired", "source": ["Reyes"]},
        {"content": "We are tired", "source": ["guards", "Reuters"]},
        {"content": "We are tired", "source": ["guard"]},
        {"anonymity_reason": "…hope…"},
        {"anonymity": "granted", "anonymity_reason": None},
        {"count_claimed": 3},
        {"content": "We are tired", "addressee": None},
        {"on_behalf_of": "Reuters"},
        {"source": ["Reyes"], "parent": None},
        {"source": ["Reyes"], "parent": "Reyes"},
    ],
)
def test_a_statement_that_does_not_hold(pattern: dict[str, Any]) -> None:
    assert unmet(record(), {"statements": [pattern]})
    assert unmet(record(), {"no_statements": [pattern]}) == []


@pytest.mark.parametrize(
    ("pattern", "holds"),
    [
        ({"type": "ASSAULT", "mode": "heavy-weapons|aerial", "status": "denied"}, True),
        ({"trigger": "shelled", "actor": ["troops"], "recipient": ["Kolo"]}, True),
        ({"according_to": "Reyes"}, True),
        ({"according_to": {"stance": "denies"}}, True),
        ({"actor": ["Kolo"], "recipient": ["troops"]}, False),
        ({"actor": []}, False),
        ({"mode": None}, False),
        ({"status": "happened"}, False),
        ({"according_to": None}, False),
        ({"according_to": "guards"}, False),
    ],
)
def test_an_event(pattern: dict[str, Any], holds: bool) -> None:
    assert (unmet(record(), {"events": [pattern]}) == []) is holds


def test_none_expected() -> None:
    assert unmet(record(), {"events": [], "statements": []}) == [
        "events: none expected, 1 read",
        "statements: none expected, 2 read",
    ]
    assert unmet(record((), ()), {"events": [], "statements": []}) == []


def test_each_pattern_takes_a_statement_of_its_own() -> None:
    patterns: list[Pattern] = [{"source": ["Reyes"]}, {"stance": "denies"}]
    assert unmet(record(), {"statements": patterns}) == ['statements: {"stance": "denies"}']
    assert unmet(record(), {"statements": [{"quotation": "direct|indirect"}, patterns[1]]}) == []


def test_quotation_marks_at_the_edge_of_a_content_do_not_hold() -> None:
    sloppy = Statement(id="S1", content=(at("“We are tired,”"),), cue=None, quotation="direct")
    assert unmet(record([sloppy]), {"statements": [{"content": "We are tired"}]})


def test_unpaired() -> None:
    assert unpaired([[0, 1], [0]]) == []
    assert unpaired([[0], [0], []]) == [1, 2]


@pytest.mark.parametrize(
    ("text", "wording", "expected"),
    [
        ("“They’ve left,” it's said.", "they've left it’s said", True),
        ("a b c", "a…c", True),
        ("a c", "a…c", True),
        ("a b c", "b…", False),
        ("abc", "ab…", False),
        ("a (b)", "(b)…|a…", True),
    ],
)
def test_wordings(text: str, wording: str, expected: bool) -> None:
    assert fits(text, wording) is expected


def test_flaws() -> None:
    assert flaws(TEXT, {"statements": [{"source": ["Reyes"], "stance": "denies"}]}) == []
    assert flaws(TEXT, {}) == ["nothing is expected"]
    assert flaws(TEXT, {"quotes": []}) == ["unknown part quotes"]
    assert flaws(TEXT, {"events": [{}]}) == ["an empty pattern"]
    assert flaws(TEXT, {"events": [{"stance": "denies"}]}) == ["unknown field stance"]
    assert flaws(TEXT, {"events": [{"status": "done"}]}) == ["unknown status done"]
    assert flaws(TEXT, {"statements": [{"content": "We…fly"}]}) == ["not in the text: We…fly"]


def test_floors_only_rise() -> None:
    half = Result("a", 10, {str(i): ["lacks"] for i in range(5)})
    assert half.share == 0.5
    assert raised({"a": 0.3}, [half]) == {"a": 0.4}
    assert raised({"a": 0.6}, [half]) == {"a": 0.6}
    assert raised({}, [Result("a", 1, {"text": ["lacks"]})]) == {"a": 0.0}
