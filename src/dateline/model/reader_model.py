"""The one class that runs the weights: words in, scores of every layer out.

Shapes: N words of the whole text, in windows; F frames; W words of one window.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dateline.model.encoding import PieceTokenizer, Token, Window, mark_parties, shipped_pieces

Array = npt.NDArray[np.float32]

DISTANCE_BUCKETS: Final = 7
"""Buckets of the distance from a frame to a word on either side, by powers of two."""
_LEAST: Final = 1e-6
"""Probabilities are kept this far from 0 and 1, where log odds have no value."""


@dataclass(slots=True)
class WordLayers:
    """What the encoder says of each word of a text, all arrays (N, ...)."""

    windows: list[tuple[int, int]]
    """First word and end of each window; frames see no further than their own."""
    states: Array
    logits: dict[str, Array]
    arc_dependent: Array
    arc_head: Array
    label_dependent: Array
    label_head: Array
    role_words: dict[str, Array]

    def window_of(self, word: int) -> tuple[int, int]:
        return next(w for w in self.windows if w[0] <= word < w[1])


class ReaderModel:
    """The shipped network. `threads` are those of one run; 0 leaves the choice to the runtime.

    `optimized=False` runs the graph as it was exported, for comparison.
    """

    def __init__(
        self, folder: Path, pieces: PieceTokenizer, *, threads: int = 0, optimized: bool = True
    ) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        if not optimized:
            options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        # Threads that spin while they wait slow down whatever else runs on the machine.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )
        with np.load(folder / "heads.npz") as arrays:
            self._weights: dict[str, Array] = {
                name: arrays[name].astype(np.float32) for name in arrays.files
            }
        metadata: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        self.hash: str = metadata["hash"]
        self.labels: dict[str, list[str]] = metadata["word_heads"] | metadata["frame_heads"]
        self.relations: list[str] = metadata["relations"]
        self.role_tags: dict[str, list[str]] = metadata["role_tags"]
        self.relation_types: list[str] = metadata["relation_types"]
        self._word_heads: dict[str, list[str]] = metadata["word_heads"]
        self._calibration: dict[str, list[float]] = metadata.get("calibration", {})
        self._pieces = pieces

    def read(self, tokens: Sequence[Token]) -> WordLayers:
        """The layers of all tokens of a text, at least one."""
        windows = self._pieces.windows(tokens)
        outputs = [self._run(window) for window in windows]
        parts = [np.concatenate(arrays) for arrays in zip(*outputs, strict=True)]
        states, logits, arc_dependent, arc_head, label_dependent, label_head, *roles = parts
        return WordLayers(
            windows=[(w.start, w.start + len(w.first)) for w in windows],
            states=states,
            logits=self._split(logits),
            arc_dependent=arc_dependent,
            arc_head=arc_head,
            label_dependent=label_dependent,
            label_head=label_head,
            role_words=dict(zip(self.role_tags, roles, strict=True)),
        )

    def _split(self, logits: Array) -> dict[str, Array]:
        found, start = {}, 0
        for name, labels in self._word_heads.items():
            found[name] = logits[:, start : start + len(labels)]
            start += len(labels)
        return found

    def _run(self, window: Window) -> list[Array]:
        """The outputs (W, ...) of one window.

        Windows run one by one: on a processor, padding them to one length costs more than
        running them together saves.
        """
        inputs = {
            "ids": window.ids,
            "cases": window.cases,
            "layouts": window.layouts,
            "mask": [1] * len(window.ids),
            "first": window.first,
            "last": window.last,
        }
        arrays = self._session.run(
            None, {name: np.array([values], dtype=np.int64) for name, values in inputs.items()}
        )
        return [array[0] for array in arrays]

    def calibrated(self, decision: str, probability: float) -> float:
        """How often a decision of this kind with this raw probability is right (0 to 1).

        Platt's scaling of its log odds, fitted on development reports (`evaluation.calibration`).
        """
        slope, offset = self._calibration.get(decision, (1.0, 0.0))
        certain = min(max(float(probability), _LEAST), 1 - _LEAST)
        odds = slope * math.log(certain / (1 - certain)) + offset
        return round(1 / (1 + math.exp(-odds)), 3)

    def linear(self, x: Array, name: str) -> Array:
        product: Array = x @ self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return product

    def relation_scores(self, dependent: Array, head: Array) -> Array:
        """Logits of the dependency relation between words and their heads."""
        pair = np.concatenate([np.maximum(dependent + head, 0), dependent * head], -1)
        return self.linear(pair, "label_out")

    def role_scores(self, layers: WordLayers, kind: str, first: int, last: int) -> Array:
        """Tag logits (W, tags) of the words of the frame's window; the frame is first..last."""
        start, end = layers.window_of(first)
        frame = (layers.states[first] + layers.states[min(last, end - 1)]) / 2
        name = f"roles.{kind}"
        places = np.arange(start, end)
        distance = np.minimum(places - first, 0) + np.maximum(places - last, 0)
        hidden = (
            self.linear(frame, f"{name}.frame")
            + layers.role_words[kind][start:end] * (1 + self.linear(frame, f"{name}.frame_gate"))
            + self._weights[f"{name}.distance.weight"][_buckets(distance)]
        )
        scores = self.linear(np.maximum(hidden, 0), f"{name}.out")
        if kind == "statement":
            scores = scores + _unary_roles(layers, start, end)
        return scores

    def frame_scores(self, layers: WordLayers, name: str, first: int, last: int) -> Array:
        """Logits of one head on a frame's own words."""
        frame = (layers.states[first] + layers.states[last]) / 2
        hidden = np.maximum(self.linear(frame, f"frames.{name}.hidden"), 0)
        return self.linear(hidden, f"frames.{name}.out")

    def relation(
        self,
        tokens: Sequence[Token],
        actor: tuple[int, int] | None,
        recipient: tuple[int, int] | None,
    ) -> Array:
        """Probabilities over `relation_types`: what the actor did to the recipient."""
        window, *places = mark_parties(tokens, self._pieces, actor, recipient)
        states = self._run(window)[0]
        parties = [states[p] if p >= 0 else np.zeros_like(states[0]) for p in places]
        x = np.concatenate([*parties, states.mean(0)])
        hidden = np.maximum(self.linear(x, "relation.hidden"), 0)
        return softmax(self.linear(hidden, "relation.out"))


