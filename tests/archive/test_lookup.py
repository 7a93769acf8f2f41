"""Look-up tables give the answers that the tables of the archive give, however they came about."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.archive import conditions, full_text
from dateline.archive.build import build
from dateline.archive.filters import Filters
from dateline.archive.layout import Layout
from dateline.archive.lookup import PREFIX
from dateline.archive.manifest import read_manifest
from dateline.archive.store import Archive
from tests.archive import crisis
from tests.archive.building import stub_reader, write_reports

ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("events", {}),
    ("timeline", {}),
    ("timeline", {"per": "day"}),
    ("timeline", {"by": "type", "dyads": "undirected"}),
    ("statements", {}),
    ("incidents", {}),
    ("actors", {}),
    ("sources", {}),
)
FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"actor": "rebels"},
    {"recipient": "hostages", "since": "2024-03-01"},
    {"source": "rebels", "outlet": "outlet 3"},
    {"place": "gao", "near": "16,0,50"},
    {"actor": "nobody at all"},
)


def answers(path: Path) -> list[list[dict[str, Any]]]:
    """What an archive answers to all questions, with all filters and some limits."""
    with Archive.open(path) as archive:
        return [
            getattr(archive, method)(limit=limit, **fixed, **filters).to_records()
            for method, fixed in ASKED
            for filters in FILTERS
            for limit in (None, 3)
        ]


def looked_up(path: Path) -> bool:
    with Archive.open(path) as archive:
        return archive.look_up()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of twelve reports, with all that is derived."""
    folder = tmp_path_factory.mktemp("lookup")
    source = write_reports(folder / "reports.jsonl", range(12))
    build([str(source)], folder / "all.dateline", reader=stub_reader)
    return folder / "all.dateline"


def test_a_build_writes_look_up_tables(built: Path) -> None:
    assert looked_up(built)


def test_the_same_is_answered_without_them(built: Path, tmp_path: Path) -> None:
    plain = shutil.copytree(built, tmp_path / "plain.dateline")
    for file in plain.rglob(f"{PREFIX}*"):
        file.unlink()
    assert not looked_up(plain)
    assert answers(plain) == answers(built)


def test_reports_that_came_since_are_found(built: Path, tmp_path: Path) -> None:
    path = shutil.copytree(built, tmp_path / "more.dateline")
    before = read_manifest(Layout(path)).derived
    source = write_reports(tmp_path / "more.jsonl", range(12, 16))
    build([str(source)], path, reader=stub_reader, derived=False)
    assert read_manifest(Layout(path)).derived == before
    with Archive.open(path) as archive:
        assert not archive.look_up()
        rows = archive.events().to_records()
        limited = archive.events(limit=1000).to_records()
        sources = archive.sources().to_records()
        months = archive.timeline(per="month").to_records()
    assert len(rows) == 16
    assert limited == rows
    assert [row["statements"] for row in sources] == [16]
    assert [(row["events"], row["reports"]) for row in months] == [(16, 16)]
    build([], path, reader=stub_reader)
    assert looked_up(path)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path = crisis.write(tmp_path_factory.mktemp("told") / "crisis.dateline")
    with Archive.open(path) as archive:
        yield archive


_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "actor": st.sampled_from(["KEN", "KEN GOV", "REB", "mwangi", "forces", "United Nations"]),
    "recipient": st.sampled_from(["KEN", "REB", "front", "UNO"]),
    "type": st.sampled_from(["ASSAULT", "REQUEST", "PROTEST", "CONSULT"]),
    "country": st.just("KEN"),
    "place": st.sampled_from(["garissa", "wajir", "kenya", "nairobi"]),
    "near": st.sampled_from(["-0.4,39.6,20", "1,38,300"]),
    "since": st.sampled_from(["2024-03-02", "2024-03-05", "2024-04"]),
    "until": st.sampled_from(["2024-04", "2024-12"]),
    "status": st.sampled_from(["happened", "denied"]),
    "stance": st.sampled_from(["asserts", "denies", "demands"]),
    "source": st.sampled_from(["mwangi", "officials"]),
    "anonymous": st.just(True),
    "min_origins": st.integers(1, 3),
    "denied": st.just(True),
    "context": st.sampled_from(["military", "rights_freedoms", "health"]),
    "outlet": st.sampled_from(["lake", "post", "daily copy"]),
}


@settings(deadline=None, max_examples=25)
@given(st.fixed_dictionaries({}, optional=_VALUES))
def test_filters_ask_the_same_of_both(told: Archive, values: dict[str, Any]) -> None:
    filters = Filters.of(**values)
    for method, tables, column, matching in (
        ("events", conditions.EVENTS, "e.id", conditions.events_matching),
        ("statements", conditions.STATEMENTS, "s.id", conditions.statements_matching),
        ("incidents", "incidents i", "i.incident_id", conditions.incidents_matching),
    ):
        condition = matching(filters)
        plain = told.sql(
            f"SELECT {column} AS id FROM {tables} WHERE {condition.sql}", condition.parameters
        )
        found = getattr(told, method)(**values).to_records()
        name = column.partition(".")[2]
        assert sorted(row[name] for row in found) == sorted(row["id"] for row in plain), method


@pytest.mark.parametrize("most", [1, 100_000])
def test_search_without_texts_beside_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(full_text, "MOST_RANKED", most)
    path = crisis.write(tmp_path / "crisis.dateline")
    with Archive.open(path) as archive:
        expected = archive.search("northern", outlet="lake").to_records()
    assert expected
    with sqlite3.connect(path / "side.sqlite") as side:
        side.execute("UPDATE documents SET text = NULL")
    with Archive.open(path) as archive:
        assert archive.search("northern", outlet="lake").to_records() == expected
