"""Dateline: an auditable record of who did what to whom, and according to whom.

import dateline

record = dateline.read("report.html")
for event in record.events:
    print(event.type, record.quote(event.trigger), event.status)

with dateline.open("crisis.dateline") as archive:
    print(archive.connection.sql("SELECT type, count(*) FROM events GROUP BY ALL"))
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = [
    "Archive",
    "DatelineError",
    "FetchError",
    "Record",
    "Report",
    "SourceError",
    "open",
    "parse",
    "read",
    "read_many",
    "read_text",
    "relation",
]

if TYPE_CHECKING:
    from dateline.api import open, parse, read, read_many, read_text, relation
    from dateline.archive.store import Archive
    from dateline.errors import DatelineError, FetchError, SourceError
    from dateline.record import Record, Report


def __getattr__(name: str) -> Any:
    """Loads what is asked for only then, so that the command line starts at once."""
    from importlib import import_module

    if name in ("open", "parse", "read", "read_many", "read_text", "relation"):
        return getattr(import_module("dateline.api"), name)
    if name in ("DatelineError", "FetchError", "SourceError"):
        return getattr(import_module("dateline.errors"), name)
    if name in ("Record", "Report"):
        return getattr(import_module("dateline.record"), name)
    if name == "Archive":
        return import_module("dateline.archive.store").Archive
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
