"""Hypothesis strategies: random but valid records over random, often hostile, texts."""

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import strategies as st

from dateline.codebook import (
    ACTOR_KINDS,
    ANONYMITIES,
    CONTEXTS,
    EVENT_MODES,
    EVENT_TYPES,
    MAGNITUDES,
    NAME_TYPES,
    PLACE_PRECISIONS,
    QUOTATIONS,
    SECTORS,
    SOURCE_TYPES,
    STANCES,
    STATUSES,
    SUPRANATIONAL,
    TIME_KINDS,
    TIME_PRECISIONS,
)
from dateline.record import (
    Actor,
    Count,
    Event,
    Meta,
    Name,
    Place,
    Record,
    Report,
    Span,
    Statement,
    Time,
    normalize,
)

MOST_ENTRIES = 5
MOST_SPANS = 3

HOSTILE = (
    "<script>alert(1)</script>", "</style>", "&amp;", '" onload="x', "'", "\x1b[31m", "\x00",
    "\x9b", "\u202e", "\u2067", "=1+1", "@SUM", "＝1", "-2", "1e10", "00123", "2019-1", '"', ",",
    "\t", "\r", "|", "\\", "شرطة", "ירושלים", "東京都", "e\u0301\u0301", "\u200b", "\u2028",
    "\U0001f468\u200d\U0001f467", "\ud800",
)  # fmt: skip
WORDS = ("police", "said", "Tuesday", "Mr.", "seized", "the", "town.", "“we", "will”", "\n\n", "\n")

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[T]], T]


def texts(*, max_pieces: int = 40) -> st.SearchStrategy[str]:
    """Texts of words, awkward pieces and any characters, in NFC and not empty."""
    piece = st.one_of(st.sampled_from(WORDS), st.sampled_from(HOSTILE), st.text(max_size=6))
    joined = st.lists(piece, min_size=1, max_size=max_pieces).map(" ".join)
    return joined.map(normalize).filter(bool)


def labels() -> st.SearchStrategy[str]:
    """Short texts for names, titles and the like."""
    return texts(max_pieces=4)


def spans(text: str) -> st.SearchStrategy[Span]:
    """Spans of at least one character within `text`."""
    return st.integers(0, len(text) - 1).flatmap(
        lambda start: st.tuples(st.just(start), st.integers(start + 1, len(text)))
    )


def _several(items: st.SearchStrategy[T], most: int = MOST_SPANS) -> st.SearchStrategy[Any]:
    return st.lists(items, max_size=most).map(tuple)


def _some(values: tuple[str, ...], most: int = MOST_SPANS) -> st.SearchStrategy[Any]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


def _one_of_or_none(values: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    return st.sampled_from((None, *values))


def _dates() -> st.SearchStrategy[str]:
    return st.dates().map(lambda day: day.isoformat())


def _countries() -> st.SearchStrategy[str]:
    return st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)


def counts(text: str) -> st.SearchStrategy[Count]:
    """Counts with or without a number."""
    return st.builds(
        Count,
        span=spans(text),
        number=st.none() | st.integers(0, 10**9).map(float) | st.floats(0, 1e12),
        currency=st.none() | st.sampled_from(("USD", "EUR", "KES")),
    )


def names(text: str) -> st.SearchStrategy[Name]:
    return st.builds(Name, span=spans(text), type=st.sampled_from(NAME_TYPES))


def places(text: str) -> st.SearchStrategy[Place]:
    """Places, resolved or not."""
    return st.builds(
        Place,
        span=spans(text),
        name=labels(),
        geonames_id=st.none() | st.integers(1, 10**8),
        lat=st.none() | st.floats(-90, 90),
        lon=st.none() | st.floats(-180, 180),
        country=st.none() | _countries(),
        precision=st.sampled_from(PLACE_PRECISIONS),
        metonymic=st.booleans(),
    )


@st.composite
def times(draw: Draw[Any], text: str) -> Time:
    """Times, resolved or not; `start` is never after `end`."""
    days = sorted(draw(st.lists(_dates(), min_size=2, max_size=2)))
    resolved = draw(st.booleans())
    return Time(
        span=draw(spans(text)),
        kind=draw(st.sampled_from(TIME_KINDS)),
        value=days[0] if resolved else None,
        start=days[0] if resolved else None,
        end=days[1] if resolved else None,
        precision=draw(st.sampled_from(TIME_PRECISIONS)),
    )


