"""Reports that are being added: one is read at a time, each in a process of its own.

A process that is killed leaves the archive intact: builds can be stopped at any moment.
"""

import atexit
import json
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Thread, Timer
from typing import Any, Final

from dateline.errors import DatelineError

COMMAND: Final = (sys.executable, "-m", "dateline.desk.adding_worker")
MOST_WAITING: Final = 10
MOST_KEPT: Final = 50
"""Jobs that are told of, the newest."""
READING_SECONDS: Final = 300.0
"""How long reading may take, fetching included."""
DERIVING_SECONDS: Final = 1800.0
"""How long finding incidents may take after it; the reports are in the archive by then."""
MOST_TOLD: Final = 1 << 20
"""Characters of one line of a worker."""

WAITING, RUNNING = "waiting", "running"
DONE, SET_ASIDE, FAILED = "done", "set aside", "failed"

STAGES: Final = {
    "starting": "starting",
    "loading": "fetching or opening it",
    "reading": "reading it",
    "deriving": "in the archive; finding which reports tell the same",
}

Told = dict[str, Any]


@dataclass(slots=True)
class Job:
    """Something to be read, and what has become of it. `options` are those of `SourceOptions`."""

    label: str
    source: str
    options: dict[str, Any]
    folder: Path | None = None
    """A temporary folder that goes once the job is through."""
    id: str = field(default_factory=lambda: secrets.token_urlsafe(8))
    state: str = WAITING
    stage: str = "starting"
    read: int = 0
    already_there: int = 0
    set_aside: int = 0
    reports: list[str] = field(default_factory=list)
    reasons: list[Told] = field(default_factory=list)

    @property
    def active(self) -> bool:
        return self.state in (WAITING, RUNNING)

    @property
    def words(self) -> str:
        """What it does now."""
        return STAGES.get(self.stage, self.stage) if self.state == RUNNING else self.state

    def take(self, told: Told) -> None:
        """Takes up what the worker tells."""
        for name in ("read", "already_there", "set_aside"):
            setattr(self, name, int(told.get(name, getattr(self, name))))
        stage = str(told.get("stage"))
        if stage == "failed":
            self.state = FAILED
            self.reasons = [told]
        elif stage == "done":
            self.reports = [str(one) for one in told.get("reports", ())]
            self.reasons = list(told.get("reasons", ()))
            self.state = DONE if self.read or self.already_there else SET_ASIDE
        else:
            self.stage = stage


class Jobs:
    """The jobs of one archive, worked off by one thread, which ends when nothing is waiting."""

    def __init__(self, archive: Path, *, command: Sequence[str] = COMMAND) -> None:
        self._archive = archive
        self._command = list(command)
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._changed = Condition()
        self._thread: Thread | None = None
        self._process: subprocess.Popen[str] | None = None
        atexit.register(self.stop)

    def add(self, job: Job) -> None:
        """Puts a job at the end of the queue. Raises `DatelineError` if too many wait."""
        with self._changed:
            if sum(one.state == WAITING for one in self._jobs.values()) >= MOST_WAITING:
                _remove(job)
                raise DatelineError(
                    f"{MOST_WAITING} others are waiting to be read", hint="Add it a little later."
                )
            self._jobs[job.id] = job
            settled = [one.id for one in self._jobs.values() if not one.active]
            for old in settled[: max(0, len(self._jobs) - MOST_KEPT)]:
                del self._jobs[old]
            if self._thread is None:
                self._thread = Thread(target=self._work, name="adding", daemon=True)
                self._thread.start()

    def all(self) -> list[Job]:
        """The jobs that are told of, the newest first."""
        with self._changed:
            return list(reversed(self._jobs.values()))

    def wait(self, seconds: float) -> bool:
        """Waits until nothing is left to do; whether that came about."""
        with self._changed:
            return self._changed.wait_for(lambda: self._thread is None, seconds)

    def stop(self) -> None:
        """Ends the process that reads, and removes what was uploaded."""
        with self._changed:
            if self._process is not None:
                self._process.kill()
            for job in self._jobs.values():
                _remove(job)

    def _work(self) -> None:
        while (job := self._next()) is not None:
            try:
                self._run(job)
            except Exception as error:  # one job must not stop the others
                job.state = FAILED
                job.reasons = [{"reason": f"it can't be read: {type(error).__name__}"}]
            finally:
                _remove(job)

    def _next(self) -> Job | None:
        with self._changed:
            for job in self._jobs.values():
                if job.state == WAITING:
                    job.state = RUNNING
                    return job
            self._thread = None
            self._changed.notify_all()
            return None

    def _run(self, job: Job) -> None:
        process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C stops the desk, which then stops this
        )
        with self._changed:
            self._process = process
        timer = _timer(process, READING_SECONDS)
        assert process.stdin
        assert process.stdout
        try:
            with process.stdin as given:
                json.dump(self._told_to_worker(job), given)
            deriving = False
            while line := process.stdout.readline(MOST_TOLD):
                job.take(json.loads(line))
                if job.stage == "deriving" and not deriving:
                    timer.cancel()
                    timer, deriving = _timer(process, DERIVING_SECONDS), True
        except (OSError, ValueError):
            process.kill()
        finally:
            timer.cancel()
            process.stdout.close()
            process.wait()
            with self._changed:
                self._process = None
        if job.active:
            _stopped(job)

    def _told_to_worker(self, job: Job) -> Told:
        with self._changed:
            others = any(one.state == WAITING for one in self._jobs.values())
        return {
            "label": job.label,
            "source": job.source,
            "options": job.options,
            "archive": str(self._archive),
            # Incidents are found once, after the last of those that wait.
            "derived": not others,
        }


def _stopped(job: Job) -> None:
    """What is told of a job whose process ended without a word."""
    if job.stage == "deriving":
        job.state = DONE
        reason = "incidents were not found anew: that took too long or too much memory"
        job.reasons = [{"reason": reason, "hint": "Run dateline build when nobody is waiting."}]
        return
    job.state = FAILED
    reason = "reading it took too long or too much memory, and was stopped"
    job.reasons = [{"reason": reason, "hint": "Give fewer or shorter reports at once."}]


def _timer(process: "subprocess.Popen[str]", seconds: float) -> Timer:
    timer = Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()
    return timer


def new_folder() -> Path:
    """A temporary folder for one upload, which nobody else may look into."""
    return Path(tempfile.mkdtemp(prefix="dateline-add-"))


def _remove(job: Job) -> None:
    if job.folder is not None:
        shutil.rmtree(job.folder, ignore_errors=True)
