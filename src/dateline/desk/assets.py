"""Scripts and style sheets: under addresses that change with their content, or put into a page."""

import hashlib
from functools import cache
from importlib.resources import files
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
REPORT_STYLE: Final = "exports-page.css"
"""The style sheet of reports as `dateline.exports` writes them, for what is inside `.reading`."""
FOREVER: Final = "public, max-age=31536000, immutable"


@cache
def address(name: str) -> str:
    """The address of a file in `static/`."""
    digest = hashlib.sha256(content(name).encode("utf-8")).hexdigest()[:12]
    return f"/static/{digest}/{name}"


@cache
def content(name: str) -> str:
    """The text of a file in `static/`, or of `REPORT_STYLE`."""
    if name == REPORT_STYLE:
        # Rules for the page itself find nothing inside, so that the desk's own stay in force.
        page = files("dateline.exports").joinpath("page.css").read_text(encoding="utf-8")
        return f".reading {{\n{page}}}\n"
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
    if name == REPORT_STYLE:
        headers = {"Cache-Control": FOREVER if request.url.path == address(name) else "no-cache"}
        return Response(content(name), media_type=_TYPES[".css"], headers=headers)
    path = (FOLDER / name).resolve()
    inside = path.is_relative_to(FOLDER.resolve()) and path.is_file()
    if not inside or path.suffix not in _TYPES:
        raise HTTPException(404)
    fresh = request.url.path == address(name)
    headers = {"Cache-Control": FOREVER if fresh else "no-cache"}
    return FileResponse(path, media_type=_TYPES[path.suffix], headers=headers)
