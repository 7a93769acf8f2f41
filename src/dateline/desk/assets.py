"""Scripts and style sheets: under addresses that change with their content, or put into a page."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

FOLDER: Final = Path(__file__).parent / "static"
_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
FOREVER: Final = "public, max-age=31536000, immutable"


@cache
def address(name: str) -> str:
    """The address of a file in `static/`."""
    digest = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
    return f"/static/{digest}/{name}"


@cache
def content(name: str) -> str:
    """The text of a file in `static/`."""
    return (FOLDER / name).read_text(encoding="utf-8")


def style_inside(name: str) -> Markup:
    """A style sheet as an element of a page that stands alone."""
    return Markup("<style>{}</style>").format(Markup(content(name)))


def script_inside(name: str) -> Markup:
    """A script as an element of a page that stands alone."""
    text = content(name).replace("</script", "<\\/script").replace("<!--", "<\\!--")
    return Markup("<script>{}</script>").format(Markup(text))


async def static_file(request: Request) -> Response:
    """A file of `static/`, for as long as its content is what the address says."""
    name = request.path_params["name"]
    path = (FOLDER / name).resolve()
    inside = path.is_relative_to(FOLDER.resolve()) and path.is_file()
    if not inside or path.suffix not in _TYPES:
        raise HTTPException(404)
    fresh = request.url.path == address(name)
    headers = {"Cache-Control": FOREVER if fresh else "no-cache"}
    return FileResponse(path, media_type=_TYPES[path.suffix], headers=headers)
