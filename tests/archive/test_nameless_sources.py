"""Pronouns that no name resolves are sources in their own words, never named ones."""

from dataclasses import replace
from pathlib import Path

import pytest

from dateline.archive.nameless import is_nameless
from dateline.archive.store import Archive
from dateline.archive.testimony import Statement, named_sources
from dateline.record import Actor, Meta, Record, Report
from dateline.record import Statement as Said
from tests.exports.archive.exporting import archive_of

TEXT = "Talks fail\n\nWe say so, and the US says it, too, as WHO does."
NAMES = ("We", "US", "WHO")


def said(name: str) -> Statement:
    return Statement(
        id="r:S1", report_id="r", names=(name,), words=name, source_type="named_organization",
        anonymity="none", stance="asserts", on_behalf_of=None, parent=None, content="so", start=0,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["We", "we", "I", "One", "no one", "Others", "who", "It"])
def test_pronouns_are_no_names(name: str) -> None:
    assert is_nameless(name)
    assert said(name).is_anonymous
    assert named_sources([said(name)]) == []
    assert said(name).speakers == [name]


@pytest.mark.parametrize("name", ["US", "WHO", "IT", "Oneida", "We the People", "Some officials"])
def test_names_that_look_like_pronouns_are_names(name: str) -> None:
    assert not is_nameless(name)
    assert named_sources([said(name)]) == [name]


def test_a_pronoun_beside_a_name_is_left_out() -> None:
    both = replace(said("We"), names=("We", "Kenya"))
    assert named_sources([both]) == ["Kenya"]


def test_pronouns_are_counted_as_sources_without_a_name(tmp_path: Path) -> None:
    spans = [(TEXT.index(name), TEXT.index(name) + len(name)) for name in NAMES]
    record = Record(
        report=Report(text=TEXT),
        actors=tuple(
            Actor(id=f"A{n}", name=name, mentions=(span,), kind="organization")
            for n, (name, span) in enumerate(zip(NAMES, spans, strict=True), 1)
        ),
        statements=tuple(
            Said(
                id=f"S{n}", content=(span,), cue=None, quotation="indirect", source=(f"A{n}",),
                source_type="named_organization",
            )
            for n, span in enumerate(spans, 1)
        ),
        meta=Meta(dateline="0", model="none", seconds=0.0),
    )  # fmt: skip
    path = archive_of([record], tmp_path / "a.dateline")
    with Archive.open(path) as archive:
        told = {r["name"]: (r["source_type"], r["anonymous"]) for r in archive.sources()}
    assert told == {
        "We": ("unnamed_group", True),
        "US": ("named_organization", False),
        "WHO": ("named_organization", False),
    }
