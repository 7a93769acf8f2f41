"""The map: what happened where, with how well the place is known, and what has no place."""

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.archive import listing
from dateline.archive.conditions import one_of
from dateline.archive.filters import Filters
from dateline.archive.lookup_conditions import events_matching
from dateline.codebook import EVENT_TYPES, QUAD_CLASS, QUAD_CLASSES, STATUSES
from dateline.desk.atlas import outline, world
from dateline.desk.downloads import download
from dateline.desk.happenings import table_of_happenings
from dateline.desk.map_data import (
    MOST_NAMES,
    NOWHERE,
    SHOWN,
    Drawn,
    Place,
    drawn,
    ids_at,
    placed,
    places,
    places_answer,
    totals,
)
from dateline.desk.opened import opened
from dateline.desk.paging import page_of
from dateline.desk.remembering import remembered
from dateline.desk.rendering import render, view_of
from dateline.desk.timeline_data import STATUS_GROUPS
from dateline.desk.view import View
from dateline.desk.when_words import when
from dateline.exports.wording import STATUS_WORDS
from dateline.gazetteer.countries import table as countries

ROWS: Final = 30
KIND_WORDS: Final = {
    "dot": "city or site",
    "ring": "region",
    "area": "country",
    "name": "not resolved",
}


@remembered
def page(request: Request) -> Response:
    """The places of what fits the filters; with `at` in the address what happened at one."""
    view = view_of(request)
    archive, filters = opened(request).archive, Filters.of(**view.filters)
    with table_of_happenings(archive, events_matching(filters), placed) as cursor:
        key = view.one("at")
        here = None
        listed = None
        if key:
            found = places(cursor, "key = $key", 1, key=key)
            here = found[0] if found else None
            listed = page_of(
                lambda most: listing.events(
                    archive.connection, one_of("e.id", ids_at(cursor, key, most)), most, {}
                ),
                view,
                ROWS,
            )
        start = 0 if key else (view.page - 1) * ROWS
        table = places(cursor, SHOWN, ROWS + 1, start)
        drawing = drawn(cursor, filters)
        number = totals(cursor)
        names = places(cursor, "kind = 'name'", MOST_NAMES)
    return render(
        request,
        "map.html",
        view=view,
        key=key,
        here=here,
        listed=listed,
        table=table[:ROWS],
        pages=_pages(view, len(table) > ROWS) if not key else {},
        first=start + 1,
        drawn=drawing,
        drawing=data_of(drawing),
        world=world,
        names=names,
        named=place_words,
        kind_words=KIND_WORDS,
        total=sum(happenings for happenings, _ in number.values()),
        number=number,
        nowhere=NOWHERE,
        when=when,
    )


def as_file(request: Request) -> Response:
    """All places as a file."""
    answer = places_answer(opened(request).archive, Filters.of(**view_of(request).filters))
    return download(answer, request.path_params["kind"], "places")


def place_words(place: Place) -> str:
    """The name of a place, with its country."""
    country = countries()[place.country].name if place.country in countries() else place.country
    if place.kind == "area":
        return country or place.name
    return f"{place.name}, {country}" if country else place.name


def _pages(view: View, more: bool) -> dict[str, str]:
    found = {}
    if view.page > 1:
        found["← Before"] = view.url(page=view.page - 1 if view.page > 2 else None)
    if more:
        found["After →"] = view.url(page=view.page + 1)
    return found


def data_of(drawing: Drawn) -> dict[str, Any]:
    """What the script draws, as JSON. Quad classes, types and statuses are numbered."""
    quads = list(QUAD_CLASSES)
    window = drawing.window
    return {
        "first": window.first if window else None,
        "periods": [
            [(start - window.first).days, (end - start).days] for start, end in drawing.periods
        ]
        if window
        else [],
        "places": [_place(place) for place in drawing.places],
        "quads": quads,
        "types": EVENT_TYPES,
        "typeQuads": [quads.index(QUAD_CLASS[kind]) for kind in EVENT_TYPES],
        "statuses": [STATUS_WORDS[status] for status in STATUSES],
        "groups": [STATUS_GROUPS[status] for status in STATUSES],
        "marks": drawing.marks,
        "counts": drawing.counts,
    }


def _place(place: Place) -> list[Any]:
    """Key, kind, name, longitude, latitude, and the outline of a country."""
    point = [None if one is None else round(one, 3) for one in (place.lon, place.lat)]
    country = outline(place.country or "") if place.kind == "area" else None
    return [place.key, place.kind, place_words(place), *point, country]


ROUTES = [Route("/map", page), Route("/map.{kind}", as_file)]
