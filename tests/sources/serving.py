"""A real web server on the loopback address, whose answers a test decides, and pages for it."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from dateline.sources import polite

PARAGRAPHS = (
    "The council of the island closed harbour number {0} on Friday, its mayor said.",
    "Ferries are to run again on Monday, but the owner of ship {0} denied that they would.",
)


@dataclass(frozen=True)
class Answer:
    """What the server says to one request. `seconds` is how long it waits before the body."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass
class Server:
    """Answers by path; what is not in `answers` is not found. `asked` are the requests so far."""

    url: str = ""
    answers: dict[str, Answer | Callable[[dict[str, str]], Answer]] = field(default_factory=dict)
    asked: list[tuple[str, float, dict[str, str]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [path for path, _, _ in self.asked]

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        self.asked.append((path, time.monotonic(), headers))
        found = self.answers.get(path, Answer("gone", 404))
        return found if isinstance(found, Answer) else found(headers)


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """A server that runs meanwhile."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            answer = server.answer(self.path, dict(self.headers))
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            self.send_response(answer.status)
            for name, value in {"Content-Type": "text/html", **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            time.sleep(answer.seconds)
            with contextlib.suppress(OSError):  # the client left, as some tests want
                self.wfile.write(body)

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    server.url = f"http://127.0.0.1:{running.server_address[1]}"
    try:
        yield server
    finally:
        running.shutdown()
        running.server_close()


@contextlib.contextmanager
def hurried(seconds: float = 0.0) -> Iterator[None]:
    """Hosts are asked as often as every `seconds` meanwhile."""
    before = polite.SECONDS_BETWEEN
    setattr(polite, "SECONDS_BETWEEN", seconds)  # noqa: B010
    try:
        yield
    finally:
        setattr(polite, "SECONDS_BETWEEN", before)  # noqa: B010


def page(number: int, *, meta: str = "") -> str:
    """An article page of its own for each number."""
    body = "".join(f"<p>{paragraph.format(number)}</p>" for paragraph in PARAGRAPHS)
    title = f"Harbour {number} closes"
    return (
        f"<!doctype html><html><head><title>{title}</title>{meta}</head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def text(number: int) -> str:
    """The text of the report in `page(number)`."""
    return "\n\n".join(
        [f"Harbour {number} closes", *(paragraph.format(number) for paragraph in PARAGRAPHS)]
    )


def rss(*items: str, title: str = "Island Wire - World news") -> str:
    """An RSS 2.0 feed."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{title}</title><language>en-gb</language>{''.join(items)}</channel></rss>"
    )


def item(url: str, number: int, more: str = "") -> str:
    """An entry of an RSS feed that leads to `url`."""
    return (
        f"<item><title>Harbour {number} closes</title><link>{url}</link>"
        f"<pubDate>Fri, {number % 28 + 1:02} Mar 2024 10:00:00 GMT</pubDate>"
        f"<description>A synopsis.</description>{more}</item>"
    )
