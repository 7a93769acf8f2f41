"""The Python interface; everything here is also on the package itself."""

import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.errors import DatelineError
from dateline.record import Record, Report, Span, normalize
from dateline.sources.draft import Loaded, SourceOptions

if TYPE_CHECKING:
    from dateline.archive.store import Archive
    from dateline.gazetteer.user_table import UserTable


def read(source: str | Report, *, gazetteer: str | Path | None = None, **options: Any) -> Record:
    """The record of the one report that `source` holds.

    `source` is a path, an `http(s)` address, `-` for standard input, or a `Report`; `gazetteer` a
    CSV file of your own places and actors, which win over those that ship. Options are
    the fields of `SourceOptions`: `verbatim`, `published`, `outlet`, `url`, `allow_private`,
    `timeout` (seconds), `max_bytes`. Raises `DatelineError`, with a hint, if there is no report,
    or more than one (`read_many` takes those).
    """
    from dateline.batch.pool import read_with
    from dateline.sources.load import load

    table = _user_table(gazetteer)
    if isinstance(source, Report):
        return read_with(source, table)
    items = list(_first(load(source, SourceOptions(**options)), 2))
    if len(items) > 1:
        raise DatelineError(f"{source} holds more than one report", hint="Use dateline.read_many.")
    if not items or items[0].report is None:
        raise (items[0].error if items and items[0].error else _nothing(source))
    return read_with(items[0].report, table)


def read_text(text: str, **fields: Any) -> Record:
    """The record of a text as it is; `fields` are those of `Report` (`published`, `outlet` ...)."""
    from dateline.reading.read import read_report

    return read_report(Report(text=normalize(text), **fields))


def read_many(
    sources: Iterable[str | Report],
    *,
    workers: int | None = None,
    on_error: Callable[[str, DatelineError], None] | None = None,
    gazetteer: str | Path | None = None,
    **options: Any,
) -> Iterator[Record]:
    """The records of all reports of all sources, in order, read in `workers` processes.

    By default one process a core. A source or report that can't be read is handed to
    `on_error(label, error)`, by default as a warning, and the others go on. As with all
    processes in Python, a script that calls this needs its `if __name__ == "__main__":` line.
    `gazetteer` is as for `read`.
    """
    from dateline.batch import read_many_loaded

    items = _load_all(sources, SourceOptions(**options))
    for outcome in read_many_loaded(items, workers=workers, table=_user_table(gazetteer)):
        if outcome.record is not None:
            yield outcome.record
        elif outcome.error is not None:
            if on_error:
                on_error(outcome.label, outcome.error)
            else:
                warnings.warn(f"{outcome.label}: {outcome.error}", stacklevel=2)


def relation(text: str, actor: Span | None, recipient: Span | None) -> dict[str, float]:
    """What the first party did (to the second): a probability for each of the 16 event types.

    Spans are half-open code points of `text`; at least one party is needed.
    """
    from dateline.reading.relation import relation_types

    return relation_types(text, actor, recipient)


def parse(text: str) -> str:
    """The reading's words, trees and names as CoNLL-U, with offsets into `text` in MISC."""
    from dateline.reading.conllu import conllu_of

    return conllu_of(Report(text=text))


def open(path: str | Path) -> "Archive":
    """The archive that `dateline build` wrote to the folder `path`, for reading.

    Raises `DatelineError` if there is none.
    """
    from dateline.archive.store import Archive

    return Archive.open(path)


def _user_table(gazetteer: str | Path | None) -> "UserTable | None":
    if gazetteer is None:
        return None
    from dateline.gazetteer import user_table

    return user_table.load(gazetteer)


def _load_all(sources: Iterable[str | Report], options: SourceOptions) -> Iterator[Loaded]:
    from dateline.sources.load import load

    for source in sources:
        if isinstance(source, Report):
            yield Loaded(source.id, source, None)
        else:
            yield from load(source, options)


def _first(items: Iterator[Loaded], count: int) -> Iterator[Loaded]:
    for _, item in zip(range(count), items, strict=False):
        yield item


def _nothing(source: str) -> DatelineError:
    return DatelineError(f"{source} holds no report", hint="Check that it has text.")
