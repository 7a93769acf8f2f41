"""Watching feeds: what is new in them is added to an archive, round by round, until stopped.

Nothing is lost, whenever it ends: an entry is done with only when its report is committed, and
the version of a feed is remembered only when all its entries are done with.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Final

from dateline.archive.build import Reader, Summary, build
from dateline.archive.feeds import (
    EntryState,
    FeedState,
    entry_state,
    feed_state,
    remember,
)
from dateline.archive.layout import Layout
from dateline.archive.side import open_side
from dateline.archive.stopping import Stop
from dateline.archive.storage_errors import storage_errors
from dateline.batch import read_many_loaded
from dateline.errors import DatelineError, SourceError
from dateline.sources.answers import NONE_KNOWN, StatusError, Validators
from dateline.sources.draft import Loaded, SourceOptions
from dateline.sources.follow import entry_report, listing_of
from dateline.sources.listing import Entry, Listing, web_address
from dateline.sources.polite import Guest, is_passing

EVERY: Final = 15 * 60.0
"""Seconds from one round to the next."""
ENTRIES: Final = 200
"""Most entries of one round, so that what is read is soon in the archive."""
MAX_TRIES: Final = 3
"""Rounds in which a page is tried that can't be fetched."""
LONGEST_WAIT: Final = 24 * 3600.0
"""Seconds after which a feed is tried again, however often it failed or long it asks to wait."""
_MAX_DEPTH: Final = 2  # a list of sitemap indexes


@dataclass(frozen=True, slots=True)
class Failure:
    """A feed that could not be had; `not_before`, in seconds since 1970, it is not asked again."""

    feed: str
    message: str
    not_before: float


@dataclass(frozen=True, slots=True)
class Round:
    """What came of one round. `left` is set where there is more to read at once."""

    failures: tuple[Failure, ...]
    waiting: tuple[Failure, ...]
    """Feeds that were not asked, since they failed before or asked to be left alone."""
    summary: Summary | None
    """What was added; `None` if there was nothing new."""
    problem: DatelineError | None
    """Why the archive could not be written."""
    postponed: int
    """Pages that could not be fetched, and are tried again in the next round."""
    left: bool


@dataclass(slots=True)
class _Poll:
    """One list as it was found: its entries that are not done with, or why it could not be had."""

    url: str
    state: FeedState
    asked: bool = True
    known: Validators = NONE_KNOWN
    entries: list[Entry] = field(default_factory=list)
    lists: tuple[str, ...] = ()
    error: SourceError | None = None


