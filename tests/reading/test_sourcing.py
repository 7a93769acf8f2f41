"""What is known of a statement's source."""

import pytest

from dateline.reading.document import Document
from dateline.reading.sourcing import count_of, quotation_of, source_type_of
from dateline.reading.words import split_words
from dateline.record import Actor, Span
from tests.reading.parsed import at, name, parsed


def type_of(document: Document, *actors: Actor) -> str:
    return source_type_of(document, (0, len(document.words)), actors)


def actor(name: str, kind: str) -> Actor:
    return Actor(id="A1", name=name, mentions=(), kind=kind)


def test_no_source_is_implicit() -> None:
    document = parsed("It rained.", "It/PRON/2/expl rained/VERB/0/root ./PUNCT/2/punct")
    assert source_type_of(document, None, []) == "implicit"


@pytest.mark.parametrize(
    ("phrase", "sentence", "expected"),
    [
        ("an official", "an/DET/2/det official/NOUN/0/root", "unnamed_person"),
        ("officials", "officials/NOUN/0/root", "unnamed_group"),
        ("a report", "a/DET/2/det report/NOUN/0/root", "document"),
        ("court documents", "court/NOUN/2/compound documents/NOUN/0/root", "document"),
        ("a local newspaper", "a/DET/3/det local/ADJ/3/amod newspaper/NOUN/0/root", "media_outlet"),
        ("Reuters", "Reuters/PROPN/0/root", "media_outlet"),
        ("we", "we/PRON/0/root", "named_organization"),
        (
            "a nurse and a driver",
            "a/DET/2/det nurse/NOUN/0/root and/CCONJ/5/cc a/DET/5/det driver/NOUN/2/conj",
            "unnamed_group",
        ),
    ],
)
def test_by_the_words_alone(phrase: str, sentence: str, expected: str) -> None:
    assert type_of(parsed(phrase, sentence)) == expected


def test_a_named_actor_lends_its_name_to_any_words() -> None:
    document = parsed(
        "Ana Haddad left. She spoke.",
        "Ana/PROPN/3/nsubj Haddad/PROPN/1/flat left/VERB/0/root ./PUNCT/3/punct",
        "She/PRON/2/nsubj spoke/VERB/0/root ./PUNCT/2/punct",
    )
    haddad = actor("Ana Haddad", "person")
    she = at(document, "She")
    assert source_type_of(document, she, [haddad]) == "unnamed_person"
    name(document, "Ana Haddad", "person")
    assert source_type_of(document, she, [haddad]) == "named_person"
    assert source_type_of(document, she, [actor("Moyo", "person")]) == "unnamed_person"


def test_a_people_has_no_name_of_its_own() -> None:
    document = parsed("Kenyans", "Kenyans/PROPN/0/root")
    name(document, "Kenyans", "group")
    assert type_of(document, actor("Kenyans", "group")).startswith("unnamed")


def test_a_named_body_is_an_organization_and_a_known_outlet_a_medium() -> None:
    document = parsed("Oxfam", "Oxfam/PROPN/0/root")
    name(document, "Oxfam", "organization")
    assert type_of(document, actor("Oxfam", "organization")) == "named_organization"
    it = parsed("it", "it/PRON/0/root")
    assert type_of(it, actor("Reuters", "organization")) == "media_outlet"


def test_the_ministry_is_one_body_but_a_company_any() -> None:
    body = actor("x", "organization")
    definite = parsed("the ministry", "the/DET/2/det ministry/NOUN/0/root")
    indefinite = parsed("a company", "a/DET/2/det company/NOUN/0/root")
    assert type_of(definite, body) == "named_organization"
    assert type_of(indefinite, body) == "unnamed_person"


@pytest.mark.parametrize(
    ("phrase", "sentence", "number"),
    [
        ("two officials", "two/NUM/2/nummod officials/NOUN/0/root", 2),
        ("12 officials", "12/NUM/2/nummod officials/NOUN/0/root", 12),
        ("both officials", "both/DET/2/det officials/NOUN/0/root", 2),
        ("an official", "an/DET/2/det official/NOUN/0/root", None),
        ("one official", "one/NUM/2/nummod official/NOUN/0/root", None),
        ("officials", "officials/NOUN/0/root", None),
        ("seventeen nuns", "seventeen/NUM/2/nummod nuns/NOUN/0/root", 17),
        (
            "three dozen nuns",
            "three/NUM/2/compound dozen/NUM/3/nummod nuns/NOUN/0/root",
            36,
        ),
        (
            "half a dozen nuns",
            "half/DET/3/det a/DET/3/det dozen/NUM/4/nummod nuns/NOUN/0/root",
            6,
        ),
        ("several dozen nuns", "several/ADJ/2/amod dozen/NUM/3/nummod nuns/NOUN/0/root", None),
        ("a 1998 study", "a/DET/3/det 1998/NUM/3/nummod study/NOUN/0/root", None),
        ("Canal 13", "Canal/PROPN/0/root 13/NUM/1/nummod", None),
        ("40 percent", "40/NUM/2/nummod percent/NOUN/0/root", None),
        (
            "a 9 member panel",
            "a/DET/4/det 9/NUM/4/nummod member/NOUN/4/compound panel/NOUN/0/root",
            None,
        ),
        (
            "a 50-year-old nun",
            "a/DET/7/det 50/NUM/4/nummod -/PUNCT/4/punct year/NOUN/6/obl -/PUNCT/6/punct "
            "old/ADJ/7/amod nun/NOUN/0/root",
            None,
        ),
        (
            "two officers and an aide",
            "two/NUM/2/nummod officers/NOUN/0/root and/CCONJ/5/cc an/DET/5/det aide/NOUN/2/conj",
            3,
        ),
        (
            "an officer and an aide",
            "an/DET/2/det officer/NOUN/0/root and/CCONJ/5/cc an/DET/5/det aide/NOUN/2/conj",
            2,
        ),
    ],
)
def test_how_many_sources_are_claimed(phrase: str, sentence: str, number: int | None) -> None:
    document = parsed(phrase, sentence)
    count = count_of(document, (0, len(document.words)))
    assert (count.number if count else None) == number
    if count:
        assert count.span == (0, len(phrase))


def test_a_number_in_a_name_is_not_counted() -> None:
    document = parsed("the 40 Group", "the/DET/3/det 40/NUM/3/nummod Group/PROPN/0/root")
    assert count_of(document, (0, 3)) is not None
    name(document, "40 Group", "organization")
    assert count_of(document, (0, 3)) is None


def test_nobody_is_not_counted() -> None:
    assert count_of(parsed("x", "x/X/0/root"), None) is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("We go now", "direct"),
        ("they were tired", "indirect"),
        ('they were "very, very" glad', "mixed"),
    ],
)
def test_how_much_of_the_content_is_quoted(content: str, expected: str) -> None:
    text = '"We go now," he said, adding they were tired, as they were "very, very" glad.'
    document = parsed(text, " ".join(f"{w}/X/0/root" for w in _words(text)))
    start = text.index(content)
    span: Span = (start, start + len(content))
    assert quotation_of(document, [span]) == expected


def _words(text: str) -> list[str]:
    return [text[a:b] for a, b in split_words(text)]
