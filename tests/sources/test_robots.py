"""robots.txt, by the rules and examples of RFC 9309."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.sources.robots import parse_robots

HOST = "https://wire.example"


def allows(robots: str, path: str) -> bool:
    return parse_robots(robots.encode()).allows(HOST + path)


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/a", True),
        ("Disallow:", "/a", True),
        ("Disallow: /", "/a", False),
        ("Disallow: /news", "/newspaper", False),
        ("Disallow: /news/", "/news", True),
        ("Disallow: /\nAllow: /news/", "/news/1", True),
        ("Allow: /\nDisallow: /news/", "/news/1", False),
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Disallow: /*.php$", "/a/b.php", False),
        ("Disallow: /*.php$", "/a/b.php?x=1", True),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: /*/print", "/news/1/print", False),
        ("Disallow: /*a*a$", "/a", True),
        ("Disallow: /*a*a$", "/aa", False),
        ("Disallow: /*?id=", "/a?id=1", False),
        ("Disallow: /caf%C3%A9", "/café", False),
        ("Disallow: /café", "/caf%c3%a9", False),
        ("Disallow: /%7Ejoe", "/~joe/a", False),
        ("Disallow: /a%2Fb", "/a/b", True),
        ("disallow : /a # not this", "/a", False),
        ("Sitemap: https://wire.example/s.xml\nDisallow: /a", "/a", False),
        ("nonsense\nDisallow: /a", "/a", False),
    ],
)
def test_paths(rules: str, path: str, allowed: bool) -> None:
    assert allows(f"User-agent: *\n{rules}", path) == allowed
    assert allows(f"\ufeffUSER-AGENT:other\r\nuser-agent: DateLine/1.0\r\n{rules}", path) == allowed
    assert allows(f"User-agent: dateline-news\n{rules}", path)


def test_our_own_groups_win_and_are_united() -> None:
    robots = (
        "User-agent: *\nDisallow: /\n\nUser-agent: dateline\nDisallow: /a\n\n"
        "User-agent: other\nDisallow: /b\n\nUser-agent: dateline\nDisallow: /c\n"
    )
    assert [allows(robots, path) for path in ("/a", "/b", "/c", "/d")] == [False, True, False, True]
    assert allows("User-agent: dateline\n\nUser-agent: *\nDisallow: /", "/a") is False
    assert allows("User-agent: dateline\nAllow: /\nUser-agent: *\nDisallow: /", "/a")


def test_delays() -> None:
    def delay(rules: str) -> float:
        return parse_robots(f"User-agent: *\n{rules}".encode()).delay

    assert delay("Crawl-delay: 2.5") == 2.5
    assert delay("Request-rate: 1/10\nCrawl-delay: 3") == 10
    assert delay("Crawl-delay: soon\nCrawl-delay: -1\nRequest-rate: 1/0\nRequest-rate: 0/5") == 0


def test_hostile_rules_take_no_long_time() -> None:
    began = time.monotonic()
    robots = parse_robots(b"User-agent: *\n" + b"Disallow: /" + b"*a" * 2_000_000)
    assert robots.allows(f"{HOST}/{'a' * 4000}") in (True, False)
    robots = parse_robots(b"User-agent: *\n" + b"Disallow: /*a*b\n" * 200_000)
    assert robots.allows(f"{HOST}/{'a' * 4000}")
    assert time.monotonic() - began < 10


@settings(deadline=None)
@given(st.binary(max_size=200), st.text(max_size=20))
def test_anything_is_taken(data: bytes, path: str) -> None:
    assert parse_robots(b"User-agent: *\nDisallow: /" + data).allows(f"{HOST}/{path}") in (
        True,
        False,
    )
