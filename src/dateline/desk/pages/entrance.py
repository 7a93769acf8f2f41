"""The page that asks for the password."""

from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dateline.desk.rendering import render
from dateline.desk.security import Sessions, cookie


async def show(request: Request) -> Response:
    return render(request, "login.html", wrong=False)


async def log_in(request: Request) -> Response:
    sessions: Sessions = request.app.state.sessions
    async with request.form(max_files=0, max_fields=4) as form:
        session = sessions.admit(str(form.get("password", "")))
    if session is None:
        return render(request, "login.html", status=403, wrong=True)
    response = RedirectResponse("/", status_code=303)
    response.headers.append("set-cookie", cookie(session))
    return response


ROUTES: Final = (
    Route("/login", show, methods=["GET"]),
    Route("/login", log_in, methods=["POST"]),
)
