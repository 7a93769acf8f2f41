"""What can be read from the API: lists in pages, single things by their ids."""

import json
from collections.abc import Callable
from datetime import date
from itertools import islice
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.archive.answer import Answer
from dateline.archive.conditions import reports_matching
from dateline.archive.filters import Filters
from dateline.archive.store import Archive
from dateline.desk.api.problems import problem
from dateline.desk.opened import opened
from dateline.desk.rendering import view_of
from dateline.desk.view import FILTERS, View
from dateline.errors import DatelineError

LIMIT: Final = 100
MOST: Final = 1000
"""Rows of one page, unless asked for, and at most."""
FURTHEST: Final = 100_000
"""The furthest row that can be paged to; more is had with `dateline export`."""
PAGING: Final = ("limit", "offset")
COUNTING: Final = ("per", "by", "dyads", "dedup")

Ask = Callable[[Archive, View, int], Answer]

_REPORT_COLUMNS: Final = (
    "r.report_id, r.title, r.url, r.outlet, r.byline, r.language, r.published, r.day, "
    "r.credits, r.words"
)


def _events(archive: Archive, view: View, most: int) -> Answer:
    return archive.events(limit=most, dedup=_optional(view, "dedup"), **view.filters)


def _timeline(archive: Archive, view: View, most: int) -> Answer:
    options = {key: _optional(view, key) for key in COUNTING}
    return archive.timeline(limit=most, **options, **view.filters)


def _statements(archive: Archive, view: View, most: int) -> Answer:
    return archive.statements(limit=most, **view.filters)


def _incidents(archive: Archive, view: View, most: int) -> Answer:
    return archive.incidents(limit=most, **view.filters)


def _actors(archive: Archive, view: View, most: int) -> Answer:
    return archive.actors(limit=most, **view.filters)


def _sources(archive: Archive, view: View, most: int) -> Answer:
    return archive.sources(limit=most, **view.filters)


def _search(archive: Archive, view: View, most: int) -> Answer:
    return archive.search(view.one("q"), limit=most, **view.filters)


def _reports(archive: Archive, view: View, most: int) -> Answer:
    condition = reports_matching(Filters.of(**view.filters))
    sql = (
        f"SELECT {_REPORT_COLUMNS} FROM reports r WHERE {condition.sql} "
        f"ORDER BY r.day DESC NULLS LAST, r.report_id LIMIT {most}"
    )
    return Answer(archive.connection, sql, condition.parameters)


LISTS: Final[dict[str, tuple[Ask, tuple[str, ...]]]] = {
    "events": (_events, ("dedup",)),
    "timeline": (_timeline, COUNTING),
    "statements": (_statements, ()),
    "incidents": (_incidents, ()),
    "actors": (_actors, ()),
    "sources": (_sources, ()),
    "search": (_search, ("q",)),
    "reports": (_reports, ()),
}
"""What answers each list, and the keys that it takes beside filters and paging."""


def _list(name: str) -> Callable[[Request], Response]:
    ask, keys = LISTS[name]
    known = {*FILTERS, *PAGING, *keys}

    def answer(request: Request) -> Response:
        view = view_of(request)
        _check_keys(view, known)
        limit = _count(view, "limit", LIMIT, 1, MOST)
        offset = _count(view, "offset", 0, 0, FURTHEST)
        archive = opened(request).archive
        rows = list(islice(ask(archive, view, offset + limit + 1), offset, offset + limit + 1))
        content: dict[str, Any] = {"items": rows[:limit], "limit": limit, "offset": offset}
        content["next"] = (
            view.url(limit=limit, offset=offset + limit)
            if len(rows) > limit and offset + limit <= FURTHEST
            else None
        )
        response = tagged(request, content)
        if content["next"]:
            response.headers["Link"] = f'<{content["next"]}>; rel="next"'
        return response

    return answer


def _report(request: Request) -> Response:
    archive = opened(request).archive
    report_id = request.path_params["report_id"]
    view = view_of(request)
    _check_keys(view, {"reviewed"})
    record = archive.reviewed if view.one("reviewed") == "1" else archive.record
    try:
        return tagged(request, record(report_id).to_dict())
    except DatelineError as error:
        return problem(404, f"there is no report {report_id[:40]}", error.hint)


def _incident(request: Request) -> Response:
    archive = opened(request).archive
    _check_keys(view_of(request), set())
    incident_id = request.path_params["incident_id"]
    found = Answer(
        archive.connection, "SELECT * FROM incidents WHERE incident_id = ?", (incident_id,)
    ).to_records()
    if not found:
        return problem(404, f"there is no incident {incident_id[:40]}")
    events = Answer(
        archive.connection,
        "SELECT event_id, report_id, score, reason FROM incident_events WHERE incident_id = ? "
        "ORDER BY event_id",
        (incident_id,),
    )
    return tagged(request, {**found[0], "events": events.to_records()})


def _reviews(request: Request) -> Response:
    _check_keys(view_of(request), set())
    return tagged(request, {"items": list(opened(request).archive.ledger())})


def tagged(request: Request, content: Any) -> Response:
    """JSON with an entity tag; only the tag's confirmation where the client has it already."""
    tag = f'W/"{opened(request).version}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    known = request.headers.get("if-none-match", "")
    if tag in (one.strip() for one in known.split(",")):
        return Response(status_code=304, headers=headers)
    text = json.dumps(content, ensure_ascii=False, default=_plain)
    body = text.encode("utf-8", "replace")  # A lone surrogate has no place in UTF-8.
    return Response(body, headers=headers, media_type="application/json")


def _plain(value: object) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value)


def _optional(view: View, key: str) -> str | None:
    return view.one(key) or None


def _check_keys(view: View, known: set[str]) -> None:
    """A key that is misspelt would else be left out of account without a word."""
    unknown = sorted(view.values.keys() - known)
    if unknown:
        raise DatelineError(
            f"there is no parameter {unknown[0][:40]!r}",
            hint=f"Choose from {', '.join(sorted(known))}." if known else "Leave it out.",
        )


def _count(view: View, key: str, default: int, least: int, most: int) -> int:
    given = view.one(key, str(default))
    if given.isascii() and given.isdigit() and len(given) < 10 and least <= int(given) <= most:
        return int(given)
    raise DatelineError(
        f"{key} can't be {given[:20]!r}", hint=f"Give a whole number from {least} to {most}."
    )


ROUTES: Final = (
    *(Route(f"/{name}", _list(name), methods=["GET"]) for name in LISTS),
    Route("/reports/{report_id}", _report, methods=["GET"]),
    Route("/incidents/{incident_id}", _incident, methods=["GET"]),
    Route("/reviews", _reviews, methods=["GET"]),
)
