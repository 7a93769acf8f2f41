"""Review: one entry after the other, each accepted, rejected or corrected; all by keyboard."""

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from dateline.desk.downloads import download
from dateline.desk.opened import opened
from dateline.desk.rendering import render, view_of
from dateline.desk.review_entry import candidates, incident_of, shown
from dateline.desk.review_fields import FIELDS, PRECISIONS, corrections, shown_span, shown_spans
from dateline.desk.review_queue import LAYERS, ORDERS, SHOWN, Selection, listed
from dateline.desk.review_session import desk_of, remember, reviewer_of
from dateline.desk.security import demand_token
from dateline.desk.view import View
from dateline.errors import DatelineError

MOST_FIELDS: Final = 500
MOST_FIELD_BYTES: Final = 100_000
MOST_DOWNLOADED: Final = 10_000
UPCOMING: Final = 8
"""Entries shown of the queue, from the current one on."""
FRAGMENT: Final = "review"
"""The id of the element that is swapped; requests for it get it alone."""

REASONS: Final = {
    "event": (
        "no such event in the text",
        "background, or a state of the world",
        "the same event is read twice",
        "not a political act",
        "a statement only",
    ),
    "statement": (
        "nobody says so in the text",
        "the same statement is read twice",
        "the words are not an attribution",
    ),
    "actor": ("nobody of that name takes part", "the same actor is read twice"),
}
"""Usual reasons to reject."""
CORRECTED: Final = "the text says otherwise"
CUT: Final = "another happening"
JOINED: Final = "the same happening"

Line = dict[str, Any]


def show(request: Request) -> Response:
    """The entry that the address names, or the first of the queue."""
    return page(request, view_of(request))


def page(
    request: Request, view: View, *, error: DatelineError | None = None, status: int = 200
) -> Response:
    """The page of one entry, or only the part that changes, where htmx asks for that."""
    if not opened(request).settings.writable:
        raise HTTPException(403, "This desk takes no reviews.")
    archive, desk = opened(request).archive, desk_of(request)
    selection, by = Selection.of(view), reviewer_of(request, view)
    rows = desk.queues.rows(archive, selection)
    ids = [row["id"] for row in rows]
    at = view.one("at") or (ids[0] if ids else "")
    item = shown(archive, at) if at else None
    incident = incident_of(archive, at) if item and item.layer == "event" else []
    own = incident[0]["incident_id"] if incident else None
    place = ids.index(at) if at in ids else -1
    swapped = request.headers.get("hx-target") == FRAGMENT and not request.headers.get(
        "hx-history-restore-request"
    )
    response = render(
        request,
        "review_item.html" if swapped else "review.html",
        view=view,
        status=status,
        error=error,
        item=item,
        selection=selection,
        upcoming=rows[max(place, 0) : max(place, 0) + UPCOMING],
        number=place + 1,
        queued=len(rows),
        next=_beside(view, ids, place + 1),
        previous=_beside(view, ids, place - 1),
        progress=desk.queues.progress(archive, selection),
        by=by,
        last=desk.last((request.state.session, by)),
        incident=incident,
        joinable=candidates(archive, item.entry, own) if item and item.layer == "event" else [],
        fields=FIELDS[item.layer] if item else (),
        reasons=REASONS[item.layer] if item else (),
        precisions=PRECISIONS,
        default_why=CORRECTED,
        shown_span=shown_span,
        shown_spans=shown_spans,
        layers=LAYERS,
        orders=ORDERS,
        selections=SHOWN,
    )
    response.headers["Vary"] = "HX-Request, HX-Target"
    return response


def _beside(view: View, ids: list[str], place: int) -> str | None:
    return view.url(at=ids[place]) if 0 <= place < len(ids) else None


async def change(request: Request) -> Response:
    """Adds what a form of the page says to the ledger, and goes on to what comes next."""
    if not opened(request).settings.writable:
        raise HTTPException(403, "This desk takes no reviews.")
    async with request.form(
        max_files=0, max_fields=MOST_FIELDS, max_part_size=MOST_FIELD_BYTES
    ) as form:
        demand_token(request, form)
        return await run_in_threadpool(_changed, request, form)


def _changed(request: Request, form: FormData) -> Response:
    view, does = view_of(request), _text(form, "do")
    if does == "name":
        response = RedirectResponse(view.url(), status_code=303)
        remember(response, _text(form, "by"))
        return response
    try:
        if does == "undo":
            return _take_back(request, view)
        return _review(request, view, form, does)
    except DatelineError as error:
        return page(request, view, error=error, status=400)


