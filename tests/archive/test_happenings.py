"""Happenings of a whole archive: the same, however little of it is in memory at once."""

import json
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.archive import candidates, clustering, event_file, happenings, load_events
from dateline.archive.clustering import Links, cluster, edges, numbered
from dateline.archive.event_rows import EventRow
from dateline.archive.incidents import find_incidents
from dateline.archive.packed_pairs import PackedPairs, components
from dateline.archive.store import Archive
from dateline.record import Record
from tests.archive.happenings import archive_of, event_rows
from tests.strategies import records

LITTLE = (
    (load_events, "BLOCK_REPORTS", 1),
    (event_file, "HELD", 2),
    (happenings, "_AT_ONCE", 2),
    (candidates, "_EVENTS_AT_ONCE", 2),
    (candidates, "_READ_AT_ONCE", 3),
    (candidates, "_SORTED_AT_ONCE", 4),
)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(records(), min_size=1, max_size=4, unique_by=lambda one: one.report.id))
def test_the_size_of_blocks_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, found: list[Record]
) -> None:
    path = archive_of(found, tmp_path_factory.mktemp("a"))
    with Archive.open(path) as archive, pytest.MonkeyPatch.context() as patch:
        expected = find_incidents(archive.connection, {})
        for module, name, value in LITTLE:
            patch.setattr(module, name, value)
        told = find_incidents(archive.connection, {})
    assert json.dumps(told) == json.dumps(expected)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(event_rows(), st.data())
def test_components_can_be_clustered_apart(rows: dict[str, EventRow], data: st.DataObject) -> None:
    ids = sorted(rows)
    pairs = list(combinations(ids, 2))
    reviewed = st.lists(st.sampled_from(pairs), max_size=2) if pairs else st.just([])
    cuts, joins = data.draw(reviewed), data.draw(reviewed)
    numbers = {id: number for number, id in enumerate(ids)}
    told = {name: PackedPairs() for name in ("edges", "repeats", "cuts", "joins")}

    def event(number: int) -> EventRow:
        return rows[ids[number]]

    told["edges"].add_edges(edges(event, numbered(pairs, numbers)))
    repeats = [(one.id, one.same_as) for one in rows.values() if one.same_as]
    told["repeats"].add(numbered(repeats, numbers))
    told["cuts"].add(numbered(cuts, numbers))
    told["joins"].add(numbered(joins, numbers))
    labels = components(len(ids), [told[n].pairs for n in ("edges", "repeats", "joins")])
    sorted_pairs = {name: packed.by_component(labels) for name, packed in told.items()}
    groups = []
    for label in set(labels.tolist()):
        members = [number for number in range(len(ids)) if labels[number] == label]
        links = Links(**{name: list(found.of(label)) for name, found in sorted_pairs.items()})
        groups += clustering.happenings(event, members, links)
    expected = cluster(rows, pairs, cuts, joins)
    assert sorted([ids[one] for one in group] for group in groups) == expected
