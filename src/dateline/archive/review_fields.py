"""The fields that a reviewer may change, and what the codebook allows in each.

Values are plain data in the shape of `Record.to_dict`. A check gives the value in that shape, what
was left out filled in, or raises `DatelineError`.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from dateline.archive.filters import choice
from dateline.codebook import (
    ACTOR_KINDS,
    ANONYMITIES,
    CONTEXTS,
    EVENT_MODES,
    EVENT_TYPES,
    MAGNITUDES,
    PLACE_PRECISIONS,
    QUOTATIONS,
    SECTORS,
    SOURCE_TYPES,
    STANCES,
    STATUSES,
    SUPRANATIONAL,
    TIME_KINDS,
    TIME_PRECISIONS,
)
from dateline.errors import DatelineError

LONGEST_TEXT: Final = 1000
"""Characters of a name, a role, and other texts of a reviewer."""
MOST_CHOICES: Final = 40
"""Values that a hint lists."""
SECTIONS: Final = {"actor": "actors", "statement": "statements", "event": "events"}
"""Where a record keeps the entries of each layer."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a record as it is reviewed so far; `record` is that of `Record.to_dict`."""

    record: dict[str, Any]
    layer: str
    plain: dict[str, Any]

    @property
    def text(self) -> str:
        text: str = self.record["report"]["text"]
        return text

    def ids(self, layer: str) -> set[str]:
        return {entry["id"] for entry in self.record[SECTIONS[layer]]}


Check = Callable[[str, Any, Entry], Any]
"""Takes the name of the field, the value and the entry."""


def checked(field: str, value: Any, entry: Entry) -> Any:
    """The value of a field of an entry. Raises `DatelineError` for other fields and values."""
    fields = FIELDS[entry.layer]
    return fields[chosen(f"field of an {entry.layer}", field, tuple(fields))](field, value, entry)


def chosen(name: str, value: Any, choices: Sequence[str]) -> str:
    """As `filters.choice`, with the choices as a hint where none is near."""
    try:
        return choice(name, value, choices)
    except DatelineError as error:
        known = f"{', '.join(choices[:MOST_CHOICES])}{' …' * (len(choices) > MOST_CHOICES)}"
        raise DatelineError(error.message, hint=error.hint or f"There are {known}.") from error


def _wrong(field: str, value: Any, hint: str) -> DatelineError:
    shown = repr(value)
    return DatelineError(
        f"{field} can't be {shown[:60]}{'…' * (len(shown) > 60)}", hint=f"{field} is {hint}."
    )


def _text(field: str, value: Any, entry: Entry) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_TEXT:
        raise _wrong(field, value, f"a text of at most {LONGEST_TEXT} characters")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise _wrong(field, value, "a text in valid Unicode") from error
    return value.strip()


def _flag(field: str, value: Any, entry: Entry) -> bool:
    if not isinstance(value, bool):
        raise _wrong(field, value, "true or false")
    return value


def _number(low: float = -math.inf, high: float = math.inf) -> Check:
    def check(field: str, value: Any, entry: Entry) -> float:
        known = isinstance(value, int | float) and not isinstance(value, bool)
        if not known or not math.isfinite(value) or not low <= value <= high:
            limits = f" from {low:g} to {high:g}" if math.isfinite(high) else ""
            raise _wrong(field, value, f"a number{limits or ', 0 or more' * (low == 0)}")
        return float(value)

    return check


def _whole(field: str, value: Any, entry: Entry) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _wrong(field, value, "a whole number above 0")
    return value


def _span(field: str, value: Any, entry: Entry) -> list[int]:
    known = (
        isinstance(value, list | tuple)
        and len(value) == 2
        and all(isinstance(end, int) and not isinstance(end, bool) for end in value)
        and 0 <= value[0] < value[1] <= len(entry.text)
    )
    if not known:
        raise _wrong(
            field, value, f"[start, end] in code points of a text of {len(entry.text):,} of them"
        )
    return list(value)


def _day(field: str, value: Any, entry: Entry) -> str:
    try:
        if isinstance(value, str) and date.fromisoformat(value).isoformat() == value:
            return value
    except ValueError:
        pass
    raise _wrong(field, value, 'a day such as "2024-03-31"')


def _country(field: str, value: Any, entry: Entry) -> str:
    return chosen("country", value, _country_codes())


@lru_cache(maxsize=1)
def _country_codes() -> tuple[str, ...]:
    from dateline.gazetteer.countries import table

    return (*table(), *SUPRANATIONAL)


def _one_of(choices: Sequence[str]) -> Check:
    def check(field: str, value: Any, entry: Entry) -> str:
        return chosen(field, value, choices)

    return check


def _or_none(check: Check) -> Check:
    def optional(field: str, value: Any, entry: Entry) -> Any:
        return None if value is None else check(field, value, entry)

    return optional


def _several(check: Check, *, least: int = 0) -> Check:
    def several(field: str, value: Any, entry: Entry) -> list[Any]:
        if not isinstance(value, list | tuple) or len(value) < least:
            raise _wrong(field, value, "a list" + ", not an empty one" * bool(least))
        found = [check(field, one, entry) for one in value]
        return [one for n, one in enumerate(found) if one not in found[:n]]

    return several


