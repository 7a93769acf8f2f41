"""A training document: words of a text and whatever layers its corpus annotates.

A layer that a corpus does not annotate is `None`, and no loss is taken on it.
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from dateline.reading.words import split_words
from dateline.record import Span

UNKNOWN: Final = -100
"""The label of a word on which no loss is taken; torch's default `ignore_index`."""

WordRange = tuple[int, int]


@dataclass(slots=True, kw_only=True)
class Frame:
    """A cue, a trigger or a predicate, with the words that fill its roles."""

    kind: str
    """`statement`, `event` or `predicate`."""
    head: WordRange
    roles: dict[str, list[WordRange]]
    type: str | None = None
    mode: str | None = None
    status: str | None = None
    stance: str | None = None
    contexts: tuple[str, ...] | None = None


@dataclass(slots=True, kw_only=True)
class Document:
    """Labels are names, not indices; `heads` are word indices, -1 for a root."""

    id: str
    corpus: str
    text: str
    words: list[Span]
    sentence_starts: list[int] | None = None
    upos: list[str] | None = None
    heads: list[int] | None = None
    relations: list[str] | None = None
    names: list[str] | None = None
    mentions: list[str] | None = None
    cues: list[int] | None = None
    """0 outside, 1 first word, 2 further word of a cue, `UNKNOWN` where not annotated."""
    times: list[int] | None = None
    """Time expressions, numbered like `cues`."""
    triggers: list[str] | None = None
    certainty: dict[int, float] = field(default_factory=dict)
    frames: list[Frame] = field(default_factory=list)
    outermost: bool = False
    """Only statements that lie in no other are annotated."""


@dataclass(slots=True, kw_only=True)
class Pair:
    """A text with two parties marked, and what the first did to the second."""

    id: str
    text: str
    actor: Span | None
    recipient: Span | None
    types: tuple[str, ...]
    """Several where the corpus does not tell them apart."""


class WordIndex:
    """Finds the words that a span of characters covers."""

    def __init__(self, words: Sequence[Span]) -> None:
        self._starts = [start for start, _ in words]
        self._ends = [end for _, end in words]

    def range_of(self, span: Span) -> WordRange | None:
        """The words that overlap `span`; `None` if there are none."""
        first = bisect_right(self._ends, span[0])
        last = bisect_left(self._starts, span[1])
        return (first, last) if first < last else None

    def ranges_of(self, spans: Iterable[Span]) -> list[WordRange]:
        return [r for span in spans if (r := self.range_of(span)) is not None]


def from_text(id: str, corpus: str, text: str) -> Document:
    return Document(id=id, corpus=corpus, text=text, words=split_words(text))


def hash_fraction(id: str) -> float:
    """A number in [0, 1) that depends on the id alone; all splits are drawn by it."""
    return int(hashlib.sha256(id.encode()).hexdigest()[:8], 16) / 2**32


def mark_spans(tags: list[int], ranges: Iterable[WordRange]) -> None:
    """Labels the words of spans as their first (1) and further ones (2)."""
    for start, end in ranges:
        tags[start] = 1
        tags[start + 1 : end] = [2] * (end - start - 1)
