"""The shipped network: what its outputs look like, and that what each window sees."""

from importlib.resources import as_file, files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dateline.codebook import CONTEXTS, EVENT_MODES, EVENT_TYPES, NAME_TYPES, STANCES, STATUSES
from dateline.model.encoding import Token, shipped_pieces, tokens_of
from dateline.model.reader_model import Array, ReaderModel, WordLayers, shipped_model, softmax
from dateline.reading.quotations import find_quotations
from dateline.reading.words import split_words
from tests import reports

TOLERANCE = 1e-3
LONG = f"{reports.PLAIN}\n" * 4


def tokens(text: str) -> list[Token]:
    return tokens_of(text, split_words(text), find_quotations(text))


@pytest.fixture(scope="module")
def layers() -> WordLayers:
    return shipped_model().read(tokens(LONG))


def test_every_layer_has_a_row_for_each_word(layers: WordLayers) -> None:
    count = len(tokens(LONG))
    for layer in (layers.states, layers.arc_dependent, layers.arc_head):
        assert len(layer) == count
    assert len(layers.label_dependent) == len(layers.label_head) == count
    assert all(len(layer) == count for layer in layers.role_words.values())
    model = shipped_model()
    for name, scores in layers.logits.items():
        assert scores.shape == (count, len(model.labels[name]))
        assert np.isfinite(scores).all()


def test_windows_hold_every_word_once(layers: WordLayers) -> None:
    assert len(layers.windows) > 1
    assert [start for start, _ in layers.windows[1:]] == [end for _, end in layers.windows[:-1]]
    assert (layers.windows[0][0], layers.windows[-1][1]) == (0, len(layers.states))
    for start, end in layers.windows:
        assert layers.window_of(start) == layers.window_of(end - 1) == (start, end)


def test_a_window_is_read_as_if_it_stood_alone(layers: WordLayers) -> None:
    found = tokens(LONG)
    for start, end in layers.windows:
        alone = shipped_model().read(found[start:end])
        assert alone.windows == [(0, end - start)]
        np.testing.assert_allclose(alone.states, layers.states[start:end], atol=TOLERANCE)
        for name, scores in layers.logits.items():
            np.testing.assert_allclose(
                alone.logits[name], scores[start:end], atol=TOLERANCE, err_msg=name
            )


def test_the_number_of_threads_changes_nothing(layers: WordLayers) -> None:
    with as_file(files("dateline.model")) as folder:
        single = ReaderModel(folder, shipped_pieces(), threads=1)
    np.testing.assert_allclose(single.read(tokens(LONG)).states, layers.states, atol=TOLERANCE)


def test_tags_are_those_of_the_codebook() -> None:
    model = shipped_model()
    assert set(model.labels["statuses"]) == set(STATUSES)
    assert set(model.labels["stances"]) == set(STANCES)
    assert set(model.labels["contexts"]) == set(CONTEXTS)
    assert set(model.labels["triggers"]) == {"none", *EVENT_TYPES}
    assert set(model.relation_types) == set(EVENT_TYPES)
    assert set(model.labels["modes"]) == {
        f"{kind}.{mode}" for kind, modes in EVENT_MODES.items() for mode in ("none", *modes)
    }
    assert set(model.labels["names"]) == {"O", *(f"{p}-{t}" for p in "BI" for t in NAME_TYPES)}


@pytest.mark.parametrize(("kind", "roles"), [("statement", 3), ("event", 4)])
def test_role_scores_cover_the_window_of_the_frame(
    layers: WordLayers, kind: str, roles: int
) -> None:
    model = shipped_model()
    for start, end in layers.windows:
        scores = model.role_scores(layers, kind, end - 1, end - 1)
        assert scores.shape == (end - start, 1 + 2 * roles)
        assert scores.shape[1] == len(model.role_tags[kind])


def test_role_scores_depend_on_the_frame(layers: WordLayers) -> None:
    model = shipped_model()
    one, two = (model.role_scores(layers, "event", word, word) for word in (0, 5))
    assert np.abs(one - two).max() > TOLERANCE


@pytest.mark.parametrize("name", ["statuses", "stances", "contexts", "modes"])
def test_frame_scores_are_one_for_each_label(layers: WordLayers, name: str) -> None:
    model = shipped_model()
    assert model.frame_scores(layers, name, 3, 4).shape == (len(model.labels[name]),)


def test_relation_scores_are_one_for_each_relation(layers: WordLayers) -> None:
    model = shipped_model()
    scores = model.relation_scores(layers.label_dependent[:7], layers.label_head[:7])
    assert scores.shape == (7, len(model.relations))


def test_relation_probabilities_are_of_the_two_parties() -> None:
    model = shipped_model()
    found = tokens("Police arrested two students")
    there = model.relation(found, (0, 1), (2, 4))
    back = model.relation(found, (2, 4), (0, 1))
    assert there.shape == (len(model.relation_types),)
    assert float(there.sum()) == pytest.approx(1, abs=1e-5)
    assert np.abs(there - back).max() > TOLERANCE


def test_the_shipped_model_is_loaded_once() -> None:
    assert shipped_model() is shipped_model()


@given(arrays.arrays(np.float32, (3, 4), elements=st.integers(-1000, 1000)))
def test_softmax_is_a_distribution_in_the_order_of_its_scores(scores: Array) -> None:
    found = softmax(scores)
    np.testing.assert_allclose(found.sum(-1), 1, atol=1e-5)
    assert (found >= 0).all()
    assert (found.argmax(-1) == scores.argmax(-1)).all()
    np.testing.assert_allclose(softmax(scores + 3), found, atol=TOLERANCE)
