"""Quotation marks: which characters open and close a quotation, in every style of the press.

Straight, curly, low, single and angle marks are paired within a paragraph; a paragraph that opens
with a mark while the quotation before it was never closed carries that quotation on, as
newspapers print long speech. Apostrophes, feet and inches, and shortened years are no marks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.record import Span

_OPENERS: Final[dict[str, str]] = {
    "“": "”“\"", "„": "“”\"„", "‟": "”", "«": "»", "»": "«»", "‹": "›", "›": "‹", "「": "」",
    "『": "』", "《": "》", "＂": "＂", '"': '"”“', "‘": "’'", "‚": "‘’", "'": "'’",
}  # fmt: skip
"""Marks that may open a quotation, each with the marks that may close it."""

_ALWAYS_OPEN: Final = frozenset("“„‟«‹「『《")
_SINGLE: Final = frozenset("‘‚'")
_OPENING_CONTEXT: Final = frozenset(" \t\n\u00a0\u202f([{—–-/:;,.…\"“„«‘'|>")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quoted stretch: its marks, and the text between them."""

    opening: Span
    inner: Span
    closing: Span | None
    """`None` where the paragraph ends before the quotation does."""
    continues: bool = False
    """It goes on from the unclosed quotation of the paragraph before."""


def find_quotations(text: str) -> list[Quotation]:
    """The outermost quotations of `text`, in order; none crosses a paragraph's end."""
    quotations: list[Quotation] = []
    unclosed = False
    paragraphs = _paragraphs(text)
    for number, (start, end) in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else (end, end)
        found = _in_paragraph(text, start, end, goes_on=_opens_with_mark(text, *following))
        if found and unclosed and found[0].opening[0] == start:
            first = found[0]
            found[0] = Quotation(first.opening, first.inner, first.closing, continues=True)
        quotations += found
        unclosed = bool(found) and found[-1].closing is None
    return quotations


def _paragraphs(text: str) -> list[Span]:
    """The lines of `text` that hold more than spaces, without the spaces around them."""
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            first = start + len(line) - len(line.lstrip())
            spans.append((first, first + len(line.strip())))
        start += len(line) + 1
    return spans


def _opens_with_mark(text: str, start: int, end: int) -> bool:
    width = _mark_width(text, start, end) if start < end else 0
    return bool(width) and _opens(text, start, width, start, end)


def _in_paragraph(text: str, start: int, end: int, *, goes_on: bool) -> list[Quotation]:
    """Quotations of one paragraph; `goes_on` tells that the next one opens with a mark."""
    found: list[Quotation] = []
    position = start
    while position < end:
        width = _mark_width(text, position, end)
        if not width or not _opens(text, position, width, start, end):
            position += max(width, 1)
            continue
        inner_start = position + width
        close = _find_close(text, position, width, end)
        if close is not None:
            found.append(Quotation((position, inner_start), (inner_start, close[0]), close))
            position = close[1]
        elif _runs_to_end(text, start, position, width, goes_on=goes_on, first=not found):
            found.append(Quotation((position, inner_start), (inner_start, end), None))
            break
        else:
            position += width
    return found


def _runs_to_end(
    text: str, start: int, position: int, width: int, *, goes_on: bool, first: bool
) -> bool:
    """Whether a mark that is never closed quotes the rest of its paragraph, and is no slip.

    It does where the next paragraph carries the quotation on; a double mark also where it is the
    paragraph's first. A lone single mark is an apostrophe.
    """
    before = text[start:position].rstrip()
    begins = not before or before[-1] in ".,!?:;…”\"’'»"
    if goes_on and begins:
        return True
    single = text[position] in _SINGLE and width == 1
    return first and not single


def _mark_width(text: str, position: int, end: int) -> int:
    """How many characters the quotation mark at `position` takes, 0 if there is none."""
    character = text[position]
    if character in "`'" and position + 1 < end and text[position + 1] == character:
        return 2
    return int(character in _OPENERS)


def _opens(text: str, position: int, width: int, start: int, end: int) -> bool:
    after = text[position + width : position + width + 1]
    character = text[position]
    spaced = character == "«"  # French sets a space inside its marks
    if position + width >= end or (after.isspace() and not spaced):
        return False
    before = text[position - 1] if position > start else " "
    if width == 2:
        return character == "`" or before in _OPENING_CONTEXT
    if character in _ALWAYS_OPEN:
        return True
    if character in _SINGLE:
        # 'em and '90s are shortened words, not quotations.
        return before in _OPENING_CONTEXT and (after.isalpha() or after in '"“…[(')
    return before in _OPENING_CONTEXT or not before.isalnum()


def _find_close(text: str, position: int, width: int, end: int) -> Span | None:
    if width == 2:
        close = text.find("''", position + 2, end)
        return (close, close + 2) if close >= 0 else None
    single = text[position] in _SINGLE
    closers = _OPENERS[text[position]]
    fallback: Span | None = None
    for index in range(position + 1, end):
        if text[index] not in closers:
            continue
        before = text[index - 1]
        after = text[index + 1] if index + 1 < end else " "
        if not single:
            if before.isspace() and after.isalnum() and text[index] in '"“':
                return None  # the next quotation opens before this one closed
            return (index, index + 1)
        if before.isspace():
            if fallback:
                break  # the next quotation opens
            continue
        if after.isalnum():
            continue  # an apostrophe inside a word
        if before not in "sS":
            return (index, index + 1)
        # "the workers' demands" may be a possessive: the end only if no better one follows.
        fallback = fallback or (index, index + 1)
    return fallback


_EDGES: Final = frozenset(",:;-–—")
_COMPLEMENTIZERS: Final = ("that ", "whether ")


def trim_content(text: str, span: Span, quotations: Sequence[Quotation]) -> Span:
    """`span` without what stands outside a statement's content after the codebook.

    That is: spaces, commas, colons and dashes at its ends, quotation marks where the quotation
    fills the span, and a leading "that" or "whether".
    """
    opened = {q.opening[0]: q for q in quotations}
    closed = {q.closing[0]: q for q in quotations if q.closing}
    start, end = span
    before = None
    while (start, end) != before and start < end:
        before = (start, end)
        while start < end and _is_edge(text[start]):
            start += 1
        while start < end and _is_edge(text[end - 1]):
            end -= 1
        opening = opened.get(start)
        if opening and (opening.closing is None or opening.closing[1] >= end):
            start = opening.opening[1]
        closing = closed.get(end - 1)
        if closing and (closing.opening[0] < start or closing.continues):
            end = max(start, end - 1)
        for word in _COMPLEMENTIZERS:
            if text[start:end].lower().startswith(word):
                start += len(word)
    return (start, end) if start < end else span


def _is_edge(character: str) -> bool:
    return character.isspace() or character in _EDGES
