"""The description of the API, OpenAPI 3.1, from the same tables that answer it."""

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dateline import __version__
from dateline.archive import columns
from dateline.archive.counting import DIRECTIONS, GROUPINGS, PERIODS
from dateline.archive.reviews import ACTIONS
from dateline.archive.tables import DERIVED, PARTS
from dateline.codebook import CONTEXTS, EVENT_TYPES, STANCES, STATUSES
from dateline.desk.api.changing import MEDIA_TYPE as REVIEWS
from dateline.desk.api.problems import MEDIA_TYPE as PROBLEM
from dateline.desk.api.reading import FURTHEST, LIMIT, LISTS, MOST
from dateline.desk.security import TOKEN_HEADER
from dateline.desk.view import FLAGS, SINGLE
from dateline.exports.schema import json_schema

Schema = dict[str, Any]

_TYPES: Final[dict[str, Schema]] = {
    "VARCHAR": {"type": ["string", "null"]},
    "DATE": {"type": ["string", "null"], "format": "date"},
    "BOOLEAN": {"type": ["boolean", "null"]},
    "DOUBLE": {"type": ["number", "null"]},
}
_COMPUTED: Final = {"day": "DATE", "last_day": "DATE", "origins": "BIGINT", "paragraph": "VARCHAR"}

_ABOUT: Final = {
    "events": "Events in order of time.",
    "timeline": "What happened, each happening once; or how much, as counts.",
    "statements": "Statements in order of their reports' days.",
    "incidents": "Incidents, which many reports may tell, in order of time.",
    "actors": "The parties of events, those with the most events first.",
    "sources": "Who is quoted, those in the most independent reports first.",
    "search": "Reports with a paragraph that holds all words, the best first.",
    "reports": "Reports, the newest first.",
}

_CHOICES: Final = {
    "type": EVENT_TYPES, "status": STATUSES, "stance": STANCES, "context": CONTEXTS,
}  # fmt: skip

_FORMS: Final = {
    "since": r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
    "until": r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
    "near": r"^-?[0-9.]+,-?[0-9.]+,[0-9.]+$",
}

_WORDS: Final = {
    "actor": 'Who did it: a name or code, "Red Cross", "KEN GOV".',
    "recipient": "To whom.",
    "type": "PLOVER type of the event.",
    "mode": "PLOVER mode.",
    "country": "Where: ISO 3166 code or name.",
    "place": "Where: name of the place, or part of it.",
    "near": "Where: LAT,LON,KM.",
    "since": "From this day on; or month, or year.",
    "until": "Up to this day; or month, or year.",
    "status": "Status of the event.",
    "stance": "How it is stated.",
    "source": "According to whom; or part of the name.",
    "anonymous": "According to sources not named.",
    "min_origins": "Told by so many independent origins or more.",
    "denied": "Of incidents that somebody denies.",
    "context": "PLOVER context.",
    "outlet": "Published by; or part of the name.",
}

_EXTRA: Final[dict[str, Schema]] = {
    "per": {"type": "string", "enum": list(PERIODS)},
    "by": {"type": "string", "enum": list(GROUPINGS)},
    "dyads": {"type": "string", "enum": list(DIRECTIONS)},
    "dedup": {"type": "string", "pattern": r"^[0-9.]+,[0-9]+$"},
    "q": {"type": "string", "minLength": 1},
}


def description() -> Schema:
    """The OpenAPI document, built anew at each call."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dateline",
            "version": __version__,
            "description": "An archive of coded news reports: who did what to whom, when, where, "
            "and according to whom. docs/archive.md tells the columns, docs/record.md the records.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {
            **{f"/{name}": {"get": _list_operation(name)} for name in LISTS},
            "/reports/{report_id}": {"get": _record_operation()},
            "/incidents/{incident_id}": {"get": _incident_operation()},
            "/reviews": {"get": _ledger_operation(), "post": _review_operation()},
            "/openapi.json": {"get": _own_operation()},
        },
        "components": {
            "schemas": {"Record": _record_schema(), **_row_schemas(), "Problem": _problem_schema()},
            "securitySchemes": {
                "token": {"type": "apiKey", "in": "header", "name": TOKEN_HEADER},
                "password": {"type": "http", "scheme": "bearer"},
            },
        },
    }


def _list_operation(name: str) -> Schema:
    _, keys = LISTS[name]
    parameters = [_filter(key) for key in _WORDS]
    parameters += [
        {"name": key, "in": "query", "required": key == "q", "schema": _EXTRA[key]} for key in keys
    ]
    parameters += [
        _number("limit", LIMIT, 1, MOST),
        _number("offset", 0, 0, FURTHEST),
    ]
    page = _object(
        items={"type": "array", "items": _row_of(name)},
        limit={"type": "integer"},
        offset={"type": "integer"},
        next={"type": ["string", "null"], "description": "The address of the next page."},
    )
    return _operation(f"list_{name}", _ABOUT[name], parameters, page)


def _filter(key: str) -> Schema:
    value: Schema = {"type": "string"}
    if key in _FORMS:
        value["pattern"] = _FORMS[key]
    if key in _CHOICES:
        value["enum"] = list(_CHOICES[key])
    if key in FLAGS:
        value = {"type": "string", "enum": ["1"]}
    if key == "min_origins":
        value = {"type": "integer", "minimum": 1}
    single = key in SINGLE or key in FLAGS
    return {
        "name": key,
        "in": "query",
        "description": _WORDS[key],
        "schema": value if single else {"type": "array", "items": value},
        **({} if single else {"style": "form", "explode": True}),
    }


def _number(name: str, default: int, least: int, most: int) -> Schema:
    schema = {"type": "integer", "default": default, "minimum": least, "maximum": most}
    return {"name": name, "in": "query", "schema": schema}


def _row_of(name: str) -> Schema:
    """Counts have other columns than lists, so that a timeline's rows are described loosely."""
    if name == "timeline":
        return {"type": "object"}
    return {"$ref": f"#/components/schemas/{name.capitalize()}Row"}


