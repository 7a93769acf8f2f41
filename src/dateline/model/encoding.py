"""Words to what the encoder takes: word pieces with their case and layout, in windows.

The same code serves training and reading, so that both see a text alike. A window is a run of
whole paragraphs that fits the encoder; a longer paragraph is cut after a sentence's end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Final

from tokenizers import Tokenizer

from dateline.reading.quotations import Quotation
from dateline.record import Span

MAX_PIECES: Final = 224
"""Word pieces in a window, without the two that frame it."""
MAX_PIECES_PER_WORD: Final = 8

CASES: Final = ("lower", "title", "upper", "mixed", "digit", "mark")
LAYOUTS: Final = ("plain", "quoted", "paragraph start", "quoted paragraph start")

ACTOR_MARKS: Final = ("[unused1]", "[unused2]")
RECIPIENT_MARKS: Final = ("[unused3]", "[unused4]")
"""Pieces set around the two parties of a relation."""

_SURFACE: Final = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "―": "-", "‑": "-", "…": "...", "−": "-"}
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word as the encoder sees it: its surface form, case and layout (indices)."""

    surface: str
    case: int
    layout: int


@dataclass(frozen=True, slots=True)
class Window:
    """A run of words as the encoder takes it. All lists but `first` and `last` go by piece."""

    start: int
    """Index of the window's first word in the text."""
    ids: list[int]
    cases: list[int]
    layouts: list[int]
    first: list[int]
    """For each word, the position of its first piece."""
    last: list[int]


def case_of(word: str) -> int:
    if word.isalpha() or any(c.isalpha() for c in word):
        if word.islower():
            return 0
        if word.isupper() and len(word) > 1:
            return 2
        return 1 if (word[:1].isupper() and word[1:].islower()) or len(word) == 1 else 3
    return 4 if any(c.isdigit() for c in word) else 5


def tokens_of(text: str, words: Sequence[Span], quotations: Sequence[Quotation]) -> list[Token]:
    """The words of `text` as the encoder sees them, with every quotation mark made alike."""
    marks = {q.opening[0] for q in quotations} | {q.closing[0] for q in quotations if q.closing}
    tokens: list[Token] = []
    quotation = 0
    end_before = 0
    for start, end in words:
        while quotation < len(quotations) and quotations[quotation].inner[1] <= start:
            quotation += 1
        inside = quotation < len(quotations) and quotations[quotation].inner[0] <= start
        new_paragraph = not tokens or "\n" in text[end_before:start]
        surface = '"' if start in marks else text[start:end].translate(_SURFACE)
        tokens.append(Token(surface, case_of(text[start:end]), int(inside) + 2 * new_paragraph))
        end_before = end
    return tokens


