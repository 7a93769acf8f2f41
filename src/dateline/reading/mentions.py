"""Names of persons, organizations, places and groups."""

from typing import Final

from dateline.reading.document import Document, Mention, WordRange
from dateline.reading.tagging import tag_spans


def find_names(document: Document) -> None:
    """Fills `names` from the model's tags; none crosses a sentence's end."""
    layers = document.layers
    assert layers is not None
    labels = document.model.labels["names"]
    for start, end in document.sentences:
        for found in tag_spans(layers.logits["names"][start:end], labels):
            for part in _parts(document, (start + found.start, start + found.end), found.label):
                words = _trimmed(document, *part)
                if words and found.label == "person":
                    words = _without_title(document, words)
                if words:
                    head = document.head_of(words)
                    document.names.append(Mention(words, head, found.label, True, found.score))


_TITLES: Final = frozenset(
    "mr mrs ms miss mx dr prof professor sir lord lady dame president premier prime "
    "minister king queen prince princess gen general col colonel maj major capt captain lt "
    "lieutenant sgt sergeant brig brigadier cpl corporal pvt private adm admiral cmdr "
    "commander chief marshal justice judge bishop archbishop cardinal pope rev reverend "
    "imam sheikh ayatollah mufti rabbi mayor governor senator sen rep representative "
    "congressman congresswoman ambassador chancellor secretary deputy vice inspector "
    "superintendent constable detective officer spokesman spokeswoman spokesperson former "
    "acting honourable hon messrs".split()
)
_NOT_IN_NAME: Final = frozenset("\"'“”‘’«»„,;:()[]-–—")


def _parts(document: Document, words: WordRange, kind: str) -> list[WordRange]:
    """A run tagged as one person's name is cut where "and" or a comma joins two."""
    if kind != "person":
        return [words]
    cuts = [i for i in range(*words) if document.word(i).lower() in ("and", "&", ",")]
    starts, ends = [words[0], *(i + 1 for i in cuts)], [*cuts, words[1]]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if a < b]


def _without_title(document: Document, words: WordRange) -> WordRange | None:
    """A person's name without the titles before it; `None` if it is nothing else."""
    start, end = words
    while start < end and document.word(start).lower().strip(".") in _TITLES:
        start += 1
    return (start, end) if start < end else None


def _trimmed(document: Document, start: int, end: int) -> WordRange | None:
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
