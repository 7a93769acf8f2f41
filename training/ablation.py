"""What each source of data, and learning all tasks at once, is worth: a table of small trainings.

    python -m training.ablation --corpora FOLDER --minilm FOLDER --out FOLDER [--variant NAME]

Every variant starts from MiniLM and sees the same `SHARE` of the windows of each corpus it keeps,
`REPEATS` times, in one stage that learns twice as fast as the recipe's first: a fraction of the
recipe, so that scores are lower and the noise larger, but alike for all. A quarter takes five to
ten minutes a variant on two processor cores. Scores are those of `training.metrics` on
development windows. Finished variants stand in
`OUT/ablation.jsonl` and are not run again; `--table` prints them in Markdown.
"""

import random
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import torch
from torch import nn

from training.batches import Example, collate
from training.document import hash_fraction
from training.losses import WEIGHTS
from training.metrics import measure
from training.network import Reader
from training.recipe import SEED, Material, Stage
from training.train import CLIP, optimizer_of, schedule, step_loss
from training.trials import Scores, Trials, markdown, material_of, parser_of

SHARE: Final = 0.25
ENCODER_RATE: Final = 3e-4
HEAD_RATE: Final = 3e-3
"""With the recipe's own rates hardly an event is found after so few steps; with four times them,
relations and triggers fall again."""
REPEATS: Final = {
    "ewt": 2, "gum": 2, "re3d": 2, "polnear": 1, "uw": 1, "plv": 4, "events": 1, "dateline": 3,
    "corpus": 3, "timebank": 1,
}  # fmt: skip
DEV_WINDOWS: Final = 60
RESEARCH: Final = ("polnear", "plv", "uw", "timebank")

SYNTAX: Final = ("sentence", "upos", "arcs", "relations", "names", "mentions")
ATTRIBUTION: Final = ("cues", "source", "content", "statement roles", "stances")
EVENTS: Final = ("triggers", "event roles", "predicate roles", "modes", "statuses", "contexts")

