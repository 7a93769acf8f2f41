"""Who is quoted, what outlets' reporting rests on, and one source across reports."""

from dataclasses import dataclass
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.archive.answer import Answer
from dateline.archive.conditions import STATEMENTS, Condition, statements_matching
from dateline.archive.filters import Filters, choice
from dateline.archive.store import Archive
from dateline.codebook import STANCES
from dateline.desk import profile_rows, source_data
from dateline.desk.actor_data import by_month, is_known
from dateline.desk.downloads import download
from dateline.desk.opened import opened
from dateline.desk.over_time import strips
from dateline.desk.paging import page_of
from dateline.desk.profile_links import Links
from dateline.desk.remembering import remembered
from dateline.desk.rendering import render, view_of
from dateline.desk.sources_data import BASES, details, resting, resting_in_all
from dateline.desk.view import View
from dateline.exports.wording import SOURCE_WORDS, STANCE_WORDS

LISTS: Final = ("sources", "outlets")
PROFILE_ROWS: Final = 20
TOP_OUTLETS: Final = 12


@remembered
def show(request: Request) -> Response:
    view, archive = view_of(request), opened(request).archive
    filters = Filters.of(**view.filters)
    listed = choice("list", view.one("list", LISTS[0]), LISTS)
    together, outlets = resting_in_all(archive.connection, filters, TOP_OUTLETS)
    page = page_of(lambda most: _asked(archive, view, listed, most), view)
    told = {}
    if listed == "sources" and page.rows:
        shown = [(row["name"], row["anonymous"]) for row in page.rows]
        told = details(archive.connection, statements_matching(filters), shown)
    return render(
        request,
        "sources.html",
        view=view,
        links=Links(view),
        bases=BASES,
        STANCE_WORDS=STANCE_WORDS,
        SOURCE_WORDS=SOURCE_WORDS,
        together=together,
        outlets=outlets,
        listed=listed,
        page=page,
        told=told,
    )


def save(request: Request) -> Response:
    """The sources or the outlets, as a file."""
    view, archive = view_of(request), opened(request).archive
    listed = choice("list", request.path_params.get("listed", LISTS[0]), LISTS)
    return download(_asked(archive, view, listed, None), request.path_params["kind"], listed)


@remembered
def profile(request: Request) -> Response:
    view, archive = view_of(request), opened(request).archive
    source = _Source.asked_for(archive, view)
    connection, name, condition = archive.connection, source.name, source.condition
    denials = source_data.denials(connection, name)
    denied = source_data.denied(connection, name)
    against = [words for row in denials + denied for words in row["against"]]
    months = by_month(connection, STATEMENTS, "r.day", condition, "s.stance")
    return render(
        request,
        "source.html",
        view=view,
        links=Links(view),
        who=name,
        STANCE_WORDS=STANCE_WORDS,
        SOURCE_WORDS=SOURCE_WORDS,
        is_actor=is_known(connection, name),
        totals=source_data.totals(connection, condition),
        kinds=source_data.kinds(connection, condition),
        bodies=source_data.bodies(connection, condition),
        strips=strips(months, STANCES),
        outlets=source_data.outlets(connection, condition, source.filters),
        carried=source_data.carried(connection, condition),
        veils=source_data.veils(connection, condition),
        denials=denials,
        denied=denied,
        speakers=source_data.speakers(connection, against) if against else {},
        differences=source_data.differences(connection, name),
        page=page_of(source.statements, view, PROFILE_ROWS),
    )


def save_profile(request: Request) -> Response:
    """The statements of one source, as a file."""
    view, archive = view_of(request), opened(request).archive
    source = _Source.asked_for(archive, view)
    return download(source.statements(None), request.path_params["kind"], "source")


@dataclass(frozen=True, slots=True)
class _Source:
    """The source that an address names, under the filters of the address."""

    archive: Archive
    name: str
    filters: Filters

    @classmethod
    def asked_for(cls, archive: Archive, view: View) -> "_Source":
        name = view.one("name")
        if not name or not source_data.is_known(archive.connection, name):
            raise HTTPException(404)
        return cls(archive, name, Filters.of(**view.filters))

    @property
    def condition(self) -> Condition:
        return source_data.said(self.name, self.filters)

    def statements(self, most: int | None) -> Answer:
        return profile_rows.statements(self.archive.connection, self.condition, most)


def _asked(archive: Archive, view: View, listed: str, most: int | None) -> Answer:
    if listed == "sources":
        return archive.sources(limit=most, **view.filters)
    return resting(archive.connection, Filters.of(**view.filters), most)


ROUTES: Final = (
    Route("/sources", show),
    Route("/sources.{kind:str}", save),
    Route("/sources/profile", profile),
    Route("/sources/profile.{kind:str}", save_profile),
    Route("/sources/{listed:str}.{kind:str}", save),
)
