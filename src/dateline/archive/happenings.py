"""The happenings of a whole archive, in memory that grows little with the number of events.

Reports are read a block at a time and their events written to a file, in order of id. Of the pairs
that are worth comparing those that agree are kept, as numbers. Events that no chain of these
connects can never be one happening, so each such component is clustered by itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dateline.archive.candidates import KeyCounts, Keys
from dateline.archive.clustering import Links, Pair, edges, happenings, numbered
from dateline.archive.database import copy, parquet, write_rows
from dateline.archive.event_file import Account, EventFile
from dateline.archive.event_rows import EventRow
from dateline.archive.load_events import Block, Weights, load_events, report_blocks
from dateline.archive.packed_pairs import PackedPairs, components
from dateline.archive.sample import Sample
from dateline.archive.testimony import Testimony, load_statements

if TYPE_CHECKING:
    import duckdb

NEIGHBOURS_IN_REPORT: Final = 30
"""Events of one type that follow in a report and are paired with one."""
_AT_ONCE: Final = 5_000
"""Events, one after the other in time, whose pairs are compared at once."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Events that are one happening, in order of id, and according to whom each is told, by id."""

    events: list[EventRow]
    accounts: dict[str, Account]


@dataclass(frozen=True, slots=True)
class Common:
    """How common words are in an archive, as its sample tells."""

    weights: Weights
    keys: KeyCounts

    @classmethod
    def of(cls, connection: "duckdb.DuckDBPyConnection") -> "Common":
        row = connection.execute("SELECT count(*) FROM reports").fetchone()
        sample = Sample.of(int(row[0]) if row else 0)
        return cls(Weights(connection, sample), KeyCounts.read(connection, sample))


def find_happenings(
    connection: "duckdb.DuckDBPyConnection",
    folder: Path,
    cuts: Iterable[Pair] = (),
    joins: Iterable[Pair] = (),
    *,
    agreeing: Path | None = None,
) -> Iterator[Happening]:
    """All happenings of an archive, in no order; files are written to `folder` meanwhile.

    The pairs of events that agree are written to `agreeing`, see `write_agreeing`.
    """
    with EventFile(folder / "events") as file:
        reading = Reading(connection, folder, file, Common.of(connection), cuts, joins)
        if agreeing:
            write_agreeing(connection, reading.agreeing, agreeing)
        for members, links in reading.components():
            yield from happenings_of(file, members, links)


def happenings_of(file: EventFile, members: Iterable[int], links: Links) -> Iterator[Happening]:
    """The happenings of these events of a file."""
    for group in happenings(file.event, members, links):
        events = [file.event(one) for one in group]
        accounts = map(file.account, group)
        yield Happening(events, {e.id: a for e, a in zip(events, accounts, strict=True)})


def read_events(
    connection: "duckdb.DuckDBPyConnection", block: Block, weights: Weights, file: EventFile
) -> list[EventRow]:
    """Adds the events of some reports to a file in order of id; they are given as they are told."""
    found = load_events(connection, block, weights)
    testimony = Testimony(load_statements(connection, block), found)
    for id in sorted(found):
        event = found[id]
        file.add(event, Account(testimony.chain(event), testimony.denials(event)))
    return list(found.values())


_AGREEING: Final = {"one": "VARCHAR", "two": "VARCHAR", "score": "DOUBLE"}
_NUMBERED: Final = "SELECT id, row_number() OVER (ORDER BY id) - 1 AS number FROM events"


def write_agreeing(connection: "duckdb.DuckDBPyConnection", pairs: PackedPairs, path: Path) -> None:
    """Writes pairs of events of an archive to a Parquet file, the smaller id first, sorted.

    The pairs are of numbers, those of the events in order of id, and have scores that are negated.
    """
    numbers = path.with_suffix(".numbers")
    write_rows(
        connection, pairs.rows(), {"one": "BIGINT", "two": "BIGINT", "score": "DOUBLE"}, numbers
    )
    copy(
        connection,
        f"WITH numbered AS ({_NUMBERED}) "
        "SELECT DISTINCT a.id AS one, b.id AS two, -p.score AS score "
        f"FROM {parquet([numbers])} p JOIN numbered a ON a.number = p.one "
        "JOIN numbered b ON b.number = p.two ORDER BY ALL",
        path,
    )
    numbers.unlink()


