"""Anonymity: the wordings by which a report says that it was asked for or given, and why."""

import re
from typing import Final

from dateline.model.encoding import LAYOUTS
from dateline.reading.document import Document, WordRange
from dateline.record import Span

_POSSESSIVE: Final = r"(?:his|her|their|its)"
_PRONOUN: Final = r"(?:he|she|they|it|we|his|her|their)"
_CALLED: Final = r"(?:named|identified|quoted(?: by name)?|cited)"
_NAMED: Final = rf"(?:{_CALLED}|published|printed|used|mentioned|revealed|disclosed)"
_NAME: Final = r"(?:(?:full |real |own |last |family )?names?|surnames?|identit(?:y|ies))"
_GIVE: Final = r"(?:give|provide|state|disclose|reveal|print|publish|write|use|mention)"
_ASKED: Final = (
    r"(?:(?:ask|request|want|wish|insist|demand|seek|plead)(?:ed|ing|s)?(?: on)?|sought|prefer(?:red|ring|s)?|beg(?:ged|ging|s)?"
    r"|urg(?:ed|ing|es))"
)
# What the police ask "the media" not to print is the name of somebody else.
_PAPER: Final = r"(?:us|me|(?:an?|our|the|this) (?!media|press|public)\w[^,.;\n]{0,20}?)"
_HAS_BEEN: Final = r"(?:is|are|was|were|has been|have been)"
_IS_NOT: Final = r"(?:not|(?:is|are|was|were|has|have|had)n['’]t)"
_DID_NOT: Final = r"(?:(?:did|does|do|would|will) not|(?:did|does|do|would|wo)n['’]t)"
_CANNOT: Final = (
    r"(?:(?:would|will|could|can|may|must|should) ?not|(?:would|wo|could|ca|must|should)n['’]t)"
)
_ALLOWED: Final = r"(?:authori[sz]ed|allowed|permitted|cleared|entitled|empowered|supposed)"
_TALK: Final = (
    r"(?:\w{2,12}ly )?(?:speak|talk|comment|discuss|brief|disclose|be quoted|address"
    r"|(?:make|give|issue|release|share|provide|reveal)\b[^.;,\n]{0,30}?\b(?:statement|comment|interview|information|detail))"
)
_BARRED: Final = (
    rf"(?:{_IS_NOT} (?:been |being |yet |\w{{2,12}}ly )?{_ALLOWED}|unauthori[sz]ed|without authori[sz]ation"
    r"|(?:had no|lack(?:ed|ing|s)?) (?:the )?(?:authority|authori[sz]ation|permission|clearance))"
    rf" to {_TALK}"
)
_UNNAMED: Final = rf"{_CANNOT} be {_CALLED}"
_WITHHELD: Final = rf"{_NAME} (?:{_HAS_BEEN} )?(?:being )?withheld"

