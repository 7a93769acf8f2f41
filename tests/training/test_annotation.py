"""The hand-annotation format."""

import pytest

from training.annotation import find_span, resolve, sentences

TEXT = "Rebels left. Mr. Sy said they left.\n\nNo one was hurt."


def annotation(**changes: object) -> dict[str, object]:
    statement = {
        "id": "S1", "content": ["1:they left"], "cue": "1:said", "quotation": "indirect",
        "source": "A1", "source_span": "1:Mr. Sy", "source_type": "named_person",
        "anonymity": "none", "anonymity_reason": None, "count_claimed": None, "addressee": None,
        "addressee_is_outlet": False, "on_behalf_of": None, "stance": "asserts", "parent": None,
    }  # fmt: skip
    actor = {
        "id": "A1", "name": "Mr. Sy", "kind": "person", "country": None, "sector": [],
        "role": None, "mentions": ["1:Mr. Sy"],
    }  # fmt: skip
    return {"id": "x", "actors": [actor], "statements": [statement | changes], "events": []}


def test_sentences_end_at_lines_and_stops_but_not_after_titles() -> None:
    assert [TEXT[a:b] for a, b in sentences(TEXT)] == [
        "Rebels left.", "Mr. Sy said they left.", "No one was hurt.",
    ]  # fmt: skip


def test_spans() -> None:
    numbered = sentences(TEXT)
    assert find_span(TEXT, numbered, "0:left") == (7, 11)
    assert find_span(TEXT, numbered, "2:*") == (37, 53)
    with pytest.raises(ValueError, match="not in sentence"):
        find_span(TEXT, numbered, "0:right")
    with pytest.raises(ValueError, match="cuts a word"):
        find_span(TEXT, numbered, "0:lef")


def test_a_good_annotation_resolves() -> None:
    resolved, problems = resolve(TEXT, annotation())
    assert problems == []
    assert resolved
    (content,) = resolved["statements"][0]["content"]
    assert TEXT[slice(*content)] == "they left"


@pytest.mark.parametrize(
    "changes",
    [{"stance": "shouts"}, {"source": "A9"}, {"cue": "0:said"}, {"parent": "S7"}, {"extra": 1}],
)
def test_what_is_wrong_is_told(changes: dict[str, object]) -> None:
    _, problems = resolve(TEXT, annotation(**changes))
    assert problems
