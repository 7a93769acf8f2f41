"""The timeline: what happened when, drawn, counted over time, and as a list."""

from datetime import date, timedelta
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.archive.counting import PERIODS
from dateline.archive.filters import Filters, choice
from dateline.codebook import EVENT_TYPES, QUAD_CLASS, QUAD_CLASSES, STATUSES
from dateline.desk.downloads import download
from dateline.desk.opened import opened
from dateline.desk.paging import page_of
from dateline.desk.remembering import remembered
from dateline.desk.rendering import day_words, render, view_of
from dateline.desk.timeline_data import (
    GROUPINGS,
    MOST_MARKS,
    STATUS_GROUPS,
    Timeline,
    Window,
    counts,
    period_end,
    timeline_of,
)
from dateline.desk.view import View
from dateline.desk.when_words import when
from dateline.exports.wording import STATUS_WORDS
from dateline.gazetteer.countries import table as countries

ROWS: Final = 30
DRAWN_ALIKE: Final = 4
"""Groups of statuses that are drawn alike (`timeline_data.STATUS_GROUPS`)."""


@remembered
def page(request: Request) -> Response:
    """What fits the filters: its pictures, its counts, and each happening once."""
    view = view_of(request)
    archive = opened(request).archive
    per, by = options(view)
    timeline = timeline_of(archive, Filters.of(**view.filters), per, by)
    listed = page_of(lambda most: archive.timeline(limit=most, **view.filters), view, ROWS)
    return render(
        request,
        "timeline.html",
        view=view,
        timeline=timeline,
        listed=listed,
        table=table(timeline),
        names_of_values=[named(value, by) for value in timeline.values],
        drawing=drawing(timeline),
        periods=PERIODS,
        groupings=GROUPINGS,
        chosen_per=per,
        most_marks=MOST_MARKS,
        when=when,
        moves=moves(view, timeline.window) if timeline.window else {},
    )


def as_file(request: Request) -> Response:
    """The list as a file."""
    answer = opened(request).archive.timeline(**view_of(request).filters)
    return download(answer, request.path_params["kind"], "timeline")


def counts_as_file(request: Request) -> Response:
    """The counts as a file, of all times and with the period and grouping of the page."""
    view = view_of(request)
    archive, filters = opened(request).archive, Filters.of(**view.filters)
    per, by = options(view)
    per = per or timeline_of(archive, filters, per, by).per
    answer = counts(archive, filters, per, by)
    return download(answer, request.path_params["kind"], f"timeline-{per}-{by}")


def options(view: View) -> tuple[str, str]:
    """The period of the counts, empty where the span decides, and what is counted by."""
    per = view.one("per")
    return (
        choice("period", per, PERIODS) if per else "",
        choice("grouping", view.one("by", GROUPINGS[0]), GROUPINGS),
    )


def named(value: str | None, by: str) -> str:
    """A value that is counted by, in words."""
    if value is None:
        return "country not known"
    if by == "country":
        return countries()[value].name if value in countries() else value
    return STATUS_WORDS[value] if by == "status" else value


def table(timeline: Timeline) -> list[dict[str, Any]]:
    """The counts, one row a period: all, those on unnamed sources alone, and by value."""
    found: dict[date | None, dict[str, Any]] = {}
    places = {value: place for place, value in enumerate(timeline.values)}
    for start, value, number, unnamed in timeline.rows:
        row = found.setdefault(start, _empty_row(start, timeline.per, len(places)))
        row["all"] += number
        row["unnamed"] += unnamed
        row["values"][places[value]] += number
    return list(found.values())


def _empty_row(start: date | None, per: str, values: int) -> dict[str, Any]:
    words = ""
    if start:
        words = {"year": f"{start.year:04}", "month": f"{start:%B} {start.year:04}"}.get(per, "")
    return {
        "start": start,
        "end": period_end(start, per) if start else None,
        "words": words or day_words(start),
        "all": 0,
        "unnamed": 0,
        "values": [0] * values,
    }


def moves(view: View, window: Window) -> dict[str, str]:
    """Addresses of the time before, of that after, and of all times."""
    length = timedelta(days=window.days)
    found = {}
    if window.first - date.min > length:
        found["Earlier"] = _at(view, window.first - length, window.last - length)
    if date.max - window.last > length:
        found["Later"] = _at(view, window.first + length, window.last + length)
    if window.days > 2:
        third = timedelta(days=window.days // 4)
        found["Closer"] = _at(view, window.first + third, window.last - third)
    if "since" in view.values or "until" in view.values:
        found["All times"] = view.url(since=None, until=None)
    return found


def _at(view: View, first: date, last: date) -> str:
    return view.url(since=first.isoformat(), until=last.isoformat())


def drawing(timeline: Timeline) -> dict[str, Any] | None:
    """What the script draws. Days count from the first; types and statuses are numbered."""
    window = timeline.window
    if window is None:
        return None
    kinds = {kind: place for place, kind in enumerate(EVENT_TYPES)}
    places = {value: place for place, value in enumerate(timeline.values)}
    by_quad = {"quad": {quad: quad for quad in QUAD_CLASSES}, "type": QUAD_CLASS}
    quads = by_quad.get(timeline.by, {})
    starts = {row[0] for row in timeline.rows if row[0]}
    return {
        "first": window.first,
        "days": window.days,
        "per": timeline.per,
        "ends": {
            (start - window.first).days: (period_end(start, timeline.per) - window.first).days
            for start in sorted(starts)
        },
        "by": timeline.by,
        "keys": timeline.values,
        "values": [named(value, timeline.by) for value in timeline.values],
        "quads": [quads.get(value or "", "").replace(" ", "-") for value in timeline.values],
        "types": list(kinds),
        "typeQuads": [QUAD_CLASS[kind].replace(" ", "-") for kind in kinds],
        "rows": [kinds[kind] for group in QUAD_CLASSES.values() for kind in group],
        "statuses": [STATUS_WORDS[status] for status in STATUSES],
        "groups": [STATUS_GROUPS[status] for status in STATUSES],
        "counts": [
            [(start - window.first).days, places[value], number, unnamed]
            for start, value, number, unnamed in timeline.rows
            if start
        ],
        "marks": timeline.marks,
        "bars": _packed(timeline.bars),
    }


def _packed(bars: list[list[int]]) -> dict[int, list[int]]:
    """Bars by day of their period, each as `type * DRAWN_ALIKE + status group` and its number."""
    packed: dict[int, list[int]] = {}
    for day, kind, group, number in bars:
        packed.setdefault(day, []).extend((kind * DRAWN_ALIKE + group, number))
    return packed


ROUTES = [
    Route("/timeline", page),
    Route("/timeline.{kind}", as_file),
    Route("/timeline/counts.{kind}", counts_as_file),
]
