"""Watching feeds on a real server: what is new is added once, and nothing is lost."""

import os
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dateline.archive import watch as watching
from dateline.archive.layout import Layout
from dateline.archive.lock import writer_lock
from dateline.archive.store import Archive
from dateline.archive.watch import MAX_TRIES, Round, Watch
from dateline.errors import DatelineError
from dateline.sources.draft import SourceOptions
from tests.archive.building import stub_reader
from tests.sources.serving import Answer, Server, hurried, item, page, rss, serving, text

OPTIONS = SourceOptions(allow_private=True, timeout=3)
DAY = 24 * 3600


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running, hurried():
        for number in range(1, 8):
            running.answers[f"/{number}"] = Answer(page(number))
        yield running


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "crisis.dateline"


def publish(server: Server, *numbers: int, path: str = "/feed") -> str:
    """Puts a feed of pages on the server, with validators, and returns its address."""
    body = rss(*(item(f"{server.url}/{number}", number) for number in numbers))
    version = f'"{numbers}"'

    def answer(headers: dict[str, str]) -> Answer:
        if headers.get("If-None-Match") == version:
            return Answer(status=304)
        return Answer(body, headers={"Content-Type": "application/rss+xml", "ETag": version})

    server.answers[path] = answer
    return f"{server.url}{path}"


def watch(archive: Path, *feeds: str, every: float = 60, rounds: int = 1) -> list[Round]:
    """Watches anew, for so many rounds."""
    with closing(Watch(feeds, archive, every=every, options=OPTIONS, reader=stub_reader)) as one:
        return [one.round() for _ in range(rounds)]


def texts(archive: Path) -> set[str]:
    with Archive.open(archive) as opened:
        return {opened.record(report_id).report.text for report_id in opened.report_ids()}


def asked(server: Server, *paths: str) -> list[int]:
    return [server.paths.count(path) for path in paths]


def set_aside(archive: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(archive / "side.sqlite")) as side:
        return side.execute("SELECT label, reason FROM set_aside").fetchall()


def test_what_is_new_is_added_once(server: Server, archive: Path) -> None:
    feed = publish(server, 1, 2)
    (first,) = watch(archive, feed)
    assert first.summary is not None
    assert first.summary.counts.read == 2
    second, third = watch(archive, feed, rounds=2)
    assert second.summary is None
    assert third.summary is None
    publish(server, 1, 2, 3)
    watch(archive, feed)
    assert texts(archive) == {text(1), text(2), text(3)}
    assert asked(server, "/feed", "/1", "/2", "/3") == [4, 1, 1, 1]
    with Archive.open(archive) as opened:
        record = opened.record(opened.report_ids()[0])
        assert record.report.outlet == "Island Wire"
        assert (record.report.published or "").startswith("2024-03-0")


def test_only_another_version_of_a_feed_is_asked_for(server: Server, archive: Path) -> None:
    feed = publish(server, 1)
    watch(archive, feed)
    watch(archive, feed)
    told = [headers.get("If-None-Match") for path, _, headers in server.asked if path == "/feed"]
    assert told == [None, '"(1,)"']


def test_two_feeds_with_one_page(server: Server, archive: Path) -> None:
    feeds = publish(server, 1, 2, path="/a"), publish(server, 2, 3, path="/b")
    watch(archive, *feeds)
    assert texts(archive) == {text(1), text(2), text(3)}
    assert asked(server, "/1", "/2", "/3") == [1, 1, 1]
    assert [path for path in server.paths if path in ("/1", "/2", "/3")] == ["/1", "/2", "/3"]


def test_a_page_that_fails_for_now_is_tried_again(server: Server, archive: Path) -> None:
    feed = publish(server, 1, 2)
    server.answers["/2"] = Answer(status=500)
    (first,) = watch(archive, feed)
    assert first.postponed == 1
    assert not first.left
    assert set_aside(archive) == []
    server.answers["/2"] = Answer(page(2))
    (second,) = watch(archive, feed)
    assert second.summary is not None
    assert texts(archive) == {text(1), text(2)}
    watch(archive, feed)
    assert asked(server, "/feed", "/1", "/2") == [3, 1, 2]


def test_a_page_that_goes_on_failing_is_set_aside(server: Server, archive: Path) -> None:
    feed = publish(server, 1)
    server.answers["/1"] = Answer(status=500)
    watch(archive, feed, rounds=MAX_TRIES + 2)
    assert asked(server, "/1") == [MAX_TRIES]
    assert [label for label, _ in set_aside(archive)] == [f"{server.url}/1"]


def test_what_will_never_be_a_report_is_tried_once(server: Server, archive: Path) -> None:
    feed = publish(server, 1, 8, 9)
    server.answers["/8"] = Answer("<html><p>No article.</p></html>")
    server.answers["/robots.txt"] = Answer("User-agent: *\nDisallow: /1")
    watch(archive, feed, rounds=2)
    assert asked(server, "/1", "/8", "/9") == [0, 1, 1]
    assert len(set_aside(archive)) == 3


