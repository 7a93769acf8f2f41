"""Signatures, keys and candidates."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive import duplicates
from dateline.archive.database import connect
from dateline.archive.duplicates import bands, candidate_pairs, keys, signature, similarity
from dateline.archive.tables import BANDS

TEXTS = st.lists(st.sampled_from("the army left gao on friday after talks".split()), max_size=60)


def invented(seed: int, count: int = 300) -> list[str]:
    drawn = random.Random(seed)
    return [f"w{drawn.randrange(5000)}" for _ in range(count)]


def look_up(texts: dict[str, str], new: list[str] | None = None) -> list[tuple[str, str]]:
    connection = connect()
    columns = ", ".join(f"{name} {kind}" for name, kind in BANDS.items())
    connection.execute(f"CREATE TABLE bands ({columns})")
    rows = [(one, band, key) for one, text in texts.items() for band, key in keys(text)]
    if rows:
        connection.executemany("INSERT INTO bands VALUES (?, ?, ?)", rows)
    return list(candidate_pairs(connection, new))


def test_signature_estimates_jaccard() -> None:
    words = invented(1)
    a, b = " ".join(words), " ".join(words[:240])
    pairs = list(zip(signature(a), signature(b), strict=True))
    estimate = sum(x == y for x, y in pairs) / len(pairs)
    assert estimate == pytest.approx(similarity(a, b)[0], abs=0.12)


def test_a_text_without_shingles_has_no_signature() -> None:
    assert signature("") == signature("three short words") == ()
    assert bands(()) == ()
    assert keys("…") == []


@given(TEXTS)
def test_signatures_and_keys_have_their_shape(words: list[str]) -> None:
    text = " ".join(words)
    assert len(signature(text)) in (0, duplicates.PERMUTATIONS)
    found = keys(text)
    assert found == sorted(set(found))
    assert all(0 <= band < 64 and 0 <= key < 1 << 64 for band, key in found)


@given(TEXTS, TEXTS)
def test_similarity_is_symmetric_and_bounded(a: list[str], b: list[str]) -> None:
    jaccard, containment = similarity(" ".join(a), " ".join(b))
    assert (jaccard, containment) == similarity(" ".join(b), " ".join(a))
    assert 0 <= jaccard <= containment <= 1


def test_similarity_of_a_trim() -> None:
    words = invented(2)
    jaccard, containment = similarity(" ".join(words), " ".join(words[:100]))
    assert containment == 1
    assert jaccard == pytest.approx(97 / 297, abs=0.01)


def test_copies_trims_and_quotations_are_candidates() -> None:
    words, other = invented(3), invented(4)
    said = "“we shall keep the bridge open as long as a single lorry waits,”"
    texts = {
        "a": f"{' '.join(words)} {said} he said",
        "b": " ".join(words[:290]),
        "c": " ".join(words[:70]),
        "d": f"{' '.join(other)} {said} the general told them",
        "e": " ".join(invented(5)),
    }
    assert look_up(texts) == [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c")]


def test_only_pairs_with_new_reports() -> None:
    words = " ".join(invented(6))
    texts = {"a": words, "b": f"{words} more", "c": f"{words} again and again"}
    assert look_up(texts, ["c"]) == [("a", "c"), ("b", "c")]
    assert look_up(texts, []) == []


def test_a_crowd_is_paired_with_one() -> None:
    words = " ".join(invented(7))
    texts = {f"{number:03}": f"{words} {number}" for number in range(duplicates.CROWD + 20)}
    assert look_up(texts) == [("000", one) for one in sorted(texts)[1:]]


def test_candidates_can_be_looked_up_twice_on_one_connection() -> None:
    connection = connect()
    connection.execute("CREATE TABLE bands AS SELECT 'a' AS report_id, 1 AS band, 2 AS hash")
    connection.execute("INSERT INTO bands VALUES ('b', 1, 2)")
    assert list(candidate_pairs(connection, ["a"])) == [("a", "b")]
    assert list(candidate_pairs(connection, ["a"])) == [("a", "b")]
    assert list(candidate_pairs(connection)) == [("a", "b")]
