"""Names of persons, organizations, places and groups."""

from dateline.reading.document import Document, Mention
from dateline.reading.tagging import tag_spans


def find_names(document: Document) -> None:
    """Fills `names` from the model's tags; none crosses a sentence's end."""
    layers = document.layers
    assert layers is not None
    labels = document.model.labels["names"]
    for start, end in document.sentences:
        for found in tag_spans(layers.logits["names"][start:end], labels):
            words = _trimmed(document, start + found.start, start + found.end)
            if words:
                document.names.append(
                    Mention(words, document.head_of(words), found.label, True, found.score)
                )


_NOT_IN_NAME = frozenset("\"'“”‘’«»„,;:()[]-–—")


def _trimmed(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """The range without determiners and marks at its ends."""
    while start < end and (
        document.word(start) in _NOT_IN_NAME or document.word(start).lower() in ("the", "a", "an")
    ):
        start += 1
    while start < end and (
        document.word(end - 1) in _NOT_IN_NAME or document.word(end - 1) in ("'s", "’s")
    ):
        end -= 1
    return (start, end) if start < end else None
