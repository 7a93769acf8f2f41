"""One sentence that tells an incident, made of its fields."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

NOUNS: Final = {
    "AGREE": "agreement",
    "CONSULT": "meeting",
    "SUPPORT": "words of support",
    "CONCEDE": "concession",
    "COOPERATE": "cooperation",
    "AID": "aid",
    "RETREAT": "yielding",
    "REQUEST": "request",
    "ACCUSE": "accusation",
    "REJECT": "refusal",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanction",
    "MOBILIZE": "mobilisation",
    "COERCE": "coercion",
    "ASSAULT": "assault",
}
STATUS_PHRASES: Final = {
    "ongoing": "ongoing",
    "planned": "planned",
    "possible": "possible",
    "conditional": "conditional",
    "denied": "denied",
    "not_happened": "said not to have happened",
    "unknown": "uncertain",
}
MOST_NAMES: Final = 3


def summary(incident: Mapping[str, Any], numbers: Mapping[str, Sequence[float]]) -> str:
    """The incident's row in one sentence; `numbers` are all that its reports give, by kind."""
    what = NOUNS.get(incident["type"], incident["type"])
    if incident["modes"]:
        what += f" ({incident['modes'][0]})"
    status = STATUS_PHRASES.get(incident["status"])
    parts = [f"{status} {what}" if status else what]
    if incident["actors"]:
        parts.append(f"by {_names(incident['actors'])}")
    if incident["recipients"]:
        parts.append(f"towards {_names(incident['recipients'])}")
    if incident["place_name"]:
        parts.append(f"in {incident['place_name']}")
    if incident["start_day"]:
        parts.append(_days(incident["start_day"], incident["end_day"]))
    counts = [_range(kind, values) for kind, values in numbers.items()]
    told = " ".join(parts) + (f": {', '.join(counts)}" if counts else "")
    tail = f"{_count(incident['reports'], 'report')}, {_count(incident['origins'], 'origin')}"
    denied = f"; denied by {_names(incident['denied_by'])}" if incident["denied_by"] else ""
    return f"{told[0].upper()}{told[1:]}; {tail}{denied}."


def _names(names: Sequence[str]) -> str:
    shown = list(names[:MOST_NAMES])
    if len(names) > MOST_NAMES:
        shown.append("others")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _days(start: str, end: str) -> str:
    return f"on {start}" if start == end else f"between {start} and {end}"


def _range(kind: str, values: Sequence[float]) -> str:
    low, high = f"{values[0]:,.15g}", f"{values[-1]:,.15g}"
    return f"{low} {kind}" if low == high else f"{low} to {high} {kind}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + "s" * (number != 1)
