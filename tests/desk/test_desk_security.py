"""Who may ask the desk, and what its pages allow a browser to do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.desk import assets
from dateline.desk.app import create_app
from dateline.desk.settings import Settings, password_of
from dateline.errors import DatelineError

PASSWORD = "a long password"


@pytest.fixture
def locked(desk_archive: Path) -> Iterator[TestClient]:
    """A desk for the network, which asks for a password."""
    settings = Settings(archive=desk_archive, host="0.0.0.0", password=PASSWORD)
    with TestClient(create_app(settings), base_url="http://desk.example") as client:
        yield client


@pytest.mark.parametrize("address", ["/login", "/nowhere", "/static/x/desk.css", "/api/v1/events"])
def test_every_answer_carries_the_policy(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = {
        part.split()[0]: part.split()[1:] for part in headers["content-security-policy"].split(";")
    }
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert "'unsafe-inline'" not in str(policy)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_cookies_stay_on_this_site(client: TestClient) -> None:
    cookie = client.get("/login").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.", "[x", ""])
def test_other_host_names_are_not_served(client: TestClient, host: str) -> None:
    answer = client.get("/login", headers={"Host": host})
    assert answer.status_code == 421
    assert "set-cookie" in answer.headers or "Dateline" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8020", "localhost", "[::1]:8020", "LOCALHOST:1"])
def test_the_machines_own_names_are(client: TestClient, host: str) -> None:
    assert client.get("/login", headers={"Host": host}).status_code == 200


def test_the_network_needs_a_password(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="everybody in the network"):
        Settings(archive=tmp_path, host="0.0.0.0")
    short = tmp_path / "short"
    short.write_text("secret\n")
    with pytest.raises(DatelineError, match="fewer than"):
        password_of(short)
    with pytest.raises(DatelineError, match="can't be read"):
        password_of(tmp_path / "none")
    good = tmp_path / "good"
    good.write_text(f"{PASSWORD}\nsecond line\n")
    assert password_of(good) == PASSWORD


def test_nothing_is_shown_before_the_password_is_given(locked: TestClient) -> None:
    for address in ("/timeline", "/reports", "/events.csv"):
        answer = locked.get(address, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert locked.get("/api/v1/events").status_code == 401
    assert locked.post("/api/v1/reviews", json=[]).status_code == 401
    assert locked.post("/review", data={}).status_code == 401


def test_the_password_admits_with_a_new_session(locked: TestClient) -> None:
    locked.get("/login")
    before = locked.cookies["dateline"]
    wrong = locked.post("/login", data={"password": PASSWORD[:-1]}, follow_redirects=False)
    assert wrong.status_code == 403
    right = locked.post("/login", data={"password": PASSWORD}, follow_redirects=False)
    assert right.status_code == 303
    assert locked.cookies["dateline"] != before
    assert locked.get("/api/v1/events").status_code == 200


def test_programs_may_send_the_password(locked: TestClient) -> None:
    headers = {"Authorization": f"Bearer {PASSWORD}"}
    assert locked.get("/api/v1/events", headers=headers).status_code == 200
    assert locked.post("/api/v1/reviews", json=[], headers=headers).status_code == 201
    wrong = {"Authorization": "Bearer something else"}
    assert locked.get("/api/v1/events", headers=wrong).status_code == 401


def test_a_program_needs_the_token_where_no_password_is(client: TestClient) -> None:
    headers = {"Authorization": "Bearer "}
    assert client.post("/api/v1/reviews", json=[], headers=headers).status_code == 403


@pytest.mark.parametrize(
    "name", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "vendor/README.md", "", "/etc/passwd"]
)
def test_only_static_files_are_served(client: TestClient, name: str) -> None:
    assert client.get(f"/static/x/{name}").status_code == 404


def test_static_files_are_kept_by_browsers_until_they_change(client: TestClient) -> None:
    assert "immutable" in client.get(assets.address("desk.css")).headers["cache-control"]
    assert client.get("/static/other/desk.css").headers["cache-control"] == "no-cache"


def test_a_read_only_desk_takes_no_reviews(desk_archive: Path) -> None:
    settings = Settings(archive=desk_archive, password=PASSWORD, writable=False)
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        headers = {"Authorization": f"Bearer {PASSWORD}"}
        assert client.post("/api/v1/reviews", json=[], headers=headers).status_code == 403
        assert "/review" not in client.get("/nowhere", headers=headers).text
