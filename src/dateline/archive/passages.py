"""Paragraphs of a text, and the passage around a span of it."""

import re
from collections.abc import Iterator
from typing import Final

from dateline.record import Span

LONGEST_PARAGRAPH: Final = 2000
"""Longer lines are cut at a space into paragraphs of at most so many characters."""

ELLIPSIS: Final = "…"

_LINE: Final = re.compile(r"[^\n]+")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…][\"'”’)\s])\s*(?=[^\W_a-z]|[\"'“‘(])")


def paragraphs(text: str) -> Iterator[Span]:
    """The spans of all paragraphs of `text` that hold more than white space."""
    for line in _LINE.finditer(text):
        start, end = line.span()
        while end - start > LONGEST_PARAGRAPH:
            space = text.rfind(" ", start + 1, start + LONGEST_PARAGRAPH)
            cut = space if space > 0 else start + LONGEST_PARAGRAPH
            if text[start:cut].strip():
                yield start, cut
            start = cut
        if text[start:end].strip():
            yield start, end


def sentence_around(text: str, span: Span, *, limit: int) -> str:
    """The line around `span`, or its sentence where the line is longer than `limit` characters.

    What is longer still is cut around the span, with an ellipsis on each side that was cut.
    """
    start = text.rfind("\n", 0, span[0]) + 1
    line_end = text.find("\n", span[0])
    end = len(text) if line_end < 0 else line_end
    if end - start > limit:
        start, end = _sentence(text, span, max(start, span[0] - limit), min(end, span[0] + limit))
    if end - start <= limit:
        return text[start:end].strip()
    reach = limit - 2 * len(ELLIPSIS)
    cut_start = max(start, min(span[0] - reach // 2, end - reach))
    cut_end = min(end, cut_start + reach)
    before, after = ELLIPSIS * (cut_start > start), ELLIPSIS * (cut_end < end)
    return before + text[cut_start:cut_end].strip() + after


def _sentence(text: str, span: Span, low: int, high: int) -> Span:
    """The sentence around `span`, as far as `low` and `high` let one see it."""
    starts = [low + match.end() for match in _SENTENCE_END.finditer(text[low : span[0]])]
    ends = [span[0] + match.start() for match in _SENTENCE_END.finditer(text[span[0] : high])]
    return (starts[-1] if starts else low), (ends[0] if ends else high)
