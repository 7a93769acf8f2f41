"""The loss of every head on a batch; a head whose labels the batch lacks adds nothing."""

from typing import Final

import torch
import torch.nn.functional as functional
from torch import Tensor

from training.batches import Batch, FrameBatch
from training.document import UNKNOWN
from training.labels import FRAME_HEADS, branch_of
from training.network import Reader, distance_bucket

WEIGHTS: Final = {
    "sentence": 1.0, "upos": 0.5, "arcs": 1.0, "relations": 0.5, "names": 1.0, "mentions": 0.3,
    "cues": 1.0, "source": 0.5, "content": 0.5, "triggers": 1.5, "times": 0.3, "certainty": 0.3,
    "statement roles": 1.5, "event roles": 1.0, "predicate roles": 0.5, "modes": 1.0,
    "statuses": 0.5, "stances": 0.5, "contexts": 0.05, "relation": 1.5,
}  # fmt: skip

CERTAINTY_BEND: Final = 0.2
"""Errors below this count by their square, above it as they are: certainty is scored by its mean
absolute error, and most labels stand at the end of the scale."""
WORDS_FLOOR: Final = 300
"""A word-wise loss is divided by its labelled words, or by this where they are fewer."""
FRAMES_FLOOR: Final = 12
ROLE_WORDS: Final = 25
"""A frame's role loss is the sum over its words divided by this."""


def losses(reader: Reader, batch: Batch) -> dict[str, Tensor]:
    """Unweighted losses by head."""
    states = branch_states(reader, batch)
    x = {branch: reader.dropout(found) for branch, found in states.items()}
    found: dict[str, Tensor] = {}
    for name, head in reader.word_heads.items():
        if name in batch.words:
            found[name] = _words(head(x[branch_of(name)]), batch.words[name])
    if "relations" in batch.words:
        found["arcs"], found["relations"] = _syntax(reader, x["syntax"], batch)
    if bool((~batch.certainty.isnan()).any()):
        predicted = reader.word_heads["certainty"](x["meaning"])
        found["certainty"] = _certainty(predicted, batch.certainty)
    for kind, frames in batch.frames.items():
        found |= _frames(reader, x["meaning"], kind, frames)
    if len(batch.relation_window):
        found["relation"] = _relation(reader, x["meaning"], batch)
    return found


def branch_states(reader: Reader, batch: Batch) -> dict[str, Tensor]:
    """Word vectors (B, W, WIDTH) by branch; zeros where a window has no label of the branch."""
    pieces = reader.pieces(batch.ids, batch.cases, batch.layouts, batch.mask)
    found = {}
    for branch, rows in batch.rows.items():
        if not len(rows):
            found[branch] = pieces.new_zeros(*batch.first.shape, pieces.size(-1))
            continue
        states = reader.states(
            branch, pieces[rows], batch.mask[rows], batch.first[rows], batch.last[rows]
        )
        empty = states.new_zeros(len(batch.ids), *states.shape[1:])
        found[branch] = empty.index_copy(0, rows, states)
    return found


def _words(logits: Tensor, labels: Tensor) -> Tensor:
    count = int((labels != UNKNOWN).sum())
    total = functional.cross_entropy(
        logits.float().flatten(0, 1), labels.flatten(), ignore_index=UNKNOWN, reduction="sum"
    )
    return total / max(count, WORDS_FLOOR)


def arc_scores(reader: Reader, x: Tensor, sentences: Tensor) -> Tensor:
    """Scores (B, W, 1 + W) of each word's head, the root first, within its own sentence."""
    arcs = reader.arcs(x).float()
    outside = sentences[:, :, None] != sentences[:, None, :]
    arcs = arcs.masked_fill(outside, -1e4)
    root = reader.word_heads["root"](x).float()
    return torch.cat([root, arcs], -1)


