"""Counts that belong to an event: killed, injured, arrested, displaced, participants, amounts."""

import re
from collections.abc import Iterator
from typing import Final

from dateline.record import Count, Span

_UNITS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES: Final = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "lakh": 10**5, "crore": 10**7, "m": 10**6, "mn": 10**6, "bn": 10**9, "k": 1000, "dozen": 12,
}  # fmt: skip
_WORDS: Final = (
    {word: float(i) for i, word in enumerate(_UNITS)}
    | {word: float(20 + 10 * i) for i, word in enumerate(_TENS)}
    | {"no": 0.0, "a": 1.0, "an": 1.0, "half": 0.5}
)
_LARGE: Final = [word for word in _SCALES if len(word) > 3]
_LARGE_WORD: Final = "|".join(_LARGE)
NUMBER_WORDS: Final = frozenset([*_UNITS, *_TENS, *_LARGE])
"""Words that stand for a number, or for a factor of one, and for little else."""

_NUMBER_WORD: Final = rf"(?:{'|'.join([*_UNITS, *_TENS, *_LARGE])})\b"
_DIGITS: Final = (
    r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}|\d+(?:,\d{2,3})*)(?:\.\d+)?(?![.,]?\d)"
    r"(?:(?:m|mn|bn|k)\b|\s(?:mn|bn)\b"
    rf"|[\s-]?(?:{_LARGE_WORD})\b(?:\s(?:million|crore)\b)?)?"
)
_IN_WORDS: Final = (
    rf"(?:half[\s-]an?[\s-](?:{_LARGE_WORD})"
    rf"|{_NUMBER_WORD}(?:[\s-](?:and\s)?(?:{_NUMBER_WORD}|a\shalf\b)){{0,5}})"
)
# Atomic, so that a number is read whole or not at all: "two hundred-odd" is no two.
_NUMBER: Final = (
    rf"(?P<number>(?>{_DIGITS}|{_IN_WORDS}|no(?!\s+(?:fewer|less|more|longer)\b))(?![\w%]|\s%))"
)
_START: Final = r"(?<![\w.,/$€£¥₹₦-])(?<!\d:)"
"""Where a number can begin: not within another one, a date, an hour or a sum."""

_PEOPLE: Final = (
    r"(?:\s+(?!\d|(?:and|or|but|who|that|which|whose|when|where|while|after|before|because|if|as"
    r"|said|says|say|told)\b)[\w’'-]+){0,4}?"
)
_ABOUT: Final = (
    r"(?:\s+(?:at least|at most|more than|less than|over|about|around|some|up to|another|an estimated"
    r"|nearly|almost|roughly|approximately|close to|upwards of|as (?:many|few) as"
    r"|(?:no|not) (?:fewer|less|more) than|an? (?:additional|further|total of)|all|the|just|only"
    rf"|an?(?=\s+(?:{_LARGE_WORD})\b)"
    r"|his|her|its|their|other)){0,2}"
)
_BE: Final = r"(?:was|were|been|being|be|is|are|got|get)"
_BEEN: Final = (
    r"(?:(?:were|was|had been|have been|has been|had|have|are|being|also|others|reportedly|confirmed|"
    r"seriously|slightly|badly)\s+){0,3}"
)
_ADDED: Final = (
    r"(?:(?:also|others|reportedly|confirmed|seriously|critically|slightly|badly)\s+){0,3}"
)
_PERIOD: Final = r"(?:second|minute|hour|day|night|week|weekend|month|year|decade)s?"
_WEEKDAY: Final = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_NO_OBJECT: Final = (
    r"(?:\s*$|[^\w\s]|\s+[^\w\s$€£\"“‘'’]|\s+(?:in|on|by|after|before|during|when|where|while|since|for"
    r"|from|near|outside|inside|across|along|amid|among|with|without|within|until|because|or|but|who"
    r"|that|there|here|today|yesterday|overnight|earlier|later|so far|again|instantly|alone"
    r"|at(?!\s+(?:least|most)\b)|as(?!\s+(?:many|few)\b)"
    rf"|(?:about|around|over|between|under)(?!\s+(?:\d|an?\b|{_NUMBER_WORD}))"
    r"|and(?!\s+\w+(?:ed|ing)\b)"
    rf"|(?:(?:this|last|that|every|each)\s+)?(?:{_PERIOD}|morning|evening|{_WEEKDAY}))\b)"
)
"""What follows a verb that has no object, which tells "two men killed by" from "two men killed X"."""


