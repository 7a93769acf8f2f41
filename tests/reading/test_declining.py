"""Sources that decline to comment."""

import pytest

from dateline.api import read_text


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The Norwegian embassy in Lima declined comment.", "The Norwegian embassy in Lima"),
        ("The palace had no immediate comment.", "The palace"),
        ("The ministry refused to comment.", "The ministry"),
        ("The port authority would not comment on the strike.", "The port authority"),
        ("The bishop's office declined to be drawn on the sale.", "The bishop's office"),
        ("The company wouldn’t comment.", "The company"),
        ("Police would not be drawn on the arrests.", "Police"),
        ("The two ministries declined further comment.", "The two ministries"),
        ("Consular staff decline to comment on cases.", "Consular staff"),
    ],
)
def test_a_source_that_declines_makes_a_statement(text: str, source: str) -> None:
    record = read_text(text)
    (declined,) = [s for s in record.statements if s.stance == "declines_comment"]
    assert declined.source_span
    assert record.quote(declined.source_span) == source


def test_the_words_no_comment_decline_too() -> None:
    (statement,) = read_text("“No comment,” said the governor of Baalbek.").statements
    assert statement.stance == "declines_comment"


def test_other_comments_do_not() -> None:
    record = read_text("The film drew no comment and few viewers. Its comment section was closed.")
    assert all(s.stance != "declines_comment" for s in record.statements)
