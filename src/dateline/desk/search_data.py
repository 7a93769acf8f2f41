"""What the page of search shows: passages of the reports on it, with the words that fit marked."""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from dateline.archive.answer import Answer
from dateline.archive.conditions import EVENTS, events_matching, every, one_of
from dateline.archive.filters import Filters
from dateline.archive.full_text import expression
from dateline.archive.passages import paragraphs
from dateline.exports.neutral import one_line

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

MOST_PASSAGES: Final = 3
"""Passages of one report that are shown."""
REACH: Final = 220
"""Characters of a paragraph that are shown before the first words that fit, and after the last."""
LONGEST: Final = 640

_OPEN: Final = "\ue000"
_CLOSE: Final = "\ue001"
"""Characters for private use: what a text has of them is taken out before it is searched."""
_MARKED: Final = re.compile(f"{_OPEN}(.*?){_CLOSE}", re.DOTALL)
_WORD_START: Final = re.compile(r"\s\S")
_SAME_WORDS: Final = "porter unicode61 remove_diacritics 2"
"""How the full-text index of an archive cuts texts into words."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage, and whether it is what was looked for."""

    text: str
    found: bool


Passage = list[Piece]


def texts(connection: "duckdb.DuckDBPyConnection", report_ids: Sequence[str]) -> dict[str, str]:
    """The texts of some reports by id."""
    condition = one_of("report_id", report_ids)
    sql = f"SELECT report_id, text FROM reports WHERE {condition.sql}"
    rows = Answer(connection, sql, condition.parameters)
    return {row["report_id"]: row["text"] for row in rows}


def passages(texts: Mapping[str, str], query: str) -> dict[str, list[Passage]]:
    """The best paragraphs of each text that have what `query` asks for, cut around it."""
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute(
            "CREATE VIRTUAL TABLE found USING fts5 "
            f"(text, report UNINDEXED, tokenize = '{_SAME_WORDS}')"
        )
        index.executemany("INSERT INTO found VALUES (?, ?)", list(_paragraphs(texts)))
        rows = index.execute(
            "SELECT report, highlight(found, 0, ?, ?) FROM found WHERE found MATCH ? ORDER BY rank",
            (_OPEN, _CLOSE, expression(query)),
        ).fetchall()
    best: dict[str, list[Passage]] = {}
    for report_id, marked in rows:
        kept = best.setdefault(report_id, [])
        if len(kept) < MOST_PASSAGES:
            kept.append(_pieces(_cut(marked)))
    return best


def events_in(
    connection: "duckdb.DuckDBPyConnection", filters: Mapping[str, Any], report_ids: Sequence[str]
) -> dict[str, list[Passage]]:
    """Sentences of the events of some reports that fit the filters, their triggers marked."""
    condition = every([events_matching(Filters.of(**filters)), one_of("e.report_id", report_ids)])
    sql = (
        f"SELECT e.report_id, e.sentence, e.trigger_words FROM {EVENTS} WHERE {condition.sql} "
        "QUALIFY row_number() OVER (PARTITION BY e.report_id ORDER BY e.position) "
        f"<= {MOST_PASSAGES} ORDER BY e.report_id, e.position"
    )
    found: dict[str, list[Passage]] = {}
    for row in Answer(connection, sql, condition.parameters):
        before, trigger, after = row["sentence"].partition(row["trigger_words"])
        pieces = [Piece(before, False), Piece(trigger, True), Piece(after, False)]
        found.setdefault(row["report_id"], []).append([piece for piece in pieces if piece.text])
    return found


def _paragraphs(texts: Mapping[str, str]) -> list[tuple[str, str]]:
    taken_out = str.maketrans({_OPEN: " ", _CLOSE: " "})
    return [
        (text[start:end].translate(taken_out).encode("utf-8", "replace").decode(), report_id)
        for report_id, text in texts.items()
        for start, end in paragraphs(text)
    ]


def _cut(marked: str) -> str:
    """A paragraph from a little before what was found to a little after it."""
    found = list(_MARKED.finditer(marked))
    if not found:
        return marked[:LONGEST]
    start = max(0, found[0].start() - REACH)
    last = max((one.end() for one in found if one.end() - start <= LONGEST), default=found[0].end())
    end = min(len(marked), last + REACH)
    if start > 0:
        word = _WORD_START.search(marked, start, found[0].start())
        start = word.start() + 1 if word else start
    # A mark that opens within the cut must close there.
    end = max(end, max((one.end() for one in found if one.start() < end), default=end))
    return ("… " if start > 0 else "") + marked[start:end] + (" …" if end < len(marked) else "")


def _pieces(passage: str) -> Passage:
    marked = one_line(passage)
    pieces: Passage = []
    at = 0
    for one in _MARKED.finditer(marked):
        pieces.append(Piece(marked[at : one.start()], False))
        pieces.append(Piece(one[1], True))
        at = one.end()
    pieces.append(Piece(marked[at:], False))
    return [piece for piece in pieces if piece.text]
