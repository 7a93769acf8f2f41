"""The archive of invented reports that is shown where no archive is given."""

import atexit
import shutil
import tempfile
from pathlib import Path
from typing import Final

REPORTS: Final = Path(__file__).parent / "demo"


def demo_archive() -> Path:
    """Reads the invented reports into an archive of its own, which goes when the desk stops."""
    from dateline.archive.build import build

    folder = Path(tempfile.mkdtemp(prefix="dateline-demo-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    archive = folder / "demo.dateline"
    build([str(REPORTS)], archive)
    return archive
