"""Drafts become statements and events, with their links."""

import pytest

from dateline.reading.actors import find_actors
from dateline.reading.assemble import assemble
from dateline.reading.coreference import find_chains
from dateline.reading.document import Document, EventDraft, StatementDraft
from dateline.record import Event, Place, Statement, Time
from tests.reading.parsed import at, name, parsed

HADDAD = (
    "Ana/PROPN/3/nsubj Haddad/PROPN/1/flat said/VERB/0/root rebels/NOUN/5/nsubj shot/VERB/3/ccomp "
    "farmers/NOUN/5/obj in/ADP/8/case Gao/PROPN/5/obl ./PUNCT/3/punct"
)


def haddad() -> Document:
    document = parsed("Ana Haddad said rebels shot farmers in Gao.", HADDAD)
    name(document, "Ana Haddad", "person")
    return document


def stated(document: Document, cue: str, content: str, **roles: str) -> StatementDraft:
    start = document.text.index(content)
    draft = StatementDraft(
        at(document, cue) if cue else None,
        [(start, start + len(content))],
        at(document, roles["source"]) if "source" in roles else None,
        at(document, roles["addressee"]) if "addressee" in roles else None,
        "asserts",
        at(document, roles["spoken_for"]) if "spoken_for" in roles else None,
    )
    document.statement_drafts.append(draft)
    return draft


def acted(document: Document, trigger: str, type: str = "ASSAULT", **roles: str) -> EventDraft:
    words = {role: [at(document, phrase)] for role, phrase in roles.items()}
    draft = EventDraft(at(document, trigger), type, None, (), words)
    document.event_drafts.append(draft)
    return draft


def assembled(document: Document) -> tuple[list[Statement], list[Event]]:
    find_chains(document)
    find_actors(document)
    assemble(document)
    return document.statements, document.events


def named(document: Document, ids: tuple[str, ...]) -> list[str]:
    names = {actor.id: actor.name for actor in document.actors}
    return [names[id] for id in ids]


def test_a_statement_has_its_source_and_cue() -> None:
    document = haddad()
    stated(document, "said", "rebels shot farmers in Gao", source="Ana Haddad")
    ((statement,), events) = assembled(document)
    assert (statement.id, events) == ("S1", [])
    assert named(document, statement.source) == ["Ana Haddad"]
    assert statement.source_type == "named_person"
    assert statement.quotation == "indirect"
    assert statement.cue is not None
    assert document.text[slice(*statement.cue)] == "said"
    assert (statement.anonymity, statement.parent, statement.count_claimed) == ("none", None, None)


def test_an_event_is_told_by_the_statement_that_holds_it() -> None:
    document = haddad()
    stated(document, "said", "rebels shot farmers in Gao", source="Ana Haddad")
    acted(document, "shot", actor="rebels", recipient="farmers")
    acted(document, "said", "CONSULT", actor="Ana Haddad")
    _, (shot, said) = assembled(document)
    assert (shot.id, shot.according_to) == ("E1", "S1")
    assert (said.id, said.according_to) == ("E2", None)
    assert named(document, shot.actor) == ["rebels"]
    assert named(document, shot.recipient) == ["farmers"]
    assert [document.text[slice(*span)] for span in shot.actor_spans] == ["rebels"]


def test_the_innermost_statement_tells() -> None:
    document = haddad()
    stated(document, "", "Ana Haddad said rebels shot farmers in Gao")
    stated(document, "said", "rebels shot farmers in Gao", source="Ana Haddad")
    acted(document, "shot")
    (outer, inner), (shot,) = assembled(document)
    assert (outer.parent, inner.parent) == (None, "S1")
    assert shot.according_to == "S2"


def test_the_parent_is_the_next_statement_around() -> None:
    document = haddad()
    stated(document, "", "Ana Haddad said rebels shot farmers in Gao")
    stated(document, "said", "rebels shot farmers in Gao", source="Ana Haddad")
    stated(document, "shot", "farmers in Gao", source="rebels")
    statements, _ = assembled(document)
    assert [statement.parent for statement in statements] == [None, "S1", "S2"]