def test_a_feed_that_fails_is_asked_ever_more_seldom(
    server: Server, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    feed, good = f"{server.url}/none", publish(server, 1)
    waits = []
    for _ in range(4):
        (done,) = watch(archive, feed, good, every=60)
        (failure,) = done.failures
        assert "404" in failure.message
        waits.append(round(failure.not_before - now))
        now = failure.not_before - 1
        (done,) = watch(archive, feed, good, every=60)
        assert [skipped.feed for skipped in done.waiting] == [feed]
        now += 2
    assert waits == [60, 120, 240, 480]
    assert texts(archive) == {text(1)}
    assert asked(server, "/none") == [4]


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_heeded(server: Server, archive: Path, status: int) -> None:
    server.answers["/feed"] = Answer(status=status, headers={"Retry-After": "7200"})
    (done,) = watch(archive, f"{server.url}/feed")
    assert 7100 < done.failures[0].not_before - time.time() < 7300
    (done,) = watch(archive, f"{server.url}/feed")
    assert f"answered {status}" in done.waiting[0].message
    assert asked(server, "/feed") == [1]
    server.answers["/feed2"] = Answer(status=status, headers={"Retry-After": "99999999"})
    (done,) = watch(archive, f"{server.url}/feed2")
    assert done.failures[0].not_before - time.time() < DAY + 60


@pytest.mark.parametrize(
    "answer",
    [
        Answer("<rss><channel>"),
        Answer('<!DOCTYPE rss [<!ENTITY a "b">]><rss/>'),
        Answer("<html><p>Moved.</p></html>"),
        Answer("<rss>", seconds=4),
        Answer("<rss>", headers={"Content-Length": "900"}),
        Answer(status=302, headers={"Location": "http://user:secret@a.example/"}),
    ],
    ids=range(6),
)
def test_one_broken_feed_hinders_no_other(server: Server, archive: Path, answer: Answer) -> None:
    server.answers["/broken"] = answer
    (done,) = watch(archive, f"{server.url}/broken", publish(server, 1))
    assert [failure.feed for failure in done.failures] == [f"{server.url}/broken"]
    assert texts(archive) == {text(1)}


def test_a_feed_that_robots_disallow_is_not_asked(server: Server, archive: Path) -> None:
    feed = publish(server, 1)
    server.answers["/robots.txt"] = Answer("User-agent: dateline\nDisallow: /feed")
    (done,) = watch(archive, feed)
    assert "robots.txt" in done.failures[0].message
    assert asked(server, "/feed") == [0]


def test_lists_of_feeds_and_sitemaps(server: Server, archive: Path, tmp_path: Path) -> None:
    publish(server, 1, path="/a")
    server.answers["/map"] = Answer(f"<urlset><url><loc>{server.url}/2</loc></url></urlset>")
    server.answers["/index"] = Answer(
        f"<sitemapindex><sitemap><loc>{server.url}/map</loc></sitemap></sitemapindex>"
    )
    outlines = "".join(f'<outline xmlUrl="{server.url}/{name}"/>' for name in ("a", "index"))
    opml = tmp_path / "feeds.opml"
    opml.write_text(f"<opml><body>{outlines}</body></opml>", encoding="utf-8")
    watch(archive, str(opml))
    assert texts(archive) == {text(1), text(2)}
    publish(server, 1, 3, path="/a")
    watch(archive, str(opml))
    assert texts(archive) == {text(1), text(2), text(3)}


def test_a_round_has_an_end(server: Server, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "ENTRIES", 2)
    feed = publish(server, 1, 2, 3, 4, 5)
    rounds: list[Round] = []
    with closing(Watch([feed], archive, options=OPTIONS, reader=stub_reader)) as one:
        one.run(rounds.append, once=True)
    assert [done.left for done in rounds] == [True, True, False]
    assert len(texts(archive)) == 5
    assert asked(server, "/1", "/5") == [1, 1]


def test_an_archive_that_is_being_written_is_written_later(server: Server, archive: Path) -> None:
    feed = publish(server, 1)
    with closing(Watch([feed], archive, options=OPTIONS, reader=stub_reader)) as one:
        with writer_lock(Layout(archive)):
            done = one.round()
        assert done.problem is not None
        assert "another build" in done.problem.message
        assert not done.left
        assert one.round().summary is not None
    assert texts(archive) == {text(1)}


def test_a_crash_loses_nothing(
    server: Server, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = publish(server, 1, 2)
    with monkeypatch.context() as patched:
        patched.setattr(watching, "remember", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            watch(archive, feed)
    watch(archive, feed)
    assert texts(archive) == {text(1), text(2)}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("slow", ["/feed", "/2", "nothing"])
def test_signals_end_it_at_once_and_cleanly(
    server: Server, archive: Path, number: signal.Signals, slow: str
) -> None:
    feed = publish(server, 1, 2)
    quick = server.answers.get(slow)
    if quick:
        server.answers[slow] = Answer(rss(), seconds=30)
    options = SourceOptions(allow_private=True, timeout=60)
    timer = threading.Timer(1.0, os.kill, (os.getpid(), number))
    rounds: list[Round] = []
    with closing(Watch([feed], archive, options=options, reader=stub_reader)) as one:
        timer.start()
        began = time.monotonic()
        one.run(rounds.append)
        assert time.monotonic() - began < 25
    assert signal.getsignal(number) is not None
    assert len(rounds) == 1
    expected = {"/feed": set(), "/2": {text(1)}, "nothing": {text(1), text(2)}}
    assert texts(archive) == expected[slow]
    if quick:
        server.answers[slow] = quick
    watch(archive, feed)
    assert texts(archive) == {text(1), text(2)}
    assert asked(server, "/1") == [1]


def test_what_is_wrong_is_told_at_the_start(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="no file"):
        Watch([str(tmp_path / "none.opml")], archive)
    (tmp_path / "other.txt").write_text("x", encoding="utf-8")
    with pytest.raises(DatelineError, match="no archive"):
        Watch(["https://wire.example/feed"], tmp_path)
