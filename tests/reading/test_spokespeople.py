"""For whom a source speaks."""

import pytest

from dateline.reading.document import Document, StatementDraft
from dateline.reading.spokespeople import find_spoken_for, spoken_for
from tests.reading.parsed import at, name, parsed


def body(document: Document, source: str) -> str | None:
    found = spoken_for(document, at(document, source))
    return document.quote(found) if found else None


def test_the_body_after_for() -> None:
    document = parsed(
        "A spokesman for the army spoke.",
        "A/DET/2/det spokesman/NOUN/6/nsubj for/ADP/5/case the/DET/5/det army/NOUN/2/nmod "
        "spoke/VERB/0/root ./PUNCT/6/punct",
    )
    assert body(document, "A spokesman for the army") == "the army"


def test_the_body_before_the_spokesman() -> None:
    document = parsed(
        "Police spokeswoman Ana Haddad spoke.",
        "Police/NOUN/2/compound spokeswoman/NOUN/5/nsubj Ana/PROPN/2/flat Haddad/PROPN/3/flat "
        "spoke/VERB/0/root ./PUNCT/5/punct",
    )
    assert body(document, "Police spokeswoman Ana Haddad") == "Police"


def test_the_owner_of_the_spokesman() -> None:
    document = parsed(
        "Kenya's spokesman spoke.",
        "Kenya/PROPN/3/nmod:poss 's/PART/1/case spokesman/NOUN/4/nsubj spoke/VERB/0/root "
        "./PUNCT/4/punct",
    )
    assert body(document, "Kenya's spokesman") == "Kenya"


def test_the_body_in_an_apposition() -> None:
    document = parsed(
        "Ana Haddad, the party's spokeswoman, spoke.",
        "Ana/PROPN/9/nsubj Haddad/PROPN/1/flat ,/PUNCT/7/punct the/DET/5/det "
        "party/NOUN/7/nmod:poss 's/PART/5/case spokeswoman/NOUN/1/appos ,/PUNCT/1/punct "
        "spoke/VERB/0/root ./PUNCT/9/punct",
    )
    assert body(document, "Ana Haddad") == "the party"


def test_a_named_body_whatever_the_parse_makes_of_it() -> None:
    document = parsed(
        "Doctors Without Borders spokesman Moyo spoke.",
        "Doctors/NOUN/6/nsubj Without/ADP/3/case Borders/NOUN/1/nmod spokesman/NOUN/6/dep "
        "Moyo/PROPN/4/flat spoke/VERB/0/root ./PUNCT/6/punct",
    )
    assert body(document, "Doctors Without Borders spokesman Moyo") is None
    name(document, "Doctors Without Borders", "organization")
    assert body(document, "Doctors Without Borders spokesman Moyo") == "Doctors Without Borders"


@pytest.mark.parametrize("source", ["former spokesman", "chief spokesman"])
def test_a_quality_is_no_body(source: str) -> None:
    quality = source.split()[0]
    document = parsed(
        f"The {source} spoke.",
        f"The/DET/3/det {quality}/ADJ/3/amod spokesman/NOUN/4/nsubj spoke/VERB/0/root "
        "./PUNCT/4/punct",
    )
    assert body(document, f"The {source}") is None


def test_who_is_no_spokesman_speaks_for_nobody() -> None:
    document = parsed(
        "A commander of the army spoke.",
        "A/DET/2/det commander/NOUN/6/nsubj of/ADP/5/case the/DET/5/det army/NOUN/2/nmod "
        "spoke/VERB/0/root ./PUNCT/6/punct",
    )
    assert body(document, "A commander of the army") is None


def test_where_a_spokesman_speaks_is_no_body() -> None:
    document = parsed(
        "A spokesman in Basra spoke.",
        "A/DET/2/det spokesman/NOUN/5/nsubj in/ADP/4/case Basra/PROPN/2/nmod spoke/VERB/0/root "
        "./PUNCT/5/punct",
    )
    assert body(document, "A spokesman in Basra") is None


def test_on_behalf_of_in_what_is_said_tells_nothing() -> None:
    text = "Moyo said he signed on behalf of the state."
    document = parsed(
        text,
        "Moyo/PROPN/2/nsubj said/VERB/0/root he/PRON/4/nsubj signed/VERB/2/ccomp on/ADP/6/case "
        "behalf/NOUN/4/obl of/ADP/9/case the/DET/9/det state/NOUN/6/nmod ./PUNCT/2/punct",
    )
    contents = [(text.index("he"), len(text) - 1)]
    assert spoken_for(document, at(document, "Moyo"), contents) is None


def test_on_behalf_of() -> None:
    document = parsed(
        "Moyo, speaking on behalf of the families, agreed.",
        "Moyo/PROPN/10/nsubj ,/PUNCT/3/punct speaking/VERB/1/acl on/ADP/5/case behalf/NOUN/3/obl "
        "of/ADP/8/case the/DET/8/det families/NOUN/5/nmod ,/PUNCT/1/punct agreed/VERB/0/root "
        "./PUNCT/10/punct",
    )
    assert body(document, "Moyo") == "the families"


def test_on_behalf_of_in_the_source_s_own_words_tells_nothing() -> None:
    document = parsed(
        '"On behalf of the families," Moyo said.',
        '"/PUNCT/8/punct On/ADP/3/case behalf/NOUN/9/obl of/ADP/6/case the/DET/6/det '
        'families/NOUN/3/nmod ,/PUNCT/9/punct "/PUNCT/9/punct Moyo/PROPN/10/nsubj '
        "said/VERB/0/root ./PUNCT/10/punct",
    )
    assert body(document, "Moyo") is None


def test_every_draft_with_a_source_is_filled() -> None:
    document = parsed(
        "A spokesman for the army spoke.",
        "A/DET/2/det spokesman/NOUN/6/nsubj for/ADP/5/case the/DET/5/det army/NOUN/2/nmod "
        "spoke/VERB/0/root ./PUNCT/6/punct",
    )
    source = at(document, "A spokesman")
    drafts = [StatementDraft((5, 6), [], words, None, "asserts") for words in (source, None)]
    document.statement_drafts = drafts
    find_spoken_for(document)
    assert [d.spoken_for for d in drafts] == [at(document, "the army"), None]


def test_the_whole_name_of_the_body() -> None:
    document = parsed(
        "Foreign Ministry spokeswoman Ana Haddad spoke.",
        "Foreign/ADJ/3/amod Ministry/PROPN/3/compound spokeswoman/NOUN/6/nsubj Ana/PROPN/3/flat "
        "Haddad/PROPN/4/flat spoke/VERB/0/root ./PUNCT/6/punct",
    )
    name(document, "Foreign Ministry", "organization")
    assert body(document, "Foreign Ministry spokeswoman Ana Haddad") == "Foreign Ministry"


def test_the_body_of_a_possessor() -> None:
    document = parsed(
        "Speaking for the teachers' union, Moyo agreed.",
        "Speaking/VERB/9/advcl for/ADP/6/case the/DET/4/det teachers/NOUN/6/nmod:poss "
        "'/PART/4/case union/NOUN/1/obl ,/PUNCT/9/punct Moyo/PROPN/9/nsubj agreed/VERB/0/root "
        "./PUNCT/9/punct",
    )
    assert body(document, "Moyo") == "the teachers' union"
