"""The pages of actors: who does what to whom, and one actor across reports."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from dateline.archive.conditions import Condition
from dateline.archive.store import Archive
from dateline.desk.actor_data import reasons, related, words
from dateline.desk.actors_data import codes, dyads
from dateline.desk.network_picture import network
from tests.desk import market

ARMY, REBELS, MINISTER = "Kenya Defence Forces", "Northern Front", "José Mwangi"
HOSTILE = f"/actors/profile?name={quote(market.IMAGE)}"


@pytest.fixture(scope="module")
def archive(desk_archive: Path) -> Archive:
    return Archive.open(desk_archive)


def test_dyads_have_a_direction_unless_all_take_part_alike(archive: Archive) -> None:
    found = {
        (row["actor"], row["recipient"]): row
        for row in dyads(archive.connection, Condition("true"), None)
    }
    demand = found[MINISTER, REBELS]
    assert (demand["mutual"], demand["quad"], demand["events"]) == (False, "verbal conflict", 1)
    assert (REBELS, MINISTER) not in found
    talks = found[ARMY, REBELS]
    assert talks["mutual"]
    assert talks["quad"] == "verbal cooperation"


def test_a_network_has_the_most_active_with_their_codes(archive: Archive) -> None:
    picture = network(archive.connection, Condition("true"), 2)
    assert [node.name for node in picture.nodes] == [REBELS, "United Nations"]
    assert picture.nodes[0].code == "KEN REB"
    assert [line.counts["mutual"] for line in picture.lines] == [True, False]
    assert all(line.path for line in picture.lines)


def test_a_large_network_is_left_to_the_script(archive: Archive, client: TestClient) -> None:
    picture = network(archive.connection, Condition("true"), 151)
    assert not picture.is_sharp
    assert not any(line.path for line in picture.lines)
    text = client.get("/actors?nodes=151").text
    assert "sigma.min.js" in text
    assert "<svg id=" not in text
    data = json.loads(text.split('id="network-data">')[1].split("</script>")[0])
    assert len(data["nodes"]) == len(picture.nodes)
    assert "sigma" not in client.get("/actors").text


def test_what_is_not_said_to_have_happened_is_dashed(market_client: TestClient) -> None:
    with_all = market_client.get("/actors").text
    assert "No event between two actors" in with_all, "each attack there has one side alone"


def test_lines_and_names_lead_on_with_the_filters(client: TestClient) -> None:
    text = client.get("/actors?since=2024-03").text
    assert "/timeline?since=2024-03&amp;actor=Jos%C3%A9+Mwangi&amp;recipient=Northern+Front" in text
    assert "/actors/profile?since=2024-03&amp;name=Northern+Front" in text
    assert 'aria-label="José Mwangi → Northern Front: 1 event, mostly verbal conflict"' in text


def test_filters_choose_events(client: TestClient) -> None:
    text = client.get("/actors?type=REQUEST&list=dyads").text
    assert MINISTER in text
    assert ARMY not in text


@pytest.mark.parametrize("listed", ["actors", "dyads"])
def test_lists_come_as_files(client: TestClient, listed: str) -> None:
    csv = client.get(f"/actors/{listed}.csv")
    assert csv.status_code == 200
    rows = [json.loads(line) for line in client.get(f"/actors/{listed}.json").text.splitlines()]
    assert len(rows) == len(csv.text.splitlines()) - 1 > 0
    assert list(rows[0]) == csv.text.splitlines()[0].split(",")


@pytest.mark.parametrize(
    "query", ["nodes=0", "nodes=501", "nodes=many", "list=sideways", "type=ASSULT", "page=0"]
)
def test_what_makes_no_sense_is_told(client: TestClient, query: str) -> None:
    assert client.get(f"/actors?{query}").status_code == 400


def test_a_profile_tells_both_sides(client: TestClient) -> None:
    text = client.get("/actors/profile", params={"name": REBELS}).text
    assert "coded KEN REB in most reports" in text
    assert "Crowds of the Northern Front marched" in text
    received = client.get("/actors/profile", params={"name": REBELS, "part": "received"}).text
    assert "release hostages" in received
    assert "/reports/" in received


def test_a_profile_tells_what_it_said_and_who_speaks_for_it(market_client: TestClient) -> None:
    name = "Front of the Dunes"
    text = market_client.get("/actors/profile", params={"name": name, "part": "said-for"}).text
    assert "Moussa Ag Ali" in text
    assert "it attacked traders" in text
    assert "denies" in text
    files = market_client.get("/actors/profile/said-for.json", params={"name": name}).text
    assert [json.loads(line)["stance"] for line in files.splitlines()] == ["denies"]


def test_a_profile_has_exactly_the_actor_of_the_name(client: TestClient) -> None:
    assert client.get("/actors/profile", params={"name": "Mwangi"}).status_code == 404
    assert client.get("/actors/profile").status_code == 404
    assert client.get("/actors/profile", params={"name": "\x00'\"%"}).status_code == 404


def test_words_for_an_actor_are_those_of_the_texts(archive: Archive) -> None:
    [row] = words(archive.connection, ARMY)
    assert (row["words"], row["reports"]) == (ARMY, 3)


def test_names_like_it_hold_it_or_are_a_part_of_it(market_archive: Path) -> None:
    with Archive.open(market_archive) as market_open:
        connection = market_open.connection
        assert [row["name"] for row in related(connection, "Keita")] == ["Amadou Keita"]
        assert related(connection, "Amadou Keita") == []
        assert codes(connection, []) == {}


def test_reasons_tell_the_rule_the_words_and_what_else_was_possible() -> None:
    evidence = {
        "country": {"because": "a demonym", "words": [4, 10], "others": ["TZA"]},
        "sector": {"because": "nothing else"},
        "score": 0.9,
    }
    found = reasons(json.dumps(evidence), "The Kenyan army")
    assert [(one.field, one.words, one.others) for one in found] == [
        ("country", "Kenyan", "TZA"),
        ("sector", "", ""),
    ]
    assert reasons(None, "") == []


@pytest.mark.parametrize("path", ["/actors", "/actors?list=dyads", "/actors?nodes=200", HOSTILE])
def test_hostile_names_stay_text(market_client: TestClient, path: str) -> None:
    answer = market_client.get(path)
    assert answer.status_code == 200
    assert market.harm_in(answer.text) == []


def test_a_page_stands_alone(client: TestClient) -> None:
    text = client.get("/actors?alone=1").text
    assert "<svg id=" in text
    assert "function choose" in text
    assert "src=" not in text
    assert 'href="/' not in text.replace('href="/"', "")
