"""Statements: cues, and for each cue its source, its content and to whom it was said."""

from collections.abc import Sequence
from typing import Final

from dateline.model.reader_model import WordLayers, softmax
from dateline.reading.anonymity import find_anonymity_wordings
from dateline.reading.document import Document, StatementDraft, WordRange
from dateline.reading.noun_phrases import tidied
from dateline.reading.quotations import Quotation, trim_content
from dateline.reading.roles import tag_roles
from dateline.reading.tagging import Tagged, tag_spans
from dateline.record import Span

CUE_BIAS: Final = 0.0
"""Added to the score of being no cue; above zero fewer cues are found."""
MIN_QUOTED_WORDS: Final = 4
"""A quotation shorter than this without a cue is a term or a title, not a statement."""
_NO_CUE: Final = frozenset(("AUX", "PART", "DET", "PUNCT", "CCONJ"))
"""Parts of speech that by themselves introduce nothing."""
SNAP: Final = 0.1
"""A content that covers this much of a quotation, with its cue outside, is the whole of it."""


def find_statements(document: Document) -> None:
    """Fills `statement_drafts`, in the order of the text."""
    layers = document.layers
    assert layers is not None
    cues = _cues(document, layers)
    drafts = [
        draft
        for cue, roles in zip(cues, tag_roles(document, layers, "statement", cues), strict=True)
        if (draft := _draft(document, layers, cue, roles))
    ]
    _settle_claims(document, drafts)
    _join_paragraphs(document, drafts)
    _carry_on_quotations(document, drafts)
    document.statement_drafts = sorted(drafts, key=lambda d: _position(document, d))


def _position(document: Document, draft: StatementDraft) -> Span:
    first = min(draft.contents)
    return min(first, document.span(draft.cue)) if draft.cue else first


def _cues(document: Document, layers: WordLayers) -> list[Tagged]:
    names = [("O", "B-cue", "I-cue")[i] for i in range(3)]
    found: list[Tagged] = []
    for start, end in document.sentences:
        scores = layers.logits["cues"][start:end].copy()
        scores[:, 0] += CUE_BIAS
        for tagged in tag_spans(scores, names):
            first, last = start + tagged.start, start + tagged.end
            while last > first and document.upos[last - 1] == "PUNCT":
                last -= 1
            if any(document.upos[i] not in _NO_CUE for i in range(first, last)):
                found.append(Tagged(first, last, tagged.label, tagged.score))
    return found


def _draft(
    document: Document, layers: WordLayers, cue: Tagged, roles: Sequence[Tagged]
) -> StatementDraft | None:
    words: WordRange = (cue.start, cue.end)
    if _asks_for_anonymity(document, words):
        return None
    contents = _contents(document, words, [r for r in roles if r.label == "content"])
    if not contents:
        return None
    scores = softmax(document.model.frame_scores(layers, "stances", cue.start, cue.end - 1))
    stances = document.model.labels["stances"]
    best = int(scores.argmax())
    return StatementDraft(
        cue=words,
        contents=contents,
        source=_nearest(document, cue, [r for r in roles if r.label == "source"]),
        addressee=_nearest(document, cue, [r for r in roles if r.label == "addressee"]),
        stance=stances[best],
        evidence={
            "cue": cue.score,
            "stance": document.model.calibrated("stance", scores[best]),
        },
    )


def _asks_for_anonymity(document: Document, cue: WordRange) -> bool:
    """Asking not to be named is told with the statement it was asked for, not as another one."""
    start, end = document.span(document.sentence_of(cue[0]))
    first, last = document.span(cue)
    return any(
        a < last and first < b for a, b in find_anonymity_wordings(document.text, start, end)
    )


def _nearest(document: Document, cue: Tagged, spans: Sequence[Tagged]) -> WordRange | None:
    """Of several spans in one role the surest; a cue has one source of words."""
    best = max(spans, key=lambda s: s.score - 0.01 * min(abs(s.start - cue.end), 50), default=None)
    return tidied(document, (best.start, best.end)) if best else None


def _contents(document: Document, cue: WordRange, roles: Sequence[Tagged]) -> list[Span]:
    spans: list[Span] = []
    said = [r for r in roles if any(_says(document, i) for i in range(r.start, r.end))]
    for role in said or roles:
        span = _without_anonymity(document, document.span((role.start, role.end)))
        span = _snapped(document, span, document.span(cue))
        span = trim_content(document.text, span, document.quotations)
        if span[0] < span[1] and any(c.isalnum() for c in document.text[span[0] : span[1]]):
            spans.append(span)
    spans = _merged(document, spans, document.span(cue))
    own = [s for s in spans if _same_paragraph(document, s, document.span(cue))]
    # Indirect speech ends with its paragraph; only a quotation is carried on by the next.
    return [s for s in spans if s in own or not own or _quoted(document, s[0])]


def _same_paragraph(document: Document, span: Span, other: Span) -> bool:
    first, last = min(span, other), max(span, other)
    return "\n" not in document.text[first[1] : last[0]]


