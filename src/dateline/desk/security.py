"""Who may ask, and what browsers may do with a page.

A session is a random cookie; a change must also bring the session's token, which only a page of
the desk holds. Where a password is set, a session counts only once it has given the password.
"""

import hmac
import secrets
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import FormData, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.desk.settings import LOOPBACK, Settings
from dateline.errors import DatelineError

COOKIE: Final = "dateline"
TOKEN: Final = "token"
TOKEN_HEADER: Final = "x-dateline-token"
MOST_SESSIONS: Final = 10_000
READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})

PLOT_STYLE: Final = "sha256-jSYQUrW7J0b3jPqhZP9C2Xh1PyJKHKXd4s0fpGGKrww="
"""The style element that Observable Plot puts into its pictures."""

HEADERS: Final = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'self' '{PLOT_STYLE}'",
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


class Sessions:
    """The sessions of one run of the desk."""

    def __init__(self, password: str | None) -> None:
        self._secret = secrets.token_bytes(32)
        self._password = password
        self._admitted: dict[str, None] = {}

    def token(self, session: str) -> str:
        return hmac.new(self._secret, session.encode(), sha256).hexdigest()

    def is_token(self, session: str, token: str) -> bool:
        return hmac.compare_digest(self.token(session).encode(), token.encode())

    def is_admitted(self, session: str) -> bool:
        return self._password is None or session in self._admitted

    def is_program(self, authorization: str) -> bool:
        """Whether a program gives the password itself; no browser does so on its own."""
        scheme, _, password = authorization.partition(" ")
        return (
            self._password is not None
            and scheme.casefold() == "bearer"
            and hmac.compare_digest(self._password.encode(), password.strip().encode())
        )

    def admit(self, password: str) -> str | None:
        """A new session if the password is right: no session from before it is raised."""
        if not hmac.compare_digest((self._password or "").encode(), password.encode()):
            return None
        session = new_session()
        self._admitted[session] = None
        while len(self._admitted) > MOST_SESSIONS:
            del self._admitted[next(iter(self._admitted))]
        return session


def new_session() -> str:
    return secrets.token_urlsafe(24)


class Guard:
    """Middleware: known hosts only, a session for everybody, the password, headers."""

    def __init__(self, app: ASGIApp, settings: Settings, sessions: Sessions) -> None:
        self._app = app
        self._settings = settings
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        session = request.cookies.get(COOKIE, "")
        given = session
        if not _is_session(session):
            session = new_session()
        request.state.session = session

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                set_already = any(COOKIE in one for one in headers.getlist("set-cookie"))
                if session != given and not set_already and not _is_static(scope):
                    headers.append("set-cookie", cookie(session))
            await send(message)

        refusal = self._refusal(request, session)
        await (refusal or self._app)(scope, receive, send_guarded)

    def _refusal(self, request: Request, session: str) -> ASGIApp | None:
        if not self._knows_host(request):
            # A name that somebody else points at this machine could read it through a browser.
            return PlainTextResponse("This host name is not served here.\n", status_code=421)
        open_to_all = _is_static(request.scope) or request.url.path == "/login"
        request.state.program = self._sessions.is_program(request.headers.get("authorization", ""))
        if open_to_all or request.state.program or self._sessions.is_admitted(session):
            return None
        if request.method in READING and "/api/" not in request.url.path:
            return RedirectResponse("/login", status_code=303)
        return PlainTextResponse("Log in first, at /login.\n", status_code=401)

    def _knows_host(self, request: Request) -> bool:
        if self._settings.host not in LOOPBACK:
            return True
        try:
            name = urlsplit(f"//{request.headers.get('host', '')}").hostname
        except ValueError:
            return False
        return name in LOOPBACK


def cookie(session: str) -> str:
    """The header that sets the session's cookie."""
    return f"{COOKIE}={session}; Path=/; HttpOnly; SameSite=Strict"


def token_of(request: Request) -> str:
    """The token which the forms of this request's session must bring."""
    sessions: Sessions = request.app.state.sessions
    return sessions.token(request.state.session)


def demand_token(request: Request, form: FormData | None = None) -> None:
    """Raises `UntrustedError` unless a change comes from a page of the desk, or a program that
    gives the password."""
    if request.state.program:
        return
    in_form = form.get(TOKEN) if form else None
    given = request.headers.get(TOKEN_HEADER) or in_form or ""
    sessions: Sessions = request.app.state.sessions
    if not isinstance(given, str) or not sessions.is_token(request.state.session, given):
        raise UntrustedError(
            "this change doesn't come from a page of the desk, or from one of an earlier run",
            hint="Load the page again, and repeat it there.",
        )
    # As pages tell no referrer, browsers send "null" with their forms; the token must do then.
    origin = request.headers.get("origin", "null")
    if origin != "null" and _host(origin) != request.headers.get("host"):
        raise UntrustedError(
            "this change comes from another site", hint="Use the desk's own pages."
        )


def _host(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # such as "http://["
        return None


class UntrustedError(DatelineError):
    """A change that doesn't come from a page of the desk."""


def _is_session(session: str) -> bool:
    return len(session) == 32 and session.replace("-", "").replace("_", "").isalnum()


def _is_static(scope: Scope) -> bool:
    return str(scope["path"]).startswith("/static/")
