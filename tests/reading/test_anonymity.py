"""Anonymity that was asked for or given."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.anonymity import anonymity_of, find_anonymity_wordings
from dateline.reading.document import Document, StatementDraft
from dateline.reading.words import split_words
from tests.reading.parsed import at, parsed
from tests.timing import takes_under


def flat(*sentences: str) -> Document:
    """Sentences without a tree; paragraphs where a sentence ends with a line break."""
    cells = [
        " ".join(f"{sentence[a:b]}/X/0/root" for a, b in split_words(sentence))
        for sentence in sentences
    ]
    text = "".join(s if s.endswith("\n") else f"{s} " for s in sentences).rstrip()
    return parsed(text, *cells)


def read(*sentences: str, source_type: str = "unnamed_person") -> tuple[str, str | None]:
    document = flat(*sentences)
    anonymity, reason = anonymity_of(document, (0, 2), None, source_type)
    return anonymity, document.text[reason[0] : reason[1]] if reason else None


@pytest.mark.parametrize(
    "wording",
    [
        "spoke on condition of anonymity",
        "spoke on the condition that he not be named",
        "spoke anonymously",
        "asked not to be identified",
        "requested anonymity",
        "preferred to remain anonymous",
        "insisted on not being named",
        "asked that her name not be used",
        "declined to give his full name",
        "was not authorised to speak to reporters",
        "did not want to be named",
        "could not be named",
        "gave only her first name",
        "spoke only if not named",
        "spoke under condition of strict anonymity",
        "was granted anonymity",
        "demanded complete anonymity",
        "was not authorized to publicly discuss the tunnel",
        "wasn't cleared to give interviews",
        "hadn’t been permitted to talk",
        "lacked authority to comment",
        "cannot be named",
        "won't be identified",
        "can't be quoted by name",
        "didn't wish to be identified",
        "was unwilling to be named",
        "would not give his name",
        "did not give a name",
        "refused to disclose her identity",
        "begged us not to print his name",
        "asked this newspaper to withhold her name",
        "requested that his identity be withheld",
        "was speaking off the record",
    ],
)
def test_wordings(wording: str) -> None:
    sentence = f"An official, who {wording}, said so."
    assert read(sentence)[0] == "granted"
    (start, end), *_ = find_anonymity_wordings(sentence, 0, len(sentence))
    assert sentence[start:end].removeprefix("who ") in wording


@pytest.mark.parametrize(
    "wording",
    [
        "named the minister",
        "was asked to be quick",
        "asked not to wait",
        "gave the first names of both",
        "was authorised to speak",
        "said five bodies, charred by the blaze, could not be identified",
        "said the robber could not be named",
        "said the victims' names were withheld",
        "asked the media not to publish her name",
        "asked that his name be used",
        "was not allowed to bring water",
        "saw the leaders speaking privately",
    ],
)
def test_likely_words_that_grant_nothing(wording: str) -> None:
    assert read(f"An official, who {wording}, said so.") == ("unnamed", None)


def test_only_unnamed_sources_are_anonymous() -> None:
    sentence = "An official asked not to be named."
    assert read(sentence, source_type="unnamed_group")[0] == "granted"
    for named in ("named_person", "named_organization", "document", "implicit"):
        assert read(sentence, source_type=named) == ("none", None)


def test_only_words_in_the_stretch_are_found() -> None:
    text = "He asked not to be named. She spoke anonymously."
    assert len(find_anonymity_wordings(text, 0, len(text))) == 2
    (span,) = find_anonymity_wordings(text, 26, len(text))
    assert text[slice(*span)] == "anonymously"


def test_a_participle_of_its_own_tells_of_the_source() -> None:
    for told in (
        "not wishing to be named",
        "speaking privately",
        "name withheld",
        "unwilling to give her name",
    ):
        assert read(f"A clerk, {told}, said so.")[0] == "granted"


@pytest.mark.parametrize("told", [" could not be named", "'s name was withheld"])
def test_what_is_said_of_victims_too_needs_the_source_as_its_subject(told: str) -> None:
    rest = " ".join(f"{told[a:b]}/X/2/dep" for a, b in split_words(told))
    document = parsed(
        f"The clerk{told}.", f"The/DET/2/det clerk/NOUN/0/root {rest} ./PUNCT/2/punct"
    )
    assert anonymity_of(document, at(document, "The clerk"), None, "unnamed_person")[0] == "granted"
    assert find_anonymity_wordings(document.text, 0, len(document.text)) == []


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        (
            "An official asked not to be named because the talks were private.",
            "the talks were private",
        ),
        (
            "An official asked not to be named for fear of reprisals, and left.",
            "for fear of reprisals",
        ),
        (
            "An official spoke on condition of anonymity, citing the talks.",
            "the talks",
        ),
        (
            "An official said so, as he was not authorised to speak to reporters.",
            "was not authorised to speak to reporters",
        ),
        ("An official asked not to be named for security reasons.", "security reasons"),
        (
            "An official asked not to be named over fears of arrest, and left.",
            "fears of arrest",
        ),
        (
            "An official, afraid of losing his job, asked not to be named.",
            "afraid of losing his job",
        ),
        (
            "An official sought anonymity out of concern for his sons.",
            "out of concern for his sons",
        ),
        (
            "An official asked not to be named so as not to anger the abbot.",
            "so as not to anger the abbot",
        ),
        ("An official wouldn't give his name: he has a pension.", "he has a pension"),
        (
            "An official asked not to be named because officers had been told to be quiet.",
            "officers had been told to be quiet",
        ),
        ("Fearing dismissal, an official asked not to be named.", "Fearing dismissal"),
        ("For legal reasons, an official declined to be named.", "legal reasons"),
        (
            "An official who wasn't authorised to discuss the dam said it leaked.",
            "wasn't authorised to discuss the dam",
        ),
        (
            "An official who asked not to be named said rebels left because it rained.",
            None,
        ),
        ("An official asked not to be named.", None),
    ],
)
def test_the_reason_given(sentence: str, reason: str | None) -> None:
    assert read(sentence) == ("granted", reason)


def test_the_next_sentence_counts_where_it_goes_on_about_the_source() -> None:
    said = "An official said so."
    assert read(said, "He asked not to be named.")[0] == "granted"
    assert read(said, "Moyo asked not to be named.")[0] == "unnamed"
    assert read(said + "\n\n", "He asked not to be named.")[0] == "unnamed"


TWO = (
    "A/DET/2/det clerk/NOUN/3/nsubj said/VERB/0/root a/DET/5/det guard/NOUN/12/nsubj "
    ",/PUNCT/5/punct who/PRON/8/nsubj spoke/VERB/5/acl anonymously/ADV/8/advmod ,/PUNCT/5/punct "
    "had/AUX/12/aux confessed/VERB/3/ccomp ./PUNCT/3/punct"
)


def with_sources(document: Document, *sources: str) -> list[str]:
    """The anonymity of these sources, each with a statement in the document."""
    ranges = [at(document, source) for source in sources]
    document.statement_drafts = [
        StatementDraft(None, [(0, 1)], words, None, "asserts") for words in ranges
    ]
    return [anonymity_of(document, words, None, "unnamed_person")[0] for words in ranges]


def test_of_several_sources_the_nearest_before_is_anonymous() -> None:
    document = parsed("A clerk said a guard, who spoke anonymously, had confessed.", TWO)
    assert with_sources(document, "A clerk", "a guard") == ["unnamed", "granted"]
    assert with_sources(document, "A clerk") == ["granted"]


def test_a_pronoun_is_no_other_source() -> None:
    cells = TWO.replace("a/DET/5/det guard/NOUN", "that/SCONJ/5/mark she/PRON")
    document = parsed("A clerk said that she, who spoke anonymously, had confessed.", cells)
    assert with_sources(document, "A clerk", "she") == ["granted", "granted"]


def test_before_all_sources_it_is_said_of_the_first() -> None:
    document = parsed(
        "Speaking anonymously, a clerk said a guard fled.",
        "Speaking/VERB/6/advcl anonymously/ADV/1/advmod ,/PUNCT/1/punct a/DET/5/det "
        "clerk/NOUN/6/nsubj said/VERB/0/root a/DET/8/det guard/NOUN/9/nsubj fled/VERB/6/ccomp "
        "./PUNCT/6/punct",
    )
    assert with_sources(document, "a clerk", "a guard") == ["granted", "unnamed"]


def test_the_next_sentence_goes_on_about_the_first_source() -> None:
    document = parsed(
        "A clerk said a guard fled. She spoke anonymously.",
        "A/DET/2/det clerk/NOUN/3/nsubj said/VERB/0/root a/DET/5/det guard/NOUN/6/nsubj "
        "fled/VERB/3/ccomp ./PUNCT/3/punct",
        "She/PRON/2/nsubj spoke/VERB/0/root anonymously/ADV/2/advmod ./PUNCT/2/punct",
    )
    assert with_sources(document, "A clerk", "a guard") == ["granted", "unnamed"]


def test_without_words_to_look_beside_a_source_is_unnamed() -> None:
    document = flat("He asked not to be named.")
    assert anonymity_of(document, None, None, "unnamed_person") == ("unnamed", None)
    assert anonymity_of(document, None, (1, 2), "unnamed_person")[0] == "granted"


@given(st.text(max_size=200))
def test_wordings_lie_in_the_text_in_order(text: str) -> None:
    found = find_anonymity_wordings(f"{text} anonymously {text}", 0, len(text) * 2 + 13)
    assert found == sorted(found)
    assert len(found) >= 1


def test_long_texts_take_linear_time() -> None:
    for part in (
        "on condition that he ",
        "asked that he ",
        "spoke to ",
        "not authorised to ",
        "not authorised to give a ",
        "asked the a ",
        "who, a, ",
        "a-",
    ):
        text = part * 5_000
        assert takes_under(1, partial(find_anonymity_wordings, text, 0, len(text)))


def test_long_sentences_take_linear_time_for_the_reason() -> None:
    for part in ("fearing a, ", "for a ", "over a ", "because ", "name "):
        document = flat(f"{part * 3_000}asked not to be named.")
        assert takes_under(1, partial(anonymity_of, document, (0, 1), None, "unnamed_person"))