class Watch:
    """Watches feeds, sitemaps, and lists of them (addresses, or files) for one archive."""

    def __init__(
        self,
        feeds: Sequence[str],
        path: str | Path,
        *,
        every: float = EVERY,
        options: SourceOptions | None = None,
        reader: Reader = read_many_loaded,
    ) -> None:
        """Makes the archive if need be. `every` is in seconds. Raises `DatelineError`."""
        self._feeds = tuple(dict.fromkeys(feeds))
        for feed in self._feeds:
            if not web_address(feed) and not Path(feed).is_file():
                raise SourceError(f"there is no file {feed}", hint="Give the address of a feed.")
        layout = Layout(Path(path))
        if not layout.manifest.exists():
            build((), path)
        self._path = path
        self._every = every
        self._options = options or SourceOptions()
        self._reader = reader
        self._guest = Guest(self._options)
        with storage_errors(layout):
            self._side = open_side(layout.side, read_only=False)
        self._stop = Stop()

    def run(self, tell: Callable[[Round], None], *, once: bool = False) -> None:
        """Goes on until SIGINT or SIGTERM, or, if `once`, until nothing new is left."""
        with self._stop.installed():
            while not self._stop.asked:
                done = self.round()
                tell(done)
                if once and not done.left:
                    return
                if not done.left:
                    self._stop.sleep(self._every)

    def close(self) -> None:
        """Closes the side file of the archive."""
        self._side.close()

    def round(self) -> Round:
        """Asks all feeds once, and adds at most `ENTRIES` of their new entries."""
        polls = list(self._polls())
        asked = [poll for poll in polls if poll.asked]
        new = list(islice(_in_turns([poll.entries for poll in asked]), ENTRIES))
        tried: dict[str, EntryState] = {}
        summary, problem = None, None
        if new and not self._stop.asked:
            urls = [poll.url for poll in asked if poll.entries]
            items = self._loaded(new, tried)
            try:
                summary = build(urls, self._path, reader=self._reader, workers=1, items=items)
            except DatelineError as error:
                problem, tried = error, {}
        states = {poll.url: self._after(poll, tried) for poll in asked}
        remember(self._side, states.items(), tried.items())
        left = any(entry.key not in tried for poll in asked for entry in poll.entries)
        return Round(
            failures=tuple(_failure(p, states[p.url]) for p in asked if p.error),
            waiting=tuple(_failure(poll, poll.state) for poll in polls if not poll.asked),
            summary=summary,
            problem=problem,
            postponed=sum(not state.done for state in tried.values()),
            left=left and problem is None,
        )

    def _polls(self) -> Iterator[_Poll]:
        """Every list, and what it lists in turn, asked if it may be asked now."""
        waiting = [(feed, 0) for feed in reversed(self._feeds)]
        seen: set[str] = set()
        while waiting:
            url, depth = waiting.pop()
            if url in seen or depth > _MAX_DEPTH:
                continue
            seen.add(url)
            poll = _Poll(url, feed_state(self._side, url))
            poll.asked = poll.state.not_before <= time.time()
            if poll.asked and self._stop.broken_off(partial(self._ask, poll)):
                return
            waiting.extend((address, depth + 1) for address in reversed(poll.lists))
            yield poll

    def _ask(self, poll: _Poll) -> None:
        """Asks for a list, and puts what came of it into `poll`."""
        try:
            listing = self._changed_listing(poll)
        except SourceError as error:
            poll.error = error
            return
        if listing:
            poll.lists = listing.lists
            poll.entries = [
                entry for entry in listing.entries if not entry_state(self._side, entry.key).done
            ]

    def _changed_listing(self, poll: _Poll) -> Listing | None:
        limit = self._options.max_bytes
        if not web_address(poll.url):
            return listing_of(_file(poll.url, limit), limit)
        answer = self._guest.fetch(poll.url, known=poll.state.known, again=False)
        poll.known = answer.validators
        if answer.unchanged:
            return None
        return listing_of(answer.data, limit, charset=answer.charset, base=answer.url)

    def _loaded(self, entries: Sequence[Entry], tried: dict[str, EntryState]) -> Iterator[Loaded]:
        """The reports of entries, until an end is asked for; `tried` tells what became of each."""
        for entry in entries:
            if entry.key in tried:
                continue
            items: list[Loaded] = []
            if self._stop.broken_off(partial(self._load, entry, items)):
                return
            (item,) = items
            tries = entry_state(self._side, entry.key).tries + 1
            again = item.error is not None and is_passing(item.error) and tries < MAX_TRIES
            tried[entry.key] = EntryState(tries, done=not again)
            if not again:
                yield item

    def _load(self, entry: Entry, items: list[Loaded]) -> None:
        label = entry.title or "an entry without a title"
        items.append(entry_report(entry, label, self._guest, self._options))

    def _after(self, poll: _Poll, tried: dict[str, EntryState]) -> FeedState:
        """What is to be remembered of a list after a round."""
        if poll.error is None:
            done = all(entry.key in tried and tried[entry.key].done for entry in poll.entries)
            # What a list of lists lists is to be asked, whether the list itself changes or not.
            return FeedState(known=poll.known if done and not poll.lists else NONE_KNOWN)
        failures = poll.state.failures + 1
        told = poll.error.retry_after if isinstance(poll.error, StatusError) else None
        # The exponent is bounded, since a feed may fail for years.
        wait = max(told or 0.0, self._every * 2.0 ** min(failures - 1, 20))
        not_before = time.time() + min(wait, LONGEST_WAIT)
        return replace(
            poll.state, failures=failures, not_before=not_before, error=poll.error.message
        )


def _failure(poll: _Poll, state: FeedState) -> Failure:
    return Failure(poll.url, state.error or "", state.not_before)


def _in_turns(lists: Sequence[Sequence[Entry]]) -> Iterator[Entry]:
    """The first of each list, the second of each, and so on: one host can rest meanwhile."""
    return (entry for entry in chain.from_iterable(zip_longest(*lists)) if entry is not None)


def _file(path: str, max_bytes: int) -> bytes:
    try:
        with Path(path).open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise SourceError(f"{path} can't be read: {error.strerror}", hint="Check it.") from error
    if len(data) > max_bytes:
        raise SourceError(
            f"{path} is larger than the limit of {max_bytes:,} bytes", hint="Raise the limit."
        )
    return data
