"""What the shipped weights were trained on, how often, and how fast: the numbers, and why."""

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dateline.model.encoding import PieceTokenizer
from training import annotated_reports, corpora
from training.batches import Example, example_of_pair, examples_of
from training.document import Document, Pair

SEED: Final = 20260101
PIECES_PER_BATCH: Final = 2600

RELATIONS_OF_A_TYPE: Final = 200


@dataclass(frozen=True, slots=True)
class Stage:
    """How often each corpus is seen in one stage, and the peak learning rates."""

    repeats: dict[str, int]
    encoder_rate: float
    head_rate: float
    warm_up: float = 0.08


STAGES: Final = {
    # Syntax, roles and attribution first: they are what there is most of.
    "public": Stage(
        repeats={
            "ewt": 5, "gum": 5, "re3d": 4, "polnear": 3, "uw": 4, "plv": 7, "dateline": 5,
            "timebank": 2,
        },
        encoder_rate=2.5e-4,
        head_rate=2.5e-3,
    ),
    # Then whole reports weigh more, with everything else kept alive.
    "reports": Stage(
        repeats={
            "ewt": 5, "gum": 4, "re3d": 2, "polnear": 2, "uw": 3, "plv": 6, "events": 3,
            "dateline": 6, "corpus": 6, "timebank": 1,
        },
        encoder_rate=1.5e-4,
        head_rate=1.2e-3,
    ),
    # Last, slowly, with relations of every type alike often: macro-F1 and rare types gain.
    "polish": Stage(
        repeats={
            "ewt": 2, "gum": 2, "polnear": 1, "uw": 1, "balanced relations": 2, "dateline": 2,
            "corpus": 3,
        },
        encoder_rate=5e-5,
        head_rate=4e-4,
    ),
}  # fmt: skip


@dataclass(slots=True)
class Material:
    """Training and development examples by corpus."""

    train: dict[str, list[Example]]
    dev: dict[str, list[Example]]


def load_material(
    corpora_folder: Path, own_corpus: Path, pieces: PieceTokenizer, *, open_only: bool
) -> Material:
    train: dict[str, list[Document]] = {
        "ewt": corpora.read_ewt(corpora_folder, "train"),
        "gum": corpora.read_gum(corpora_folder, "train"),
        "re3d": corpora.read_re3d(corpora_folder, "train"),
        "dateline": annotated_reports.read_dateline(corpora_folder, "train"),
        "corpus": annotated_reports.read_corpus(own_corpus, "train"),
    }
    dev: dict[str, list[Document]] = {
        "ewt": corpora.read_ewt(corpora_folder, "dev"),
        "gum": corpora.read_gum(corpora_folder, "dev"),
        "re3d": corpora.read_re3d(corpora_folder, "dev"),
        "dateline": annotated_reports.read_dateline(corpora_folder, "dev"),
        "corpus": annotated_reports.read_corpus(own_corpus, "dev"),
    }
    pairs: tuple[list[Pair], list[Pair]] = ([], [])
    if open_only:
        for document in train["ewt"]:
            document.certainty = {}
    else:
        train["polnear"] = corpora.read_polnear(corpora_folder, "train")
        dev["polnear"] = corpora.read_polnear(corpora_folder, "dev")
        train["timebank"] = corpora.read_timebank(corpora_folder)
        train["uw"] = corpora.read_uw(corpora_folder, "train")
        dev["uw"] = corpora.read_uw(corpora_folder, "dev")
        pairs = corpora.read_plv(corpora_folder)
    material = Material(_examples(train, pieces), _examples(dev, pieces))
    event_pairs = annotated_reports.read_event_pairs(corpora_folder, own_corpus)
    material.train["events"] = [example_of_pair(pair, pieces) for pair in event_pairs]
    material.train["plv"] = [example_of_pair(pair, pieces) for pair in pairs[0]]
    material.dev["plv"] = [example_of_pair(pair, pieces) for pair in pairs[1]]
    material.train["balanced relations"] = _balanced(
        [*material.train["plv"], *material.train["events"]]
    )
    return material


def _balanced(relations: list[Example]) -> list[Example]:
    """`RELATIONS_OF_A_TYPE` examples of each type, drawn with replacement."""
    by_type: dict[tuple[float, ...], list[Example]] = {}
    for example in relations:
        if example.relation:
            by_type.setdefault(tuple(example.relation[2]), []).append(example)
    source = random.Random(SEED)
    return [
        example
        for _, group in sorted(by_type.items())
        for example in source.choices(group, k=RELATIONS_OF_A_TYPE)
    ]


def _examples(
    documents: dict[str, list[Document]], pieces: PieceTokenizer
) -> dict[str, list[Example]]:
    return {
        name: [example for document in group for example in examples_of(document, pieces)]
        for name, group in documents.items()
    }
