"""Denials that only allude to an event, and names that a lone capital makes or doesn't."""

from dataclasses import replace
from pathlib import Path

import pytest

from dateline.archive.load_events import load_events
from dateline.archive.store import Archive
from dateline.archive.testimony import Statement, Testimony
from dateline.record import Actor, Event, Meta, Record, Report
from tests.archive.happenings import party, row
from tests.exports.archive.exporting import archive_of

DENIAL = Statement(
    id="r1:S1", report_id="r1", names=("Malian army",), words="the Malian army",
    source_type="named_organization", anonymity="none", stance="denies", on_behalf_of=None,
    parent=None, content="any involvement", start=50,
)  # fmt: skip


def test_a_denial_is_of_an_act_with_a_place_or_a_day_before_others() -> None:
    gunmen = (party("gunmen"),)
    main = row("r1:E1", start=10, actors=gunmen)
    vague = row("r1:E2", start=40, actors=gunmen, where=None, when=None)
    testimony = Testimony({DENIAL.id: DENIAL}, {event.id: event for event in (main, vague)})
    assert testimony.denials(main) == ["Malian army"]
    assert testimony.denials(vague) == []


def test_who_denies_it_denies_what_was_said_last() -> None:
    gunmen = (party("gunmen"),)
    main = row("r1:E1", start=10, actors=gunmen)
    last = row("r1:E2", start=40, actors=gunmen, where=None, when=None)
    it = replace(DENIAL, content="it")
    testimony = Testimony({it.id: it}, {event.id: event for event in (main, last)})
    assert testimony.denials(last) == ["Malian army"]
    assert testimony.denials(main) == []


def test_a_denial_is_of_what_its_speaker_is_said_to_have_done() -> None:
    own = row("r1:E1", start=10, actors=(party("Malian army"),), where=None, when=None)
    other = row("r1:E2", start=40)
    testimony = Testimony({DENIAL.id: DENIAL}, {event.id: event for event in (own, other)})
    assert testimony.denials(own) == ["Malian army"]
    assert testimony.denials(other) == []


def test_who_rejects_a_claim_denies_what_it_holds() -> None:
    claim = replace(DENIAL, id="r1:S2", names=("Mali",), stance="asserts", parent=DENIAL.id)
    rejection = replace(DENIAL, content="the claim of Mali that it had attacked the town of Gao")
    attack = row("r1:E1", start=60, according_to=claim.id)
    testimony = Testimony({s.id: s for s in (rejection, claim)}, {attack.id: attack})
    assert testimony.denials(attack) == ["Malian army"]


def test_a_pronoun_is_no_denier() -> None:
    he = replace(DENIAL, names=("He",), words=None)
    testimony = Testimony({he.id: he}, {(event := row("r1:E1", start=10)).id: event})
    assert testimony.denials(event) == []


@pytest.mark.parametrize(
    ("name", "specific"),
    [
        ("Hamas", True), ("Ukrainian army", True), ("Kenya", True), ("Desert Lanterns", True),
        ("Captives", False), ("Relief convoy", False), ("Some 17,000 demonstrators", False),
    ],
)  # fmt: skip
def test_a_lone_capital_is_a_name_only_where_it_is_known(
    name: str, specific: bool, tmp_path: Path
) -> None:
    text = f"News\n\n{name} moved."
    actor = Actor(id="A1", name=name, mentions=((6, 6 + len(name)),), kind="group", country="MLI")
    event = Event(id="E1", trigger=(len(text) - 6, len(text) - 1), type="MOBILIZE", actor=("A1",))
    record = Record(
        report=Report(text=text), actors=(actor,), events=(event,),
        meta=Meta(dateline="0", model="none", seconds=0.0),
    )  # fmt: skip
    with Archive.open(archive_of([record], tmp_path / "a.dateline")) as archive:
        (found,) = load_events(archive.connection).values()
    assert found.actors[0].specific == specific
