"""Errors of the API, as `application/problem+json` (RFC 9457)."""

from typing import Any, Final

from starlette.responses import JSONResponse, Response

MEDIA_TYPE: Final = "application/problem+json"


def problem(status: int, title: str, detail: str | None = None) -> Response:
    """What is wrong, and in `detail` what to do about it."""
    content: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
    if detail:
        content["detail"] = detail
    return JSONResponse(content, status, media_type=MEDIA_TYPE)
