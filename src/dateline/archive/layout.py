"""Where the files of an archive lie, and how files are made to last."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SCRATCH: Final = ".tmp-"
"""Names that begin so are work in progress, or what a killed build left of it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one archive folder."""

    root: Path

    @property
    def manifest(self) -> Path:
        return self.root / "manifest.json"

    @property
    def parts(self) -> Path:
        return self.root / "parts"

    @property
    def derived(self) -> Path:
        return self.root / "derived"

    @property
    def side(self) -> Path:
        return self.root / "side.sqlite"

    @property
    def lock(self) -> Path:
        return self.root / "lock"


def fsync_file(path: Path) -> None:
    """Returns when what was written to `path` is on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def fsync_folder(path: Path) -> None:
    """Returns when renames within `path` are on the disk, where the system can tell."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
