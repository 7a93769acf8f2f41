"""Fetching from real servers on the loopback address, and the addresses that are refused."""

import contextlib
import gzip
import threading
import time
import zlib
from collections.abc import Iterator
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from dateline import __version__
from dateline.errors import FetchError
from dateline.sources import connect
from dateline.sources.answers import charset_of
from dateline.sources.connect import is_public
from dateline.sources.draft import SourceOptions
from dateline.sources.fetch import Fetched, fetch
from dateline.sources.load import load

STORY = "<html><p>The café owner said that he would not leave the town.</p></html>"


class Handler(BaseHTTPRequestHandler):
    agents: ClassVar[list[str]] = []

    def log_message(self, format: str, *args: object) -> None:
        pass

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Type": "text/html", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        with contextlib.suppress(OSError):  # the client left, as some tests want
            self.wfile.write(body)

    def do_GET(self) -> None:
        self.agents.append(self.headers["User-Agent"])
        path = self.path.split("?")[0]
        if path.startswith("/to/"):
            self.answer(b"", 302, Location=self.path[4:])
        elif path == "/loop":
            self.answer(b"", 301, Location="/loop")
        elif path == "/drip":
            self.drip()
        elif path in SIMPLE:
            body, headers = SIMPLE[path]
            self.answer(
                body,
                int(headers.get("status", "200")),
                **{k: v for k, v in headers.items() if k != "status"},
            )
        else:
            self.answer(b"gone", 404)

    def drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass  # cut off at the deadline


SIMPLE: dict[str, tuple[bytes, dict[str, str]]] = {
    "/plain": (STORY.encode(), {}),
    "/caf%C3%A9": (STORY.encode(), {}),
    "/latin": (STORY.encode("latin-1"), {"Content_Type": "text/html; charset=ISO-8859-1"}),
    "/gzip": (gzip.compress(STORY.encode()), {"Content_Encoding": "gzip"}),
    "/deflate": (zlib.compress(STORY.encode()), {"Content_Encoding": "deflate"}),
    "/raw-deflate": (zlib.compress(STORY.encode(), wbits=-15), {"Content_Encoding": "deflate"}),
    "/bomb": (gzip.compress(b"\x20" * 60_000_000), {"Content_Encoding": "gzip"}),
    "/cut-gzip": (gzip.compress(STORY.encode() * 50)[:-12], {"Content_Encoding": "gzip"}),
    "/bad-gzip": (b"no gzip at all", {"Content_Encoding": "gzip"}),
    "/brotli": (b"x", {"Content_Encoding": "br"}),
    "/short": (b"<html>", {"Content_Length": "5000"}),
    "/huge": (b"<html>", {"Content_Length": "900000000"}),
    "/image": (b"\x89PNG", {"Content_Type": "image/png"}),
    "/pdf": (b"%PDF-", {"Content_Type": "application/pdf"}),
    "/broken": (b"oops", {"status": "500"}),
    "/json": (b"{}", {"Content_Type": "application/json"}),
    "/nowhere": (b"", {"status": "302"}),
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_address[1]}"
    running.shutdown()
    running.server_close()


def get(url: str, timeout: float = 5.0, max_bytes: int = 1_000_000) -> Fetched:
    return fetch(url, timeout=timeout, max_bytes=max_bytes, allow_private=True)


@pytest.mark.parametrize(
    "path", ["plain", "gzip", "deflate", "raw-deflate", "café", "to/plain#top"]
)
def test_pages_arrive_decompressed(server: str, path: str) -> None:
    answer = get(f"{server}/{path}".replace("to/", "to//"))
    assert answer.data.decode() == STORY
    assert Handler.agents[-1] == f"dateline/{__version__}"


def test_the_address_and_the_charset_are_told(server: str) -> None:
    answer = get(f"{server}/to//latin")
    assert answer.url == f"{server}/latin"
    assert answer.data.decode(answer.charset or "") == STORY
    assert get(f"{server}/json").charset is None


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing", "404"),
        ("broken", "500"),
        ("loop", "redirects"),
        ("short", "broke off"),
        ("cut-gzip", "broke off"),
        ("bad-gzip", "badly compressed"),
        ("brotli", "compressed as br"),
        ("bomb", "larger than the limit"),
        ("huge", "larger than the limit"),
        ("image", "image/png"),
        ("pdf", "application/pdf"),
        ("nowhere", "302"),
        ("to/file:///etc/passwd", "file:"),
        ("to/ftp://host.example/x", "ftp:"),
    ],
)
def test_bad_answers_are_errors_with_a_hint(server: str, path: str, message: str) -> None:
    with pytest.raises(FetchError, match=message) as raised:
        get(f"{server}/{path}")
    assert raised.value.hint


def test_a_dripping_server_is_cut_at_the_deadline(server: str) -> None:
    start = time.monotonic()
    with pytest.raises(FetchError, match=r"within 0\.5 seconds"):
        get(f"{server}/drip", timeout=0.5)
    assert time.monotonic() - start < 2


def test_private_addresses_are_refused_at_every_hop(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(FetchError, match="private"):
        fetch(f"{server}/plain", timeout=5, max_bytes=1000)
    monkeypatch.setattr(connect, "is_public", lambda address: address == "127.0.0.1")
    assert fetch(f"{server}/plain", timeout=5, max_bytes=1000).data.decode() == STORY
    elsewhere = server.replace("127.0.0.1", "127.0.0.2")
    with pytest.raises(FetchError, match="private"):
        fetch(f"{server}/to/{elsewhere}/plain", timeout=5, max_bytes=1000)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://host.example/a",
        "data:text/html,hello",
        "http://user:secret@host.example/",
        "http://",
        "http://[::1",
        "http://host.example:99999/",
        "gopher://host.example/",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(FetchError) as raised:
        get(url)
    assert raised.value.hint
    assert "secret" not in raised.value.message


def test_closed_ports_and_unknown_hosts_are_errors() -> None:
    with pytest.raises(FetchError, match="could not be fetched"):
        get("http://127.0.0.1:9/")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0",
        "fc00::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "::7f00:1",
        "fec0::1", "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1", "64:ff9b::808:808", "::ffff:8.8.8.8"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


def test_numeric_forms_of_loopback_are_refused() -> None:
    for host in ("2130706433", "0x7f000001", "127.1", "localhost"):
        with pytest.raises(FetchError):
            fetch(f"http://{host}:9/", timeout=5, max_bytes=1000)


def test_load_tells_the_error_of_an_address(server: str) -> None:
    (item,) = load(f"{server}/missing", SourceOptions(allow_private=True))
    assert item.report is None
    assert item.error is not None
    assert "404" in item.error.message


@pytest.mark.parametrize("odd", ["charset*=a; charset*1*=b", f"charset*{'9' * 5000}=x"])
def test_an_odd_charset_is_none(odd: str) -> None:
    headers = Message()
    headers["Content-Type"] = f"text/html; {odd}"
    assert charset_of(headers) is None
