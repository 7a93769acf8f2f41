"""FollowTheMoney entities and statements, checked by its own library where it is installed."""

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.exports.archive import ftm
from dateline.record import report_id
from tests.archive import crisis
from tests.exports.archive.exporting import folder_of

NEEDS_FTM = "entities are checked with followthemoney: pip install 'dateline[test-exports]'"


@pytest.fixture(scope="module")
def files(crisis_path: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    found = folder_of(crisis_path, ftm, tmp_path_factory.mktemp("ftm"))
    return {name: list(map(json.loads, data.splitlines())) for name, data in found.items()}


def merged(entities: list[Any]) -> dict[str, dict[str, Any]]:
    """The entities by id, their fragments put together."""
    found: dict[str, dict[str, Any]] = {}
    for entity in entities:
        known = found.setdefault(entity["id"], {"schema": entity["schema"], "properties": {}})
        assert known["schema"] == entity["schema"]
        for name, values in entity["properties"].items():
            had = known["properties"].setdefault(name, [])
            had += [value for value in values if value not in had]
    return found


def test_an_incident_is_one_event_of_all_its_reports(files: dict[str, list[Any]]) -> None:
    entities = merged(files[ftm.ENTITIES])
    events = [e["properties"] for e in entities.values() if e["schema"] == "Event"]
    assert len(events) == 5
    (shelling,) = (e for e in events if crisis.SHELLED[0] in e["recordId"])
    assert sorted(shelling["recordId"]) == sorted(crisis.SHELLED)
    assert shelling["startDate"] == ["2024-03-02"]
    assert shelling["country"] == ["ke"]
    (organizer,) = shelling["organizer"]
    assert entities[organizer]["properties"]["name"] == ["Kenya Defence Forces"]
    assert {entities[article]["schema"] for article in shelling["proof"]} == {"Article"}


def test_named_actors_are_one_and_described_ones_are_not(files: dict[str, list[Any]]) -> None:
    entities = merged(files[ftm.ENTITIES])
    names = [e["properties"]["name"][0] for e in entities.values() if e["schema"] != "Article"]
    assert names.count("Northern Front") == 1
    assert names.count("two officials") == 2


def test_statements_make_up_the_entities(files: dict[str, list[Any]]) -> None:
    entities = merged(files[ftm.ENTITIES])
    told: dict[str, dict[str, Any]] = {}
    for statement in files[ftm.STATEMENTS]:
        assert list(statement) == list(ftm.STATEMENT_FIELDS)
        entity = told.setdefault(
            statement["entity_id"], {"schema": statement["schema"], "properties": {}}
        )
        if statement["prop"] != "id":
            values = entity["properties"].setdefault(statement["prop"], [])
            values += [statement["value"]] if statement["value"] not in values else []
    assert told == entities
    assert {s["origin"] for s in files[ftm.STATEMENTS]} == {
        record.report.id for record in crisis.records()
    }


def test_only_documented_properties_are_used(files: dict[str, list[Any]]) -> None:
    known = {name.partition(":")[2] for name in ftm.PROPERTIES}
    assert {name for entity in files[ftm.ENTITIES] for name in entity["properties"]} <= known


def test_filters_choose(crisis_path: Path, tmp_path: Path) -> None:
    found = folder_of(crisis_path, ftm, tmp_path, type="PROTEST")
    entities = list(map(json.loads, found[ftm.ENTITIES].splitlines()))
    assert [entity["schema"] for entity in entities] == ["Article", "LegalEntity", "Event"]
    assert entities[0]["id"] == f"dateline-{report_id(crisis.PROTEST)}"


def test_the_library_takes_every_entity(files: dict[str, list[Any]]) -> None:
    library: Any = pytest.importorskip("followthemoney", reason=NEEDS_FTM)
    for entity in files[ftm.ENTITIES]:
        proxy = library.model.get_proxy(entity, cleaned=False)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(values) for name, values in entity["properties"].items()}
        proxy.schema.validate(entity)


def test_the_documented_properties_are_those_of_the_model() -> None:
    library: Any = pytest.importorskip("followthemoney", reason=NEEDS_FTM)
    for name in ftm.PROPERTIES:
        schema, _, prop = name.partition(":")
        assert prop in library.model.get(schema).properties, name
    assert all(library.model.get(name) is not None for name in ftm.SCHEMATA.values())


def test_the_library_gives_statements_the_same_ids(files: dict[str, list[Any]]) -> None:
    statement: Any = pytest.importorskip("followthemoney.statement", reason=NEEDS_FTM)
    for told in files[ftm.STATEMENTS]:
        assert statement.Statement.from_dict({**told, "id": None}).id == told["id"]
