"""Weak links need others beside them."""

from itertools import combinations

from dateline.archive.links import Link, TextLink
from dateline.archive.support import supported


def link(later: str, earlier: str, kind: str = "rewrite", *, strong: bool = False) -> TextLink:
    def made(kind: str) -> Link:
        return Link(report_id=later, origin_id=earlier, kind=kind, score=0.7, reason="")

    return TextLink(made(kind), None, strong, made("shared_quotation"))


def test_a_single_likeness_does_not_join_two_stories() -> None:
    strong = [link("b", "a", "copy", strong=True), link("d", "c", "copy", strong=True)]
    found = supported([*strong, link("c", "a")], combinations("abcd", 2))
    assert [one.link.kind for one in found] == ["copy", "copy", "shared_quotation"]


def test_several_do() -> None:
    strong = [link("b", "a", "copy", strong=True), link("d", "c", "copy", strong=True)]
    weak = [link("c", "a"), link("d", "b")]
    assert supported([*strong, *weak], combinations("abcd", 2)) == [*strong, *weak]


def test_pairs_that_were_not_compared_do_not_count() -> None:
    strong = [link("b", "a", "copy", strong=True), link("d", "c", "copy", strong=True)]
    weak = link("c", "a")
    assert supported([*strong, weak], [("a", "b"), ("a", "c"), ("c", "d")]) == [*strong, weak]
