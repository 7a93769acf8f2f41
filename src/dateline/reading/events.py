"""Events: triggers with type and mode, and the words that fill their roles."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from dateline.model.reader_model import WordLayers, softmax
from dateline.reading.document import Document, EventDraft, WordRange
from dateline.reading.noun_phrases import tidied
from dateline.reading.roles import tag_roles
from dateline.reading.tagging import Tagged

TRIGGER_THRESHOLD: Final = 0.5
"""How likely a word must be to belong to a trigger of any type."""
CONTEXT_THRESHOLD: Final = 0.5
_NO_TRIGGER: Final = frozenset(("ADP", "CCONJ", "SCONJ", "DET", "PUNCT", "PRON", "PART", "SYM"))
"""Parts of speech that name no act by themselves."""
_NO_END: Final = frozenset(("CCONJ", "SCONJ", "DET", "PUNCT"))
"""Parts of speech that end no trigger."""


def find_events(document: Document) -> None:
    """Fills `event_drafts`, in the order of the text."""
    layers = document.layers
    assert layers is not None
    triggers = _triggers(document, layers)
    roles = tag_roles(document, layers, "event", triggers)
    document.event_drafts = [
        _draft(document, layers, trigger, _by_role(document, found))
        for trigger, found in zip(triggers, roles, strict=True)
    ]


def _triggers(document: Document, layers: WordLayers) -> list[Tagged]:
    """Runs of words that are more likely a trigger than not, each of the run's likeliest type.

    Two events never stand word by word beside each other: "one trigger a clause".
    """
    probabilities = softmax(layers.logits["triggers"])
    names = document.model.labels["triggers"]
    likely = 1 - probabilities[:, 0] >= TRIGGER_THRESHOLD
    found: list[Tagged] = []
    for start, end in document.sentences:
        index = start
        while index < end:
            stop = index
            while stop < end and likely[stop]:
                stop += 1
            if stop > index:
                mean = probabilities[index:stop].mean(0)
                kind = int(mean[1:].argmax()) + 1
                last = stop
                if all(document.upos[i] in _NO_TRIGGER for i in range(index, stop)):
                    index = stop
                    continue
                while last > index + 1 and document.upos[last - 1] in _NO_END:
                    last -= 1
                score = document.model.calibrated("type", mean[kind])
                found.append(Tagged(index, last, names[kind], score))
            index = max(stop, index + 1)
    return found


def _by_role(document: Document, spans: Sequence[Tagged]) -> dict[str, list[WordRange]]:
    filled: dict[str, list[WordRange]] = {}
    for span in spans:
        filled.setdefault(span.label, []).append(tidied(document, (span.start, span.end)))
    return filled


def _draft(
    document: Document,
    layers: WordLayers,
    trigger: Tagged,
    roles: dict[str, list[WordRange]],
) -> EventDraft:
    model = document.model
    first, last = trigger.start, trigger.end - 1
    mode, mode_score = _mode(document, layers, trigger)
    contexts = 1 / (1 + np.exp(-model.frame_scores(layers, "contexts", first, last)))
    return EventDraft(
        trigger=(trigger.start, trigger.end),
        type=trigger.label,
        mode=mode,
        contexts=tuple(
            name
            for name, p in zip(model.labels["contexts"], contexts, strict=True)
            if p > CONTEXT_THRESHOLD
        ),
        roles=roles,
        evidence={"type": trigger.score, "mode": mode_score},
    )


def _mode(document: Document, layers: WordLayers, trigger: Tagged) -> tuple[str | None, float]:
    """The likeliest mode among those of the trigger's type, `None` included."""
    scores = document.model.frame_scores(layers, "modes", trigger.start, trigger.end - 1)
    names = document.model.labels["modes"]
    own = [i for i, name in enumerate(names) if name.startswith(f"{trigger.label}.")]
    probabilities = softmax(scores[own])
    best = int(probabilities.argmax())
    mode = names[own[best]].partition(".")[2]
    return (None if mode == "none" else mode), document.model.calibrated(
        "mode", probabilities[best]
    )
