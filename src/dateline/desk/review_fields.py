"""The fields of an entry that a form corrects, and the reviews that such a form stands for."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from starlette.datastructures import FormData

from dateline.archive.review_fields import SECTIONS
from dateline.codebook import (
    ACTOR_KINDS,
    ANONYMITIES,
    EVENT_TYPES,
    PLACE_PRECISIONS,
    QUOTATIONS,
    SECTORS,
    SOURCE_TYPES,
    STANCES,
    STATUSES,
    TIME_PRECISIONS,
)
from dateline.errors import DatelineError
from dateline.exports.neutral import one_line

Plain = dict[str, Any]

_OFFSETS: Final = re.compile(r"(\d{1,9})\s*[-–]\s*(\d{1,9})")
KEPT: Final = "keep"
"""In a choice of places or times: the value stays as it is."""
OTHER: Final = "other"
"""A place or time that the form describes itself."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field as a form shows it. `kind` names the control, `key` the key that leads to it."""

    name: str
    words: str
    kind: str
    key: str = ""
    choices: Sequence[str] = ()


FIELDS: Final[dict[str, tuple[Field, ...]]] = {
    "event": (
        Field("type", "Type", "choice", "t", EVENT_TYPES),
        Field("mode", "Mode", "mode", "m"),
        Field("status", "Status", "choice", "s", STATUSES),
        Field("trigger", "Trigger", "span", "b"),
        Field("actor", "Actor", "actors", "f"),
        Field("recipient", "Recipient", "actors", "g"),
        Field("according_to", "According to", "statement", "o"),
        Field("place", "Place", "place", "w"),
        Field("time", "Time", "time", "d"),
    ),
    "statement": (
        Field("stance", "Stance", "choice", "t", STANCES),
        Field("source", "Source", "actors", "o"),
        Field("source_type", "Kind of source", "choice", "m", SOURCE_TYPES),
        Field("anonymity", "Anonymity", "choice", "s", ANONYMITIES),
        Field("content", "Content", "spans", "b"),
        Field("cue", "Cue", "span", "f"),
        Field("quotation", "Quotation", "choice", "g", QUOTATIONS),
        Field("parent", "Passed on by", "statement", "w"),
    ),
    "actor": (
        Field("name", "Name", "text", "b"),
        Field("kind", "Kind", "choice", "t", ACTOR_KINDS),
        Field("country", "Country", "text", "w"),
        Field("sector", "Sectors", "several", "f", SECTORS),
        Field("role", "Role", "text", "m"),
    ),
}


def corrections(
    form: FormData, plain: Plain, layer: str, local: str, *, by: str, why: str
) -> list[Plain]:
    """The lines of the ledger that make an entry what the form says it is.

    `plain` is the record as it is reviewed so far. Fields that the form doesn't show, or leaves as
    they are, are passed over. Raises `DatelineError` for spans that the text doesn't hold.
    """
    entry = entry_of(plain, layer, local)
    shown = form.getlist("field")
    common = {"action": "change", "target": f"{plain['report']['id']}:{local}", "by": by}
    lines: list[Plain] = []
    for field in FIELDS[layer]:
        if field.name not in shown:
            continue
        found = _READERS[field.kind](field.name, form, entry, plain)
        if found != entry[field.name]:
            changes = {field.name: found, **_spans_of(field, found, plain, entry)}
            lines += [
                {**common, "field": name, "value": value, "why": why}
                for name, value in changes.items()
            ]
    return lines


def entry_of(plain: Plain, layer: str, local: str) -> Plain:
    """One entry of a record. Raises `DatelineError` if it isn't there."""
    for entry in plain[SECTIONS[layer]]:
        if entry["id"] == local:
            found: Plain = entry
            return found
    raise DatelineError(f"there is no {local} in report {plain['report']['id']}")


def shown_span(text: str, span: Sequence[int] | None) -> str:
    """The words of a span as a form shows them."""
    return one_line(text[span[0] : span[1]]) if span else ""


def shown_spans(spans: Sequence[Sequence[int]]) -> str:
    """Several spans as a form shows them: their offsets."""
    return " ".join(f"{start}-{end}" for start, end in spans)


def anchor(entry: Plain) -> int:
    """Where an entry stands in the text."""
    if "mentions" in entry:
        spans = entry["mentions"]
    elif "trigger" in entry:
        spans = [entry["trigger"]]
    else:
        spans = [entry["cue"]] if entry["cue"] else entry["content"]
    return int(spans[0][0]) if spans else 0


def _spans_of(field: Field, ids: Any, plain: Plain, entry: Plain) -> Plain:
    """The words that name the parties of an event, where the parties change."""
    if entry.get("trigger") is None or field.kind != "actors":
        return {}
    at = anchor(entry)
    mentions = {actor["id"]: actor["mentions"] for actor in plain["actors"]}
    spans = [min(mentions[one], key=_distance(at)) for one in ids if mentions.get(one)]
    return {f"{field.name}_spans": [list(span) for span in spans]}


