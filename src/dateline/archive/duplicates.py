"""Which reports may share text: MinHash signatures, the keys that are stored, and their look-up.

Every report has some keys in the table `bands`. Two reports that share a key are a candidate
pair; whether they do share text, and how, is then seen from their texts (`origins.find_links`).

Keys come in three kinds, told apart by the number of their band. Bands of the MinHash signature
(Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3) find texts
that are alike as a whole. Runs of words in quotations, chosen by winnowing (Schleimer, Wilkerson
and Aiken 2003), find rewrites that keep what was said. A sample of longer runs finds trims and
passages taken over.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from dateline.archive.wording import mixed, quotations, run_hashes, word_hashes, words

if TYPE_CHECKING:
    import duckdb

    from dateline.archive.wording import Hashes

VERSION: Final = 1
"""Of signatures and keys: those of different versions can't be compared."""
SHINGLE: Final = 4
"""Words in a shingle."""
PERMUTATIONS: Final = 128
BANDS: Final = 32
"""With four rows a band, texts with a Jaccard similarity above 0.42 mostly share one."""
QUOTED_RUN: Final = 6
"""Words in a run of a quotation; with `WINDOW`, nine words in common are always found."""
WINDOW: Final = 4
LONG_RUN: Final = 8
"""Words in a run of the whole text. Two reports hardly ever share one by chance."""
ONE_IN: Final = 8
"""Which share of the long runs is kept."""
SPREAD: Final = 16
"""Bands that each kind of run is spread over, so that look-up can go a few bands at a time."""
CROWD: Final = 40
"""A key of more reports is shared by a stock phrase or by many copies: all are then paired with
one of them only."""
PASSES: Final = 8
_CHUNK: Final = 4096
_FETCHED: Final = 10_000
_SEED: Final = 0x6461_7465_6C69_6E65 + VERSION


def signature(text: str) -> tuple[int, ...]:
    """The MinHash signature of the text's shingles: 128 numbers of 64 bits; none if it has none."""
    return _signature(run_hashes(word_hashes(words(text)), SHINGLE))


def bands(signature: tuple[int, ...]) -> tuple[int, ...]:
    """The signature as 32 keys of 64 bits; texts that share one are likely alike."""
    import numpy as np

    if not signature:
        return ()
    rows = np.array(signature, np.uint64).reshape(BANDS, -1)
    joined = np.zeros(BANDS, np.uint64)
    for column in rows.T:
        joined = mixed(joined + column)
    return tuple(joined.tolist())


def keys(text: str) -> list[tuple[int, int]]:
    """All rows of the table `bands` for a report: (band, hash), sorted."""
    import numpy as np

    hashes = word_hashes(words(text))
    minhash = bands(_signature(run_hashes(hashes, SHINGLE)))
    found = set(enumerate(minhash))
    quoted = [_winnowed(run_hashes(word_hashes(words(q)), QUOTED_RUN)) for q in quotations(text)]
    runs = run_hashes(hashes, LONG_RUN)
    sample = runs[runs % np.uint64(ONE_IN) == 0]
    for first_band, chosen in ((BANDS, quoted), (BANDS + SPREAD, [sample])):
        for key in np.concatenate(chosen).tolist() if chosen else ():
            found.add((first_band + (key >> 32) % SPREAD, key))
    return sorted(found)


def similarity(text_a: str, text_b: str) -> tuple[float, float]:
    """Jaccard similarity of two texts' shingles, and the share of the shorter in the longer."""
    import numpy as np

    a, b = (np.unique(run_hashes(word_hashes(words(text)), SHINGLE)) for text in (text_a, text_b))
    if not len(a) or not len(b):
        return (0.0, 0.0)
    shared = len(np.intersect1d(a, b, assume_unique=True))
    return shared / (len(a) + len(b) - shared), shared / min(len(a), len(b))


def candidate_pairs(
    connection: "duckdb.DuckDBPyConnection", new_report_ids: Iterable[str] | None = None
) -> Iterator[tuple[str, str]]:
    """Pairs of reports (smaller id first) that share a key of the table or view `bands`.

    With `new_report_ids` only pairs with one of these. Where a key belongs to more than `CROWD`
    reports, only pairs with the smallest id among them.
    """
    cursor = connection.cursor()
    cursor.execute("CREATE TEMP TABLE pairs (a VARCHAR, b VARCHAR)")
    only_new = ""
    if new_report_ids is not None:
        cursor.execute(
            "CREATE TEMP TABLE fresh AS SELECT unnest(?) AS report_id", [[*new_report_ids]]
        )
        only_new = "AND bool_or(report_id IN (SELECT report_id FROM fresh))"
    for number in range(PASSES):
        # A few bands at a time bounds what grouping and joining hold.
        cursor.execute(
            _PAIRS.format(only_new=only_new), {"passes": PASSES, "number": number, "crowd": CROWD}
        )
    new = "WHERE a IN (FROM fresh) OR b IN (FROM fresh)" if only_new else ""
    cursor.execute(f"SELECT DISTINCT a, b FROM pairs {new} ORDER BY a, b")
    while rows := cursor.fetchmany(_FETCHED):
        yield from rows
    cursor.close()


_PAIRS: Final = """
INSERT INTO pairs
WITH part AS (SELECT band, hash, report_id FROM bands WHERE band % $passes = $number),
buckets AS (
    SELECT band, hash, count(*) AS size, min(report_id) AS first
    FROM part GROUP BY band, hash HAVING count(*) > 1 {only_new}
),
members AS (SELECT * FROM part JOIN buckets USING (band, hash)),
found AS (
    SELECT x.report_id AS a, y.report_id AS b
    FROM members x JOIN members y USING (band, hash)
    WHERE x.size <= $crowd AND x.report_id < y.report_id
    UNION ALL
    SELECT first, report_id FROM members WHERE size > $crowd AND report_id > first
)
SELECT DISTINCT a, b FROM found
"""


def _signature(shingles: "Hashes") -> tuple[int, ...]:
    import numpy as np

    if not len(shingles):
        return ()
    unique = np.unique(shingles)
    factors, terms = _permutations()
    least = np.full(PERMUTATIONS, np.iinfo(np.uint64).max, np.uint64)
    for start in range(0, len(unique), _CHUNK):
        values = np.multiply.outer(factors, unique[start : start + _CHUNK])
        values += terms[:, None]
        np.minimum(least, values.min(axis=1), out=least)
    return tuple(least.tolist())


@cache
def _permutations() -> tuple["Hashes", "Hashes"]:
    """Odd factors and terms of the hash functions a * x + b modulo 2^64."""
    import numpy as np

    numbers = mixed(np.arange(2 * PERMUTATIONS, dtype=np.uint64) + np.uint64(_SEED))
    return numbers[:PERMUTATIONS] | np.uint64(1), numbers[PERMUTATIONS:]


def _winnowed(runs: "Hashes") -> "Hashes":
    """The smallest of every `WINDOW` runs in a row, so that none is too far from a chosen one."""
    import numpy as np

    if len(runs) <= WINDOW:
        return runs[:0] if not len(runs) else runs.min(keepdims=True)
    windows = np.lib.stride_tricks.sliding_window_view(runs, WINDOW)
    return np.unique(windows.min(axis=1))