def softmax(logits: Array) -> Array:
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    probabilities: Array = shifted / shifted.sum(-1, keepdims=True)
    return probabilities


def _buckets(distance: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """0 at the frame itself, 1-7 after it, 9-15 before it, by powers of two."""
    size = np.minimum(
        np.floor(np.log2(np.maximum(np.abs(distance), 1))).astype(np.int64) + 1, DISTANCE_BUCKETS
    )
    bucket = np.where(distance < 0, size + DISTANCE_BUCKETS + 1, size)
    return np.where(distance == 0, 0, bucket)


def _unary_roles(layers: WordLayers, start: int, end: int) -> Array:
    """What the source and content heads add to the tags of statement roles (W, 7)."""
    source = layers.logits["source"][start:end]
    content = layers.logits["content"][start:end]
    outside = source[:, :1] + content[:, :1]
    return np.concatenate(
        [outside, source[:, 1:] + content[:, :1], content[:, 1:] + source[:, :1], outside, outside],
        -1,
    )


_shipped: ReaderModel | None = None


def shipped_model(*, threads: int = 0) -> ReaderModel:
    """The model that comes with the package, loaded once; `threads` count on the first call."""
    global _shipped
    if _shipped is None:
        with as_file(files("dateline.model")) as folder:
            _shipped = ReaderModel(folder, shipped_pieces(), threads=threads)
    return _shipped
