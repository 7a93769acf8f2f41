"""Statements that an adverb of hearsay passes on, and those that deny a claim."""

import pytest

from dateline.api import read_text
from dateline.reading.document import Document, StatementDraft
from dateline.reading.hearsay import find_hearsay
from tests.reading.parsed import at, parsed


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


def stated(document: Document, cue: str, *contents: str, source: str | None = None) -> None:
    """Adds a statement of these words that the model takes for asserted."""
    spans = [document.span(at(document, words)) for words in contents]
    words = at(document, source) if source else None
    document.statement_drafts.append(
        StatementDraft(at(document, cue), spans, words, None, "asserts")
    )


def test_who_dismisses_a_report_denies_it() -> None:
    document = parsed(
        "Mali dismissed reports of raids.",
        "Mali/PROPN/2/nsubj dismissed/VERB/0/root reports/NOUN/2/obj of/ADP/5/case "
        "raids/NOUN/3/nmod ./PUNCT/2/punct",
    )
    stated(document, "dismissed", "reports of raids", source="Mali")
    find_hearsay(document)
    assert [draft.stance for draft in document.statement_drafts] == ["denies"]


def test_who_rejects_a_demand_denies_nothing() -> None:
    document = parsed(
        "Mali rejected demands.",
        "Mali/PROPN/2/nsubj rejected/VERB/0/root demands/NOUN/2/obj ./PUNCT/2/punct",
    )
    stated(document, "rejected", "demands", source="Mali")
    find_hearsay(document)
    assert [draft.stance for draft in document.statement_drafts] == ["asserts"]


@pytest.mark.parametrize(("word", "stance"), [("all", "denies"), ("not", "asserts")])
def test_a_claim_that_is_called_false_is_denied(word: str, stance: str) -> None:
    document = parsed(
        f"Mali said the reports are {word} false.",
        "Mali/PROPN/2/nsubj said/VERB/0/root the/DET/4/det reports/NOUN/7/nsubj are/AUX/7/cop "
        f"{word}/ADV/7/advmod false/ADJ/2/ccomp ./PUNCT/2/punct",
    )
    stated(document, "said", f"the reports are {word} false", source="Mali")
    find_hearsay(document)
    assert [draft.stance for draft in document.statement_drafts] == [stance]


def test_false_beside_a_noun_denies_nothing() -> None:
    document = parsed(
        "Mali said false reports hurt it.",
        "Mali/PROPN/2/nsubj said/VERB/0/root false/ADJ/4/amod reports/NOUN/5/nsubj "
        "hurt/VERB/2/ccomp it/PRON/5/obj ./PUNCT/2/punct",
    )
    stated(document, "said", "false reports hurt it", source="Mali")
    find_hearsay(document)
    assert [draft.stance for draft in document.statement_drafts] == ["asserts"]


def test_a_denied_claim_of_nobody_is_no_second_statement() -> None:
    document = parsed(
        "Mali dismissed reports it fired.",
        "Mali/PROPN/2/nsubj dismissed/VERB/0/root reports/NOUN/2/obj it/PRON/5/nsubj "
        "fired/VERB/3/acl ./PUNCT/2/punct",
    )
    stated(document, "dismissed", "reports", "it fired", source="Mali")
    stated(document, "reports", "it fired", source="Mali")
    find_hearsay(document)
    assert [document.quote(d.cue) for d in document.statement_drafts if d.cue] == ["dismissed"]
