"""The scorer of whole reports."""

from copy import deepcopy
from typing import Any

from evaluation.reports import score

TEXT = "Rebels shelled the town. The army said so."


def report() -> dict[str, Any]:
    event = {
        "type": "ASSAULT", "mode": "heavy-weapons", "status": "happened", "trigger": [7, 14],
        "actor_spans": [[0, 6]], "recipient_spans": [[15, 23]], "according_to": None,
        "time": None,
    }  # fmt: skip
    statement = {
        "id": "S1", "content": [[0, 23]], "source_span": [25, 33], "stance": "asserts",
        "source_type": "named_organization", "anonymity": "none", "quotation": "indirect",
        "addressee": None, "parent": None,
    }  # fmt: skip
    return {"text": TEXT, "events": [event], "statements": [statement]}


def test_a_report_against_itself_is_perfect() -> None:
    assert all(c.f1 == 1 for name, c in score(report(), report()).items() if c.gold)


def test_another_type_is_no_match_but_the_same_sentence_is_for_any_type() -> None:
    other = deepcopy(report())
    other["events"][0]["type"] = "COERCE"
    counts = score(report(), other)
    assert counts["event"].f1 == 0
    assert counts["event, any type"].f1 == 1


def test_half_a_content_is_not_enough() -> None:
    other = deepcopy(report())
    other["statements"][0]["content"] = [[0, 11]]
    assert score(report(), other)["statement"].f1 == 0
    other["statements"][0]["content"] = [[0, 13]]
    assert score(report(), other)["statement"].f1 == 1


def test_fields_are_scored_on_matched_pairs() -> None:
    other = deepcopy(report())
    other["events"][0] |= {"mode": None, "actor_spans": [], "according_to": None}
    other["statements"][0] |= {"source_span": None, "stance": "denies"}
    counts = score(report(), other)
    assert counts["event mode"].f1 == 0
    assert counts["event status"].f1 == 1
    assert counts["event actor_spans"].f1 == 0
    assert counts["event recipient_spans"].f1 == 1
    assert counts["statement source"].f1 == counts["statement stance"].f1 == 0


def test_according_to_compares_contents_not_ids() -> None:
    gold, other = report(), report()
    gold["events"][0]["according_to"] = "S1"
    other["statements"][0]["id"] = other["events"][0]["according_to"] = "S9"
    assert score(gold, other)["event according_to"].f1 == 1
    other["events"][0]["according_to"] = None
    assert score(gold, other)["event according_to"].f1 == 0