def _syntax(reader: Reader, x: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
    scores = arc_scores(reader, x, batch.sentences)
    target = torch.where(batch.heads >= -1, batch.heads + 1, batch.heads)
    count = max(int((target >= 0).sum()), WORDS_FLOOR)
    arc_loss = functional.cross_entropy(
        scores.flatten(0, 1), target.flatten(), ignore_index=UNKNOWN, reduction="sum"
    )
    labels = torch.where(batch.heads >= -1, batch.words["relations"], UNKNOWN)
    dependent = reader.label_dependent(x)
    head = head_states(reader, x, batch.heads.clamp(min=-1))
    label_loss = functional.cross_entropy(
        reader.labels(dependent, head).float().flatten(0, 1),
        labels.flatten(),
        ignore_index=UNKNOWN,
        reduction="sum",
    )
    return arc_loss / count, label_loss / count


def head_states(reader: Reader, x: Tensor, heads: Tensor) -> Tensor:
    """`label_head` of each word's head; zeros for the root (-1)."""
    projected = reader.label_head(x)
    index = heads.clamp(min=0)[..., None].expand(-1, -1, projected.size(-1))
    return projected.gather(1, index) * (heads >= 0)[..., None]


def _certainty(predicted: Tensor, target: Tensor) -> Tensor:
    known = ~target.isnan()
    total = functional.smooth_l1_loss(
        predicted[known].float(), target[known], beta=CERTAINTY_BEND, reduction="sum"
    )
    return total / max(int(known.sum()), 20)


def frame_states(x: Tensor, frames: FrameBatch) -> Tensor:
    """Frame vectors (F, WIDTH): the mean of a frame's first and last word."""
    return (x[frames.window, frames.first] + x[frames.window, frames.last]) / 2


def role_scores(reader: Reader, x: Tensor, kind: str, frames: FrameBatch) -> Tensor:
    """Tag logits (F, W, tags)."""
    scorer = reader.roles["event" if kind == "predicate" else kind]
    places = torch.arange(x.size(1), device=x.device)[None]
    before = (places - frames.first[:, None]).clamp(max=0)
    after = (places - frames.last[:, None]).clamp(min=0)
    word = scorer.word(x)[frames.window]
    hidden = scorer.hidden(frame_states(x, frames), word, distance_bucket(before + after))
    scores: Tensor = reader.predicate_out(hidden) if kind == "predicate" else scorer.out(hidden)
    if kind == "statement":
        scores = scores + unary_roles(reader, x)[frames.window]
    return scores


def unary_roles(reader: Reader, x: Tensor) -> Tensor:
    """What the source and content heads add to the tags of statement roles (B, W, 7)."""
    source, content = reader.word_heads["source"](x), reader.word_heads["content"](x)
    outside = source[..., :1] + content[..., :1]
    tags: Tensor = torch.cat(
        [
            outside,
            source[..., 1:] + content[..., :1],
            content[..., 1:] + source[..., :1],
            outside,
            outside,
        ],
        -1,
    )
    return tags


def _frames(reader: Reader, x: Tensor, kind: str, frames: FrameBatch) -> dict[str, Tensor]:
    count = max(len(frames.window), FRAMES_FLOOR)
    scores = role_scores(reader, x, kind, frames).float()
    found = {
        f"{kind} roles": functional.cross_entropy(
            scores.flatten(0, 1), frames.tags.flatten(), ignore_index=UNKNOWN, reduction="sum"
        )
        / (count * ROLE_WORDS)
    }
    if kind == "predicate":
        return found
    state = frame_states(x, frames)
    for name in FRAME_HEADS:
        labels = frames.classes[name]
        if name == "contexts":
            known = ~labels.isnan().any(-1)
            if bool(known.any()):
                logits = reader.frame_heads[name](state[known]).float()
                found[name] = (
                    functional.binary_cross_entropy_with_logits(
                        logits, labels[known], reduction="sum"
                    )
                    / count
                )
        elif bool((labels != UNKNOWN).any()):
            logits = reader.frame_heads[name](state).float()
            if name == "modes":
                logits = mode_logits(logits, labels)
            found[name] = (
                functional.cross_entropy(logits, labels, ignore_index=UNKNOWN, reduction="sum")
                / count
            )
    return found


def mode_logits(logits: Tensor, labels: Tensor) -> Tensor:
    """The logits of the modes that belong to each label's type; the others cannot be chosen."""
    return logits.masked_fill(~_same_type(labels, logits), -1e4)


def _same_type(labels: Tensor, logits: Tensor) -> Tensor:
    """Which modes belong to the type of each label: the softmax is over these."""
    types = [mode.partition(".")[0] for mode in FRAME_HEADS["modes"]]
    order = {t: i for i, t in enumerate(dict.fromkeys(types))}
    of_mode = torch.tensor([order[t] for t in types], device=logits.device)
    return of_mode[None] == of_mode[labels.clamp(min=0)][:, None]


def _relation(reader: Reader, x: Tensor, batch: Batch) -> Tensor:
    logits = relation_logits(reader, x, batch).float()
    # Where a corpus does not tell types apart, their summed probability is what counts.
    log_probability = functional.log_softmax(logits, -1)
    allowed = log_probability.masked_fill(batch.relation_types == 0, -1e4)
    return -allowed.logsumexp(-1).sum() / max(len(logits), FRAMES_FLOOR)


def relation_logits(reader: Reader, x: Tensor, batch: Batch) -> Tensor:
    rows = batch.relation_window
    states, mask = x[rows], batch.word_mask[rows][..., None].to(x.dtype)
    mean = (states * mask).sum(1) / mask.sum(1)
    parties = []
    for column in range(2):
        place = batch.relation_places[:, column]
        state = states[torch.arange(len(rows), device=x.device), place.clamp(min=0)]
        parties.append(state * (place >= 0)[:, None])
    logits: Tensor = reader.relation(parties[0], parties[1], mean)
    return logits
