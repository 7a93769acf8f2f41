"""Text to record: the stages of reading, in order."""

import time
from collections.abc import Callable
from typing import Final

from dateline import __version__
from dateline.errors import DatelineError
from dateline.model.reader_model import ReaderModel, shipped_model
from dateline.reading.actors import find_actors
from dateline.reading.assemble import assemble
from dateline.reading.coreference import find_chains
from dateline.reading.declining import find_declined
from dateline.reading.document import Document
from dateline.reading.events import find_events
from dateline.reading.hearsay import find_hearsay
from dateline.reading.mentions import find_names
from dateline.reading.places_and_times import find_places_and_times
from dateline.reading.segment import encode, segment
from dateline.reading.spokespeople import find_spoken_for
from dateline.reading.statements import find_statements
from dateline.reading.status import find_status
from dateline.reading.syntax import parse
from dateline.record import Meta, Name, Record, Report

Stage = Callable[[Document], None]

STAGES: Final[tuple[Stage, ...]] = (
    segment,
    encode,
    parse,
    find_names,
    find_statements,
    find_declined,
    find_hearsay,
    find_spoken_for,
    find_events,
    find_status,
    find_places_and_times,
    find_chains,
    find_actors,
    assemble,
)
"""Each adds its layer to the document and reads only earlier ones."""

LINGUISTIC_STAGES: Final[tuple[Stage, ...]] = (segment, encode, parse, find_names)
"""What `parse` needs: words, sentences, trees and names."""


MAX_CHARACTERS: Final = 200_000
"""A text longer than this, some 33,000 words, is no news report."""


def read_report(report: Report, model: ReaderModel | None = None) -> Record:
    """The record of one report. The same report gives the same record, `meta.seconds` apart.

    Raises `DatelineError` if the text is longer than any report.
    """
    began = time.perf_counter()
    if len(report.text) > MAX_CHARACTERS:
        raise DatelineError(
            f"the text of {len(report.text):,} characters is longer than any news report",
            hint=f"Give single reports, of at most {MAX_CHARACTERS:,} characters each.",
        )
    model = model or shipped_model()
    document = analyze(report, model)
    return Record(
        report=report,
        actors=tuple(document.actors),
        statements=tuple(document.statements),
        events=tuple(document.events),
        names=tuple(Name(span=document.span(n.words), type=n.type) for n in document.names),
        places=document.places,
        times=document.times,
        meta=Meta(
            dateline=__version__,
            model=model.hash,
            seconds=round(time.perf_counter() - began, 4),
        ),
    )


def analyze(report: Report, model: ReaderModel, stages: tuple[Stage, ...] = STAGES) -> Document:
    """The document with the layers that these stages fill; empty if the text has no words."""
    document = Document(report, model)
    for stage in stages:
        stage(document)
        if not document.words:
            break
    return document
