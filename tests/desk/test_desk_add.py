"""The page Add: what it takes, what becomes of it, and what it refuses."""

import re
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.archive.layout import Layout
from dateline.archive.lock import writer_lock
from dateline.archive.store import Archive
from dateline.desk import adding
from dateline.desk.adding import DONE, FAILED, SET_ASIDE, WAITING, Job, Jobs
from dateline.desk.app import create_app
from dateline.desk.settings import Settings
from dateline.errors import DatelineError
from tests.reports import PLAIN

PATIENCE = 240.0
"""Seconds for a worker on a busy machine."""
MOST_BYTES = 4000


@pytest.fixture
def archive(desk_archive: Path, tmp_path: Path) -> Path:
    """An archive of this test alone, to add to."""
    return Path(shutil.copytree(desk_archive, tmp_path / "crisis.dateline"))


@pytest.fixture
def client(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A desk whose uploads lie in a folder of this test."""
    monkeypatch.setattr("tempfile.tempdir", str(uploads(tmp_path)))
    app = create_app(Settings(archive=archive, most_upload_bytes=MOST_BYTES))
    with TestClient(app, base_url="http://127.0.0.1") as asking:
        yield asking


def uploads(tmp_path: Path) -> Path:
    folder = tmp_path / "uploads"
    folder.mkdir(exist_ok=True)
    return folder


def token(client: TestClient) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/add").text)
    assert found
    return found[1]


def jobs_of(client: TestClient, *command: str) -> Jobs:
    """The jobs of the desk, done by a command that stands for the worker."""
    app = client.app
    path = app.state.opened.settings.archive  # type: ignore[attr-defined]
    app.state.jobs = jobs = Jobs(path, command=command or adding.COMMAND)  # type: ignore[attr-defined]
    return jobs


def worker(script: str) -> tuple[str, ...]:
    return (sys.executable, "-c", f"import sys, json, time\njob = json.load(sys.stdin)\n{script}")


DOES_NOTHING = worker("print(json.dumps({'stage': 'done', 'read': 1, 'reports': ['a' * 16]}))")


def test_a_file_and_a_text_join_the_archive(
    client: TestClient, archive: Path, tmp_path: Path
) -> None:
    jobs = jobs_of(client)
    fields = {"token": token(client), "published": "2024-05-06", "outlet": "Sahel Wire"}
    files = {"file": ("../../strange name.TXT", PLAIN.encode())}
    answer = client.post("/add", data=fields, files=files, follow_redirects=False)
    assert answer.status_code == 303
    assert "Being read" in client.get("/add/jobs").text
    client.post(
        "/add", data={**fields, "text": "Unread\n\nUn texte en français, qui n'est pas lu."}
    )
    assert jobs.wait(PATIENCE)
    _, added = jobs.all()
    assert (added.state, added.label, added.read) == (DONE, "strange name.TXT", 1)
    with Archive.open(archive) as opened:
        (row,) = opened.sql(f"SELECT * FROM reports WHERE report_id = '{added.reports[0]}'")
    assert (row["outlet"], row["published"][:10]) == ("Sahel Wire", "2024-05-06")
    page = client.get("/add").text
    assert f"/reports/{added.reports[0]}" in page
    assert "hx-trigger" not in page
    assert list(uploads(tmp_path).glob("dateline-add-*")) == []


def test_private_addresses_are_set_aside_with_the_reason(client: TestClient) -> None:
    jobs = jobs_of(client)
    client.post("/add", data={"token": token(client), "address": "http://127.0.0.1:9/report"})
    assert jobs.wait(PATIENCE)
    (job,) = jobs.all()
    assert job.state == SET_ASIDE
    assert "private or local network" in client.get("/add").text


def test_another_build_that_holds_the_archive_is_told(client: TestClient, archive: Path) -> None:
    jobs = jobs_of(client)
    with writer_lock(Layout(archive)):
        client.post("/add", data={"token": token(client), "text": PLAIN})
        assert jobs.wait(PATIENCE)
    (job,) = jobs.all()
    assert job.state == FAILED
    assert "another build is writing" in client.get("/add").text


def test_what_is_too_large_is_refused_while_it_comes(client: TestClient, tmp_path: Path) -> None:
    jobs = jobs_of(client, *DOES_NOTHING)
    data = {"token": token(client)}
    large = {"file": ("large.txt", b"x" * (MOST_BYTES + 1))}
    assert client.post("/add", data=data, files=large).status_code == 413
    larger = {"file": ("larger.txt", b"x" * 1_000_000)}
    assert client.post("/add", data=data, files=larger).status_code == 413

    def untold() -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        for _ in range(10):
            yield b"x" * MOST_BYTES

    kind = {"content-type": "multipart/form-data; boundary=b"}
    assert client.post("/add", content=untold(), headers=kind).status_code == 413
    assert jobs.all() == []
    assert list(uploads(tmp_path).glob("dateline-add-*")) == []


def test_nothing_is_taken_without_the_token(client: TestClient) -> None:
    jobs = jobs_of(client, *DOES_NOTHING)
    assert client.post("/add", data={"text": PLAIN}).status_code == 403
    assert client.post("/add", data={"text": PLAIN, "token": "0" * 64}).status_code == 403
    assert jobs.all() == []


def test_forms_of_browsers_that_tell_no_origin_are_taken(client: TestClient) -> None:
    jobs = jobs_of(client, *DOES_NOTHING)
    data = {"text": PLAIN, "token": token(client)}
    foreign = {"origin": "https://elsewhere.example"}
    assert client.post("/add", data=data, headers=foreign).status_code == 403
    assert client.post("/add", data=data, headers={"origin": "null"}).status_code == 200
    assert jobs.wait(PATIENCE)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "nothing was given"),
        ({"address": "file:///etc/passwd"}, "no web address"),
        ({"address": "/etc/passwd"}, "no web address"),
        ({"text": "x", "published": "yesterday"}, "not a publication time"),
    ],
)
def test_what_makes_no_sense_is_told(
    client: TestClient, fields: dict[str, str], words: str
) -> None:
    jobs = jobs_of(client, *DOES_NOTHING)
    answer = client.post("/add", data={"token": token(client), **fields})
    assert answer.status_code == 400
    assert words in answer.text
    assert jobs.all() == []


def test_a_broken_form_is_refused(client: TestClient) -> None:
    kind = {"content-type": "multipart/form-data"}
    assert client.post("/add", content=b"--b\r\nnonsense", headers=kind).status_code == 400


def test_a_desk_that_is_read_only_takes_nothing(archive: Path) -> None:
    app = create_app(Settings(archive=archive, writable=False))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        for path in ("/add", "/add/jobs"):
            assert client.get(path).status_code == 403
        assert client.post("/add", data={"text": PLAIN}).status_code == 403


def test_labels_and_reasons_of_hostile_files_stay_text(client: TestClient) -> None:
    script = "<script>alert(1)</script>"
    told = {"stage": "failed", "reason": f"{script}\u202e", "hint": script}
    jobs = jobs_of(client, *worker(f"print(json.dumps({told!r}))"))
    files = {"file": (f"\u202e{script}.txt", b"text")}
    client.post("/add", data={"token": token(client)}, files=files)
    assert jobs.wait(PATIENCE)
    page = client.get("/add").text
    assert "&lt;script&gt;" in page
    assert script not in page
    assert "\u202e" not in page


def test_a_worker_that_takes_too_long_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "READING_SECONDS", 0.5)
    jobs = Jobs(tmp_path, command=worker("time.sleep(600)"))
    jobs.add(Job("slow", "slow.txt", {}))
    assert jobs.wait(PATIENCE)
    assert jobs.all()[0].state == FAILED
    monkeypatch.setattr(adding, "READING_SECONDS", PATIENCE)
    monkeypatch.setattr(adding, "DERIVING_SECONDS", 0.5)
    script = "print(json.dumps({'stage': 'deriving', 'read': 1}), flush=True); time.sleep(600)"
    jobs = Jobs(tmp_path, command=worker(script))
    jobs.add(Job("slow", "slow.txt", {}))
    assert jobs.wait(PATIENCE)
    (job,) = jobs.all()
    assert (job.state, job.read) == (DONE, 1)
    assert "incidents were not found anew" in job.reasons[0]["reason"]


@pytest.mark.parametrize("script", ["sys.exit(1)", "print('no JSON')", "print('[')", "print('1')"])
def test_a_worker_that_breaks_stops_no_other(tmp_path: Path, script: str) -> None:
    jobs = Jobs(tmp_path, command=worker(f"job['source'] == 'bad' and ({script})"))
    jobs.add(Job("bad", "bad", {}))
    jobs.add(Job("good", "good", {}))
    assert jobs.wait(PATIENCE)
    assert [job.active for job in jobs.all()] == [False, False]


def test_one_is_read_at_a_time_and_few_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "MOST_WAITING", 2)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    jobs = Jobs(tmp_path, command=worker("time.sleep(600)"))
    first = Job("first", "first", {}, adding.new_folder())
    jobs.add(first)
    while first.state == WAITING:
        time.sleep(0.01)
    jobs.add(Job("second", "second", {}))
    jobs.add(Job("third", "third", {}))
    assert [job.state for job in jobs.all()] == [WAITING, WAITING, "running"]
    folder = adding.new_folder()
    with pytest.raises(DatelineError, match="waiting to be read"):
        jobs.add(Job("fourth", "fourth", {}, folder))
    assert not folder.exists()
    jobs.stop()
    assert list(tmp_path.glob("dateline-add-*")) == []


def test_only_the_last_of_those_that_wait_finds_incidents(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    script = f"time.sleep(0.5); open({str(seen)!r}, 'a').write(str(int(job['derived'])))"
    jobs = Jobs(tmp_path, command=worker(script))
    for number in range(3):
        jobs.add(Job(str(number), "x", {}))
    assert jobs.wait(PATIENCE)
    assert seen.read_text() == "001"