@st.composite
def reports(draw: Draw[Any]) -> Report:
    """Reports with and without what a page tells about itself."""
    text = draw(texts())
    return Report(
        text=text,
        title=draw(st.none() | labels()),
        url=draw(st.none() | labels() | st.just("https://news.example/1?a=b&c=d")),
        outlet=draw(st.none() | labels()),
        byline=draw(st.none() | labels()),
        language=draw(st.none() | st.sampled_from(("en", "ar", 'en" x="'))),
        published=draw(st.none() | _dates() | st.datetimes().map(lambda at: at.isoformat() + "Z")),
        dateline=draw(st.none() | spans(text)),
        credits=draw(_several(labels())),
    )


@st.composite
def records(draw: Draw[Any]) -> Record:
    """Valid records: spans lie in the text, ids refer to entries of the record, parents and
    repetitions refer to earlier entries, modes fit their types."""
    report = draw(reports())
    text = report.text
    actors = draw(_numbered("A", lambda actor_id, earlier: _actors(text, actor_id)))
    actor_ids = tuple(actor.id for actor in actors)
    statements = draw(
        _numbered("S", lambda own, earlier: _statements(text, own, earlier, actor_ids))
    )
    said = tuple(statement.id for statement in statements)
    events = draw(_numbered("E", lambda own, earlier: _events(text, own, earlier, actor_ids, said)))
    return Record(
        report=report,
        actors=actors,
        statements=statements,
        events=events,
        names=draw(_several(names(text))),
        places=draw(_several(places(text))),
        times=draw(_several(times(text))),
        meta=Meta(dateline="0.1.0", model=draw(labels()), seconds=draw(st.floats(0, 60))),
    )


@st.composite
def _numbered(
    draw: Draw[Any], letter: str, make: Callable[[str, tuple[str, ...]], st.SearchStrategy[Any]]
) -> tuple[Any, ...]:
    ids = tuple(f"{letter}{number + 1}" for number in range(draw(st.integers(0, MOST_ENTRIES))))
    return tuple(draw(make(own, ids[:number])) for number, own in enumerate(ids))


def _actors(text: str, actor_id: str) -> st.SearchStrategy[Actor]:
    return st.builds(
        Actor,
        id=st.just(actor_id),
        name=labels(),
        mentions=_several(spans(text)),
        kind=st.sampled_from(ACTOR_KINDS),
        country=st.none() | _countries() | st.sampled_from(SUPRANATIONAL),
        sector=_some(SECTORS),
        role=st.none() | labels(),
        evidence=_evidence(),
    )


def _statements(
    text: str, statement_id: str, earlier: tuple[str, ...], actor_ids: tuple[str, ...]
) -> st.SearchStrategy[Statement]:
    return st.builds(
        Statement,
        id=st.just(statement_id),
        content=_several(spans(text)),
        cue=st.none() | spans(text),
        quotation=st.sampled_from(QUOTATIONS),
        source=_some(actor_ids) if actor_ids else st.just(()),
        source_span=st.none() | spans(text),
        source_type=st.sampled_from(SOURCE_TYPES),
        anonymity=st.sampled_from(ANONYMITIES),
        anonymity_reason=st.none() | spans(text),
        count_claimed=st.none() | counts(text),
        addressee=_one_of_or_none(actor_ids),
        addressee_is_outlet=st.booleans(),
        on_behalf_of=_one_of_or_none(actor_ids),
        stance=st.sampled_from(STANCES),
        parent=_one_of_or_none(earlier),
        evidence=_evidence(),
    )


@st.composite
def _events(
    draw: Draw[Any],
    text: str,
    event_id: str,
    earlier: tuple[str, ...],
    actor_ids: tuple[str, ...],
    said: tuple[str, ...],
) -> Event:
    kind = draw(st.sampled_from(EVENT_TYPES))
    participants = _some(actor_ids) if actor_ids else st.just(())
    counted = st.dictionaries(st.sampled_from(MAGNITUDES), counts(text), max_size=2)
    return Event(
        id=event_id,
        trigger=draw(spans(text)),
        type=kind,
        mode=draw(_one_of_or_none(EVENT_MODES[kind])),
        contexts=draw(_some(CONTEXTS)),
        actor=draw(participants),
        actor_spans=draw(_several(spans(text))),
        recipient=draw(participants),
        recipient_spans=draw(_several(spans(text))),
        place=draw(st.none() | places(text)),
        time=draw(st.none() | times(text)),
        status=draw(st.sampled_from(STATUSES)),
        according_to=draw(_one_of_or_none(said)),
        same_as=draw(_one_of_or_none(earlier)),
        magnitude=draw(counted),
        evidence=draw(_evidence()),
    )


def _evidence() -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(labels(), labels() | st.floats(0, 1), max_size=2)


def without_layers(record: Record) -> Record:
    """The same report with nothing read in it."""
    return dataclasses.replace(
        record, actors=(), statements=(), events=(), names=(), places=(), times=()
    )
