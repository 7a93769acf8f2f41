"""Words to windows of word pieces."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.encoding import (
    CASES,
    MAX_PIECES,
    case_of,
    mark_parties,
    shipped_pieces,
    tokens_of,
)
from dateline.reading.quotations import find_quotations
from dateline.reading.words import split_words


def tokens(text: str) -> list:  # type: ignore[type-arg]
    return tokens_of(text, split_words(text), find_quotations(text))


def test_cases() -> None:
    names = [CASES[case_of(w)] for w in ("army", "Mali", "UN", "iPhone", "12", "?", "A")]
    assert names == ["lower", "title", "upper", "mixed", "digit", "mark", "title"]


def test_quotation_marks_look_alike() -> None:
    surfaces = [
        [t.surface for t in tokens(text)]
        for text in ('"We go," he said', "“We go,” he said", "«We go,» he said", "'We go,' he said")
    ]
    assert all(s == surfaces[0] for s in surfaces)


def test_layout_tells_quotations_and_paragraphs() -> None:
    layouts = [t.layout for t in tokens('Yes. "No."\n\nThen')]
    assert layouts[0] == 2
    assert layouts[-1] == 2
    assert 1 in layouts


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="abc .\"“”'\n", min_size=1), max_size=60).map(" ".join))
def test_windows_hold_every_word_once(text: str) -> None:
    found = tokens(text * 12)
    windows = shipped_pieces().windows(found)
    assert sum(len(w.first) for w in windows) == len(found)
    position = 0
    for window in windows:
        assert window.start == position
        position += len(window.first)
        assert len(window.ids) == len(window.cases) == len(window.layouts) <= MAX_PIECES + 2
        assert all(
            0 < a <= b < len(window.ids) for a, b in zip(window.first, window.last, strict=False)
        )


def test_parties_are_marked_where_they_stand() -> None:
    found = tokens("Police arrested two students on Monday")
    window, actor, recipient = mark_parties(found, shipped_pieces(), (0, 1), (2, 4))
    assert (actor, recipient) == (0, 4)
    assert len(window.first) == len(found) + 4


def test_a_missing_party_has_no_mark() -> None:
    window, actor, recipient = mark_parties(tokens("They fled"), shipped_pieces(), (0, 1), None)
    assert (actor, recipient) == (0, -1)
    assert len(window.first) == 4


def test_far_text_is_cut_but_parties_stay() -> None:
    found = tokens("word " * 3000 + "Police arrested him " + "word " * 3000)
    window, actor, recipient = mark_parties(found, shipped_pieces(), (3000, 3001), (3002, 3003))
    assert len(window.ids) < 512
    assert 0 < actor < recipient