def test_every_conjunct_takes_part() -> None:
    document = parsed(
        "Togo and Benin met Ghana.",
        "Togo/PROPN/4/nsubj and/CCONJ/3/cc Benin/PROPN/1/conj met/VERB/0/root Ghana/PROPN/4/obj "
        "./PUNCT/4/punct",
    )
    for country in ("Togo", "Benin", "Ghana"):
        name(document, country, "place")
    acted(document, "met", "CONSULT", actor="Togo and Benin", recipient="Ghana")
    _, (event,) = assembled(document)
    assert named(document, event.actor) == ["Togo", "Benin"]
    assert [document.text[slice(*span)] for span in event.actor_spans] == ["Togo", "Benin"]
    assert named(document, event.recipient) == ["Ghana"]


def test_addressee_and_body_spoken_for() -> None:
    document = parsed(
        "Moyo of Oxfam told Reuters rebels fled.",
        "Moyo/PROPN/4/nsubj of/ADP/3/case Oxfam/PROPN/1/nmod told/VERB/0/root "
        "Reuters/PROPN/4/iobj rebels/NOUN/7/nsubj fled/VERB/4/ccomp ./PUNCT/4/punct",
    )
    name(document, "Moyo", "person")
    name(document, "Oxfam", "organization")
    name(document, "Reuters", "organization")
    stated(document, "told", "rebels fled", source="Moyo", addressee="Reuters", spoken_for="Oxfam")
    stated(document, "told", "rebels fled", source="Moyo", addressee="Oxfam", spoken_for="Moyo")
    (first, second), _ = assembled(document)
    assert named(document, (first.addressee or "",)) == ["Reuters"]
    assert named(document, (first.on_behalf_of or "",)) == ["Oxfam"]
    assert (first.addressee_is_outlet, second.addressee_is_outlet) == (True, False)
    assert second.on_behalf_of is None


def test_place_and_time_are_those_of_the_event_s_words() -> None:
    document = parsed(
        "Rebels shot farmers in Gao, Mali on Monday. Rain fell on Tuesday.",
        "Rebels/NOUN/2/nsubj shot/VERB/0/root farmers/NOUN/2/obj in/ADP/5/case Gao/PROPN/2/obl "
        ",/PUNCT/7/punct Mali/PROPN/5/appos on/ADP/9/case Monday/PROPN/2/obl ./PUNCT/2/punct",
        "Rain/NOUN/2/nsubj fell/VERB/0/root on/ADP/4/case Tuesday/PROPN/2/obl ./PUNCT/2/punct",
    )
    document.places = (
        Place(span=document.span(at(document, "Mali")), name="Mali", precision="country"),
        Place(span=document.span(at(document, "Gao")), name="Gao", precision="city"),
    )
    document.times = tuple(
        Time(span=document.span(at(document, day)), kind="date", start=f"2019-03-0{number}")
        for number, day in enumerate(("Monday", "Tuesday"), 4)
    )
    acted(document, "shot", place="Gao, Mali", time="Monday")
    acted(document, "fell", place="Rain")
    _, (shot, fell) = assembled(document)
    assert shot.place is not None
    assert shot.place.name == "Gao"
    assert shot.time == document.times[0]
    # What the tables do not know is still the place that the words name.
    assert fell.place is not None
    assert (fell.place.name, fell.place.country) == ("Rain", None)


def test_a_count_belongs_to_the_nearest_event_of_its_type() -> None:
    document = parsed(
        "Rebels hit Gao and shelling killed 12 people.",
        "Rebels/NOUN/2/nsubj hit/VERB/0/root Gao/PROPN/2/obj and/CCONJ/6/cc shelling/NOUN/6/nsubj "
        "killed/VERB/2/conj 12/NUM/8/nummod people/NOUN/6/obj ./PUNCT/2/punct",
    )
    acted(document, "hit")
    acted(document, "killed")
    _, (hit, killed) = assembled(document)
    assert hit.magnitude == {}
    assert {key: count.number for key, count in killed.magnitude.items()} == {"killed": 12}


SHOT_TWICE = (
    "Rebels/NOUN/2/nsubj shot/VERB/0/root farmers/NOUN/2/obj ./PUNCT/2/punct",
    "The/DET/2/det rebels/NOUN/3/nsubj fired/VERB/0/root ./PUNCT/3/punct",
)


def twice() -> tuple[Document, EventDraft, EventDraft]:
    document = parsed("Rebels shot farmers. The rebels fired.", *SHOT_TWICE)
    first = acted(document, "shot", actor="Rebels", recipient="farmers")
    return document, first, acted(document, "fired", actor="The rebels")


