import pytest

from dateline import codebook
from dateline.exports import wording
from dateline.record import Event


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (wording.TYPE_WORDS, codebook.EVENT_TYPES),
        (wording.STATUS_WORDS, codebook.STATUSES),
        (wording.SOURCE_WORDS, codebook.SOURCE_TYPES),
        (wording.STANCE_WORDS, codebook.STANCES),
        (wording.ANONYMITY_WORDS, codebook.ANONYMITIES),
        (wording.QUOTATION_WORDS, codebook.QUOTATIONS),
    ],
)
def test_each_code_has_words_of_its_own(words: dict[str, str], codes: tuple[str, ...]) -> None:
    assert set(words) == set(codes)
    assert len(set(words.values())) == len(codes)


def test_each_mode_and_precision_has_words() -> None:
    modes = {kind: set(modes) for kind, modes in codebook.EVENT_MODES.items() if modes}
    assert {kind: set(words) for kind, words in wording.MODE_WORDS.items()} == modes
    precisions = {*codebook.PLACE_PRECISIONS, *codebook.TIME_PRECISIONS}
    assert set(wording.PRECISION_WORDS) == precisions


def test_mode_says_more_than_type() -> None:
    strike = Event(id="E1", trigger=(0, 1), type="PROTEST", mode="hunger")
    assert wording.event_words(strike) == "hunger strike"
    assert wording.event_code(strike) == "PROTEST hunger"
    aid = Event(id="E2", trigger=(0, 1), type="AID")
    assert wording.event_words(aid) == "material aid"
    assert wording.event_code(aid) == "AID"
