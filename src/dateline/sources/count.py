"""How many reports sources will give, where that can be told without reading them."""

import glob
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from dateline.sources.folder import files_in

_MANY: Final = (
    ".jsonl", ".ndjson", ".json", ".xml", ".rss", ".atom", ".rdf", ".opml", ".gz", ".warc", ".wacz",
)  # fmt: skip
"""Files of these names may hold any number of reports, or lead to them."""
_ADDRESSES: Final = ("http://", "https://")
"""So may feeds and sitemaps, which no address tells from a page."""


def count_ahead(sources: Iterable[str]) -> int | None:
    """The number of items of these sources; `None` if one may hold any number of them."""
    total = 0
    for source in sources:
        if source == "-" or source.lower().startswith(_ADDRESSES):
            return None
        path = Path(source)
        if path.is_dir():
            files = [item for item in files_in(path) if isinstance(item, Path)]
        elif glob.has_magic(source) and not path.exists():
            files = [Path(name) for name in glob.glob(source, recursive=True)]
            files = [file for file in files if not file.is_dir()]
        else:
            files = [path]
        if any(file.suffix.lower() in _MANY for file in files):
            return None
        total += len(files)
    return total
