"""Events, statements, incidents and passages as short entries for a terminal."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from dateline.exports.cells import wrap
from dateline.exports.neutral import isolate, one_line, shorten

if TYPE_CHECKING:
    from dateline.archive.answer import Row

WIDTH: Final = 96
INDENT: Final = "    "
LONGEST_TEXT: Final = 300
MOST_NAMES: Final = 4


def events(rows: Iterable["Row"]) -> Iterator[str]:
    """An entry each: when, what, who to whom, where; the sentence; according to whom."""
    for row in rows:
        days, who = _days(row["day"], row["last_day"]), _who(row)
        yield "\n".join(
            [
                _line(f"{days}  {_kind(row)}  {who}{_where(row)}"),
                *_text(row["sentence"]),
                *_text(_basis(row)),
                INDENT + _line(_dotted(row["outlet"], row["id"], row["incident_id"])),
                "",
            ]
        )


def statements(rows: Iterable["Row"]) -> Iterator[str]:
    """An entry each: when, who to whom; what is said; where it stands."""
    for row in rows:
        to = f" to {row['addressee_name']}" if row["addressee_name"] else ""
        yield "\n".join(
            [
                _line(f"{_day(row['day'])}  {_speaker(row)} {row['stance']}{to}"),
                *_text(row["content"]),
                INDENT + _line(_dotted(row["outlet"], row["id"])),
                "",
            ]
        )


def incidents(rows: Iterable["Row"]) -> Iterator[str]:
    """An entry each: what happened; how many reports and origins; whom it rests on, who denies."""
    for row in rows:
        reports = _counted(row["reports"], "report")
        told = [f"{reports}, {_counted(row['origins'], 'independent origin')}", row["status"]]
        first = f"first in {row['first_outlet']}" if row["first_outlet"] else None
        named, unnamed = _names(row["named_sources"]), _names(row["anonymous_sources"])
        basis = _dotted(
            f"named: {named}" if named else None,
            f"unnamed: {unnamed}" if unnamed else None,
            f"denied by {_names(row['denied_by'])}" if row["denied_by"] else None,
        )
        yield "\n".join(
            [
                _line(f"{_day(row['start_day'] or row['first_day'])}  {row['type']}"),
                *_text(row["summary"]),
                *_text(_dotted(*told)),
                *_text(basis),
                INDENT + _line(_dotted(first, row["incident_id"])),
                "",
            ]
        )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + "s" * (number != 1)


def passages(rows: Iterable["Row"]) -> Iterator[str]:
    """An entry each: the report, and the paragraph that fits best."""
    for row in rows:
        yield "\n".join(
            [
                _line(f"{_day(row['day'])}  {row['title'] or '(no title)'}"),
                *_text(row["paragraph"]),
                INDENT + _line(_dotted(row["outlet"], row["report_id"])),
                "",
            ]
        )


def _line(text: str) -> str:
    return isolate(one_line(text))


def _text(text: str | None) -> list[str]:
    """Indented lines of a text, none if it is empty."""
    if not text:
        return []
    return [INDENT + line for line in wrap(_line(shorten(text, LONGEST_TEXT)), WIDTH)]


def _days(first: Any, last: Any) -> str:
    return _day(first) if first == last else f"{_day(first)} to {_day(last)}"


def _day(day: Any) -> str:
    return str(day) if day else "(no date)"


def _kind(row: "Row") -> str:
    mode = f" {row['mode']}" if row["mode"] else ""
    return f"{row['type']}{mode} ({row['status']})"


def _who(row: "Row") -> str:
    told, to = _names(row["actor_names"]) or "somebody", _names(row["recipient_names"])
    return f"{told} → {to}" if to else told


def _where(row: "Row") -> str:
    return f", in {row['place_name']}" if row["place_name"] else ""


def _basis(row: "Row") -> str | None:
    if row["according_to"] is None:
        return None
    return f"according to {_speaker(row)} ({row['stance']})"


def _speaker(row: "Row") -> str:
    told: str = _names(row["source_names"] or []) or row["source_words"] or "nobody named"
    return told if row["anonymity"] in (None, "none") else f"{told} [not named]"


def _names(names: Iterable[str | None]) -> str:
    known = [name for name in names if name]
    more = f" and {len(known) - MOST_NAMES} more" if len(known) > MOST_NAMES else ""
    return ", ".join(known[:MOST_NAMES]) + more


def _dotted(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
