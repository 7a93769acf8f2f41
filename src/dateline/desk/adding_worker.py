"""The process that reads what is added: `python -m dateline.desk.adding_worker`.

It takes one job as JSON on standard input, and tells what becomes of it as JSON Lines on standard
output. Text from outside is parsed here alone, within limits of time and memory.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from dateline.errors import DatelineError

MOST_MEMORY_BYTES: Final = 6 << 30
"""Addresses of the process: the model and the databases map far more than they use."""
MOST_CPU_SECONDS: Final = 1800
MOST_FILE_BYTES: Final = 16 << 30
"""Of one file, which stops what would fill the disk."""
MOST_REPORTS: Final = 500
"""Reports read of one source."""


def main() -> None:
    """Does the job; an error is told as well."""
    job = json.load(sys.stdin)
    _limit()
    try:
        _build(job)
    except DatelineError as error:
        _tell(stage="failed", reason=error.message, hint=error.hint)
    except MemoryError:
        _tell(stage="failed", reason="there is not enough memory to read it", hint=None)


def _limit() -> None:
    """Bounds memory, time and files, where the system can."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY_BYTES),
        (resource.RLIMIT_CPU, MOST_CPU_SECONDS),
        (resource.RLIMIT_FSIZE, MOST_FILE_BYTES),
    ):
        hard = resource.getrlimit(what)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, hard))


def _build(job: dict[str, Any]) -> None:
    from dateline.archive.build import build
    from dateline.archive.writer import Counts
    from dateline.sources.draft import Loaded, SourceOptions
    from dateline.sources.load import load

    ids: list[str] = []
    errors: list[dict[str, str | None]] = []

    def items() -> Iterator[Loaded]:
        _tell(stage="loading")
        for item in load(job["source"], SourceOptions(**job["options"])):
            if item.report is not None:
                ids.append(item.report.id)
            elif item.error is not None:
                errors.append({"reason": item.error.message, "hint": item.error.hint})
            # The archive notes the name that the user knows, not that of a temporary file.
            yield replace(item, label=job["label"])

    def progress(counts: Counts) -> None:
        _tell(
            stage="deriving" if counts.deriving else "reading",
            read=counts.read,
            already_there=counts.already_there,
            set_aside=counts.set_aside,
        )

    summary = build(
        [job["label"]],
        Path(job["archive"]),
        workers=1,
        limit=MOST_REPORTS,
        items=items(),
        progress=progress,
        derived=job["derived"],
    )
    reasons = [{"reason": reason, "hint": None} for reason in summary.reasons]
    counts = summary.counts
    _tell(
        stage="done",
        read=counts.read,
        already_there=counts.already_there,
        set_aside=counts.set_aside,
        reports=ids[:MOST_REPORTS],
        reasons=errors or reasons,
    )


def _tell(**what: Any) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
