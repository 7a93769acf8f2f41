"""The network: one small encoder (MiniLM) and a head for every layer that it reads.

Shapes: B windows, L pieces, W words, F frames. The encoder and all layers that look at one word
are exported to ONNX; what looks at pairs of words is small and runs in numpy when reading
(`dateline.model.heads`), from the weights saved beside.
"""

import math
from pathlib import Path
from typing import Final

import torch
import torch.nn.functional as functional
from safetensors.torch import load_file
from torch import Tensor, nn

from dateline.model.encoding import CASES, LAYOUTS
from training.labels import (
    BRANCHES,
    FRAME_HEADS,
    READING_FRAMES,
    RELATION_TYPES,
    RELATIONS,
    WORD_HEADS,
    role_tags,
)

WIDTH: Final = 384
LAYERS: Final = 6
SHARED_LAYERS: Final = 4
"""Layers that all tasks share; the ones above them are twice there, once a branch."""
ATTENTION_HEADS: Final = 12
INNER: Final = 1536
VOCABULARY: Final = 30522
POSITIONS: Final = 512

ARC: Final = 256
LABEL: Final = 192
FRAME: Final = 192
DISTANCES: Final = 16
"""Buckets of the distance from a frame to a word, by sign and logarithm."""


def distance_bucket(distance: Tensor) -> Tensor:
    """0 for the frame's own words; 1-7 after it, 9-15 before it, by powers of two."""
    size = (distance.abs().clamp(min=1).float().log2().floor().long() + 1).clamp(max=7)
    bucket = torch.where(distance < 0, size + 8, size)
    return torch.where(distance == 0, torch.zeros_like(bucket), bucket)


