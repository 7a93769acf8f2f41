"""Fetching as a guest, from real servers on the loopback address."""

import time
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest

from dateline.errors import FetchError, SourceError
from dateline.sources import polite
from dateline.sources.answers import StatusError, Validators, retry_seconds
from dateline.sources.draft import SourceOptions
from dateline.sources.polite import ForbiddenError, Guest, is_passing
from tests.sources.serving import Answer, Server, hurried, page, serving

OPTIONS = SourceOptions(allow_private=True, timeout=5)
GAP = 0.3
"""Seconds between requests in these tests."""


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running, hurried(GAP):
        running.answers["/a"] = running.answers["/b"] = Answer(page(1))
        yield running


def robots(server: Server, text: str) -> None:
    server.answers["/robots.txt"] = Answer(text, headers={"Content-Type": "text/plain"})


def gaps(server: Server) -> list[float]:
    times = [when for _, when, _ in server.asked]
    return [later - earlier for earlier, later in pairwise(times)]


def test_robots_are_asked_once_and_the_host_rests(server: Server) -> None:
    guest = Guest(OPTIONS)
    for path in ("a", "b", "a"):
        assert "Harbour 1" in guest.fetch(f"{server.url}/{path}").data.decode()
    assert server.paths == ["/robots.txt", "/a", "/b", "/a"]
    assert all(gap > GAP * 0.9 for gap in gaps(server))
    assert {headers["User-Agent"].split("/")[0] for _, _, headers in server.asked} == {"dateline"}


def test_what_robots_disallow_is_not_asked(server: Server) -> None:
    robots(server, "User-agent: *\nDisallow: /b")
    server.answers["/to-b"] = Answer(status=302, headers={"Location": "/b"})
    guest = Guest(OPTIONS)
    assert guest.fetch(f"{server.url}/a").data
    for path in ("b", "to-b"):
        with pytest.raises(ForbiddenError, match=r"robots\.txt") as raised:
            guest.fetch(f"{server.url}/{path}")
        assert raised.value.hint
        assert not is_passing(raised.value)
    assert server.paths == ["/robots.txt", "/a", "/to-b"]


def test_redirects_are_asked_for_at_their_own_host(server: Server) -> None:
    robots(server, "User-agent: *\nDisallow: /a")
    with serving() as first:
        first.answers["/x"] = Answer(status=301, headers={"Location": f"{server.url}/a"})
        with pytest.raises(ForbiddenError):
            Guest(OPTIONS).fetch(f"{first.url}/x")
    assert server.paths == ["/robots.txt"]


def test_the_crawl_delay_is_kept(server: Server) -> None:
    robots(server, "User-agent: dateline\nCrawl-delay: 1")
    guest = Guest(OPTIONS)
    guest.fetch(f"{server.url}/a")
    guest.fetch(f"{server.url}/a")
    assert gaps(server)[1] > 0.95


def test_too_long_a_delay_is_an_error(server: Server) -> None:
    robots(server, "User-agent: dateline\nCrawl-delay: 86400")
    guest = Guest(OPTIONS)
    guest.fetch(f"{server.url}/a")
    with pytest.raises(StatusError, match="left alone") as raised:
        guest.fetch(f"{server.url}/b")
    assert is_passing(raised.value)
    assert (raised.value.retry_after or 0) > 80_000


def test_robots_that_fail_allow_nothing_for_now(server: Server) -> None:
    server.answers["/robots.txt"] = Answer(status=500)
    guest = Guest(OPTIONS)
    for _ in range(2):
        with pytest.raises(StatusError, match=r"robots\.txt answered 500") as raised:
            guest.fetch(f"{server.url}/a")
        assert is_passing(raised.value)
    assert server.paths == ["/robots.txt"]


def busy_once(status: int, retry_after: str | None) -> Callable[[dict[str, str]], Answer]:
    answers = [
        Answer(status=status, headers={"Retry-After": retry_after} if retry_after else {}),
        Answer(page(1)),
    ]
    return lambda _headers: answers.pop(0) if len(answers) > 1 else answers[0]


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_host_is_asked_again_when_it_said(server: Server, status: int) -> None:
    server.answers["/a"] = busy_once(status, "1")
    assert Guest(OPTIONS).fetch(f"{server.url}/a").data
    assert server.paths == ["/robots.txt", "/a", "/a"]
    assert gaps(server)[1] > 0.95


def test_a_busy_host_is_left_alone(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    guest = Guest(OPTIONS)
    server.answers["/a"] = Answer(status=429, headers={"Retry-After": "3600"})
    for path in ("a", "b"):
        with pytest.raises(StatusError) as raised:
            guest.fetch(f"{server.url}/{path}")
        assert (raised.value.retry_after or 0) > 3500
    assert server.paths == ["/robots.txt", "/a"]
    monkeypatch.setattr(polite, "BUSY_SECONDS", 0.6)
    server.answers["/a"] = Answer(status=503)
    guest = Guest(OPTIONS)
    with pytest.raises(StatusError):
        guest.fetch(f"{server.url}/a")
    guest.fetch(f"{server.url}/b")
    assert gaps(server)[-1] > 0.55


def test_only_another_version_is_asked_for(server: Server) -> None:
    def versioned(headers: dict[str, str]) -> Answer:
        if headers.get("If-None-Match") == '"v1"':
            return Answer(status=304)
        told = {"ETag": '"v1"', "Last-Modified": "Fri, 01 Mar 2024 10:00:00 GMT"}
        return Answer(page(1), headers=told)

    server.answers["/a"] = versioned
    guest = Guest(OPTIONS)
    first = guest.fetch(f"{server.url}/a")
    assert first.validators == Validators('"v1"', "Fri, 01 Mar 2024 10:00:00 GMT")
    again = guest.fetch(f"{server.url}/a", known=first.validators)
    assert again.unchanged
    assert again.validators == first.validators
    assert server.asked[-1][2]["If-Modified-Since"] == "Fri, 01 Mar 2024 10:00:00 GMT"


def test_an_unasked_304_is_an_error(server: Server) -> None:
    server.answers["/a"] = Answer(status=304)
    with pytest.raises(StatusError, match="304"):
        Guest(OPTIONS).fetch(f"{server.url}/a")


def test_private_hosts_are_not_even_asked_for_robots(server: Server) -> None:
    with pytest.raises(FetchError, match="private"):
        Guest(SourceOptions()).fetch(f"{server.url}/a")
    assert server.paths == []


def test_slow_robots_are_cut_off(server: Server) -> None:
    server.answers["/robots.txt"] = Answer("User-agent: *", seconds=3)
    began = time.monotonic()
    with pytest.raises(FetchError, match=r"robots\.txt did not answer in full"):
        Guest(SourceOptions(allow_private=True, timeout=0.5)).fetch(f"{server.url}/a")
    assert time.monotonic() - began < 2.5


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 5 ", 5),
        ("Fri, 01 Mar 2002 10:00:00 GMT", 0),
        ("soon", None),
        ("", None),
        (None, None),
        ("-3", None),
        ("²", None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_seconds(value) == seconds


def test_what_passes() -> None:
    assert is_passing(FetchError("it timed out"))
    assert is_passing(StatusError("busy", status=503))
    assert not is_passing(StatusError("gone", status=404))
    assert not is_passing(SourceError("no article"))
