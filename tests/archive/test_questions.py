"""Questions to an archive of which it is known what it holds."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from dateline.archive import full_text
from dateline.archive.answer import Answer
from dateline.archive.store import Archive
from dateline.errors import DatelineError
from dateline.record import report_id as id_of
from tests.archive import crisis

NAMES = {
    **dict(zip(crisis.SHELLED, ("shelling", "copy", "denied"), strict=True)),
    **dict(zip(crisis.SINGLE, ("minister demands", "un demands", "protest", "talks"), strict=True)),
}
SHELLING = {"shelling", "copy", "denied"}
ALL = set(NAMES.values())


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path = crisis.write(tmp_path_factory.mktemp("archive") / "crisis.dateline")
    with Archive.open(path) as opened:
        yield opened


def names(answer: Answer) -> set[str]:
    return {NAMES[row["id"]] for row in answer}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ALL),
        ({"actor": "KEN"}, {"shelling", "copy", "minister demands", "protest", "talks"}),
        ({"actor": "KEN GOV"}, {"minister demands"}),
        ({"actor": "KEN GOV MIL"}, {"minister demands"}),
        ({"actor": "KEN JUD"}, set()),
        ({"actor": "REB"}, {"protest", "talks"}),
        ({"actor": "UNO"}, {"un demands", "talks"}),
        ({"actor": "jose mwangi"}, {"minister demands"}),
        ({"actor": "kenya forces"}, {"shelling", "copy", "talks"}),
        ({"actor": "forces kenya"}, set()),
        ({"actor": "force"}, set()),
        ({"actor": "Forces Front"}, set()),
        ({"actor": ["mwangi", "united"]}, {"minister demands", "un demands", "talks"}),
        ({"recipient": "front"}, {"minister demands", "un demands"}),
        ({"actor": "UNO", "recipient": "KEN REB"}, {"un demands"}),
        ({"type": ["request", "protest"]}, {"minister demands", "un demands", "protest"}),
        ({"mode": "yield"}, {"minister demands", "un demands"}),
        ({"country": "Kenya"}, SHELLING | {"protest", "talks"}),
        ({"place": "GARISSA"}, SHELLING),
        ({"near": "-0.4,39.6,20"}, SHELLING),
        ({"near": (1.0, 38.0, 200)}, set()),
        ({"near": (1.0, 38.0, 300)}, SHELLING | {"protest"}),
        ({"since": "2024-03-05"}, {"un demands", "protest", "talks"}),
        ({"until": "2024-03-02"}, {"shelling", "copy", "protest"}),
        ({"since": "2024-04"}, {"talks"}),
        ({"status": "denied"}, {"denied"}),
        ({"source": "Mwangi"}, {"denied"}),
        ({"source": "officials"}, {"shelling", "copy"}),
        ({"anonymous": True}, {"shelling", "copy"}),
        ({"stance": "denies"}, {"denied"}),
        ({"min_origins": 1}, ALL),
        ({"min_origins": 2}, SHELLING),
        ({"min_origins": 3}, set()),
        ({"denied": True}, SHELLING),
        ({"context": ["military", "rights_freedoms"]}, {"shelling", "copy", "protest"}),
        ({"outlet": "lake"}, {"shelling", "protest", "talks"}),
        ({"actor": "' OR true --"}, set()),
    ],
)
def test_events(archive: Archive, filters: dict[str, Any], expected: set[str]) -> None:
    assert names(archive.events(**filters)) == expected
    assert names(archive.events(limit=100, **filters)) == expected


def test_events_come_in_order_of_time(archive: Archive) -> None:
    rows = archive.events().to_records()
    assert [row["day"] for row in rows] == sorted(row["day"] for row in rows)
    assert archive.events(limit=3).to_records() == rows[:3]
    first = rows[0]
    assert (first["day"], first["last_day"]) == (date(2024, 3, 1), date(2024, 3, 31))
    shelling = next(row for row in rows if row["id"] == crisis.SHELLED[0])
    assert shelling["source_names"] == ["two officials"]
    assert (shelling["anonymity"], shelling["origins"]) == ("granted", 2)
    assert (shelling["magnitude_kinds"], shelling["magnitude_numbers"]) == (["killed"], [9.0])


def test_a_timeline_has_each_happening_once(archive: Archive) -> None:
    rows = archive.timeline().to_records()
    assert len(rows) == len({row["incident_id"] for row in rows}) == 5
    for limit in (1, 2, 3, 5, 100):
        assert archive.timeline(limit=limit).to_records() == rows[:limit]
    assert names(archive.timeline(status="denied")) == {"denied"}


def test_windows_count_once(archive: Archive) -> None:
    assert len(names(archive.events(dedup="5,2")) & {"shelling", "copy"}) == 1
    assert "denied" in names(archive.events(dedup="5,2", limit=10))
    assert names(archive.events(type="PROTEST", dedup="20000,400")) == {"protest"}


def test_counts_over_time(archive: Archive) -> None:
    rows = [tuple(row.values()) for row in archive.timeline(per="month")]
    assert rows == [(date(2024, 3, 1), 6, 4, 5), (date(2024, 4, 1), 1, 1, 1)]
    days = {row["day"]: row["events"] for row in archive.timeline(per="day")}
    assert days[date(2024, 3, 2)] == 2
    assert days[None] == 1, "a day isn't known of what happened in some month"
    kinds = {row["type"]: row["events"] for row in archive.timeline(by="type")}
    assert kinds == {"ASSAULT": 3, "REQUEST": 2, "PROTEST": 1, "CONSULT": 1}


def test_dyads(archive: Archive) -> None:
    def pairs(answer: Answer) -> dict[tuple[str, str], int]:
        return {(row["actor"], row["recipient"]): row["events"] for row in answer}

    directed = pairs(archive.timeline(dyads=True))
    assert directed["UNO", "KEN REB"] == 2
    assert directed["KEN REB", "UNO"] == 1
    assert directed["KEN GOV", "KEN REB"] == 1
    undirected = pairs(archive.timeline(dyads="undirected"))
    assert undirected["KEN REB", "UNO"] == 2
    assert ("UNO", "KEN REB") not in undirected
    monthly = archive.timeline(per="month", dyads=True, actor="UNO", type="REQUEST").to_records()
    assert monthly == [
        {"month": date(2024, 3, 1), "actor": "UNO", "recipient": "KEN REB", "events": 1}
    ]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, 4),
        ({"anonymous": True}, 2),
        ({"stance": "demands"}, 1),
        ({"type": "assault"}, 3),
        ({"type": "assault", "source": "mwangi"}, 1),
        ({"since": "2024-03-04"}, 2),
        ({"outlet": "Daily Copy"}, 1),
    ],
)
def test_statements(archive: Archive, filters: dict[str, Any], expected: int) -> None:
    rows = archive.statements(**filters).to_records()
    assert len(rows) == expected
    assert archive.statements(limit=3, **filters).to_records() == rows[:3]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, 5),
        ({"anonymous": True}, 1),
        ({"denied": True}, 1),
        ({"min_origins": 2}, 1),
        ({"type": "request"}, 2),
        ({"actor": "KEN MIL"}, 3),
        ({"source": "mwangi"}, 1),
        ({"until": "2024-03-02"}, 1),
        ({"outlet": "Lake Wire"}, 3),
        ({"context": "military", "outlet": "Nairobi Post"}, 0),
    ],
)
def test_incidents(archive: Archive, filters: dict[str, Any], expected: int) -> None:
    assert len(archive.incidents(**filters).to_records()) == expected
    assert len(archive.incidents(limit=1, **filters).to_records()) == min(expected, 1)


def test_sources_count_copies_once(archive: Archive) -> None:
    rows = {row["name"]: row for row in archive.sources()}
    officials = rows["two officials"]
    assert (officials["statements"], officials["origins"], officials["anonymous"]) == (2, 1, True)
    assert rows["José Mwangi"]["denials"] == rows["José Mwangi"]["quotations"] == 1
    assert len(archive.sources(limit=1).to_records()) == 1
    assert [row["name"] for row in archive.sources(anonymous=True)] == ["two officials"]


def test_actors(archive: Archive) -> None:
    rows = {row["name"]: row for row in archive.actors()}
    assert (rows["Northern Front"]["as_actor"], rows["Northern Front"]["as_recipient"]) == (2, 2)
    assert rows["José Mwangi"]["sectors"] == ["GOV", "MIL"]
    assert {row["name"] for row in archive.actors(type="protest")} == {"Northern Front"}


@pytest.mark.parametrize(
    ("query", "filters", "expected"),
    [
        ("hostages", {}, {crisis.DEMAND}),
        ("Hostag*", {}, {crisis.DEMAND}),
        ('"lay down its arms"', {}, {crisis.DENIAL}),
        ("jose demanded", {}, {crisis.DENIAL}),
        ("hostages OR marched", {}, {crisis.DEMAND, crisis.PROTEST}),
        ("demanded NOT hostages", {}, {crisis.DENIAL}),
        ("(hostages OR arms) demanded", {}, {crisis.DEMAND, crisis.DENIAL}),
        ("garissa", {"anonymous": True}, {crisis.SHELLING, crisis.COPY}),
        ("garissa", {"type": "REQUEST"}, {crisis.DENIAL}),
        ("garissa", {"outlet": "copy"}, {crisis.COPY}),
        ("garissa", {"type": "ASSAULT", "source": "mwangi"}, {crisis.DENIAL}),
        ("al-Shabaab: it's", {}, set()),
    ],
)
def test_search(archive: Archive, query: str, filters: dict[str, Any], expected: set[str]) -> None:
    rows = archive.search(query, **filters).to_records()
    assert {row["report_id"] for row in rows} == {id_of(text) for text in expected}
    assert archive.search(query, limit=1, **filters).to_records() == rows[:1]
    for row in rows:
        text = archive.record(row["report_id"]).report.text
        assert text[row["start"] : row["end"]] == row["paragraph"]


def test_too_common_words_are_not_ranked(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full_text, "MOST_RANKED", 1)
    found = [row["report_id"] for row in archive.search("northern")]
    assert sorted(found) == sorted(
        map(id_of, (crisis.DENIAL, crisis.DEMAND, crisis.PROTEST, crisis.TALKS))
    )


@pytest.mark.parametrize("query", ["", "--", "AND", "((", "a AND OR b", '"'])
def test_queries_that_are_none(archive: Archive, query: str) -> None:
    with pytest.raises(DatelineError) as told:
        archive.search(query)
    assert told.value.hint


def test_records(archive: Archive) -> None:
    found = list(archive.records())
    assert [record.report.id for record in found] == archive.report_ids()
    assert found == [archive.record(report_id) for report_id in archive.report_ids()]
    assert [record.report.text for record in archive.records(type="PROTEST")] == [crisis.PROTEST]


def test_sql(archive: Archive) -> None:
    rows = archive.sql("SELECT count(*) AS n FROM events WHERE type = ?;", ["ASSAULT"])
    assert rows.to_records() == [{"n": 3}]
    with pytest.raises(DatelineError, match="nothing"):
        archive.sql("SELECT nothing FROM events").to_records()
    with pytest.raises(DatelineError, match="empty"):
        archive.sql(" ; ")


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        ({"per": "hour"}, "no period"),
        ({"by": "colour"}, "no grouping"),
        ({"dyads": "sideways"}, "no direction"),
        ({"dedup": "5"}, "dedup"),
        ({"limit": -1}, "limit"),
    ],
)
def test_what_a_timeline_can_not_be(archive: Archive, ask: dict[str, Any], message: str) -> None:
    with pytest.raises(DatelineError, match=message):
        archive.timeline(**ask)
