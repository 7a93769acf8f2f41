"""Statements that an adverb of hearsay passes on."""

import pytest

from dateline.api import read_text


@pytest.mark.parametrize(
    ("text", "content", "stance"),
    [
        ("Troops reportedly looted the market in Wau.",
         ["Troops", "looted the market in Wau"], "asserts"),
        ("The mayor allegedly paid the gang.", ["The mayor", "paid the gang"], "alleges"),
        ("The minister was reportedly arrested in Quito on Friday.",
         ["The minister was", "arrested in Quito on Friday"], "asserts"),
    ],
)  # fmt: skip
def test_hearsay_is_a_statement_of_nobody(text: str, content: list[str], stance: str) -> None:
    record = read_text(text)
    (statement,) = [s for s in record.statements if s.source_type == "implicit"]
    assert [record.quote(span) for span in statement.content] == content
    assert (statement.stance, statement.source, statement.source_span) == (stance, (), None)


def test_only_the_clause_of_the_adverb_is_hearsay() -> None:
    text = "The guards left at noon, and the prisoners reportedly broke the gate."
    record = read_text(text)
    (statement,) = [s for s in record.statements if s.source_type == "implicit"]
    assert "left" not in " ".join(record.quote(span) for span in statement.content)