_WORDINGS: Final = (
    r"(?:on|under) (?:the )?conditions? of (?:\w{2,12} )?anonymity",
    rf"(?:on|under) (?:the )?condition (?:that )?{_PRONOUN}\b[^.;\n]{{0,60}}?(?:not|n['’]t|un) ?(?:be )?{_NAMED}",
    r"anonymously",
    r"(?:granted|given|promised|guaranteed|offered) (?:\w{2,12} )?anonymity",
    rf"{_ASKED}(?: that {_PRONOUN}\b[^.;\n]{{0,30}}?)?,? (?:for )?not (?:to )?(?:be(?:ing)? )?{_NAMED}",
    rf"{_ASKED},? (?:for )?(?:(?:\w{{2,12}} )?anonymity|to (?:remain|stay) (?:anonymous|unnamed|nameless))",
    rf"{_ASKED} (?:that |for )?{_POSSESSIVE} {_NAME} "
    rf"(?:(?:to )?be (?:withheld|protected|concealed|left out|kept)|withheld|(?:to )?not (?:to )?(?:be )?{_NAMED})",
    rf"{_ASKED}(?: {_PAPER})?,? not to "
    rf"(?:(?:name|identify) (?:him|her|them)|{_GIVE} {_POSSESSIVE} {_NAME})",
    rf"{_ASKED} (?:{_PAPER} )?to (?:withhold|leave out) {_POSSESSIVE} {_NAME}",
    rf"(?:declin|refus)(?:ed|ing|es?) to (?:be {_NAMED}|{_GIVE} {_POSSESSIVE} {_NAME})",
    _BARRED,
    rf"whose {_NAME} (?:{_HAS_BEEN}|cannot|can not|could not|may not) (?:being |be )?"
    r"(?:withheld|known to|not|published|given(?! as)|changed)",
    rf"(?:{_DID_NOT} (?:want|wish|like|care)|{_IS_NOT} (?:wanting|wishing|willing)|unwilling) "
    rf"(?:{_POSSESSIVE} {_NAME}|to be {_NAMED}|to (?:have|{_GIVE}) {_POSSESSIVE} {_NAME})",
    rf"{_DID_NOT} (?:give|provide|state) (?:an?|{_POSSESSIVE}) {_NAME}",
    r"whom we(?:['’]re| are| do| will| can) ?not nam(?:e|ing)",
    r"not for attribution",
    r"off[ -]the[ -]record",
    # A comma, a quotation mark or nothing before: "leaders were speaking privately" is no source.
    r"(?<!\w )speaking (?:to [^,.;\n]{1,30} )?privately",
    # Of victims and suspects the same is said; a pronoun takes up who was spoken of.
    rf"(?:who|he|she|they)(?:, [^,.;\n]{{1,40}},)? {_UNNAMED}",
    rf"(?:his|her|their|whose) {_WITHHELD}",
    rf"(?<=, ){_WITHHELD}",
    rf"(?:who|he|she|they) (?:(?:is|are|was|were) )?{_IS_NOT} (?:being )?(?:named|identified)(?=,? (?:because|as|since|for|to)\b)",
    rf"(?:give|gave|giving|use|used|using) only {_POSSESSIVE} (?:first|given|last|family) names?",
    r"(?:speak|spoke|talk|talked)(?: to [^,.;\n]{1,30})? only (?:if|when|on condition)"
    rf"[^.;\n]{{0,40}}?(?:not {_NAMED}|anonym\w+)",
)
_GRANTED: Final = re.compile(rf"(?i)\b(?:{'|'.join(_WORDINGS)})")

_OF_WHOM: Final = re.compile(
    rf"(?i)\b(?P<noun>[\w-]{{2,30}}+)(?:['’]s?)? (?:{_UNNAMED}|(?:{_WITHHELD}))"
)
"""The same with a noun, which has to be the source's ("the officer could not be named")."""

_WORRY: Final = (
    r"(?:for|out of) fear (?:of|that)|out of (?=concern|worry)|fearing|lest|"
    r"(?:afraid|worried|concerned|scared) (?:of|that|about)|"
    r"to (?:protect|avoid)|in order to|so as (?:not )?to|so (?=(?:that|he|she|they)\b)"
)
"""What brings in a reason as a part of it."""

_FOR: Final = (
    r"because(?: of\b)?|citing|due to|owing to|for the reason that|"
    r"for (?:the|his|her|their) (?:own )?(?=safety|security|sake|protection)|"
    r"for (?=(?:[\w-]{2,20} ){0,4}reasons\b)|"
    r"over (?=(?:[\w-]{2,20} ){0,3}(?:fear|concern|worr|safety|security|sensitiv))|"
    r"under (?=[^.;\n]{0,30}?(?:rules?|policy|regulations|protocol)\b)|"
    r"in (?:line|keeping|accordance) with"
)
"""What brings in a reason on either side of the wording."""

_INTRODUCED: Final = re.compile(
    rf"(?i)\b(?P<marker>(?P<part>{_WORRY})|{_FOR}|given|since|(?:saying|explaining)(?: that)?|"
    r"as (?!(?:an?|well|part|usual|if|though|soon|long|saying)\b)|"
    r"for (?=(?:he|she|they)\b)|[:;] (?=(?:he|she|they|his|her|their)\b))"
    r"(?:, (?:he|she|they) sa(?:id|ys),)?\s*"
    r"(?P<reason>[^.;\n\"“”]{3,160})"
)
_FRONTED: Final = re.compile(
    rf"(?i)\b(?P<marker>(?P<part>{_WORRY})|{_FOR})\s*"
    r"(?P<reason>[^,.;\n\"“”]{3,100}), ?[^,.;\n\"“”]{0,60}\Z"
)
"""A reason before the wording: "Fearing for his job, the clerk asked not to be named"."""

