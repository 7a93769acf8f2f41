"""Which mentions are one participant."""

import pytest

from dateline.api import read_text
from dateline.reading.coreference import find_chains
from dateline.reading.document import Document, EventDraft, StatementDraft, WordRange
from tests.reading.parsed import name, parsed, quotes, tag


def chains(document: Document) -> list[list[str]]:
    """The chains, where only names and tagged words head phrases."""
    assert document.layers is not None
    if not document.layers.logits["mentions"].any():
        tag(document, "mentions", {})
    find_chains(document)
    return [quotes(document, [m.words for m in mentions]) for mentions in document.chains]


def said(
    document: Document, source: WordRange, cue: WordRange, content: tuple[int, int] = (0, 0)
) -> None:
    document.statement_drafts.append(StatementDraft(cue, [content], source, None, "asserts"))


def acted(document: Document, trigger: WordRange, *actors: WordRange) -> None:
    draft = EventDraft(trigger, "ASSAULT", None, (), {"actor": list(actors)})
    document.event_drafts.append(draft)


def two_names(first: str, second: str, kinds: tuple[str, str]) -> list[list[str]]:
    """The chains of two names, each the subject of its own sentence."""

    def sentence(words: str) -> str:
        cells = words.split()
        verb = len(cells) + 1
        head = f"{cells[0]}/PROPN/{verb}/nsubj"
        rest = [f"{word}/PROPN/1/flat" for word in cells[1:]]
        return " ".join([head, *rest, f"left/VERB/0/root ./PUNCT/{verb}/punct"])

    document = parsed(f"{first} left. {second} left.", sentence(first), sentence(second))
    name(document, first, kinds[0])
    name(document, second, kinds[1], after=len(first) + 6)
    return chains(document)


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("Ana Haddad", "Haddad", "person"),
        ("Ana Haddad", "Ana", "person"),
        ("Haddad", "Ana Haddad", "person"),
        ("Haddad", "Haddad", "person"),
        ("World Trade Forum", "WTF", "organization"),
        ("WTF", "World Trade Forum", "organization"),
        ("Kenya", "Kenya", "place"),
    ],
)
def test_names_of_one(first: str, second: str, kind: str) -> None:
    assert two_names(first, second, (kind, kind)) == [[first, second]]


@pytest.mark.parametrize(
    ("first", "second", "kinds"),
    [
        ("Ana Haddad", "Omar Haddad", ("person", "person")),
        ("Ana Haddad", "Moyo", ("person", "person")),
        ("World Trade Forum", "UN", ("organization", "organization")),
        ("Lincoln", "Lincoln", ("person", "place")),
        ("Kenya", "Uganda", ("place", "place")),
    ],
)
def test_names_of_two(first: str, second: str, kinds: tuple[str, str]) -> None:
    assert two_names(first, second, kinds) == [[first], [second]]


def haddad_and(pronoun: str, *, title: str) -> Document:
    document = parsed(
        f"{title} Haddad left. {pronoun} slept.",
        f"{title}/PROPN/2/compound Haddad/PROPN/3/nsubj left/VERB/0/root ./PUNCT/3/punct",
        f"{pronoun}/PRON/2/nsubj slept/VERB/0/root ./PUNCT/2/punct",
    )
    name(document, "Haddad", "person")
    return document


@pytest.mark.parametrize(
    ("title", "pronoun", "same"),
    [
        ("Mr.", "He", True),
        ("King", "He", True),
        ("Queen", "She", True),
        ("King", "She", False),
        ("Queen", "He", False),
        ("Dr.", "He", True),
        ("King", "It", False),
        ("King", "They", False),
    ],
)
def test_a_pronoun_means_whom_it_fits(title: str, pronoun: str, same: bool) -> None:
    found = chains(haddad_and(pronoun, title=title))
    assert found == ([[f"{title} Haddad", pronoun]] if same else [[f"{title} Haddad"]])


def test_a_pronoun_far_from_any_name_stays_open() -> None:
    rain = "Rain/NOUN/2/nsubj fell/VERB/0/root ./PUNCT/2/punct"
    left = "Haddad/PROPN/2/nsubj left/VERB/0/root ./PUNCT/2/punct"
    slept = "He/PRON/2/nsubj slept/VERB/0/root ./PUNCT/2/punct"
    found = []
    for between in (1, 6):
        text = f"Haddad left. {'Rain fell. ' * between}He slept."
        document = parsed(text, left, *[rain] * between, slept)
        name(document, "Haddad", "person")
        found.append(chains(document))
    assert found == [[["Haddad", "He"]], [["Haddad"]]]


def test_a_pronoun_may_mean_what_another_pronoun_meant() -> None:
    slept = "He/PRON/2/nsubj slept/VERB/0/root ./PUNCT/2/punct"
    document = parsed(
        f"Haddad left. {' '.join(['He slept.'] * 8)}",
        "Haddad/PROPN/2/nsubj left/VERB/0/root ./PUNCT/2/punct",
        *[slept] * 8,
    )
    name(document, "Haddad", "person")
    assert chains(document) == [["Haddad", *["He"] * 8]]


def test_a_verb_s_object_is_not_its_subject() -> None:
    document = parsed(
        "Moyo left. Haddad met him.",
        "Moyo/PROPN/2/nsubj left/VERB/0/root ./PUNCT/2/punct",
        "Haddad/PROPN/2/nsubj met/VERB/0/root him/PRON/2/obj ./PUNCT/2/punct",
    )
    name(document, "Moyo", "person")
    name(document, "Haddad", "person")
    assert chains(document) == [["Moyo", "him"], ["Haddad"]]


