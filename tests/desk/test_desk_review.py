"""The page Review: its queue, its forms, what they add to the ledger, and what they refuse."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dateline.archive.build import build
from dateline.archive.store import Archive
from dateline.desk import review_queue
from dateline.desk.app import create_app
from dateline.desk.review_entry import candidates, shown
from dateline.desk.review_fields import found_span
from dateline.desk.review_queue import Queues, Selection
from dateline.desk.settings import Settings
from dateline.desk.view import View
from dateline.errors import DatelineError
from tests.archive import crisis
from tests.archive.building import stub_reader

SHELLING = crisis.SHELLED[0]
DENIAL_REQUEST = crisis.SINGLE[0]
OTHERS = crisis.SHELLED[1:]

Asking = Callable[..., Any]


@pytest.fixture
def archive(desk_archive: Path, tmp_path: Path) -> Path:
    """An archive of this test alone, to write to."""
    return Path(shutil.copytree(desk_archive, tmp_path / "crisis.dateline"))


@pytest.fixture
def client(archive: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(archive=archive)), base_url="http://127.0.0.1") as asking:
        yield asking


@pytest.fixture
def post(client: TestClient) -> Asking:
    """Sends a form of the page of one entry, as Ana."""

    def send(does: str, target: str, *, by: str = "Ana", **fields: Any) -> Any:
        data = {"token": token(client), "do": does, "target": target, **fields}
        return client.post(
            "/review", params={"at": target, "by": by}, data=data, follow_redirects=False
        )

    return send


def token(client: TestClient) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/review?by=Ana").text)
    assert found
    return found[1]


def ledger(client: TestClient) -> list[dict[str, Any]]:
    return [json.loads(line) for line in client.get("/review/ledger.jsonl").text.splitlines()]


def selection(**values: str) -> Selection:
    return Selection.of(View("/review", {key: (value,) for key, value in values.items()}))


def test_the_first_of_the_queue_is_shown_and_what_comes_next(client: TestClient) -> None:
    page = client.get("/review?by=Ana").text
    assert "0 of 7 events decided" in page
    assert 'rel="next"' in page
    assert 'rel="prev"' not in page
    assert 'value="accept"' in page


def test_only_who_gives_a_name_can_decide(client: TestClient, post: Asking) -> None:
    assert "Who reviews?" in client.get("/review").text
    assert 'value="accept"' not in client.get("/review").text
    assert "nobody is named" in post("accept", SHELLING, by="").text
    assert ledger(client) == []


def test_the_name_is_kept_in_a_cookie_of_this_site_alone(client: TestClient) -> None:
    data = {"token": token(client), "do": "name", "by": "Åsa; O'Hara"}
    answer = client.post("/review", data=data, follow_redirects=False)
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    assert "Åsa; O&#39;Hara" in client.get("/review").text


def test_accepting_adds_to_the_ledger_and_goes_on(client: TestClient, post: Asking) -> None:
    first, second = [row["id"] for row in Queues().rows(_archive(client), selection())][:2]
    answer = post("accept", first)
    assert answer.status_code == 303
    assert second.replace(":", "%3A") in answer.headers["location"]
    (line,) = ledger(client)
    assert (line["action"], line["target"], line["by"]) == ("accept", first, "Ana")
    page = client.get("/review?by=Ana").text
    assert "1 of 7 events decided" in page
    assert "Accepted" in page


def _archive(client: TestClient) -> Archive:
    found: Archive = client.app.state.opened.archive  # type: ignore[attr-defined]
    return found


def test_nothing_is_added_without_the_token_of_the_page(client: TestClient) -> None:
    data = {"do": "accept", "target": SHELLING, "token": "0" * 64}
    assert client.post("/review?by=Ana", data=data).status_code == 403
    assert ledger(client) == []


def test_rejecting_needs_a_reason(client: TestClient, post: Asking) -> None:
    answer = post("reject", SHELLING)
    assert answer.status_code == 400
    assert "reject needs why" in answer.text
    post("reject", SHELLING, why="no such event in the text")
    assert [line["why"] for line in ledger(client)] == ["no such event in the text"]


def test_only_what_the_form_changes_becomes_a_review(client: TestClient, post: Asking) -> None:
    fields = ["type", "mode", "status", "trigger", "actor", "according_to", "time"]
    unchanged = {
        "field": fields, "type": "ASSAULT", "mode": "ASSAULT heavy-weapons", "status": "happened",
        "trigger": "shelled Garissa", "actor": ["A1"], "according_to": "S1", "time": "keep",
    }  # fmt: skip
    assert "nothing was changed" in post("correct", SHELLING, **unchanged).text
    changed = {**unchanged, "type": "COERCE", "mode": "COERCE curfew", "status": "denied"}
    answer = post("correct", SHELLING, **changed)
    assert SHELLING.replace(":", "%3A") in answer.headers["location"]
    assert {line["field"]: line["value"] for line in ledger(client)} == {
        "type": "COERCE", "mode": "curfew", "status": "denied",
    }  # fmt: skip


def test_a_mode_of_another_type_goes_with_its_type(client: TestClient, post: Asking) -> None:
    post("correct", SHELLING, field=["type", "mode"], type="PROTEST", mode="ASSAULT heavy-weapons")
    assert {line["field"]: line["value"] for line in ledger(client)} == {
        "type": "PROTEST", "mode": None,
    }  # fmt: skip


def test_parties_change_together_with_the_words_that_name_them(
    client: TestClient, post: Asking
) -> None:
    post("correct", SHELLING, field="actor", actor=["A4"], why="they did it")
    changes = {line["field"]: line["value"] for line in ledger(client)}
    start = crisis.SHELLING.index("two officials")
    assert changes == {"actor": ["A4"], "actor_spans": [[start, start + len("two officials")]]}


def test_spans_are_given_by_words_or_by_offsets(client: TestClient, post: Asking) -> None:
    start = crisis.SHELLING.index("shelled")
    post("correct", SHELLING, field="trigger", trigger="shelled")
    post("correct", SHELLING, field="trigger", trigger=f"{start}-{start + 4}")
    assert [line["value"] for line in ledger(client)] == [[start, start + 7], [start, start + 4]]


@pytest.mark.parametrize("words", ["bombed", "9-99999", "(", "5-2"])
def test_spans_that_the_text_does_not_hold_are_refused(
    client: TestClient, post: Asking, words: str
) -> None:
    assert post("correct", SHELLING, field="trigger", trigger=words).status_code == 400
    assert ledger(client) == []


def test_places_and_times_are_taken_out_or_described(client: TestClient, post: Asking) -> None:
    described = {
        "time": "other", "time_words": "Saturday", "time_start": "2024-03-09",
        "time_end": "2024-03-10", "time_precision": "day",
    }  # fmt: skip
    post("correct", SHELLING, field=["place", "time"], place="none", **described)
    changes = {line["field"]: line["value"] for line in ledger(client)}
    assert changes["place"] is None
    assert (changes["time"]["start"], changes["time"]["end"]) == ("2024-03-09", "2024-03-10")
    coordinates = {"place_lat": "north", "place_words": "Garissa"}
    answer = post("correct", SHELLING, field="place", place="other", **coordinates)
    assert "no number of degrees" in answer.text


def test_saving_may_accept_at_once(client: TestClient, post: Asking) -> None:
    post("correct", SHELLING, field="according_to", according_to="", accept="1")
    assert [(line["action"], line["field"]) for line in ledger(client)] == [
        ("change", "according_to"), ("accept", None),
    ]  # fmt: skip


def test_statements_and_actors_are_corrected_too(client: TestClient, post: Asking) -> None:
    saying, army = f"{SHELLING[:16]}:S1", f"{SHELLING[:16]}:A1"
    assert "Kind of source" in client.get(f"/review?by=Ana&layer=statement&at={saying}").text
    post("correct", saying, field=["stance", "source"], stance="alleges", source=["A1"])
    post("correct", army, field=["country", "sector"], country="SOM", sector=["MIL", "GOV"])
    assert [(line["field"], line["value"]) for line in ledger(client)] == [
        ("stance", "alleges"), ("source", ["A1"]), ("country", "SOM"), ("sector", ["MIL", "GOV"]),
    ]  # fmt: skip


def test_undo_withdraws_the_last_step_of_this_session(client: TestClient, post: Asking) -> None:
    post("reject", SHELLING, why="no such event in the text")
    post("correct", OTHERS[0], field=["status", "mode"], status="denied", mode="", type="ASSAULT")
    post("undo", SHELLING)
    assert [line["in_force"] for line in ledger(client)] == [True, False, False, False, False]
    post("undo", SHELLING)
    assert not any(line["in_force"] for line in ledger(client))
    assert "nothing to undo" in post("undo", SHELLING).text


def test_no_session_undoes_what_another_did(archive: Path, client: TestClient) -> None:
    with Archive.open(archive, read_only=False) as other:
        other.review([{"action": "accept", "target": SHELLING}], by="Ana")
    data = {"token": token(client), "do": "undo"}
    assert client.post("/review?by=Ana", data=data).status_code == 400


def test_reviewers_who_differ_are_shown_and_can_be_asked_for(
    client: TestClient, post: Asking
) -> None:
    post("accept", SHELLING)
    post("reject", SHELLING, by="Ben", why="the army was not there")
    page = client.get(f"/review?by=Ana&show=disputed&at={SHELLING}").text
    assert "Reviewers differ" in page
    assert "the army was not there" in page
    rows = Queues().rows(_archive(client), selection(show="disputed"))
    assert [row["id"] for row in rows] == [SHELLING]


def test_events_are_cut_from_incidents_and_joined_to_others(
    client: TestClient, post: Asking
) -> None:
    page = client.get(f"/review?by=Ana&at={SHELLING}").text
    assert all(other in page for other in OTHERS)
    post("cut", SHELLING, other=OTHERS[0])
    post("join", SHELLING, other=DENIAL_REQUEST, why="one speech")
    links = [(line["action"], line["other"], line["why"]) for line in ledger(client)]
    assert links == [
        ("cut", OTHERS[0], "another happening"), ("join", DENIAL_REQUEST, "one speech"),
    ]  # fmt: skip
    assert post("join", SHELLING, other="nothing").status_code == 400


def test_incidents_of_the_same_time_and_type_are_offered(archive: Path) -> None:
    with Archive.open(archive) as opened:
        item = shown(opened, SHELLING)
        assert [row["reports"] for row in candidates(opened, item.entry, None)] == [3]
        assert candidates(opened, {**item.entry, "time": None}, None) == []


def test_a_whole_report_is_accepted(client: TestClient, post: Asking) -> None:
    post("report", SHELLING)
    assert [line["target"] for line in ledger(client)] == [SHELLING[:16]]


def test_a_desk_that_is_read_only_has_no_review(archive: Path) -> None:
    app = create_app(Settings(archive=archive, writable=False))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert client.get("/review").status_code == 403
        assert client.post("/review", data={"do": "accept"}).status_code == 403


def test_what_is_not_there_is_told(client: TestClient, post: Asking) -> None:
    assert client.get("/review?at=0000000000000000:E1").status_code == 400
    assert client.get("/review?at=nonsense").status_code == 400
    assert client.get("/review?order=sideways").status_code == 400
    assert post("explode", SHELLING).status_code == 400


def test_htmx_gets_the_entry_alone(client: TestClient) -> None:
    whole = client.get("/review?by=Ana")
    part = client.get("/review?by=Ana", headers={"HX-Request": "true", "HX-Target": "review"})
    assert "<html" in whole.text
    assert "<html" not in part.text
    assert part.text.lstrip().startswith('<div id="review"')
    assert "HX-Target" in part.headers["vary"]


def test_the_queue_is_saved_as_csv_and_json(client: TestClient) -> None:
    table = client.get("/review.csv?type=ASSAULT").text
    assert len(table.splitlines()) == 1 + 3
    assert len(client.get("/review.json").text.splitlines()) == 7


def test_hostile_reports_stay_text(tmp_path: Path) -> None:
    script = "<script>alert(1)</script>"
    text = f"{script} released\n\nThe rebels \u202eof {script} released\r\nsomebody."
    source = tmp_path / "hostile.jsonl"
    source.write_text(json.dumps({"text": text, "title": script, "outlet": script}))
    build([str(source)], tmp_path / "hostile.dateline", reader=stub_reader)
    app = create_app(Settings(archive=tmp_path / "hostile.dateline"))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        for page in ("/review?by=Ana", "/review?layer=statement", f"/review?by={script}"):
            shown_page = client.get(page).text
            assert script not in shown_page
            assert "\u202e" not in shown_page


def test_the_passage_keeps_every_character_in_its_place(archive: Path) -> None:
    with Archive.open(archive) as opened:
        item = shown(opened, SHELLING)
    words = "".join(piece.words for piece in item.pieces)
    text = item.report["text"]
    assert words == text[item.start : item.start + len(words)]
    marked = "".join(piece.words for piece in item.pieces if "trigger" in piece.classes)
    assert marked == "shelled Garissa"


def test_the_most_told_come_first_by_weight(archive: Path) -> None:
    with Archive.open(archive) as opened:
        rows = Queues().rows(opened, selection(order="weight"))
        assert [row["id"] for row in rows[:3]] == sorted(crisis.SHELLED)
        rows = Queues().rows(opened, selection(order="weight", layer="statement"))
        assert rows[0]["id"] in {f"{event[:16]}:S1" for event in crisis.SHELLED}


def test_the_least_sure_come_first_by_doubt(tmp_path: Path) -> None:
    path = crisis.write(tmp_path / "scored.dateline")
    with Archive.open(path, read_only=False) as opened:
        sure = "CASE WHEN event = 'E2' THEN '{\"type\": 0.1}' ELSE '{\"status\": 0.9}' END"
        opened.connection.execute(
            f"CREATE OR REPLACE VIEW scored AS SELECT * REPLACE ({sure} AS evidence) FROM events"
        )
        opened.connection.execute("CREATE TABLE copied AS SELECT * FROM scored")
        opened.connection.execute("CREATE OR REPLACE VIEW events AS SELECT * FROM copied")
        rows = Queues().rows(opened, selection())
        assert (rows[0]["id"], rows[0]["score"]) == (DENIAL_REQUEST, 0.1)
        opened.review([{"action": "accept", "target": SHELLING}], by="Ana")
        opened.review([{"action": "reject", "target": SHELLING, "why": "no"}], by="Ben")
        both = selection(show="reviewed")
        assert [row["id"] for row in Queues().rows(opened, both)] == [SHELLING]


def test_the_queue_looks_again_when_few_are_left(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_queue, "MOST_QUEUED", 3)
    monkeypatch.setattr(review_queue, "FEW", 2)
    queues = Queues()
    with Archive.open(archive, read_only=False) as opened:
        seen = set()
        while rows := queues.rows(opened, selection()):
            opened.review([{"action": "accept", "target": rows[0]["id"]}], by="Ana")
            seen.add(rows[0]["id"])
        assert len(seen) == 7
        progress = queues.progress(opened, selection())
        assert (progress.total, progress.by_reviewer) == (7, {"Ana": 7})
        filtered = queues.progress(opened, selection(type="ASSAULT"))
        assert (filtered.total, filtered.done) == (3, 3)


def test_a_filter_narrows_the_queue(client: TestClient) -> None:
    page = client.get("/review?by=Ana&type=PROTEST").text
    assert "0 of 1 events decided" in page
    assert "marched" in page


@given(st.text(min_size=1), st.text(), st.text(), st.integers(0, 100))
def test_words_are_found_where_they_stand(words: str, before: str, after: str, near: int) -> None:
    text = f"{before}{words}{after}"
    try:
        start, end = found_span("trigger", words, text, near)
    except DatelineError:
        assert not words.strip()
        return
    if not re.fullmatch(r"\d+\s*[-–]\s*\d+", words):
        assert text[start:end].split() == words.split()


def test_the_nearest_of_equal_words_is_meant() -> None:
    text = "fired and fired and fired"
    assert found_span("trigger", "fired", text, 11) == [10, 15]
