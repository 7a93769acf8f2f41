"""Finished shards into an archive: each report once, however many shards hold it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from dateline.archive.layout import Layout
from dateline.archive.lock import writer_lock
from dateline.archive.parts import check_part, part_files
from dateline.archive.writer import Counts, Writer, prepare
from dateline.batch.shards import finished_shards, quarantined


def collect(
    results: Path, archive: Path, *, progress: Callable[[Counts], None] | None = None
) -> Counts:
    """Adds all finished shards of a results folder to an archive, which is made if need be.

    Killed at any moment, the same call goes on from there. Raises `DatelineError` if a file of a
    shard is damaged, or the archive can't be written.
    """
    layout, counts = Layout(archive), Counts()
    prepare(layout)
    with writer_lock(layout):
        writer = Writer(layout, [str(results)])
        try:
            for shard in finished_shards(results):
                if shard.part is not None:
                    check_part(Layout(results), shard.part)
                    files = part_files(Layout(results), shard.part)
                    taken = writer.adopt(files, shard.model, counts)
                    counts.read += taken
                    counts.already_there += shard.read - taken
                for item in quarantined(results, shard.name):
                    counts.set_aside += 1
                    writer.set_aside(item, counts)
                if progress:
                    progress(counts)
            if progress:
                progress(replace(counts, deriving=True))
            writer.finish()
        finally:
            writer.close()
    return counts
