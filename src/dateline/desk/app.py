"""The web application: its pages, and what happens when something is wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from dateline.desk import assets
from dateline.desk.api import problems
from dateline.desk.api import routes as api
from dateline.desk.opened import Opened
from dateline.desk.pages import (
    actors,
    add,
    entrance,
    incidents,
    map_page,
    reports,
    review,
    search,
    sources,
    timeline,
)
from dateline.desk.remembering import Remembered, Warming
from dateline.desk.rendering import render
from dateline.desk.security import Guard, Sessions, UntrustedError
from dateline.desk.settings import Settings
from dateline.desk.view import View
from dateline.errors import DatelineError

_PAGES = (timeline, map_page, actors, incidents, reports, sources, search, review, add, entrance)

_WARM = (
    ("/timeline", timeline.page),
    ("/map", map_page.page),
    ("/actors", actors.show),
    ("/sources", sources.show),
    ("/incidents", incidents.incidents),
)


def create_app(settings: Settings) -> Starlette:
    """The application for one archive. Raises `DatelineError` if it can't be opened."""
    archive = Opened(settings)
    sessions = Sessions(settings.password)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        warming = Warming(app, _WARM)
        warming.start()
        yield
        warming.stop()
        archive.close()

    app = Starlette(
        routes=[
            Route("/", _first_page),
            Route("/static/{digest}/{name:path}", assets.static_file),
            *(route for page in _PAGES for route in page.ROUTES),
            Mount("/api/v1", routes=api.ROUTES),
        ],
        middleware=[
            Middleware(Guard, settings=settings, sessions=sessions),
            Middleware(GZipMiddleware, minimum_size=1000),
        ],
        exception_handlers={
            DatelineError: _wrong,
            HTTPException: _http_error,
        },
        lifespan=lifespan,
    )
    app.state.opened = archive
    app.state.sessions = sessions
    app.state.remembered = Remembered()
    return app


async def _first_page(request: Request) -> Response:
    return RedirectResponse("/timeline", status_code=307)


async def _wrong(request: Request, error: Exception) -> Response:
    """Something that the user asked for makes no sense."""
    assert isinstance(error, DatelineError)
    status = 403 if isinstance(error, UntrustedError) else 400
    return problem(request, status, error.message, error.hint)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    message = "There is no such page." if error.status_code == 404 else str(error.detail)
    response = problem(request, error.status_code, message, None)
    response.headers.update(error.headers or {})
    return response


def problem(request: Request, status: int, message: str, hint: str | None) -> Response:
    """What is wrong, as a page, or as JSON where a program asked (RFC 9457)."""
    if request.url.path.startswith("/api/"):
        return problems.problem(status, message, hint)
    view = View(request.url.path, {})
    return render(request, "error.html", status=status, view=view, message=message, hint=hint)
