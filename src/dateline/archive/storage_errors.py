"""What the disk, DuckDB and SQLite say when an archive can't be written, in our words."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from dateline.archive.layout import Layout
from dateline.errors import DatelineError

_FULL: Final = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
_FORBIDDEN: Final = frozenset((errno.EACCES, errno.EPERM, errno.EROFS))
_FULL_WORDS: Final = ("no space left", "disk is full", "file too large", "quota exceeded")
_FORBIDDEN_WORDS: Final = ("permission denied", "readonly", "read-only")


@contextmanager
def storage_errors(layout: Layout) -> Iterator[None]:
    """Turns a failure to write into a `DatelineError`; what is committed stays as it is."""
    from duckdb import IOException, OutOfMemoryException

    try:
        yield
    except (OSError, IOException, OutOfMemoryException, sqlite3.OperationalError) as error:
        code = error.errno if isinstance(error, OSError) else None
        words = str(error).lower()
        if code in _FULL or any(part in words for part in _FULL_WORDS):
            raise DatelineError(
                f"the disk that holds {layout.root} is full",
                hint="Free some space and run the same command again: it goes on where it stopped.",
            ) from error
        if code in _FORBIDDEN or any(part in words for part in _FORBIDDEN_WORDS):
            raise DatelineError(
                f"{layout.root} may not be written",
                hint="Change its permissions, or give another folder with -o.",
            ) from error
        raise DatelineError(
            f"{layout.root} can't be written: {error}",
            hint="Run the same command again: it goes on where it stopped.",
        ) from error
