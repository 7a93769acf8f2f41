"""The side file: what changes while the parts don't. Runs, reviews and the full-text index."""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Final

from dateline.archive.passages import paragraphs
from dateline.errors import DatelineError

BUSY_SECONDS: Final = 30.0
"""How long to wait for another process that is writing."""

_MIGRATION_SUFFIX: Final = ".sql"


def open_side(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """The side file; unless `read_only` it is made and brought to the newest form.

    Every statement commits by itself outside of an explicit transaction. The journal is a
    plain one, since readers on a read-only disk can't open a write-ahead log.
    """
    mode = "ro" if read_only else "rwc"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        if not read_only:
            _migrate(connection)
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.DatabaseError as error:
        connection.close()
        if not read_only and isinstance(error, sqlite3.OperationalError):
            raise  # the disk is full or the like, which `storage_errors` tells
        raise DatelineError(
            f"{path} can't be opened: {error}",
            hint="Free some space or change permissions. If it is damaged, restore it from "
            "a backup: it holds the reviews; all else in it is filled again.",
        ) from error
    return connection


def _migrate(connection: sqlite3.Connection) -> None:
    """Applies each migration that has not been, in the order of their numbers."""
    connection.execute(
        "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL)"
    )
    applied = {number for (number,) in connection.execute("SELECT number FROM migrations")}
    for number, name, script in _migrations():
        if number not in applied:
            connection.executescript(
                f"BEGIN IMMEDIATE;\n{script}\n"
                f"INSERT INTO migrations VALUES ({number}, '{name}');\nCOMMIT;"
            )


def _migrations() -> Iterator[tuple[int, str, str]]:
    folder = files("dateline.archive") / "migrations"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(_MIGRATION_SUFFIX):
            name = file.name.removesuffix(_MIGRATION_SUFFIX)
            yield int(name.split("_", 1)[0]), name, file.read_text(encoding="utf-8")


def indexed(connection: sqlite3.Connection) -> set[str]:
    """The ids of all reports in the full-text index."""
    return {report_id for (report_id,) in connection.execute("SELECT report_id FROM documents")}


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commits all that is written within, or on an error nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # On a full disk SQLite has done so by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def index_texts(connection: sqlite3.Connection, texts: Iterable[tuple[str, str]]) -> None:
    """Adds reports, each an id and a text, to the full-text index, all or none."""
    with transaction(connection):
        for report_id, text in texts:
            document = connection.execute(
                "INSERT INTO documents (report_id, text) VALUES (?, ?)",
                (report_id, zlib.compress(text.encode("utf-8"))),
            ).lastrowid
            for start, end in paragraphs(text):
                row = connection.execute(
                    "INSERT INTO paragraphs (document, start, end) VALUES (?, ?, ?)",
                    (document, start, end),
                ).lastrowid
                connection.execute(
                    "INSERT INTO full_text (rowid, text) VALUES (?, ?)", (row, text[start:end])
                )


def texts_of(connection: sqlite3.Connection, report_ids: Iterable[str]) -> dict[str, str]:
    """The texts of these reports; those that were added by an older Dateline are missing."""
    found = {}
    for report_id in report_ids:
        try:
            query = "SELECT text FROM documents WHERE report_id = ?"
            (packed,) = connection.execute(query, (report_id,)).fetchone() or (None,)
        except sqlite3.OperationalError:
            return {}  # there is no such column yet
        if packed is not None:
            found[report_id] = zlib.decompress(packed).decode("utf-8")
    return found
