"""How the gazetteer compares names: words folded to one spelling, and an index of phrases.

Folding removes case, accents, dots and apostrophes, so "Sana'a", "Sanaa" and "SANAA" are one
name. What case still tells ("US" and "us", "Chad" and "chad") is kept beside the folded word.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

_WORD = re.compile(r"[^\W_]+(?:['’‘ʻʼ`´.][^\W_]+)*['’]?")
_POSSESSIVE = re.compile(r"['’]s$|['’]$", re.IGNORECASE)
_DROPPED = str.maketrans("", "", "'’‘ʻʼ`´.")
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a"}
)
_ARTICLES = frozenset({"the", "a", "an", "le", "la", "les", "l"})
_ALIEN_AFTER = frozenset({"backed", "led", "born", "trained", "made", "funded", "armed"})
_ALIEN_BEFORE = frozenset({"pro", "anti", "counter", "non", "ex"})

ACRONYM_LETTERS = 7
"""A word in capitals with at most this many letters is taken for an acronym."""


class Word(NamedTuple):
    """One word of a phrase; `start` and `end` are code points into it, `'s` included."""

    folded: str
    start: int
    end: int
    capital: bool
    upper: bool
    possessive: bool


_word = Word._make


def fold(name: str) -> str:
    """`name` as its folded words joined by single spaces: the key of every look-up."""
    return " ".join(word.folded for word in split(name))


def fold_word(word: str) -> str:
    """One word without case, accents, dots and apostrophes."""
    word = word.translate(_DROPPED).lower()
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(filter(str.isalnum, decomposed.translate(_UNDECOMPOSED)))


def split(text: str) -> list[Word]:
    """The words of `text` in order; hyphens separate words, a final `'s` is taken off."""
    words = []
    for match in _WORD.finditer(text):
        word = match[0]
        start, end = match.span()
        if word.isascii() and word.isalnum():
            # Most words; a small first letter spares looking at the others.
            folded = word.lower()
            capital = word[0].isupper()
            upper = capital and word.isupper() and sum(map(str.isalpha, word)) > 1
            words.append(_word((folded, start, end, capital, upper, False)))
            continue
        bare = _POSSESSIVE.sub("", word)
        folded = fold_word(bare)
        if folded:
            upper = bare.isupper() and sum(map(str.isalpha, bare)) > 1
            possessive = len(bare) < len(word)
            words.append(_word((folded, start, end, bare[0].isupper(), upper, possessive)))
    return words


def is_acronym(form: str) -> bool:
    """Whether `form` is one word written in capitals only, such as "UN" or "U.S."."""
    letters = [char for char in form if char.isalpha()]
    return " " not in form and form.isupper() and 1 < len(letters) <= ACRONYM_LETTERS


def without_article(words: Sequence[Word]) -> Sequence[Word]:
    """`words` without an article that opens them."""
    return words[1:] if len(words) > 1 and words[0].folded in _ARTICLES else words


def bare_end(word: Word, text: str) -> int:
    """The end of a word of `text` without a final `'s` or `'`."""
    return word.start + len(_POSSESSIVE.sub("", text[word.start : word.end]))


def set_aside(words: Sequence[Word], first: int, last: int, text: str) -> bool:
    """Whether the name at `words[first:last]` only tells whom the actor is for, against or from,
    as in "Russian-backed" and "anti-ISIS"."""
    before = words[first - 1] if first else None
    after = words[last] if last < len(words) else None
    if after and after.folded in _ALIEN_AFTER:
        return _hyphenated(text, words[last - 1], after)
    if before and before.folded in _ALIEN_BEFORE:
        return _hyphenated(text, before, words[first])
    return False


def _hyphenated(text: str, left: Word, right: Word) -> bool:
    return text[left.end : right.start].strip(" .") in {"-", "‑", "–"}


T = TypeVar("T")


class Match(NamedTuple, Generic[T]):
    """A phrase found at `words[first:last]`."""

    first: int
    last: int
    value: T


class PhraseIndex(Generic[T]):
    """Phrases with a value each, found in running words, the longest first.

    A form with a capital matches only words with a capital, an acronym only capitals; the first
    value given for a form stays.
    """

    def __init__(self) -> None:
        self._values: dict[str, list[tuple[str, T]]] = {}
        self._longest: dict[str, int] = {}

    def add(self, form: str, value: T) -> None:
        """Let `form` mean `value`, unless it already has a meaning in the same case."""
        words = split(form)
        if not words:
            return
        case = "upper" if is_acronym(form) else "capital" if form[0].isupper() else "any"
        entries = self._values.setdefault(" ".join(w.folded for w in words), [])
        if all(known != case for known, _ in entries):
            entries.append((case, value))
        first = words[0].folded
        self._longest[first] = max(self._longest.get(first, 0), len(words))

    def exact(self, words: Sequence[Word]) -> T | None:
        """The value of the form that `words` spell from first to last."""
        entries = self._values.get(" ".join([word.folded for word in words]))
        return _fitting(entries, words) if entries else None

    def scan(self, words: Sequence[Word]) -> Iterator[Match[T]]:
        """The forms in `words` from left to right, the longest at each place, none overlapping."""
        at = 0
        while at < len(words):
            known = words[at].folded in self._longest
            match = self._at(words, at) if known else None
            if match is not None:
                yield match
            at = at + 1 if match is None else match.last

    def _at(self, words: Sequence[Word], at: int) -> Match[T] | None:
        longest = self._longest.get(words[at].folded, 0)
        folded = [word.folded for word in words[at : at + longest]]
        for length in range(len(folded), 0, -1):
            entries = self._values.get(" ".join(folded[:length]))
            value = _fitting(entries, words[at : at + length]) if entries else None
            if value is not None:
                return Match(at, at + length, value)
        return None


def _fitting(entries: list[tuple[str, T]], words: Sequence[Word]) -> T | None:
    """The value of the first entry whose case is that of the words."""
    return next((value for case, value in entries if _case_fits(case, words)), None)


def _case_fits(case: str, words: Sequence[Word]) -> bool:
    if case == "upper":
        return all(word.upper for word in words)
    return case == "any" or without_article(words)[0].capital
