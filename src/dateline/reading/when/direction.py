"""Whether a clause looks back or ahead, by its verbs: "met on Sunday", "will meet on Sunday"."""

import re
from typing import Final

LOOK_BACK: Final = 120
LOOK_AHEAD: Final = 80
CLAUSE_END: Final = re.compile(r"[;:!?]\s|\n\s*\n|[.]['\"”’]?\s+(?=[A-Z\"“‘'])|[.]\s*$")
ABBREVIATION: Final = re.compile(r"(?:\b[A-Z]|\b[A-Z][a-z]{1,3}|[ap]\.m)$")

ENDPOINT: Final = re.compile(r"\bby\s{1,3}$", re.IGNORECASE)
DEADLINE: Final = re.compile(
    r"\b(?:until|till)\s{1,3}(?:(?:noon|midnight)\s(?:on\s)?)?$", re.IGNORECASE
)

FUTURE: Final = (
    "will", "won't", "shall", "'ll", "’ll", "would", "could", "may", "might", "should", "must",
    "can", "due", "scheduled", "expected", "expects", "expect", "set to", "set for", "plans to",
    "plans a", "plans on", "planning", "hopes to", "hopes for", "hope to", "intends", "intend",
    "aims to", "aims for", "aim to", "upcoming", "ahead of", "expire", "expires", "payable",
    "ending", "is to", "are to", "was to", "were to", "to be", "going to", "ready to", "begins",
    "starts", "opens", "ends", "resumes", "arrives", "meets", "departs", "takes place",
    "takes effect", "faces", "likely to", "effective", "planned for", "slated",
)  # fmt: skip
PAST_VERBS: Final = (
    "was", "were", "did", "didn't", "wasn't", "weren't", "had", "has", "have", "said", "told",
    "met", "left", "fell", "rose", "took", "made", "came", "went", "began", "held", "sent", "shot",
    "hit", "won", "lost", "struck", "drove", "flew", "fled", "gave", "got", "grew", "heard", "kept",
    "knew", "led", "let", "ran", "saw", "sold", "bought", "spoke", "stood", "swore", "thought",
    "threw", "withdrew", "wrote", "broke", "brought", "built", "caught", "cut", "died", "fought",
    "found", "paid", "put", "read", "sank", "sought", "spent", "stole", "taught", "became", "since",
    "ago", "killed", "set", "beat", "blew", "burst", "chose", "dealt", "drew", "felt", "fed",
    "froze", "hid", "hung", "laid", "meant", "overthrew", "rode", "shook", "slept", "slid",
    "spread", "swept", "tore", "underwent", "undertook", "upheld", "withheld", "woke", "wore",
)  # fmt: skip
NOT_PAST: Final = frozenset(("need", "indeed", "hundred", "red", "bed", "feed", "seed", "speed"))

ADVERB: Final = r"(?:[a-z]{1,12}ly\s)?"
IDLE: Final = (
    rf"\b(?:than|as|previously|originally)\s{ADVERB}(?:expected|planned|scheduled)\b(?!\sto\b)"
    r"|(?<!\bis\s)(?<!\bare\s)(?<!\bwas\s)(?<!\bwere\s)(?<!\bbeen\s)(?<!\bnot\s)(?<!\bnow\s)"
    r"\b(?:due|owing)\sto\s[a-z]{1,20}"
    r"|\b(?:said|found|believed|thought|known|seemed|appeared|reported|feared)\sto\sbe\b"
)
"""Words of plans that tell nothing: "as planned", "closed due to snow", "believed to be"."""
PERFECT: Final = (
    rf"\b(?:may|might|could|would|should|must)(?:n['’]t|\snot)?\s{ADVERB}have\s(?!to\b)"
    rf"{ADVERB}(?:been|gone|come|done|run|[a-z]{{2,20}}e[dn]|{'|'.join(PAST_VERBS)})\b"
)
REFUSED: Final = (
    rf"\bcould(?:n['’]t|\snot)\s{ADVERB}(?:be\s)?[a-z]{{1,20}}"
    r"|\bwould(?:n['’]t|\snot)\s(?:say|comment|confirm|discuss|disclose|elaborate|give|identify"
    r"|provide|reveal|speculate|specify)\b"
)
"""Modals of the past: "could not be reached", "would not comment"."""
SHELVED: Final = (
    rf"\bhad\s{ADVERB}been\s{ADVERB}"
    r"(?:due|scheduled|expected|planned|supposed|set)\b(?:\sto\s(?:be\s)?[a-z]{1,20})?"
)
AHEAD: Final = (
    r"(?<![\w'’])(?:"
    + "|".join(sorted(map(re.escape, FUTURE), key=len, reverse=True))
    + r")\b(?:\s(?:not|also|soon|be|have|been|[a-z]{1,12}ly|to)){0,4}(?:\s[a-z]{1,20})?"
    r"|\b(?:is|are|was|were|plan\w{0,4}|agreed|vowed|promised|threatened|"
    r"wants?|hopes?|due|ready|invited|urged|asked|ordered|able|order|decided|decision|chance|"
    r"deadline)\s(?:not\s)?to\s(?:be\s)?[a-z]{1,20}"
)
CUE: Final = re.compile(
    rf"(?P<idle>{IDLE})|(?P<past>{PERFECT}|{REFUSED}|{SHELVED})|(?P<future>{AHEAD})"
    r"|(?P<verb>\b(?:" + "|".join(PAST_VERBS) + r")\b)|(?P<ed>\b[a-z]{2,20}ed\b)"
)
"""In lower case: capitals make names and months ("Mohamed", "May 7") of such words."""
ADJECTIVAL: Final = re.compile(
    r"\b(?:an?|the|its|their|his|her|our|this|that|these|those|some|any|no|still|newly|most|more)\s$"
)


def direction(text: str, start: int, end: int) -> str | None:
    """The tense of the clause around `[start, end)`, "past", "future" or `None`: that of the
    nearest verb that tells, those before the expression first.
    """
    if DEADLINE.search(text[max(0, start - 24) : start]):
        return "future"
    before = clause_before(text[max(0, start - LOOK_BACK) : start])
    cues = [found for match in CUE.finditer(before) if (found := _told(match)) is not None]
    if cues:
        return cues[-1]
    if ENDPOINT.search(text[max(0, start - 12) : start]):
        return "future"
    after = text[end : end + LOOK_AHEAD]
    stop = CLAUSE_END.search(after)
    for match in CUE.finditer(after, 0, stop.start() if stop else len(after)):
        if (found := _told(match)) is not None:
            return found
    return None


def _told(match: re.Match[str]) -> str | None:
    if match["idle"]:
        return None
    if match["future"]:
        return "future"
    if match["ed"] and (match["ed"] in NOT_PAST or _is_adjective(match)):
        return None
    return "past"


def _is_adjective(match: re.Match[str]) -> bool:
    """Whether a participle stands before a noun: "on a still unspecified date"."""
    start = match.start()
    return ADJECTIVAL.search(match.string[max(0, start - 10) : start]) is not None


def clause_before(before: str) -> str:
    """The end of a text that belongs to its last clause."""
    for match in reversed(list(CLAUSE_END.finditer(before))):
        head = before[: match.start()]
        if not (match[0].startswith(".") and ABBREVIATION.search(head)):
            return before[match.end() :]
    return before
