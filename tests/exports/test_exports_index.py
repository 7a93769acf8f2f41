import dataclasses

from dateline.exports.index import LONGEST_CHAIN, NOBODY, UNKNOWN_OUTLET, Index, happenings
from dateline.record import Event, Time
from tests.exports.mutiny import MUTINY

MANY = 5000


def told(number: int, same_as: int | None = None, start: str | None = None) -> Event:
    time = Time(span=(0, 1), kind="date", start=start, end=start) if start else None
    return Event(
        id=f"E{number}",
        trigger=(number, number + 1),
        type="PROTEST",
        time=time,
        same_as=f"E{same_as}" if same_as else None,
    )


def folded(*events: Event) -> list[list[str]]:
    return [[found.first.id, *(event.id for event in found.again)] for found in happenings(events)]


def test_chain_runs_outermost_first_and_names_anonymity() -> None:
    index = Index.of(MUTINY)
    assert [statement.id for statement in index.chain("S2")] == ["S1", "S2"]
    assert index.chain_words("S2") == ["The Harbour Standard", "An aide (unnamed)", "the minister"]
    assert index.chain_words(None) == ["The Harbour Standard"]


def test_chain_ends_at_a_cycle_and_at_a_missing_parent() -> None:
    first, second, third, last = MUTINY.statements
    cyclic = (dataclasses.replace(first, parent="S2"), second, third, last)
    index = Index.of(dataclasses.replace(MUTINY, statements=cyclic))
    assert [statement.id for statement in index.chain("S2")] == ["S1", "S2"]
    index = Index.of(dataclasses.replace(MUTINY, statements=(second,)))
    assert [statement.id for statement in index.chain("S2")] == ["S2"]


def test_a_chain_that_never_ends_keeps_its_innermost_statements() -> None:
    nested = [
        dataclasses.replace(MUTINY.statements[0], id=f"S{number}", parent=f"S{number - 1}")
        for number in range(1, MANY)
    ]
    chain = Index.of(dataclasses.replace(MUTINY, statements=tuple(nested))).chain(f"S{MANY - 1}")
    assert len(chain) == LONGEST_CHAIN
    assert chain[-1].id == f"S{MANY - 1}"


def test_source_falls_back_on_the_words_of_the_text() -> None:
    index = Index.of(MUTINY)
    statement = dataclasses.replace(MUTINY.statements[0], source=())
    assert index.source(statement) == "An aide"
    assert index.source(dataclasses.replace(statement, source_span=None)) == NOBODY
    both = dataclasses.replace(statement, source=("A1", "A2"))
    assert index.source(both) == "An aide and the minister"


def test_outlet_may_be_unknown() -> None:
    report = dataclasses.replace(MUTINY.report, outlet=None)
    assert Index.of(dataclasses.replace(MUTINY, report=report)).outlet == UNKNOWN_OUTLET


def test_repetitions_are_folded_under_the_first_in_the_text() -> None:
    assert folded(told(1), told(2), told(3, same_as=1), told(4, same_as=3)) == [
        ["E1", "E3", "E4"],
        ["E2"],
    ]
    assert folded(told(1, same_as=2), told(2)) == [["E1", "E2"]]


def test_cycles_and_missing_targets_lose_no_event() -> None:
    assert folded(told(1, same_as=2), told(2, same_as=1)) == [["E1", "E2"]]
    assert folded(told(1, same_as=1), told(2, same_as=99)) == [["E1"], ["E2"]]


def test_order_is_by_start_then_by_text_with_the_undated_last() -> None:
    events = (told(1), told(2, start="2019-03-12"), told(3, start="2019-03-10"), told(4, same_as=1))
    assert folded(*events) == [["E3"], ["E2"], ["E1", "E4"]]
    assert folded(told(1), told(2, start="2019-03-12"), told(3, same_as=1, start="2019-03-10")) == [
        ["E1", "E3"],
        ["E2"],
    ]


def test_a_long_chain_of_repetitions_is_folded_into_one() -> None:
    events = [told(number, same_as=number + 1) for number in range(1, MANY)]
    assert len(happenings([*events, told(MANY)])) == 1
