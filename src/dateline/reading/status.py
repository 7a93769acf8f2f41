"""Whether an event is presented as happened, planned, possible, denied and so on."""

from dateline.model.reader_model import softmax
from dateline.reading.document import Document


def find_status(document: Document) -> None:
    """Fills the `status` of every event draft, with the model's certainty beside it."""
    layers = document.layers
    assert layers is not None
    names = document.model.labels["statuses"]
    for draft in document.event_drafts:
        first, last = draft.trigger[0], draft.trigger[1] - 1
        scores = softmax(document.model.frame_scores(layers, "statuses", first, last))
        best = int(scores.argmax())
        draft.status = names[best]
        draft.evidence["status"] = round(float(scores[best]), 3)
        certainty = layers.logits["certainty"][first : last + 1, 0].mean()
        draft.evidence["certainty"] = round(float(certainty), 2)
