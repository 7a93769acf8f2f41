"""What passes between the parts of this folder: options in, drafts within, loaded items out."""

import re
from dataclasses import dataclass, replace
from typing import Final

from dateline.errors import SourceError
from dateline.record import Report, normalize
from dateline.sources.published import ISO_HINT, iso_published

_REMOVED: Final = re.compile(
    r"[\u0000-\u0008\u000e-\u001b\u007f\u0086-\u009f\u00ad\u200b\u2060\ufeff\ufffe\uffff]"
)
_SURROGATES: Final = re.compile("[\ud800-\udfff]")

_SENTENCE_END: Final = re.compile(r"[.:!?…][\"'”’»)\]]{0,2}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    """How to read a source. `timeout` is in seconds an address; `max_bytes` is for each report.

    `published`, `outlet` and `url` win over the source. Raises `SourceError` for bad values.
    """

    verbatim: bool = False
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    allow_private: bool = False
    timeout: float = 20.0
    max_bytes: int = 10_000_000

    def __post_init__(self) -> None:
        if self.published is not None and iso_published(self.published) is None:
            raise SourceError(f"not a publication time: {self.published!r}", hint=ISO_HINT)
        if not 0 < self.timeout < float("inf"):
            raise SourceError(
                f"not a time limit: {self.timeout}", hint="Give a number of seconds above 0."
            )
        if self.max_bytes < 1:
            raise SourceError(
                f"not a size limit: {self.max_bytes}", hint="Give a number of bytes above 0."
            )


@dataclass(frozen=True, slots=True)
class Loaded:
    """One item of a source: either its report, or the error that says why there is none."""

    label: str
    report: Report | None
    error: SourceError | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a source told about one report, before its text is put together."""

    paragraphs: tuple[str, ...] = ()
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    language: str | None = None
    published: str | None = None
    credits: tuple[str, ...] = ()

    def filled_from(self, other: "Draft") -> "Draft":
        """This draft, with what it lacks taken from `other`; credits are united."""
        names = ("paragraphs", "title", "url", "outlet", "byline", "language", "published")
        missing = {name: getattr(other, name) for name in names if not getattr(self, name)}
        united = tuple(dict.fromkeys(self.credits + other.credits))
        return replace(self, **missing, credits=united)


def without_controls(text: str) -> str:
    """`text` in NFC, without control and zero-width characters; lone surrogates become U+FFFD."""
    return normalize(_SURROGATES.sub("\ufffd", _REMOVED.sub("", text)))


def one_line(text: str) -> str:
    """`text` in NFC as one line: every run of white space is one space."""
    return " ".join(without_controls(text).split())


def ends_sentence(line: str) -> bool:
    """Whether `line` ends as a sentence does, and not as a headline or a link."""
    return _SENTENCE_END.search(line, max(0, len(line) - 4)) is not None
