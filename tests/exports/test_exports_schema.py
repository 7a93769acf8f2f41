import dataclasses
import json

import jsonschema
import pytest
from hypothesis import given, settings

from dateline.codebook import EVENT_MODES
from dateline.exports.schema import json_schema
from dateline.record import Record
from tests.exports.mutiny import MUTINY
from tests.strategies import records

VALIDATOR = jsonschema.Draft202012Validator(json_schema())

CODEBOOK_NAMES = {
    "report": "id text title url outlet byline language published dateline credits",
    "actor": "name mentions kind country sector role",
    "statement": "content cue quotation source source_span source_type anonymity anonymity_reason"
    " count_claimed addressee addressee_is_outlet on_behalf_of stance parent",
    "event": "trigger type mode contexts actor recipient place time status according_to same_as"
    " magnitude evidence",
    "name": "span type",
    "place": "span name geonames_id lat lon country precision metonymic",
    "time": "span kind value start end precision",
}


@given(records())
@settings(max_examples=30, deadline=None)
def test_any_record_fulfils_the_schema(record: Record) -> None:
    VALIDATOR.validate(record.to_dict())


def test_schema_is_valid_and_plain_json() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert json.loads(json.dumps(json_schema())) == json_schema()


@pytest.mark.parametrize("part", CODEBOOK_NAMES)
def test_every_name_of_the_codebook_is_required(part: str) -> None:
    assert set(CODEBOOK_NAMES[part].split()) <= set(json_schema()["$defs"][part]["required"])


def test_every_object_is_closed() -> None:
    schema = json_schema()
    objects = [schema, *schema["$defs"].values()]
    closed = [part for part in objects if "properties" in part]
    assert len(closed) == 1 + len(schema["$defs"]) - 1
    assert all(part["additionalProperties"] is False for part in closed)


@pytest.mark.parametrize("event_type", EVENT_MODES)
def test_modes_are_bound_to_their_type(event_type: str) -> None:
    every_mode = {mode for modes in EVENT_MODES.values() for mode in modes}
    for mode in (*every_mode, None):
        event = dataclasses.replace(MUTINY.events[0], type=event_type, mode=mode)
        record = dataclasses.replace(MUTINY, events=(event,))
        fits = mode is None or mode in EVENT_MODES[event_type]
        assert VALIDATOR.is_valid(record.to_dict()) == fits


@pytest.mark.parametrize(
    "change",
    [
        {"status": "finished"},
        {"contexts": ("weather",)},
        {"according_to": "E1"},
        {"trigger": (-1, 4)},
        {"trigger": (1,)},
        {"magnitude": {"wounded": None}},
        {"actor": ("troops",)},
    ],
)
def test_what_the_codebook_does_not_know_is_refused(change: dict[str, object]) -> None:
    plain = MUTINY.to_dict()
    plain["events"][0] |= change
    assert not VALIDATOR.is_valid(plain)


def test_unknown_and_missing_names_are_refused() -> None:
    assert not VALIDATOR.is_valid(MUTINY.to_dict() | {"extra": 1})
    plain = MUTINY.to_dict()
    del plain["report"]["id"]
    assert not VALIDATOR.is_valid(plain)
