"""What a watch remembers of its feeds and their entries, in the side file of the archive."""

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.archive.side import transaction
from dateline.sources.answers import NONE_KNOWN, Validators


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """How a feed was found last; `not_before` is a time in seconds since 1970, 0 if any will do."""

    known: Validators = NONE_KNOWN
    failures: int = 0
    not_before: float = 0.0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class EntryState:
    """How often an entry was tried, and whether it is done with."""

    tries: int = 0
    done: bool = False


def feed_state(side: sqlite3.Connection, url: str) -> FeedState:
    """What is remembered of a feed."""
    row = side.execute(
        "SELECT etag, modified, failures, not_before, error FROM feeds WHERE url = ?", (url,)
    ).fetchone()
    if row is None:
        return FeedState()
    etag, modified, failures, not_before, error = row
    return FeedState(
        known=Validators(etag, modified), failures=failures, not_before=not_before, error=error
    )


def entry_state(side: sqlite3.Connection, key: str) -> EntryState:
    """What is remembered of the entry with this key."""
    row = side.execute(
        "SELECT tries, done FROM feed_entries WHERE entry = ?", (_hash(key),)
    ).fetchone()
    return EntryState(row[0], bool(row[1])) if row else EntryState()


def remember(
    side: sqlite3.Connection,
    feeds: Iterable[tuple[str, FeedState]],
    entries: Iterable[tuple[str, EntryState]],
) -> None:
    """Keeps all of these, or on an error nothing."""
    with transaction(side):
        side.executemany(
            "INSERT OR REPLACE INTO feed_entries VALUES (?, ?, ?)",
            [(_hash(key), entry.tries, entry.done) for key, entry in entries],
        )
        side.executemany(
            "INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?, ?, ?)",
            [
                (url, f.known.etag, f.known.modified, f.failures, f.not_before, f.error)
                for url, f in feeds
            ],
        )


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
