"""What one coded report holds: the report, and the layers that were read in it.

Everything here is frozen and holds no behaviour beyond turning itself into plain data. A `Span`
is a half-open `(start, end)` pair of code points into `Report.text`. Ids (`A1`, `S1`, `E1`) are
unique within one record and numbered in the order of the text.
"""

import dataclasses
import hashlib
import json
import unicodedata
from dataclasses import dataclass, field
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One news report: its cleaned text, and what the page or feed told about it."""

    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    language: str | None = None
    published: str | None = None
    """ISO 8601 with zone where the source gives one; `None` if unknown, never guessed."""
    dateline: Span | None = None
    """The place and agency that open the body ("LUSAKA (AFP) -")."""
    credits: tuple[str, ...] = ()
    """Agencies and outlets that the report names as its origin."""

    @property
    def id(self) -> str:
        """The first 16 hex digits of the SHA-256 of `text`."""
        return report_id(self.text)


def report_id(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def normalize(text: str) -> str:
    """`text` in Unicode NFC, the form in which every report is kept."""
    return unicodedata.normalize("NFC", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    span: Span
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place name of the text. Unresolved where `geonames_id` and `country` are `None`."""

    span: Span
    name: str
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    """ISO 3166 alpha-3."""
    precision: str = "unknown"
    metonymic: bool = False
    """The name stands for a government or its people, as in "Ankara said"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression of the text."""

    span: Span
    kind: str
    value: str | None = None
    """TIMEX3 value ("2019-03-10", "P3D", "2019-W12"); `None` where it can't be resolved."""
    start: str | None = None
    """First day, ISO 8601 date."""
    end: str | None = None
    """Last day, inclusive, ISO 8601 date."""
    precision: str = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One real-world participant, with all its mentions."""

    id: str
    name: str
    mentions: tuple[Span, ...]
    kind: str
    country: str | None = None
    sector: tuple[str, ...] = ()
    role: str | None = None
    evidence: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of the text: `number` is what `span` says; `None` where it says no number."""

    span: Span
    number: float | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One attribution: somebody says, writes, thinks or wants something."""

    id: str
    content: tuple[Span, ...]
    cue: Span | None
    quotation: str
    source: tuple[str, ...] = ()
    source_span: Span | None = None
    source_type: str = "implicit"
    anonymity: str = "none"
    anonymity_reason: Span | None = None
    count_claimed: Count | None = None
    addressee: str | None = None
    addressee_is_outlet: bool = False
    on_behalf_of: str | None = None
    stance: str = "asserts"
    parent: str | None = None
    evidence: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that political actors did, said they would do, or are said to have done."""

    id: str
    trigger: Span
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    actor_spans: tuple[Span, ...] = ()
    recipient: tuple[str, ...] = ()
    recipient_spans: tuple[Span, ...] = ()
    place: Place | None = None
    time: Time | None = None
    status: str = "happened"
    according_to: str | None = None
    same_as: str | None = None
    magnitude: dict[str, Count] = field(default_factory=dict)
    evidence: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """How the record was made. `seconds` is the only value that differs between two readings."""

    dateline: str
    model: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One coded report."""

    report: Report
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    names: tuple[Name, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    meta: Meta

    def to_dict(self) -> dict[str, Any]:
        """Plain data with the codebook's names; spans are `[start, end]` lists."""
        plain: dict[str, Any] = _plain(self)
        plain["report"] = {"id": self.report.id, **plain["report"]}
        return plain

    def to_json(self) -> str:
        """One line of JSON, with the keys in the codebook's order."""
        return json.dumps(self.to_dict(), ensure_ascii=False, separators=(",", ":"))

    def quote(self, span: Span) -> str:
        """The characters of the report at `span`."""
        return self.report.text[span[0] : span[1]]


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
