"""Events of a large archive in a file, with the statements around each and who denies it."""

import pickle
from array import array
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from dateline.archive.event_rows import EventRow
from dateline.archive.testimony import Statement

HELD: Final = 50_000
"""Events in memory at once: some 200 MB."""


class Account(NamedTuple):
    """According to whom an event is told: the statements around it, the innermost first, and in
    words those who deny it."""

    chain: list[Statement]
    denials: list[str]


class EventFile:
    """Events by number, from 0 in the order in which they are added; a context manager."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b")
        self._ends = array("q", [0])
        """Where each event starts, where its account starts, and where that ends."""
        self.event = lru_cache(HELD)(self._event)

    def __len__(self) -> int:
        return len(self._ends) // 2

    def __enter__(self) -> "EventFile":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, event: EventRow, account: Account) -> int:
        """Writes one event and returns its number. None is added once one has been read."""
        number = len(self)
        for part in (event, account):
            written = self._file.write(pickle.dumps(part, pickle.HIGHEST_PROTOCOL))
            self._ends.append(self._ends[-1] + written)
        return number

    def finish(self) -> None:
        """Makes what was added readable."""
        self._file.flush()

    def account(self, number: int) -> Account:
        """According to whom an event is told."""
        found: Account = self._read(2 * number + 1)
        return found

    def _event(self, number: int) -> EventRow:
        found: EventRow = self._read(2 * number)
        return found

    def _read(self, part: int) -> Any:
        start, end = self._ends[part], self._ends[part + 1]
        self._file.seek(start)
        return pickle.loads(self._file.read(end - start))
