"""An archive of invented reports of one attack: a wire story and its copy, an anonymous source, a
denial, a toll that moves; and one report that means harm."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from dateline.archive.build import build
from dateline.batch.pool import Outcome
from dateline.sources.draft import Loaded
from tests.archive.happenings import record

DAY = "2024-03-07"
MARKUP = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(2)>"
FORMULA = '=HYPERLINK("http://evil.example","open")'
RIGHT_TO_LEFT = "\u202egnihtyna"

_TOLD = (
    "Gunmen attacked a market in Gao on Thursday and killed 12 traders, the governor said. "
    "Amadou Keita spoke to reporters at the hospital, where more than thirty of the wounded had "
    "been brought since noon, many of them with burns. Shops stayed closed in all of the town, and "
    "soldiers searched cars on the roads that lead north to the river and the old airfield."
)
_SAID = {
    "content": "attacked a market in Gao on Thursday and killed 12 traders",
    "source": ("A2",),
    "source_type": "named_person",
    "source_words": "the governor",
}
_ATTACK = {"trigger": "attacked", "actor": ("A1",), "town": "Gao", "day": DAY}

WIRE = record(
    _TOLD,
    outlet="Sahel Wire",
    day=DAY,
    actors=("Front of the Dunes", "Amadou Keita"),
    statements=[_SAID],
    events=[_ATTACK | {"killed": 12.0, "according_to": "S1"}],
)
COPY = record(
    _TOLD,
    outlet="Daily Copy",
    day=DAY,
    actors=("Front of the Dunes", "Amadou Keita"),
    statements=[_SAID],
    events=[_ATTACK | {"killed": 12.0, "according_to": "S1"}],
)
OFFICIALS = record(
    "The attack in Gao took 15 lives, said two officials who feared for their jobs. "
    "A speaker of the Front denied that it attacked traders.",
    outlet="Niger Post",
    day="2024-03-08",
    actors=("Front of the Dunes", "Moussa Ag Ali"),
    statements=[
        {
            "content": "The attack in Gao took 15 lives",
            "source_words": "two officials",
            "source_type": "unnamed_group",
            "anonymity": "granted",
        },
        {
            "content": "it attacked traders",
            "stance": "denies",
            "source": ("A2",),
            "source_type": "named_person",
            "on_behalf_of": "A1",
        },
    ],
    events=[
        {"trigger": "attack", "town": "Gao", "day": DAY, "killed": 15.0, "according_to": "S1"},
        {
            "trigger": "attacked",
            "actor": ("A1",),
            "same_as": "E1",
            "status": "denied",
            "according_to": "S2",
        },
    ],
)
LATER = record(
    "The attack in Gao killed 21, more than any this year. Markets opened again on Saturday.",
    outlet="Bamako Daily",
    day="2024-03-09",
    events=[{"trigger": "attack", "town": "Gao", "day": DAY, "killed": 21.0}],
)
_HARM = record(
    f"Men seized a mill in Mopti, says {MARKUP} and {IMAGE}. {RIGHT_TO_LEFT} {'x' * 300}",
    outlet=FORMULA,
    day="2024-03-02",
    actors=(IMAGE, MARKUP),
    statements=[
        {
            "content": "seized a mill in Mopti",
            "source": ("A2",),
            "source_type": "named_person",
            "source_words": MARKUP,
        }
    ],
    events=[
        {"trigger": "seized", "type": "COERCE", "actor": ("A1",), "town": "Mopti",
         "day": "2024-03-01", "according_to": "S1"}
    ],
)  # fmt: skip
HARM = replace(
    _HARM, report=replace(_HARM.report, title=f"{MARKUP} {'y' * 500}", url="javascript:alert(3)")
)
LINKED = replace(
    LATER, report=replace(LATER.report, url="https://bamako.example/21", title="Toll rises in Gao")
)
RECORDS = (WIRE, COPY, OFFICIALS, LINKED, HARM)


def write(path: Path) -> Path:
    """Builds the archive, with links and incidents as they are found."""

    def reader(items: Iterable[Loaded], *, workers: int | None) -> Iterator[Outcome]:
        for item, read in zip(items, RECORDS, strict=True):
            yield Outcome(item.label, read, None)

    source = path.with_suffix(".jsonl")
    lines = [json.dumps({"text": f"Report {number}."}) for number in range(len(RECORDS))]
    source.write_text("\n".join(lines), encoding="utf-8")
    build([str(source)], path, reader=reader)
    return path


def harm_in(page: str) -> list[str]:
    """What of the report that means harm stands in a page as it was written."""
    harm = (MARKUP, IMAGE, "javascript:alert", RIGHT_TO_LEFT[0], "style=")
    return [one for one in harm if one in page]
