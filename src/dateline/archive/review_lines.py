"""JSON Lines of a reviewer to reviews: every field checked against the archive and the codebook."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from dateline.archive.review_fields import LONGEST_TEXT, SECTIONS, Entry, checked, chosen
from dateline.archive.reviewed import by_report, reviewed_plain
from dateline.archive.reviews import ACTIONS, LINKS, Review, layer_of, report_of
from dateline.errors import DatelineError
from dateline.record import Record, Span

if TYPE_CHECKING:
    from dateline.archive.reviewing import Reviewing

LONGEST_LINE: Final = 1 << 20
"""Bytes or characters of a line."""
RECORDS_HELD: Final = 200

_KEYS: Final = (
    "action", "target", "field", "value", "other", "by", "at", "why", "span", "other_span",
)  # fmt: skip
_TOLD: Final = frozenset(
    ("review", "machine", "in_force", "disputed", "score", "title", "outlet", "sentence", "words")
)
"""What lines that were written by us hold beside that; it is for the reader's eyes."""
_NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "accept": ("target",),
    "reject": ("target", "why"),
    "change": ("target", "field", "value", "why"),
    "cut": ("target", "other", "why"),
    "join": ("target", "other", "why"),
    "withdraw": ("target", "why"),
}
_MAY_BE_NULL: Final = "value"


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that can't be taken; `number` counts from 1."""

    number: int
    error: DatelineError


def read_lines(
    archive: "Reviewing", lines: Iterable[str | bytes | Mapping[str, Any]], by: str | None = None
) -> tuple[list[Review], list[Problem]]:
    """The reviews in JSON Lines (or objects), and what is wrong with the others.

    Empty lines and those whose action is null, as in the queue, are passed over. `by` stands where
    a line names nobody.
    """
    desk = _Desk(archive, by)
    reviews: list[Review] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        try:
            plain = _object(line)
            if plain is not None:
                reviews += desk.taken(plain)
        except DatelineError as error:
            problems.append(Problem(number, error))
    return reviews, problems


def _object(line: str | bytes | Mapping[str, Any]) -> dict[str, Any] | None:
    if not isinstance(line, str | bytes):
        plain: Any = dict(line)
    elif not line.strip():
        return None
    elif len(line) > LONGEST_LINE:
        raise DatelineError(
            f"the line is longer than {LONGEST_LINE:,}", hint="Give one review a line."
        )
    else:
        plain = _parsed(line)
    if not isinstance(plain, dict):
        raise DatelineError("this is no JSON object", hint=_EXAMPLE)
    return plain if plain.get("action", "") is not None else None


_EXAMPLE: Final = (
    'For example: {"action": "change", "target": "REPORT_ID:E1", "field": "status", '
    '"value": "denied", "by": "ana", "why": "the minister denies it"}'
)


def _parsed(line: str | bytes) -> Any:
    try:
        return json.loads(line)
    except RecursionError as error:
        problem, cause = "it is nested too deeply", error
    except UnicodeDecodeError as error:
        raise DatelineError("this is not UTF-8", hint="Save the file as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise DatelineError(
            f"this is not valid JSON: {error.msg} at column {error.colno}", hint=_EXAMPLE
        ) from error
    except ValueError as error:
        raise DatelineError("it holds a number that is too large", hint=_EXAMPLE) from error
    raise DatelineError(f"this is not valid JSON: {problem}", hint=_EXAMPLE) from cause


