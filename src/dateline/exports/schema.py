"""The JSON Schema (draft 2020-12) of a record's plain data, with the codebook's vocabularies."""

from typing import Any, Final

from dateline.codebook import (
    ACTOR_KINDS,
    ANONYMITIES,
    CONTEXTS,
    EVENT_MODES,
    EVENT_TYPES,
    MAGNITUDES,
    NAME_TYPES,
    PLACE_PRECISIONS,
    QUOTATIONS,
    SECTORS,
    SOURCE_TYPES,
    STANCES,
    STATUSES,
    SUPRANATIONAL,
    TIME_KINDS,
    TIME_PRECISIONS,
)

Schema = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_ISO_DATE: Final = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def json_schema() -> dict[str, Any]:
    """The schema that `Record.to_dict()` fulfils; it is built anew at each call."""
    return {
        "$schema": DIALECT,
        "title": "Dateline record",
        "description": "One news report, coded: who did what to whom, when, where, and according "
        "to whom. Types, modes, contexts and sectors are those of PLOVER (2021 revision).",
        **_object(
            report=_ref("report"),
            actors=_list(_ref("actor")),
            statements=_list(_ref("statement")),
            events=_list(_ref("event")),
            names=_list(_ref("name")),
            places=_list(_ref("place")),
            times=_list(_ref("time")),
            meta=_ref("meta"),
        ),
        "$defs": {
            "span": _span(),
            "report": _report(),
            "actor": _actor(),
            "statement": _statement(),
            "event": _event(),
            "name": _object(span=_ref("span"), type=_enum("What the name names.", NAME_TYPES)),
            "place": _place(),
            "time": _time(),
            "count": _count(),
            "meta": _meta(),
        },
    }


def _span() -> Schema:
    return {
        "description": "Half-open [start, end) pair of code points into the report's text.",
        "type": "array",
        "items": {"type": "integer", "minimum": 0},
        "minItems": 2,
        "maxItems": 2,
    }


def _report() -> Schema:
    return _object(
        id=_string("First 16 hex digits of the SHA-256 of the text.", pattern="^[0-9a-f]{16}$"),
        text=_string("Headline, blank line, body; NFC; every offset counts code points of it."),
        title=_nullable(_string("As given by the page or feed.")),
        url=_nullable(_string("As given by the page or feed.")),
        outlet=_nullable(_string("As given by the page or feed.")),
        byline=_nullable(_string("As given by the page or feed.")),
        language=_nullable(_string("As given by the page or feed.")),
        published=_nullable(_string("ISO 8601, with zone; null if unknown, never guessed.")),
        dateline=_nullable(_ref("span", "Place and agency that open the body.")),
        credits=_list(_string("Agency or outlet that the report names as its origin.")),
    )


def _actor() -> Schema:
    return _object(
        description="One real-world participant in one report, with all its mentions.",
        id=_id("A"),
        name=_string("Longest proper-name mention, else the longest description."),
        mentions=_list(_ref("span")),
        kind=_enum("What the actor is.", ACTOR_KINDS),
        country=_nullable(_country(f"ISO 3166 alpha-3, or one of {', '.join(SUPRANATIONAL)}.")),
        sector=_list(_enum("PLOVER sector.", SECTORS)),
        role=_nullable(_string("Title or office in the text.")),
        evidence=_evidence(),
    )


def _statement() -> Schema:
    return _object(
        description="One attribution: somebody says, writes, thinks or wants something.",
        id=_id("S"),
        content=_list(_ref("span"), "Spans of what is said; may be discontinuous."),
        cue=_nullable(_ref("span", "The words that introduce it.")),
        quotation=_enum("How the words are given.", QUOTATIONS),
        source=_list(_id("A"), "Actors that speak, as one if several."),
        source_span=_nullable(_ref("span", "The words beside the cue that name the source.")),
        source_type=_enum("What kind of source speaks.", SOURCE_TYPES),
        anonymity=_enum(
            "Whether the source is named, unnamed, or anonymous by grant.", ANONYMITIES
        ),
        anonymity_reason=_nullable(_ref("span", "Why anonymity was asked for or given.")),
        count_claimed=_nullable(_ref("count", "How many sources the report claims.")),
        addressee=_nullable(_id("A", "To whom it was said.")),
        addressee_is_outlet={"type": "boolean"},
        on_behalf_of=_nullable(_id("A", "The organisation that a spokesperson speaks for.")),
        stance=_enum("What the source does in saying it.", STANCES),
        parent=_nullable(_id("S", "The statement whose content holds this one.")),
        evidence=_evidence(),
    )


