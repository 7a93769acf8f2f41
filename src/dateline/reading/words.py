"""Words of raw text, split as the English Universal Dependencies treebanks split them.

Punctuation, clitics ("do|n't", "Kenya|'s"), currency signs, units and the parts of hyphenated
compounds are words of their own; abbreviations, numbers and addresses stay whole.
"""

import re
from typing import Final

from dateline.record import Span

_CHUNK: Final = re.compile(r"\S+")

_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”]+[^\s<>\"”.,;:!?)\]'’]"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}"
    r"|[\w-]{1,64}(?:\.[\w-]{1,64}){0,3}\.(?:com|org|net|gov|edu|info|co\.uk|int)(?:/[^\s<>\"”,;)]{0,200})?(?!\w)"
    r"|[\w-]{1,64}\.(?:pdf|docx?|xlsx?|html?|txt|jpe?g|png|gif|pptx?|zip|exe|csv)(?!\w)"
    r"|[a-z]{2,32}(?:\.[a-z]{2,32}){2,4}(?!\w)"
    r"|[@#][A-Za-z_]\w*",
    re.IGNORECASE,
)
_DOTTED: Final = re.compile(r"(?:[A-Za-z]\.){2,}(?:[A-Za-z](?![A-Za-z]))?")
_ABBREVIATION: Final = re.compile(
    r"(?:Ph\.D|Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Fr|Sr|Jr|St|Ste|Hon|Messrs|Mme|Mlle|Gen|Lt|Maj|Col|Capt|Cpl|Cmdr|Adm|"
    r"Brig|Sgt|Pvt|Pfc|Insp|Supt|Const|Gov|Sen|Rep|Pres|Sec|Amb|Min|Atty|Dist|Inc|Corp|Co|Ltd|Bros|Cos|LLC|Plc|"
    r"Assn|Dept|Univ|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|"
    r"Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|"
    r"Okla|Ont|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Ave|Blvd|Rd|Hwy|Ft|Mt|etc|vs|approx|est|No|Nos|Vol|pp|ed|al|viz|cf)\.",
)
_NUMBER: Final = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,4}/\d{1,2}/\d{1,4}|\d+(?:[.:]\d+)*|[.]\d+"
)
_UNIT: Final = re.compile(
    r"(?:am|pm|a\.m\.|p\.m\.|km|kms|kg|cm|mm|mph|kph|ft|lbs?|m|bn|mn|tn|k|GB|MB|MW|kW|hrs?|mins?|h|gmt|min|sec|x)(?![A-Za-z])",
    re.IGNORECASE,
)
_ORDINAL: Final = re.compile(r"\d+(?:,\d{3})*(?:st|nd|rd|th|s)(?![A-Za-z])", re.IGNORECASE)
_ELLIPSIS: Final = re.compile(r"\.{2,}|…")
_REPEATED: Final = re.compile(r"([-=_*!?~<>`'$])\1+")
_EMOTICON: Final = re.compile(r"[:;=8][-o]?[)(\]\[DPpO/|](?!\w)")
_INITIAL: Final = re.compile(r"[A-HJ-Z]\.$")
_AMPERSAND: Final = re.compile(r"[A-Z]{1,3}&[A-Z]{1,2}(?!\w)")
_TELEPHONE: Final = re.compile(r"\d{3}-(?:\d{3}-)?\d{4}(?![\w-])")
_CURRENCY: Final = re.compile(r"(?:US|A|C|NZ|HK|S|R|AU|CA)?[$€£¥₦₹₽₩₪₫₱]")
_LETTERS: Final = re.compile(r"[^\W_](?:[\w]|(?<=\w)['’](?=\w)|[̀-ͯ])*|\w+")

_CLITIC: Final = re.compile(r"(?i)(?:n['’]t|['’](?:s|re|ve|ll|d|m|em))$")
_BARE_CLITIC: Final = re.compile(r"(?i)['’](?:s|re|ve|ll|d|m|em)\b")
_CONTRACTED: Final[dict[str, int]] = {
    "cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "lemme": 3, "gimme": 3, "dunno": 3,
    "dont": 2, "didnt": 3, "doesnt": 4, "cant": 2, "wont": 2, "isnt": 2, "wasnt": 3, "ive": 1,
    "couldnt": 5, "wouldnt": 5, "shouldnt": 6, "havent": 4, "hasnt": 3, "arent": 3,
}  # fmt: skip
"""Contractions written as one word, with where their first part ends."""

