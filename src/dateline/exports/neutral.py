"""Report text made harmless and short enough to show."""

import re
import unicodedata
from typing import Final

from dateline.record import Span

PASSAGE_REACH: Final = 300
"""How many characters on each side of a span are searched for the ends of its sentence."""

FSI: Final = "\u2068"
PDI: Final = "\u2069"

_ALLOWED_CONTROLS: Final = "\t\n\r"
_PICTURES: Final = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in _ALLOWED_CONTROLS},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
    **dict.fromkeys((0xFFFE, 0xFFFF), 0xFFFD),
}
_NO_BIDI_CONTROLS: Final = dict.fromkeys(
    [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_SENTENCE_END: Final = re.compile(r"[.!?…؟۔।][\"'”’»)\]]{0,3}\s|[。！？][」』”）]{0,3}|\n")
_ABBREVIATION: Final = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Maj|Col|Lt|Capt|Sgt|Brig|Adm|Cmdr|Sen|Rep|Gov|Rev|Hon|St"
    r"|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec))\Z"
)
_LONGEST_ABBREVIATION: Final = 6


def without_controls(text: str) -> str:
    """`text` with each control character but tab and line ends as its visible picture.

    One character stays one character, so that offsets keep; lone surrogates become U+FFFD.
    """
    return text.translate(_PICTURES)


def one_line(text: str) -> str:
    """`text` on one line, without control characters and without marks that reorder text."""
    return " ".join(without_controls(" ".join(text.split())).translate(_NO_BIDI_CONTROLS).split())


def isolate(text: str) -> str:
    """`text` between isolate marks where it holds right-to-left letters, so that it reorders
    nothing around it."""
    if any(unicodedata.bidirectional(char) in {"R", "AL", "AN"} for char in text):
        return f"{FSI}{text}{PDI}"
    return text


def shorten(text: str, limit: int) -> str:
    """`text`, cut at a word boundary and closed with an ellipsis if longer than `limit`."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    space = head.rfind(" ", limit // 2)
    return (head[:space] if space > 0 else head).rstrip() + "…"


def shorten_start(text: str, limit: int) -> str:
    """`text` without its beginning, opened with an ellipsis, if longer than `limit`."""
    if len(text) <= limit:
        return text
    tail = text[-limit:]
    return f"… {tail[tail.find(' ') + 1 :].lstrip()}"


def passage(text: str, span: Span) -> tuple[str, str, str]:
    """The sentence around `span`: what stands before it, the span itself, what stands after.

    Where no end of the sentence is within `PASSAGE_REACH`, an ellipsis marks the cut.
    """
    start, end = span
    window_start = max(0, start - PASSAGE_REACH)
    window_end = min(len(text), end + PASSAGE_REACH)
    before, after = text[window_start:start], text[end:window_end]
    ends = _sentence_ends(before)
    if ends:
        before = before[ends[-1] :].lstrip()
    elif window_start > 0:
        before = "… " + before[before.find(" ") + 1 :]
    ends = _sentence_ends(after)
    if ends:
        after = after[: ends[0]].rstrip()
    elif window_end < len(text):
        after = after[: after.rfind(" ") + 1].rstrip() + " …"
    return before, text[start:end], after


def _sentence_ends(text: str) -> list[int]:
    return [
        match.end()
        for match in _SENTENCE_END.finditer(text)
        if text[match.start()] != "." or not _is_abbreviation(text, match.start())
    ]


def _is_abbreviation(text: str, full_stop: int) -> bool:
    before = text[max(0, full_stop - _LONGEST_ABBREVIATION) : full_stop]
    return _ABBREVIATION.search(before) is not None
