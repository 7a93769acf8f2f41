"""Pairs worth comparing: as the definition has them, however many events are looked at at once."""

import math
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.archive import candidates
from dateline.archive.candidates import KeyCounts, Keys, Neighbourhoods
from dateline.archive.load_events import report_blocks
from dateline.archive.sample import Sample
from dateline.archive.store import Archive
from tests.archive.happenings import archive_of, record

FEW = {
    "NEIGHBOURS": 2,
    "PARTNERS": 2,
    "OTHER_TYPE_BLOCK": 3,
    "_SORTED_AT_ONCE": 4,
    "_READ_AT_ONCE": 3,
    "_EVENTS_AT_ONCE": 2,
}
UNKNOWN = candidates.UNKNOWN_DAY


class Told(NamedTuple):
    """An event as far as its keys go."""

    kind: int
    day: int
    keys: frozenset[int]


EVENTS = st.lists(
    st.builds(
        Told,
        kind=st.integers(0, 1),
        day=st.sampled_from((UNKNOWN, 0, 1, 15)),
        keys=st.frozensets(st.integers(0, 4)),
    ),
    max_size=9,
)


def by_definition(events: list[Told]) -> list[list[int]]:
    """The partners of each event."""
    counts = Counter(key for event in events for key in event.keys)
    order = sorted(range(len(events)), key=lambda n: (events[n].day, n))
    lists: dict[tuple[int, int | None], list[int]] = defaultdict(list)
    for n in order:
        for key in events[n].keys:
            lists[key, events[n].kind].append(n)
            if counts[key] <= FEW["OTHER_TYPE_BLOCK"]:
                lists[key, None].append(n)
    shared: dict[tuple[int, int], set[int]] = defaultdict(set)
    for (key, _), members in lists.items():
        for place, one in enumerate(members):
            for two in members[place + 1 : place + 1 + FEW["NEIGHBOURS"]]:
                days = events[one].day, events[two].day
                if UNKNOWN in days or abs(days[0] - days[1]) <= candidates.DAYS_APART:
                    shared[one, two].add(key)
                    shared[two, one].add(key)
    weight = {key: round(math.log(1 + len(events) / counts[key]) * 2**32) for key in counts}
    ranked = sorted((-sum(weight[k] for k in keys), *pair) for pair, keys in shared.items())
    return [
        [two for _, one, two in ranked if one == n][: FEW["PARTNERS"]] for n in range(len(events))
    ]


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(EVENTS)
def test_partners_are_as_defined(
    tmp_path_factory: pytest.TempPathFactory, events: list[Told]
) -> None:
    folder = tmp_path_factory.mktemp("keys")
    np.array([key for event in events for key in sorted(event.keys)], np.int64).tofile(
        folder / "keys"
    )
    counts = Counter(key for event in events for key in event.keys)
    kept = sorted(key for key, count in counts.items() if count > 1)
    columns = (
        kept,
        [counts[key] for key in kept],
        [event.kind for event in events],
        [event.day for event in events],
        [len(event.keys) for event in events],
    )
    with pytest.MonkeyPatch.context() as patch:
        for name, value in FEW.items():
            patch.setattr(candidates, name, value)
        keys, sizes = (np.array(column, np.int64) for column in columns[:2])
        common = KeyCounts(Sample(), len(events), keys, sizes)
        kinds, days, lengths = (np.array(column, np.int64) for column in columns[2:])
        found = Neighbourhoods(folder, keys, sizes, kinds, days, lengths, common)
    partners = [[n for n in row if n != candidates.NOBODY] for row in found.partners.tolist()]
    assert partners == by_definition(events)
    pairs = list(found.pairs(np.arange(len(events))))
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == {
        (min(one, two), max(one, two)) for one, row in enumerate(partners) for two in row
    }


def test_keys_are_words_names_and_towns(tmp_path: Path) -> None:
    told = [
        ("Rebels attacked a bridge in Gao.", "Gao"),
        ("Somebody attacked the bridge.", None),
        ("Talks on grain prices went on.", None),
        ("Nothing else is known of Gao.", "Gao"),
    ]
    records = [
        record(
            words,
            outlet=f"Outlet {number}",
            day="2024-03-07",
            events=[{"trigger": words.split()[1], "town": town}],
        )
        for number, (words, town) in enumerate(told)
    ]
    with Archive.open(archive_of(records, tmp_path / "a.dateline")) as archive:
        keys = Keys(tmp_path, KeyCounts.read(archive.connection, Sample()))
        for block in report_blocks(archive.connection):
            keys.add(archive.connection, block)
        ids = [row["id"] for row in archive.sql("SELECT id FROM events ORDER BY id")]
    numbers = {id: number for number, id in enumerate(ids)}
    bridge, again, talks, gao = (numbers[f"{one.report.id}:E1"] for one in records)
    partners = keys.finish().partners
    assert set(partners[bridge]) - {candidates.NOBODY} == {again, gao}
    assert set(partners[talks]) == {candidates.NOBODY}