class Layer(nn.Module):
    """One BERT encoder layer."""

    def __init__(self) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.attended_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, length, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(b, length, ATTENTION_HEADS, -1).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        if torch.onnx.is_in_onnx_export():
            scores = query @ key.transpose(2, 3) / math.sqrt(WIDTH // ATTENTION_HEADS) + bias
            mixed = scores.softmax(-1) @ value
        else:
            mixed = functional.scaled_dot_product_attention(
                query, key, value, attn_mask=bias.to(query.dtype)
            )
        mixed = mixed.transpose(1, 2).reshape(b, length, WIDTH)
        x = self.attended_norm(x + self.dropout(self.attended(mixed)))
        return self.outer_norm(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


_NAMES: Final = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "attended": "attention.output.dense",
    "attended_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "outer_norm": "output.LayerNorm",
}


class Encoder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.cases = nn.Embedding(len(CASES), WIDTH)
        self.layouts = nn.Embedding(len(LAYOUTS), WIDTH)
        nn.init.zeros_(self.cases.weight)
        nn.init.zeros_(self.layouts.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(SHARED_LAYERS))
        self.branches = nn.ModuleDict(
            {
                branch: nn.ModuleList(Layer() for _ in range(LAYERS - SHARED_LAYERS))
                for branch in BRANCHES
            }
        )

    def load_minilm(self, folder: Path) -> None:
        """Starts from the weights of all-MiniLM-L6-v2 (`model.safetensors`)."""
        weights = load_file(str(folder / "model.safetensors"))
        weights = {name.removeprefix("bert."): value for name, value in weights.items()}
        state = {
            "words.weight": weights["embeddings.word_embeddings.weight"],
            "positions.weight": weights["embeddings.position_embeddings.weight"]
            + weights["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": weights["embeddings.LayerNorm.weight"],
            "norm.bias": weights["embeddings.LayerNorm.bias"],
        }
        for number in range(LAYERS):
            for ours, theirs in _NAMES.items():
                for part in ("weight", "bias"):
                    value = weights[f"encoder.layer.{number}.{theirs}.{part}"]
                    for place in _places_of_layer(number):
                        state[f"{place}.{ours}.{part}"] = value
        missing = set(self.load_state_dict(state, strict=False).missing_keys)
        if missing != {"cases.weight", "layouts.weight"}:
            raise ValueError(f"the encoder's weights lack {sorted(missing)}")

    def forward(self, ids: Tensor, cases: Tensor, layouts: Tensor, mask: Tensor) -> Tensor:
        """Piece vectors (B, L, WIDTH) of the shared layers."""
        positions = torch.arange(ids.size(1), device=ids.device)
        x = self.words(ids) + self.positions(positions) + self.cases(cases) + self.layouts(layouts)
        x = self.dropout(self.norm(x))
        bias = _bias(mask)
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def branch(self, name: str, x: Tensor, mask: Tensor) -> Tensor:
        """Piece vectors (B, L, WIDTH) of one branch, from those of the shared layers."""
        bias = _bias(mask)
        for layer in self.branches[name]:  # type: ignore[attr-defined]
            x = layer(x, bias)
        return x


def _bias(mask: Tensor) -> Tensor:
    return (1.0 - mask.float())[:, None, None, :] * -1e4


def _places_of_layer(number: int) -> list[str]:
    """Where MiniLM's layer goes: once among the shared ones, or to the foot of every branch."""
    if number < SHARED_LAYERS:
        return [f"layers.{number}"]
    return [f"branches.{branch}.{number - SHARED_LAYERS}" for branch in BRANCHES]


class RoleScorer(nn.Module):
    """Scores every word's tag for every frame: a small perceptron on the pair."""

    def __init__(self, tags: int) -> None:
        super().__init__()
        self.frame = nn.Linear(WIDTH, FRAME)
        self.frame_gate = nn.Linear(WIDTH, FRAME)
        self.word = nn.Linear(WIDTH, FRAME)
        self.distance = nn.Embedding(DISTANCES, FRAME)
        self.out = nn.Linear(FRAME, tags)

    def hidden(self, frame: Tensor, word: Tensor, distance: Tensor) -> Tensor:
        """Frame vectors (F, WIDTH), projected words (F, W, FRAME), distances (F, W)."""
        gate = self.frame_gate(frame)[:, None]
        x = self.frame(frame)[:, None] + word * (1 + gate) + self.distance(distance)
        return functional.relu(x)


class FrameClassifier(nn.Module):
    """A perceptron on the mean of a frame's words."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(WIDTH, FRAME)
        self.out = nn.Linear(FRAME, classes)

    def forward(self, frame: Tensor) -> Tensor:
        logits: Tensor = self.out(functional.relu(self.hidden(frame)))
        return logits


class RelationClassifier(nn.Module):
    """What the marked actor did to the marked recipient, from both marks and the whole text."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = nn.Linear(3 * WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, len(RELATION_TYPES))

    def forward(self, actor: Tensor, recipient: Tensor, mean: Tensor) -> Tensor:
        x = torch.cat([actor, recipient, mean], -1)
        logits: Tensor = self.out(functional.relu(self.hidden(x)))
        return logits


class Reader(nn.Module):
    """Encoder and heads together."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.word_heads = nn.ModuleDict(
            {name: nn.Linear(WIDTH, len(labels)) for name, labels in WORD_HEADS.items()}
        )
        self.arc_dependent = nn.Sequential(nn.Linear(WIDTH, ARC), nn.ReLU(), nn.Linear(ARC, ARC))
        self.arc_head = nn.Sequential(nn.Linear(WIDTH, ARC), nn.ReLU(), nn.Linear(ARC, ARC + 1))
        self.label_dependent = nn.Linear(WIDTH, LABEL)
        self.label_head = nn.Linear(WIDTH, LABEL)
        self.label_out = nn.Linear(2 * LABEL, len(RELATIONS))
        self.roles = nn.ModuleDict(
            {kind: RoleScorer(len(role_tags(kind))) for kind in READING_FRAMES}
        )
        # Predicates teach the event roles: they have but their own last layer.
        self.predicate_out = nn.Linear(FRAME, len(role_tags("predicate")))
        self.frame_heads = nn.ModuleDict(
            {name: FrameClassifier(len(labels)) for name, labels in FRAME_HEADS.items()}
        )
        self.relation = RelationClassifier()
        self.dropout = nn.Dropout(0.2)

    def pieces(self, ids: Tensor, cases: Tensor, layouts: Tensor, mask: Tensor) -> Tensor:
        """Piece vectors (B, L, WIDTH) that both branches start from."""
        shared: Tensor = self.encoder(ids, cases, layouts, mask)
        return shared

    def states(
        self, branch: str, pieces: Tensor, mask: Tensor, first: Tensor, last: Tensor
    ) -> Tensor:
        """Word vectors (B, W, WIDTH) of a branch: the mean of a word's first and last piece."""
        top = self.encoder.branch(branch, pieces, mask)
        index = first[..., None].expand(-1, -1, WIDTH)
        index_last = last[..., None].expand(-1, -1, WIDTH)
        return (top.gather(1, index) + top.gather(1, index_last)) / 2

    def arcs(self, x: Tensor) -> Tensor:
        """Scores (B, W, W) of word j being the head of word i."""
        dependent, head = self.arc_dependent(x), self.arc_head(x)
        return dependent @ head[..., :-1].transpose(1, 2) + head[..., -1][:, None]

    def labels(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Relation logits of dependents (..., LABEL) with their heads (..., LABEL)."""
        logits: Tensor = self.label_out(
            torch.cat([functional.relu(dependent + head), dependent * head], -1)
        )
        return logits
