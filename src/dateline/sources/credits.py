"""Where a report comes from, in its own words: its dateline and the agencies it credits."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from dateline.record import Span
from dateline.sources.words import word_set

# Wire services and outlets whose copy others carry; short form -> other forms of the name.
_AGENCIES: Final[dict[str, tuple[str, ...]]] = {
    "Reuters": ("Reuter", "Thomson Reuters", "Reuters News Agency"),
    "AFP": ("Agence France-Presse", "Agence France Presse"),
    "AP": ("Associated Press",),
    "UPI": ("United Press International",),
    "dpa": ("Deutsche Presse-Agentur", "DPA"),
    "EFE": ("Agencia EFE",),
    "ANSA": (),
    "TASS": ("ITAR-TASS",),
    "Interfax": (),
    "RIA Novosti": ("RIA",),
    "Xinhua": ("Xinhua News Agency", "XINHUA"),
    "Kyodo": ("Kyodo News",),
    "Jiji": ("Jiji Press",),
    "Yonhap": ("Yonhap News Agency",),
    "KCNA": ("Korean Central News Agency",),
    "PTI": ("Press Trust of India",),
    "ANI": ("Asian News International",),
    "IANS": ("Indo-Asian News Service",),
    "APP": ("Associated Press of Pakistan",),
    "UNB": ("United News of Bangladesh",),
    "Antara": ("Antara News",),
    "Bernama": (),
    "AAP": ("Australian Associated Press",),
    "PA": ("Press Association", "PA Media"),
    "CP": ("Canadian Press",),
    "Anadolu": ("Anadolu Agency", "AA"),
    "IRNA": ("Islamic Republic News Agency",),
    "SANA": ("Syrian Arab News Agency",),
    "SPA": ("Saudi Press Agency",),
    "WAM": ("Emirates News Agency",),
    "MENA": ("Middle East News Agency",),
    "PANA": ("Panapress",),
    "NAN": ("News Agency of Nigeria",),
    "Lusa": (),
    "Bloomberg": ("Bloomberg News",),
    "IRIN": (),
    "VOA": ("Voice of America", "VOA News"),
    "RFE/RL": ("Radio Free Europe/Radio Liberty", "Radio Free Europe"),
    "RFA": ("Radio Free Asia",),
    "BBC": ("BBC News", "British Broadcasting Corporation"),
    "CNN": (),
    "IPS": ("Inter Press Service",),
    "Al Jazeera": ("Aljazeera",),
    "Sputnik": (),
}
_CANONICAL: Final = {
    form.lower(): short for short, forms in _AGENCIES.items() for form in (short, *forms)
}
# In lower case or beside other words these are words, not agencies.
_ONLY_AS_WRITTEN: Final = frozenset(
    {"aa", "app", "cp", "mena", "pa", "pana", "sana", "spa", "sputnik"}
)

_OUTLET_ENDS: Final = word_set(
    "news times post herald tribune gazette guardian observer journal chronicle mail press "
    "broadcasting tv television newspaper magazine telegraph courier examiner online bulletin "
    "standard nation mirror inquirer sentinel wire newswire daily weekly monitor dispatch reporter "
    "register argus advertiser echo"
)
_OUTLET_STARTS: Final = frozenset({"daily", "radio", "televisión", "televisao", "bbc", "agence"})
_MAX_OUTLET_WORDS: Final = 6

_NAME_WORD: Final = r"(?:[A-Z][\w.&'’/-]{0,30}|dpa)"
_NAME: Final = rf"{_NAME_WORD}(?:\s(?:(?:of|the|and|for|in|de|du|la)\s){{0,2}}{_NAME_WORD}){{0,6}}"
_NAMES: Final = rf"\b(?:the\s|The\s)?(?P<name>{_NAME})"
_ORIGINS: Final = (
    re.compile(
        r"\b(?:[Ff]irst|[Oo]riginally|[Ii]nitially)\s(?:reported|revealed|disclosed|broken)\s(?:by|in)\s"
        rf"{_NAMES}"
    ),
    re.compile(
        r"\b[Tt]his\s(?:story|article|report|piece|item)\s(?:was\s|has\sbeen\s)?(?:first\s"
        r"|originally\s)?(?:published|carried|broadcast|aired|appeared|posted)\s(?:first\s)?"
        rf"(?:by|in|on)\s{_NAMES}"
    ),
    re.compile(rf"{_NAMES}\s(?:was\sthe\s|were\sthe\s)?first\s(?:to\sreport|reported|revealed)\b"),
    re.compile(rf"\b[Rr]e-?published\s(?:from|with\spermission\s(?:of|from))\s{_NAMES}"),
    re.compile(
        r"\b[Ww]ith\s(?:inputs?|files|reporting|additional\sreporting|material)\s(?:from|by)\s"
        rf"{_NAMES}"
    ),
)
_CONTRIBUTED: Final = re.compile(rf"{_NAMES}\s(?:also\s)?contributed\s(?:reporting\s)?to\sthis\s")
_SOURCE_LINE: Final = re.compile(
    r"\(?\s?(?:sources?|via|agency|agencies)\s?[:–—-]\s?(?P<names>.{2,80})", re.I
)
_SIGNED: Final = re.compile(
    r"(?:[-–—]{1,2}|\[|\()?\s?(?P<names>[^\s()\[\]][^()\[\]]{1,60}?)\s?[\])]?\.?"
)
_SIGNED_END: Final = re.compile(
    r"[.!?\"”’)]\s?(?:\((?P<names>[^()]{2,40})\)|[-–—]{1,2}\s?(?P<dashed>[\w ./-]{2,40}))\.?$"
)
_COPYRIGHT: Final = re.compile(
    r"(?:©|\(c\)|copyright)[\s\d©,-]{0,20}(?:by\s)?(?P<names>[^.]{2,60})", re.I
)
_SEPARATORS: Final = re.compile(r"\s?[,/;|]\s?|\s(?:and|&)\s")
_ORIGIN_LINE_WORDS: Final = 25  # longer paragraphs tell news, whoever they name

_DATELINE_WITHIN: Final = 120  # code points
_DATELINE_BREAK: Final = re.compile(r"\s(?:-{1,3}|—|–|_)(?=\s|$)|(?:—|–|--)|(?<=[A-Z)]):(?=\s)")
_PARENTHESES: Final = re.compile(r"\(([^()]{2,40})\)")
_MONTH: Final = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\b\.?"
_DATELINE_DATE: Final = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    rf"|\b(?:{_MONTH}\s\d{{1,2}}\b|\d{{1,2}}\s{_MONTH})(?:,?\s(?:19|20)\d\d\b)?",
    re.I,
)
_PLACE_WORD: Final = r"(?:[^\W\d_a-z][\w.'’-]{1,24}|[A-Z]\.(?:[A-Z]\.){0,3})"
_LINK_WORD: Final = r"(?:de|da|do|du|dos|la|le|el|al|as|of|the|and|sur|bin|am|es)"
_PLACE: Final = re.compile(rf"{_PLACE_WORD}(?:\s(?:{_LINK_WORD}\s){{0,2}}{_PLACE_WORD}){{0,3}}")
_NO_PLACE: Final = word_set(
    "the a an in on at for from by with after before when while as if but and or so this that "
    "these those it he she they we you i his her their its our my there here what who how why "
    "where no not yes president minister police army protesters gunmen rebels analysis opinion "
    "update breaking exclusive watch video live explainer fact news factbox timeline"
)


_BODIES: Final = word_set(
    "ministry release statement office department embassy council committee commission party "
    "union association agency court parliament university media press government movement front"
)


def agency(name: str) -> str | None:
    """The short form of the wire service or outlet called `name`, or `None` if it is not known."""
    name = name.strip(" .,()[]–—-")
    if name.lower().startswith("the "):
        name = name[4:]
    short = _CANONICAL.get(name.lower())
    if name.lower() in _ONLY_AS_WRITTEN and not name.isupper() and name != short:
        return None
    return short


def is_outlet(name: str) -> bool:
    """Whether `name` is a known agency, or reads like the name of a newspaper or a broadcaster."""
    if agency(name):
        return True
    words = name.split()
    if not 1 < len(words) <= _MAX_OUTLET_WORDS or not all(_name_like(word) for word in words):
        return False
    if name.isupper() and len(words) > 2 and words[0] != "THE":
        return False  # a headline in capitals
    last = words[-1].lower()
    return (
        last in _OUTLET_ENDS
        or words[0].lower() in _OUTLET_STARTS
        or [word.lower() for word in words[-2:]] == ["news", "agency"]
    )


def find_dateline(text: str, body: int) -> Span | None:
    """The span in `text` of the place or agency that opens the body at `body`, with its dash."""
    window = text[body : body + _DATELINE_WITHIN].split("\n", 1)[0]
    for found in _DATELINE_BREAK.finditer(window):
        if found.end() == len(window) and len(window) < _DATELINE_WITHIN:
            return None
        follows = window[found.end() :].lstrip()[:1]
        if _is_dateline(window[: found.start()], found[0].strip(), follows):
            return body, body + found.end()
    return None


def dateline_credits(dateline: str) -> Iterator[str]:
    """The agencies named in a dateline, in parentheses or between commas."""
    for names in _PARENTHESES.findall(dateline):
        yield from _known(names)
    for part in re.split(r"[,/]|\s-\s?|[—–]", _PARENTHESES.sub(",", dateline)):
        # Without parentheses, "PA" is a state and "SANA" may be a city.
        if (short := agency(part)) and short.lower() not in _ONLY_AS_WRITTEN:
            yield short


def find_credits(paragraphs: Iterable[str]) -> Iterator[str]:
    """The agencies and outlets that the paragraphs of a report name as its origin."""
    for paragraph in paragraphs:
        if found := _SIGNED_END.search(paragraph, max(0, len(paragraph) - 60)):
            yield from _known(found["names"] or found["dashed"])
        for pattern in _ORIGINS:
            for origin in pattern.finditer(paragraph):
                yield from _named(origin["name"])
        for contributed in _CONTRIBUTED.finditer(paragraph):
            yield from filter(is_outlet, _named(contributed["name"]))


def origin_line(paragraph: str) -> list[str] | None:
    """The outlets that `paragraph` credits if it does nothing else ("Source: AFP", "- AP")."""
    words = len(paragraph.split())
    if words > _ORIGIN_LINE_WORDS:
        return None
    if found := _SOURCE_LINE.fullmatch(paragraph):
        names = [name for part in _SEPARATORS.split(found["names"]) if (name := _outlet(part))]
        return names or None
    if found := _CONTRIBUTED.match(paragraph):
        return [name for name in _named(found["name"]) if is_outlet(name)] or None
    if (found := _COPYRIGHT.match(paragraph)) and (names := list(_known(found["names"]))):
        return names
    short = words <= _MAX_OUTLET_WORDS
    if (
        short
        and (found := _SIGNED.fullmatch(paragraph))
        and (names := list(_known(found["names"])))
    ):
        return names
    lower = paragraph.lower()
    if "first published" in lower or "originally" in lower or lower.startswith("with "):
        return list(find_credits([paragraph])) or None
    return None


def _is_dateline(opening: str, mark: str, follows: str) -> bool:
    if not opening.strip() or opening[0].isspace() or not follows:
        return False
    agencies = [agency(name) for name in _PARENTHESES.findall(opening)]
    rest = _DATELINE_DATE.sub("", _PARENTHESES.sub("", opening))
    parts = [part for raw in re.split(r"[,/]|\s-{1,2}\s", rest) if (part := raw.strip(" ."))]
    places = [part for part in parts if not agency(part)]
    known = any(agencies) or len(places) < len(parts)
    if not parts and not known:
        return False
    if len(places) > 3 or not all(_is_place(place) for place in places):
        return False
    if known or (places and places[0].isupper()):
        return True
    # A capitalised name before a dash opens the body only where a sentence starts after it.
    return mark != ":" and bool(places) and (follows.isupper() or follows in "\"“'‘")


def _is_place(part: str) -> bool:
    if not _PLACE.fullmatch(part):
        return False
    words = part.lower().split()
    return words[0] not in _NO_PLACE and _BODIES.isdisjoint(words)


def _name_like(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word in ("of", "the", "and", "for", "&", "dpa")


def _outlet(name: str) -> str | None:
    """The name of an outlet in a line that names nothing else; agencies in their short form."""
    name = name.strip(" .)")
    if short := agency(name):
        return short
    return name if name and all(_name_like(word) for word in name.split()) else None


def _known(names: str) -> Iterator[str]:
    """The agencies in a list of names, if all of them are agencies."""
    found = [agency(part) for part in _SEPARATORS.split(names)]
    if all(found):
        yield from (name for name in found if name)


def _named(name: str) -> Iterator[str]:
    """The outlets in one matched name, split at "and" where both sides are outlets."""
    parts = re.split(r"\sand\s(?:the\s)?", name)
    if len(parts) > 1 and not all(is_outlet(part) for part in parts):
        parts = [name]
    for part in parts:
        part = part.rstrip(".,'’").removesuffix("'s").removesuffix("’s").removeprefix("The ")
        yield agency(part) or part