def _reference(layer: str, *, outwards: bool = False) -> Check:
    """The id of an entry of the same report; if `outwards`, of one that doesn't lead back."""

    def check(field: str, value: Any, entry: Entry) -> str:
        local = value.rpartition(":")[2] if isinstance(value, str) else None
        report_id = entry.record["report"]["id"]
        if local not in entry.ids(layer) or value not in (local, f"{report_id}:{local}"):
            raise DatelineError(
                f"{field}: there is no {layer} {value!r} in report {report_id}",
                hint=f'Give the id of an {layer} of the same report, such as "A1", "S1" or "E1".',
            )
        if outwards:
            _require_end(field, local, entry)
        return str(local)

    return check


def _require_end(field: str, local: str, entry: Entry) -> None:
    next_of = {one["id"]: one[field] for one in entry.record[SECTIONS[entry.layer]]}
    at: str | None = local
    for _ in range(len(next_of) + 1):
        if at is None:
            return
        if at == entry.plain["id"]:
            break
        at = next_of.get(at)
    raise DatelineError(
        f"{field} {local} would lead back to {entry.plain['id']}",
        hint=f"Change {field} of the other one first.",
    )


def _object(required: dict[str, Check], optional: dict[str, tuple[Check, Any]]) -> Check:
    """An object; `optional` gives for each key a check, and what stands where it is left out."""

    def check(field: str, value: Any, entry: Entry) -> dict[str, Any]:
        names = (*required, *optional)
        if not isinstance(value, dict) or not set(required) <= set(value) <= set(names):
            raise _wrong(field, value, f"an object with {', '.join(names)}")
        found = {n: test(f"{field}.{n}", value[n], entry) for n, test in required.items()}
        for name, (test, default) in optional.items():
            given = value.get(name)
            found[name] = default if given is None else test(f"{field}.{name}", given, entry)
        return found

    return check


_COUNT: Final = _object({"span": _span}, {"number": (_number(0), None), "currency": (_text, None)})
_PLACE: Final = _object(
    {"span": _span, "name": _text},
    {
        "geonames_id": (_whole, None),
        "lat": (_number(-90, 90), None),
        "lon": (_number(-180, 180), None),
        "country": (_country, None),
        "precision": (_one_of(PLACE_PRECISIONS), "unknown"),
        "metonymic": (_flag, False),
    },
)
_TIME: Final = _object(
    {"span": _span},
    {
        "kind": (_one_of(TIME_KINDS), "date"),
        "value": (_text, None),
        "start": (_day, None),
        "end": (_day, None),
        "precision": (_one_of(TIME_PRECISIONS), "unknown"),
    },
)


def _time(field: str, value: Any, entry: Entry) -> dict[str, Any]:
    time: dict[str, Any] = _TIME(field, value, entry)
    if time["start"] and time["end"] and time["start"] > time["end"]:
        raise _wrong(field, value, "a time that starts before it ends")
    return time


def _mode(field: str, value: Any, entry: Entry) -> str:
    kind = entry.plain["type"]
    try:
        return chosen(f"mode of {kind}", value, EVENT_MODES[kind])
    except DatelineError as error:
        if any(value in modes for modes in EVENT_MODES.values()):
            hint = "Change the type first, in a line before this one."
            raise DatelineError(error.message, hint=hint) from error
        raise


def _magnitude(field: str, value: Any, entry: Entry) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(field, value, "an object of counts by kind")
    return {
        chosen("count", kind, MAGNITUDES): _COUNT(f"{field}.{kind}", count, entry)
        for kind, count in value.items()
    }


_ACTORS: Final = _several(_reference("actor"))
_ACTOR: Final = _or_none(_reference("actor"))
_SPANS: Final = _several(_span)

FIELDS: Final[dict[str, dict[str, Check]]] = {
    "actor": {
        "name": _text,
        "mentions": _several(_span, least=1),
        "kind": _one_of(ACTOR_KINDS),
        "country": _or_none(_country),
        "sector": _several(_one_of(SECTORS)),
        "role": _or_none(_text),
    },
    "statement": {
        "content": _several(_span, least=1),
        "cue": _or_none(_span),
        "quotation": _one_of(QUOTATIONS),
        "source": _ACTORS,
        "source_span": _or_none(_span),
        "source_type": _one_of(SOURCE_TYPES),
        "anonymity": _one_of(ANONYMITIES),
        "anonymity_reason": _or_none(_span),
        "count_claimed": _or_none(_COUNT),
        "addressee": _ACTOR,
        "addressee_is_outlet": _flag,
        "on_behalf_of": _ACTOR,
        "stance": _one_of(STANCES),
        "parent": _or_none(_reference("statement", outwards=True)),
    },
    "event": {
        "trigger": _span,
        "type": _one_of(EVENT_TYPES),
        "mode": _or_none(_mode),
        "contexts": _several(_one_of(CONTEXTS)),
        "actor": _ACTORS,
        "actor_spans": _SPANS,
        "recipient": _ACTORS,
        "recipient_spans": _SPANS,
        "place": _or_none(_PLACE),
        "time": _or_none(_time),
        "status": _one_of(STATUSES),
        "according_to": _or_none(_reference("statement")),
        "same_as": _or_none(_reference("event", outwards=True)),
        "magnitude": _magnitude,
    },
}
"""The fields of each layer that can be reviewed."""
