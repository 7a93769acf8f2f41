"""One job for one shard of input: a reference to reports goes in, a part of an archive comes out.

A results folder holds, for each finished shard,

    parts/NAME/TABLE.parquet     what was read, as the part of an archive
    parts/NAME/quarantine.jsonl  what could not be read, and why
    parts/NAME/done.json         the completion marker, written last

What has no marker is not finished; what has one is not read again. While a shard is read it is an
archive of its own in a scratch folder, so that a killed job goes on where it stopped.
"""

import glob
import json
import os
import shutil
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dateline import __version__
from dateline.archive.build import Reader, build
from dateline.archive.database import connect
from dateline.archive.layout import SCRATCH, Layout, fsync_file, fsync_folder
from dateline.archive.manifest import Part, read_manifest
from dateline.archive.parts import digest, merge_parts, part_files, settle
from dateline.archive.side import open_side
from dateline.archive.writer import SetAside
from dateline.batch.pool import Outcome, read_many_loaded
from dateline.errors import DatelineError, SourceError
from dateline.sources.draft import Loaded, SourceOptions

if TYPE_CHECKING:
    from dateline.gazetteer.user_table import UserTable

MARKER: Final = "done.json"
QUARANTINE: Final = "quarantine.jsonl"
WORK: Final = "work"
"""The scratch folder within a results folder, unless another is given."""
MOST_DEATHS: Final = 2
"""So often may a process die while it reads a report; then the report is set aside."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Sources to be read by one job: paths (of a WARC, of files), patterns or addresses."""

    sources: tuple[str, ...]

    @property
    def name(self) -> str:
        """The same for the same sources and version, whatever their order."""
        return digest([__version__, *self.sources])


@dataclass(frozen=True, slots=True)
class Finished:
    """What a marker tells; `part` is `None` where no report could be read."""

    name: str
    sources: tuple[str, ...]
    dateline: str
    model: str | None
    part: Part | None
    set_aside: int

    @property
    def read(self) -> int:
        return self.part.rows["reports"] if self.part else 0


def shards_of(sources: Iterable[str], *, per_shard: int = 1) -> Iterator[Shard]:
    """Shards of so many sources each, in order."""
    rest = iter(sources)
    while some := tuple(islice(rest, per_shard)):
        yield Shard(some)


def read_shard(
    shard: Shard,
    results: Path,
    *,
    options: SourceOptions | None = None,
    gazetteer: Path | None = None,
    scratch: Path | None = None,
    reader: Reader = read_many_loaded,
) -> Finished:
    """Reads one shard in this process, unless its marker is there, and returns what that tells.

    A report that fails is quarantined. Raises `DatelineError` where a whole source isn't there or
    nothing can be written; the shard is then unfinished, and the same call goes on from there.
    """
    layout = Layout(results)
    done = marker(layout, shard.name)
    if done is not None:
        return done
    _require_sources(shard)
    work = Layout((scratch or results / WORK) / f"{shard.name}.dateline")
    work.root.parent.mkdir(parents=True, exist_ok=True)
    watch = _Watch(work.root.with_suffix(".reading"), reader, _table(gazetteer))
    build(shard.sources, work.root, options=options, reader=watch, derived=False)
    finished = _delivered(shard, work, layout)
    shutil.rmtree(work.root, ignore_errors=True)
    watch.end()
    return finished


def finished_shards(results: Path) -> Iterator[Finished]:
    """All finished shards of a results folder, in order of their names."""
    layout = Layout(results)
    for folder in sorted(layout.parts.glob(f"[!.]*/{MARKER}")):
        found = marker(layout, folder.parent.name)
        if found is not None:
            yield found


def marker(layout: Layout, name: str) -> Finished | None:
    """What the marker of a shard tells, `None` if there is none."""
    path = layout.parts / name / MARKER
    try:
        plain: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        part = Part(**plain.pop("part")) if plain["part"] else plain.pop("part")
        return Finished(part=part, **{**plain, "sources": tuple(plain["sources"])})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DatelineError(
            f"{path} is damaged", hint="Delete it; its shard is then read again."
        ) from error


def quarantined(results: Path, name: str) -> Iterator[SetAside]:
    """What could not be read of a finished shard."""
    path = Layout(results).parts / name / QUARANTINE
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield SetAside(**json.loads(line))


def _require_sources(shard: Shard) -> None:
    """A file that isn't there may be there later: the shard must not count as finished."""
    for source in shard.sources:
        if "://" not in source and not os.path.lexists(source) and not glob.has_magic(source):
            raise SourceError(f"there is no file {source}", hint="Check the path; run it again.")