def _row_schemas() -> dict[str, Schema]:
    events = {name: _column(name, "events", "statements", "reports", "incidents")
              for name in columns.EVENT}  # fmt: skip
    return {
        "EventsRow": _object(**events),
        "StatementsRow": _object(
            **{name: _column(name, "statements", "reports") for name in columns.STATEMENT}
        ),
        "IncidentsRow": _object(
            **{name: _column(name, "incidents") for name in DERIVED["incidents"]}
        ),
        "SearchRow": _object(
            **{name: _column(name, "reports", "names") for name in columns.PASSAGE}
        ),
        "ReportsRow": {"type": "object", "required": ["report_id"]},
        "ActorsRow": {"type": "object", "required": ["name", "as_actor", "as_recipient"]},
        "SourcesRow": {"type": "object", "required": ["name", "statements", "origins"]},
    }


def _column(name: str, *tables: str) -> Schema:
    known = {**PARTS, **DERIVED}
    kind = _COMPUTED.get(name) or next(
        known[table][name] for table in tables if name in known[table]
    )
    if kind.endswith("[]"):
        return {"type": ["array", "null"], "items": _TYPES.get(kind[:-2], _INTEGER)}
    return _TYPES.get(kind, _INTEGER)


_INTEGER: Final[Schema] = {"type": ["integer", "null"]}


def _record_operation() -> Schema:
    parameters = [
        _path("report_id", "16 hexadecimal digits."),
        {
            "name": "reviewed",
            "in": "query",
            "description": "With the reviewers' values in place of the machine's.",
            "schema": {"type": "string", "enum": ["1"]},
        },
    ]
    return _operation(
        "get_report", "The record of one report.", parameters, _reference("Record"), missing=True
    )


def _incident_operation() -> Schema:
    events = {"type": "array", "items": {"type": "object"}}
    schema = {
        "type": "object",
        "required": ["incident_id", "events"],
        "properties": {"incident_id": {"type": "string"}, "events": events},
    }
    return _operation(
        "get_incident", "One incident with the events that tell it.",
        [_path("incident_id", "As in the list of incidents.")], schema, missing=True,
    )  # fmt: skip


def _ledger_operation() -> Schema:
    items = {"type": "array", "items": {"type": "object"}}
    return _operation("list_reviews", "All reviews, in order.", [], _object(items=items))


def _review_operation() -> Schema:
    line = {
        "type": "object",
        "required": ["action", "target", "by"],
        "properties": {
            "action": {"type": "string", "enum": list(ACTIONS)},
            "target": {"type": "string"},
            "by": {"type": "string", "minLength": 1},
        },
    }
    answers = {
        "201": _answer("Those that were not there yet.", _object(items={"type": "array"})),
        **{status: _refusal(words) for status, words in _REFUSALS.items()},
    }
    return {
        "operationId": "add_reviews",
        "summary": "Adds reviews, all or none (docs/review.md).",
        "security": [{"token": []}, {"password": []}],
        "requestBody": {
            "required": True,
            "content": {REVIEWS: {"schema": {"type": "array", "items": line}}},
        },
        "responses": answers,
    }


_REFUSALS: Final = {
    "400": "A line is wrong; none is added.",
    "403": "No token, or no reviews are taken.",
    "413": "Too much at once.",
    "415": "Another type of content.",
}


def _own_operation() -> Schema:
    return _operation("describe", "This description.", [], {"type": "object"})


def _operation(
    name: str, summary: str, parameters: list[Schema], schema: Schema, *, missing: bool = False
) -> Schema:
    answers = {
        "200": _answer("What was found.", schema),
        "304": {"description": "As the client has it already (If-None-Match)."},
        "400": _refusal("A parameter makes no sense; `detail` tells what would."),
    }
    if missing:
        answers["404"] = _refusal("There is none of this id.")
    return {
        "operationId": name,
        "summary": summary,
        "parameters": parameters,
        "responses": answers,
    }


def _answer(words: str, schema: Schema) -> Schema:
    return {"description": words, "content": {"application/json": {"schema": schema}}}


def _refusal(words: str) -> Schema:
    return {"description": words, "content": {PROBLEM: {"schema": _reference("Problem")}}}


def _path(name: str, words: str) -> Schema:
    return {
        "name": name, "in": "path", "required": True, "description": words,
        "schema": {"type": "string", "minLength": 1},
    }  # fmt: skip


def _reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "required": list(properties), "properties": properties}


def _problem_schema() -> Schema:
    return {
        "type": "object",
        "required": ["title", "status"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
        },
    }


def _record_schema() -> Schema:
    """The record's own schema, its definitions found from where it stands here."""
    schema = json_schema()
    del schema["$schema"]
    moved: Schema = _moved(schema)
    return moved


def _moved(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _moved(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_moved(inner) for inner in value]
    if isinstance(value, str) and value.startswith("#/$defs/"):
        return value.replace("#/", "#/components/schemas/Record/", 1)
    return value


async def _describe(request: Request) -> Response:
    return JSONResponse(description(), headers={"Cache-Control": "no-cache"})


ROUTES: Final = (Route("/openapi.json", _describe, methods=["GET"]),)
