"""Pages from templates. Every value is escaped; `plain` also takes out what reorders text."""

import json
from datetime import date
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline import __version__
from dateline.codebook import EVENT_MODES, QUAD_CLASS, STANCES, STATUSES
from dateline.desk import assets
from dateline.desk.opened import opened
from dateline.desk.security import token_of
from dateline.desk.view import View
from dateline.exports.neutral import one_line, shorten
from dateline.exports.wording import TYPE_WORDS

LONGEST: Final = 400
"""Characters of a name or a line of text in a list."""

_QUAD_KEYS: Final = {kind: quad.replace(" ", "-") for kind, quad in QUAD_CLASS.items()}


def view_of(request: Request) -> View:
    """What the address of a request asks for."""
    return View.of(request.url.path, request.query_params)


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page. With `alone=1` in the address it is one file that needs no other."""
    view = values.pop("view", None) or view_of(request)
    alone = view.one("alone") == "1"
    text = (
        _environment()
        .get_template(template)
        .render(
            view=view,
            alone=alone,
            archive_name=opened(request).name,
            writable=opened(request).settings.writable,
            token=token_of(request),
            **values,
        )
    )
    response = HTMLResponse(text, status_code=status)
    response.headers["Cache-Control"] = "no-cache"
    if alone:
        response.headers["Content-Disposition"] = 'attachment; filename="dateline.html"'
    return response


def plain(value: object, most: int = LONGEST) -> str:
    """Text of a report on one line, harmless and of a bearable length."""
    return shorten(one_line(str(value)), most)


def day_words(value: object) -> str:
    """A day as "4 March 2024"; empty where there is none."""
    if not isinstance(value, date):
        return ""
    return f"{value.day} {value:%B} {value.year:04}"


def data_block(value: Any, name: str = "data") -> Markup:
    """JSON inside a page for its script to draw; nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, default=_json, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup('<script type="application/json" id="{}">{}</script>').format(
        name,
        Markup(text),
    )


def _json(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def _environment() -> Environment:
    global _made
    if _made is None:
        _made = Environment(
            loader=PackageLoader("dateline.desk"),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        _made.filters.update(plain=plain, day=day_words, number=_number)
        _made.globals.update(
            version=__version__,
            asset=assets.address,
            style_inside=assets.style_inside,
            script_inside=assets.script_inside,
            data_block=data_block,
            TYPE_WORDS=TYPE_WORDS,
            QUAD_KEY=_QUAD_KEYS,
            EVENT_MODES=EVENT_MODES,
            STATUSES=STATUSES,
            STANCES=STANCES,
        )
    return _made


_made: Environment | None = None
