"""The status of events: the model's reading, corrected by plain grammar."""

import pytest

from dateline.reading.document import Document, EventDraft, StatementDraft
from dateline.reading.status import find_status
from tests.reading.parsed import at, parsed, script

ATTACKED = "Troops/NOUN/2/nsubj attacked/VERB/0/root"
MAY_ATTACK = "Troops/NOUN/3/nsubj may/AUX/3/aux attack/VERB/0/root"
NOT_ATTACK = "Troops/NOUN/4/nsubj did/AUX/4/aux not/PART/4/advmod attack/VERB/0/root"


def event(
    document: Document, trigger: str, status: str, *, type: str = "ASSAULT", actor: str = ""
) -> EventDraft:
    """An event of the document whose status the model predicts."""
    words = at(document, trigger)
    roles = {"actor": [at(document, actor)]} if actor else {}
    draft = EventDraft(words, type, None, (), roles)
    document.event_drafts.append(draft)
    script(document).frames["statuses", words[0]] = status
    return draft


def stated(document: Document, stance: str, *, source: str | None = None) -> None:
    """A statement that holds the whole text, cued by its first word."""
    whole = (0, len(document.text))
    words = at(document, source) if source else None
    document.statement_drafts.append(StatementDraft((0, 1), [whole], words, None, stance))


@pytest.mark.parametrize("status", ["happened", "planned", "possible"])
def test_where_grammar_is_silent_the_model_decides(status: str) -> None:
    document = parsed("Troops attacked", ATTACKED)
    draft = event(document, "attacked", status)
    find_status(document)
    assert draft.status == status
    assert draft.evidence["status"] > 0.9
    assert "decided by" not in draft.evidence


def test_grammar_overrules_the_model_and_is_named() -> None:
    document = parsed("Troops may attack", MAY_ATTACK)
    draft = event(document, "attack", "happened")
    find_status(document)
    assert (draft.status, draft.evidence["decided by"]) == ("possible", "may")


def test_certainty_is_that_of_the_trigger() -> None:
    document = parsed("Troops attacked", ATTACKED)
    assert document.layers is not None
    document.layers.logits["certainty"] = document.layers.logits["certainty"].copy()
    document.layers.logits["certainty"][1] = 2.5
    draft = event(document, "attacked", "happened")
    find_status(document)
    assert draft.evidence["certainty"] == 2.5


def test_a_negated_act_did_not_happen() -> None:
    document = parsed("Troops did not attack", NOT_ATTACK)
    draft = event(document, "attack", "happened")
    find_status(document)
    assert draft.status == "not_happened"


@pytest.mark.parametrize(
    ("stance", "source", "actor", "status"),
    [
        ("denies", None, "", "denied"),
        ("asserts", "Troops", "Troops", "denied"),
        ("asserts", "Troops", "", "not_happened"),
        ("asserts", None, "Troops", "not_happened"),
    ],
)
def test_a_source_that_negates_its_own_act_denies_it(
    stance: str, source: str | None, actor: str, status: str
) -> None:
    document = parsed("Troops did not attack", NOT_ATTACK)
    draft = event(document, "attack", "happened", actor=actor)
    stated(document, stance, source=source)
    find_status(document)
    assert draft.status == status


def test_the_first_person_speaks_of_its_own_acts() -> None:
    document = parsed(
        "We did not attack",
        "We/PRON/4/nsubj did/AUX/4/aux not/PART/4/advmod attack/VERB/0/root",
    )
    draft = event(document, "attack", "happened", actor="We")
    stated(document, "asserts")
    find_status(document)
    assert draft.status == "denied"


@pytest.mark.parametrize(
    ("predicted", "expected"),
    [("happened", "denied"), ("ongoing", "denied"), ("planned", "planned")],
)
def test_what_is_denied_is_what_is_told_as_a_fact(predicted: str, expected: str) -> None:
    document = parsed("Troops attacked", ATTACKED)
    draft = event(document, "attacked", predicted)
    stated(document, "denies")
    find_status(document)
    assert draft.status == expected
    assert ("decided by" in draft.evidence) == (expected == "denied")


def test_the_innermost_statement_counts() -> None:
    document = parsed("Troops attacked", ATTACKED)
    draft = event(document, "attacked", "happened")
    stated(document, "denies")
    inner = StatementDraft((0, 1), [(7, 15)], None, None, "asserts")
    document.statement_drafts.append(inner)
    find_status(document)
    assert draft.status == "happened"


def test_a_speech_act_happens_by_being_uttered() -> None:
    planned = parsed(
        "They will demand it",
        "They/PRON/3/nsubj will/AUX/3/aux demand/VERB/0/root it/PRON/3/obj",
    )
    possible = parsed(
        "They may demand it",
        "They/PRON/3/nsubj may/AUX/3/aux demand/VERB/0/root it/PRON/3/obj",
    )
    drafts = [
        event(document, "demand", "happened", type="REQUEST") for document in (planned, possible)
    ]
    find_status(planned)
    find_status(possible)
    assert [d.status for d in drafts] == ["happened", "possible"]


@pytest.mark.parametrize(("word", "status"), [("such", "denied"), ("new", "not_happened")])
def test_a_source_denies_what_others_told(word: str, status: str) -> None:
    document = parsed(
        f"No {word} attack took place",
        f"No/DET/3/det {word}/ADJ/3/amod attack/NOUN/4/nsubj took/VERB/0/root place/NOUN/4/obj",
    )
    draft = event(document, "attack", "happened")
    stated(document, "asserts")
    find_status(document)
    assert draft.status == status


def test_a_claim_called_false_is_denied_and_nothing_else() -> None:
    document = parsed(
        "Talk that troops attacked was false. Rebels shelled",
        "Talk/NOUN/6/nsubj that/SCONJ/4/mark troops/NOUN/4/nsubj attacked/VERB/1/acl was/AUX/6/cop "
        "false/ADJ/0/root ./PUNCT/6/punct",
        "Rebels/NOUN/2/nsubj shelled/VERB/0/root",
    )
    claimed = event(document, "attacked", "happened")
    told = event(document, "shelled", "happened")
    stated(document, "denies")
    document.statement_drafts[0].evidence["wording"] = "false"
    find_status(document)
    assert (claimed.status, told.status) == ("denied", "happened")
