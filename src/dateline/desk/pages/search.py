"""Search: words in the texts of all reports, within what the filters leave."""

from collections.abc import Mapping
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.archive.answer import Answer
from dateline.desk import reports_data, search_data
from dateline.desk.downloads import download
from dateline.desk.opened import opened
from dateline.desk.paging import page_of
from dateline.desk.rendering import render, view_of
from dateline.desk.view import View
from dateline.errors import DatelineError

ROWS: Final = 20
"""Reports on a page; each has several passages."""
LONGEST_QUERY: Final = 500
EXAMPLES: Final = (
    ("ceasefire talks", "both words, in one paragraph; ‘talk’ finds ‘talks’ too"),
    ('"lay down their arms"', "these words, one after the other"),
    ("shell*", "all words that begin so"),
    ("strike OR raid", "one of the two"),
    ("minister NOT resign*", "the first and not the second"),
    ("(army OR police) AND curfew", "brackets say what belongs together"),
)


def search(request: Request) -> Response:
    """The page; a query that can't be understood is told on it."""
    view = view_of(request)
    values: dict[str, Any] = {"query": _query(view), "examples": EXAMPLES, "wrong": None}
    try:
        found = _found(request, view)
    except DatelineError as error:
        values |= {"wrong": error, "page": None, "passages": {}}
        return render(request, "search.html", status=400, view=view, **values)
    return render(request, "search.html", view=view, **values, **found)


def search_file(request: Request) -> Response:
    """What is found as a file."""
    return download(_answer(request, view_of(request), None), request.path_params["kind"], "search")


def _query(view: View) -> str:
    query = view.one("q")
    if len(query) > LONGEST_QUERY:
        raise DatelineError(
            f"the query has more than {LONGEST_QUERY} characters", hint="Look for fewer words."
        )
    return query


def _answer(request: Request, view: View, limit: int | None) -> Answer:
    archive, query = opened(request).archive, _query(view)
    if query:
        return archive.search(query, limit=limit, **view.filters)
    wanted = reports_data.Wanted(view.filters)
    return reports_data.listed(archive, wanted, limit)


def _found(request: Request, view: View) -> Mapping[str, Any]:
    """The page of reports, and the passages of each: what fits the query, else the filters."""
    query = _query(view)
    if not query and not view.filters:
        return {"page": None, "passages": {}}
    page = page_of(lambda limit: _answer(request, view, limit), view, ROWS)
    connection = opened(request).archive.connection
    ids = [row["report_id"] for row in page.rows]
    if not ids:
        passages: dict[str, list[search_data.Passage]] = {}
    elif query:
        passages = search_data.passages(search_data.texts(connection, ids), query)
    else:
        passages = search_data.events_in(connection, view.filters, ids)
    return {"page": page, "passages": passages}


ROUTES: Final = (
    Route("/search", search),
    Route("/search.{kind}", search_file),
)
