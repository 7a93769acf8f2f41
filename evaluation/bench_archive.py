"""`python -m evaluation.bench_archive`: size, opening and questions of an archive of many reports.

The records are generated, not read: texts of invented words with Zipf's frequencies, with as many
entries in each layer as reading finds in a report of 500 words.
"""

import argparse
import itertools
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from dateline.archive.layout import Layout
from dateline.archive.lock import writer_lock
from dateline.archive.manifest import read_manifest
from dateline.archive.parts import sweep
from dateline.archive.store import Archive
from dateline.archive.writer import Counts, Writer, prepare
from dateline.codebook import CONTEXTS, EVENT_TYPES
from dateline.record import (
    Actor,
    Event,
    Meta,
    Name,
    Place,
    Record,
    Report,
    Span,
    Statement,
    Time,
)

WORDS: Final = 500
PARAGRAPH_WORDS: Final = 40
VOCABULARY: Final = 30_000
ACTORS, STATEMENTS, EVENTS, NAMES, PLACES, TIMES = 53, 18, 26, 29, 13, 11
"""Entries of a report: the means over the invented reports of `corpus/`."""
DAYS: Final = 365
SYLLABLES: Final = [
    a + b
    for a, b in itertools.product("b d f g k l m n p r s t v".split(), "a e i o u ar en".split())
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    reports: int = parser.parse_args().reports
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.dateline"
        seconds = _write(path, reports)
        print(f"{reports} reports of {WORDS} words written: {reports / seconds:.0f} reports/s")
        _tell_size(path, reports)
        _ask(path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at its peak: {peak:.0f} MB")


def _write(path: Path, reports: int) -> float:
    """Writes the archive as a build does, and returns the seconds it took."""
    layout = Layout(path)
    prepare(layout)
    began = time.perf_counter()
    with writer_lock(layout):
        writer = Writer(layout, ["generated"])
        maker = _Maker()
        for number in range(reports):
            writer.add(maker.record(number), Counts(read=number + 1))
        writer.commit()
        writer.close()
        # What a later build removes, once nobody can be reading it any more.
        sweep(layout, read_manifest(layout), grace=0)
    return time.perf_counter() - began


def _tell_size(path: Path, reports: int) -> None:
    files = [file for file in path.rglob("*") if file.is_file()]
    total = sum(file.stat().st_size for file in files)
    print(f"{total / 1e6:.0f} MB in {len(files)} files, {total / reports:.0f} bytes a report")
    by_name: dict[str, int] = {}
    for file in files:
        by_name[file.name] = by_name.get(file.name, 0) + file.stat().st_size
    for name, size in sorted(by_name.items(), key=lambda item: -item[1])[:7]:
        print(f"  {name}: {size / 1e6:.1f} MB")


def _ask(path: Path) -> None:
    with _timed("opened"):
        archive = Archive.open(path)
    with _timed("all ids"):
        ids = archive.report_ids()
    with _timed("a record by its id"):
        archive.record(ids[len(ids) // 2])
    with _timed("events counted by type and month"):
        archive.connection.execute(
            "SELECT type, date_trunc('month', start_day), count(*) FROM events GROUP BY ALL"
        ).fetchall()
    word = archive.record(ids[0]).report.text.split()[0]
    with _timed("a word looked up in all texts"):
        archive.side.execute(
            "SELECT rowid FROM full_text WHERE full_text MATCH ? ORDER BY rank LIMIT 20", (word,)
        ).fetchall()
    archive.close()


@dataclass(slots=True)
class _timed:  # noqa: N801
    """Prints how long its block took, on the clock and of the processor."""

    what: str
    clock: float = 0.0
    processor: float = 0.0

    def __enter__(self) -> None:
        self.clock, self.processor = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        clock, processor = time.perf_counter() - self.clock, time.process_time() - self.processor
        print(f"{self.what}: {clock:.3f} s ({processor:.3f} s of the processor)")


class _Maker:
    """Makes records of which no two have the same text."""

    def __init__(self) -> None:
        self._random = np.random.default_rng(1)
        syllables = self._random.choice(SYLLABLES, (VOCABULARY, 4))
        lengths = self._random.integers(1, 5, VOCABULARY)
        self._words = ["".join(row[:n]) for row, n in zip(syllables, lengths, strict=True)]
        ranks = 1 / np.arange(1, VOCABULARY + 1)
        self._cumulated = np.cumsum(ranks / ranks.sum())

    def record(self, number: int) -> Record:
        drawn = np.searchsorted(self._cumulated, self._random.random(WORDS))
        words = [self._words[min(index, VOCABULARY - 1)] for index in drawn]
        words[0] = f"{words[0]}{number}"
        lines = [
            " ".join(words[start : start + PARAGRAPH_WORDS])
            for start in range(0, WORDS, PARAGRAPH_WORDS)
        ]
        text = "\n\n".join(lines)
        spans = self._spans(len(text))
        day = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
        return Record(
            report=Report(
                text=text,
                title=lines[0],
                url=f"https://outlet{number % 200}.example/{number}",
                outlet=f"Outlet {number % 200}",
                language="en",
                published=day,
            ),
            **self._layers(text, day, spans),
            meta=Meta(dateline="0.1.0", model="0123456789abcdef", seconds=0.0),
        )

    def _spans(self, length: int) -> Callable[[], Span]:
        starts = iter(self._random.integers(0, length - 40, 900).tolist())
        widths = itertools.cycle(self._random.integers(3, 40, 50).tolist())
        return lambda: ((start := next(starts)), start + next(widths))

    def _layers(self, text: str, day: str, span: Callable[[], Span]) -> dict[str, Any]:
        score = iter(self._random.random(300).round(3).tolist())
        pick = iter(self._random.integers(0, 1 << 30, 1200).tolist())
        actors = [f"A{n + 1}" for n in range(ACTORS)]
        places = tuple(_place(span(), next(pick)) for _ in range(PLACES))
        times = tuple(
            Time(span=span(), kind="date", value=day, start=day, end=day, precision="day")
            for _ in range(TIMES)
        )
        return {
            "actors": tuple(_actor(actor, text, span, pick) for actor in actors),
            "statements": tuple(
                Statement(
                    id=f"S{n + 1}",
                    content=(span(),),
                    cue=span(),
                    quotation="indirect",
                    source=(actors[next(pick) % ACTORS],),
                    source_span=span(),
                    source_type="named_person",
                    evidence={"cue": next(score), "source": next(score), "stance": next(score)},
                )
                for n in range(STATEMENTS)
            ),
            "events": tuple(
                Event(
                    id=f"E{n + 1}",
                    trigger=span(),
                    type=EVENT_TYPES[next(pick) % len(EVENT_TYPES)],
                    contexts=(CONTEXTS[next(pick) % len(CONTEXTS)],),
                    actor=(actors[next(pick) % ACTORS],),
                    actor_spans=(span(),),
                    recipient=(actors[next(pick) % ACTORS],),
                    recipient_spans=(span(),),
                    place=places[next(pick) % PLACES],
                    time=times[next(pick) % TIMES],
                    according_to=f"S{next(pick) % STATEMENTS + 1}",
                    evidence={"type": next(score), "mode": next(score), "status": next(score)},
                )
                for n in range(EVENTS)
            ),
            "names": tuple(Name(span=span(), type="person") for _ in range(NAMES)),
            "places": places,
            "times": times,
        }


def _actor(actor_id: str, text: str, span: Callable[[], Span], pick: Iterator[int]) -> Actor:
    mentions = tuple(span() for _ in range(1 + next(pick) % 4))
    start, end = mentions[0]
    return Actor(
        id=actor_id,
        name=text[start:end].strip() or actor_id,
        mentions=mentions,
        kind="person",
        country=("SDN", "MLI", "FRA", "USA", None)[next(pick) % 5],
        sector=(("GOV", "MIL", "REB", "CVL")[next(pick) % 4],),
    )


def _place(span: Span, number: int) -> Place:
    return Place(
        span=span,
        name=f"Town {number % 5000}",
        geonames_id=number % 5000,
        lat=number % 90 + 0.25,
        lon=number % 180 + 0.5,
        country="SDN",
        precision="city",
    )


if __name__ == "__main__":
    main()
