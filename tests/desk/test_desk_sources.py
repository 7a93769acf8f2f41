"""The pages of sources: who is quoted, what reporting rests on, whom a source contradicts."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from dateline.archive.filters import Filters
from dateline.archive.store import Archive
from dateline.desk import source_data
from dateline.desk.sources_data import resting, resting_in_all
from tests.desk import market

MINISTER = "José Mwangi"
HOSTILE = f"/sources/profile?name={quote(market.MARKUP)}"


@pytest.fixture(scope="module")
def crisis(desk_archive: Path) -> Archive:
    return Archive.open(desk_archive)


@pytest.fixture(scope="module")
def attack(market_archive: Path) -> Archive:
    return Archive.open(market_archive)


def test_copies_of_a_wire_story_count_once(crisis: Archive) -> None:
    together, outlets = resting_in_all(crisis.connection, Filters(), 10)
    assert together["reports"] == 6
    assert together["origins"] == 5
    assert together["events_granted"] == together["statements_granted"] == 1
    by_name = {row["outlet"]: row for row in outlets}
    assert by_name["Daily Copy"]["events_granted"] == 1, "in each outlet it counts"
    assert by_name["Lake Wire"]["events_granted"] == 1


def test_shares_add_up(crisis: Archive) -> None:
    bases = ("own", "named", "nobody", "unnamed", "granted")
    for row in resting(crisis.connection, Filters()):
        assert row["events"] == sum(row[f"events_{basis}"] for basis in bases)
        assert row["statements"] == sum(row[f"statements_{basis}"] for basis in bases[1:])
    post = next(iter(resting(crisis.connection, Filters(outlet=("Nairobi Post",)))))
    assert (post["events_own"], post["events_named"]) == (2, 1)
    assert post["sources"] == [MINISTER]
    assert post["source_statements"] == [2]


def test_nothing_that_fits_is_no_error(client: TestClient) -> None:
    answer = client.get("/sources?outlet=Nowhere")
    assert answer.status_code == 200
    assert "Nothing fits" in answer.text


def test_the_list_tells_how_often_on_what_and_how_named(client: TestClient) -> None:
    text = client.get("/sources").text
    row = text.split(f">{MINISTER}<")[1].split("</tr>")[0]
    assert "named person" in row
    assert "denies" in row
    assert "demands" in row
    assert "ASSAULT" in row
    assert "Nairobi Post" in row
    assert "not named" in text.split("two officials</bdi>")[1].split("</tr>")[0]


def test_outlets_lead_to_their_sources(client: TestClient) -> None:
    text = client.get("/sources?list=outlets").text
    assert "/sources?outlet=Nairobi+Post" in text
    of_post = client.get("/sources?outlet=Nairobi+Post").text
    assert MINISTER in of_post
    assert "two officials" not in of_post.split('id="list"')[1]


@pytest.mark.parametrize("listed", ["sources", "outlets"])
def test_lists_come_as_files(client: TestClient, listed: str) -> None:
    csv = client.get(f"/sources/{listed}.csv").text.splitlines()
    rows = [json.loads(line) for line in client.get(f"/sources/{listed}.json").text.splitlines()]
    assert len(rows) == len(csv) - 1 > 0


def test_a_profile_tells_statements_with_stance(client: TestClient) -> None:
    text = client.get("/sources/profile", params={"name": MINISTER}).text
    assert "the army had shelled Garissa" in text
    assert "Incidents that it denies" in text
    assert "two officials" in text.split("Incidents that it denies")[1]
    demands = client.get("/sources/profile", params={"name": MINISTER, "stance": "demands"}).text
    assert "the army had shelled Garissa" not in demands.split('id="list"')[1]
    assert "lay down its arms" in demands


def test_statements_come_as_a_file(client: TestClient) -> None:
    lines = client.get("/sources/profile.json", params={"name": MINISTER}).text.splitlines()
    assert [json.loads(line)["stance"] for line in lines] == ["denies", "demands"]


def test_anonymity_is_told_with_its_reason(client: TestClient) -> None:
    text = client.get("/sources/profile", params={"name": "two officials"}).text
    assert "anonymity granted" in text
    assert "on condition of anonymity" in text
    assert "need not mean the same people" in text


def test_statements_in_copies_count_once(crisis: Archive) -> None:
    found = source_data.totals(crisis.connection, source_data.said("two officials", Filters()))
    assert (found["rows"], found["statements"], found["origins"], found["outlets"]) == (2, 1, 1, 2)


def test_words_of_a_source_without_a_name_have_a_page(market_client: TestClient) -> None:
    text = market_client.get("/sources/profile", params={"name": "two officials"}).text
    assert "The attack in Gao took 15 lives" in text


def test_other_values_for_the_same_incident_are_told(attack: Archive) -> None:
    [killed] = source_data.differences(attack.connection, "Amadou Keita")
    assert (killed.field, killed.value) == ("killed", "12")
    assert {value for value, _ in killed.others} == {"15", "21"}
    [denied] = source_data.denied(attack.connection, "Amadou Keita")
    assert any("Moussa Ag Ali" in who for who in denied["against"])
    [own] = source_data.denials(attack.connection, "Moussa Ag Ali")
    assert source_data.speakers(attack.connection, denied["against"] + own["against"]) == {
        "Moussa Ag Ali for Front of the Dunes": "Moussa Ag Ali",
        "Amadou Keita": "Amadou Keita",
        "two officials (Niger Post)": "two officials",
    }


@pytest.mark.parametrize("name", ["", "Mwangi", "' OR 1=1 --", "\x00"])
def test_who_is_not_quoted_has_no_page(client: TestClient, name: str) -> None:
    assert client.get("/sources/profile", params={"name": name}).status_code == 404


@pytest.mark.parametrize("path", ["/sources", "/sources?list=outlets", HOSTILE])
def test_hostile_names_stay_text(market_client: TestClient, path: str) -> None:
    answer = market_client.get(path)
    assert answer.status_code == 200
    assert market.harm_in(answer.text) == []


def test_files_hold_no_formulas(market_client: TestClient) -> None:
    lines = market_client.get("/sources/outlets.csv").text.splitlines()
    assert any("HYPERLINK" in line for line in lines)
    assert not any(line.startswith(("=", '"=')) for line in lines)


@pytest.mark.parametrize(
    "path", ["/sources?alone=1", "/sources/profile?alone=1&name=Jos%C3%A9+Mwangi"]
)
def test_a_page_stands_alone(client: TestClient, path: str) -> None:
    text = client.get(path).text
    assert "src=" not in text
    assert 'href="/' not in text.replace('href="/"', "")