def test_the_first_person_is_whoever_speaks() -> None:
    document = parsed(
        'Moyo met Haddad. "I slept," Haddad said. I wrote.',
        "Moyo/PROPN/2/nsubj met/VERB/0/root Haddad/PROPN/2/obj ./PUNCT/2/punct",
        '"/PUNCT/3/punct I/PRON/3/nsubj slept/VERB/7/ccomp ,/PUNCT/7/punct "/PUNCT/7/punct '
        "Haddad/PROPN/7/nsubj said/VERB/0/root ./PUNCT/7/punct",
        "I/PRON/2/nsubj wrote/VERB/0/root ./PUNCT/2/punct",
    )
    name(document, "Moyo", "person")
    name(document, "Haddad", "person")
    name(document, "Haddad", "person", after=20)
    quoted = document.text.index("I slept")
    said(document, (9, 10), (10, 11), (quoted, quoted + 7))
    assert chains(document) == [["Moyo"], ["Haddad", "I", "Haddad"]]


def test_a_definite_description_means_what_was_so_described() -> None:
    document = parsed(
        "A gunman fled. The gunman hid. A gunman fired.",
        "A/DET/2/det gunman/NOUN/3/nsubj fled/VERB/0/root ./PUNCT/3/punct",
        "The/DET/2/det gunman/NOUN/3/nsubj hid/VERB/0/root ./PUNCT/3/punct",
        "A/DET/2/det gunman/NOUN/3/nsubj fired/VERB/0/root ./PUNCT/3/punct",
    )
    tag(document, "mentions", {1: "person", 5: "person", 9: "person"})
    assert chains(document) == [["A gunman", "The gunman"], ["A gunman"]]


def test_a_description_with_another_quality_is_another_one() -> None:
    document = parsed(
        "A Kenyan gunman fled. The Ugandan gunman hid.",
        "A/DET/3/det Kenyan/ADJ/3/amod gunman/NOUN/4/nsubj fled/VERB/0/root ./PUNCT/4/punct",
        "The/DET/3/det Ugandan/ADJ/3/amod gunman/NOUN/4/nsubj hid/VERB/0/root ./PUNCT/4/punct",
    )
    tag(document, "mentions", {2: "person", 7: "person"})
    assert chains(document) == [["A Kenyan gunman"], ["The Ugandan gunman"]]


def test_one_and_several_are_two() -> None:
    document = parsed(
        "A gunman fled. The gunmen hid.",
        "A/DET/2/det gunman/NOUN/3/nsubj fled/VERB/0/root ./PUNCT/3/punct",
        "The/DET/2/det gunmen/NOUN/3/nsubj hid/VERB/0/root ./PUNCT/3/punct",
    )
    tag(document, "mentions", {1: "person", 5: "person"})
    assert chains(document) == [["A gunman"], ["The gunmen"]]


def test_a_description_in_apposition_is_who_it_stands_beside() -> None:
    document = parsed(
        "Haddad, the minister, left. The minister slept.",
        "Haddad/PROPN/6/nsubj ,/PUNCT/4/punct the/DET/4/det minister/NOUN/1/appos ,/PUNCT/1/punct "
        "left/VERB/0/root ./PUNCT/6/punct",
        "The/DET/2/det minister/NOUN/3/nsubj slept/VERB/0/root ./PUNCT/3/punct",
    )
    name(document, "Haddad", "person")
    tag(document, "mentions", {3: "person", 8: "person"})
    assert chains(document) == [["Haddad", "the minister", "The minister"]]


def test_a_bare_body_is_the_organization_named_before() -> None:
    document = parsed(
        "Oxfam left. The group slept.",
        "Oxfam/PROPN/2/nsubj left/VERB/0/root ./PUNCT/2/punct",
        "The/DET/2/det group/NOUN/3/nsubj slept/VERB/0/root ./PUNCT/3/punct",
    )
    name(document, "Oxfam", "organization")
    tag(document, "mentions", {4: "organization"})
    assert chains(document) == [["Oxfam", "The group"]]


def test_a_relative_pronoun_that_fills_a_role_is_what_it_describes() -> None:
    document = parsed(
        "Haddad, who fired, left.",
        "Haddad/PROPN/6/nsubj ,/PUNCT/4/punct who/PRON/4/nsubj fired/VERB/1/acl:relcl "
        ",/PUNCT/1/punct left/VERB/0/root ./PUNCT/6/punct",
    )
    name(document, "Haddad", "person")
    acted(document, (3, 4), (2, 3))
    assert chains(document) == [["Haddad, who fired", "who"]]


def test_every_conjunct_of_a_role_is_in_some_chain() -> None:
    document = parsed(
        "Stones and a crane fell.",
        "Stones/NOUN/5/nsubj and/CCONJ/4/cc a/DET/4/det crane/NOUN/1/conj fell/VERB/0/root "
        "./PUNCT/5/punct",
    )
    acted(document, (4, 5), (0, 4))
    assert chains(document) == [["Stones"], ["Stones and a crane"], ["a crane"]]


def test_what_stands_in_a_description_is_not_what_it_describes() -> None:
    record = read_text("An official in the fisheries ministry said the boats had left.")
    (statement,) = record.statements
    (source,) = [a for a in record.actors if a.id in statement.source]
    assert "official" in source.name


def test_a_union_is_not_whatever_body_was_named_before() -> None:
    text = "The Namibian Police arrested six men on Monday. The police were armed, the union said."
    record = read_text(text)
    sources = {a.id: a.name for a in record.actors}
    unions = [
        s for s in record.statements if s.source_span and "union" in record.quote(s.source_span)
    ]
    assert unions
    assert all("union" in sources[i] for s in unions for i in s.source)
