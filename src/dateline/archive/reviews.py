"""Reviews: what people say of the machine's readings, as a ledger to which lines are only added.

A review accepts or rejects an entry (an actor, statement or event; or a report as a whole), accepts
or changes one of its fields, cuts two events apart or joins them in one incident, or withdraws
another review. Of each reviewer's words on one thing the last one counts; where reviewers differ
the last of all counts, and the thing is disputed.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from dateline.archive.side import open_side, transaction
from dateline.record import Span

ACTIONS: Final = ("accept", "reject", "change", "cut", "join", "withdraw")
LINKS: Final = ("cut", "join")
ID_LENGTH: Final = 16

Pair = tuple[str, str]
"""Ids of two events."""
Key = tuple[str, str, str]
"""What a review is about: target, field, other; empty where there is none."""

_COLUMNS: Final = (
    "review", "action", "target", "field", "value", "other", "by", "at", "why", "span",
    "other_span", "machine",
)  # fmt: skip
_JSON: Final = frozenset(("value", "span", "other_span", "machine"))
_OF_CONTENT: Final = ("action", "target", "field", "value", "other", "by", "at", "why")


@dataclass(frozen=True, kw_only=True)
class Review:
    """One line of the ledger. Ids are those of the archive ("REPORT_ID:E1")."""

    action: str
    target: str
    """Of a withdrawal the id of a review."""
    field: str | None = None
    value: Any = None
    """The new value of `field` as plain data, in the shape of the record."""
    other: str | None = None
    """The other event of a cut or a join."""
    by: str
    at: str
    """ISO 8601 with microseconds, UTC."""
    why: str | None = None
    span: Span | None = None
    """Where the target stands in the text, which tells whether another reading has the same."""
    other_span: Span | None = None
    machine: Any = None
    """The machine's value of `field`, as it was when the review was added."""

    @cached_property
    def id(self) -> str:
        """The same for the same content, so that no line is added twice."""
        content = {name: getattr(self, name) for name in _OF_CONTENT}
        plain = json.dumps(content, sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(plain.encode("ascii")).hexdigest()[:ID_LENGTH]

    @property
    def key(self) -> Key:
        if self.action in LINKS:
            one, two = sorted((self.target, self.other or ""))
            return one, "", two
        return self.target, self.field or "", ""

    @property
    def verdict(self) -> str:
        """What it says, in a form that is equal where reviews agree."""
        if self.field is None:
            return self.action
        value = self.machine if self.action == "accept" else self.value
        return json.dumps(value, sort_keys=True)

    def to_dict(self) -> dict[str, Any]:
        """The line as plain data, its id under `review`."""
        return {"review": self.id, **asdict(self)}


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds of one thing: the review that counts, and the last word of each reviewer."""

    review: Review
    words: tuple[Review, ...]

    @property
    def disputed(self) -> bool:
        return len({review.verdict for review in self.words}) > 1


def report_of(target: str) -> str:
    """The id of the report that an entry of the archive belongs to."""
    return target.partition(":")[0]


def layer_of(target: str) -> str:
    """What a target is, told by its id: report, actor, statement or event."""
    local = target.partition(":")[2]
    return {"A": "actor", "S": "statement", "E": "event"}.get(local[:1], "report")


def read_reviews(path: Path) -> list[Review]:
    """All reviews in the side file at `path`, in the order in which they were added."""
    if not path.exists():
        return []
    connection = open_side(path, read_only=True)
    try:
        return reviews_in(connection)
    finally:
        connection.close()


def reviews_in(connection: sqlite3.Connection) -> list[Review]:
    """All reviews of an open side file, in the order in which they were added."""
    named = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'reviews'"
    if not connection.execute(named).fetchone():
        return []  # written before there were reviews, and opened only to be read
    rows = connection.execute(f"SELECT {', '.join(_COLUMNS[1:])} FROM reviews ORDER BY number")
    return [_review(dict(zip(_COLUMNS[1:], row, strict=True))) for row in rows]


def append(connection: sqlite3.Connection, reviews: Iterable[Review]) -> list[Review]:
    """Adds reviews, all or none, and returns those that were not there yet."""
    marks = ", ".join("?" * len(_COLUMNS))
    insert = f"INSERT OR IGNORE INTO reviews ({', '.join(_COLUMNS)}) VALUES ({marks})"
    with transaction(connection):
        return [r for r in reviews if connection.execute(insert, _row(r)).rowcount]


def in_force(reviews: Iterable[Review]) -> list[Review]:
    """The reviews that nobody has withdrawn, in order; a withdrawal may itself be withdrawn."""
    withdrawn: set[str] = set()
    kept: list[Review] = []
    for review in reversed(list(reviews)):
        if review.id in withdrawn:
            continue
        if review.action == "withdraw":
            withdrawn.add(review.target)
        else:
            kept.append(review)
    return kept[::-1]


def standing(reviews: Iterable[Review]) -> dict[Key, Standing]:
    """What holds of each thing that was reviewed, given all reviews in order of addition."""
    words: dict[Key, dict[str, Review]] = {}
    # The sort is stable: of reviews of one moment the one that was added last counts.
    for review in sorted(in_force(reviews), key=_moment):
        of_reviewer = words.setdefault(review.key, {})
        of_reviewer.pop(review.by, None)
        of_reviewer[review.by] = review
    return {
        key: Standing(list(of_reviewer.values())[-1], tuple(of_reviewer.values()))
        for key, of_reviewer in words.items()
    }


def cuts_and_joins(reviews: Iterable[Review]) -> tuple[list[Pair], list[Pair]]:
    """The pairs of events that are cut apart, and those that are joined, sorted."""
    found: dict[str, list[Pair]] = {action: [] for action in LINKS}
    for (one, _, two), held in standing(reviews).items():
        if two:
            found[held.review.action].append((one, two))
    return sorted(found["cut"]), sorted(found["join"])


def _moment(review: Review) -> str:
    return review.at


def _row(review: Review) -> list[str | None]:
    plain = review.to_dict()
    return [json.dumps(plain[c]) if c in _JSON else plain[c] for c in _COLUMNS]


def _review(row: dict[str, Any]) -> Review:
    plain = {name: json.loads(row[name]) if name in _JSON else row[name] for name in row}
    for name in ("span", "other_span"):
        plain[name] = tuple(plain[name]) if plain[name] else None
    return Review(**plain)
