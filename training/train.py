"""Trains the network: `python -m training.train --corpora FOLDER --minilm FOLDER --out FOLDER`.

`--minilm` holds `model.safetensors` and `tokenizer.json` of all-MiniLM-L6-v2. Each stage of the
recipe starts from the checkpoint of the one before; a run that was cut off goes on from its last
checkpoint when it is started again. Metrics go to `OUT/log.jsonl`.
"""

import argparse
import hashlib
import json
import random
import time
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from dateline.model.encoding import PieceTokenizer
from training.batches import Batch, Example, batches_of, collate
from training.losses import WEIGHTS, losses
from training.metrics import measure
from training.network import Reader
from training.recipe import PIECES_PER_BATCH, SEED, STAGES, Material, Stage, load_material

CHECKPOINT_SECONDS: Final = 300
LOG_STEPS: Final = 50
CLIP: Final = 1.0
DEV_WINDOWS: Final = 120
"""Windows of each development corpus on which a stage's progress is measured."""


@dataclass(slots=True)
class Schedule:
    """All batches of a stage in order, and how far it has come."""

    batches: list[list[Example]]
    step: int = 0


def schedule(stage: Stage, material: Material, seed: int) -> Schedule:
    """All windows as often as the recipe says, batched by length and shuffled over the stage."""
    source = random.Random(seed)
    repeated = [
        example
        for corpus, repeats in stage.repeats.items()
        for _ in range(repeats)
        for example in material.train.get(corpus, [])
    ]
    source.shuffle(repeated)
    return Schedule(list(batches_of(repeated, PIECES_PER_BATCH, source)))


def optimizer_of(reader: Reader, stage: Stage, steps: int) -> tuple[Any, Any]:
    reader.encoder.words.weight.requires_grad_(False)
    encoder = [p for p in reader.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in reader.encoder.parameters()}
    heads = [p for p in reader.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": stage.encoder_rate}, {"params": heads, "lr": stage.head_rate}],
        weight_decay=0.01,
    )
    rates = [stage.encoder_rate, stage.head_rate]
    scheduler = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, rates, total_steps=steps + 1, pct_start=stage.warm_up, anneal_strategy="linear"
    )
    return optimizer, scheduler


def step_loss(
    reader: Reader, batch: Batch, heads: Collection[str] = WEIGHTS
) -> tuple[Tensor, dict[str, float]]:
    """The weighted loss of these heads, and their parts unweighted."""
    with torch.autocast(batch.ids.device.type, dtype=torch.bfloat16):
        found = losses(reader, batch)
    learnt = {name: value for name, value in found.items() if name in heads}
    weighted = [WEIGHTS[name] * value for name, value in learnt.items()]
    total = torch.stack(weighted).sum() if weighted else torch.zeros(())
    return total, {name: float(value.detach()) for name, value in learnt.items()}


def train_stage(
    name: str, reader: Reader, material: Material, out: Path, device: torch.device
) -> None:
    stage = STAGES[name]
    plan = schedule(stage, material, SEED)
    optimizer, scheduler = optimizer_of(reader, stage, len(plan.batches))
    checkpoint = out / f"{name}.part.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=True)
        reader.load_state_dict(state["reader"])
        optimizer.load_state_dict(state["optimizer"])
        scheduler.load_state_dict(state["scheduler"])
        plan.step = state["step"]
    running: dict[str, list[float]] = defaultdict(list)
    pieces, began, saved = 0, time.time(), time.time()
    reader.train()
    while plan.step < len(plan.batches):
        torch.manual_seed(SEED + plan.step)
        source = random.Random(SEED + plan.step)
        batch = collate(plan.batches[plan.step], random_source=source).to(device)
        loss, parts = step_loss(reader, batch)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(reader.parameters(), CLIP)
        optimizer.step()
        scheduler.step()
        plan.step += 1
        pieces += int(batch.mask.sum())
        for key, value in parts.items():
            running[key].append(value)
        if plan.step % LOG_STEPS == 0:
            means = {key: round(sum(v) / len(v), 4) for key, v in sorted(running.items())}
            _log(out, stage=name, step=plan.step, steps=len(plan.batches),
                 pieces_per_second=round(pieces / (time.time() - began)), losses=means)  # fmt: skip
            running.clear()
        if time.time() - saved > CHECKPOINT_SECONDS:
            _save(checkpoint, reader=reader.state_dict(), optimizer=optimizer.state_dict(),
                  scheduler=scheduler.state_dict(), step=plan.step)  # fmt: skip
            saved = time.time()
    torch.save(reader.state_dict(), out / f"{name}.pt")
    checkpoint.unlink(missing_ok=True)
    _log(out, stage=name, seconds=round(time.time() - began), dev=development(reader, material))


def development(reader: Reader, material: Material) -> dict[str, dict[str, float]]:
    """Scores by head on the first windows of each development corpus."""
    return {
        corpus: measure(reader, examples[:DEV_WINDOWS]) for corpus, examples in material.dev.items()
    }


def data_hash(*folders: Path) -> str:
    """The hash of all files of the corpora, by name and content."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            if path.suffix in (".gz", ".jsonl", ".json", ".txt", ".zip", ".csv"):
                digest.update(str(path.relative_to(folder)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _provenance(options: argparse.Namespace, stage: str) -> None:
    """Writes down, beside the weights, what a stage is made from."""
    path = options.out / "provenance.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    own = (options.own / "docs", options.own / "annotations")
    data = [options.corpora, *(own if "corpus" in STAGES[stage].repeats else ())]
    known[stage] = {
        "data_hash": data_hash(*data),
        "seed": SEED,
        "open_only": options.open_only,
        "repeats": STAGES[stage].repeats,
    }
    path.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def _save(path: Path, **state: Any) -> None:
    """Written beside and moved, so that a cut-off run never leaves half a checkpoint."""
    part = path.with_suffix(".tmp")
    torch.save(state, part)
    part.replace(path)


def _log(out: Path, **entry: Any) -> None:
    line = json.dumps(entry)
    print(line, flush=True)
    with (out / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--own", type=Path, default=Path("corpus"), help="our own corpus")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--stage", choices=tuple(STAGES), action="append")
    parser.add_argument("--start", type=Path, help="weights to start from instead of MiniLM")
    parser.add_argument("--open-only", action="store_true")
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()

    torch.manual_seed(SEED)
    options.out.mkdir(parents=True, exist_ok=True)
    device = torch.device(options.device)
    pieces = PieceTokenizer(Tokenizer.from_file(str(options.minilm / "tokenizer.json")))
    material = load_material(options.corpora, options.own, pieces, open_only=options.open_only)
    reader = Reader().to(device)
    reader.encoder.load_minilm(options.minilm)
    if options.start:
        reader.load_state_dict(torch.load(options.start, map_location=device, weights_only=True))
    for name in STAGES:
        finished = options.out / f"{name}.pt"
        if finished.exists():
            reader.load_state_dict(torch.load(finished, map_location=device, weights_only=True))
        elif name in (options.stage or STAGES):
            _provenance(options, name)
            train_stage(name, reader, material, options.out, device)


if __name__ == "__main__":
    main()
