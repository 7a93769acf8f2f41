"""Reports: the list, and one with all that was read in it."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any, Final

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.archive.answer import Answer
from dateline.archive.links import OUTLET
from dateline.desk import reports_data as data
from dateline.desk.downloads import download
from dateline.desk.incidents_data import LINK_WORDS
from dateline.desk.opened import opened
from dateline.desk.paging import page_of
from dateline.desk.rendering import render, view_of
from dateline.desk.view import View
from dateline.errors import DatelineError
from dateline.exports.article import article
from dateline.exports.cards import happening_card, statement_card
from dateline.exports.entries import actor_card, day_element, place_card, time_card
from dateline.exports.index import Index, happenings
from dateline.exports.markup import web_link
from dateline.exports.neutral import one_line, shorten
from dateline.exports.wording import ANONYMITY_WORDS, STATUS_WORDS
from dateline.record import Event, Record

Row = dict[str, Any]

TITLE_LIMIT: Final = 160
URL_LIMIT: Final = 80
LONG_TEXT: Final = 25_000
"""Characters above which places and times are not marked, so that the page stays light."""
LIST_KEY: Final = "list"
"""Says from which list one came to a report, which tells what stands before and after it."""

LISTS: Final = ("reports", "search")
MOST_FOUND: Final = 1000
"""Reports of a search that are gone through to find what stands around one."""

_Pair = tuple[str | None, str | None]
_REPORT_ID: Final = re.compile(r"[0-9a-f]{16}")
_EMPTY_LINK: Final = re.compile(r"<a\b[^<>]*>(\s+)</a>")
"""A mark that covers a space between other marks leads nowhere that they do not."""
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")


def reports(request: Request) -> Response:
    """The list of reports."""
    view = view_of(request)
    page = page_of(lambda limit: _listed(request, view, limit), view)
    return render(
        request, "reports.html", view=view, page=page, list_key=LIST_KEY, outlet_mark=OUTLET
    )


def reports_file(request: Request) -> Response:
    """The list as a file."""
    return download(
        _listed(request, view_of(request), None), request.path_params["kind"], "reports"
    )


def report(request: Request) -> Response:
    """One report."""
    view, report_id = view_of(request), request.path_params["report_id"]
    record = _record(request, report_id)
    if record is None:
        return render(
            request,
            "error.html",
            status=404,
            view=view,
            message=f"There is no report {report_id} in this archive.",
            hint="The id of a report follows from its text: one that was read anew from another "
            "text has another.",
        )
    connection = opened(request).archive.connection
    is_long = len(record.report.text) > LONG_TEXT
    index = Index.of(replace(record, places=(), times=()) if is_long else record)
    notes = _Notes(request, index)
    language = record.report.language or ""
    return render(
        request,
        "report.html",
        view=view,
        record=record,
        index=index,
        title=_title(record),
        own_title=_has_own_title(record),
        published=Markup(day_element(record.report.published)) if record.report.published else "",
        original=_original(record),
        language=language if _LANGUAGE.fullmatch(language) else "",
        text=Markup(_EMPTY_LINK.sub(r"\1", article(index))),
        figures=_figures(index),
        layers=_layers(index, notes)[: 3 if is_long else None],
        whole=notes.of_report(),
        is_long=is_long,
        origins=data.origins(connection, report_id),
        others=data.same_origin(connection, report_id),
        links=data.links(connection, report_id),
        most_related=data.MOST_RELATED,
        outlet_mark=OUTLET,
        LINK_WORDS=LINK_WORDS,
        **_around(request, view, record),
    )


def _listed(request: Request, view: View, limit: int | None) -> Answer:
    return data.listed(opened(request).archive, _wanted(view), limit)


def _wanted(view: View) -> data.Wanted:
    return data.Wanted(view.filters, view.one("incident"), view.one("origin"))


def _record(request: Request, report_id: str) -> Record | None:
    if not _REPORT_ID.fullmatch(report_id):
        return None
    try:
        return opened(request).archive.record(report_id)
    except DatelineError:
        return None


def _title(record: Record) -> str:
    title = record.report.title or record.report.text.lstrip().partition("\n")[0]
    return shorten(one_line(title), TITLE_LIMIT) or "Untitled report"


def _has_own_title(record: Record) -> bool:
    """Whether a page or feed gave another title than the headline, which heads the text."""
    headline = one_line(record.report.text.lstrip().partition("\n")[0])
    return bool(record.report.title) and one_line(record.report.title or "") != headline


def _original(record: Record) -> Markup:
    url = record.report.url
    return Markup(web_link(url, shorten(url, URL_LIMIT))) if url else Markup()


def _around(request: Request, view: View, record: Record) -> Row:
    """The reports before and after in the list that one came from, and the way back to it."""
    came_from = view.one(LIST_KEY)
    if came_from not in LISTS:
        return {"back": None, "before": None, "after": None}
    around = _around_found if came_from == "search" and view.one("q") else _around_listed
    before, after = around(request, view, record)
    return {
        "back": view.url(f"/{came_from}", list=None),
        "before": view.url(f"/reports/{before}") if before else None,
        "after": view.url(f"/reports/{after}") if after else None,
    }


def _around_found(request: Request, view: View, record: Record) -> _Pair:
    """The neighbours among the first reports that a search finds."""
    found = opened(request).archive.search(view.one("q"), limit=MOST_FOUND, **view.filters)
    ids = [None, *(row["report_id"] for row in found), None]
    if record.report.id not in ids:
        return None, None
    at = ids.index(record.report.id)
    return ids[at - 1], ids[at + 1]


def _around_listed(request: Request, view: View, record: Record) -> _Pair:
    published = (record.report.published or "")[:10]
    try:
        day = date.fromisoformat(published)
    except ValueError:
        day = None
    return data.neighbours(opened(request).archive, _wanted(view), record.report.id, day)


def _figures(index: Index) -> Row:
    """How many events have which status, and what they and the statements rest on."""
    events, statements = index.record.events, index.record.statements
    chains = [index.chain(event.according_to) for event in events]
    statuses = Counter(event.status for event in events)
    anonymity = Counter(one.anonymity for one in statements if one.anonymity != "none")
    return {
        "statuses": [(one, statuses[one]) for one in STATUS_WORDS if statuses[one]],
        "own": sum(not chain for chain in chains),
        "veiled": sum(any(link.anonymity != "none" for link in chain) for chain in chains),
        "anonymity": [(ANONYMITY_WORDS.get(one, one), count) for one, count in anonymity.items()],
    }


class _Notes:
    """What the desk adds to an entry: its incident, and what reviewers say of it."""

    def __init__(self, request: Request, index: Index) -> None:
        connection = opened(request).archive.connection
        self._index = index
        self._report = index.record.report.id
        self._incidents = data.incidents_of(connection, self._report)
        self._reviews = data.reviews_of(connection, self._report)

    def of(self, entries: Sequence[str]) -> list[Row]:
        """One note for each of these entries of the report."""
        return [self._note(entry) for entry in entries]

    def of_report(self) -> list[Row]:
        """What reviewers say of the report as a whole."""
        return self._reviews.get(self._report, [])

    def _note(self, entry: str) -> Row:
        id = f"{self._report}:{entry}"
        reviews = [
            {**row, "machine": self._words(row["machine"]), "value": self._words(row["value"])}
            for row in self._reviews.get(id, [])
        ]
        return {"entry": entry, "id": id, "incident": self._incidents.get(id), "reviews": reviews}

    def _words(self, value: str | None) -> str:
        return "" if value is None else _value_words(json.loads(value), self._index)


def _value_words(value: Any, index: Index) -> str:
    """A field's value in words: spans as the words there, actors by their names."""
    if value is None or value in ([], {}):
        return "nothing"
    if isinstance(value, list):
        if len(value) == 2 and all(type(one) is int for one in value):
            return f"“{one_line(index.record.quote((value[0], value[1])))}”"
        return ", ".join(_value_words(one, index) for one in value)
    if isinstance(value, dict):
        told = value.get("name") or value.get("value") or value.get("number")
        if told is not None:
            return str(told)
        return ", ".join(f"{key} {_value_words(one, index)}" for key, one in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return index.name(value) if value in index.actors else str(value).replace("_", " ")


def _layers(index: Index, notes: _Notes) -> list[Row]:
    """Events, statements, actors, places and times: cards in blocks, events by day."""
    record = index.record
    carried: dict[str | None, list[Event]] = {}
    for event in record.events:
        carried.setdefault(event.according_to, []).append(event)
    statements = [
        _card(statement_card(one, index, carried.get(one.id, [])), notes, [one.id])
        for one in record.statements
    ]
    actors = [_card(actor_card(actor, index), notes, [actor.id]) for actor in record.actors]
    places = [_card(place_card(one, f"place-{n}"), notes) for n, one in enumerate(record.places)]
    times = [_card(time_card(one, f"time-{n}", index), notes) for n, one in enumerate(record.times)]
    return [
        _layer("Events", len(record.events), _events(index, notes)),
        _layer("Statements", len(statements), _block(statements)),
        _layer("Actors", len(actors), _block(actors)),
        _layer("Places", len(places), _block(places)),
        _layer("Times", len(times), _block(times)),
    ]


def _events(index: Index, notes: _Notes) -> list[Row]:
    blocks = []
    for start, group in groupby(happenings(index.record.events), key=lambda found: found.start):
        cards = [
            _card(
                happening_card(found, index), notes, [found.first.id, *(e.id for e in found.again)]
            )
            for found in group
        ]
        day = Markup(day_element(start)) if start else "No date resolved"
        blocks.append({"day": day, "cards": cards})
    return blocks


def _card(html: str, notes: _Notes, entries: Sequence[str] = ()) -> Row:
    return {"html": Markup(html), "notes": notes.of(entries)}


def _block(cards: list[Row]) -> list[Row]:
    return [{"day": None, "cards": cards}] if cards else []


def _layer(title: str, count: int, blocks: Sequence[Mapping[str, Any]]) -> Row:
    return {"title": title, "id": title.lower(), "count": count, "blocks": blocks}


ROUTES: Final = (
    Route("/reports", reports),
    Route("/reports.{kind}", reports_file),
    Route("/reports/{report_id}", report),
)
