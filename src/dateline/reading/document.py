"""A report while it is read: each stage adds its own layer to it.

Word ranges are half-open pairs of word indices; spans are code points of the report's text.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any

from dateline.gazetteer.countries import CountryForm
from dateline.model.encoding import Token
from dateline.model.reader_model import ReaderModel, WordLayers
from dateline.reading.quotations import Quotation
from dateline.record import Actor, Event, Place, Report, Span, Statement, Time

WordRange = tuple[int, int]


@dataclass(slots=True)
class Mention:
    """Words that name or describe one participant."""

    words: WordRange
    head: int
    type: str
    """A name type for proper names, else `person`, `organization`, `place` or `other`."""
    proper: bool
    score: float = 1.0


@dataclass(slots=True)
class StatementDraft:
    """An attribution as found, before its actors are known."""

    cue: WordRange | None
    contents: list[Span]
    source: WordRange | None
    addressee: WordRange | None
    stance: str
    spoken_for: WordRange | None = None
    """The body that the source speaks for."""
    evidence: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class EventDraft:
    """An event as found, before its actors, place and time are known."""

    trigger: WordRange
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    roles: dict[str, list[WordRange]]
    status: str = "happened"
    evidence: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Document:
    """All layers of one report; a stage reads the earlier ones and fills its own."""

    report: Report
    model: ReaderModel
    words: list[Span] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    layers: WordLayers | None = None
    sentences: list[WordRange] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    """Of each word the index of its head, its own index for a root."""
    relations: list[str] = field(default_factory=list)
    _children: list[list[int]] = field(default_factory=list)
    names: list[Mention] = field(default_factory=list)
    statement_drafts: list[StatementDraft] = field(default_factory=list)
    event_drafts: list[EventDraft] = field(default_factory=list)
    chains: list[list[Mention]] = field(default_factory=list)
    """Mentions of one participant each, in the order of the text."""
    actors: list[Actor] = field(default_factory=list)
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    countries_told: list[tuple[Span, CountryForm]] = field(default_factory=list)
    """Names of countries, their people and capitals, wherever they stand."""
    statements: list[Statement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.report.text

    def word(self, index: int) -> str:
        start, end = self.words[index]
        return self.report.text[start:end]

    def span(self, words: WordRange) -> Span:
        """The characters from the first to the last word of a range."""
        return self.words[words[0]][0], self.words[words[1] - 1][1]

    def quote(self, words: WordRange) -> str:
        start, end = self.span(words)
        return self.report.text[start:end]

    def range_of(self, span: Span) -> WordRange | None:
        """The words that overlap a span, `None` if there are none."""
        first = bisect_right(self.words, span[0], key=lambda w: w[1])
        last = bisect_left(self.words, span[1], key=lambda w: w[0])
        return (first, last) if first < last else None

    def sentence_number(self, word: int) -> int:
        return bisect_right(self.sentences, word, key=lambda s: s[0]) - 1

    def sentence_of(self, word: int) -> WordRange:
        """The sentence that holds a word."""
        return self.sentences[self.sentence_number(word)]

    def children(self, head: int) -> list[int]:
        """The words that depend on `head` directly, in order."""
        if not self._children:
            self._children = [[] for _ in self.words]
            for index, above in enumerate(self.heads):
                if above != index:
                    self._children[above].append(index)
        return self._children[head]

    def subtree(self, head: int) -> WordRange:
        """The contiguous words around `head` that depend on it, directly or not."""
        inside = set()
        pending = [head]
        while pending:
            index = pending.pop()
            inside.add(index)
            pending += (child for child in self.children(index) if child not in inside)
        first = last = head
        while first - 1 in inside:
            first -= 1
        while last + 1 in inside:
            last += 1
        return first, last + 1

    def head_of(self, words: WordRange) -> int:
        """The word of a range whose own head lies outside of it; a noun, if several do."""
        outside = [
            index
            for index in range(*words)
            if self.heads[index] == index or not words[0] <= self.heads[index] < words[1]
        ]
        nominal = (i for i in outside if self.upos[i] in ("NOUN", "PROPN", "PRON"))
        return next(nominal, outside[0] if outside else words[0])
