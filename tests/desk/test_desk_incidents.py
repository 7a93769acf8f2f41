"""The pages of incidents: all that one rests on, and what would change without a source."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.archive.incidents import incident_id
from dateline.archive.store import Archive
from dateline.desk.effects import effects_of_origins, effects_of_sources
from dateline.desk.leaving_out import Evidence, LeftOut
from tests.archive.crisis import SHELLED
from tests.desk import market

ATTACK = incident_id(f"{one.report.id}:E1" for one in market.RECORDS[:4])
PAGE = f"/incidents/{ATTACK}"


@pytest.fixture(scope="module")
def evidence(market_archive: Path) -> Evidence:
    with Archive.open(market_archive) as archive:
        ids = archive.events_of_incident(ATTACK)
        return Evidence.of(archive, ids, sorted({one.partition(":")[0] for one in ids}))


def test_the_list_tells_origins_denials_and_differences(market_client: TestClient) -> None:
    text = market_client.get("/incidents").text
    assert f'href="{PAGE}"' in text
    assert "denied by" in text
    assert "the number killed" in text
    assert text.index("2024-03-07") < text.index("2024-03-01"), "the newest comes first"


@pytest.mark.parametrize(
    ("query", "held"),
    [
        ("?type=ASSAULT", True),
        ("?type=COERCE", False),
        ("?denied=1", True),
        ("?differing=1", True),
        ("?min_origins=4", False),
        ("?country=MLI&since=2024-03-06", True),
        ("?outlet=Niger+Post", True),
        ("?order=oldest", True),
    ],
)
def test_filters_choose(market_client: TestClient, query: str, held: bool) -> None:
    answer = market_client.get(f"/incidents{query}")
    assert answer.status_code == 200
    assert (PAGE in answer.text) is held


def test_an_order_that_is_none_is_told(market_client: TestClient) -> None:
    assert market_client.get("/incidents?order=sideways").status_code == 400


def test_the_list_comes_as_files_of_the_same_rows(market_client: TestClient) -> None:
    csv = market_client.get("/incidents.csv?type=ASSAULT")
    assert csv.headers["content-type"].startswith("text/csv")
    assert len(csv.text.strip().splitlines()) == 2
    assert ATTACK in market_client.get("/incidents.json?type=ASSAULT").text
    assert market_client.get("/incidents.exe").status_code == 400


def test_an_incident_shows_all_that_it_rests_on(market_client: TestClient) -> None:
    text = market_client.get(PAGE).text
    for report in market.RECORDS[:4]:
        assert f"/reports/{report.report.id}#E1" in text
    assert "3 independent origins" in text
    assert "2 reports, counted once" in text
    assert "shares 3 of its 3 sentences" in text, "the reason of a link"
    assert "all that it tells of this rests on" in text
    assert "anonymity granted" in text
    assert "known to the day" in text


def test_denials_are_told_with_their_words(market_client: TestClient) -> None:
    text = market_client.get(PAGE).text
    denied = text[text.index('id="denials"') :]
    assert "Moussa Ag Ali for Front of the Dunes" in denied
    assert f"/reports/{market.OFFICIALS.report.id}#S2" in denied
    assert "it attacked traders" in denied


def test_values_in_dispute_stand_side_by_side_with_who_gives_them(
    market_client: TestClient,
) -> None:
    text = market_client.get(PAGE).text
    differ = text[text.index('id="disputes"') : text.index('id="reports"')]
    assert "Niger Post, citing two officials" in differ
    assert '"value":21' in differ, "what the picture is drawn from"
    assert differ.index("2024-03-07") < differ.index("2024-03-08") < differ.index("2024-03-09")


def test_nothing_left_out_gives_what_the_archive_holds(
    market_archive: Path, evidence: Evidence
) -> None:
    with Archive.open(market_archive) as archive:
        (held,) = [row for row in archive.incidents() if row["incident_id"] == ATTACK]
    told = evidence.whole().row
    assert {key: str(value) for key, value in told.items()} == {key: str(held[key]) for key in told}


def test_effects_of_each_source(evidence: Evidence) -> None:
    whole = evidence.whole()
    sources = evidence.sources(whole)
    found = {one.key: one for one in effects_of_sources(evidence, whole, whole, LeftOut(), sources)}
    assert set(found) == {"Amadou Keita", "Moussa Ag Ali", "two officials (Niger Post)"}
    governor = found["Amadou Keita"]
    assert (governor.reports, governor.origins) == (2, 2), "the wire and its copy go"
    assert "The value 12 for the number killed would go." in governor.changes
    denier = found["Moussa Ag Ali"]
    assert denier.reports == 4
    assert denier.changes == ("The denial by Moussa Ag Ali for Front of the Dunes would go.",)
    assert found["two officials (Niger Post)"].kind == "unnamed"


def test_effects_of_each_origin(evidence: Evidence) -> None:
    whole = evidence.whole()
    sources = evidence.sources(whole)
    found = effects_of_origins(evidence, whole, whole, LeftOut(), sources)
    assert {(one.key, one.reports, one.origins) for one in found} == {
        ("outlet:Sahel Wire", 2, 2),
        ("outlet:Niger Post", 3, 2),
        ("outlet:Bamako Daily", 3, 2),
    }


def test_what_rests_on_anonymous_sources_only_is_told(evidence: Evidence) -> None:
    whole = evidence.whole()
    sources = evidence.sources(whole)
    left = LeftOut(frozenset({"Amadou Keita"}))
    now = evidence.told(left, sources, whole)
    assert now is not None
    found = {
        one.key: one.changes for one in effects_of_origins(evidence, whole, now, left, sources)
    }
    assert "It would rest on one origin." in found["outlet:Bamako Daily"]
    assert "It would rest on anonymous sources only." in found["outlet:Bamako Daily"]


def test_a_source_that_is_left_out_is_gone_from_the_page(market_client: TestClient) -> None:
    text = market_client.get(PAGE, params={"without": "Amadou Keita"}).text
    assert "Shown as if left out" in text
    assert "2 independent origins" in text
    assert f"/reports/{market.WIRE.report.id}" not in text
    assert f'href="{PAGE}"' in text, "the way back"


def test_of_several_sources_each_can_be_left_out(market_client: TestClient) -> None:
    labels = ["Amadou Keita", "two officials (Niger Post)", "Moussa Ag Ali"]
    text = market_client.get(PAGE, params={"without": labels}).text
    assert "1 independent origin" in text
    origins = {"without_origin": "outlet:Bamako Daily", "without": labels}
    nothing = market_client.get(PAGE, params=origins)
    assert nothing.status_code == 200
    assert "Nothing is left" in nothing.text


def test_what_is_no_source_leaves_all_as_it_is(market_client: TestClient) -> None:
    text = market_client.get(PAGE, params={"without": "<b>nobody</b>"}).text
    assert "3 independent origins" in text
    assert "<b>nobody</b>" not in text


def test_an_incident_that_is_gone_is_a_clear_404(market_client: TestClient) -> None:
    answer = market_client.get("/incidents/0000000000000000")
    assert answer.status_code == 404
    assert "There is no incident 0000000000000000" in answer.text


def test_an_incident_as_one_file_needs_no_other(market_client: TestClient) -> None:
    text = market_client.get(PAGE, params={"alone": "1"}).text
    assert "<script src=" not in text
    assert "<link" not in text
    assert ".movement" in text


def test_hostile_names_are_text(market_client: TestClient) -> None:
    hostile = incident_id([f"{market.HARM.report.id}:E1"])
    for path in ("/incidents", f"/incidents/{hostile}"):
        text = market_client.get(path).text
        assert market.MARKUP not in text
        assert market.IMAGE not in text


def test_incidents_with_nothing_but_ids_can_be_shown(client: TestClient) -> None:
    assert client.get(f"/incidents/{incident_id(SHELLED)}").status_code == 200
