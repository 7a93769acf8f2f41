"""The files of a folder, in sorted order, without hidden ones and ways out of it."""

import os
from collections.abc import Iterator
from pathlib import Path

from dateline.errors import SourceError
from dateline.sources.draft import Loaded


def files_in(folder: Path) -> Iterator[Path | Loaded]:
    """The files below `folder`; a folder in it that can't be listed comes as an item with an error.

    Hidden files, linked folders, and links to files outside of `folder` are left out.
    """
    root = folder.resolve()
    waiting, found_any = [folder], False
    while waiting:
        path = waiting.pop()
        if path.is_dir() and (path == folder or not path.is_symlink()):
            try:
                names = sorted(os.listdir(path), reverse=True)
            except OSError as error:
                found_any = True
                yield Loaded(str(path), None, _unlisted(path, error))
                continue
            waiting.extend(path / name for name in names if not name.startswith("."))
        elif not path.is_symlink() or _leads_within(path, root):
            found_any = True
            yield path
    if not found_any:
        yield Loaded(
            str(folder),
            None,
            SourceError(f"{folder} holds no files", hint="Give a folder with reports in it."),
        )


def _leads_within(link: Path, root: Path) -> bool:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    return target.is_file() and target.is_relative_to(root)


def _unlisted(path: Path, error: OSError) -> SourceError:
    return SourceError(
        f"{path} can't be listed: {error.strerror}", hint="Change the permissions of the folder."
    )
