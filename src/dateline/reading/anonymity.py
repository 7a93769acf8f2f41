"""Anonymity: the wordings by which a report says that it was asked for or given, and why."""

import re
from typing import Final

from dateline.model.encoding import LAYOUTS
from dateline.reading.document import Document, WordRange
from dateline.record import Span

_POSSESSIVE: Final = r"(?:his|her|their|its)"
_PRONOUN: Final = r"(?:he|she|they|it|we|his|her|their)"
_NAMED: Final = r"(?:named|identified|quoted(?: by name)?|published|disclosed|cited)"
_ASKED: Final = (
    r"(?:(?:ask|request|want|wish|insist|demand)(?:ed|ing|s)?|prefer(?:red|ring|s)?|beg(?:ged|ging)"
    r"|insist(?:ed|ing) on)"
)
_HAS_BEEN: Final = r"(?:is|are|was|were|has been|have been)"
_ALLOWED: Final = r"(?:authori[sz]ed|allowed|permitted|cleared|entitled|empowered)"
_TALK: Final = r"(?:speak|talk|comment|discuss|brief|disclose|be quoted|address)"

_WORDINGS: Final = (
    r"on (?:the )?condition of anonymity",
    rf"on (?:the )?condition (?:that )?{_PRONOUN}\b[^.;\n]{{0,60}}?(?:not|n['’]t|un) ?(?:be )?{_NAMED}",
    r"anonymously",
    rf"{_ASKED}(?: that {_PRONOUN}\b[^.;\n]{{0,30}}?)?,? (?:for )?not (?:to )?(?:be(?:ing)? )?{_NAMED}",
    rf"{_ASKED},? (?:for )?(?:anonymity|to (?:remain|stay) (?:anonymous|unnamed|nameless))",
    rf"{_ASKED} (?:that )?{_POSSESSIVE} names? (?:not )?(?:be |to be )?"
    r"(?:withheld|not (?:be )?(?:used|published|printed)|used|published|printed)",
    rf"(?:declin|refus)(?:ed|ing) to (?:be {_NAMED}"
    rf"|give {_POSSESSIVE} (?:full |real |last |family )?names?)",
    rf"(?:not {_ALLOWED}|without authori[sz]ation|had no (?:authority|permission|clearance))"
    rf" to {_TALK}",
    rf"whose names? (?:{_HAS_BEEN}|cannot|can not|could not|may not) (?:being |be )?"
    r"(?:withheld|known to|not|published|given|changed)",
    rf"(?:did|does|do|would) not (?:want|wish|like|care) (?:{_POSSESSIVE} names?"
    rf"|to be {_NAMED}|to have {_POSSESSIVE} names?)",
    r"not for attribution",
    rf"(?:names?|identit(?:y|ies)) (?:{_HAS_BEEN} )?(?:being )?withheld",
    rf"(?:would|could|can|may|must) not be {_NAMED}",
    rf"(?:give|gave|giving|use|used|using) only {_POSSESSIVE} (?:first|given|last|family) names?",
    r"(?:speak|spoke|talk|talked)(?: to [^,.;\n]{1,30})? only (?:if|when|on condition)"
    rf"[^.;\n]{{0,40}}?(?:not {_NAMED}|anonym\w+)",
)
_GRANTED: Final = re.compile(rf"(?i)\b(?:{'|'.join(_WORDINGS)})")

_INTRODUCED: Final = re.compile(
    r"(?i)\b(?P<marker>because(?: of)?|for fear (?:of|that)|out of fear (?:of|that)|fearing|citing|"
    r"given|due to|owing to|since|saying(?: that)?|in order to|to protect|to avoid|lest|"
    r"for (?:the|his|her|their) (?:own )?(?=safety|security|sake|protection)|under (?=[^.;\n]{0,30}?(?:rules?|policy|regulations|protocol)\b)|"
    r"in (?:line|keeping|accordance) with|"
    r"as (?=(?:he|she|they|the|it|both|neither|talks|negotiations)\b))\s*"
    r"(?P<reason>[^.;\n\"“”]{3,160})"
)
_ITSELF: Final = re.compile(
    rf"(?i)\b(?:(?:was|were|is|are|being) )?not {_ALLOWED} to [^.;,\n\"“”]{{3,90}}"
)
"""Not being allowed to speak is both the wording and the reason."""

_SAID: Final = re.compile(r"\s(?:told|said|says|added|tells)\b")
"""A verb of saying ends a reason that stands before it."""

_PART_OF_REASON: Final = (
    "for fear", "out of fear", "fearing", "to protect", "to avoid", "in order", "lest",
)  # fmt: skip
_ANAPHORIC: Final = frozenset("he she they both neither none all the these those each".split())
_LONG_REASON: Final = 12
"""Characters after which a comma ends a reason."""


def find_anonymity_wordings(text: str, start: int, end: int) -> list[Span]:
    """Where between `start` and `end` a report says that anonymity was asked for or given."""
    return [match.span() for match in _GRANTED.finditer(text, start, end)]


def anonymity_of(
    document: Document, source: WordRange | None, cue: WordRange | None, source_type: str
) -> tuple[str, Span | None]:
    """`none`, `unnamed` or `granted`, and the words that give the reason.

    What grants it stands in the sentence of the source, or in the one after if that speaks of
    the source again ("The official asked not to be named").
    """
    if source_type not in ("unnamed_person", "unnamed_group"):
        return "none", None
    anchor = source or cue
    if anchor is None:
        return "unnamed", None
    own = document.sentence_of(anchor[0])
    sentences = [own]
    if own[1] < len(document.words) and _refers_back(document, own[1]):
        sentences.append(document.sentence_of(own[1]))
    for sentence in sentences:
        first, last = document.span(sentence)
        if granted := _GRANTED.search(document.text, first, last):
            return "granted", _reason(document.text, granted, last)
    return "unnamed", None


def _refers_back(document: Document, first: int) -> bool:
    """Whether the sentence that starts here goes on about somebody mentioned before."""
    same_paragraph = document.tokens[first].layout < len(LAYOUTS) // 2
    return same_paragraph and document.word(first).lower() in _ANAPHORIC


def _reason(text: str, granted: re.Match[str], end: int) -> Span | None:
    itself = _ITSELF.search(text, max(granted.start() - 12, 0), end)
    introduced = _INTRODUCED.search(text, granted.start(), end)
    if itself and (introduced is None or itself.start() < introduced.start()):
        return itself.span()
    if introduced is None:
        return None
    start, stop = introduced.span("reason")
    if introduced["marker"].lower().startswith(_PART_OF_REASON):
        start = introduced.start()
    if said := _SAID.search(text, start, stop):
        stop = said.start()
    while stop > start and text[stop - 1] in " ,":
        stop -= 1
    comma = text.find(", ", start, stop)
    return start, comma if comma > start + _LONG_REASON else stop
