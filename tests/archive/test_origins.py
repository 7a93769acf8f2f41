"""Links between reports, stories and independent origins."""

import random
from itertools import combinations

import pytest

from dateline.archive.links import outlet_id
from dateline.archive.origins import (
    Link,
    ReportText,
    find_links,
    independent_origins,
    origin_groups,
    quotations,
    story_groups,
)

WIRE = [
    "GAO (Sahel Wire) - Mutineers shelled the governor's compound on Thursday, killing nine.",
    "The shelling began before dawn, when two lorries with mortars stopped by the cattle market.",
    "“We came for our pay and found the doors locked from inside,” said Sgt. Oumar Maiga. "
    "“Nobody has seen the paymaster since the feast.”",
    "Hospital staff said 31 people were treated, four of them soldiers of the governor's guard.",
    "“The garrison will be fed and then it will be judged,” Governor Aissata Cisse told radio.",
    "Gao lies on the Niger, some 320 kilometres from Timbuktu, and its road south has been cut.",
]
REWRITE = [
    "Nine people died in Gao when soldiers in mutiny fired on the compound of the governor.",
    "“The garrison will be fed and then it will be judged,” Aissata Cisse told radio.",
    "Lorries with mortars had drawn up near the cattle market, Sahel Wire reported.",
    "“We came for our pay and found the doors locked from inside,” Sgt. Oumar Maiga said.",
    "Staff of the hospital treated 31, among them four soldiers of the guard.",
]
OTHER = [
    "Dockers in Piraeus walked out over a contract that would halve their night shifts.",
    "“We load their copper and cannot buy a shirt,” said Eleni Vardaki, who drives a crane.",
    "Eleven ships were waiting off Salamis, the port authority said, one of them with 900 cars.",
    "Talks are to go on at the ministry of labour on Monday, with a mediator from Thessaloniki.",
    "The union last closed the port nine years ago and got most of what it wanted.",
]
INDEPENDENT = [
    "Residents of Gao woke to explosions on Thursday as unpaid troops turned mortars on officials.",
    "“My windows are in the street and my street is in the river,” said Fatoumata Toure, a tailor.",
    "A doctor at a private clinic counted nine bodies, and thought that there might be more.",
    "The defence ministry in Bamako promised an inquiry and money by the end of the month.",
]


def report(
    one: str, lines: list[str], *, hour: int = 8, outlet: str | None = None, **others: object
) -> ReportText:
    text = "\n\n".join([f"Headline {one}", *lines])
    return ReportText(
        report_id=one,
        text=text,
        title=f"Headline {one}",
        published=f"2021-03-11T{hour:02}:00:00+00:00",
        outlet=outlet,
        quotations=tuple(quotations(text)),
        **others,  # type: ignore[arg-type]
    )


def links_of(*reports: ReportText) -> list[Link]:
    return find_links(reports, combinations([one.report_id for one in reports], 2))


def between(links: list[Link]) -> dict[tuple[str, str], str]:
    return {
        (one.report_id, one.origin_id): one.kind
        for one in links
        if not one.origin_id.startswith("outlet:")
    }


def test_copy_trim_and_rewrite() -> None:
    links = links_of(
        report("a", WIRE, hour=8),
        report("b", [*WIRE[:3], *WIRE[4:], "Share this story."], hour=9),
        report("c", WIRE[:3], hour=10),
        report("d", REWRITE, hour=11, credits=("Sahel Wire",)),
        report("e", OTHER, hour=12),
    )
    kinds = between(links)
    assert kinds["b", "a"] == "copy"
    assert kinds["c", "a"] == "trim" or kinds["c", "b"] == "trim"
    assert kinds["d", "a"] == "rewrite"
    assert story_groups(links) == {"a": "a", "b": "a", "c": "a", "d": "a"}


def test_reasons_can_be_read() -> None:
    reasons = {
        (one.report_id, one.kind): one.reason
        for one in links_of(
            report("a", WIRE, outlet="Sahel Wire"),
            report("b", WIRE, hour=9, outlet="The Herald"),
            report("c", REWRITE, hour=11, credits=("Sahel Wire",)),
        )
    }
    assert (
        reasons["b", "copy"]
        == "shares 7 of its 7 sentences with “Headline a” (Sahel Wire, 2021-03-11)"
    )
    assert reasons["c", "rewrite"].startswith("credits Sahel Wire and shares 1 quotation")
    assert reasons["c", "credit"] == "credits Sahel Wire"
    assert reasons["b", "own"] == "published by The Herald, and credits nobody else"


