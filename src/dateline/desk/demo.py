"""The archive of invented reports that is shown where no archive is given."""

import atexit
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dateline.archive.writer import Counts

REPORTS: Final = Path(__file__).parent / "demo"
TERMINATED: Final = 128 + signal.SIGTERM
"""The exit code of a process that was asked to end."""


def demo_archive() -> Path:
    """Reads the invented reports into an archive of its own, which goes when the desk stops.

    How far it is, is told on standard error.
    """
    from dateline.archive.build import build

    folder = Path(tempfile.mkdtemp(prefix="dateline-demo-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    # What is registered there happens on Ctrl-C, but on SIGTERM only if Python ends by itself.
    signal.signal(signal.SIGTERM, _end)
    archive = folder / "demo.dateline"
    tell = _teller(sum(1 for _ in REPORTS.iterdir()))
    # So few reports are read sooner here than other processes have started.
    build([str(REPORTS)], archive, workers=1, progress=tell)
    print("", file=sys.stderr)
    return archive


def _teller(reports: int) -> Callable[["Counts"], None]:
    """Tells how many of `reports` are read: on one line of a terminal, else at the start alone."""
    print(f"Reading {reports} invented reports …", end="", file=sys.stderr, flush=True)

    def tell(counts: "Counts") -> None:
        if sys.stderr.isatty():
            words = f"{counts.done} of {reports} invented reports"
            ending = "; finding which tell the same …" if counts.deriving else " …"
            print(f"\r\x1b[KReading {words}{ending}", end="", file=sys.stderr, flush=True)

    return tell


def _end(number: int, frame: FrameType | None) -> None:
    sys.exit(TERMINATED)
