"""Search: words in the paragraphs of all reports, the best paragraph of each report first."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from dateline.archive.answer import Answer
from dateline.archive.columns import PASSAGE, selected
from dateline.archive.conditions import Condition
from dateline.archive.listing import LOOKED_UP
from dateline.archive.lookup_conditions import REPORTS
from dateline.archive.side import texts_of
from dateline.errors import DatelineError

if TYPE_CHECKING:
    import duckdb
    import numpy

FOUND: Final = "found_in_text"
"""The table of what the full-text index gave."""

MOST_RANKED: Final = 100_000
"""Where more paragraphs fit, as they do for "the" and "said", none is better than another."""

FEW_WANTED: Final = 200
"""Where no more reports than this are wanted, their paragraphs are looked at one by one."""

_TERM: Final = re.compile(r'"([^"]*)"(\*?)|([^\s"()]+)|([()])')
_OPERATORS: Final = frozenset({"AND", "OR", "NOT"})


def search(
    connection: "duckdb.DuckDBPyConnection",
    side: sqlite3.Connection,
    query: str,
    condition: Condition,
    limit: int | None,
) -> Answer:
    """One row a report that has a paragraph with the words of `query`, the best first.

    `condition` must hold for the report `r`. Raises `DatelineError` if `query` holds no word.
    """
    wanted: set[str] | None = None
    if condition.sql != "true":
        sql = f"SELECT r.report_id FROM {REPORTS} WHERE {condition.sql}"
        wanted = {row["report_id"] for row in Answer(connection, sql, condition.parameters)}
    found = _best(_ranked(side, expression(query), wanted), wanted, limit)
    table, columns = _arrays(found), dict(PASSAGE)
    if len(found) <= LOOKED_UP:
        texts = texts_of(side, found)
        if len(texts) == len(found):
            table["paragraph"] = _objects(
                texts[id][start:end] for id, (start, end) in found.items()
            )
            columns["paragraph"] = "f.paragraph"
    sql = (
        f"SELECT {selected(columns)} FROM {FOUND} f "
        "JOIN reports r ON r.report_id = f.report_id ORDER BY f.place"
    )
    return Answer(connection, sql, (), {FOUND: table})


def expression(query: str) -> str:
    """`query` in the language of FTS5: all words, "phrases", beginnings*, OR, NOT, brackets."""
    terms: list[str] = []
    for phrase, star, word, bracket in _TERM.findall(query):
        if bracket or word in _OPERATORS:
            terms.append(bracket or word)
            continue
        text = phrase or word.rstrip("*")
        if any(char.isalnum() for char in text):
            beginning = star or word.endswith("*")
            terms.append(f'"{text}" *' if beginning else f'"{text}"')
    if not any(term.startswith('"') for term in terms):
        raise DatelineError(f"there is no word in {query!r}", hint="Give a word to look for.")
    return " ".join(_with_and(terms))


def _with_and(terms: list[str]) -> Iterator[str]:
    """The terms with AND where two stand side by side, which FTS5 wants before brackets."""
    for before, term in zip(["(", *terms], terms, strict=False):
        if before not in _OPERATORS | {"("} and term not in _OPERATORS | {")"}:
            yield "AND"
        yield term


def _ranked(
    side: sqlite3.Connection, match: str, wanted: set[str] | None
) -> Iterator[tuple[str, int, int]]:
    """The report, start and end of each paragraph that fits, the best first if that can be told.

    Of words in too many paragraphs to rank only those of the `wanted` reports, if these are few.
    """
    try:
        (fitting,) = side.execute(
            "SELECT count(*) FROM (SELECT 1 FROM full_text WHERE full_text MATCH ? LIMIT ?)",
            (match, MOST_RANKED + 1),
        ).fetchone()
        if fitting <= MOST_RANKED:
            yield from side.execute(f"{_FITTING} ORDER BY rank", (match,))
        elif wanted is not None and len(wanted) <= FEW_WANTED:
            listed = json.dumps(sorted(wanted))
            for (document,) in side.execute(_DOCUMENTS, (listed,)).fetchall():
                yield from side.execute(_FITTING_IN_DOCUMENT, (document, match))
        else:
            yield from side.execute(f"{_FITTING} ORDER BY f.rowid", (match,))
    except sqlite3.OperationalError as error:
        raise DatelineError(
            f"the archive can't be searched for {match}: {error}",
            hint='Give words, "phrases" and beginnings*, joined by AND, OR and NOT.',
        ) from error


# CROSS JOIN keeps the first table outermost: the index gives its rows in order, one by one.
_FITTING: Final = (
    "SELECT d.report_id, p.start, p.end FROM full_text f "
    "CROSS JOIN paragraphs p ON p.paragraph = f.rowid "
    "CROSS JOIN documents d ON d.document = p.document WHERE full_text MATCH ?"
)
_DOCUMENTS: Final = (
    "SELECT document FROM documents WHERE report_id IN (SELECT value FROM json_each(?)) "
    "ORDER BY document"
)
_FITTING_IN_DOCUMENT: Final = (
    "SELECT d.report_id, p.start, p.end FROM documents d "
    "CROSS JOIN paragraphs p ON p.document = d.document "
    "CROSS JOIN full_text f ON f.rowid = p.paragraph "
    "WHERE d.document = ? AND full_text MATCH ? ORDER BY p.paragraph"
)


def _best(
    ranked: Iterator[tuple[str, int, int]], wanted: set[str] | None, limit: int | None
) -> dict[str, tuple[int, int]]:
    """The best paragraph of each report, up to `limit` reports."""
    found: dict[str, tuple[int, int]] = {}
    for report_id, start, end in ranked:
        if report_id not in found and (wanted is None or report_id in wanted):
            found[report_id] = (start, end)
            if len(found) == limit:
                break
    return found


def _arrays(found: dict[str, tuple[int, int]]) -> dict[str, Any]:
    import numpy

    spans = numpy.array(list(found.values()), dtype=numpy.int64).reshape(-1, 2)
    return {
        "report_id": _objects(found),
        "start": spans[:, 0].copy(),
        "end": spans[:, 1].copy(),
        "place": numpy.arange(len(found)),
    }


def _objects(values: Iterable[str]) -> "numpy.ndarray[Any, Any]":
    """Texts as an array that DuckDB takes for texts, even where it is empty."""
    import numpy

    return numpy.array(list(values), dtype=numpy.str_).astype(object)
