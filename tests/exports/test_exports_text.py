import dataclasses
import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.exports.cells import cell_width
from dateline.exports.neutral import FSI, PDI
from dateline.exports.text import MINIMUM_WIDTH, situation_report
from dateline.record import Record
from tests.exports.mutiny import MUTINY
from tests.strategies import records, without_layers

SGR = re.compile(r"\x1b\[[0-9;]+m")


def controls(text: str) -> set[str]:
    return {char for char in text if unicodedata.category(char) in {"Cc", "Cs"}} - {"\n"}


@given(records(), st.integers(1, 120), st.booleans())
@settings(max_examples=30, deadline=None)
def test_lines_fit_and_hold_no_control_characters(record: Record, width: int, color: bool) -> None:
    shown = situation_report(record, width=width, color=color)
    plain = SGR.sub("", shown) if color else shown
    assert controls(plain) == set()
    for line in plain.split("\n"):
        assert cell_width(line) <= max(width, MINIMUM_WIDTH)
        assert line.count(FSI) == line.count(PDI)
        assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u200e\u200f")


@given(records())
@settings(max_examples=30, deadline=None)
def test_color_changes_nothing_but_color(record: Record) -> None:
    assert SGR.sub("", situation_report(record, color=True)) == situation_report(record)


def test_event_says_who_what_whom_where_when_and_on_what_it_rests() -> None:
    lines = [" ".join(line.split()) for line in situation_report(MUTINY).split("\n")]
    assert "E2 attack with heavy weapons (ASSAULT heavy-weapons) · happened" in lines
    assert "who troops (SLW MIL REB)" in lines
    assert "whom “the harbour”" in lines
    assert "where Port Selwyn (SLW; city; -4.05, 39.50; GeoNames 77)" in lines
    assert "when 2019-03-10, to the day: “Sunday”" in lines
    assert "killed 6: “six”" in lines
    assert "rests on The Harbour Standard < An aide (unnamed) < the minister" in lines
    assert "rests on The Harbour Standard, in its own voice" in lines
    assert any("[shelled]" in line for line in lines)


def test_dated_events_come_first_and_repetitions_are_folded() -> None:
    shown = situation_report(MUTINY)
    heads = re.findall(r"^(E\d+) ", shown, flags=re.MULTILINE)
    assert heads == ["E2", "E1", "E4"]
    assert "EVENTS (3, 1 told again)" in shown
    again = " ".join(shown.partition("again  ")[2].partition("\n\n")[0].split())
    assert again == "E3 “shelling” · denied · The Harbour Standard < Kavango"


def test_statement_says_source_anonymity_stance_and_content() -> None:
    lines = [" ".join(line.split()) for line in situation_report(MUTINY).split("\n")]
    assert "S3 an officer (anonymity granted)" in lines
    assert "reason “an officer”" in lines
    assert "content “They hold the bridge … and the radio”" in lines
    assert "how denies · indirect quotation · named organization" in lines
    assert "told to Reuters (outlet)" in lines
    assert "within S1" in lines


def test_empty_layers_say_so() -> None:
    shown = situation_report(without_layers(MUTINY))
    assert "No events were read in this report." in shown
    assert "No statements were read in this report." in shown


def test_an_escape_sequence_of_the_report_is_shown_not_sent() -> None:
    report = dataclasses.replace(MUTINY.report, title="\x1b[2Jgone\x07")
    shown = situation_report(dataclasses.replace(MUTINY, report=report))
    assert shown.startswith("␛[2Jgone␇\n")


def test_right_to_left_names_are_isolated() -> None:
    actors = (dataclasses.replace(MUTINY.actors[2], name="الجيش"),)
    shown = situation_report(dataclasses.replace(MUTINY, actors=actors))
    assert f"{FSI}الجيش{PDI} (SLW MIL REB)" in shown
