"""Pages that were shown are kept until the archive changes: on a large one some take seconds.

Of a large archive the pages without filters are made when the desk starts, before anybody asks.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import wraps
from threading import Event, Lock, Thread
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dateline.desk.opened import opened
from dateline.desk.security import new_session, token_of

Handler = Callable[[Request], Response]

MOST_PAGES: Final = 64
LARGE: Final = 500
"""Reports from which on pages are made before they are asked for."""
_TOKEN: Final = b"{the session's token}"


class Remembered:
    """The last pages shown, without the token of the session that asked for them."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[str, str], tuple[bytes, dict[str, str]]] = OrderedDict()
        self._lock = Lock()

    def answer(self, request: Request, handler: Handler) -> Response:
        key = (opened(request).version, str(request.url.replace(scheme="", netloc="")))
        token = token_of(request).encode()
        with self._lock:
            kept = self._pages.get(key)
        if kept is not None:
            body, headers = kept
            return HTMLResponse(body.replace(_TOKEN, token), headers=headers)
        response = handler(request)
        if isinstance(response, HTMLResponse) and response.status_code == 200:
            headers = {
                name: value
                for name, value in response.headers.items()
                if name in ("cache-control", "content-disposition")
            }
            with self._lock:
                self._pages[key] = (bytes(response.body).replace(token, _TOKEN), headers)
                while len(self._pages) > MOST_PAGES:
                    self._pages.popitem(last=False)
        return response


def remembered(handler: Handler) -> Handler:
    """A handler whose pages depend on the archive and the address alone."""

    @wraps(handler)
    def answer(request: Request) -> Response:
        pages: Remembered = request.app.state.remembered
        return pages.answer(request, handler)

    return answer


class Warming:
    """Makes pages in the background, one after another, until it is told to stop."""

    def __init__(self, app: Starlette, pages: Iterable[tuple[str, Handler]]) -> None:
        self._app = app
        self._pages = tuple(pages)
        self._stop = Event()
        self._thread = Thread(target=self._run, name="warming", daemon=True)

    def start(self) -> None:
        if self._app.state.opened.archive.manifest.reports >= LARGE:
            self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        for path, handler in self._pages:
            if self._stop.is_set():
                return
            scope = {
                "type": "http",
                "method": "GET",
                "path": path,
                "query_string": b"",
                "headers": [],
                "app": self._app,
                "state": {"session": new_session()},
            }
            handler(Request(scope))