_ITSELF: Final = re.compile(
    rf"(?i)\b(?:(?:was|were|is|are|being|has|have|had) )?{_BARRED}[^.;,\n\"“”]{{0,90}}"
)
"""Not being allowed to speak is both the wording and the reason."""

_SAID: Final = re.compile(
    r"(?<!\bbeen)(?<!\bwas)(?<!\bwere)(?<!\bhas)(?<!\bhave)(?<!\bhad)(?<!\bto)"
    r"\s(?:told|tells|said|says?|added|insisted|denied|warned|claimed|estimated|reported)\b(?!,)"
)
"""With a verb of saying the sentence turns from the anonymity to what the source said."""

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
    the source again ("The official asked not to be named"). Of several sources it goes to the
    nearest before it.
    """
    if source_type not in ("unnamed_person", "unnamed_group"):
        return "none", None
    anchor = source or cue
    if anchor is None:
        return "unnamed", None
    noun = document.word(document.head_of(anchor)).lower()
    own = document.sentence_of(anchor[0])
    for match in _wordings(document, own, noun):
        if _is_nearest(document, own, anchor[0], _word_at(document, match)):
            return "granted", _reason(document.text, match, document.span(own))
    after = own[1]
    if after < len(document.words) and _refers_back(document, after):
        following = document.sentence_of(after)
        # It goes on about the first source of the sentence before.
        if not _others_start(document, own[0], anchor[0]):
            for match in _wordings(document, following, noun):
                if not _others_start(document, after, _word_at(document, match)):
                    return "granted", _reason(document.text, match, document.span(following))
    return "unnamed", None


def _wordings(document: Document, sentence: WordRange, noun: str) -> list[re.Match[str]]:
    """The wordings of a sentence, with those whose subject is this noun."""
    start, end = document.span(sentence)
    return [
        *_GRANTED.finditer(document.text, start, end),
        *(m for m in _OF_WHOM.finditer(document.text, start, end) if m["noun"].lower() == noun),
    ]


def _word_at(document: Document, match: re.Match[str]) -> int:
    words = document.range_of(match.span())
    return words[0] if words else 0


def _is_nearest(document: Document, sentence: WordRange, source: int, wording: int) -> bool:
    """Whether no source stands nearer before the wording, or any if this one stands after it."""
    if source <= wording:
        return not _others_start(document, source + 1, wording)
    return not _others_start(document, sentence[0], source, named=True)


def _others_start(document: Document, first: int, last: int, *, named: bool = False) -> bool:
    """Whether a source starts in these words that is told by a noun, or, if `named`, by any word.

    A pronoun takes up a source told before, and one with a name has no use for anonymity.
    """
    return any(
        draft.source is not None
        and first <= draft.source[0] < last
        and (named or document.upos[document.head_of(draft.source)] not in ("PROPN", "PRON"))
        for draft in document.statement_drafts
    )


def _refers_back(document: Document, first: int) -> bool:
    """Whether the sentence that starts here goes on about somebody mentioned before."""
    same_paragraph = document.tokens[first].layout < len(LAYOUTS) // 2
    return same_paragraph and document.word(first).lower() in _ANAPHORIC


def _reason(text: str, granted: re.Match[str], sentence: Span) -> Span | None:
    said = _SAID.search(text, granted.end(), sentence[1])
    end = said.start() if said else sentence[1]
    itself = _ITSELF.search(text, max(granted.start() - 12, sentence[0]), end)
    introduced = _INTRODUCED.search(text, granted.start(), end)
    if itself and (introduced is None or itself.start() < introduced.start()):
        return _trimmed(text, *itself.span())
    introduced = introduced or _FRONTED.search(text, sentence[0], granted.start())
    if introduced is None:
        return None
    start, stop = introduced.span("reason")
    start, stop = _trimmed(text, introduced.start() if introduced["part"] else start, stop)
    comma = text.find(", ", start, stop)
    return start, comma if comma > start + _LONG_REASON else stop


def _trimmed(text: str, start: int, stop: int) -> Span:
    while stop > start and text[stop - 1] in " ,":
        stop -= 1
    return start, stop
