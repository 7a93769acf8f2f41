"""Sources that decline to comment: a statement in itself, in a handful of set wordings."""

import re
from typing import Final

from dateline.reading.document import Document, StatementDraft, WordRange
from dateline.reading.noun_phrases import tidied

_DECLINED: Final = re.compile(
    r"(?i)\b(?P<cue>declin(?:ed?|es|ing)(?: to(?: be)?)?|refus(?:ed?|es|ing)(?: to(?: be)?)?"
    r"|(?:would not|wouldn['’]t|will not|won['’]t)(?: be)?"
    r"|(?:had|has|have|offered|gave|make|made|issued) no(?: immediate| further)?)\s+"
    r"(?P<content>(?:(?:immediate(?:ly)?|publicly|further|any|all)\s+)?comment|drawn)\b"
)
_NO_COMMENT: Final = re.compile(r"(?i)no comment\b")


def find_declined(document: Document) -> None:
    """Adds the statements of sources that declined to comment where no cue was found for them."""
    for draft in document.statement_drafts:
        if _NO_COMMENT.match(document.text, draft.contents[0][0]):
            draft.stance = "declines_comment"
    cued = {i for d in document.statement_drafts if d.cue for i in range(*d.cue)}
    for match in _DECLINED.finditer(document.text):
        cue = document.range_of(match.span("cue"))
        if cue is None or any(i in cued for i in range(*cue)):
            continue
        source = _subject(document, cue)
        if source is not None:
            document.statement_drafts.append(
                StatementDraft(
                    cue,
                    [match.span("content")],
                    source,
                    None,
                    "declines_comment",
                    evidence={"wording": match.group()},
                )
            )
    document.statement_drafts.sort(key=lambda d: min(d.contents))


def _subject(document: Document, cue: WordRange) -> WordRange | None:
    """The subject of the cue's verb or of the verb that it helps."""
    for node in (*range(*cue), cue[1]):
        if node >= len(document.words):
            continue
        for child in document.children(node):
            if document.relations[child].startswith("nsubj") and child < cue[0]:
                start, end = document.subtree(child)
                return tidied(document, (start, min(end, cue[0])))
    return None
