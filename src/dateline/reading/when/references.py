"""Words that point to past, present or future without a date: "recently", "now", "soon"."""

import re
from typing import Final

from dateline.reading.when.context import Context, Reading
from dateline.reading.when.words import spaced

PRESENT: Final = (
    "now", "right now", "currently", "at present", "presently", "nowadays", "these days",
    "this time", "this moment", "the present", "the moment", "current",
)  # fmt: skip
PAST: Final = (
    "recently", "lately", "the past", "the recent past", "recent", "long ago",
    "formerly", "most recently", "not long ago", "the other day", "in those days",
)  # fmt: skip
FUTURE: Final = (
    "soon", "the future", "the near future", "the foreseeable future", "the coming future",
    "as soon as possible", "shortly", "the near term", "the short term", "the long term",
    "one day", "a later date", "the immediate future",
)  # fmt: skip
REFERENCES: Final = (
    dict.fromkeys(PRESENT, "PRESENT_REF")
    | dict.fromkeys(PAST, "PAST_REF")
    | dict.fromkeys(FUTURE, "FUTURE_REF")
)
REFERENCE: Final = rf"(?P<word>{spaced(REFERENCES)})\b"
MODALS: Final = frozenset(("will", "would", "could", "may", "might", "can"))
POSITIONAL: Final = frozenset(("in", "into", "for", "about", "from", "of", "until", "than"))


def read_reference(match: re.Match[str], context: Context) -> Reading | None:
    """Ambiguous words ("the past", "one day", "shortly after") only where the clause decides."""
    word = " ".join(match["word"].lower().split())
    before = context.word_before(match.start()).lower()
    after = context.word_after(match.end()).lower()
    if word in ("the past", "the future", "the present") and before not in POSITIONAL:
        return None
    if word == "one day" and before not in MODALS:
        return None
    if word in ("shortly", "soon") and after in (
        "after",
        "before",
        "as",
        "afterwards",
        "afterward",
    ):
        return None
    if word == "this time" and before != "at":
        return None
    if word == "the moment" and before not in ("at", "for"):
        return None
    if word == "now" and (after == "that" or before == "every"):
        return None
    value = REFERENCES[word]
    if value == "PRESENT_REF":
        today = context.today()
        return Reading(value=value, start=today, end=today)
    return Reading(value=value)
