"""Names in annotated reports: what the proper names of their actors tell about every word.

Only actors that speak or act are annotated, so other capitalized words may be names too; on them
no loss is taken.
"""

from collections.abc import Sequence
from typing import Any, Final

from dateline.record import Span
from training.document import WordIndex, WordRange

NAME_TYPE_OF_KIND: Final = {
    "person": "person",
    "organization": "organization",
    "country": "place",
    "place": "place",
}
UNLABELLED: Final = "?"
_PARTICLES: Final = frozenset(
    "of the and for in on de del da do dos la le les du van von der den bin ibn al el ul ur".split()
)
_TITLES: Final = frozenset(
    "mr mrs ms miss dr prof professor sir lord dame president prime minister king queen "
    "prince princess gen general col colonel maj major capt captain lt lieutenant sgt "
    "sergeant brig brigadier adm admiral cmdr commander chief justice judge bishop archbishop "
    "cardinal pope father sister rev reverend imam sheikh ayatollah mayor governor senator "
    "sen rep representative ambassador chancellor secretary deputy vice foreign defence "
    "defense interior finance commissioner inspector superintendent constable corporal "
    "private the a an".split()
)

_PRONOUNS: Final = frozenset("i it he she we they you this that these those who".split())


def name_tags(text: str, words: Sequence[Span], actors: Sequence[dict[str, Any]]) -> list[str]:
    """BIO tags: names of actors, `?` for other capitalized words, `O` for the rest."""
    tags = [UNLABELLED if text[start].isupper() else "O" for start, _ in words]
    index = WordIndex(words)
    for actor in actors:
        kind = NAME_TYPE_OF_KIND.get(actor["kind"])
        name = _bare(actor["name"])
        if kind is None or not _is_proper(name):
            continue
        for start, end in actor["mentions"]:
            for form in (name, name.split()[-1] if kind == "person" else name):
                at = text.find(form, start, end)
                if at >= 0 and (found := index.range_of((at, at + len(form)))):
                    mark_name(tags, found, kind)
                    break
    return tags


def _bare(name: str) -> str:
    """The name without titles before it."""
    parts = name.split()
    while parts and parts[0].lower().strip(".") in _TITLES:
        parts = parts[1:]
    return " ".join(parts)


def _is_proper(name: str) -> bool:
    """Every word with a capital, particles aside ("Union of Mineworkers", "Ahmed al-Sharif")."""
    parts = name.replace("-", " ").split()
    return bool(parts) and all(p[0].isupper() or p.lower() in _PARTICLES for p in parts)


def proper_part(texts: Sequence[str], words: WordRange) -> WordRange | None:
    """The range without determiners and titles before the name; `None` if it is no name."""
    start, end = words
    while start < end and texts[start].lower().strip(".") in _TITLES:
        start += 1
    rest = texts[start:end]
    if start > words[0] and rest and rest[0].lower() in ("of", "for", "to"):
        return None  # An office with its charge: where the name begins is not told.
    named = [t for t in rest if any(map(str.isalnum, t))]
    proper = all(any(map(str.isupper, t)) or t.lower() in _PARTICLES for t in named)
    if not named or not proper or (len(named) == 1 and named[0].lower() in _PRONOUNS):
        return None
    return start, end


def mark_name(tags: list[str], words: WordRange, kind: str) -> None:
    if any(tags[i][:2] in ("B-", "I-") for i in range(*words)):
        return
    tags[words[0]] = f"B-{kind}"
    for index in range(words[0] + 1, words[1]):
        tags[index] = f"I-{kind}"
