"""The words that fill the roles of cues and triggers, as the model tags them."""

from collections.abc import Sequence

import numpy as np

from dateline.model.reader_model import WordLayers
from dateline.reading.document import Document
from dateline.reading.tagging import Tagged, tag_frames


def tag_roles(
    document: Document, layers: WordLayers, kind: str, frames: Sequence[Tagged]
) -> list[list[Tagged]]:
    """For each frame (a cue or a trigger, in the order of the text) the spans of its roles.

    A frame sees no further than its window; spans are words of the whole text.
    """
    names = document.model.role_tags[kind]
    roles: list[list[Tagged]] = []
    for start, end in layers.windows:
        inside = [f for f in frames if start <= f.start < end]
        if not inside:
            continue
        scores = np.stack(
            [document.model.role_scores(layers, kind, f.start, f.end - 1) for f in inside]
        )
        roles += [
            [Tagged(start + s.start, start + s.end, s.label, s.score) for s in spans]
            for spans in tag_frames(scores, names)
        ]
    return roles
