"""Whether an event is presented as happened, planned, possible, denied and so on.

The model's reading, corrected where the grammar around the trigger or the statement that holds it
plainly says otherwise; measured on the annotated reports, the grammar is right in most such cases,
and the model has seen too few of the rarer statuses to be.
"""

from typing import Final

from dateline.model.reader_model import softmax
from dateline.reading.document import Document, EventDraft, StatementDraft
from dateline.reading.modality import Modality, modality_of

SPEECH_ACTS: Final = frozenset(
    ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "CONCEDE", "SUPPORT")
)
"""Types that have happened once they are uttered, whatever verb utters them."""

_FACTUAL: Final = ("happened", "ongoing")
_FIRST_PERSON: Final = frozenset("i we us our my".split())


def find_status(document: Document) -> None:
    """Fills the `status` of every event draft; `evidence` holds the scores and what decided."""
    layers = document.layers
    assert layers is not None
    names = document.model.labels["statuses"]
    for draft in document.event_drafts:
        first, last = draft.trigger[0], draft.trigger[1] - 1
        scores = softmax(document.model.frame_scores(layers, "statuses", first, last))
        best = int(scores.argmax())
        draft.status = names[best]
        draft.evidence["status"] = document.model.calibrated("status", scores[best])
        certainty = layers.logits["certainty"][first : last + 1, 0].mean()
        draft.evidence["certainty"] = round(float(certainty), 2)
        _correct(document, draft)


def _correct(document: Document, draft: EventDraft) -> None:
    """Sets the status that the grammar tells, and the words that tell it."""
    modality = modality_of(document, draft.trigger)
    statement = _innermost(document, draft)
    denial = statement if statement is not None and statement.stance == "denies" else None
    if draft.type in SPEECH_ACTS and (modality is None or modality.status != "possible"):
        return
    if modality is not None and modality.status == "not_happened":
        own = _of_its_own(document, draft, statement)
        claimed = statement is not None and _rejects_a_claim(document, draft)
        draft.status = "denied" if own or claimed else "not_happened"
        _decided(document, draft, modality)
    elif modality is not None:
        draft.status = modality.status
        _decided(document, draft, modality)
    elif denial is not None and draft.status in _FACTUAL and _covers(document, denial, draft):
        draft.status = "denied"
        draft.evidence["decided by"] = document.quote(denial.cue or draft.trigger)


def _decided(document: Document, draft: EventDraft, modality: Modality) -> None:
    draft.evidence["decided by"] = document.word(modality.word)


def _innermost(document: Document, draft: EventDraft) -> StatementDraft | None:
    """The smallest statement whose content holds the trigger."""
    position = document.span(draft.trigger)[0]
    holding = [
        s for s in document.statement_drafts if any(a <= position < b for a, b in s.contents)
    ]
    return min(holding, key=lambda s: sum(b - a for a, b in s.contents), default=None)


def _covers(document: Document, denial: StatementDraft, draft: EventDraft) -> bool:
    """Whether a denial is about an event that it holds: all are by its cue, and by a word such as
    "false" only those in the claim that it is said of."""
    if denial.cue is None:
        return False
    word = denial.evidence.get("wording", document.word(document.head_of(denial.cue)))
    if word == document.word(document.head_of(denial.cue)):
        return True
    start, end = document.sentence_of(draft.trigger[0])
    subjects = [
        document.subtree(child)
        for index in range(start, end)
        if document.word(index) == word
        for child in document.children(index)
        if document.relations[child].startswith("nsubj")
    ]
    return any(first <= draft.trigger[0] < last for first, last in subjects)


def _rejects_a_claim(document: Document, draft: EventDraft) -> bool:
    """Whether a negation takes up what others have told: "no such attack took place"."""
    node = document.head_of(draft.trigger)
    nouns = [node, *(c for c in document.children(node) if document.upos[c] == "NOUN")]
    return any(document.word(c).lower() == "such" for n in nouns for c in document.children(n))


def _of_its_own(document: Document, draft: EventDraft, statement: StatementDraft | None) -> bool:
    """Whether the source speaks of an act ascribed to itself: "we do not steal cows"."""
    if statement is None:
        return False
    if statement.stance == "denies":
        return True
    actors = {
        document.word(index).lower()
        for words in draft.roles.get("actor", [])
        for index in range(*words)
    }
    if actors & _FIRST_PERSON:
        return True
    if statement.source is None:
        return False
    source = {
        document.word(i).lower()
        for i in range(*statement.source)
        if document.upos[i] in ("NOUN", "PROPN")
    }
    return bool(actors & source)