def test_an_independent_report_is_not_linked() -> None:
    links = links_of(
        report("a", WIRE, outlet="Sahel Wire"), report("b", INDEPENDENT, outlet="River Post")
    )
    assert between(links) == {}
    origins = origin_groups(links)
    assert independent_origins(origins.values()) == {"outlet:Sahel Wire", "outlet:River Post"}


def test_one_quotation_in_common_leaves_reports_independent() -> None:
    links = links_of(
        report("a", WIRE, outlet="Sahel Wire"),
        report("b", [*INDEPENDENT, WIRE[4]], hour=9, outlet="River Post"),
    )
    assert between(links) == {("b", "a"): "shared_quotation"}
    assert len(independent_origins(origin_groups(links).values())) == 2


def test_a_merge_rests_on_both_and_joins_neither() -> None:
    links = links_of(
        report("a", WIRE, outlet="Sahel Wire"),
        report("b", OTHER, outlet="Port News"),
        report("c", [*WIRE[:4], "In other news:", *OTHER[:4]], hour=12, outlet="The Herald"),
    )
    assert between(links) == {("c", "a"): "merge", ("c", "b"): "merge"}
    groups = story_groups(links)
    assert groups["a"] != groups["b"]
    assert set(origin_groups(links)["c"]) == {"outlet:Sahel Wire", "outlet:Port News"}


def test_a_trim_before_the_full_text_is_no_merge() -> None:
    links = links_of(
        report("a", WIRE[:3], hour=8), report("b", WIRE[3:], hour=9), report("c", WIRE, hour=7)
    )
    assert set(between(links).values()) == {"trim"}
    assert set(story_groups(links).values()) == {"a"}


def test_a_note_under_every_report_is_no_story() -> None:
    note = (
        "The Herald is published by a trust that belongs to its readers and to nobody else at all."
    )
    links = links_of(report("a", [*INDEPENDENT[:2], note]), report("b", [*OTHER[:2], note], hour=9))
    assert between(links) == {}


def test_rewrites_of_other_days_are_other_stories() -> None:
    late = ReportText(
        report_id="b",
        text="\n\n".join(REWRITE),
        published="2021-04-20",
        quotations=tuple(quotations("\n\n".join(REWRITE))),
    )
    assert between(links_of(report("a", WIRE), late)) == {("b", "a"): "shared_quotation"}


def test_nothing_depends_on_order() -> None:
    reports = [
        report("a", WIRE, outlet="Sahel Wire"),
        report("b", [*WIRE, "Share this."], hour=9, outlet="The Herald"),
        report("c", REWRITE, hour=10, credits=("Sahel Wire",)),
        report("d", OTHER, hour=8),
        report("e", [*WIRE[:4], "Meanwhile:", *OTHER[:4]], hour=12),
        report("f", OTHER[:3], hour=11),
    ]
    pairs = list(combinations("abcdef", 2))
    expected = find_links(reports, pairs)
    for seed in range(5):
        random.Random(seed).shuffle(reports)
        random.Random(seed).shuffle(pairs)
        assert find_links(reports, [(b, a) for a, b in pairs]) == expected


@pytest.mark.parametrize("published", [None, "", "yesterday", "2021-03-11", "2021-03-11T10:00"])
def test_any_time_of_publication_will_do(published: str | None) -> None:
    links = links_of(
        report("a", WIRE),
        ReportText(report_id="b", text="\n\n".join(WIRE), published=published),
    )
    assert set(between(links).values()) == {"copy"}


def test_reports_that_credit_one_agency_count_once() -> None:
    links = links_of(
        report("a", WIRE, credits=("AFP",)),
        report("b", INDEPENDENT, hour=9, credits=("Agence France-Presse",), outlet="The Herald"),
        report("c", OTHER, hour=9, dateline="PIRAEUS (AFP) -"),
    )
    origins = origin_groups(links)
    assert set(origins.values()) == {("outlet:AFP",)}


def test_names_of_outlets() -> None:
    assert outlet_id("The  Associated Press") == outlet_id("AP") == "outlet:AP"
    assert outlet_id("The Herald") == outlet_id("Herald") == "outlet:Herald"


def test_independent_origins_of_reports_with_several() -> None:
    assert independent_origins([("a", "b"), ("b",), ("c", "d")]) == {"b", "c"}
    assert independent_origins([()]) == set()


def test_a_story_without_outlets_is_its_own_origin() -> None:
    links = links_of(report("a", WIRE), report("b", WIRE, hour=9))
    assert origin_groups(links) == {"a": ("a",), "b": ("a",)}


def test_texts_without_words_are_nobody_s_copies() -> None:
    reports = [ReportText(report_id=one, text=text) for one, text in (("a", ""), ("b", "…"))]
    assert links_of(*reports) == []
