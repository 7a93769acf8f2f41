"""The API answers what its description says, and never breaks."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dateline.desk.api.openapi import description
from dateline.desk.api.reading import LISTS
from dateline.desk.app import create_app
from dateline.desk.settings import Settings
from tests.archive import crisis
from tests.desk.running import running_desk

MADE_UP = 150
"""Requests that schemathesis makes up."""


def token(client: Any) -> dict[str, str]:
    page = client.get("/login").text
    found = re.search(r'name="dateline-token" content="([0-9a-f]+)"', page)
    assert found
    return {"X-Dateline-Token": found[1]}


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """An archive of its own for tests that write reviews."""
    return crisis.write(tmp_path / "crisis.dateline")


def test_lists_are_those_of_the_archive(client: TestClient) -> None:
    events = client.get("/api/v1/events", params={"type": "ASSAULT"}).json()
    assert {row["type"] for row in events["items"]} == {"ASSAULT"}
    assert events["next"] is None
    sources = client.get("/api/v1/sources").json()["items"]
    assert "José Mwangi" in {row["name"] for row in sources}
    found = client.get("/api/v1/search", params={"q": "hostages"}).json()["items"]
    assert ["hostages" in row["paragraph"] for row in found] == [True]


@pytest.mark.parametrize("name", LISTS)
def test_pages_join_to_the_whole(client: TestClient, name: str) -> None:
    query = {"q": "the OR of"} if name == "search" else {}
    whole = client.get(f"/api/v1/{name}", params=query).json()["items"]
    assert whole
    address, joined = f"/api/v1/{name}?limit=1" + "".join(f"&{k}={v}" for k, v in query.items()), []
    while address:
        page = client.get(address)
        joined += page.json()["items"]
        address = page.json()["next"]
        assert (address is not None) == ("link" in page.headers)
    assert joined == whole


def test_counts_over_time_and_between_parties(client: TestClient) -> None:
    rows = client.get("/api/v1/timeline?per=month&dyads=directed").json()["items"]
    assert {"month", "actor", "recipient", "events"} <= rows[0].keys()


def test_a_report_is_its_record(client: TestClient) -> None:
    report_id = client.get("/api/v1/reports").json()["items"][0]["report_id"]
    record = client.get(f"/api/v1/reports/{report_id}").json()
    assert record["report"]["id"] == report_id
    assert client.get("/api/v1/reports/0000000000000000").status_code == 404


def test_an_incident_names_its_events(client: TestClient) -> None:
    for row in client.get("/api/v1/incidents").json()["items"]:
        found = client.get(f"/api/v1/incidents/{row['incident_id']}").json()
        assert len({event["report_id"] for event in found["events"]}) == row["reports"]


def test_what_is_known_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/v1/events")
    again = client.get("/api/v1/events", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/v1/events", headers={"If-None-Match": 'W/"other"'})
    assert other.status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "type=ASSULT",
        "tpe=ASSAULT",
        "limit=0",
        "limit=1001",
        "limit=0000001001000000000",
        "offset=-1",
        "near=1",
        "since=x",
    ],
)
def test_errors_are_problems_that_say_what_to_do(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/v1/events?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_other_methods_are_told_which_there_are(client: TestClient) -> None:
    answer = client.delete("/api/v1/events")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    assert answer.json()["status"] == 405


def test_a_review_is_added_and_shown(written: Path) -> None:
    with TestClient(create_app(Settings(archive=written)), base_url="http://localhost") as client:
        event = client.get("/api/v1/events").json()["items"][0]
        before = client.get("/api/v1/events").headers["etag"]
        line = {"action": "change", "target": event["id"], "field": "status", "value": "planned",
                "by": "ana", "why": "it is only announced"}  # fmt: skip
        answer = client.post("/api/v1/reviews", json=[line], headers=token(client))
        assert answer.status_code == 201
        assert [row["by"] for row in client.get("/api/v1/reviews").json()["items"]] == ["ana"]
        assert client.get("/api/v1/events").headers["etag"] != before
        report, entry = event["id"].split(":")
        reviewed = client.get(f"/api/v1/reports/{report}?reviewed=1").json()
        (changed,) = (one for one in reviewed["events"] if one["id"] == entry)
        assert changed["status"] == "planned"


@pytest.mark.parametrize("content", [b"{", b"{}", b"[1]", b"[" * 100_000])
def test_broken_reviews_are_refused(written: Path, content: bytes) -> None:
    with TestClient(create_app(Settings(archive=written)), base_url="http://localhost") as client:
        headers = {**token(client), "Content-Type": "application/json"}
        answer = client.post("/api/v1/reviews", content=content, headers=headers)
        assert answer.status_code == 400
        wrong = [{"action": "accept", "target": "no:E1", "by": "ana"}]
        assert client.post("/api/v1/reviews", json=wrong, headers=headers).status_code == 400
        assert client.get("/api/v1/reviews").json() == {"items": []}


def test_a_change_needs_the_token(written: Path) -> None:
    with TestClient(create_app(Settings(archive=written)), base_url="http://localhost") as client:
        assert client.post("/api/v1/reviews", json=[]).status_code == 403
        bad = {"X-Dateline-Token": "0" * 64}
        assert client.post("/api/v1/reviews", json=[], headers=bad).status_code == 403
        foreign = {**token(client), "Origin": "https://evil.example"}
        assert client.post("/api/v1/reviews", json=[], headers=foreign).status_code == 403
        assert client.post("/api/v1/reviews", json=[], headers=token(client)).status_code == 201


def test_the_description_names_every_address() -> None:
    paths = description()["paths"]
    assert {f"/{name}" for name in LISTS} < paths.keys()


def test_programs_find_no_fault_with_it(written: Path) -> None:
    """schemathesis makes up requests from the description: no error of ours, and as described."""
    schemathesis = pytest.importorskip("schemathesis")
    checks = schemathesis.checks
    with running_desk(written) as address, httpx.Client(base_url=address) as browser:
        headers = {**token(browser), "Cookie": f"dateline={browser.cookies['dateline']}"}
        schema = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")
        operations = [found.ok() for found in schema.get_all_operations()]
        assert len(operations) >= len(LISTS) + 4

        @given(case=st.one_of([operation.as_strategy() for operation in operations]))
        @settings(
            max_examples=MADE_UP,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        )
        def ask(case: Any) -> None:
            case.call_and_validate(
                headers=headers,
                checks=[
                    checks.not_a_server_error,
                    checks.status_code_conformance,
                    checks.content_type_conformance,
                    checks.response_schema_conformance,
                ],
            )

        ask()
