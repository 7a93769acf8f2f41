"""Fetching as a guest: robots.txt is kept to, and a host is asked once a second at most."""

import time
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from dateline.errors import FetchError
from dateline.sources.answers import StatusError, Validators
from dateline.sources.draft import SourceOptions
from dateline.sources.fetch import Fetched, fetch
from dateline.sources.robots import Robots, parse_robots

SECONDS_BETWEEN: Final = 1.0
"""From one request of a host to the next, where its robots.txt asks for no more."""
PATIENCE: Final = 120.0
"""Seconds that are waited for a host. If it asks for more, the request is not made."""
BUSY_SECONDS: Final = 30.0
"""How long a host is left alone that says it is busy, but not for how long."""
_ROBOTS_SECONDS: Final = 24 * 3600.0
_FAILED_ROBOTS_SECONDS: Final = 300.0
_MAX_HOSTS: Final = 1000
_BUSY: Final = frozenset({429, 503})
_PASSING: Final = frozenset({408, 425, 429})


class ForbiddenError(FetchError):
    """The robots.txt of a host asks not to fetch an address."""


def is_passing(error: Exception) -> bool:
    """Whether an error of fetching may be gone at a later time."""
    if isinstance(error, StatusError):
        return error.status in _PASSING or error.status >= 500
    return isinstance(error, FetchError) and not isinstance(error, ForbiddenError)


@dataclass(slots=True)
class _Known:
    """A robots.txt, or why there is none, and until when this holds."""

    robots: Robots | FetchError
    until: float


class Guest:
    """Fetches addresses one by one, and remembers of each host when and what it may be asked."""

    def __init__(self, options: SourceOptions) -> None:
        self._options = options
        self._robots: dict[str, _Known] = {}
        self._next: dict[str, float] = {}

    def fetch(self, url: str, *, known: Validators | None = None, again: bool = True) -> Fetched:
        """What is at `url`, after as much waiting as its host asks for, but at most `PATIENCE`.

        If a host is busy and tells for how long, it is asked `again`. Raises `FetchError`.
        """
        try:
            return self._fetch(url, known)
        except StatusError as error:
            wait = error.retry_after
            if not again or error.status not in _BUSY or wait is None or wait > PATIENCE:
                raise
            time.sleep(wait)
        return self._fetch(url, known)

    def _fetch(self, url: str, known: Validators | None) -> Fetched:
        asked = url

        def approve(address: str) -> None:
            nonlocal asked
            asked = address
            self._take_turn(address, self._allowed_delay(address))

        try:
            return fetch(
                url,
                timeout=self._options.timeout,
                max_bytes=self._options.max_bytes,
                allow_private=self._options.allow_private,
                known=known,
                approve=approve,
            )
        except StatusError as error:
            self._heed(asked, error)
            raise

    def _allowed_delay(self, url: str) -> float:
        """The seconds that the host wants between requests. Raises if it does not want this one."""
        parts = urlsplit(url)
        robots = self._robots_of(f"{parts.scheme}://{parts.netloc}")
        if isinstance(robots, FetchError):
            raise robots
        if not robots.allows(url):
            raise ForbiddenError(
                f"{url} may not be fetched: the robots.txt of {parts.hostname} asks not to",
                hint="Save the page in a browser and give the file instead.",
            )
        return max(SECONDS_BETWEEN, robots.delay)

    def _robots_of(self, origin: str) -> Robots | FetchError:
        known = self._robots.get(origin)
        if known is None or known.until < time.monotonic():
            if len(self._robots) >= _MAX_HOSTS:
                self._robots.clear()
            robots = self._ask_robots(f"{origin}/robots.txt")
            kept = _ROBOTS_SECONDS
            if isinstance(robots, FetchError):
                told = robots.retry_after if isinstance(robots, StatusError) else None
                kept = _FAILED_ROBOTS_SECONDS if told is None else told
            known = self._robots[origin] = _Known(robots, time.monotonic() + kept)
        return known.robots

    def _ask_robots(self, url: str) -> Robots | FetchError:
        """RFC 9309: a host without a robots.txt allows everything, one that fails nothing."""
        try:
            answer = fetch(
                url,
                timeout=self._options.timeout,
                max_bytes=self._options.max_bytes,
                allow_private=self._options.allow_private,
                approve=lambda address: self._take_turn(address, SECONDS_BETWEEN),
                any_kind=True,
            )
        except StatusError as error:
            self._heed(url, error)
            return error if is_passing(error) else Robots()
        except FetchError as error:
            return error
        return parse_robots(answer.data)

    def _take_turn(self, url: str, delay: float) -> None:
        """Waits until the host may be asked again."""
        host = urlsplit(url).hostname or ""
        wait = self._next.get(host, 0.0) - time.monotonic()
        if wait > PATIENCE:
            raise StatusError(
                f"{url} was not fetched: {host} asks to be left alone for {wait:.0f} seconds",
                hint="Try again later.",
                status=503,
                retry_after=wait,
            )
        if wait > 0:
            time.sleep(wait)
        if len(self._next) >= _MAX_HOSTS:
            self._next = {h: t for h, t in self._next.items() if t > time.monotonic()}
        self._next[host] = time.monotonic() + delay

    def _heed(self, url: str, error: StatusError) -> None:
        """Leaves a host alone that is busy."""
        if error.status in _BUSY:
            host = urlsplit(url).hostname or ""
            seconds = BUSY_SECONDS if error.retry_after is None else error.retry_after
            self._next[host] = max(self._next.get(host, 0.0), time.monotonic() + seconds)
