"""The pairs of events that are worth comparing.

Events are found by keys that few events share: words of the sentence and the parties' names, and
the town. All events of one key and type are put in order of day, and each is paired with the next
few (sorted neighbourhood), so that the number of pairs grows with that of the events, not with
its square; events of a rare key also with those of other types. Of its partners each event keeps
those with the weightiest keys in common. How common a key is tells the archive's sample, so that
a new event changes no partners but those of events within `DAYS_APART` of it.

The keys lie in files, sorted as whole numbers of key, type and place in time, and are gone through
some events at a time.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dateline.archive.load_events import Block
from dateline.archive.sample import Sample

if TYPE_CHECKING:
    import duckdb
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Partners = NDArray[np.int32]

NEIGHBOURS: Final = 12
"""Events that follow in the order of a key and are paired with one."""
DAYS_APART: Final = 10
"""Events that were further apart, or reported further apart, are no pair."""
COMMON_SHARE: Final = 0.02
"""Words that more than this share of all events has are no keys ..."""
COMMON_LEAST: Final = 200
"""... unless no more events than this have them."""
OTHER_TYPE_BLOCK: Final = 40
"""Keys with at most so many events pair events of different types, too.

These numbers are of the whole archive, as far as its sample tells.
"""
PARTNERS: Final = 25
"""Partners of an event at most, those with the weightiest keys in common."""

NOBODY: Final = -1
"""In place of a partner where an event has fewer."""
UNKNOWN_DAY: Final = -(1 << 40)
"""Sorts events without a day before all others."""
_UNIT: Final = float(1 << 32)
"""Weights are whole numbers of this part, so that sums don't hang on the order of their terms."""
_SORTED_AT_ONCE: Final = 4_000_000
_READ_AT_ONCE: Final = 100_000
_EVENTS_AT_ONCE: Final = 4_000
_TYPE_BITS, _TIME_BITS = 5, 27

_TOLD: Final = """
    SELECT e.id, e.type, coalesce(e.start_day, r.day) AS day,
        lower(strip_accents(concat_ws(' ', e.sentence, e.place_name,
            array_to_string(e.actor_names, ' '), array_to_string(e.recipient_names, ' ')
        ))) AS words,
        CASE WHEN e.place_precision IN ('site', 'city', 'admin1') AND NOT e.place_metonymic
            THEN e.geonames_id END AS town
    FROM events e JOIN reports r USING (report_id)
"""
_IN_BLOCK: Final = f"{_TOLD} WHERE e.report_id BETWEEN $first AND $last"
_IN_SAMPLE: Final = f"{_TOLD} WHERE e.report_id < $bound"
_TYPES_AND_DAYS: Final = f"""
    SELECT type, coalesce(day - DATE '1970-01-01', {UNKNOWN_DAY}) FROM ({_IN_BLOCK}) ORDER BY id
"""
# The last bit of a key tells towns from words.
_KEYS_OF_EVENT: Final = """
    unnest(list_distinct(
        list_transform(regexp_extract_all(words, '[\\pL]{3,}'), lambda w: hash(w) >> 2 << 1)
        || CASE WHEN town IS NULL THEN [] ELSE [(hash(town) >> 2 << 1) + 1] END
    ))::BIGINT
"""
_KEYS: Final = f"""
    SELECT event, {_KEYS_OF_EVENT} AS key
    FROM (SELECT *, row_number() OVER (ORDER BY id) - 1 AS event FROM ({_IN_BLOCK}))
"""
_COUNTED: Final = f"""
    SELECT key, count(*) AS events FROM (SELECT {_KEYS_OF_EVENT} AS key FROM ({_IN_SAMPLE}))
    GROUP BY key ORDER BY key
"""
_EVENTS: Final = "SELECT count(*) FROM events WHERE report_id < $bound"


@dataclass(frozen=True, slots=True)
class KeyCounts:
    """How common keys are: how many of the events of a sample have each. `keys` are sorted."""

    sample: Sample
    events: int
    keys: "Integers"
    counts: "Integers"

    @classmethod
    def read(cls, connection: "duckdb.DuckDBPyConnection", sample: Sample) -> "KeyCounts":
        """Those of the sample of an archive."""
        import numpy as np

        with closing(connection.cursor()) as cursor:
            row = cursor.execute(_EVENTS, {"bound": sample.bound}).fetchone()
            found = cursor.execute(_COUNTED, {"bound": sample.bound}).fetchnumpy()
        keys, counts = (found[column].astype(np.int64) for column in ("key", "events"))
        return cls(sample, int(row[0]) if row else 0, keys, counts)

    def of(self, keys: "Integers") -> "Integers":
        """The events of the sample that have each of these keys."""
        import numpy as np

        if not len(self.keys):
            return np.zeros(len(keys), np.int64)
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        found: Integers = np.where(self.keys[places] == keys, self.counts[places], 0)
        return found


