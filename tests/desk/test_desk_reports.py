"""The pages of reports: the list, and one with all that was read in it."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.archive.store import Archive
from dateline.desk import assets
from dateline.desk.app import create_app
from dateline.desk.settings import Settings
from tests.desk import market

WIRE, COPY, OFFICIALS, LATER, HARM = (one.report.id for one in market.RECORDS)


def test_the_list_holds_all_the_newest_first(market_client: TestClient) -> None:
    text = market_client.get("/reports").text
    places = [text.index(f"/reports/{one}?") for one in (LATER, OFFICIALS, HARM)]
    assert places == sorted(places)
    assert "2 reports" in text, "the wire and its copy are of one origin"
    assert "50 %" in text, "one of two statements is anonymous"


@pytest.mark.parametrize(
    ("query", "held"),
    [
        ("?outlet=Sahel+Wire", {WIRE}),
        ("?type=COERCE", {HARM}),
        ("?anonymous=1", {OFFICIALS}),
        ("?origin=outlet%3ASahel+Wire", {WIRE, COPY}),
        ("?since=2024-03-09", {LATER}),
        ("?type=ASSAULT&status=denied", {OFFICIALS}),
    ],
)
def test_filters_choose_reports(market_client: TestClient, query: str, held: set[str]) -> None:
    text = market_client.get(f"/reports{query}").text
    assert set(re.findall(r"/reports/([0-9a-f]{16})", text)) == held


def test_the_reports_of_an_incident(market_client: TestClient, market_archive: Path) -> None:
    with Archive.open(market_archive) as archive:
        (attack,) = archive.incidents(type="ASSAULT")
    text = market_client.get(f"/reports?incident={attack['incident_id']}").text
    found = set(re.findall(r"/reports/([0-9a-f]{16})", text))
    assert found == {WIRE, COPY, OFFICIALS, LATER}


def test_the_list_comes_as_files(market_client: TestClient) -> None:
    csv = market_client.get("/reports.csv").text
    assert len(csv.strip().splitlines()) == 6
    assert "\n=" not in csv
    assert ',"=' not in csv, "no cell is a formula"
    assert len(market_client.get("/reports.json?outlet=wire").text.splitlines()) == 1


def test_text_and_entries_lead_to_each_other(market_client: TestClient) -> None:
    text = market_client.get(f"/reports/{OFFICIALS}").text
    for entry in ("E1", "E2", "S1", "S2", "A1", "A2"):
        assert f'id="{entry}"' in text
    assert 'href="#E1"' in text
    assert 'href="#in-E1"' in text
    assert 'id="in-E1"' in text


def test_status_and_anonymity_at_a_glance(market_client: TestClient) -> None:
    text = market_client.get(f"/reports/{OFFICIALS}").text
    glance = text[text.index('class="glance"') : text.index('class="reading"')]
    assert "denied" in glance
    assert "anonymity granted" in glance


def test_a_report_leads_to_its_incidents_and_its_origin(market_client: TestClient) -> None:
    text = market_client.get(f"/reports/{COPY}").text
    assert "4 reports, 3 origins, denied, reports differ" in text
    assert "1 other report of the same origin" in text
    assert "shares 3 of its 3 sentences" in text
    assert f'href="/reports/{WIRE}"' in text


def test_only_web_addresses_are_links(market_client: TestClient) -> None:
    later = market_client.get(f"/reports/{LATER}").text
    assert 'href="https://bamako.example/21"' in later
    assert "noopener noreferrer" in later
    harm = market_client.get(f"/reports/{HARM}").text
    assert "javascript:alert(3)" in harm
    assert 'href="javascript' not in harm


def test_hostile_reports_are_text(market_client: TestClient) -> None:
    for path in ("/reports", f"/reports/{HARM}", f"/reports/{HARM}?alone=1"):
        text = market_client.get(path).text
        assert market.MARKUP not in text
        assert market.IMAGE not in text
        assert "style=" not in text.replace("<style", "")


def test_neighbours_in_the_list_that_one_came_from(market_client: TestClient) -> None:
    first = market_client.get(f"/reports/{LATER}?list=reports").text
    assert 'rel="prev"' not in first
    assert f"/reports/{OFFICIALS}?list=reports" in first
    last = market_client.get(f"/reports/{HARM}?list=reports").text
    assert 'rel="prev"' in last
    assert 'rel="next"' not in last
    alone = market_client.get(f"/reports/{LATER}?list=reports&outlet=bamako").text
    assert "rel=" not in alone[: alone.index('class="report-head"')].partition("<body")[2]
    assert 'href="/reports?outlet=bamako"' in alone, "back to the list as it was"


def test_neighbours_in_a_search(market_client: TestClient) -> None:
    text = market_client.get(f"/reports/{LATER}?list=search&q=attack").text
    assert 'rel="prev"' in text or 'rel="next"' in text
    assert 'href="/search?q=attack"' in text


def test_no_list_no_neighbours(market_client: TestClient) -> None:
    for query in ("", "?list=elsewhere", "?list=search"):
        answer = market_client.get(f"/reports/{LATER}{query}")
        assert answer.status_code == 200


@pytest.mark.parametrize("report_id", ["0" * 16, "abc", "A" * 16, "..%2f..%2fetc"])
def test_a_report_that_is_not_there_is_a_clear_404(
    market_client: TestClient, report_id: str
) -> None:
    assert market_client.get(f"/reports/{report_id}").status_code == 404


def test_reviewed_values_stand_beside_the_machines(market_archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "reviewed.dateline"
    shutil.copytree(market_archive, path)
    lines: list[dict[str, Any]] = [
        {"action": "change", "target": f"{WIRE}:E1", "field": "status", "value": "planned",
         "why": f"read again {market.MARKUP}"},
        {"action": "change", "target": f"{WIRE}:E1", "field": "trigger", "value": [12, 18],
         "why": "who"},
        {"action": "change", "target": f"{WIRE}:E1", "field": "actor", "value": ["A2"],
         "why": "the text says so"},
        {"action": "reject", "target": f"{WIRE}:S1", "why": "nobody says so"},
        {"action": "accept", "target": WIRE},
    ]  # fmt: skip
    with Archive.open(path, read_only=False) as archive:
        archive.review(lines, by="ana")
    with TestClient(create_app(Settings(archive=path)), base_url="http://127.0.0.1") as asking:
        text = asking.get(f"/reports/{WIRE}").text
    assert "<del>happened</del> <ins>planned</ins>" in text
    assert "<del>Front of the Dunes</del> <ins>Amadou Keita</ins>" in text
    assert "<del>“attacked”</del> <ins>“Gunmen”" in text
    assert "there is no such entry" in text
    assert "Accepted as a whole" in text
    assert text.count("ana") >= len(lines)
    assert market.MARKUP not in text


def test_the_style_of_exported_reports_is_served_for_reports_alone(
    market_client: TestClient,
) -> None:
    address = assets.address(assets.REPORT_STYLE)
    assert address in market_client.get(f"/reports/{WIRE}").text
    answer = market_client.get(address)
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.text.startswith(".reading {")
    assert "immutable" in answer.headers["cache-control"]


def test_a_very_long_report_stays_light(
    market_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline.desk.pages import reports

    monkeypatch.setattr(reports, "LONG_TEXT", 10)
    text = market_client.get(f"/reports/{WIRE}").text
    assert "as the report is very long" in text
    assert 'href="#place-' not in text
