"""The actors of a document: their codes, and why they have them."""

from dateline.reading.actors import coded_actors
from dateline.reading.document import Document, Mention
from dateline.reading.report_country import report_countries
from dateline.record import Actor, Place
from tests.reading.parsed import at, name, parsed


def chain(document: Document, *phrases: str) -> list[Mention]:
    """Mentions of the first occurrences of these phrases."""
    tagged = {n.head: n.type for n in document.names}
    ranges = [at(document, phrase) for phrase in phrases]
    heads = [document.head_of(words) for words in ranges]
    return [
        Mention(words, head, tagged.get(head, "other"), head in tagged)
        for words, head in zip(ranges, heads, strict=True)
    ]


def told_by(document: Document, actor: Actor, part: str) -> str:
    """The words that decided a part of an actor's codes."""
    start, end = actor.evidence[part]["words"]
    return document.text[start:end]


def army_and_officer() -> Document:
    return parsed(
        "The Turkish army fired. An officer denied it.",
        "The/DET/3/det Turkish/ADJ/3/amod army/NOUN/4/nsubj fired/VERB/0/root ./PUNCT/4/punct",
        "An/DET/2/det officer/NOUN/3/nsubj denied/VERB/0/root it/PRON/3/obj ./PUNCT/3/punct",
    )


def test_evidence_gives_the_words_that_decided() -> None:
    document = army_and_officer()
    (army,) = coded_actors(document, [chain(document, "The Turkish army")])
    assert (army.country, army.sector) == ("TUR", ("MIL",))
    assert told_by(document, army, "country") == "Turkish"
    assert told_by(document, army, "sector") == "army"
    assert army.evidence["country"]["because"] == "nationality"


def test_an_officer_is_of_the_force_named_before() -> None:
    document = army_and_officer()
    chains = [chain(document, "The Turkish army"), chain(document, "An officer")]
    _, officer = coded_actors(document, chains)
    assert (officer.country, officer.sector) == ("TUR", ("MIL",))
    assert officer.evidence["sector"]["row"] == "The Turkish army"


def test_a_part_takes_the_codes_of_the_whole() -> None:
    document = parsed(
        "Rebels in Mali fled. One of the rebels spoke.",
        "Rebels/NOUN/4/nsubj in/ADP/3/case Mali/PROPN/1/nmod fled/VERB/0/root ./PUNCT/4/punct",
        "One/NUM/5/nsubj of/ADP/4/case the/DET/4/det rebels/NOUN/1/nmod spoke/VERB/0/root "
        "./PUNCT/5/punct",
    )
    chains = [chain(document, "Rebels in Mali", "the rebels"), chain(document, "One")]
    _, one = coded_actors(document, chains)
    assert (one.country, one.sector) == ("MLI", ("REB",))


def test_an_apposition_tells_the_role() -> None:
    document = parsed(
        "Ana Moyo, a farmer, spoke.",
        "Ana/PROPN/7/nsubj Moyo/PROPN/1/flat ,/PUNCT/5/punct a/DET/5/det farmer/NOUN/1/appos "
        ",/PUNCT/5/punct spoke/VERB/0/root ./PUNCT/7/punct",
    )
    name(document, "Ana Moyo", "person")
    (farmer,) = coded_actors(document, [chain(document, "Ana Moyo")])
    assert (farmer.sector, farmer.kind) == (("AGR",), "person")
    assert told_by(document, farmer, "sector") == "farmer"


def test_a_predicate_that_is_denied_tells_nothing() -> None:
    document = parsed(
        "Moyo is not a farmer.",
        "Moyo/PROPN/5/nsubj is/AUX/5/cop not/PART/5/advmod a/DET/5/det farmer/NOUN/0/root "
        "./PUNCT/5/punct",
    )
    name(document, "Moyo", "person")
    (moyo,) = coded_actors(document, [chain(document, "Moyo")])
    assert moyo.sector == ()


def test_people_who_fled_are_refugees() -> None:
    document = parsed(
        "Families who fled spoke.",
        "Families/NOUN/4/nsubj who/PRON/3/nsubj fled/VERB/1/acl:relcl spoke/VERB/0/root "
        "./PUNCT/4/punct",
    )
    (families,) = coded_actors(document, [chain(document, "Families who fled")])
    assert families.sector == ("REF",)


def test_the_report_is_about_where_most_of_it_happens() -> None:
    document = parsed(
        "Police in Goma met Kenyans.",
        "Police/NOUN/4/nsubj in/ADP/3/case Goma/PROPN/1/nmod met/VERB/0/root Kenyans/PROPN/4/obj "
        "./PUNCT/4/punct",
    )
    goma = document.span(at(document, "Goma"))
    document.places = (Place(span=goma, name="Goma", country="COD", precision="city"),)
    assert list(report_countries(document)) == ["COD", "KEN"]
    (kenyans,) = coded_actors(document, [chain(document, "Kenyans")])
    assert kenyans.country == "KEN"
