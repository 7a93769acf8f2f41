"""The wording of a text as numbers that can be compared: words, runs of words, quotations.

The hashes are stored, so their definition is versioned in `duplicates.VERSION`.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

_WORD: Final = re.compile(r"\w+")
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’»)\]]{0,3}\s+|\n+")
_CURLY: Final = re.compile(r"“([^“”\n]+)|«([^«»\n]+)|‘([^‘’\n]+(?:’\w[^‘’\n]*)*)’(?!\w)")
_STRAIGHT: Final = re.compile(r"\"([^\"\n]+)(?:\"|$)")
_DETAIL: Final = re.compile(r"(?<=[\w,;] )([A-ZÀ-Þ]\w+)|\b(\d\w*)")
_CACHED_WORDS: Final = 1 << 16
_MIX: Final = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
"""The multipliers of splitmix64 (Steele, Lea and Flood 2014), which spreads bits evenly."""
_BASE: Final = 0x9E3779B97F4A7C15


def words(text: str) -> list[str]:
    """The words of a text without case and punctuation."""
    return _WORD.findall(text.casefold())


def word_hashes(found: Sequence[str]) -> "Hashes":
    """One number a word."""
    import numpy as np

    return np.fromiter(map(_word_hash, found), np.uint64, len(found))


def run_hashes(hashes: "Hashes", length: int) -> "Hashes":
    """One number for each run of `length` words, in order; none where the text is shorter."""
    import numpy as np

    count = len(hashes) - length + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    runs = np.zeros(count, np.uint64)
    for offset in range(length):
        runs *= np.uint64(_BASE)
        runs += hashes[offset : offset + count]
    return mixed(runs)


def mixed(numbers: "Hashes") -> "Hashes":
    """The numbers with their bits spread, as splitmix64 does."""
    import numpy as np

    out = numbers ^ (numbers >> np.uint64(30))
    out *= np.uint64(_MIX[0])
    out ^= out >> np.uint64(27)
    out *= np.uint64(_MIX[1])
    out ^= out >> np.uint64(31)
    return out


def sentences(text: str) -> Iterator[str]:
    """The sentences and lines of a text, roughly: an abbreviation may end one too early."""
    for sentence in _SENTENCE_END.split(text):
        if sentence.strip():
            yield sentence


def quotations(text: str) -> list[str]:
    """What stands between quotation marks, the pieces of one line together.

    A mark may be left open at the end of a line, as where a quotation goes on.
    """
    found = []
    for line in text.splitlines():
        pieces = [next(filter(None, groups)) for groups in _CURLY.findall(line)]
        pieces += _STRAIGHT.findall(line)
        if pieces:
            found.append(" … ".join(pieces))
    return found


def details(text: str) -> set[str]:
    """The names and figures of a text: words with a capital inside a sentence, or with a digit."""
    return {(name or figure).casefold() for name, figure in _DETAIL.findall(text)}


@lru_cache(maxsize=_CACHED_WORDS)
def _word_hash(word: str) -> int:
    digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")