def _undergone(verbs: str, states: str) -> str:
    """A count of those to whom something was done, or who came into a state by themselves.

    A verb counts its subject only where it is passive; else it tells how many did it to others.
    """
    return (
        rf"{_NUMBER}{_PEOPLE}\s+(?:(?:(?:has|have|had)\s+)?{_BE}\s+(?:\w+\s+){{0,2}}?(?:{verbs})\b"
        rf"|{_ADDED}(?:{verbs})\b(?={_NO_OBJECT})|{_BEEN}(?:{states})\b)"
    )


_NOT_KILLED: Final = r"(?!\s+(?:people |others )?(?:wounded|injured|hurt|homeless)\b)"
_WHOLE: Final = r"(?!-\w)"
"""After a number that belongs to no longer word ("three-year-old")."""
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

_DEADLY: Final = (
    r"killed|shot dead|massacred|executed|murdered|beheaded|lynched|gunned down|assassinated"
)
_WORDINGS: Final = (
    ("killed", _undergone(_DEADLY, r"(?<!shot )dead|slain|died|lost their lives")),
    ("killed", rf"(?:kill(?:ed|ing|s)?|(?:killing|death|murder|massacre|execution)s? of|claimed the lives of|{_DEADLY})"
               rf"{_ABOUT}\s+{_NUMBER}{_WHOLE}{_NOT_KILLED}"),
    ("killed", rf"claim(?:ed|ing|s)?{_ABOUT}\s+{_NUMBER}\s+(?:\w+\s+)?lives\b"),
    ("killed", rf"lost{_ABOUT}\s+{_NUMBER}(?:\s+(?:of (?:its|their)|more|other))?"
               rf"\s+(?:men|women|members|comrades|{_SOLDIERS})\b"),
    ("killed", rf"bod(?:y|ies) of{_ABOUT}\s+{_NUMBER}(?=\s+[a-z])"),
    ("killed", rf"(?:death toll|toll of the dead)(?:\s+[a-z]+){{0,4}}?\s+(?:at|to|of){_ABOUT}\s+{_NUMBER}"),
    ("injured", _undergone(r"injured|wounded|hurt|maimed|hospitali[sz]ed",
                           r"(?:sustained|suffered|received)(?:\s+\w+){0,3}?\s+(?:injur(?:y|ies)|wounds)")),
    ("injured", rf"(?:wound(?:ed|ing|s)?|injur(?:ed|ing|es)|hurt(?:ing|s)?){_ABOUT}\s+{_NUMBER}{_WHOLE}"),
    ("injured", rf"{_NUMBER}\s+(?:wounded|injured)(?=\s+[a-z])(?!{_ABOUT}\s+(?:\d|an?\b|{_NUMBER_WORD}))"),
    ("casualties", rf"{_NUMBER}\s+casualties\b"),
    ("arrested", _undergone(r"arrested|detained|jailed|rounded up",
                            r"taken into custody|in custody|behind bars|in (?:police )?cells")),
    ("arrested", rf"{_NUMBER}\s+(?:jailed|detained)(?=\s+[a-z])(?!{_ABOUT}\s+(?:\d|an?\b|{_NUMBER_WORD}))"),
    ("arrested", rf"held{_ABOUT}\s+{_NUMBER}\s+(?:\w+\s+)?{_HELD}\b"),
    ("arrested", r"(?:arrest(?:ed|ing|s)?(?: of)?|detain(?:ed|ing|s)?|detention of|rounded up|jail(?:ed|ing|s))"
                 rf"{_ABOUT}\s+{_NUMBER}{_WHOLE}"),
    ("displaced", _undergone(r"displaced|evacuated|uprooted|made homeless|driven (?:out|from)|forced (?:out|from)",
                             rf"fled|left homeless|homeless(?={_NO_OBJECT})")),
    ("displaced", rf"(?:displac(?:ed|ing|es)|evacuat(?:ed|ing|es)|uproot(?:ed|ing|s)){_ABOUT}\s+{_NUMBER}{_WHOLE}"),
    ("participants", rf"{_NUMBER}(?:\s+[\w’'-]+){{0,3}}?\s+{_CROWD}\s+(?:(?:have|had|were)\s+)?"
                     rf"{_ASSEMBLED}\b"),
    ("participants", rf"{_CALLED_OUT}{_ABOUT}\s+{_NUMBER}\s+(?:\w+\s+)?{_CROWD}\b"),
)  # fmt: skip
_PATTERNS: Final = tuple(
    (name, re.compile(rf"(?i){_START}(?:{wording})")) for name, wording in _WORDINGS
)
_FORCE: Final = re.compile(
    rf"(?i){_START}{_NUMBER}(?:\s+(?!\d|and\b|or\b)[\w’'-]+){{0,3}}?\s+{_SOLDIERS}\b"
    rf"(?!\s+{_BEEN}(?:killed|dead|died|wounded|injured|hurt|captured|missing)\b)"
)
"""So many of a force, in whatever words they are said to be sent, unless they are its losses."""
_LOSSES: Final = re.compile(
    rf"(?i)\b(?:kill|wound|injur|captur|lost|loss|death)\w*(?:\s+of)?{_ABOUT}\s+$"
)
_BEFORE: Final = 40
"""Characters before a number in which words are looked for that tell what it counts."""

