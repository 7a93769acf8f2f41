"""Statements: cues with their sources and contents."""

import itertools

import pytest

from dateline.api import read_text
from dateline.reading.document import Document, StatementDraft
from dateline.reading.statements import find_statements
from dateline.reading.words import split_words
from tests import reports
from tests.reading.parsed import at, parsed, script, tag


def flat(text: str) -> Document:
    """A document whose words are all nouns without a tree, a sentence each paragraph."""
    sentences = []
    for paragraph in text.split("\n\n"):
        words = [paragraph[a:b] for a, b in split_words(paragraph)]
        tags = ["NOUN" if word.isalnum() else "PUNCT" for word in words]
        cells = zip(words, tags, strict=True)
        sentences.append(" ".join(f"{word}/{upos}/0/root" for word, upos in cells))
    return parsed(text, *sentences)


def cue(document: Document, word: str, **roles: str) -> None:
    """Lets the model find a cue with these roles; a bar stands between two ranges of one role."""
    words = at(document, word)
    assert document.layers is not None
    known = {
        index: "B-cue"
        for index in range(len(document.words))
        if document.layers.logits["cues"][index, 1] > 0
    }
    tag(document, "cues", known | {words[0]: "B-cue"})
    script(document).roles["statement", words[0]] = {
        role: [at(document, phrase) for phrase in phrases.split(" | ")]
        for role, phrases in roles.items()
    }


def found(document: Document) -> list[StatementDraft]:
    if document.layers is not None and not document.layers.logits["cues"].any():
        tag(document, "cues", {})
    find_statements(document)
    return document.statement_drafts


def contents(document: Document, draft: StatementDraft) -> list[str]:
    return [document.text[a:b] for a, b in draft.contents]


def test_a_cue_with_its_roles() -> None:
    document = flat("Moyo told Haddad that rebels fled.")
    cue(document, "told", source="Moyo", addressee="Haddad", content="that rebels fled")
    script(document).frames["stances", 1] = "denies"
    (draft,) = found(document)
    assert contents(document, draft) == ["rebels fled"]
    assert (draft.source, draft.addressee) == (at(document, "Moyo"), at(document, "Haddad"))
    assert draft.stance == "denies"


def test_a_cue_without_content_says_nothing() -> None:
    document = flat("Moyo said rebels fled.")
    cue(document, "said", source="Moyo")
    assert found(document) == []


def test_the_cue_is_no_part_of_its_content() -> None:
    document = flat("Rebels fled, said Moyo, from Gao.")
    cue(document, "said", source="Moyo", content="Rebels fled, said Moyo, from Gao")
    (draft,) = found(document)
    assert "said" not in " ".join(contents(document, draft))
    assert contents(document, draft)[0] == "Rebels fled"


def test_asking_for_anonymity_is_no_statement() -> None:
    document = flat("Moyo asked not to be named in Gao.")
    cue(document, "asked", source="Moyo", content="not to be named")
    assert found(document) == []


def test_what_tells_of_anonymity_is_no_content() -> None:
    document = flat("Moyo said rebels fled, asking not to be named.")
    cue(document, "said", source="Moyo", content="rebels fled, asking not to be named")
    (draft,) = found(document)
    assert contents(document, draft) == ["rebels fled"]


def test_a_content_is_widened_to_its_quotation() -> None:
    document = flat('"Rebels fled from the town," Moyo said.')
    cue(document, "said", source="Moyo", content="fled from the town")
    (draft,) = found(document)
    assert contents(document, draft) == ["Rebels fled from the town"]


def test_a_quotation_right_after_goes_on() -> None:
    document = flat('"Rebels fled the town," Moyo said. "Nobody knows where they are now."')
    cue(document, "said", source="Moyo", content="Rebels fled the town")
    (draft,) = found(document)
    assert contents(document, draft) == [
        "Rebels fled the town",
        "Nobody knows where they are now.",
    ]
    assert draft.evidence["carried on"]


def test_a_quotation_far_from_any_cue_is_nobody_s() -> None:
    document = flat('Rain fell.\n\n"Nobody knows where they are now."')
    (draft,) = found(document)
    assert (draft.cue, draft.source) == (None, None)
    assert contents(document, draft) == ["Nobody knows where they are now."]


def test_a_quoted_term_is_no_statement() -> None:
    assert found(flat('The "green line" of "very small and very old" houses.')) == []


def test_a_speech_over_paragraphs_is_one_statement() -> None:
    document = flat(
        "“Rebels fled the town,” Moyo said. “Nobody knows.\n\n“They took the last of the bread.”"
    )
    cue(document, "said", source="Moyo", content="Rebels fled the town")
    (draft,) = found(document)
    assert contents(document, draft)[-1] == "They took the last of the bread."


def test_a_speech_whose_cue_comes_late_is_one_statement_too() -> None:
    document = flat("“Rebels fled the town.\n\n“They took the bread,” Moyo said.")
    cue(document, "said", source="Moyo", content="They took the bread")
    (draft,) = found(document)
    assert contents(document, draft) == ["Rebels fled the town.", "They took the bread"]


def test_words_that_two_cues_claim_go_to_the_nearer() -> None:
    document = flat("Moyo said rain fell and Haddad added roads closed.")
    cue(document, "said", source="Moyo", content="rain fell | roads closed")
    cue(document, "added", source="Haddad", content="roads closed")
    first, second = found(document)
    assert contents(document, first) == ["rain fell"]
    assert contents(document, second) == ["roads closed"]


def test_statements_come_in_the_order_of_the_text() -> None:
    document = flat('"Nobody knows where they are now."\n\nMoyo said rebels fled.')
    cue(document, "said", source="Moyo", content="rebels fled")
    assert [d.cue is None for d in found(document)] == [True, False]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The minister said that the rebels had left the town.", "The minister", "the rebels had"),
        ('"We will not leave the town," the rebels said.', "the rebels", "We will not leave"),
    ],
)
def test_plain_sentences_with_the_shipped_model(text: str, source: str, content: str) -> None:
    record = read_text(text)
    (statement,) = record.statements
    assert statement.source_span is not None
    assert record.quote(statement.source_span) == source
    assert record.quote(statement.content[0]).startswith(content)


def test_contents_neither_overlap_nor_hold_their_cue() -> None:
    record = read_text(reports.PLAIN)
    assert record.statements
    for statement in record.statements:
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(statement.content))
        if statement.cue:
            assert not any(
                a < statement.cue[1] and statement.cue[0] < b for a, b in statement.content
            )