def _delivered(shard: Shard, work: Layout, layout: Layout) -> Finished:
    """Puts what was read into the results, and the marker last."""
    manifest = read_manifest(work)
    parts = manifest.parts
    if len(parts) > 1:
        with closing(connect(spill=work.parts / f"{SCRATCH}spill", threads=1)) as connection:
            parts = (merge_parts(connection, work, parts),)
    layout.parts.mkdir(parents=True, exist_ok=True)
    # Another machine may be writing the same shard to the same folder.
    incoming = layout.parts / f"{SCRATCH}{shard.name}-{socket.gethostname()}-{os.getpid()}"
    shutil.rmtree(incoming, ignore_errors=True)
    incoming.mkdir()
    for part in parts:
        for file in part_files(work, part).values():
            shutil.copyfile(file, incoming / file.name)
    items = list(_set_aside(work))
    with (incoming / QUARANTINE).open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(json.dumps(asdict(item)) + "\n" for item in items)
    settle(incoming, layout.parts / shard.name)
    own = Part(shard.name, parts[0].level, parts[0].rows, parts[0].sha256) if parts else None
    done = Finished(
        shard.name, shard.sources, __version__, manifest.model, own, set_aside=len(items)
    )
    _write_marker(layout.parts / shard.name, done)
    return done


def _write_marker(folder: Path, done: Finished) -> None:
    beside = folder / f"{SCRATCH}{MARKER}"
    beside.write_text(json.dumps(asdict(done), indent=1) + "\n", encoding="utf-8")
    fsync_file(beside)
    os.replace(beside, folder / MARKER)
    fsync_folder(folder)


def _set_aside(work: Layout) -> Iterator[SetAside]:
    """What the last run set aside: it has gone through all of the shard."""
    with closing(open_side(work.side, read_only=True)) as side:
        yield from (
            SetAside(*row)
            for row in side.execute(
                "SELECT label, reason, hint FROM set_aside "
                "WHERE run = (SELECT max(run) FROM runs) ORDER BY rowid"
            )
        )


class _Watch:
    """A reader for one shard: whatever a report does to it, the shard goes on without it.

    Before a report is read its id is noted in a file, so that a report which kills the process
    again and again can be told.
    """

    def __init__(self, path: Path, reader: Reader, table: "UserTable | None") -> None:
        self._path = path
        self._reader = reader
        self._table = table
        self._deaths = self._read_deaths()

    def __call__(self, items: Iterable[Loaded], *, workers: int | None) -> Iterator[Outcome]:
        for item in items:
            if item.report is None:
                yield Outcome(item.label, None, item.error)
                continue
            report_id = item.report.id
            if self._deaths.get(report_id, 0) >= MOST_DEATHS:
                yield Outcome(item.label, None, _killed())
                continue
            self._note(report_id)
            yield self._outcome(item)

    def end(self) -> None:
        """Forgets what was noted."""
        self._path.unlink(missing_ok=True)

    def _outcome(self, item: Loaded) -> Outcome:
        try:
            (outcome,) = self._readers()([item], workers=1)
        except Exception as error:  # a fault of ours; it must not stop a day's work
            reason = f"the report could not be read: {type(error).__name__}: {str(error)[:200]}"
            return Outcome(item.label, None, DatelineError(reason, hint="Report it as a fault."))
        return outcome

    def _readers(self) -> Callable[..., Iterator[Outcome]]:
        if self._table is None:
            return self._reader

        def with_table(items: Iterable[Loaded], *, workers: int | None) -> Iterator[Outcome]:
            return read_many_loaded(items, workers=workers, table=self._table)

        return with_table

    def _read_deaths(self) -> dict[str, int]:
        """How often a process died over each report, the one that was being read included."""
        try:
            noted = json.loads(self._path.read_text(encoding="utf-8"))
            deaths: dict[str, int] = noted["deaths"]
            reading: str = noted["reading"]
        except (FileNotFoundError, ValueError, KeyError):
            return {}
        return {**deaths, reading: deaths.get(reading, 0) + 1}

    def _note(self, report_id: str) -> None:
        noted = {"reading": report_id, "deaths": self._deaths}
        self._path.write_text(json.dumps(noted), encoding="utf-8")


def _killed() -> DatelineError:
    return DatelineError(
        "the process died each time that it read this report",
        hint="It may be too long or too odd; try a part of it.",
    )


@lru_cache(maxsize=1)
def _table(gazetteer: Path | None) -> "UserTable | None":
    if gazetteer is None:
        return None
    from dateline.gazetteer import user_table

    return user_table.load(gazetteer)