# A small "may" or "march" is a verb.
_MONTH: Final = (
    r"(?:(?i:January|February|April|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)|M(?:ay|AY|arch|ARCH))"
)
# A day is "on May 12"; "in May" is a month by itself, and the number after it counts something.
_MONTH_BEFORE: Final = re.compile(
    rf"(?P<alone>\b(?i:in|during|this|last|early|late)\s+)?\b{_MONTH}\s+$"
)
_MONTH_AFTER: Final = re.compile(rf"\s+(?:of\s+)?{_MONTH}(?!\w)")
_YEAR_BEFORE: Final = re.compile(
    r"\b(?i:in|since|by|during|until|till|from|before|after|early|late|mid|the)\s+$"
    rf"|\b{_MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?,?\s+$"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_DAY: Final = re.compile(r"[1-9]|[12]\d|3[01]")
_NO_COUNT_BEFORE: Final = re.compile(r"(?i)\b(?:aged?|several|few|many|couple|couple of)\s+$")
"""Before an age, and before a number that is not the whole of what is said ("several hundred")."""
_MEASURE: Final = re.compile(
    rf"(?i)\s+(?:{_PERIOD}|centur(?:y|ies)|per\s?cent|[ap]\.?m\b\.?|o['’]clock|miles?|kms?"
    r"|(?:kilo)?met(?:er|re)s?|feet|acres|hectares|tons|tonnes)(?![\w-])"
)

_CODES: Final = (
    "USD EUR GBP JPY CNY INR AUD CAD NZD CHF ZAR NGN KES UGX TZS GHS ETB EGP PKR BDT LKR PHP IDR "
    "MYR THB VND KRW TWD HKD SGD BRL MXN RUB UAH TRY PLN CZK HUF SEK NOK DKK ILS SAR AED XOF XAF"
).split()
_MARKS: Final = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD",
    "NZ$": "NZD", "NT$": "TWD", "S$": "SGD", "R$": "BRL", "Z$": "ZWL", "J$": "JMD",
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₦": "NGN", "₽": "RUB",
    "₩": "KRW", "₱": "PHP", "₫": "VND", "₪": "ILS", "Rs": None, "KSh": "KES", "Ksh": "KES",
    "Sh": None, "N": "NGN", "R": "ZAR",
}  # fmt: skip
"""Marks before a sum; `None` where several countries share one."""
_MONEY: Final = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "rouble": "RUB", "ruble": "RUB", "yuan": "CNY",
    "renminbi": "CNY", "yen": "JPY", "naira": "NGN", "rand": "ZAR", "reais": "BRL", "baht": "THB",
    "ringgit": "MYR", "rupiah": "IDR", "cedi": "GHS", "birr": "ETB", "taka": "BDT", "zloty": "PLN",
    "shekel": "ILS", "hryvnia": "UAH", "rupee": None, "shilling": None, "franc": None,
    "peso": None, "dinar": None, "rial": None, "riyal": None, "dirham": None, "lira": None,
}  # fmt: skip
_NATIONAL: Final = {
    "us dollar": "USD", "american dollar": "USD", "australian dollar": "AUD",
    "canadian dollar": "CAD", "hong kong dollar": "HKD", "new zealand dollar": "NZD",
    "singapore dollar": "SGD", "taiwan dollar": "TWD", "british pound": "GBP",
    "egyptian pound": "EGP", "syrian pound": "SYP", "lebanese pound": "LBP",
    "sudanese pound": "SDG", "russian rouble": "RUB", "russian ruble": "RUB",
    "chinese yuan": "CNY", "japanese yen": "JPY", "nigerian naira": "NGN",
    "south african rand": "ZAR", "indian rupee": "INR", "pakistani rupee": "PKR",
    "nepali rupee": "NPR", "kenyan shilling": "KES", "kenya shilling": "KES",
    "ugandan shilling": "UGX", "uganda shilling": "UGX", "tanzanian shilling": "TZS",
    "swiss franc": "CHF", "rwandan franc": "RWF", "congolese franc": "CDF",
    "mexican peso": "MXN", "philippine peso": "PHP", "argentine peso": "ARS",
    "chilean peso": "CLP", "colombian peso": "COP", "iraqi dinar": "IQD", "libyan dinar": "LYD",
    "iranian rial": "IRR", "saudi riyal": "SAR", "turkish lira": "TRY",
}  # fmt: skip
"""Currencies of one name, by the country; of any other country, the currency is not known."""
# "N5" and "R21" are roads as well: a sum is long, or goes on in words.
_LONG: Final = r"(?=\d{3}|\d[\d.]*(?:[\s,]\d{3}|\s?(?:million|billion|trillion|bn|mn|m)\b))"
_SUM: Final = rf"(?P<number>(?>{_DIGITS}|{_IN_WORDS}|an?\s(?:million|billion))(?!\w))"
_AMOUNTS: Final = (
    re.compile(
        r"(?<!\w)(?P<currency>(?:US|AU?|CA?|HK|NZ|NT|S|R|Z|J)?\$|[€£¥₹₦₽₩₱₫₪]|(?:Rs|K[Ss]h|Sh)(?=[.\s]{0,2}\d)"
        rf"|(?i:{'|'.join(_CODES)})|[NR]{_LONG})\.?\s?(?i:{_SUM})"
    ),
    re.compile(
        rf"(?<![\w.,])(?i:{_SUM})[\s-](?P<currency>(?:[A-Z][\w.]*\s){{0,2}}(?i:{'|'.join(_MONEY)})(?i:e?s)?"
        rf"|{'|'.join(_CODES)})\b(?!\s(?:bill|note|coin)s?\b)"
    ),
)
"""Sums with their currency before and after them."""

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
    words = re.sub(r"(?<=\d)\s(?=\d{3}(?!\d))", "", words.lower().replace(",", ""))
    words = re.sub(r"\ban?[\s-]half\b|\bhalf[\s-]an?\b", "half", words)
    total, current, seen, before = 0.0, 0.0, False, 1
    for token in re.split(r"[\s-]+", words):
        if token == "and":
            continue
        factor = _SCALES.get(token, 1)
        if factor > 1 and before >= 1000:  # "lakh crore"
            total *= factor
        elif factor > 1:
            current = (current or 1) * factor
            if factor >= 1000:
                total, current = total + current, 0.0
        elif token in _WORDS:
            current += _WORDS[token]
        elif match := re.fullmatch(r"(\d+(?:\.\d+)?)([a-z]+)?", token):
            if match[2] and match[2] not in _SCALES:
                return None
            current += float(match[1]) * (_SCALES[match[2]] if match[2] else 1)
        else:
            return None
        seen, before = True, factor
    return total + current if seen else None