COLUMNS: Final = (
    ("ewt", "LAS"), ("gum", "LAS"), ("ewt", "sentence"), ("ewt", "names"), ("re3d", "names"),
    ("polnear", "cues"), ("polnear", "source"), ("polnear", "statement roles"),
    ("uw", "certainty error"), ("plv", "relation"), ("corpus", "triggers"),
    ("corpus", "event roles"), ("corpus", "modes"), ("corpus", "statuses"), ("corpus", "stances"),
    ("dateline", "triggers"), ("dateline", "event roles"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Variant:
    """Corpora left out, the heads that learn (all, if none is named), parts of the network."""

    without: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    cased: bool = True
    branched: bool = True
    share: float = SHARE


VARIANTS: Final = {
    "all together": Variant(),
    "without corpus": Variant(without=("corpus",)),
    "without polnear": Variant(without=("polnear",)),
    "without dateline": Variant(without=("dateline",)),
    "without ewt": Variant(without=("ewt",)),
    "without gum": Variant(without=("gum",)),
    "without plv": Variant(without=("plv",)),
    "without uw": Variant(without=("uw",)),
    "without re3d": Variant(without=("re3d",)),
    "without timebank": Variant(without=("timebank",)),
    "without relations of events": Variant(without=("events",)),
    "open data alone": Variant(without=RESEARCH),
    "syntax and names alone": Variant(heads=SYNTAX),
    "attribution alone": Variant(heads=ATTRIBUTION),
    "events alone": Variant(heads=EVENTS),
    "relation alone": Variant(heads=("relation",)),
    "certainty alone": Variant(heads=("certainty",)),
    "without branches": Variant(branched=False),
    "without case of words": Variant(cased=False),
    "without predicate roles": Variant(
        heads=tuple(head for head in WEIGHTS if head != "predicate roles")
    ),
    "two thirds of it": Variant(share=SHARE * 2 / 3),
    "a third of it": Variant(share=SHARE / 3),
}


def run(variant: Variant, material: Material, minilm: Path) -> Scores:
    """Development scores by corpus and head after the small training."""
    torch.manual_seed(SEED)
    reader = Reader()
    reader.encoder.load_minilm(minilm)
    if not variant.branched:
        reader.encoder.branches["syntax"] = reader.encoder.branches["meaning"]
    heads = frozenset(variant.heads or WEIGHTS)
    stage = Stage(repeats=_repeats(variant, heads), encoder_rate=ENCODER_RATE, head_rate=HEAD_RATE)
    train_on(reader, stage, material, heads, cased=variant.cased)
    return {
        corpus: measure(reader, examples[:DEV_WINDOWS], cased=variant.cased)
        for corpus, examples in material.dev.items()
    }


def train_on(
    reader: Reader,
    stage: Stage,
    material: Material,
    heads: Collection[str] = WEIGHTS,
    *,
    cased: bool = True,
) -> None:
    """One stage on this material, without checkpoints; only `heads` learn."""
    plan = schedule(stage, material, SEED)
    optimizer, scheduler = optimizer_of(reader, stage, len(plan.batches))
    reader.train()
    for step, examples in enumerate(plan.batches):
        batch = collate(examples, random_source=random.Random(SEED + step))
        if not cased:
            batch.cases.zero_()
        loss, _ = step_loss(reader, batch, heads)
        if not loss.requires_grad:
            continue  # Nothing in the batch that these heads learn from.
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(reader.parameters(), CLIP)
        optimizer.step()
        scheduler.step()


TEACHES: Final = {
    "ewt": (*SYNTAX, "predicate roles", "certainty"),
    "gum": SYNTAX,
    "re3d": ("names",),
    "polnear": ATTRIBUTION,
    "uw": ("certainty",),
    "plv": ("relation",),
    "events": ("relation",),
    "timebank": ("times",),
    "dateline": ("names", *ATTRIBUTION, *EVENTS),
    "corpus": ("names", *ATTRIBUTION, *EVENTS),
}
"""Which heads a corpus has labels for."""


def _repeats(variant: Variant, heads: frozenset[str]) -> dict[str, int]:
    return {
        corpus: repeats
        for corpus, repeats in REPEATS.items()
        if corpus not in variant.without and heads.intersection(TEACHES[corpus])
    }


def sampled(material: Material, share: float) -> Material:
    """This share of the windows of each corpus; a smaller share is part of a larger one."""

    def kept(name: str, examples: list[Example]) -> list[Example]:
        return [e for i, e in enumerate(examples) if hash_fraction(f"{name} {i}") < share]

    train = {name: kept(name, examples) for name, examples in material.train.items()}
    return Material(train=train, dev=material.dev)


def table(results: dict[str, Scores]) -> str:
    """Markdown; a dash where a variant has learnt nothing of a head."""
    return markdown("variant", COLUMNS, [(name, _cells(name, s)) for name, s in results.items()])


def _cells(name: str, scores: Scores) -> list[str]:
    learnt = VARIANTS[name].heads or tuple(WEIGHTS)
    return [
        f"{scores[corpus][column]:.3f}"
        if {"LAS": "arcs", "certainty error": "certainty"}.get(column, column) in learnt
        else "-"
        for corpus, column in COLUMNS
    ]


def main() -> None:
    parser = parser_of(__doc__)
    parser.add_argument("--variant", choices=tuple(VARIANTS), action="append")
    options = parser.parse_args()
    trials = Trials(options.out / "ablation.jsonl", "variant")
    if options.table:
        print(table(trials.finished()))
        return
    material = material_of(options)

    def train(name: str) -> Scores:
        variant = VARIANTS[name]
        return run(variant, sampled(material, variant.share), options.minilm)

    trials.run(options.variant or VARIANTS, train)


if __name__ == "__main__":
    main()
