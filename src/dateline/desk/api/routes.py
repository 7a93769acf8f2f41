from typing import Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

ROUTES: tuple[Route, ...] = ()


def problem(status: int, message: str, hint: str | None) -> Response:
    """An error as `application/problem+json` (RFC 9457)."""
    content: dict[str, Any] = {"title": message, "status": status, "detail": hint}
    return JSONResponse(content, status, media_type="application/problem+json")