class Reading:
    """All events of an archive, written to `file`, and the links between them, as numbers.

    `agreeing` are the pairs of events that agree, `days` the days of the events as days since
    1970, `candidates.UNKNOWN_DAY` where there is none.
    """

    def __init__(
        self,
        connection: "duckdb.DuckDBPyConnection",
        folder: Path,
        file: EventFile,
        common: Common,
        cuts: Iterable[Pair] = (),
        joins: Iterable[Pair] = (),
    ) -> None:
        cuts, joins = list(cuts), list(joins)
        self._file = file
        self.agreeing, self._repeats = PackedPairs(), PackedPairs()
        self._cuts, self._joins = PackedPairs(), PackedPairs()
        self._reviewed = dict.fromkeys((id for pair in cuts + joins for id in pair), -1)
        keys = Keys(folder, common.keys)
        for block in report_blocks(connection):
            self._read(connection, block, common.weights)
            keys.add(connection, block)
        file.finish()
        known = {id: number for id, number in self._reviewed.items() if number >= 0}
        self._cuts.add(numbered(cuts, known))
        self._joins.add(numbered(joins, known))
        neighbourhoods = keys.finish()
        self.days = neighbourhoods.days
        for start in range(0, len(file), _AT_ONCE):
            some = neighbourhoods.in_time[start : start + _AT_ONCE]
            self.agreeing.add_edges(edges(file.event, neighbourhoods.pairs(some)))

    def _read(
        self, connection: "duckdb.DuckDBPyConnection", block: Block, weights: Weights
    ) -> None:
        """Writes the events of some reports, and compares those of one report with each other."""
        first = len(self._file)
        told = read_events(connection, block, weights, self._file)
        rows = sorted(told, key=lambda event: event.id)
        numbers = {event.id: number for number, event in enumerate(rows, first)}
        repeats = ((event.id, event.same_as) for event in rows if event.same_as)
        self._repeats.add(numbered(repeats, numbers))
        pairs = numbered(_pairs_in_reports(told), numbers)
        self.agreeing.add_edges(edges(lambda number: rows[number - first], pairs))
        self._reviewed |= {id: numbers[id] for id in self._reviewed.keys() & numbers.keys()}

    def components(self) -> Iterator[tuple[list[int], Links]]:
        """The events that chains of links connect, with the links between them."""
        import numpy as np

        labels = components(
            len(self._file), (self.agreeing.pairs, self._repeats.pairs, self._joins.pairs)
        )
        found, repeats = self.agreeing.by_component(labels), self._repeats.by_component(labels)
        cuts, joins = self._cuts.by_component(labels), self._joins.by_component(labels)
        members = np.argsort(labels, kind="stable")
        starts = np.flatnonzero(np.diff(labels[members], prepend=-1))
        ends = np.append(starts, len(members))[1:]
        for start, end in zip(starts, ends, strict=True):
            label = labels[members[start]]
            yield (
                members[start:end].tolist(),
                Links(
                    edges=found.of(label),
                    repeats=list(repeats.of(label)),
                    cuts=list(cuts.of(label)),
                    joins=list(joins.of(label)),
                ),
            )


def _pairs_in_reports(events: Iterable[EventRow]) -> Iterator[Pair]:
    """Of the events in the order of their reports, each with the next ones of its type."""
    of_type: dict[tuple[str, str], list[str]] = {}
    for event in events:
        earlier = of_type.setdefault((event.report_id, event.type), [])
        for other in earlier[-NEIGHBOURS_IN_REPORT:]:
            yield other, event.id
        earlier.append(event.id)
