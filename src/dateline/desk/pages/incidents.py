"""Incidents: the list, and one with all it rests on and what would change without a source."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.archive.testimony import source_key
from dateline.desk import incidents_data as data
from dateline.desk.downloads import download
from dateline.desk.effects import (
    Effect,
    effects_of_origins,
    effects_of_sources,
    field_words,
    rests_on_anonymous_only,
)
from dateline.desk.leaving_out import Evidence, LeftOut, Told
from dateline.desk.opened import opened
from dateline.desk.paging import page_of
from dateline.desk.remembering import remembered
from dateline.desk.rendering import render, view_of
from dateline.desk.view import View
from dateline.desk.when_words import when
from dateline.exports.wording import PRECISION_WORDS, SOURCE_WORDS, STANCE_WORDS, STATUS_WORDS

Row = dict[str, Any]

MOST_REPORTS: Final = 200
"""Reports of one incident that are looked at."""
SHOWN_REPORTS: Final = 60
"""Reports of one incident that are written out; the list of reports has the others."""

_PRESENTED: Final = {
    "happened": "as having happened",
    "ongoing": "as going on",
    "planned": "as planned, not yet done",
    "possible": "as possible",
    "conditional": "as hanging on a condition",
    "denied": "as denied",
    "not_happened": "as not having happened",
    "unknown": "without telling whether it happened",
}
_PRECISION_ORDER: Final = ("hour", "day", "week", "month", "year", "unknown")


@remembered
def incidents(request: Request) -> Response:
    """The list of incidents."""
    view = view_of(request)
    page = page_of(lambda limit: _listed(request, view, limit), view)
    rows = [{**row, "what": _happening(row), "differ": _fields(row)} for row in page.rows]
    return render(
        request,
        "incidents.html",
        view=view,
        page=page,
        rows=rows,
        orders=tuple(data.ORDERS),
        when=when,
    )


def incidents_file(request: Request) -> Response:
    """The list as a file."""
    answer = _listed(request, view_of(request), None)
    return download(answer, request.path_params["kind"], "incidents")


@remembered
def incident(request: Request) -> Response:
    """One incident; `without` and `without_origin` leave sources and origins out."""
    view, incident_id = view_of(request), request.path_params["incident_id"]
    archive = opened(request).archive
    row = data.incident(archive.connection, incident_id)
    if row is None:
        return _gone(request, view)
    reports = data.reports_of(archive.connection, incident_id, MOST_REPORTS)
    events = data.events_of(archive.connection, incident_id, list(reports))
    statements = data.statements_of(archive.connection, list(reports))
    evidence = Evidence.of(archive, list(events), list(reports))
    whole = evidence.whole()
    sources = evidence.sources(whole)
    left = LeftOut(frozenset(view.all("without")), frozenset(view.all("without_origin")))
    told = evidence.told(left, sources, whole) if left.sources or left.origins else whole
    values: dict[str, Any] = {
        "row": row,
        "whole": whole.row,
        "left": sorted(left.sources),
        "left_origins": [(o, data.origin_words(o, reports)) for o in sorted(left.origins)],
        "now": told.row if told else None,
        "first_event": next(iter(events)),
        "more_reports": row["reports"] - len(reports),
    }
    if told:
        links = data.links_of(archive.connection, list(reports))
        groups = _groups(told, reports, events, statements, links)
        values |= {
            "first": reports.get(told.row["first_report"]),
            "facts": _facts(told.row, [events[one] for one in told.events]),
            "anonymous_only": rests_on_anonymous_only(told),
            "own_voice": told.own_voice,
            "groups": groups[:SHOWN_REPORTS],
            "shown": sum(len(group["reports"]) for group in groups[:SHOWN_REPORTS]),
            "denials": _denials(told, statements, reports),
            "disputes": _disputes(told, reports),
            "sources": _shown(effects_of_sources(evidence, whole, told, left, sources), reports),
            "origins": _shown(effects_of_origins(evidence, whole, told, left, sources), reports),
        }
    return render(
        request,
        "incident.html",
        view=view,
        when=when,
        LINK_WORDS=data.LINK_WORDS,
        SOURCE_WORDS=SOURCE_WORDS,
        STANCE_WORDS=STANCE_WORDS,
        **values,
    )


def _listed(request: Request, view: View, limit: int | None) -> Any:
    return data.listed(
        opened(request).archive,
        view.filters,
        order=view.one("order", next(iter(data.ORDERS))),
        differing=bool(view.one("differing")),
        limit=limit,
    )


def _happening(row: Row) -> str:
    """An incident's sentence, without the counts that stand beside it in a list."""
    sentence = row["summary"] or f"{row['type']}, {row['reports']} reports"
    counts = f"; {row['reports']} report"
    at = sentence.rfind(counts)
    return sentence[:at] if at > 0 else sentence


