"""Counts that belong to an event: killed, injured, arrested, displaced, participants, amounts."""

import re
from typing import Final

from dateline.record import Count, Span

_UNITS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES: Final = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "m": 10**6, "mn": 10**6, "bn": 10**9, "k": 1000,
}  # fmt: skip
_WORDS: Final = (
    {word: float(i) for i, word in enumerate(_UNITS)}
    | {word: float(20 + 10 * i) for i, word in enumerate(_TENS)}
    | {"dozen": 12.0, "no": 0.0, "a": 1.0, "an": 1.0}
)
_NUMBER_WORD: Final = "|".join(
    [*_UNITS, *_TENS, "dozen", "hundred", "thousand", "million", "billion"]
)
_NUMBER: Final = (
    r"(?P<number>\d[\d,]*(?:\.\d+)?(?:\s(?:hundred|thousand|million|billion|trillion))?"
    rf"|(?:{_NUMBER_WORD})(?:[\s-](?:and\s)?(?:{_NUMBER_WORD})){{0,5}}|no)"
)
_PEOPLE: Final = r"(?:\s+(?!\d|and\b|or\b|but\b|who\b)[\w’'-]+){0,4}?"

_ABOUT: Final = r"(?:\s+(?:at least|more than|over|about|around|some|up to|another|an estimated|nearly|as many as))?"
_BEEN: Final = (
    r"(?:(?:were|was|had been|have been|has been|had|have|are|being|also|others|reportedly|confirmed|"
    r"seriously|slightly|badly)\s+){0,3}"
)
_NOT_KILLED: Final = (
    r"(?:percent|per cent|people (?:wounded|injured|homeless)|wounded|injured|hurt|homeless|"
    r"(?:hour|day|week|month|year)s?)"
)
_CROWD: Final = (
    r"(?:protest[eo]rs|demonstrators|marchers|strikers|workers|employees|staff|people|students|"
    r"supporters|farmers|teachers|nurses|doctors|drivers|miners|troops|soldiers|delegates|inmates|"
    r"prisoners)"
)
_ASSEMBLED: Final = (
    r"(?:marched|gathered|rallied|protested|demonstrated|walked out|took part|attended|joined|massed|"
    r"converged|chanted|blocked|turned out|downed tools|struck|stopped work|stayed (?:away|out)|"
    r"(?:march|gather|rally|protest|demonstrat|walk(?=ing out)|tak(?=ing part)|attend|join|chant)ing|"
    r"march|gather|rally|protest|demonstrate|paraded?|filled|fill|took to|take to)"
)
_CALLED_OUT: Final = r"(?:brought|drew|attracted|called|led)(?:\s+(?:out|together))?"
_HELD: Final = (
    r"(?:people|persons|men|women|suspects|protest[eo]rs|demonstrators|marchers|activists|students|"
    r"supporters|members)"
)
_SOLDIERS: Final = (
    r"(?:troops|soldiers|police(?:men|\s+officers)?|officers|fighters|marines|paratroopers|commandos|"
    r"gendarmes|guards|guardsmen|reservists|peacekeepers|militiamen|servicemen|personnel)"
)

