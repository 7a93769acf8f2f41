"""What single words tell of who says what: hearsay ("reportedly", "allegedly" pass on what nobody
named has said), and denials of what others claim ("dismissed reports", "the claim is false")."""

from typing import Final

from dateline.reading.document import Document, StatementDraft, WordRange
from dateline.reading.noun_phrases import singular
from dateline.reading.quotations import trim_content

_STANCES: Final = {
    "reportedly": "asserts",
    "allegedly": "alleges",
    "purportedly": "alleges",
    "supposedly": "alleges",
}
CLAIMS: Final = frozenset(
    "accusation allegation claim charge report rumour rumor suggestion assertion insinuation "
    "speculation story blame".split()
)
"""What others say, as whoever denies it calls it."""
_OWN_PART: Final = frozenset(
    "role part hand involvement responsibility complicity connection link knowledge".split()
)
_REJECTING: Final = (
    "deny", "deni", "reject", "dismiss", "refut", "rebut", "repudiat", "disput", "disavow",
    "disown",
)  # fmt: skip
_CALLING: Final = ("call", "describ", "brand", "label", "term", "dismiss", "denounc")
_FALSE: Final = frozenset(
    "false baseless unfounded untrue groundless fabricated fabrication fabrications concocted "
    "invented invention lie lies nonsense fiction fake slander rubbish hogwash incorrect "
    "inaccurate untruthful preposterous absurd ridiculous ludicrous bogus propaganda "
    "disinformation misinformation malicious mischievous".split()
)
_POINTING: Final = frozenset("it this that these those they".split())
_NEGATIONS: Final = frozenset("not n't n’t never no".split())


def _clause(document: Document, head: int) -> WordRange:
    """The words of a verb's own clause: not those of verbs joined to it, nor the final stop."""
    start, end = document.subtree(head)
    for child in document.children(head):
        if child > head and document.relations[child] == "conj":
            end = min(end, document.subtree(child)[0])
    while start < head and document.upos[start] in ("CCONJ", "PUNCT"):
        start += 1
    while end > head + 1 and document.upos[end - 1] in ("CCONJ", "PUNCT"):
        end -= 1
    return start, end


def find_hearsay(document: Document) -> None:
    """Adds the statement of each such adverb that is no cue yet, without a source, and gives
    statements that deny a claim their stance."""
    _add_hearsay(document)
    for draft in document.statement_drafts:
        word = _denied_by(document, draft)
        if word is not None:
            draft.stance = "denies"
            draft.evidence["wording"] = document.word(word)
    _drop_denied_claims(document)
    document.statement_drafts.sort(key=lambda d: min(d.contents))


def _denied_by(document: Document, draft: StatementDraft) -> int | None:
    """The word that makes a statement the denial of a claim, `None` if nothing does."""
    ranges = [words for span in draft.contents if (words := document.range_of(span))]
    if draft.cue is None or not ranges:
        return None
    cue = document.head_of(draft.cue)
    claim = singular(document.word(document.head_of(ranges[0])))
    verb = document.word(cue).lower()
    if verb.startswith(_REJECTING) and claim in CLAIMS | _OWN_PART:
        return cue
    sentence = document.sentence_number(cue)
    for index in (index for words in ranges for index in range(*words)):
        beside = document.sentence_number(index) == sentence or _is_quoted(document, index)
        if beside and document.word(index).lower() in _FALSE:
            called = verb.startswith(_CALLING) and claim in CLAIMS | _POINTING
            if called or _is_said_of_a_claim(document, index):
                return index
    return None


def _is_quoted(document: Document, index: int) -> bool:
    start = document.words[index][0]
    return any(q.inner[0] <= start < q.inner[1] for q in document.quotations)


def _is_said_of_a_claim(document: Document, predicate: int) -> bool:
    """Whether a sentence says of a claim that it is so: "the reports are false"."""
    below = document.children(predicate)
    if any(document.word(child).lower() in _NEGATIONS for child in below):
        return False
    return any(
        singular(document.word(child)) in CLAIMS | _POINTING
        for child in below
        if document.relations[child].startswith("nsubj")
    )


def _drop_denied_claims(document: Document) -> None:
    """Drops the statement of a claim that nobody but its denier is named for: in "dismissed
    reports that it attacked" only one speaks."""
    denials = [d for d in document.statement_drafts if d.stance == "denies" and d.cue]
    by_cue = {document.head_of(d.cue): d for d in denials if d.cue}
    kept = []
    for draft in document.statement_drafts:
        head = document.head_of(draft.cue) if draft.cue else None
        denial = by_cue.get(document.heads[head]) if head is not None else None
        claimed = head is not None and singular(document.word(head)) in CLAIMS
        if denial is None or denial is draft or not claimed or not _same_source(denial, draft):
            kept.append(draft)
    document.statement_drafts = kept


def _same_source(denial: StatementDraft, claim: StatementDraft) -> bool:
    if claim.source is None or denial.source is None:
        return claim.source is None
    return claim.source[0] < denial.source[1] and denial.source[0] < claim.source[1]


def _add_hearsay(document: Document) -> None:
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
