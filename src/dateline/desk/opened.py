"""The archive as the desk holds it: open for as long as the desk runs, and always up to date."""

import hashlib
import time
from threading import Lock
from typing import Final

from starlette.requests import Request

from dateline import __version__
from dateline.archive.store import Archive
from dateline.desk.settings import Settings

FRESH_SECONDS: Final = 1.0
"""How long an answer may lag behind what another process writes."""


class Opened:
    """One archive, shared by all requests. Its connections may be used from any thread."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._archive = Archive.open(settings.archive, read_only=not settings.writable)
        self._lock = Lock()
        self.writing = Lock()
        """Held while reviews are added, so that no two requests write at once."""
        self._refreshed = time.monotonic()

    @property
    def name(self) -> str:
        """The archive's name, without its ending."""
        return self.settings.archive.resolve().name.removesuffix(".dateline")

    @property
    def archive(self) -> Archive:
        """The archive, with what has been written to it up to a second ago."""
        with self._lock:
            if time.monotonic() - self._refreshed > FRESH_SECONDS:
                self._archive.refresh()
                self._refreshed = time.monotonic()
        return self._archive

    @property
    def version(self) -> str:
        """Changes whenever what the archive holds, or how it is shown, does."""
        archive = self.archive
        content = f"{__version__} {archive.manifest} {len(archive.reviews())}"
        return hashlib.sha256(content.encode()).hexdigest()[:16]

    def close(self) -> None:
        self._archive.close()


def opened(request: Request) -> Opened:
    """The archive that the application of this request serves."""
    found: Opened = request.app.state.opened
    return found
