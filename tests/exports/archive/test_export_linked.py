"""Web Annotations and provenance: selectors that find their words, JSON-LD that says the chain."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.exports.archive import prov, webannotation
from dateline.exports.index import Index
from dateline.record import Record
from tests.archive import crisis
from tests.exports.archive.exporting import archive_of, text_of
from tests.exports.mutiny import MUTINY

NEEDS_PYLD = "JSON-LD is checked with pyld: pip install 'dateline[test-exports]'"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"

ANNOTATION_CONTEXT: dict[str, Any] = {
    "as": "http://www.w3.org/ns/activitystreams#",
    "oa": OA,
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    "Annotation": "oa:Annotation",
    "AnnotationPage": "as:OrderedCollectionPage",
    "TextualBody": "oa:TextualBody",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "classifying": "oa:classifying",
    "describing": "oa:describing",
    "tagging": "oa:tagging",
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
    "format": "dc:format",
    "value": "rdf:value",
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "startIndex": "as:startIndex",
}
"""What the terms used here mean in the context that W3C publishes."""


def expanded(document: Any) -> list[dict[str, Any]]:
    """The document in expanded form; only W3C's annotation context is known, nothing is fetched."""
    pyld: Any = pytest.importorskip("pyld", reason=NEEDS_PYLD)

    def load(url: str, options: Any) -> dict[str, Any]:
        assert url == webannotation.CONTEXT, f"{url} would be fetched"
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": {"@context": ANNOTATION_CONTEXT},
        }

    found: list[dict[str, Any]] = pyld.jsonld.expand(document, {"documentLoader": load})
    return found


def annotations(path: Path) -> dict[str, dict[str, Any]]:
    page = json.loads(text_of(path, webannotation))
    assert (page["@context"], page["type"]) == (webannotation.CONTEXT, "AnnotationPage")
    return {item["id"]: item for item in page["items"]}


def targets(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    found = annotation["target"]
    return found if isinstance(found, list) else [found]


def check_selectors(text: str, annotation: dict[str, Any]) -> None:
    for target in targets(annotation):
        quote, position = target["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])


def test_both_selectors_find_the_same_words(crisis_path: Path, mutiny_path: Path) -> None:
    texts = {record.report.id: record.report.text for record in [*crisis.records(), MUTINY]}
    for path in (crisis_path, mutiny_path):
        found = annotations(path)
        assert found
        for id, annotation in found.items():
            _, _, report_id, _ = id.split(":")
            check_selectors(texts[report_id], annotation)


def test_every_event_and_statement_is_annotated(mutiny_path: Path) -> None:
    found = annotations(mutiny_path)
    entries = [event.id for event in MUTINY.events] + [s.id for s in MUTINY.statements]
    assert set(found) == {f"urn:dateline:{MUTINY.report.id}:{entry}" for entry in entries}
    for statement in MUTINY.statements:
        annotation = found[f"urn:dateline:{MUTINY.report.id}:{statement.id}"]
        assert len(targets(annotation)) == len(statement.content)
    for annotation in found.values():
        assert list(annotation) == list(webannotation.PROPERTIES)


def test_annotations_mean_what_they_say(mutiny_path: Path) -> None:
    (page,) = expanded(json.loads(text_of(mutiny_path, webannotation)))
    (items,) = page["http://www.w3.org/ns/activitystreams#items"]
    for item in items["@list"]:
        assert item["@type"] == [f"{OA}Annotation"]
        assert item[f"{OA}motivatedBy"][0]["@id"].startswith(OA)
        for target in item[f"{OA}hasTarget"]:
            assert len(target[f"{OA}hasSelector"]) == 2
            assert "@id" in target[f"{OA}hasSource"][0]
        for body in item[f"{OA}hasBody"]:
            assert body["@type"] == [f"{OA}TextualBody"]


def graph(path: Path) -> dict[str, dict[str, Any]]:
    """The expanded nodes by id, those of one id merged."""
    nodes: dict[str, dict[str, Any]] = {}
    for node in expanded(json.loads(text_of(path, prov))):
        merged = nodes.setdefault(node["@id"], {})
        for term, values in node.items():
            merged[term] = values if term == "@id" else [*merged.get(term, []), *values]
    return nodes


def linked(node: dict[str, Any], term: str) -> list[str]:
    return [value["@id"] for value in node.get(f"{PROV}{term}", [])]


def chain(nodes: dict[str, dict[str, Any]], claim: str) -> list[list[str]]:
    """The labels of those to whom each step from the report to the claim is attributed."""
    quoting = {inner: id for id, node in nodes.items() for inner in linked(node, "wasQuotedFrom")}
    (entity,) = linked(nodes[claim], "wasDerivedFrom")
    steps = [entity]
    while steps[0] in quoting:
        steps.insert(0, quoting[steps[0]])
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    return [
        [nodes[agent][label][0]["@value"] for agent in linked(nodes[step], "wasAttributedTo")]
        for step in steps
    ]


def test_the_chain_can_be_followed(mutiny_path: Path) -> None:
    nodes = graph(mutiny_path)
    report = MUTINY.report
    index = Index.of(MUTINY)
    for event in MUTINY.events:
        told = chain(nodes, f"urn:dateline:{report.id}:{event.id}")
        assert told[0] == [report.outlet]
        sources = [
            [index.name(actor_id) for actor_id in statement.source]
            for statement in index.chain(event.according_to)
        ]
        assert told[1:] == sources


def test_nodes_are_of_the_classes_of_prov(crisis_path: Path) -> None:
    nodes = graph(crisis_path)
    classes = "Entity Agent Activity Person Organization SoftwareAgent"
    known = {f"{PROV}{name}" for name in classes.split()}
    own = {f"urn:dateline:{name}" for name in ("Report", "Statement", "Claim")}
    agents = (f"{PROV}wasAttributedTo", f"{PROV}wasAssociatedWith", f"{PROV}actedOnBehalfOf")
    for node in nodes.values():
        assert set(node["@type"]) <= known | own
        for term in agents:
            for value in node.get(term, []):
                assert f"{PROV}Agent" in nodes[value["@id"]]["@type"]
        for activity in linked(node, "wasGeneratedBy"):
            assert nodes[activity]["@type"] == [f"{PROV}Activity"]


def test_only_terms_of_the_context_are_used(crisis_path: Path, mutiny_path: Path) -> None:
    for path in (crisis_path, mutiny_path):
        document = json.loads(text_of(path, prov))
        assert document["@context"] == prov.CONTEXT
        assert {term for node in document["@graph"] for term in node} <= set(prov.PROPERTIES)
    assert set(prov.PROPERTIES) <= set(prov.CONTEXT)


def test_hostile_chains_end(tmp_path: Path) -> None:
    first, second, *_ = MUTINY.statements
    circle: Record = replace(
        MUTINY, statements=(replace(first, parent=second.id), replace(second, parent=first.id))
    )
    path = archive_of([circle], tmp_path / "circle.dateline")
    json.loads(text_of(path, prov))
    json.loads(text_of(path, webannotation))