_BOUND_PREFIX: Final = frozenset(
    "e co re un non anti pre post pro ex sub super ultra mega multi mini micro inter intra semi "
    "counter vice neo over under out extra trans bi tri mid cross hyper pseudo quasi de dis mis "
    "afro anglo franco sino euro arch crypto bio geo uni per ab ur x t".split()
)
"""Parts before a hyphen that are no words of their own; the compound stays whole."""


def split_words(text: str) -> list[Span]:
    """The spans of the words of `text`, in order."""
    words: list[Span] = []
    for chunk in _CHUNK.finditer(text):
        _split_chunk(text, chunk.start(), chunk.end(), words)
    return words


def _split_chunk(text: str, start: int, end: int, words: list[Span]) -> None:
    position = start
    while position < end:
        stop = _word_end(text, position, end)
        if text[position].isalnum():
            _split_contraction(text, position, stop, words)
        else:
            words.append((position, stop))
        position = stop


def _word_end(text: str, position: int, end: int) -> int:
    """Where the word that starts at `position` ends."""
    for pattern in (_ADDRESS, _DOTTED, _ABBREVIATION, _INITIAL):
        match = pattern.match(text, position, end)
        if match and _stands_free(text, position, match.end(), end):
            return match.end()
    character = text[position]
    if character.isdigit() or (character == "." and text[position + 1 : position + 2].isdigit()):
        return _number_end(text, position, end)
    if currency := _CURRENCY.match(text, position, end):
        return currency.end()
    for pattern in (_ELLIPSIS, _REPEATED, _EMOTICON):
        if match := pattern.match(text, position, end):
            return match.end()
    if joined := _AMPERSAND.match(text, position, end):
        return joined.end()
    if letters := _LETTERS.match(text, position, end):
        return _compound_end(text, position, letters.end(), end)
    if character in "'’" and (clitic := _BARE_CLITIC.match(text, position, end)):
        return clitic.end()
    return position + 1


def _stands_free(text: str, start: int, stop: int, end: int) -> bool:
    """An abbreviation or address begins a word and is not followed by more letters."""
    before = text[start - 1 : start]
    after = text[stop : min(stop + 1, end)]
    return not (before.isalnum() or before in (".", "@")) and not after.isalnum()


def _number_end(text: str, position: int, end: int) -> int:
    if ordinal := _ORDINAL.match(text, position, end):
        return ordinal.end()
    number = _TELEPHONE.match(text, position, end) or _NUMBER.match(text, position, end)
    stop = number.end() if number else position + 1
    if stop < end and text[stop].isalpha() and not _UNIT.match(text, stop, end):
        letters = _LETTERS.match(text, stop, end)
        stop = letters.end() if letters else stop
    return stop


def _compound_end(text: str, position: int, stop: int, end: int) -> int:
    """Past the hyphen after a bound prefix ("re-election"), and past the "t" of "n't"."""
    while (
        stop + 1 < end
        and text[stop] == "-"
        and text[position:stop].lower().rsplit("-", 1)[-1] in _BOUND_PREFIX
        and (rest := _LETTERS.match(text, stop + 1, end))
    ):
        stop = rest.end()
    if (
        stop < end
        and text[stop] in "'’"
        and text[stop - 1 : stop] in ("n", "N")
        and text[stop + 1 : stop + 2] in ("t", "T")
    ):
        return stop + 2
    return stop


def _split_contraction(text: str, start: int, stop: int, words: list[Span]) -> None:
    word = text[start:stop]
    if clitic := _CLITIC.search(word):
        cut = start + clitic.start()
        if cut > start:
            words.append((start, cut))
        words.append((cut, stop))
        return
    cut = start + _CONTRACTED.get(word.lower(), 0)
    if cut > start:
        words += [(start, cut), (cut, stop)]
    else:
        words.append((start, stop))