_WORDINGS: Final = (
    ("killed", rf"{_NUMBER}{_PEOPLE}\s+{_BEEN}(?:killed|dead|slain|massacred|died|executed|shot dead"
               r"|lost their lives|murdered)\b"),
    ("killed", r"(?:kill(?:ed|ing|s)?|deaths? of|murder of|massacred|shot dead|claimed the lives of|left)"
               rf"{_ABOUT}\s+{_NUMBER}(?=\s+[a-z])(?!\s+{_NOT_KILLED})"),
    ("killed", rf"lost{_ABOUT}\s+{_NUMBER}(?:\s+(?:of (?:its|their)|more|other))?"
               rf"\s+(?:men|women|members|comrades|{_SOLDIERS})\b"),
    ("killed", rf"bod(?:y|ies) of{_ABOUT}\s+{_NUMBER}(?=\s+[a-z])"),
    ("killed", rf"(?:death toll|toll of the dead)(?:\s+[a-z]+){{0,4}}?\s+(?:at|to|of){_ABOUT}\s+{_NUMBER}"
               r"(?![\d.,]*\s*%)"),
    ("injured", rf"{_NUMBER}{_PEOPLE}\s+{_BEEN}(?:injured|wounded|hurt|maimed)\b"),
    ("injured", r"(?:wound(?:ed|ing|s)?|injur(?:ed|ing|es)|hurt(?:ing|s)?)"
                rf"{_ABOUT}\s+{_NUMBER}(?=[\s.,;])"),
    ("casualties", rf"{_NUMBER}\s+casualties\b"),
    ("arrested", rf"{_NUMBER}{_PEOPLE}\s+{_BEEN}(?:arrested|detained|jailed|taken into custody"
                 r"|rounded up|in custody|behind bars|in (?:police )?cells)\b"),
    ("arrested", rf"held{_ABOUT}\s+{_NUMBER}\s+(?:\w+\s+)?{_HELD}\b"),
    ("arrested", r"(?:arrest(?:ed|ing|s of)?|detain(?:ed|ing)|rounded up|jailed)"
                 rf"{_ABOUT}\s+{_NUMBER}(?=\s+[a-z])"),
    ("displaced", rf"{_NUMBER}{_PEOPLE}\s+{_BEEN}(?:displaced|evacuated|uprooted|made homeless|fled"
                  r"|left homeless|driven (?:out|from)|forced (?:out|from))\b"),
    ("displaced", rf"(?:displac(?:ed|ing)|evacuat(?:ed|ing)|uprooted){_ABOUT}\s+{_NUMBER}(?=\s+[a-z])"),
    ("participants", rf"{_NUMBER}(?:\s+[\w’'-]+){{0,3}}?\s+{_CROWD}\s+(?:(?:have|had|were)\s+)?"
                     rf"{_ASSEMBLED}\b"),
    ("participants", rf"{_CALLED_OUT}{_ABOUT}\s+{_NUMBER}\s+(?:\w+\s+)?{_CROWD}\b"),
)  # fmt: skip
_PATTERNS: Final = tuple(
    (name, re.compile(rf"(?i)(?<![\w.,$€£-])(?:{wording})")) for name, wording in _WORDINGS
)
_FORCE: Final = re.compile(
    rf"(?i)(?<![\w.,$€£-]){_NUMBER}(?:\s+(?!\d|and\b|or\b)[\w’'-]+){{0,3}}?\s+{_SOLDIERS}\b"
    rf"(?!\s+{_BEEN}(?:killed|dead|died|wounded|injured|hurt|captured|missing)\b)"
)
"""So many of a force, in whatever words they are said to be sent, unless they are its losses."""
_LOSSES: Final = re.compile(
    rf"(?i)\b(?:kill|wound|injur|captur|lost|loss|death)\w*(?:\s+of)?{_ABOUT}\s+$"
)
_LOSSES_BEFORE: Final = 40
"""Characters before a number in which words for losses are looked for."""
_SUM: Final = r"\d[\d,]*(?:\.\d+)?(?:\s?(?:thousand|million|billion|trillion|bn|mn|m|k)\b)?"
_MONEY: Final = r"(?:dollars|euros|pounds|rou?bles|yuan|yen|rupees|naira|shillings|francs|pesos|rand|reais|dinars)"
_AMOUNT: Final = re.compile(
    rf"(?i)(?P<currency>US\$|[$€£¥]|(?:USD|EUR|GBP)\s?)(?P<number>{_SUM})"
    rf"|(?P<number2>{_SUM})\s(?P<currency2>{_MONEY})"
)
_CURRENCY: Final = {
    "us$": "USD", "$": "USD", "usd": "USD", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP",
    "¥": "JPY", "dollars": "USD", "euros": "EUR", "pounds": "GBP", "rubles": "RUB",
    "roubles": "RUB", "yuan": "CNY", "yen": "JPY", "naira": "NGN", "rand": "ZAR", "reais": "BRL",
}  # fmt: skip

MAGNITUDES_BY_TYPE: Final[dict[str, tuple[str, ...]]] = {
    "ASSAULT": ("killed", "injured", "casualties", "displaced"),
    "COERCE": ("arrested", "displaced", "killed", "injured"),
    "PROTEST": ("participants", "killed", "injured", "arrested"),
    "MOBILIZE": ("participants",),
    "AID": ("amount", "displaced"),
    "SANCTION": ("amount", "displaced"),
    "COOPERATE": ("amount",),
    "AGREE": ("amount",),
    "REQUEST": ("amount",),
    "RETREAT": (),
}
"""Which counts an event of a type can carry."""


def parse_number(words: str) -> float | None:
    """The value of a written number ("1,200", "two dozen", "3.5 million"), else `None`."""
    total, current, seen = 0.0, 0.0, False
    for token in re.split(r"[\s-]+", words.lower().replace(",", "")):
        if token == "and":
            continue
        if token in _SCALES or token == "dozen":
            factor = _SCALES.get(token, 12)
            current = (current or 1) * factor
            if factor >= 1000:
                total, current = total + current, 0.0
        elif token in _WORDS:
            current += _WORDS[token]
        elif match := re.fullmatch(r"(\d+(?:\.\d+)?)(bn|mn|m|k)?", token):
            current += float(match[1]) * (_SCALES[match[2]] if match[2] else 1)
        else:
            return None
        seen = True
    return total + current if seen else None


def find_magnitudes(text: str, span: Span, event_type: str) -> dict[str, Count]:
    """The counts in a stretch of text that an event of this type can carry."""
    allowed = MAGNITUDES_BY_TYPE.get(event_type, ())
    found: dict[str, Count] = {}
    stretch = text[span[0] : span[1]]
    for name, pattern in _PATTERNS:
        if name not in allowed or name in found:
            continue
        if match := pattern.search(stretch):
            found[name] = _count(match, "number", span[0])
    if event_type == "MOBILIZE" and "participants" not in found and (match := _force(stretch)):
        found["participants"] = _count(match, "number", span[0])
    if "amount" in allowed and (match := _AMOUNT.search(stretch)):
        group = "number" if match["number"] else "number2"
        currency = (match["currency"] or match["currency2"]).strip().lower()
        count = _count(match, group, span[0])
        found["amount"] = Count(
            span=count.span, number=count.number, currency=_CURRENCY.get(currency)
        )
    return found


def _force(stretch: str) -> re.Match[str] | None:
    """The first number of a force that isn't what it lost."""
    for match in _FORCE.finditer(stretch):
        before = stretch[max(0, match.start() - _LOSSES_BEFORE) : match.start()]
        if not _LOSSES.search(before):
            return match
    return None


def _count(match: re.Match[str], group: str, offset: int) -> Count:
    start, end = match.span(group)
    return Count(span=(offset + start, offset + end), number=parse_number(match[group]))
