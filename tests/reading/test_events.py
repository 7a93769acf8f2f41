"""Events from the scores of triggers, roles, modes and contexts."""

import pytest

from dateline.reading import events
from dateline.reading.document import Document
from dateline.reading.events import find_events
from tests.reading.parsed import at, parsed, quotes, script, tag

SENTENCE = (
    "Troops/NOUN/2/nsubj beat/VERB/0/root up/ADP/2/compound:prt the/DET/5/det farmers/NOUN/2/obj "
    "in/ADP/7/case Gao/PROPN/2/obl ./PUNCT/2/punct"
)


def gao() -> Document:
    return parsed("Troops beat up the farmers in Gao.", SENTENCE)


def test_no_trigger_no_event() -> None:
    document = gao()
    tag(document, "triggers", {})
    find_events(document)
    assert document.event_drafts == []


def test_a_run_of_one_type_is_one_trigger() -> None:
    document = gao()
    tag(document, "triggers", {1: "ASSAULT", 2: "ASSAULT"})
    find_events(document)
    (draft,) = document.event_drafts
    assert document.quote(draft.trigger) == "beat up"
    assert draft.type == "ASSAULT"
    assert draft.evidence["type"] > 0.9


def test_a_run_of_several_types_is_one_trigger_of_the_likeliest() -> None:
    document = gao()
    tag(document, "triggers", {1: "CONSULT", 2: "ASSAULT", 3: "ASSAULT", 4: "ASSAULT"})
    find_events(document)
    found = [(document.quote(d.trigger), d.type) for d in document.event_drafts]
    assert found == [("beat up the farmers", "ASSAULT")]


def test_no_trigger_ends_in_a_mark_or_crosses_a_sentence_s_end() -> None:
    document = parsed(
        "They met. Talks began.",
        "They/PRON/2/nsubj met/VERB/0/root ./PUNCT/2/punct",
        "Talks/NOUN/2/nsubj began/VERB/0/root ./PUNCT/2/punct",
    )
    tag(document, "triggers", {1: "CONSULT", 2: "CONSULT", 3: "CONSULT"})
    find_events(document)
    assert [d.trigger for d in document.event_drafts] == [(1, 2), (3, 4)]


def test_a_word_more_likely_a_trigger_than_not_is_one_though_its_type_is_in_doubt() -> None:
    document = gao()
    tag(document, "triggers", {})
    assert document.layers is not None
    document.layers.logits["triggers"][1] = [0.0, -0.2, 0.1]
    find_events(document)
    (draft,) = document.event_drafts
    assert draft.type == "CONSULT"
    assert draft.evidence["type"] < 0.5


def test_a_trigger_whose_type_is_anybodys_guess_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "TYPE_THRESHOLD", 0.4)
    document = gao()
    tag(document, "triggers", {})
    assert document.layers is not None
    document.layers.logits["triggers"][1] = [0.0, -0.2, -0.1]
    find_events(document)
    assert document.event_drafts == []


def test_roles_are_those_of_the_trigger_without_marks_and_loose_ends() -> None:
    document = gao()
    tag(document, "triggers", {1: "ASSAULT"})
    script(document).roles["event", 1] = {
        "actor": [at(document, "Troops")],
        "recipient": [at(document, "the farmers in")],
        "place": [at(document, "Gao.")],
    }
    find_events(document)
    (draft,) = document.event_drafts
    assert {role: quotes(document, words) for role, words in draft.roles.items()} == {
        "actor": ["Troops"],
        "recipient": ["the farmers"],
        "place": ["Gao."],
    }


def test_each_event_has_its_own_roles() -> None:
    document = gao()
    tag(document, "triggers", {1: "ASSAULT", 4: "CONSULT"})
    roles = script(document).roles
    roles["event", 1] = {"actor": [at(document, "Troops")]}
    roles["event", 4] = {"place": [at(document, "Gao")]}
    find_events(document)
    assert [list(d.roles) for d in document.event_drafts] == [["actor"], ["place"]]


def test_the_mode_is_one_of_the_type_s_own() -> None:
    document = gao()
    tag(document, "triggers", {1: "ASSAULT", 6: "ASSAULT"})
    frames = script(document).frames
    frames["modes", 1] = "ASSAULT.beat"
    frames["modes", 6] = "CONSULT.visit"
    find_events(document)
    assert [d.mode for d in document.event_drafts] == ["beat", None]


def test_likely_contexts_only() -> None:
    document = gao()
    tag(document, "triggers", {1: "ASSAULT", 6: "CONSULT"})
    script(document).frames["contexts", 1] = "military"
    find_events(document)
    assert [d.contexts for d in document.event_drafts] == [("military",), ()]
