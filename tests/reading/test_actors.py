"""The actors of a document: their codes, and why they have them."""

from dataclasses import replace

from dateline.gazetteer.countries import told_in
from dateline.reading.actors import coded_actors, find_actors
from dateline.reading.document import Document, EventDraft, Mention
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
    document.countries_told = told_in(document.text)
    assert list(report_countries(document)) == ["COD", "KEN"]
    (kenyans,) = coded_actors(document, [chain(document, "Kenyans")])
    assert kenyans.country == "KEN"


def test_a_number_is_named_by_what_those_it_counts_underwent() -> None:
    document = parsed(
        "Another 15 were wounded. Shelling killed nine. Four died. Six spoke.",
        "Another/DET/2/det 15/NUM/4/nsubj:pass were/AUX/4/aux:pass wounded/VERB/0/root "
        "./PUNCT/4/punct",
        "Shelling/NOUN/2/nsubj killed/VERB/0/root nine/NUM/2/obj ./PUNCT/2/punct",
        "Four/NUM/2/nsubj died/VERB/0/root ./PUNCT/2/punct",
        "Six/NUM/2/nsubj spoke/VERB/0/root ./PUNCT/2/punct",
    )
    chains = [chain(document, words) for words in ("Another 15", "nine", "Four", "Six")]
    names = [actor.name for actor in coded_actors(document, chains)]
    assert names == ["15 wounded", "nine killed", "Four dead", "Six"]


def test_a_number_of_people_is_named_so() -> None:
    document = parsed("Six spoke.", "Six/NUM/2/nsubj spoke/VERB/0/root ./PUNCT/2/punct")
    (six,) = coded_actors(document, [[Mention((0, 1), 0, "person", False)]])
    assert six.name == "Six people"


def test_a_part_is_named_with_its_whole() -> None:
    document = parsed(
        "The strikers fled. Police held 27 of them.",
        "The/DET/2/det strikers/NOUN/3/nsubj fled/VERB/0/root ./PUNCT/3/punct",
        "Police/NOUN/2/nsubj held/VERB/0/root 27/NUM/2/obj of/ADP/5/case them/PRON/3/nmod "
        "./PUNCT/2/punct",
    )
    document.chains = [chain(document, "The strikers", "them")]
    (part,) = coded_actors(document, [chain(document, "27 of them")])
    assert part.name == "27 of the strikers"


def test_at_least_is_no_part_of_a_name() -> None:
    document = parsed(
        "At least seven soldiers died.",
        "At/ADP/2/case least/ADJ/3/nmod seven/NUM/4/nummod soldiers/NOUN/5/nsubj died/VERB/0/root "
        "./PUNCT/5/punct",
    )
    (soldiers,) = coded_actors(document, [chain(document, "At least seven soldiers")])
    assert soldiers.name == "seven soldiers"


def test_the_name_in_small_letters_is_the_better_one() -> None:
    document = parsed(
        "MANILA spoke. Manila left.",
        "MANILA/PROPN/2/nsubj spoke/VERB/0/root ./PUNCT/2/punct",
        "Manila/PROPN/2/nsubj left/VERB/0/root ./PUNCT/2/punct",
    )
    name(document, "MANILA", "place")
    name(document, "Manila", "place")
    (manila,) = coded_actors(document, [chain(document, "MANILA", "Manila")])
    assert manila.name == "Manila"


def test_a_name_glued_to_a_verb_gives_way() -> None:
    document = parsed(
        "Police Clear Gate. Gate police left.",
        "Police/PROPN/2/nsubj Clear/VERB/0/root Gate/PROPN/2/obj ./PUNCT/2/punct",
        "Gate/PROPN/2/compound police/PROPN/3/nsubj left/VERB/0/root ./PUNCT/3/punct",
    )
    name(document, "Police Clear Gate", "organization")
    name(document, "Gate police", "organization")
    (police,) = coded_actors(document, [chain(document, "Police Clear Gate", "Gate police")])
    assert police.name == "Gate police"


def test_troops_are_of_the_country_whose_they_are() -> None:
    document = parsed(
        "Mali fired. Its troops left.",
        "Mali/PROPN/2/nsubj fired/VERB/0/root ./PUNCT/2/punct",
        "Its/PRON/2/nmod:poss troops/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct",
    )
    gao = document.span(at(document, "left"))
    document.places = (Place(span=gao, name="Niamey", country="NER", precision="city"),)
    chains = [chain(document, "Mali", "Its"), chain(document, "Its troops")]
    _, troops = coded_actors(document, chains)
    assert (troops.country, troops.evidence["country"]["because"]) == ("MLI", "whose they are")


def test_envoys_of_several_countries_and_neighbours_have_none() -> None:
    document = parsed(
        "Mali fired. Turkish and British envoys left its neighbour.",
        "Mali/PROPN/2/nsubj fired/VERB/0/root ./PUNCT/2/punct",
        "Turkish/ADJ/4/amod and/CCONJ/3/cc British/ADJ/1/conj envoys/NOUN/5/nsubj left/VERB/0/root "
        "its/PRON/7/nmod:poss neighbour/NOUN/5/obj ./PUNCT/5/punct",
    )
    phrases = ("Turkish and British envoys", "its neighbour")
    chains = [chain(document, "Mali", "its"), *(chain(document, words) for words in phrases)]
    _, envoys, neighbour = coded_actors(document, chains)
    assert (envoys.country, neighbour.country) == (None, None)


def test_a_town_of_a_dateline_is_no_actor() -> None:
    document = parsed(
        "GAO - Police left.",
        "GAO/PROPN/0/root -/PUNCT/1/punct Police/NOUN/4/nsubj left/VERB/0/root ./PUNCT/4/punct",
    )
    document.report = replace(document.report, dateline=(0, 5))
    name(document, "GAO", "organization")
    police = at(document, "Police")
    document.event_drafts = [EventDraft((3, 4), "RETREAT", None, (), {"actor": [police]})]
    document.chains = [chain(document, "GAO"), chain(document, "Police")]
    find_actors(document)
    assert [actor.name for actor in document.actors] == ["Police"]