def _distance(at: int) -> Callable[[Sequence[int]], int]:
    def distance(span: Sequence[int]) -> int:
        return abs(span[0] - at)

    return distance


def _one(name: str, form: FormData) -> str:
    found = form.get(name, "")
    return found.strip() if isinstance(found, str) else ""


def _choice(name: str, form: FormData, entry: Plain, plain: Plain) -> str | None:
    return _one(name, form) or None


def _mode(name: str, form: FormData, entry: Plain, plain: Plain) -> str | None:
    """Modes are offered as "TYPE mode"; one of another type is left out with the type."""
    kind, _, mode = _one(name, form).partition(" ")
    return mode or None if kind == _one("type", form) else None


def _several(name: str, form: FormData, entry: Plain, plain: Plain) -> list[str]:
    """What is ticked, what was there before first."""
    ticked = [one for one in form.getlist(name) if isinstance(one, str)]
    kept = [one for one in entry[name] if one in ticked]
    return kept + [one for one in dict.fromkeys(ticked) if one not in kept]


def _span(name: str, form: FormData, entry: Plain, plain: Plain) -> list[int] | None:
    given, text = _one(name, form), plain["report"]["text"]
    if given == shown_span(text, entry[name]):
        kept: list[int] | None = entry[name]
        return kept
    return found_span(name, given, text, anchor(entry)) if given else None


def _spans(name: str, form: FormData, entry: Plain, plain: Plain) -> list[list[int]]:
    given, text = _one(name, form), plain["report"]["text"]
    offsets = [[int(start), int(end)] for start, end in _OFFSETS.findall(given)]
    if offsets or not given:
        return offsets
    return [found_span(name, given, text, anchor(entry))]


def found_span(name: str, given: str, text: str, near: int) -> list[int]:
    """The span that is given by its offsets ("120-131"), or by its words, nearest to `near`.

    Raises `DatelineError` where the text doesn't hold it.
    """
    offsets = _OFFSETS.fullmatch(given)
    if offsets:
        return [int(offsets[1]), int(offsets[2])]
    pattern = r"\s+".join(re.escape(word) for word in given.split())
    spans = [[match.start(), match.end()] for match in re.finditer(pattern, text)]
    if not spans:
        raise DatelineError(
            f"{name.replace('_', ' ')}: the text doesn't hold {given[:60]!r}",
            hint="Write the words exactly as they stand there, or select them in the passage.",
        )
    return min(spans, key=_distance(near))


def _found(name: str, form: FormData, entry: Plain, plain: Plain) -> Plain | None:
    """A place or time: as it was, none, one that was found in the text, or described."""
    chosen = _one(name, form)
    if chosen == KEPT:
        kept: Plain | None = entry[name]
        return kept
    if chosen == OTHER:
        return _described(name, form, entry, plain)
    candidates: list[Plain] = plain[f"{name}s"]
    if chosen.isdecimal() and int(chosen) < len(candidates):
        return candidates[int(chosen)]
    return None


def _described(name: str, form: FormData, entry: Plain, plain: Plain) -> Plain:
    words = _one(f"{name}_words", form)
    if not words:
        raise DatelineError(
            f"the {name} needs its words", hint="Write them as they stand in the text."
        )
    span = found_span(name, words, plain["report"]["text"], anchor(entry))
    precision = _one(f"{name}_precision", form) or "unknown"
    found: Plain = {"span": span, "precision": precision}
    if name == "time":
        days = {edge: _one(f"time_{edge}", form) or None for edge in ("start", "end")}
        return found | days | {"kind": "date", "value": days["start"]}
    return found | {
        "name": _one("place_name", form) or words,
        "geonames_id": None,
        "lat": _degrees("place_lat", form),
        "lon": _degrees("place_lon", form),
        "country": _one("place_country", form).upper() or None,
        "metonymic": False,
    }


def _degrees(name: str, form: FormData) -> float | None:
    given = _one(name, form)
    try:
        return float(given) if given else None
    except ValueError as error:
        raise DatelineError(f"{given[:20]!r} is no number of degrees", hint="13.05") from error


_READERS: Final[dict[str, Callable[[str, FormData, Plain, Plain], Any]]] = {
    "choice": _choice,
    "text": _choice,
    "statement": _choice,
    "mode": _mode,
    "actors": _several,
    "several": _several,
    "span": _span,
    "spans": _spans,
    "place": _found,
    "time": _found,
}
PRECISIONS: Final = {"place": PLACE_PRECISIONS, "time": TIME_PRECISIONS}