class PieceTokenizer:
    """The encoder's word-piece vocabulary."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self.opening = self.piece("[CLS]")
        self.closing = self.piece("[SEP]")
        self._unknown = self.piece("[UNK]")

    @classmethod
    def shipped(cls) -> "PieceTokenizer":
        with as_file(files("dateline.model") / "tokenizer.json") as path:
            return cls(Tokenizer.from_file(str(path)))

    def piece(self, token: str) -> int:
        """The id of a piece of the vocabulary. Raises `KeyError` if it has none."""
        found = self._tokenizer.token_to_id(token)
        if found is None:
            raise KeyError(token)
        return int(found)

    def pieces(self, tokens: Sequence[Token]) -> list[list[int]]:
        """The piece ids of each token; at least one, at most `MAX_PIECES_PER_WORD`."""
        encoded = self._tokenizer.encode_batch_fast(
            [token.surface[:200] for token in tokens], add_special_tokens=False
        )
        return [e.ids[:MAX_PIECES_PER_WORD] or [self._unknown] for e in encoded]

    def windows(self, tokens: Sequence[Token]) -> list[Window]:
        """All tokens in order, in windows of at most `MAX_PIECES` pieces."""
        pieces = self.pieces(tokens)
        bounds = _window_bounds(tokens, [len(p) for p in pieces])
        return [self.window(tokens, pieces, start, end) for start, end in bounds]

    def window(
        self, tokens: Sequence[Token], pieces: Sequence[Sequence[int]], start: int, end: int
    ) -> Window:
        ids, cases, layouts = [self.opening], [0], [0]
        first, last = [], []
        for token, word_pieces in zip(tokens[start:end], pieces[start:end], strict=True):
            first.append(len(ids))
            ids += word_pieces
            cases += [token.case] * len(word_pieces)
            layouts += [token.layout] * len(word_pieces)
            last.append(len(ids) - 1)
        return Window(start, [*ids, self.closing], [*cases, 0], [*layouts, 0], first, last)


MAX_RELATION_PIECES: Final = 160
"""Word pieces of a text in which a relation is read; farther from the parties it is cut."""


def mark_parties(
    tokens: Sequence[Token],
    tokenizer: PieceTokenizer,
    actor: tuple[int, int] | None,
    recipient: tuple[int, int] | None,
) -> tuple[Window, int, int]:
    """One window with marks around both parties (word ranges), each mark a word of its own.

    Also gives where among the window's words the actor's and the recipient's first mark stand,
    -1 for a party that is `None`.
    """
    pieces = tokenizer.pieces(tokens)
    start, end = _around([len(p) for p in pieces], [p for p in (actor, recipient) if p])
    before: dict[int, list[str]] = {}
    for party, (opening, closing) in ((actor, ACTOR_MARKS), (recipient, RECIPIENT_MARKS)):
        if party:
            before.setdefault(party[0], []).append(opening)
            before.setdefault(party[1], []).insert(0, closing)
    marked: list[Token] = []
    marked_pieces: list[Sequence[int]] = []
    places = {}
    for index in range(start, end + 1):
        for mark in before.get(index, ()):
            places[mark] = len(marked)
            marked.append(Token(mark, len(CASES) - 1, 0))
            marked_pieces.append([tokenizer.piece(mark)])
        if index < end:
            marked.append(tokens[index])
            marked_pieces.append(pieces[index])
    window = tokenizer.window(marked, marked_pieces, 0, len(marked))
    return window, places.get(ACTOR_MARKS[0], -1), places.get(RECIPIENT_MARKS[0], -1)


def _around(lengths: Sequence[int], parties: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The longest run of words around the parties that fits a relation's window."""
    start = min((p[0] for p in parties), default=0)
    end = max((p[1] for p in parties), default=min(1, len(lengths)))
    size = sum(lengths[start:end])
    if size > MAX_RELATION_PIECES and parties:
        start, end = parties[0]
        end = min(end, start + MAX_RELATION_PIECES // MAX_PIECES_PER_WORD)
        size = sum(lengths[start:end])
    grown = True
    while grown:
        grown = False
        if start > 0 and size + lengths[start - 1] <= MAX_RELATION_PIECES:
            start, size, grown = start - 1, size + lengths[start - 1], True
        if end < len(lengths) and size + lengths[end] <= MAX_RELATION_PIECES:
            size, end, grown = size + lengths[end], end + 1, True
    return start, end


@lru_cache(maxsize=1)
def shipped_pieces() -> PieceTokenizer:
    return PieceTokenizer.shipped()


def _window_bounds(tokens: Sequence[Token], lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Greedy packing of paragraphs; a paragraph over the limit is cut at its sentences' ends."""
    bounds: list[tuple[int, int]] = []
    start = size = 0
    paragraph_start = sentence_end = 0
    for index, (token, length) in enumerate(zip(tokens, lengths, strict=True)):
        if token.layout >= 2:
            paragraph_start = index
        if size + length > MAX_PIECES:
            cut = max(paragraph_start, sentence_end)
            if paragraph_start > start:
                cut = paragraph_start
            if cut <= start:
                cut = index
            bounds.append((start, cut))
            start, size = cut, sum(lengths[cut:index])
        size += length
        if token.surface in (".", "!", "?", '"') and index + 1 - start > MAX_PIECES // 8:
            sentence_end = index + 1
    if start < len(tokens):
        bounds.append((start, len(tokens)))
    return bounds
