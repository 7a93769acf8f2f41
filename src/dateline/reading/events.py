"""Events: triggers with type and mode, and the words that fill their roles."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from dateline.model.reader_model import WordLayers, softmax
from dateline.reading.document import Document, EventDraft, WordRange
from dateline.reading.instruments import told_mode
from dateline.reading.noun_phrases import tidied
from dateline.reading.roles import tag_roles
from dateline.reading.tagging import Tagged

TRIGGER_THRESHOLD: Final = 0.5
"""How likely a word must be to belong to a trigger of any type."""
TYPE_THRESHOLD: Final = 0.25
"""How sure, calibrated, the model must be of a trigger's type: below it more are wrong than right
(F1 of events on the development part of our own corpus .595 without it, .598 with it)."""
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
                if score >= TYPE_THRESHOLD:
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
    mode, evidence = _mode(document, layers, trigger)
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
        evidence={"type": trigger.score, **evidence},
    )


def _mode(
    document: Document, layers: WordLayers, trigger: Tagged
) -> tuple[str | None, dict[str, Any]]:
    """The mode that the means tells, else the likeliest of the trigger's type, `None` included."""
    scores = document.model.frame_scores(layers, "modes", trigger.start, trigger.end - 1)
    names = document.model.labels["modes"]
    own = [i for i, name in enumerate(names) if name.startswith(f"{trigger.label}.")]
    probabilities = softmax(scores[own])
    best = int(probabilities.argmax())
    evidence: dict[str, Any] = {}
    told = told_mode(document, trigger.label, (trigger.start, trigger.end))
    if told is not None:
        best = own.index(names.index(f"{trigger.label}.{told[0]}"))
        evidence["means"] = document.words[told[1]]
    mode = names[own[best]].partition(".")[2]
    score = document.model.calibrated("mode", probabilities[best])
    return (None if mode == "none" else mode), {"mode": score, **evidence}
