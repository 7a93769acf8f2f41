"""A timeline that TimelineJS shows: one slide a happening whose day is known."""

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any, Final, TextIO

from dateline.exports.archive.geojson import event_properties
from dateline.exports.archive.writing import write_items
from dateline.exports.wording import MODE_WORDS, STATUS_WORDS, TYPE_WORDS

if TYPE_CHECKING:
    from dateline.exports.archive.selection import Selection

SLIDE: Final[dict[str, str]] = {
    "start_date": "year, month and day of the first day; only as much as is known",
    "end_date": "of the last day, if it is another",
    "text": "headline: who did what to whom, where; text: the words, the sources, the report",
    "group": "class of the event: verbal or material, cooperation or conflict",
    "unique_id": "id of the event in the archive",
    "autolink": "false: no address in a report becomes a link",
}
"""The properties of a slide."""

BEFORE: Final = '{"scale":"human","events":['
AFTER: Final = "\n]}\n"


def write(selection: "Selection", file: TextIO) -> None:
    """Writes the first event of each incident, by report; TimelineJS sorts them."""
    write_items(file, BEFORE, _slides(selection), AFTER)


def _slides(selection: "Selection") -> Iterator[dict[str, Any]]:
    for event in selection.events(once=True):
        if event["day"] is None:
            continue
        first = _day(event["day"], event["time_precision"])
        last = _day(event["last_day"], event["time_precision"])
        yield {
            "start_date": first,
            **({"end_date": last} if event["last_day"] > event["day"] and last != first else {}),
            "text": _text(event, event_properties(event)),
            "group": event["quad"] or event["type"],
            "unique_id": event["id"],
            "autolink": False,
        }


def _day(day: date, precision: str | None) -> dict[str, int]:
    parts = {"year": day.year, "month": day.month, "day": day.day}
    known = {"year": 1, "month": 2}.get(precision or "", 3)
    return dict(list(parts.items())[:known])


def _text(event: dict[str, Any], told: dict[str, Any]) -> dict[str, str]:
    """Headline and text, which TimelineJS takes for HTML: all from a report is escaped."""
    modes = MODE_WORDS.get(event["type"], {})
    what = modes.get(event["mode"] or "") or TYPE_WORDS.get(event["type"], event["type"])
    who = ", ".join(told["actors"])
    whom = ", ".join(told["recipients"])
    headline = f"{who}: {what}" if who else what.capitalize()
    headline += f" → {whom}" if whom else ""
    headline += f" ({told['place']})" if told["place"] else ""
    origins = event["origins"]
    lines = [
        escape(told["sentence"] or ""),
        escape(f"According to: {' < '.join(told['according_to'])}"),
        escape(STATUS_WORDS.get(event["status"], event["status"]))
        + f", {origins} independent origin{'s' * (origins != 1)}",
    ]
    if told["denied_by"]:
        lines.append(escape(f"Denied by: {', '.join(told['denied_by'])}"))
    title = escape(told["title"] or told["outlet"] or event["report_id"])
    address = told["url"]
    lines.append(f'<a href="{escape(address)}">{title}</a>' if address else title)
    return {"headline": escape(headline), "text": "".join(f"<p>{one}</p>" for one in lines)}