def _fields(row: Row) -> list[str]:
    return [field_words(one["field"]) for one in json.loads(row["disagreements"] or "[]")]


def _gone(request: Request, view: View) -> Response:
    incident_id = request.path_params["incident_id"]
    return render(
        request,
        "error.html",
        status=404,
        view=view,
        message=f"There is no incident {incident_id} in this archive.",
        hint="Incidents get another id when new reports or reviews join them or part them. "
        "The list of incidents has what became of it.",
    )


def _facts(row: Row, events: Sequence[Row]) -> Row:
    """Status, day and place in words, each with how well it is known."""
    precisions = {e["time_precision"] for e in events if e["start_day"] and e["time_precision"]}
    finest = next((one for one in _PRECISION_ORDER if one in precisions), None)
    return {
        "status": STATUS_WORDS.get(row["status"], row["status"]),
        "presented": _PRESENTED.get(row["status"], row["status"]),
        "time_precision": PRECISION_WORDS.get(finest or "", "") if row["start_day"] else "",
        "place_precision": PRECISION_WORDS.get(row["place_precision"] or "", ""),
    }


def _groups(
    told: Told,
    reports: Mapping[str, Row],
    events: Mapping[str, Row],
    statements: Mapping[str, Row],
    links: Mapping[str, list[Row]],
) -> list[Row]:
    """The reports by origin, origins in the order of their first report."""
    told_by: dict[str, list[Row]] = {}
    for one in told.events:
        event = events[one]
        shown = {**event, "chain": _chain(event, statements)}
        told_by.setdefault(event["report_id"], []).append(shown)
    named = {source_key(name): name for name in told.row["named_sources"]}
    groups: dict[str, Row] = {}
    for report_id in reports:
        if report_id not in told.origins:
            continue
        origin = told.origins[report_id]
        group = groups.setdefault(
            origin,
            {"outlet": data.outlet_of(origin), "reports": []},
        )
        group["reports"].append(
            {
                **reports[report_id],
                "events": told_by[report_id],
                "links": [_link(link, reports) for link in links.get(report_id, [])],
                "rests_on": [named.get(key, key) for key in sorted(told.bases[report_id])],
            }
        )
    return list(groups.values())


def _chain(event: Row, statements: Mapping[str, Row]) -> list[Row]:
    found = data.chain(event, statements)
    return [{**statement, "who": data.source_of(statement)} for statement in found]


def _link(link: Row, reports: Mapping[str, Row]) -> Row:
    inside = link["origin_id"] in reports
    return {**link, "inside": inside, "words": data.origin_words(link["origin_id"], reports)}


def _denials(told: Told, statements: Mapping[str, Row], reports: Mapping[str, Row]) -> list[Row]:
    """Who denies it, each with the statement and the report where they are known."""
    found = []
    for denier in told.row["denied_by"]:
        statement = statements.get(told.denials.get(denier, ""))
        report = reports[statement["report_id"]] if statement else None
        found.append({"who": denier, "statement": statement, "report": report})
    return found


def _disputes(told: Told, reports: Mapping[str, Row]) -> list[Row]:
    """Each field in dispute: its values with who gives them, and what a picture of it needs."""
    found = []
    for field, values in told.disagreements.items():
        points = [
            {"day": report["day"], "value": value["value"], "who": report["outlet"] or one}
            for value in values
            for one in value["reports"]
            if (report := reports[one])["day"]
        ]
        shown = [{**v, "reports": [reports[one] for one in v["reports"]]} for v in values]
        found.append(
            {"field": field, "words": field_words(field), "values": shown, "points": points}
        )
    return found


def _shown(effects: Sequence[Effect], reports: Mapping[str, Row]) -> list[Row]:
    return [
        {
            "key": effect.key,
            "kind": effect.kind,
            "words": data.origin_words(effect.key, reports)
            if effect.kind == "origin"
            else effect.key,
            "reports": effect.reports,
            "origins": effect.origins,
            "changes": effect.changes,
        }
        for effect in effects
    ]


ROUTES: Final = (
    Route("/incidents", incidents),
    Route("/incidents.{kind}", incidents_file),
    Route("/incidents/{incident_id}", incident),
)
