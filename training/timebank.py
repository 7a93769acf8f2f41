"""TimeBank, in TimeML: reports with their creation day and their time expressions.

The reports are divided by the SHA-256 of their file names: four fifths to develop and to train on,
one fifth held out.
"""

import hashlib
import html
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ARCHIVE: Final = Path("research") / "timebank" / "timebank.zip"
PARTS: Final = 5
TAG: Final = re.compile(r"<(/?)(\w+)([^<>]*)>")
BODY: Final = re.compile(r"<TEXT>(.*?)</TEXT>", re.DOTALL)
CREATION: Final = re.compile(r"<TIMEX3[^<>]*CREATION_TIME[^<>]*>")
VALUE: Final = re.compile(r'\bvalue="([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedReport:
    """One annotated report: its text, its creation day, and (start, end, value) of each TIMEX3."""

    name: str
    text: str
    created: str | None
    times: tuple[tuple[int, int, str], ...]


def read_documents(archive: Path) -> list[TimedReport]:
    """The reports of a zip archive of TimeML files, by name."""
    with zipfile.ZipFile(archive) as files:
        names = sorted(name for name in files.namelist() if name.endswith(".tml"))
        return [parse(name, files.read(name).decode("utf-8")) for name in names]


def parse(name: str, timeml: str) -> TimedReport:
    """One report from its TimeML."""
    body = BODY.search(timeml)
    marked = body[1] if body else ""
    pieces: list[str] = []
    times: list[tuple[int, int, str]] = []
    length, done, opened, value = 0, 0, 0, ""
    for tag in TAG.finditer(marked):
        piece = html.unescape(marked[done : tag.start()])
        pieces.append(piece)
        length, done = length + len(piece), tag.end()
        if tag[2] != "TIMEX3":
            continue
        if tag[1]:
            times.append((opened, length, value))
        elif not tag[3].endswith("/"):
            found = VALUE.search(tag[3])
            opened, value = length, found[1] if found else ""
    pieces.append(html.unescape(marked[done:]))
    created = CREATION.search(timeml)
    day = VALUE.search(created[0]) if created else None
    return TimedReport(
        name=name, text="".join(pieces), created=day[1][:10] if day else None, times=tuple(times)
    )


def held_out(name: str) -> bool:
    """Whether a report belongs to the fifth that is only scored, never looked at."""
    digest = hashlib.sha256(Path(name).name.encode()).hexdigest()
    return int(digest, 16) % PARTS == 0
