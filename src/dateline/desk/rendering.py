"""Pages from templates. Every value is escaped; `plain` also takes out what reorders text."""

import json
import re
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

_ISO_DAY: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_INTERNAL_LINK: Final = re.compile(r'(<a\b[^<>]*?) href="/[^"]*"')
_NUMBERS: Final = frozenset(
    "one two three four five six seven eight nine ten eleven twelve dozens scores hundreds "
    "thousands several many some both most others".split()
)

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
    if alone:
        # There the desk is not, so that its links are words, in whatever template they stand.
        text = _INTERNAL_LINK.sub(r"\1", text)
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
    day = as_date(value)
    return f"{day.day} {day:%B} {day.year:04}" if day else ""


def short_day(value: object) -> str:
    """A day as "4 Mar 2024", for tables; empty where there is none."""
    day = as_date(value)
    return f"{day.day} {day:%b} {day.year:04}" if day else ""


def in_words(sentence: object) -> str:
    """A sentence of the archive with its days as "4 March 2024"."""
    return _ISO_DAY.sub(lambda found: day_words(found[0]) or found[0], str(sentence))


def as_date(value: object) -> date | None:
    """A day that is given as such, or as ISO 8601 has it."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) else None


def called(name: object, most: int = LONGEST) -> str:
    """The name of an actor; of one that is only a number, it is said that more isn't known."""
    words = plain(name, most)
    is_number = words.replace(",", "").isdigit() or words.lower() in _NUMBERS
    return f"{words} (unspecified)" if is_number else words


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


def _size(count: int) -> str:
    """A number of bytes, as people say it."""
    return f"{_number(round(count / 1_000_000, 1))} MB" if count >= 100_000 else f"{count:,} bytes"


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
        _made.filters.update(
            plain=plain,
            day=day_words,
            short_day=short_day,
            in_words=in_words,
            called=called,
            number=_number,
            size=_size,
        )
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
