"""Plain text to a draft: paragraphs out of lines, and the furniture around them read or dropped."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from dateline.sources.boilerplate import bare_headline, is_boilerplate
from dateline.sources.credits import find_dateline, is_outlet
from dateline.sources.draft import Draft, ends_sentence, one_line, without_controls
from dateline.sources.furniture import is_furniture, read_foot, read_head

_MAX_WRAP: Final = 100  # columns; text with longer lines was not wrapped by hand
_MIN_WRAP: Final = 40
_RAGGED: Final = 12  # columns by which a wrapped line may miss the margin
_TAB: Final = 4
_MAX_TITLE: Final = 200  # code points
_MAX_TITLE_WORDS: Final = 30
_HYPHENATED: Final = re.compile(r"[^\W\d_]-$")


def read_plain_text(text: str, *, title: str | None = None) -> Draft:
    """The draft of a plain text. `title` is its headline where another place already told it."""
    lines = [line.expandtabs(_TAB).rstrip() for line in without_controls(text).splitlines()]
    told, lines = read_head(lines)
    return told.filled_from(read_paragraphs(list(join_lines(lines)), title=title))


def read_paragraphs(paragraphs: Sequence[str], *, title: str | None = None) -> Draft:
    """The draft of paragraphs in order, the first of which may be the headline."""
    told, kept = read_foot(paragraphs)
    kept = [paragraph for paragraph in kept if not is_boilerplate(paragraph)]
    title = one_line(title) if title else None
    if title and kept and bare_headline(kept[0])[0] == bare_headline(title)[0]:
        kept = kept[1:]
    elif title is None and len(kept) > 1 and is_title(kept[0]):
        title, *kept = kept
    outlet = None
    if title:
        title, outlet = bare_headline(title)
        if is_outlet(title) and len(kept) > 1 and is_title(kept[0]):
            # The first line held nothing but sections and the outlet; the headline follows it.
            outlet, title, *kept = outlet or title, *kept
    return Draft(title=title, outlet=outlet, paragraphs=tuple(kept)).filled_from(told)


def is_title(paragraph: str) -> bool:
    """Whether the first paragraph of a text reads like a headline and not like its body."""
    short = len(paragraph) <= _MAX_TITLE and len(paragraph.split()) <= _MAX_TITLE_WORDS
    ends = paragraph.endswith((".", ":", ";", ",", '."', ".”")) and not paragraph.endswith("...")
    dateline = find_dateline(paragraph, 0)
    # A place and a colon open headlines as often as bodies; but bodies end in a full stop.
    opens = dateline is not None and not paragraph[: dateline[1]].endswith(":")
    return short and not ends and not opens


def join_lines(lines: Sequence[str]) -> Iterator[str]:
    """The paragraphs of lines: wrapped lines are joined, blank lines and indents divide."""
    margin = _margin(lines)
    parts: list[str] = []
    last = ""
    for line in lines:
        if parts and not _goes_on(last, line, margin):
            yield one_line(_glued(parts))
            parts = []
        if line.strip():
            parts.append(line.strip())
        last = line
    if parts:
        yield one_line(_glued(parts))


def _margin(lines: Sequence[str]) -> int | None:
    """The column at which lines were wrapped by hand, or `None` where each is a paragraph."""
    longest = max((len(line) for line in lines), default=0)
    return longest if _MIN_WRAP <= longest <= _MAX_WRAP else None


def _goes_on(line: str, following: str, margin: int | None) -> bool:
    if not line.strip() or not following.strip() or margin is None:
        return False
    if _indent(following) > _indent(line):
        return False
    first_word = following.split(None, 1)[0]
    full = len(line) + 1 + len(first_word) > margin - _RAGGED
    if ends_sentence(line):
        return full and not is_furniture(following.strip())
    return full or first_word[0].islower()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _glued(parts: Sequence[str]) -> str:
    """The parts with spaces between, but none after a hyphen that a line ended with."""
    pieces = [parts[0]]
    for before, part in pairwise(parts):
        glue = "" if _HYPHENATED.search(before) and part[0].islower() else " "
        pieces.append(glue + part)
    return "".join(pieces)
