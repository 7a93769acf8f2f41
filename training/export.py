"""Exports trained weights to what the package ships: an 8-bit ONNX file and the pair heads.

    python -m training.export --weights RUN/polish.pt --minilm FOLDER --to src/dateline/model

Writes `reader.onnx`, `heads.npz`, `tokenizer.json` and `model.json` (labels and provenance).
`--fp32` keeps the ONNX file unquantized, for comparison.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.labels import (
    BRANCHES,
    FRAME_HEADS,
    READING_FRAMES,
    RELATION_TYPES,
    RELATIONS,
    WORD_HEADS,
    branch_of,
    role_tags,
)
from training.network import Reader

INPUTS: Final = ("ids", "cases", "layouts", "mask", "first", "last")
OUTPUTS: Final = (
    "states", "logits", "arc_dependent", "arc_head", "label_dependent", "label_head",
    "statement_word", "event_word",
)  # fmt: skip


class WordLayers(nn.Module):
    """All that the network says of single words."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, ids: Tensor, cases: Tensor, layouts: Tensor, mask: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        reader = self.reader
        pieces = reader.pieces(ids, cases, layouts, mask)
        states = {b: reader.states(b, pieces, mask, first, last) for b in BRANCHES}
        logits = [head(states[branch_of(name)]) for name, head in reader.word_heads.items()]
        syntax, meaning = states["syntax"], states["meaning"]
        return (
            meaning,
            torch.cat(logits, -1),
            reader.arc_dependent(syntax),
            reader.arc_head(syntax),
            reader.label_dependent(syntax),
            reader.label_head(syntax),
            *(reader.roles[kind].word(meaning) for kind in READING_FRAMES),
        )


def export_onnx(reader: Reader, path: Path, *, quantize: bool) -> None:
    pieces = torch.randint(1000, 20000, (2, 40))
    grid = torch.zeros_like(pieces)
    words = torch.arange(1, 31).repeat(2, 1)
    arguments = (pieces, grid, grid, torch.ones_like(pieces), words, words)
    by_piece, by_word = {0: "window", 1: "piece"}, {0: "window", 1: "word"}
    axes = {n: by_piece if n in INPUTS[:4] else by_word for n in (*INPUTS, *OUTPUTS)}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "reader.onnx"
        torch.onnx.export(
            WordLayers(reader), arguments, str(plain), input_names=list(INPUTS),
            output_names=list(OUTPUTS), dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        if quantize:
            quantize_dynamic(
                plain, path, weight_type=QuantType.QInt8, per_channel=True,
                op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            )  # fmt: skip
        else:
            shutil.copy(plain, path)


def pair_heads(reader: Reader) -> dict[str, Any]:
    """The weights that run in numpy, by module path; matrices are (in, out), stored as half."""
    kept = {
        "label_out": reader.label_out,
        **{f"roles.{kind}": reader.roles[kind] for kind in READING_FRAMES},
        **{f"frames.{name}": head for name, head in reader.frame_heads.items()},
        "relation": reader.relation,
    }
    arrays = {}
    for name, module in kept.items():
        for part, value in module.state_dict().items():
            array = value.detach().float().numpy()
            linear = part.endswith("weight") and "distance" not in part
            arrays[f"{name}.{part}"] = (array.T if linear else array).astype(np.float16)
    return arrays


def model_metadata(provenance: dict[str, Any]) -> dict[str, Any]:
    return {
        "word_heads": {name: list(labels) for name, labels in WORD_HEADS.items()},
        "relations": list(RELATIONS),
        "role_tags": {kind: list(role_tags(kind)) for kind in READING_FRAMES},
        "frame_heads": {name: list(labels) for name, labels in FRAME_HEADS.items()},
        "relation_types": list(RELATION_TYPES),
        **provenance,
    }


def export(weights: Path, minilm: Path, to: Path, *, quantize: bool = True) -> None:
    reader = Reader()
    reader.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
    reader.eval()
    to.mkdir(parents=True, exist_ok=True)
    export_onnx(reader, to / "reader.onnx", quantize=quantize)
    np.savez(to / "heads.npz", **pair_heads(reader))
    shutil.copy(minilm / "tokenizer.json", to / "tokenizer.json")
    digest = hashlib.sha256()
    for name in ("reader.onnx", "heads.npz", "tokenizer.json"):
        digest.update((to / name).read_bytes())
    trained = weights.with_name("provenance.json")
    provenance = {
        "hash": digest.hexdigest()[:16],
        "training": json.loads(trained.read_text(encoding="utf-8")) if trained.exists() else None,
    }
    metadata = json.dumps(model_metadata(provenance), indent=1)
    (to / "model.json").write_text(metadata + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--fp32", action="store_true")
    options = parser.parse_args()
    export(options.weights, options.minilm, options.to, quantize=not options.fp32)


if __name__ == "__main__":
    main()
