"""The scorer of pronouns that speak, and the annotation it reads."""

from collections.abc import Sequence

from dateline.record import Actor, Meta, Record, Report, Statement
from evaluation.pronoun_speakers import PronounSpeaker, annotated, is_right

TEXT = "Ana Moyo met Haddad. She said so. He left."
SHE = (21, 24)


def record(sources: Sequence[str], source_span: tuple[int, int] = SHE) -> Record:
    actors = (
        Actor(id="A1", name="Ana Moyo", mentions=((0, 8), SHE), kind="person"),
        Actor(id="A2", name="Haddad", mentions=((13, 19),), kind="person"),
    )
    statement = Statement(
        id="S1", content=((30, 32),), cue=(25, 29), quotation="indirect",
        source=tuple(sources), source_span=source_span,
    )  # fmt: skip
    return Record(
        report=Report(text=TEXT),
        actors=actors,
        statements=(statement,),
        events=(),
        meta=Meta(dateline="0", model="none", seconds=0.0),
    )


def test_verdicts() -> None:
    moyo = PronounSpeaker("x", SHE, "Moyo", (4, 8))
    assert is_right(record(["A1"]), moyo) is True
    assert is_right(record(["A2"]), moyo) is False
    assert is_right(record(["A1", "A2"]), moyo) is False
    assert is_right(record([]), moyo) is False
    assert is_right(record(["A1"], (34, 36)), moyo) is None


def test_a_namesake_mentioned_elsewhere_is_another() -> None:
    assert is_right(record(["A1"]), PronounSpeaker("x", SHE, "Moyo", (34, 36))) is False


def test_the_annotation_is_whole() -> None:
    speakers = list(annotated())
    assert len(speakers) == len({(s.report, s.pronoun) for s in speakers}) == 100
    assert all(s.at[1] - s.at[0] == len(s.name) for s in speakers)
