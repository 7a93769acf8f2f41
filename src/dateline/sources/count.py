"""How many reports sources will give, where that can be told without reading them."""

import glob
import os
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
        # As methods of `Path`, these questions raise for names that are too long.
        if os.path.isdir(source):
            files = [item for item in files_in(Path(source)) if isinstance(item, Path)]
        elif glob.has_magic(source) and not os.path.lexists(source):
            names = glob.glob(source, recursive=True)
            files = [Path(name) for name in names if not os.path.isdir(name)]
        else:
            files = [Path(source)]
        if any(file.suffix.lower() in _MANY for file in files):
            return None
        total += len(files)
    return total
