"""What two reports have in common: runs of words, sentences, quotations."""

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from dateline.archive.duplicates import SHINGLE
from dateline.archive.wording import details, run_hashes, sentences, word_hashes, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from dateline.archive.wording import Hashes

    Mask = NDArray[np.bool_]

SHORTEST_QUOTATION: Final = 6
"""Words; shorter quotations are scare quotes and slogans that anybody may quote."""
SAME_SENTENCE: Final = 0.7
"""A sentence is shared where at least this share of its shingles is."""
SAME_QUOTATION: Final = 0.8
FEW_WORDS: Final = 10
SMOOTHING: Final = 40
"""A handful of stock phrases must not count for much in a text of a few lines."""
_FUNCTION_WORD: Final = 3  # letters


@dataclass(frozen=True, slots=True)
class Wording:
    """A report's wording, ready to be compared with others."""

    shingles: "Hashes"
    """Of the whole text, in order."""
    unique: "Hashes"
    """The same, sorted and without repetition."""
    sentence_starts: "NDArray[np.int64]"
    """Where in `shingles` each sentence that has any starts."""
    quotations: tuple["Hashes", ...]
    """The shingles of each quotation."""
    quoted: "Hashes"
    """The shingles of all quotations, sorted and without repetition."""
    details: "Hashes"
    """The names and figures, sorted and without repetition."""
    vocabulary: "Hashes"
    """The longer words and figures outside quotations, likewise."""


@dataclass(frozen=True, slots=True)
class Resemblance:
    """What a later report shares with an earlier one."""

    of_later: float
    """The share of the later report's shingles that the earlier one has too."""
    of_earlier: float
    jaccard: float
    outside: float
    """The shared shingles outside quotations, as a share of all that the one with fewer has and
    `SMOOTHING` more."""
    quotations: int
    """Quotations that both have."""
    quoted: float
    """Their share of all quotations of the one that has fewer."""
    sentences: int
    """Sentences of the later report that the earlier one has too, ..."""
    all_sentences: int
    """... of so many."""
    details: float
    """The share of the names and figures of the one that has fewer that the other has too, ..."""
    fewest_details: int
    """... which are so many."""
    vocabulary: float
    """The share of the smaller vocabulary that the other has too; small ones count for less."""
    mask: "Mask"
    """For each shingle of the later report in order, whether the earlier one has it."""


def wording(text: str, quotations: "Iterable[str]") -> Wording:
    """The wording of a text; `quotations` are the words quoted in it."""
    import numpy as np

    shingles, starts, at = [], [], 0
    for sentence in sentences(text):
        runs = run_hashes(word_hashes(words(sentence)), SHINGLE)
        if len(runs):
            shingles.append(runs)
            starts.append(at)
            at += len(runs)
    joined = np.concatenate(shingles) if shingles else np.empty(0, np.uint64)
    split = [words(quotation) for quotation in quotations]
    outside = Counter(words(text))
    outside.subtract(chain.from_iterable(split))
    quoted = tuple(
        run_hashes(word_hashes(found), SHINGLE)
        for found in split
        if len(found) >= SHORTEST_QUOTATION
    )
    all_quoted = np.unique(np.concatenate(quoted)) if quoted else np.empty(0, np.uint64)
    return Wording(
        shingles=joined,
        unique=np.unique(joined),
        sentence_starts=np.array(starts, np.int64),
        quotations=quoted,
        quoted=all_quoted,
        details=np.unique(word_hashes(sorted(details(text)))),
        vocabulary=np.unique(word_hashes([w for w, n in outside.items() if n > 0 and _content(w)])),
    )


def resemblance(later: Wording, earlier: Wording) -> Resemblance | None:
    """What the two have in common; `None` if they share no shingle."""
    import numpy as np

    shared = np.intersect1d(later.unique, earlier.unique, assume_unique=True)
    if not len(shared):
        return None
    mask = np.isin(later.shingles, shared, kind="sort")
    sizes = np.diff(later.sentence_starts, append=len(later.shingles))
    found = np.add.reduceat(mask, later.sentence_starts, dtype=np.int64)
    quotations, quoted = _quotations(later, earlier)
    outside = len(np.setdiff1d(shared, later.quoted, assume_unique=True))
    least = min(len(later.unique), len(earlier.unique))
    return Resemblance(
        of_later=len(shared) / len(later.unique),
        of_earlier=len(shared) / len(earlier.unique),
        jaccard=len(shared) / (len(later.unique) + len(earlier.unique) - len(shared)),
        outside=min(1.0, outside / (least + SMOOTHING)),
        quotations=quotations,
        quoted=quoted,
        sentences=int((found >= SAME_SENTENCE * sizes).sum()),
        all_sentences=len(sizes),
        details=_in_common(later.details, earlier.details),
        vocabulary=_in_common(later.vocabulary, earlier.vocabulary, more=FEW_WORDS),
        fewest_details=min(len(later.details), len(earlier.details)),
        mask=mask,
    )


def _quotations(later: Wording, earlier: Wording) -> tuple[int, float]:
    """How many quotations of either are in the other, and their share where there are fewer.

    One may have clipped a quotation, or have it in two pieces where the other has one.
    """
    here = _found(later.quotations, earlier.quoted)
    there = _found(earlier.quotations, later.quoted)
    shares = [
        found / len(all_)
        for found, all_ in ((here, later.quotations), (there, earlier.quotations))
        if all_
    ]
    return min(here, there) or max(here, there), max(shares, default=0.0)


def _in_common(one: "Hashes", other: "Hashes", more: int = 0) -> float:
    import numpy as np

    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / max(1, min(len(one), len(other)) + more)


def _content(word: str) -> bool:
    """Whether a word is likely no function word."""
    return len(word) > _FUNCTION_WORD or word.isdigit()


def _found(quotations: "tuple[Hashes, ...]", among: "Hashes") -> int:
    import numpy as np

    return sum(
        bool(np.isin(one, among, kind="sort").mean() >= SAME_QUOTATION) for one in quotations
    )
