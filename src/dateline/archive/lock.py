"""One writer at a time: a lock that the system releases when its holder ends, however it ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from dateline.archive.layout import Layout
from dateline.archive.storage_errors import storage_errors
from dateline.errors import DatelineError


@contextmanager
def writer_lock(layout: Layout) -> Iterator[None]:
    """Holds the lock of an archive. Raises `DatelineError` if another process holds it."""
    with storage_errors(layout):
        file = layout.lock.open("a+", encoding="utf-8")
    with file:
        if not _acquired(file):
            file.seek(0)
            holder = file.read().strip()
            raise DatelineError(
                f"another build is writing to {layout.root}"
                + (f" (process {holder})" if holder.isdigit() else ""),
                hint="Wait until it has ended, or give another folder with -o.",
            )
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def _acquired(file: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
