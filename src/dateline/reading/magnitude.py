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
_NUMBER_WORD: Final = "|".join([*_UNITS, *_TENS, "dozen", "hundred", "thousand", "million", "billion"])
_NUMBER: Final = (
    rf"(?P<number>\d[\d,]*(?:\.\d+)?(?:\s(?:hundred|thousand|million|billion|trillion))?"
    rf"|(?:{_NUMBER_WORD})(?:[\s-](?:and\s)?(?:{_NUMBER_WORD})){{0,5}}|no)"
)
_PEOPLE: Final = r"(?:\s+(?!\d|and\b|or\b|but\b|who\b)[\w’'-]+){0,4}?"

_PATTERNS: Final = tuple(
    (name, re.compile(rf"(?i)(?<![\w.,$€£-])(?:{pattern})", re.IGNORECASE))
    for name, pattern in (
        ("killed", rf"{_NUMBER}{_PEOPLE}\s+(?:(?:were|was|had been|have been|has been|are|being|also|reportedly|confirmed)\s+){{0,3}}(?:killed|dead|slain|massacred|died|executed|shot dead|lost their lives|murdered)\b"),
        ("killed", rf"(?:kill(?:ed|ing|s)?|death of|deaths of|murder of|massacred|shot dead|claimed the lives of|killing of|left)(?:\s+(?:at least|more than|over|about|around|some|up to|an estimated|nearly|as many as))?\s+{_NUMBER}(?=\s+[a-z])(?!\s+(?:percent|per cent|people wounded|wounded|injured|hurt|homeless|days|hours|years|months|weeks))"),
        ("injured", rf"{_NUMBER}{_PEOPLE}\s+(?:(?:were|was|had been|have been|has been|are|being|also|others|seriously|slightly|badly)\s+){{0,3}}(?:injured|wounded|hurt|maimed)\b"),
        ("injured", rf"(?:wound(?:ed|ing)|injur(?:ed|ing)|hurt(?:ing)?)(?:\s+(?:at least|more than|over|about|around|some|another|nearly))?\s+{_NUMBER}(?=[\s.,;])"),
        ("casualties", rf"{_NUMBER}\s+casualties\b"),
        ("arrested", rf"{_NUMBER}{_PEOPLE}\s+(?:(?:were|was|had been|have been|has been|are|being)\s+){{0,2}}(?:arrested|detained|jailed|taken into custody|rounded up)\b"),
        ("arrested", rf"(?:arrest(?:ed|ing|s of)?|detain(?:ed|ing)|rounded up|jailed)(?:\s+(?:at least|more than|over|about|around|some|another|nearly))?\s+{_NUMBER}(?=\s+[a-z])"),
        ("displaced", rf"{_NUMBER}{_PEOPLE}\s+(?:(?:were|was|had been|have been|has been|are|being|had|have)\s+){{0,2}}(?:displaced|evacuated|uprooted|made homeless|fled|left homeless|driven (?:out|from)|forced (?:out|from))\b"),
        ("displaced", rf"(?:displac(?:ed|ing)|evacuat(?:ed|ing)|uprooted)(?:\s+(?:at least|more than|over|about|around|some|nearly))?\s+{_NUMBER}(?=\s+[a-z])"),
        ("participants", rf"{_NUMBER}(?:\s+[\w’'-]+){{0,3}}?\s+(?:protesters|protestors|demonstrators|marchers|strikers|workers|people|students|supporters|farmers|troops|soldiers|delegates|inmates|prisoners)\s+(?:have\s+|had\s+|were\s+)?(?:marched|gathered|rallied|protested|demonstrated|walked out|took part|attended|joined|massed|converged|chanted|blocked|turned out|downed tools|struck)\b"),
    )
)  # fmt: skip
_AMOUNT: Final = re.compile(
    r"(?i)(?P<currency>US\$|[$€£¥]|(?:USD|EUR|GBP)\s?)(?P<number>\d[\d,]*(?:\.\d+)?(?:\s?(?:thousand|million|billion|trillion|bn|mn|m|k)\b)?)"
    r"|(?P<number2>\d[\d,]*(?:\.\d+)?(?:\s(?:thousand|million|billion|trillion))?)\s(?P<currency2>dollars|euros|pounds|rubles|roubles|yuan|yen|rupees|naira|shillings|francs|pesos|rand|reais|dinars)"
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
    """The value of a written number ("1,200", "two dozen", "3.5 million"), `None` if it has none."""
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
    if "amount" in allowed and (match := _AMOUNT.search(stretch)):
        group = "number" if match["number"] else "number2"
        currency = (match["currency"] or match["currency2"]).strip().lower()
        count = _count(match, group, span[0])
        found["amount"] = Count(
            span=count.span, number=count.number, currency=_CURRENCY.get(currency)
        )
    return found


def _count(match: re.Match[str], group: str, offset: int) -> Count:
    start, end = match.span(group)
    return Count(span=(offset + start, offset + end), number=parse_number(match[group]))