def find_magnitudes(text: str, span: Span, event_type: str) -> dict[str, Count]:
    """The counts in a stretch of text that an event of this type can carry."""
    allowed = MAGNITUDES_BY_TYPE.get(event_type, ())
    found: dict[str, Count] = {}
    stretch = text[span[0] : span[1]]
    for name, pattern in _PATTERNS:
        if name not in allowed or name in found:
            continue
        if match := next(_counted(pattern, stretch), None):
            found[name] = _count(match, span[0])
    if event_type == "MOBILIZE" and "participants" not in found and (match := _force(stretch)):
        found["participants"] = _count(match, span[0])
    if "amount" in allowed:
        sums = [match for pattern in _AMOUNTS if (match := next(_counted(pattern, stretch), None))]
        if sums:
            found["amount"] = _count(min(sums, key=lambda match: match.start("number")), span[0])
    return found


def _counted(pattern: re.Pattern[str], stretch: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern whose number counts something; a rejected one hides none after it."""
    position = 0
    while match := pattern.search(stretch, position):
        start, position = match.span("number")
        if not _counts_nothing(stretch, start, position):
            yield match
        elif digits := re.match(r"\d+", stretch[start:position]):
            position = start + digits.end()  # "July 12 300 people" is no 12,300


def _counts_nothing(stretch: str, start: int, end: int) -> bool:
    """Whether a number is (part of) a date, an age or a measure, or part of a vague one."""
    before = stretch[max(0, start - _BEFORE) : start]
    number = stretch[start:end]
    if _MEASURE.match(stretch, end) or _NO_COUNT_BEFORE.search(before):
        return True
    if _YEAR.fullmatch(number):
        return _YEAR_BEFORE.search(before) is not None
    first = number.split()[0]
    if not _DAY.fullmatch(first):
        return False
    month = _MONTH_BEFORE.search(before)
    return bool(month and not month["alone"]) or bool(_MONTH_AFTER.match(stretch, end))


def _force(stretch: str) -> re.Match[str] | None:
    """The first number of a force that isn't what it lost."""
    for match in _counted(_FORCE, stretch):
        before = stretch[max(0, match.start() - _BEFORE) : match.start()]
        if not _LOSSES.search(before):
            return match
    return None


def _count(match: re.Match[str], offset: int) -> Count:
    start, end = match.span("number")
    currency = _currency(match["currency"]) if "currency" in match.re.groupindex else None
    return Count(
        span=(offset + start, offset + end), number=parse_number(match["number"]), currency=currency
    )


def _currency(words: str) -> str | None:
    """The code of a currency, `None` where the words leave open whose it is."""
    if words.upper() in _CODES:
        return words.upper()
    if words in _MARKS:
        return _MARKS[words]
    name = words.lower().replace(".", "")
    singular = name if name in _MONEY else name.removesuffix("s")
    return _NATIONAL.get(singular, _MONEY.get(singular))
