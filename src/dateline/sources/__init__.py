"""Where reports come from: `load` reads files, pages, feeds of JSON, folders and addresses."""

from dateline.sources.draft import Loaded, SourceOptions
from dateline.sources.load import load

__all__ = ["Loaded", "SourceOptions", "load"]