def _event() -> Schema:
    modes = sorted({mode for modes in EVENT_MODES.values() for mode in modes})
    event = _object(
        description="One thing that political actors did, said they would do, or are said to "
        "have done.",
        id=_id("E"),
        trigger=_ref("span", "The word or short phrase that says it."),
        type=_enum("PLOVER event type.", EVENT_TYPES),
        mode=_nullable(_enum("PLOVER mode of the type.", tuple(modes))),
        contexts=_list(_enum("PLOVER context.", CONTEXTS)),
        actor=_list(_id("A"), "Who did it; all participants of a two-sided event."),
        actor_spans=_list(_ref("span")),
        recipient=_list(_id("A"), "To whom it was done."),
        recipient_spans=_list(_ref("span")),
        place=_nullable(_ref("place")),
        time=_nullable(_ref("time")),
        status=_enum("What the text presents the event as.", STATUSES),
        according_to=_nullable(
            _id("S", "Innermost statement that holds the trigger; null in the report's own voice.")
        ),
        same_as=_nullable(_id("E", "Another event of the report that tells the same.")),
        magnitude={
            "type": "object",
            "properties": {kind: _ref("count") for kind in MAGNITUDES},
            "additionalProperties": False,
        },
        evidence=_evidence(),
    )
    event["allOf"] = [_mode_rule(event_type) for event_type in EVENT_TYPES]
    return event


def _mode_rule(event_type: str) -> Schema:
    return {
        "if": {"properties": {"type": {"const": event_type}}},
        "then": {"properties": {"mode": {"enum": [*EVENT_MODES[event_type], None]}}},
    }


def _place() -> Schema:
    return _object(
        description="A place name; unresolved where geonames_id and country are null.",
        span=_ref("span"),
        name=_string("The name that was looked up."),
        geonames_id=_nullable({"type": "integer", "minimum": 1}),
        lat=_nullable({"type": "number", "minimum": -90, "maximum": 90}),
        lon=_nullable({"type": "number", "minimum": -180, "maximum": 180}),
        country=_nullable(_country("ISO 3166 alpha-3.")),
        precision=_enum("How exactly the place is known.", PLACE_PRECISIONS),
        metonymic={
            "description": "The name stands for a government or its people.",
            "type": "boolean",
        },
    )


def _time() -> Schema:
    return _object(
        description="A time expression.",
        span=_ref("span"),
        kind=_enum("TIMEX3 kind.", TIME_KINDS),
        value=_nullable(_string("TIMEX3 value; null where it can't be resolved.")),
        start=_nullable(_string("First day.", pattern=_ISO_DATE)),
        end=_nullable(_string("Last day, inclusive.", pattern=_ISO_DATE)),
        precision=_enum("How exactly the time is known.", TIME_PRECISIONS),
    )


def _count() -> Schema:
    return _object(
        description="A number of the text.",
        span=_ref("span"),
        number=_nullable({"type": "number"}),
        currency=_nullable(_string("Currency of an amount.")),
    )


def _meta() -> Schema:
    return _object(
        description="How the record was made; only `seconds` differs between two readings.",
        dateline=_string("Version of Dateline."),
        model=_string("Name of the model."),
        seconds={"type": "number", "minimum": 0},
    )


def _object(*, description: str | None = None, **properties: Schema) -> Schema:
    described: Schema = {"description": description} if description else {}
    return {
        **described,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema, description: str | None = None) -> Schema:
    described: Schema = {"description": description} if description else {}
    return {**described, "type": "array", "items": items}


def _ref(name: str, description: str | None = None) -> Schema:
    described: Schema = {"description": description} if description else {}
    return {**described, "$ref": f"#/$defs/{name}"}


def _string(description: str, *, pattern: str | None = None) -> Schema:
    return {"description": description, "type": "string"} | (
        {"pattern": pattern} if pattern else {}
    )


def _id(letter: str, description: str = "Unique within the record.") -> Schema:
    return _string(description, pattern=f"^{letter}[1-9][0-9]*$")


def _enum(description: str, values: tuple[str, ...]) -> Schema:
    return {"description": description, "enum": list(values)}


def _country(description: str) -> Schema:
    return _string(description, pattern="^[A-Z]{3}$")


def _nullable(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _evidence() -> Schema:
    return {
        "description": "Why it was decided so: scores, and the words that decided.",
        "type": "object",
    }
