"""Readers of the corpora, on rows made up for the tests."""

import pytest

from training.annotated_reports import event_pairs
from training.corpora import detokenize, parse_marked, polnear_document
from training.document import UNKNOWN, WordIndex, hash_fraction


def test_polnear_rows_become_statement_frames() -> None:
    text = "“We go,” Ana Sy said. He denied that it rained."
    row = {
        "id": "x",
        "text": text,
        "attributions": [
            {"source": [[9, 15]], "cue": [[16, 20]], "content": [[0, 8]]},
            {"source": [[22, 24]], "cue": [[25, 31]], "content": [[32, 46]]},
        ],
    }
    document = polnear_document(row)
    quoted = [
        [document.text[document.words[a][0] : document.words[b - 1][1]] for a, b in spans]
        for frame in document.frames
        for spans in (frame.roles["source"], frame.roles["content"])
    ]
    assert quoted == [["Ana Sy"], ["We go"], ["He"], ["it rained"]]
    assert document.cues
    said = next(i for i, w in enumerate(document.words) if document.text[w[0] : w[1]] == "said")
    assert document.cues[said] == 1
    assert UNKNOWN in document.cues, "cues inside contents are not annotated"


def test_marked_parties() -> None:
    text, actor, recipient = parse_marked("In <t>Lima</t>, <s>police</s> struck.")
    assert text == "In Lima, police struck."
    assert recipient == (3, 7)
    assert actor == (9, 15)


def test_detokenize_keeps_track_of_tokens() -> None:
    tokens = ["``", "No", ",", "''", "he", "did", "n't", "say", "."]
    text, spans = detokenize(tokens)
    assert text.endswith("he didn't say.")
    assert [text[a:b] for a, b in spans][1:3] == ["No", ","]


def test_word_index() -> None:
    index = WordIndex([(0, 3), (4, 8), (8, 9)])
    assert index.range_of((4, 8)) == (1, 2)
    assert index.range_of((2, 9)) == (0, 3)
    assert index.range_of((3, 4)) is None


@pytest.mark.parametrize("id", ["a", "b", "w1_01_x"])
def test_splits_depend_on_the_id_alone(id: str) -> None:
    assert 0 <= hash_fraction(id) < 1
    assert hash_fraction(id) == hash_fraction(id)


def test_event_pairs_are_sentences_with_both_sides() -> None:
    text = "They met. Police arrested ten men. Police arrested and beat a boy."
    events = [
        {"trigger": [17, 25], "type": "COERCE", "actor_spans": [[10, 16]],
         "recipient_spans": [[26, 33]]},
        {"trigger": [42, 50], "type": "COERCE", "actor_spans": [[35, 41]],
         "recipient_spans": [[60, 65]]},
        {"trigger": [55, 59], "type": "ASSAULT", "actor_spans": [[35, 41]],
         "recipient_spans": [[60, 65]]},
        {"trigger": [5, 8], "type": "CONSULT", "actor_spans": [], "recipient_spans": []},
    ]  # fmt: skip
    (pair,) = event_pairs({"id": "x", "text": text, "events": events})
    assert pair.text == "Police arrested ten men."
    assert pair.actor == (0, 6)
    assert pair.recipient == (16, 23)
    assert pair.types == ("COERCE",)
