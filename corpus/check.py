"""Checks the corpus: `python -m corpus.check` prints what offends, and exits 1 if anything does.

Every annotation must resolve against its text, every report have metadata, every hard negative
stand in its text; no two reports may share a run of eight words beyond the phrases in
`formulas.txt`, and no person's name may stand in more than two reports.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from corpus import FOLDER, Corpus, load
from training.annotation import find_span, resolve, sentences

RUN: Final = 8
"""Words in a row that two reports must not share."""
MOST_REPORTS: Final = 2
"""In how many reports the same person may be an actor."""
METADATA_KEYS: Final = {"id", "published", "outlet", "genre", "country", "region"}

Words = tuple[str, ...]

_WORD: Final = re.compile(r"[^\W_]+")
_APOSTROPHES: Final = str.maketrans("", "", "'’‘ʼ")
_TITLES: Final = frozenset(
    "admiral ambassador archbishop bishop brigadier captain chief col colonel commander "
    "commissioner corporal dr emir father foreign general gen governor imam inspector judge "
    "justice king lady lieutenant lord lt major maj mayor minister mr mrs ms officer president "
    "prime prince princess private professor queen sen senator sergeant sheikh sir sister "
    "superintendent".split()
)
_PARTICLES: Final = frozenset(
    "al ag bin bint da de del della den der di dos du e el ibn la le ould van von y".split()
)
_OPENERS: Final = frozenset(
    "a an another each every her his its my one our some that the their these this those "
    "two".split()
)


def annotation_problems(id: str, text: str | None, annotation: dict[str, Any]) -> list[str]:
    """What is wrong with one annotation: the format's own checks, and whether it fits its text."""
    if text is None:
        return [f"{id}: annotated, but there is no text"]
    if annotation.get("id") != id:
        return [f"{id}: the annotation calls itself {annotation.get('id')!r}"]
    return [f"{id}: {problem}" for problem in resolve(text, annotation)[1]]


