"""Tells English reports from others, by script and by function words."""

import re
import unicodedata
from collections import Counter
from typing import Final

from dateline.errors import SourceError
from dateline.sources.words import word_set

_SAMPLE: Final = 20_000  # code points
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LETTERS_NEEDED: Final = 4
_LATIN_SHARE: Final = 0.5  # of the letters
_WORDS_TO_JUDGE: Final = 20  # below this, only evidence for another language refuses
_ENGLISH_SHARE: Final = 0.1  # of the words; English news has 0.3 to 0.45, telegrams 0.15
_OTHER_HITS: Final = 3  # function words of another language that a short text must have

_ENGLISH: Final = word_set(
    "the a an and or but if of to in on at by for from with without into over under after before "
    "between against during about near is are was were be been being has have had do does did "
    "will would could should may might must can not no it its he she they we you i his her their "
    "our my this that these those there here who whom whose which what when where why how as than "
    "then so also only more most some any all both each other another such said says say told "
    "according new out up down off one two three since until while because through among amid"
)
_SCRIPTS: Final = {
    "CYRILLIC": "Russian or another language in Cyrillic script",
    "ARABIC": "Arabic, Persian or another language in Arabic script",
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "GREEK": "Greek",
    "HEBREW": "Hebrew",
    "DEVANAGARI": "Hindi or another language in Devanagari script",
    "BENGALI": "Bengali",
    "TAMIL": "Tamil",
    "THAI": "Thai",
    "ETHIOPIC": "Amharic or another language in Ethiopic script",
    "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
}
_OTHERS: Final = {
    "French": "le la les un une des du de et est en dans que qui pour par sur avec ne pas au aux "
    "ce cette ces son sa ses leur il elle ils été a ont plus sont selon mais ou où après contre",
    "Spanish": "el la los las un una unos de del y en que por para con no se su sus al lo como más "
    "pero fue son está han ha este esta según entre sobre desde hasta contra tras",
    "Portuguese": "o a os as um uma de do da dos das e em no na nos nas que por para com não se "
    "seu sua ao mais mas foi são está este esta segundo entre sobre após também pelo pela",
    "Italian": "il lo la gli le un una di del della dei delle e in nel nella che per con non si da "
    "dal dalla al alla è sono ha hanno più ma anche come questo secondo contro dopo stato",
    "German": "der die das den dem des ein eine einen einem einer und in im ist nicht mit auf für "
    "von zu zum zur sich auch als nach bei aus sind war hat haben wurde werden dass es er sie wird",
    "Dutch": "de het een en van in op te dat die niet met voor zijn is er aan om ook als door naar "
    "bij uit maar werd wordt heeft hebben over volgens nog tegen geen deze dit",
    "Indonesian or Malay": "yang dan di ke dari untuk dengan pada ini itu tidak akan telah oleh "
    "dalam adalah juga sebagai mereka para atau karena kepada bahwa sudah ada lebih saat",
    "Turkish": "ve bir bu da de için ile olarak daha çok gibi olan en ne kadar sonra göre ise "
    "ancak olduğu değil dedi edildi etti yapılan her",
    "Polish": "i w na z do że się nie jest o to po od za przez dla jak ale oraz został są które "
    "który tym ich jego przed",
    "Romanian": "și în de la cu pe un o că nu din pentru este au fost care mai sunt a ale sa prin "
    "după dar",
    "Swedish, Danish or Norwegian": "och att det som en på är av för med den till inte om har de "
    "ett var og at er på af til ikke det som de den har i sig av",
    "Czech or Slovak": "a v na se je že s z do o by pro jako podle také ale po od byl ve k",
    "Vietnamese": "và của là các có trong được cho không với người một những đã tại về này khi",
    "Tagalog": "ang ng sa mga na ay at si ni para kay hindi ito nang mula siya may",
    "Swahili": "ya wa na kwa katika ni la za kuwa hiyo huo baada hii cha yake wake lakini kama",
    "Hausa": "da na a ta ya ba cewa don wani wata sun an kuma daga domin suka aka yi",
    "Somali": "oo ka ku iyo in ay waa uu la ayaa soo si ee ah",
}
_ADDRESS: Final = re.compile(r"://|@|\w\.\w+\.\w")
"""In web and mail addresses and names of newsgroups no language shows."""
_FUNCTION_WORDS: Final = {name: frozenset(words.split()) for name, words in _OTHERS.items()}


def refuse_other_languages(text: str) -> None:
    """Raises `SourceError` where `text` is not in English; when in doubt it is let through."""
    other = other_language(text)
    if other:
        raise SourceError(
            f"the report is not in English: it reads as {other}",
            hint="Dateline reads English only. Give it an English report or a translation.",
        )


def other_language(text: str) -> str | None:
    """The language that `text` is in if that is not English, else `None`."""
    sample = text[:_SAMPLE]
    return _other_script(sample) or _other_words(sample)


def _other_script(sample: str) -> str | None:
    letters = Counter(c for c in sample if c.isalpha())
    total = letters.total()
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        scripts[unicodedata.name(letter, "UNKNOWN").split()[0]] += count
    if total < _LETTERS_NEEDED or scripts["LATIN"] >= _LATIN_SHARE * total:
        return None
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > total * 0.1:
        return "Japanese"
    script = max(scripts, key=scripts.__getitem__)
    return _SCRIPTS.get(script, f"a language in {script.title()} script")


def _other_words(sample: str) -> str | None:
    running = " ".join(chunk for chunk in sample.split() if not _ADDRESS.search(chunk))
    words = Counter(found[0].lower() for found in _WORD.finditer(running))
    total = words.total()
    english = _hits(words, _ENGLISH)
    others = {name: _hits(words, known) for name, known in _FUNCTION_WORDS.items()}
    best = max(others, key=others.__getitem__)
    # Words that are both ("in", "a", "on") speak for neither side.
    shared = _hits(words, _ENGLISH & _FUNCTION_WORDS[best])
    if others[best] - shared >= _OTHER_HITS and others[best] > english:
        return best
    if total >= _WORDS_TO_JUDGE and english < _ENGLISH_SHARE * total:
        return "another language"
    return None


def _hits(words: Counter[str], known: frozenset[str]) -> int:
    return sum(count for word, count in words.items() if word in known)
