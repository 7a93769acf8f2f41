"""The manifest: what an archive holds. Replacing it is the only way to change an archive."""

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from dateline.archive.layout import Layout, fsync_file, fsync_folder
from dateline.errors import DatelineError

FORMAT: Final = 2
"""Raised when older versions could no longer read what is written, or this one what they wrote."""


@dataclass(frozen=True, slots=True)
class Part:
    """An immutable folder of Parquet files: `rows` by table, `sha256` by file name.

    The level tells its size (`parts.FAN_IN`).
    """

    name: str
    level: int
    rows: dict[str, int]
    sha256: dict[str, str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds; what is not named here does not exist."""

    dateline: str
    model: str | None = None
    """The hash of the model of the last build."""
    parts: tuple[Part, ...] = ()
    derived: str | None = None
    """The folder of the derived tables, `None` before they were first computed."""
    format: int = FORMAT

    @property
    def reports(self) -> int:
        return sum(part.rows["reports"] for part in self.parts)

    def with_parts(self, added: Part, removed: tuple[Part, ...] = ()) -> "Manifest":
        kept = tuple(part for part in self.parts if part not in removed)
        return replace(self, parts=(*kept, added))


def read_manifest(layout: Layout) -> Manifest:
    """The manifest of an archive. Raises `DatelineError` if there is none that can be read."""
    try:
        plain = json.loads(layout.manifest.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise DatelineError(
            f"there is no archive at {layout.root}",
            hint=f"Make one: dateline build SOURCE... -o {layout.root}",
        ) from error
    except PermissionError as error:
        raise DatelineError(
            f"{layout.manifest} may not be read", hint="Change its permissions."
        ) from error
    except (OSError, ValueError) as error:
        raise _damaged(layout.manifest) from error
    if isinstance(plain, dict) and isinstance(plain.get("format"), int):
        _check_format(layout, plain["format"], plain.get("dateline"))
    try:
        return _manifest(plain)
    except (KeyError, TypeError) as error:
        raise _damaged(layout.manifest) from error


def _check_format(layout: Layout, found: int, dateline: object) -> None:
    if found > FORMAT:
        raise DatelineError(
            f"{layout.root} was written by a newer Dateline ({dateline})",
            hint="Update Dateline: pip install --upgrade dateline",
        )
    if found < FORMAT:
        raise DatelineError(
            f"{layout.root} was written by an earlier Dateline ({dateline}), in another form",
            hint="Build it anew from its sources, under another name.",
        )


def write_manifest(layout: Layout, manifest: Manifest) -> None:
    """Replaces the manifest in one step, on the disk when this returns."""
    beside = layout.manifest.with_suffix(".json.new")
    beside.write_text(json.dumps(asdict(manifest), indent=1) + "\n", encoding="utf-8")
    fsync_file(beside)
    os.replace(beside, layout.manifest)
    fsync_folder(layout.root)


def _manifest(plain: dict[str, Any]) -> Manifest:
    parts = tuple(
        Part(part["name"], part["level"], part["rows"], part["sha256"]) for part in plain["parts"]
    )
    return Manifest(
        dateline=plain["dateline"],
        model=plain["model"],
        parts=parts,
        derived=plain["derived"],
        format=plain["format"],
    )


def _damaged(path: Path) -> DatelineError:
    return DatelineError(
        f"{path} is damaged", hint="Restore it from a backup, or build the archive anew."
    )
