"""Whether a record holds what a text is expected to say; `README.md` describes the language.

An expectation maps `statements`, `events`, `no_statements` or `no_events` to a list of patterns.
A pattern maps fields of a `Statement` or an `Event` to what they must be.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from dateline.codebook import ANONYMITIES, EVENT_MODES, QUOTATIONS, SOURCE_TYPES, STANCES, STATUSES
from dateline.record import Event, Record, Span, Statement

Pattern = Mapping[str, Any]
Expectation = Mapping[str, Sequence[Pattern]]

PARTS: Final = ("statements", "events", "no_statements", "no_events")
CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "quotation": QUOTATIONS,
    "source_type": SOURCE_TYPES,
    "anonymity": ANONYMITIES,
    "stance": STANCES,
    "type": tuple(EVENT_MODES),
    "mode": tuple(sorted({mode for modes in EVENT_MODES.values() for mode in modes})),
    "status": STATUSES,
}
WORDINGS: Final = ("content", "cue", "source_span", "anonymity_reason", "trigger")
NAME_LISTS: Final = ("source", "actor", "recipient")
NAMES: Final = ("addressee", "on_behalf_of")
HOLDERS: Final = ("parent", "according_to")

_STATEMENT_FIELDS: Final = frozenset(Statement.__dataclass_fields__)
_EVENT_FIELDS: Final = frozenset(Event.__dataclass_fields__)
_KNOWN: Final = frozenset(
    (*CHOICES, *WORDINGS, *NAME_LISTS, *NAMES, *HOLDERS, "count_claimed", "addressee_is_outlet")
)
_WORD: Final = re.compile(r"\w+")
_MARKS: Final = "\"“”„«»‹›'‘’‚`"


def unmet(record: Record, expect: Expectation) -> list[str]:
    """What of `expect` the record does not meet, in words; empty if it meets all."""
    found: list[str] = []
    for part, patterns in expect.items():
        items: tuple[Statement | Event, ...] = (
            record.statements if part.endswith("statements") else record.events
        )
        meeting = [[i for i, item in enumerate(items) if holds(record, item, p)] for p in patterns]
        if part.startswith("no_"):
            failing = [i for i, indices in enumerate(meeting) if indices]
        else:
            failing = unpaired(meeting)
        found += [f"{part}: {json.dumps(patterns[i], ensure_ascii=False)}" for i in failing]
        if not patterns and items:
            found.append(f"{part}: none expected, {len(items)} read")
    return found


def holds(record: Record, item: Statement | Event, pattern: Pattern) -> bool:
    """Whether every field that `pattern` names is in `item` as it says."""
    return all(_field_holds(record, item, key, value) for key, value in pattern.items())


def _field_holds(record: Record, item: Statement | Event, key: str, expected: Any) -> bool:
    value = getattr(item, key)
    if key in NAME_LISTS:
        return _are_actors(_texts(record, item, key), expected)
    if key == "count_claimed":
        return bool((value.number if value else None) == expected)
    if expected is None or value is None:
        return bool(value is expected)
    if key in CHOICES:
        return str(value) in expected.split("|")
    if key in WORDINGS:
        return _is_worded(record, value if key == "content" else (value,), expected)
    if key in NAMES:
        return _contains(_name(record, value), expected)
    if key in HOLDERS:
        holder = next(s for s in record.statements if s.id == value)
        pattern = {"source": [expected]} if isinstance(expected, str) else expected
        return holds(record, holder, pattern)
    return bool(value == expected)


def _texts(record: Record, item: Statement | Event, key: str) -> list[tuple[str, ...]]:
    """For each actor of a role its name and, for an event, the words that stand for it there."""
    ids: tuple[str, ...] = getattr(item, key)
    spans: tuple[Span, ...] = getattr(item, f"{key}_spans", ())
    names = [_name(record, id) for id in ids]
    if len(spans) != len(ids):
        return [(name,) for name in names]
    return [(name, record.quote(span)) for name, span in zip(names, spans, strict=True)]


def _name(record: Record, id: str) -> str:
    return next(actor.name for actor in record.actors if actor.id == id)


def _are_actors(found: Sequence[tuple[str, ...]], expected: Sequence[str]) -> bool:
    """Whether each expected name is that of an actor of its own, and no actor is left over."""
    fitting = [
        [i for i, texts in enumerate(found) if any(_contains(text, name) for text in texts)]
        for name in expected
    ]
    return len(found) == len(expected) and not unpaired(fitting)


def unpaired(candidates: Sequence[Sequence[int]]) -> list[int]:
    """The indices that get none of their candidates when as many as possible get one of their own.

    Kuhn's algorithm for bipartite matching.
    """
    taken: dict[int, int] = {}

    def place(index: int, tried: set[int]) -> bool:
        for candidate in candidates[index]:
            if candidate not in tried:
                tried.add(candidate)
                if candidate not in taken or place(taken[candidate], tried):
                    taken[candidate] = index
                    return True
        return False

    return [index for index in range(len(candidates)) if not place(index, set())]


def _is_worded(record: Record, spans: Iterable[Span], wording: str) -> bool:
    quotes = [record.quote(span) for span in spans]
    return all(map(_marks_are_trimmed, quotes)) and fits(" ".join(quotes), wording)


def _marks_are_trimmed(text: str) -> bool:
    """Whether no quotation mark stands at an edge of `text` without its partner inside."""
    at_edges = text[0] in _MARKS or text[-1] in _MARKS
    return not at_edges or any(mark in text[1:-1] for mark in _MARKS)


def _contains(text: str, names: str) -> bool:
    return any(fits(text, f"…{name}…") for name in names.split("|"))


def fits(text: str, wording: str) -> bool:
    """Whether the words of `text` are one of the alternatives of `wording`, case aside.

    `|` parts alternatives, and `…` stands for any words or none. Punctuation does not count.
    """
    spoken = "".join(f" {word}" for word in words(text))
    return any(_expression(wording).fullmatch(spoken) for wording in wording.split("|"))


def _expression(wording: str) -> re.Pattern[str]:
    pieces = ("".join(re.escape(f" {word}") for word in words(p)) for p in wording.split("…"))
    return re.compile(r"(?: \S+)*".join(pieces))


def words(text: str) -> list[str]:
    """The words of `text` in one case; an apostrophe parts them, so that "Mali" is in "Mali's"."""
    return [match.group().casefold() for match in _WORD.finditer(text)]


def flaws(text: str, expect: Expectation) -> list[str]:
    """What is wrong with an expectation itself: names it does not know, words not in the text."""
    found = [f"unknown part {part}" for part in expect if part not in PARTS]
    for part, patterns in expect.items():
        for pattern in patterns:
            found += _pattern_flaws(text, part, pattern)
    return found if expect else ["nothing is expected"]


def _pattern_flaws(text: str, part: str, pattern: Pattern) -> list[str]:
    fields = _STATEMENT_FIELDS if part.endswith("statements") else _EVENT_FIELDS
    found = [] if pattern else ["an empty pattern"]
    for key, expected in pattern.items():
        if key not in fields or key not in _KNOWN:
            found.append(f"unknown field {key}")
        elif key in HOLDERS and isinstance(expected, dict):
            found += _pattern_flaws(text, "statements", expected)
        elif key in CHOICES:
            unknown = set(expected.split("|")) - set(CHOICES[key])
            found += [f"unknown {key} {value}" for value in sorted(unknown)]
        elif key not in ("count_claimed", "addressee_is_outlet") and expected is not None:
            wordings = expected if isinstance(expected, list) else [expected]
            found += [f"not in the text: {w}" for w in wordings if not _is_said(text, w)]
    return found


def _is_said(text: str, wording: str) -> bool:
    """Whether the text has all words of one of the alternatives."""
    said = set(words(text))
    return any(said.issuperset(words(alternative)) for alternative in wording.split("|"))