def _says(document: Document, index: int) -> bool:
    """A word with content of its own, not one that only links or points."""
    return document.upos[index] in ("NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "INTJ", "X")


def _without_anonymity(document: Document, span: Span) -> Span:
    """The span up to where it tells of the source's anonymity, which is no part of what is said."""
    for wording in find_anonymity_wordings(document.text, *span):
        comma = document.text.rfind(",", span[0], wording[0])
        if comma > span[0] and wording[0] - comma < 40 and not _quoted(document, comma):
            return span[0], comma
    return span


def _quoted(document: Document, position: int) -> bool:
    return any(q.inner[0] <= position < q.inner[1] for q in document.quotations)


def _snapped(document: Document, span: Span, cue: Span) -> Span:
    """The span widened to the ends of quotations that it covers well and that hold no cue."""
    start, end = span
    for quotation in document.quotations:
        inner = quotation.inner
        if inner[0] >= end or inner[1] <= start or inner[0] <= cue[0] < inner[1]:
            continue
        covered = min(end, inner[1]) - max(start, inner[0])
        if covered >= SNAP * (inner[1] - inner[0]):
            start, end = min(start, inner[0]), max(end, inner[1])
    return start, end


def _merged(document: Document, spans: list[Span], cue: Span) -> list[Span]:
    """Spans without overlap, in order, and without the words of the cue itself."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    kept: list[Span] = []
    for start, end in merged:
        if start < cue[1] and cue[0] < end:
            pieces = [(start, cue[0]), (cue[1], end)]
        else:
            pieces = [(start, end)]
        for piece in pieces:
            trimmed = trim_content(document.text, piece, document.quotations)
            if any(c.isalnum() for c in document.text[trimmed[0] : trimmed[1]]):
                kept.append(trimmed)
    return kept


def _settle_claims(document: Document, drafts: list[StatementDraft]) -> None:
    """Leaves words that two cues claim, neither of them inside the other's content, to the nearer.

    A statement keeps at least one span: two statements may rightly share all they hold.
    """
    for draft in drafts:
        for other in drafts:
            if draft is other or draft.cue is None or other.cue is None:
                continue
            cue, rival = document.span(draft.cue), document.span(other.cue)
            if _holds(draft.contents, rival[0]) or _holds(other.contents, cue[0]):
                continue
            kept = [
                span
                for span in draft.contents
                if not (
                    any(a < span[1] and span[0] < b for a, b in other.contents)
                    and _distance(rival, span) < _distance(cue, span)
                )
            ]
            if kept:
                draft.contents = kept


def _holds(contents: Sequence[Span], position: int) -> bool:
    return any(start <= position < end for start, end in contents)


def _distance(cue: Span, span: Span) -> int:
    return max(cue[0] - span[1], span[0] - cue[1], 0)


def _join_paragraphs(document: Document, drafts: list[StatementDraft]) -> None:
    """Gives all of a quotation that runs on over paragraphs to whoever is cued for a part of it."""
    for group in _running_quotations(document.quotations):
        owners = [d for d in drafts if d.cue and any(_covers(d, q) for q in group)]
        if not owners:
            continue
        owner = owners[0]
        for quotation in group:
            if not any(_covers(d, quotation) for d in drafts):
                span = trim_content(document.text, quotation.inner, document.quotations)
                owner.contents = sorted([*owner.contents, span])


def _running_quotations(quotations: Sequence[Quotation]) -> list[list[Quotation]]:
    """Quotations of several paragraphs, each carried on by the next."""
    groups: list[list[Quotation]] = []
    for quotation in quotations:
        if quotation.continues and groups:
            groups[-1].append(quotation)
        else:
            groups.append([quotation])
    return [group for group in groups if len(group) > 1]


def _covers(draft: StatementDraft, quotation: Quotation) -> bool:
    start, end = quotation.inner
    covered = sum(max(0, min(end, b) - max(start, a)) for a, b in draft.contents)
    return covered >= 0.3 * (end - start)


def _carry_on_quotations(document: Document, drafts: list[StatementDraft]) -> None:
    """Gives quotations without a cue to the speaker before, or to nobody.

    A quotation goes on where its paragraph opens with a mark after one that was not closed, or
    where it stands, whole sentences of it, right after a quotation of a cued statement.
    """
    for quotation in document.quotations:
        if _is_covered(quotation, drafts) or not _is_sentence(document, quotation):
            continue
        span = trim_content(document.text, quotation.inner, document.quotations)
        speaker = _speaker_before(document, quotation, drafts)
        if speaker is not None:
            speaker.contents = sorted([*speaker.contents, span])
            speaker.evidence["carried on"] = True
        else:
            drafts.append(
                StatementDraft(None, [span], None, None, "asserts", evidence={"quotation": "alone"})
            )


def _is_covered(quotation: Quotation, drafts: Sequence[StatementDraft]) -> bool:
    return any(_covers(draft, quotation) for draft in drafts)


def _is_sentence(document: Document, quotation: Quotation) -> bool:
    """A quotation that opens like a sentence and is long enough to say something."""
    words = document.range_of(quotation.inner)
    if words is None or words[1] - words[0] < MIN_QUOTED_WORDS:
        return False
    first = document.text[quotation.inner[0]]
    return not first.islower() or quotation.continues


def _speaker_before(
    document: Document, quotation: Quotation, drafts: Sequence[StatementDraft]
) -> StatementDraft | None:
    """The statement whose quotation ends in this paragraph or the one before."""
    candidates = [
        d for d in drafts if d.cue is not None and max(d.contents)[1] <= quotation.opening[0]
    ]
    if not candidates:
        return None
    last = max(candidates, key=lambda d: max(max(d.contents)[1], document.span(d.cue or (0, 1))[1]))
    between = document.text[max(last.contents)[1] : quotation.opening[0]]
    quoted = any(
        q.inner[0] <= max(last.contents)[0] < q.inner[1] or max(last.contents)[0] == q.opening[0]
        for q in document.quotations
    )
    near = between.count("\n\n") <= 1 if not quotation.continues else between.count("\n\n") <= 2
    return last if quoted and near else None
