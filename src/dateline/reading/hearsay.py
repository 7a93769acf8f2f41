"""Hearsay in one word: "reportedly", "allegedly" pass on what nobody named has said."""

from typing import Final

from dateline.reading.document import Document, StatementDraft, WordRange
from dateline.reading.noun_phrases import children
from dateline.reading.quotations import trim_content

_STANCES: Final = {
    "reportedly": "asserts",
    "allegedly": "alleges",
    "purportedly": "alleges",
    "supposedly": "alleges",
}


def _clause(document: Document, head: int) -> WordRange:
    """The words of a verb's own clause: not those of verbs joined to it, nor the final stop."""
    start, end = document.subtree(head)
    for child in children(document, head):
        if child > head and document.relations[child] == "conj":
            end = min(end, document.subtree(child)[0])
    while start < head and document.upos[start] in ("CCONJ", "PUNCT"):
        start += 1
    while end > head + 1 and document.upos[end - 1] in ("CCONJ", "PUNCT"):
        end -= 1
    return start, end


def find_hearsay(document: Document) -> None:
    """Adds the statement of each such adverb that is no cue yet; it has no source."""
    cued = {i for d in document.statement_drafts if d.cue for i in range(*d.cue)}
    for index in range(len(document.words)):
        stance = _STANCES.get(document.word(index).lower())
        if stance is None or index in cued or document.heads[index] == index:
            continue
        start, end = _clause(document, document.heads[index])
        parts = [(start, index), (index + 1, end)]
        contents = [
            trim_content(document.text, document.span(part), document.quotations)
            for part in parts
            if part[0] < part[1] and any(document.word(i).isalnum() for i in range(*part))
        ]
        if contents:
            document.statement_drafts.append(
                StatementDraft(
                    (index, index + 1),
                    contents,
                    None,
                    None,
                    stance,
                    evidence={"wording": document.word(index)},
                )
            )
    document.statement_drafts.sort(key=lambda d: min(d.contents))