def test_a_happening_told_twice_is_one() -> None:
    document, *_ = twice()
    _, (first, second) = assembled(document)
    assert first.actor == second.actor
    assert (first.same_as, second.same_as) == (None, "E1")


@pytest.mark.parametrize(
    "difference", ["type", "status", "mode", "place", "actor", "no shared side"]
)
def test_two_happenings_differ_in_something(difference: str) -> None:
    document, first, second = twice()
    if difference == "type":
        second.type = "PROTEST"
    elif difference == "status":
        second.status = "planned"
    elif difference == "mode":
        first.mode, second.mode = "beat", "firearms"
    elif difference == "place":
        first.roles["place"], second.roles["place"] = [(2, 3)], [(6, 7)]
    elif difference == "actor":
        second.roles["actor"] = [at(document, "farmers")]
    else:
        del second.roles["actor"]
    _, (_, event) = assembled(document)
    assert event.same_as is None


def test_links_point_to_the_first_telling() -> None:
    document, *_ = twice()
    third = EventDraft((1, 2), "ASSAULT", None, (), {"actor": [(0, 1)]})
    document.event_drafts.append(third)
    _, events = assembled(document)
    assert [event.same_as for event in events] == [None, "E1", "E1"]


def test_no_event_is_linked_to_the_first_through_one_between() -> None:
    document, first, _ = twice()
    third = EventDraft((1, 2), "ASSAULT", "firearms", (), {"actor": [(0, 1)]})
    document.event_drafts.append(third)
    first.mode = "beat"
    _, events = assembled(document)
    assert [event.same_as for event in events] == [None, "E1", None]


def test_talks_have_no_direction() -> None:
    document = parsed(
        "Togo met Benin. Benin met Togo.",
        "Togo/PROPN/2/nsubj met/VERB/0/root Benin/PROPN/2/obj ./PUNCT/2/punct",
        "Benin/PROPN/2/nsubj met/VERB/0/root Togo/PROPN/2/obj ./PUNCT/2/punct",
    )
    for country, after in (("Togo", 0), ("Benin", 0), ("Benin", 14), ("Togo", 14)):
        name(document, country, "place", after=after)
    first = EventDraft((1, 2), "CONSULT", None, (), {"actor": [(0, 1)]})
    second = EventDraft((5, 6), "CONSULT", None, (), {"recipient": [(6, 7)]})
    document.event_drafts = [first, second]
    _, events = assembled(document)
    assert [event.same_as for event in events] == [None, "E1"]


def test_anonymity_holds_for_all_that_its_source_says() -> None:
    document = parsed(
        "A clerk, asking not to be named because of reprisals, said rebels fled.\n\n"
        "The clerk said farmers died. A guard said rain fell.",
        "A/DET/2/det clerk/NOUN/13/nsubj ,/PUNCT/2/punct asking/VERB/2/acl not/PART/7/advmod "
        "to/PART/7/mark be/AUX/8/aux named/VERB/4/xcomp because/ADP/11/case of/ADP/9/fixed "
        "reprisals/NOUN/8/obl ,/PUNCT/2/punct said/VERB/0/root rebels/NOUN/15/nsubj "
        "fled/VERB/13/ccomp ./PUNCT/13/punct",
        "The/DET/2/det clerk/NOUN/3/nsubj said/VERB/0/root farmers/NOUN/5/nsubj died/VERB/3/ccomp "
        "./PUNCT/3/punct",
        "A/DET/2/det guard/NOUN/3/nsubj said/VERB/0/root rain/NOUN/5/nsubj fell/VERB/3/ccomp "
        "./PUNCT/3/punct",
    )
    stated(document, "said", "rebels fled", source="A clerk")
    stated(document, "said", "farmers died", source="The clerk")
    stated(document, "said", "rain fell", source="A guard")
    (first, again, other), _ = assembled(document)
    assert first.source == again.source != other.source
    assert [s.anonymity for s in (first, again, other)] == ["granted", "granted", "unnamed"]
    assert first.anonymity_reason == again.anonymity_reason
    assert first.anonymity_reason is not None
    assert document.text[slice(*first.anonymity_reason)] == "reprisals"
    assert other.anonymity_reason is None