class _Desk:
    """Checks reviews one after the other, each in the light of those before it."""

    def __init__(self, archive: "Reviewing", by: str | None) -> None:
        self._archive = archive
        self._by = by
        self._now = datetime.now(UTC)
        self._of_report: defaultdict[str, list[Review]] = defaultdict(list)
        self._known: dict[str, Review] = {}
        self._record = lru_cache(maxsize=RECORDS_HELD)(self._looked_up)
        for review in archive.reviews():
            self._take(review)

    def taken(self, plain: dict[str, Any]) -> list[Review]:
        """The review of one line; several where an event is cut from a whole incident."""
        told = self._told(plain)
        if told["action"] == "withdraw":
            found = [self._withdrawal(told)]
        elif told["action"] in LINKS:
            found = self._links(told)
        else:
            found = [self._of_entry(told)]
        for review in found:
            self._take(review)
        return found

    def _take(self, review: Review) -> None:
        self._known[review.id] = review
        if review.action == "withdraw":
            withdrawn = self._known.get(review.target)
            while withdrawn and withdrawn.action == "withdraw":
                withdrawn = self._known.get(withdrawn.target)
            if withdrawn is None:
                return
            self._of_report[report_of(withdrawn.target)].append(review)
        else:
            self._of_report[report_of(review.target)].append(review)

    def _told(self, plain: dict[str, Any]) -> dict[str, Any]:
        """What the line tells, of the right kinds, with who and when filled in."""
        unknown = sorted(set(plain) - set(_KEYS) - _TOLD)
        if unknown:
            raise DatelineError(
                f"there is no key {unknown[0]!r}", hint=f"Keys are {', '.join(_KEYS)}."
            )
        action = chosen("action", plain.get("action", ""), ACTIONS)
        self._now += timedelta(microseconds=1)
        told: dict[str, Any] = {key: plain.get(key) for key in _KEYS}
        told |= {"action": action, "by": told["by"] or self._by}
        for key in ("by", *_NEEDED[action]):
            if key not in plain if key == _MAY_BE_NULL else told[key] in (None, ""):
                raise DatelineError(
                    f"{action} needs {key}",
                    hint="Name yourself with --by." if key == "by" else _EXAMPLE,
                )
        allowed = {*_NEEDED[action], "action", "by", "at", "why", "span", "other_span"}
        allowed |= {"field"} if action == "accept" else set()
        for key in _KEYS:
            if key not in allowed and told[key] is not None:
                raise DatelineError(f"{action} has no {key}", hint=f"Leave {key} out.")
        for key in ("target", "field", "other", "by", "why"):
            told[key] = _text(key, told[key])
        told["at"] = _moment(told["at"]) if told["at"] else _iso(self._now)
        return told

    def _withdrawal(self, told: dict[str, Any]) -> Review:
        if told["target"] not in self._known:
            raise DatelineError(
                f"there is no review {told['target']}",
                hint='Its id stands under "review" in what --out all writes.',
            )
        return Review(**_given(told, "action", "target", "by", "at", "why"))

    def _of_entry(self, told: dict[str, Any]) -> Review:
        target, field = told["target"], told["field"]
        layer, machine = layer_of(target), self._record(report_of(target))
        review = Review(**_given(told, "action", "target", "field", "value", "by", "at", "why"))
        if layer == "report":
            if field:
                raise DatelineError("a report has no fields to review", hint="Name an entry of it.")
            _require_known(target == machine.report.id, target)
            return review
        span = span_of(machine, target)
        _require_span(told["span"], span, target)
        if not field:
            return replace(review, span=span)
        entry = self._entry(machine, target)
        if told["action"] == "change":
            review = replace(review, value=checked(field, told["value"], entry))
        elif field not in entry.plain:
            checked(field, None, entry)
        (own,) = (e for e in machine.to_dict()[SECTIONS[layer]] if e["id"] == entry.plain["id"])
        return replace(review, span=span, machine=_plain(own[field]))

    def _entry(self, machine: Record, target: str) -> Entry:
        """An entry as it is reviewed so far."""
        report_id = machine.report.id
        standings = by_report(self._of_report[report_id]).get(report_id, [])
        # Rejected entries stay, since a reviewer may take that back.
        kept = [held for held in standings if held.review.action != "reject"]
        plain = _plain(reviewed_plain(machine.to_dict(), kept))
        layer, local = layer_of(target), target.partition(":")[2]
        (found,) = (entry for entry in plain[SECTIONS[layer]] if entry["id"] == local)
        return Entry(plain, layer, found)

    def _links(self, told: dict[str, Any]) -> list[Review]:
        one = told["target"]
        if ":" in told["other"]:
            others = [told["other"]]
        else:
            events = self._archive.events_of_incident(told["other"])
            others = [event for event in events if event != one]
            others = others[:1] if told["action"] == "join" else others
        given = _given(told, "action", "target", "by", "at", "why")
        span = self._event(one, told["span"])
        found = []
        for other in others:
            if other == one:
                raise DatelineError(f"{one} can't be linked to itself", hint="Name two events.")
            other_span = self._event(other, told["other_span"])
            found.append(Review(**given, other=other, span=span, other_span=other_span))
        return found

    def _event(self, target: str, told: Any) -> Span | None:
        """The span of an event, which must be as the line tells it, if it does."""
        if layer_of(target) != "event":
            raise DatelineError(f"{target} is no event", hint="Incidents hold events: REPORT_ID:E1")
        span = span_of(self._record(report_of(target)), target)
        _require_span(told, span, target)
        return span

    def _looked_up(self, report_id: str) -> Record:
        return self._archive.record(report_id)


def span_of(record: Record, target: str) -> Span | None:
    """Where an entry stands in the text. Raises `DatelineError` if it isn't there."""
    report_id, _, local = target.partition(":")
    _require_known(report_id == record.report.id, target)
    for actor in record.actors:
        if actor.id == local:
            return actor.mentions[0] if actor.mentions else None
    for statement in record.statements:
        if statement.id == local:
            return statement.cue or (statement.content[0] if statement.content else None)
    trigger = next((event.trigger for event in record.events if event.id == local), None)
    _require_known(trigger is not None, target)
    return trigger


def _require_known(known: bool, target: str) -> None:
    if not known:
        raise DatelineError(
            f"there is no {target}", hint="Targets are ids of the archive, such as REPORT_ID:E1."
        )


def _require_span(told: Any, span: Span | None, target: str) -> None:
    if told is not None and list(told or ()) != list(span or ()):
        raise DatelineError(
            f"{target} stands at {list(span or ())}, not at {told}",
            hint="The review is of another reading of this report; look the entry up anew.",
        )


def _text(key: str, value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_TEXT:
        raise DatelineError(
            f"{key} must be a text of at most {LONGEST_TEXT} characters", hint=_EXAMPLE
        )
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DatelineError(f"{key} is not valid Unicode", hint=_EXAMPLE) from error
    return value.strip()


def _moment(value: Any) -> str:
    """A time in UTC; without a zone it is taken as UTC."""
    try:
        moment = datetime.fromisoformat(value)
        return _iso(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (TypeError, ValueError, OverflowError) as error:
        raise DatelineError(
            f"at is no time: {str(value)[:40]!r}", hint="For example: 2024-03-31T14:05:00+00:00"
        ) from error


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _given(told: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: told[name] for name in names}


def _plain(value: Any) -> Any:
    """The value as JSON gives it back: spans are lists."""
    return json.loads(json.dumps(value))
