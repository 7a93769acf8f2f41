"""Modes that the means of an act tell: drones, shells, stones, tear gas, a telephone.

The means stands in the trigger itself ("shelled", "drone strike"), or as what does it or what it is
done with ("drones struck", "fired on with mortars"). What is struck tells nothing, but what
is given up does ("handed over their rifles").
"""

import re
from typing import Final

from dateline.reading.document import Document, WordRange

_MEANS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "ASSAULT": (
        ("suicide-attack", r"suicide"),
        ("drone", r"drones?|uavs?|quadcopters?|shaheds?|unmanned|uncrewed"),
        ("unconventional", r"chlorine|sarin|nerve|mustard|chemical"),
        ("crowd-control", r"teargas|tear|truncheons?|batons?|rubber"),
        ("aerial", r"air-?strikes?|warplanes?|jets?|helicopters?|gunships?|bombers?|aircraft"),
        ("heavy-weapons", r"artillery|mortars?|howitzers?|tanks?|shell(?:ed|ing|s|fire)?|rockets?"
         r"|missiles?"),
        ("explosives", r"bombs?|ieds?|grenades?|dynamite|explosives|landmines?|mines?"),
        ("primitive", r"machetes?|kni(?:fe|ves)|stab(?:bed|bing|s)?|spears?|arrows?|stones?|axes?"
         r"|clubs?|hacked"),
        ("sexual", r"rap(?:ed?|es|ing)"),
        ("torture", r"tortur(?:ed?|es|ing)"),
        ("abduct", r"abduct(?:ed|ing|ion|ions|s)?|kidnap(?:ped|ping|pings|s)?"),
    ),
    "CONSULT": (("phone", r"(?:tele)?phon(?:ed?|es|ing)"),),
    "PROTEST": (("hunger", r"hunger|fast(?:ed|ing)?|starv(?:ed|ing)"),),
    "RETREAT": (("disarm", r"arms|weapons|guns|rifles|kalashnikovs|ammunition|arsenals?"),),
    "COERCE": (("cyber", r"cyber.*|hack(?:ed|ers?|ing|s)?|malware|ransomware"),),
}  # fmt: skip
"""Of each type the words of its modes; the first that is found counts."""

_PATTERNS: Final = {
    type_: tuple((mode, re.compile(words, re.IGNORECASE)) for mode, words in means)
    for type_, means in _MEANS.items()
}

_DOING: Final = frozenset(("nsubj", "compound", "amod", "obl:agent", "nmod:poss"))
"""What stands to a trigger as its doer or kind."""
_SUFFERING: Final = frozenset(("obj", "nsubj:pass"))
_WITH: Final = frozenset(("with", "by", "from", "using"))


def told_mode(document: Document, event_type: str, trigger: WordRange) -> tuple[str, int] | None:
    """The mode that the means of an event of this type tells, and the word that does so."""
    patterns = _PATTERNS.get(event_type)
    if patterns is None:
        return None
    words = _telling(document, trigger, suffering=event_type == "RETREAT")
    for mode, pattern in patterns:
        for word in words:
            if pattern.fullmatch(document.word(word)):
                return mode, word
    return None


def _telling(document: Document, trigger: WordRange, *, suffering: bool) -> list[int]:
    """The words in which the means of an act may stand."""
    inside = range(*trigger)
    found = [i for i in inside if suffering or document.relations[i] not in _SUFFERING]
    for child in (child for word in inside for child in document.children(word)):
        if child in inside:
            continue
        relation = document.relations[child]
        telling = relation in _DOING or (suffering and relation in _SUFFERING)
        if telling or (relation == "obl" and _WITH & _cases(document, child)):
            found += [child, *_modifiers(document, child)]
    return found


def _cases(document: Document, noun: int) -> set[str]:
    return {
        document.word(i).casefold()
        for i in document.children(noun)
        if document.relations[i] == "case"
    }


def _modifiers(document: Document, noun: int) -> list[int]:
    return [i for i in document.children(noun) if document.relations[i] in ("compound", "amod")]
