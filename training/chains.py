"""`python -m training.chains`: the weights by which phrases are put into chains.

For each form of phrase a log-linear model of which earlier entity it mentions, or none, from
the binary features of `chain_features`. It is fitted to GUM's train part as the shipped model reads
it from raw text: entities before a phrase are those of the annotation. Written to
`chain_weights.json` beside the reader.
"""

import argparse
import json
import os
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dateline.model.reader_model import shipped_model
from dateline.reading import coreference
from dateline.reading.chain_features import Entity
from dateline.reading.chain_phrases import Phrase
from dateline.reading.chain_resolver import Resolver
from dateline.reading.document import Document
from dateline.reading.read import STAGES, analyze
from dateline.record import Report, Span
from evaluation.coreference import read_chains, trimmed

Array = npt.NDArray[Any]

WEIGHTS: Final = Path(coreference.__file__).with_name("chain_weights.json")
WRITTEN: Final = ("news", "bio", "voyage", "academic", "textbook", "interview", "speech", "court")
"""Genres of GUM whose first persons and asides are like those of the press."""
MIN_COUNT: Final = 5
"""A feature seen less often is left out."""
STEPS: Final = 300
RATE: Final = 0.1
DECAY: Final = 1e-4
"""L2 penalty, per instance."""
MISSED: Final = 1.5
"""Added in training to the score of being new where it is not, so that links are rather made."""


@dataclass(slots=True)
class Instance:
    """A phrase with the features of being new, then of each candidate, and which is right."""

    form: str
    features: list[list[str]]
    right: int


def instances_of(document: Document, gold: list[list[Span]]) -> list[Instance]:
    """The decisions of one document, each taken as the annotation has it."""
    number = {trimmed(document.text, s): n for n, chain in enumerate(gold) for s in chain}
    entities: dict[int, Entity] = {}
    found: list[Instance] = []

    def choose(phrase: Phrase, candidates: list[Entity], features: list[list[str]]) -> int | None:
        chain = number.get(trimmed(document.text, document.span(phrase.words)))
        entity = entities.get(chain) if chain is not None else None
        place = next((i for i, c in enumerate(candidates) if c is entity), None)
        if place is not None or entity is None:
            found.append(Instance(phrase.form, features, 0 if place is None else place + 1))
        return place

    class Recorder(Resolver):
        def add(self, phrase: Phrase, entity: Entity | None) -> None:
            chain = number.get(trimmed(document.text, document.span(phrase.words)))
            if entity is None and chain is not None:
                entity = entities.get(chain)
            super().add(phrase, entity)
            if chain is not None:
                entities[chain] = self.scene.holders[phrase.head]

    phrases = coreference.phrases_of(document, coreference.role_phrases(document))
    resolver = Recorder(coreference.scene_of(document, phrases), choose)
    resolver.resolve(p for p in phrases if p.form not in coreference.PERSONS)
    return found


def fit(instances: list[Instance]) -> dict[str, float]:
    """Weights by which the right candidate is the likeliest."""
    counts = Counter(f for i in instances for given in i.features for f in given)
    index = {f: n for n, f in enumerate(sorted(f for f in counts if counts[f] >= MIN_COUNT))}
    rows: list[int] = []
    columns: list[int] = []
    owner: list[int] = []
    right: list[int] = []
    bonus: list[float] = []
    for number, instance in enumerate(instances):
        for place, given in enumerate(instance.features):
            row = len(owner)
            owner.append(number)
            bonus.append(MISSED if place == 0 and instance.right != 0 else 0.0)
            if place == instance.right:
                right.append(row)
            known = [index[f] for f in given if f in index]
            rows += [row] * len(known)
            columns += known
    weights = _descend(
        np.array(rows),
        np.array(columns),
        np.array(owner),
        np.array(right),
        np.array(bonus),
        len(index),
    )
    return {f: round(float(weights[n]), 3) for f, n in index.items()}


def _descend(
    rows: Array, columns: Array, owner: Array, right: Array, bonus: Array, size: int
) -> Array:
    """Full-batch Adam on the negative log-likelihood of the right rows."""
    weights, mean, spread = np.zeros(size), np.zeros(size), np.zeros(size)
    count = int(owner[-1]) + 1
    target = np.zeros(len(owner))
    target[right] = 1
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    for step in range(1, STEPS + 1):
        scores = np.bincount(rows, weights[columns], len(owner)) + bonus
        scores -= np.maximum.reduceat(scores, starts)[owner]
        likely = np.exp(scores)
        likely /= np.add.reduceat(likely, starts)[owner]
        gradient = np.bincount(columns, (likely - target)[rows], size) / count
        gradient += DECAY * weights
        mean = 0.9 * mean + 0.1 * gradient
        spread = 0.999 * spread + 0.001 * gradient**2
        corrected = mean / (1 - 0.9**step)
        weights -= RATE * corrected / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return weights


def write(weights: dict[str, dict[str, float]]) -> None:
    content = json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True)
    WEIGHTS.write_text(content + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.chains", description=__doc__)
    parser.add_argument("--corpora", type=Path, default=os.environ.get("DATELINE_CORPORA"))
    options = parser.parse_args()
    if options.corpora is None or not options.corpora.is_dir():
        print("error: the folder of the corpora is needed", file=sys.stderr)
        print("hint: give it with --corpora or DATELINE_CORPORA", file=sys.stderr)
        return 2
    model = shipped_model()
    before = STAGES[: STAGES.index(coreference.find_chains)]
    by_form: dict[str, list[Instance]] = {}
    for id, text, gold in read_chains(options.corpora, "train"):
        if id.split("_")[1] in WRITTEN:
            for instance in instances_of(analyze(Report(text=text), model, before), gold):
                by_form.setdefault(instance.form, []).append(instance)
    write({form: fit(instances) for form, instances in by_form.items()})
    return 0


if __name__ == "__main__":
    sys.exit(main())
