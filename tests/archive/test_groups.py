"""Sets of ids that grow together."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.archive.groups import Groups

PAIRS = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")))


@given(PAIRS, st.randoms())
def test_the_order_of_joining_does_not_matter(pairs: list[tuple[str, str]], drawn: object) -> None:
    shuffled = sorted(pairs, key=lambda _: drawn.random())  # type: ignore[attr-defined]
    one, other = Groups(), Groups()
    for pair in pairs:
        one.join(*pair)
    for pair in shuffled:
        other.join(*pair)
    assert one.names() == other.names()


def test_sets_are_named_by_their_smallest() -> None:
    groups = Groups()
    assert groups.join("c", "b")
    assert groups.join("b", "a")
    assert not groups.join("a", "c")
    assert groups.find("d") == "d"
    assert groups.names() == {"a": "a", "b": "a", "c": "a", "d": "d"}
