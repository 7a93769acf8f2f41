"""Sources to an archive: each report is read once, and what was read is never lost."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from dateline.archive.layout import Layout
from dateline.archive.lock import writer_lock
from dateline.archive.writer import Counts, SetAside, Writer, prepare
from dateline.batch import read_many_loaded
from dateline.batch.pool import Outcome
from dateline.sources.draft import Loaded, SourceOptions
from dateline.sources.load import load

Progress = Callable[[Counts], None]


class Reader(Protocol):
    """Reads loaded reports, and gives an outcome for each, in order."""

    def __call__(self, items: Iterable[Loaded], *, workers: int | None) -> Iterator[Outcome]: ...


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did; `reasons` counts what was set aside by why it was, commonest first."""

    counts: Counts
    reasons: dict[str, int]


def build(
    sources: Iterable[str],
    path: str | Path,
    *,
    workers: int | None = None,
    limit: int | None = None,
    options: SourceOptions | None = None,
    progress: Progress | None = None,
    reader: Reader = read_many_loaded,
    derived: bool = True,
    items: Iterable[Loaded] | None = None,
) -> Summary:
    """Adds the reports of all sources to the archive at `path`, which is made if need be.

    Reports that it holds already are not read again; `limit` is the most that are read. Killed at
    any moment, the same call goes on from there. `items` are what the sources hold, where that has
    been loaded by other means. Unless `derived`, links and incidents are left
    as they are. Raises `DatelineError` if the archive can't be written or another build is
    writing to it.
    """
    names = list(sources)
    layout = Layout(Path(path))
    prepare(layout)
    with writer_lock(layout):
        run = _Run(Writer(layout, names), limit, progress)
        try:
            if items is None:
                items = (item for name in names for item in load(name, options))
            summary = run.read(items, reader, workers)
            run.end(derived=derived)
            return summary
        finally:
            run.writer.close()


class _Run:
    """One run of a build: counts what becomes of each item."""

    def __init__(self, writer: Writer, limit: int | None, progress: Progress | None) -> None:
        self.writer = writer
        self._limit = limit
        self._progress = progress
        self._counts = Counts()
        self._reasons: Counter[str] = Counter()

    def read(self, items: Iterable[Loaded], reader: Reader, workers: int | None) -> Summary:
        try:
            for outcome in reader(self._new(items), workers=workers):
                self._take(outcome)
        except BaseException:  # whatever ends it, what was read stays
            self.writer.commit()
            raise
        return Summary(replace(self._counts), dict(self._reasons.most_common()))

    def end(self, *, derived: bool) -> None:
        """Commits what is left, and computes links and incidents if `derived`."""
        if not derived:
            self.writer.commit()
            return
        if self._progress:
            self._progress(replace(self._counts, deriving=True))
        self.writer.finish()

    def _new(self, items: Iterable[Loaded]) -> Iterator[Loaded]:
        """The items that are not in the archive yet, as far as the limit allows."""
        taken = 0
        for item in items:
            if item.report is not None:
                report_id = item.report.id
                if report_id in self.writer.known:
                    self._counts.already_there += 1
                    self._show()
                    continue
                if taken == self._limit:
                    return
                self.writer.known.add(report_id)
                taken += 1
            yield item

    def _take(self, outcome: Outcome) -> None:
        if outcome.record is not None:
            self._counts.read += 1
            self.writer.add(outcome.record, self._counts)
        elif outcome.error is not None:
            self._counts.set_aside += 1
            self._reasons[outcome.error.message] += 1
            item = SetAside(outcome.label, outcome.error.message, outcome.error.hint)
            self.writer.set_aside(item, self._counts)
        self._show()

    def _show(self) -> None:
        if self._progress:
            self._progress(self._counts)
