"""Pages are made once for each state of the archive, and for each session with its own token."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.desk import remembering
from dateline.desk.app import create_app
from dateline.desk.pages import timeline
from dateline.desk.settings import Settings
from tests.archive import crisis


def token_in(page: str) -> str:
    found = re.search(r'name="dateline-token" content="([0-9a-f]{64})"', page)
    assert found
    return found[1]


def test_a_page_is_kept_but_not_its_token(desk_archive: Path) -> None:
    app = create_app(Settings(archive=desk_archive))
    pages = []
    for _ in range(2):
        with TestClient(app, base_url="http://127.0.0.1") as client:
            pages.append(client.get("/incidents").text)
            assert token_in(pages[-1]) == token_in(client.get("/login").text)
    one, two = pages
    assert token_in(one) != token_in(two)
    assert one.replace(token_in(one), "") == two.replace(token_in(two), "")


def test_another_address_is_another_page(desk_archive: Path) -> None:
    app = create_app(Settings(archive=desk_archive))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        whole = client.get("/incidents").text
        assert client.get("/incidents?type=PROTEST").text != whole
        alone = client.get("/incidents?alone=1")
        again = client.get("/incidents?alone=1")
        assert alone.headers["content-disposition"] == again.headers["content-disposition"]


def test_a_review_makes_pages_anew(tmp_path: Path) -> None:
    app = create_app(Settings(archive=crisis.write(tmp_path / "crisis.dateline")))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        remembered = app.state.remembered
        client.get("/timeline")
        before = list(remembered._pages)
        event = client.get("/api/v1/events").json()["items"][0]["id"]
        line = {"action": "accept", "target": event, "by": "ana"}
        headers = {"X-Dateline-Token": token_in(client.get("/login").text)}
        assert client.post("/api/v1/reviews", json=[line], headers=headers).status_code == 201
        client.get("/timeline")
        assert len(remembered._pages) == len(before) + 1


def test_pages_of_a_large_archive_are_made_ahead(
    desk_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(Settings(archive=desk_archive))
    warming = remembering.Warming(app, [("/timeline", timeline.page)])
    with TestClient(app, base_url="http://127.0.0.1"):
        warming.start()
        assert not warming._thread.is_alive()  # This one is small.
        monkeypatch.setattr(remembering, "LARGE", 1)
        warming.start()
        warming._thread.join(30)
        (key,) = app.state.remembered._pages
        assert key[1] == "/timeline"
    warming.stop()