def _review(request: Request, view: View, form: FormData, does: str) -> Response:
    by = reviewer_of(request, view)
    if not by:
        raise DatelineError("nobody is named as the reviewer", hint="Give your name first.")
    if does not in _LINES:
        raise DatelineError(f"there is nothing to do as {does[:20]!r}", hint="Use the buttons.")
    desk, archive = desk_of(request), opened(request).archive
    target = _text(form, "target")
    ids = [row["id"] for row in desk.queues.rows(archive, Selection.of(view))]
    with opened(request).writing:
        lines, words = _LINES[does](request, form, target, by)
        if not lines:
            raise DatelineError("nothing was changed", hint="Change a value first, or accept it.")
        added = archive.review(lines)
    desk.note((request.state.session, by), target, words, added)
    stays = does in ("cut", "join", "report") or (does == "correct" and not form.get("accept"))
    following = target if stays else _after(ids, target)
    return RedirectResponse(view.url(at=following), status_code=303)


def _after(ids: list[str], target: str) -> str | None:
    """What comes after an entry in the queue; none is the beginning of what is left."""
    place = ids.index(target) + 1 if target in ids else len(ids)
    return ids[place] if place < len(ids) else None


def _take_back(request: Request, view: View) -> Response:
    """Withdraws the last step of this reviewer in this session."""
    desk, by = desk_of(request), reviewer_of(request, view)
    owner = request.state.session, by
    step = desk.last(owner)
    if step is None:
        raise DatelineError("there is nothing to undo", hint="Only this session's reviews are.")
    lines = [
        {"action": "withdraw", "target": review, "by": by, "why": "undone"}
        for review in reversed(step.reviews)
    ]
    with opened(request).writing:
        opened(request).archive.review(lines)
    desk.forget(owner, step)
    return RedirectResponse(view.url(at=step.target), status_code=303)


def _accept(request: Request, form: FormData, target: str, by: str) -> tuple[list[Line], str]:
    return [{"action": "accept", "target": target, "by": by}], "Accepted"


def _report(request: Request, form: FormData, target: str, by: str) -> tuple[list[Line], str]:
    report = target.partition(":")[0]
    return [{"action": "accept", "target": report, "by": by}], "Accepted the whole report of"


def _reject(request: Request, form: FormData, target: str, by: str) -> tuple[list[Line], str]:
    why = _text(form, "why")
    return [{"action": "reject", "target": target, "by": by, "why": why}], "Rejected"


def _correct(request: Request, form: FormData, target: str, by: str) -> tuple[list[Line], str]:
    archive = opened(request).archive
    item = shown(archive, target)
    why = _text(form, "why") or CORRECTED
    lines = corrections(form, item.plain, item.layer, item.local, by=by, why=why)
    if form.get("accept"):
        lines.append({"action": "accept", "target": target, "by": by})
    return lines, "Corrected"


def _cut(request: Request, form: FormData, target: str, by: str) -> tuple[list[Line], str]:
    why = _text(form, "why") or CUT
    return [_link("cut", form, target, by, why)], "Cut"


def _join(request: Request, form: FormData, target: str, by: str) -> tuple[list[Line], str]:
    why = _text(form, "why") or JOINED
    return [_link("join", form, target, by, why)], "Joined"


def _link(action: str, form: FormData, target: str, by: str, why: str) -> Line:
    other = _text(form, "other")
    return {"action": action, "target": target, "other": other, "by": by, "why": why}


_LINES: Final[dict[str, Callable[[Request, FormData, str, str], tuple[list[Line], str]]]] = {
    "accept": _accept,
    "reject": _reject,
    "correct": _correct,
    "report": _report,
    "cut": _cut,
    "join": _join,
}


def _text(form: FormData, name: str) -> str:
    found = form.get(name, "")
    return found.strip() if isinstance(found, str) else ""


def save(request: Request) -> Response:
    """The queue as a file."""
    answer = listed(
        opened(request).archive, Selection.of(view_of(request)), MOST_DOWNLOADED, sentence=True
    )
    return download(answer, request.path_params["kind"], "review-queue")


def ledger(request: Request) -> Response:
    """All reviews as JSON Lines, which `dateline review` takes."""

    def lines() -> Iterator[str]:
        for line in opened(request).archive.ledger():
            yield json.dumps(line, ensure_ascii=False) + "\n"

    headers = {"Content-Disposition": 'attachment; filename="reviews.jsonl"'}
    return StreamingResponse(lines(), media_type="application/x-ndjson", headers=headers)


ROUTES: Final = (
    Route("/review", show, methods=["GET"]),
    Route("/review", change, methods=["POST"]),
    Route("/review.{kind:str}", save, methods=["GET"]),
    Route("/review/ledger.jsonl", ledger, methods=["GET"]),
)
