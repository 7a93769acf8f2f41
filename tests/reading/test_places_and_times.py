"""Which words of a report are places, and what is told of how an event's place was found."""

from typing import cast

from dateline.model.reader_model import ReaderModel
from dateline.reading.document import Document, EventDraft, Mention
from dateline.reading.places_and_times import find_places_and_times
from dateline.reading.words import split_words
from dateline.record import Report
from tests.reading.parsed import ScriptedModel


def _document(text: str, **names: str) -> Document:
    """A document whose names, by type, are the phrases given; one phrase after `;` each."""
    document = Document(Report(text=text), cast(ReaderModel, ScriptedModel()))
    document.words = split_words(text)
    document.sentences = [(0, len(document.words))]
    document.upos = ["NOUN"] * len(document.words)
    document.heads = list(range(len(document.words)))
    document.relations = ["root"] * len(document.words)
    for kind, phrases in names.items():
        for phrase in phrases.split(";"):
            start = text.index(phrase)
            words = document.range_of((start, start + len(phrase)))
            assert words is not None
            document.names.append(Mention(words, words[0], kind, True))
    return document


def _found(document: Document) -> dict[str, int | None]:
    find_places_and_times(document)
    return {document.text[slice(*p.span)]: p.geonames_id for p in document.places}


def test_bodies_hold_places() -> None:
    text = "Police in Athens, Georgia, said Athens Hospital and the Ford Motor Company were open."
    document = _document(text, place="Georgia", organization="Athens Hospital;Ford Motor Company")
    document.names += _document(text, place="Athens").names
    assert _found(document) == {"Georgia": 4197000, "Athens": 4180386}
    assert len(document.places) == 3


def test_compass_words_are_left_out() -> None:
    assert list(_found(_document("It rained in northern Syria.", place="northern Syria"))) == [
        "Syria"
    ]


def test_a_lawmaker_stands_for_a_place() -> None:
    assert list(_found(_document("Said Sen. Ada Poe (R-Texas) and Rep. Bo Ray, D-S.C."))) == [
        "Texas", "S.C.",
    ]  # fmt: skip


def test_an_event_tells_how_its_place_was_found() -> None:
    text = "Shells hit Paris, Texas."
    document = _document(text, place="Paris;Texas")
    event = EventDraft((1, 2), "ASSAULT", None, (), {"place": [(2, 3)]})
    document.event_drafts.append(event)
    find_places_and_times(document)
    (told,) = event.evidence["place"]
    assert (told["name"], told["geonames_id"]) == ("Paris", 4717560)
    assert told["because"][0] == "the text puts it there"
    assert {"name": "Paris", "geonames_id": 2988507, "in": "FR.11"} in told["others"]
    assert 0 < told["share"] <= 1
