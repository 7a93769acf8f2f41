"""Text in terminal cells: how wide it is, and lines of a given width."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from dateline.exports.neutral import FSI, PDI

_ZERO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})
_WIDE: Final = frozenset({"W", "F"})


def cell_width(text: str) -> int:
    """How many cells of a terminal `text` takes: 2 for wide East Asian, 0 for combining."""
    if text.isascii():
        return len(text)
    return sum(_char_width(char) for char in text)


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells (at least 2), broken at spaces, or within words
    that are longer than a line. An isolate that a break falls into is closed and opened again."""
    lines: list[str] = []
    line, used = "", 0
    for word in text.split():
        gap = 1 if line else 0
        if used + gap + cell_width(word) <= width:
            line, used = line + " " * gap + word, used + gap + cell_width(word)
            continue
        *full, rest = _pieces(word, width)
        lines += [line, *full] if line else full
        line, used = rest, cell_width(rest)
    return list(_closed([*lines, line] if line or not lines else lines))


def _char_width(char: str) -> int:
    if unicodedata.category(char) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1


def _pieces(word: str, width: int) -> Iterator[str]:
    start = used = 0
    for position, char in enumerate(word):
        cells = _char_width(char)
        if used + cells > width:
            yield word[start:position]
            start, used = position, 0
        used += cells
    yield word[start:]


def _closed(lines: list[str]) -> Iterator[str]:
    opened = 0
    for line in lines:
        prefix = FSI * opened
        opened += line.count(FSI) - line.count(PDI)
        yield prefix + line + PDI * opened