class Keys:
    """Collects the keys of events, which are numbered in order of id, in a folder."""

    def __init__(self, folder: Path, common: KeyCounts) -> None:
        import numpy as np

        self._folder = folder
        self._common = common
        self._types: dict[str, int] = {}
        self._kinds: list[Integers] = []
        self._days: list[Integers] = []
        self._sizes: list[Integers] = []
        self._keys = self._counts = np.empty(0, np.int64)

    def add(self, connection: "duckdb.DuckDBPyConnection", block: Block) -> None:
        """Adds the events of the next reports."""
        import numpy as np

        parameters = {"first": block[0], "last": block[1]}
        with closing(connection.cursor()) as cursor:
            told = cursor.execute(_TYPES_AND_DAYS, parameters).fetchall()
            found: dict[str, Any] = cursor.execute(_KEYS, parameters).fetchnumpy()
        kinds = [self._types.setdefault(kind, len(self._types)) for kind, _ in told]
        self._kinds.append(np.array(kinds, np.int64))
        self._days.append(np.array([day for _, day in told], np.int64))
        events, keys = found["event"].astype(np.int64), found["key"].astype(np.int64)
        self._sizes.append(np.bincount(events, minlength=len(told)))
        with (self._folder / "keys").open("ab") as file:
            keys[np.argsort(events, kind="stable")].tofile(file)
        self._count(keys)

    def finish(self) -> "Neighbourhoods":
        """Sorts the keys, and leaves those out that only one event has, or too many have."""
        import numpy as np

        words = self._keys % 2 == 0
        most = max(COMMON_LEAST * self._common.sample.share, COMMON_SHARE * self._common.events)
        kept = (self._counts > 1) & (~words | (self._common.of(self._keys) <= most))
        keys, counts = self._keys[kept], self._counts[kept]
        none = np.zeros(0, np.int64)
        kinds, days, sizes = (
            np.concatenate([none, *found]) for found in (self._kinds, self._days, self._sizes)
        )
        return Neighbourhoods(self._folder, keys, counts, kinds, days, sizes, self._common)

    def _count(self, keys: "Integers") -> None:
        import numpy as np

        new, counts = np.unique(keys, return_counts=True)
        both = np.concatenate([self._keys, new])
        self._keys, places = np.unique(both, return_inverse=True)
        added = np.concatenate([self._counts, counts])
        self._counts = np.bincount(places, added, len(self._keys)).astype(np.int64)