def metadata_problems(ids: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Reports without metadata or with it twice, rows without a report, and rows of wrong shape."""
    described = Counter(str(row.get("id")) for row in rows)
    problems = [f"{id}: no metadata" for id in ids if id not in described]
    problems += [f"{id}: metadata {count} times" for id, count in described.items() if count > 1]
    problems += [f"{id}: metadata, but no text" for id in described if id not in set(ids)]
    for row in rows:
        if differing := set(row) ^ METADATA_KEYS:
            problems.append(f"{row.get('id')}: metadata keys differ: {sorted(differing)}")
        elif not _is_date(row["published"]):
            problems.append(f"{row['id']}: published is no date: {row['published']!r}")
    return problems


def _is_date(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def negative_problems(texts: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Hard negatives that do not stand in their text, or stand in the list twice."""
    seen: set[tuple[str, str]] = set()
    for row in rows:
        id = str(row.get("id"))
        if id not in texts:
            yield f"{id}: hard negatives, but no text"
            continue
        numbered = sentences(texts[id])
        for reference in row.get("negatives", []):
            if (id, reference) in seen:
                yield f"{id}: hard negative twice: {reference!r}"
            seen.add((id, reference))
            try:
                find_span(texts[id], numbered, reference)
            except (ValueError, IndexError) as error:
                yield f"{id}: hard negative {error}"


def words_of(text: str) -> Words:
    """The lower-cased words, without punctuation; an apostrophe does not divide a word."""
    return tuple(_WORD.findall(text.lower().translate(_APOSTROPHES)))


def read_formulas(path: Path = FOLDER / "formulas.txt") -> list[Words]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [words_of(line) for line in lines if line.strip() and not line.startswith("#")]


def pieces(words: Words, formulas: Sequence[Words]) -> list[Words]:
    """`words` divided where formulas stood; of several that fit, the longest is taken out."""
    by_first: defaultdict[str, list[Words]] = defaultdict(list)
    for formula in sorted(formulas, key=len, reverse=True):
        by_first[formula[0]].append(formula)
    found: list[Words] = []
    start = at = 0
    while at < len(words):
        candidates = by_first.get(words[at], ())
        here = next((f for f in candidates if words[at : at + len(f)] == f), None)
        if here is None:
            at += 1
            continue
        found.append(words[start:at])
        start = at = at + len(here)
    return [piece for piece in [*found, words[start:]] if piece]


def shared_runs(
    texts: Mapping[str, str], formulas: Sequence[Words] = (), length: int = RUN
) -> dict[str, list[str]]:
    """Wordings of `length` words and more that several texts share, with the ids of those texts."""
    divided = {id: pieces(words_of(text), formulas) for id, text in texts.items()}
    holders: defaultdict[Words, set[str]] = defaultdict(set)
    for id, parts in divided.items():
        for part in parts:
            for at in range(len(part) - length + 1):
                holders[part[at : at + length]].add(id)
    shared = {run: ids for run, ids in holders.items() if len(ids) > 1}
    found: dict[str, list[str]] = {}
    for id, parts in divided.items():
        for part in parts:
            found |= _longest_runs(id, part, shared, length)
    return found


def _longest_runs(
    id: str, part: Words, shared: Mapping[Words, set[str]], length: int
) -> dict[str, list[str]]:
    """The shared windows of one piece of text, joined where they overlap.

    Each window is told at the first of its texts alone.
    """
    found: dict[str, list[str]] = {}
    first: int | None = None
    ids: set[str] = set()
    for at in range(len(part)):
        holding = shared.get(part[at : at + length], set())
        if holding and min(holding) == id:
            first = at if first is None else first
            ids |= holding
        elif first is not None:
            found[" ".join(part[first : at - 1 + length])] = sorted(ids)
            first, ids = None, set()
    return found


def person_name(name: str) -> str | None:
    """The proper name of a person without titles, lower-cased; `None` for a description."""
    words = name.replace(",", " ").split()
    if not words or words[0].lower() in _OPENERS:
        return None
    while words and words[0].lower().rstrip(".") in _TITLES:
        words.pop(0)
    capital = [word for word in words if any(part[:1].isupper() for part in word.split("-"))]
    others = [word for word in words if word not in capital and word.lower() not in _PARTICLES]
    return " ".join(words).casefold() if len(capital) > 1 and not others else None


def shared_persons(
    annotations: Mapping[str, Mapping[str, Any]], most: int = MOST_REPORTS
) -> dict[str, list[str]]:
    """Names of persons that are actors of more than `most` reports, with the ids of those."""
    reports: defaultdict[str, set[str]] = defaultdict(set)
    for id, annotation in annotations.items():
        for actor in annotation.get("actors", []):
            if actor.get("kind") == "person" and (name := person_name(str(actor.get("name")))):
                reports[name].add(id)
    return {name: sorted(ids) for name, ids in reports.items() if len(ids) > most}


def problems_of(corpus: Corpus, formulas: Sequence[Words]) -> list[str]:
    """All that offends in the corpus, one line each."""
    found = [
        problem
        for id, annotation in corpus.annotations.items()
        for problem in annotation_problems(id, corpus.texts.get(id), annotation)
    ]
    found += metadata_problems(list(corpus.texts), corpus.metadata)
    found += negative_problems(corpus.texts, corpus.negatives)
    runs = shared_runs(corpus.texts, formulas)
    found += [f"{', '.join(ids)}: the same words: {run}" for run, ids in runs.items()]
    persons = shared_persons(corpus.annotations)
    found += [f"{', '.join(ids)}: the same person: {name}" for name, ids in persons.items()]
    return found


def main() -> int:
    try:
        corpus = load()
    except ValueError as error:
        print(error)
        return 1
    found = problems_of(corpus, read_formulas())
    for problem in found:
        print(problem)
    print(
        f"{len(corpus.texts)} reports, {len(corpus.annotations)} annotated: {len(found)} problems"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