class Neighbourhoods:
    """The partners of each event, found in the sorted files of keys."""

    def __init__(
        self,
        folder: Path,
        keys: "Integers",
        counts: "Integers",
        kinds: "Integers",
        days: "Integers",
        sizes: "Integers",
        common: KeyCounts,
    ) -> None:
        import numpy as np

        self._kinds, self.days = kinds, days
        self._keys, self._counts = keys, counts
        # In a large archive they would be put with whatever is oldest in it.
        self._undated_with_all = common.sample.is_whole
        self.in_time = np.lexsort((np.arange(len(days)), days))
        """The numbers of all events in order of day, then id."""
        self._times = np.empty_like(self.in_time)
        self._times[self.in_time] = np.arange(len(days))
        had = common.of(keys)
        self._rare = had <= OTHER_TYPE_BLOCK * common.sample.share
        weights = np.log(1 + common.events / np.maximum(had, 1))
        self._weights = np.round(weights * _UNIT).astype(np.int64)
        self._raw = folder / "keys"
        self._starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
        self.partners = self._find(folder)
        """One row an event: the numbers of its partners, or `NOBODY`."""

    def pairs(self, some: "Integers") -> Iterator[tuple[int, int]]:
        """The pairs of these events with others, the smaller number first; if two are each
        other's partners only from the smaller one."""
        import numpy as np

        found = self.partners[some]
        mutual = np.any(self.partners[found] == some[:, None, None], axis=2)
        wanted = (found != NOBODY) & ((some[:, None] < found) | ~mutual)
        ones, others = np.broadcast_to(some[:, None], found.shape)[wanted], found[wanted]
        yield from zip(
            np.minimum(ones, others).tolist(), np.maximum(ones, others).tolist(), strict=True
        )

    def _rows(self, first: int, last: int) -> tuple["Integers", "Integers"]:
        """The events from `first` to before `last`, and their keys that are kept, as places."""
        import numpy as np

        start, end = self._starts[first], self._starts[last]
        if start == end or not len(self._keys):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        keys = np.fromfile(self._raw, np.int64, end - start, offset=8 * start)
        events = np.repeat(np.arange(first, last), np.diff(self._starts[first : last + 1]))
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        kept = self._keys[places] == keys
        return events[kept], places[kept]

    def _packed(self, events: "Integers", keys: "Integers", *, typed: bool) -> "Integers":
        """Key, type and place in time of each row as one number."""
        kinds = self._kinds[events] * typed
        return ((keys << _TYPE_BITS | kinds) << _TIME_BITS) | self._times[events]

    def _sorted(self, path: Path, wanted: Any, *, typed: bool) -> "Integers":
        """Writes the rows of the wanted keys as sorted numbers, by way of files of some keys."""
        import numpy as np

        sizes = self._counts * wanted
        buckets = (np.cumsum(sizes) - sizes) // _SORTED_AT_ONCE
        files = {n: path.with_suffix(f".{n}") for n in np.unique(buckets).tolist()}
        for first in range(0, len(self.days), _READ_AT_ONCE):
            events, keys = self._rows(first, min(first + _READ_AT_ONCE, len(self.days)))
            chosen = wanted[keys]
            packed = self._packed(events[chosen], keys[chosen], typed=typed)
            for number, file in files.items():
                with file.open("ab") as out:
                    packed[buckets[keys[chosen]] == number].tofile(out)
        with path.open("wb") as out:
            for file in files.values():
                np.sort(np.fromfile(file, np.int64)).tofile(out)
                file.unlink()
        return _mapped(path)

    def _find(self, folder: Path) -> "Partners":
        """Writes the partners of all events, some events at a time."""
        import numpy as np

        every = self._sorted(folder / "every", np.ones_like(self._rare), typed=True)
        rare = self._sorted(folder / "rare", self._rare, typed=False)
        path = folder / "partners"
        with path.open("wb") as out:
            for first in range(0, len(self.days), _EVENTS_AT_ONCE):
                last = min(first + _EVENTS_AT_ONCE, len(self.days))
                events, keys = self._rows(first, last)
                few = self._rare[keys]
                near = [
                    *self._near(every, events, keys, typed=True),
                    *self._near(rare, events[few], keys[few], typed=False),
                ]
                self._best(first, last, near).astype(np.int32).tofile(out)
        if not len(self.days):
            return np.empty((0, PARTNERS), np.int32)
        return np.memmap(path, np.int32, "r", shape=(len(self.days), PARTNERS))

    def _near(
        self, sorted_rows: "Integers", events: "Integers", keys: "Integers", *, typed: bool
    ) -> Iterator[tuple["Integers", "Integers", "Integers"]]:
        """Events, those near them in the order of a key that they share, and the key's weight."""
        import numpy as np

        own = self._packed(events, keys, typed=typed)
        places = np.searchsorted(sorted_rows, own)
        for step in (*range(-NEIGHBOURS, 0), *range(1, NEIGHBOURS + 1)):
            there = places + step
            within = (there >= 0) & (there < len(sorted_rows))
            other = sorted_rows[np.where(within, there, places)]
            same = within & (other >> _TIME_BITS == own >> _TIME_BITS)
            here, others = events[same], self.in_time[other[same] & ((1 << _TIME_BITS) - 1)]
            days, other_days = self.days[here], self.days[others]
            together = np.abs(days - other_days) <= DAYS_APART
            if self._undated_with_all:
                together |= (days == UNKNOWN_DAY) | (other_days == UNKNOWN_DAY)
            if not typed:
                # Those of one type are told by the file of all keys.
                together &= self._kinds[here] != self._kinds[others]
            yield here[together], others[together], self._weights[keys[same][together]]

    def _best(self, first: int, last: int, near: Sequence[tuple["Integers", ...]]) -> "Integers":
        """The best partners of the events from `first` to before `last`, the smaller first where
        two are as good."""
        import numpy as np

        empty = np.empty(0, np.int64)
        events, others, weights = (
            np.concatenate([empty, *(found[n] for found in near)]) for n in range(3)
        )
        pairs, places = np.unique((events - first) * len(self._kinds) + others, return_inverse=True)
        # Whole numbers below 2 ** 53 are exact as floats.
        sums = np.bincount(places, weights, len(pairs))
        events, others = np.divmod(pairs, len(self._kinds))
        order = np.lexsort((others, -sums, events))
        events, others = events[order], others[order]
        ranks = np.arange(len(events)) - np.searchsorted(events, events)
        best = np.full((last - first, PARTNERS), NOBODY)
        chosen = ranks < PARTNERS
        best[events[chosen], ranks[chosen]] = others[chosen]
        return best


def _mapped(path: Path) -> "Integers":
    """The whole numbers of a file, of which those needed are read."""
    import numpy as np

    if not path.exists() or not path.stat().st_size:
        return np.empty(0, np.int64)
    return np.memmap(path, np.int64, "r")
