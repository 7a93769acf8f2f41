"""Events as a table: CSV for spreadsheets, R and pandas.

The file follows RFC 4180 (commas, double quotes doubled, CRLF). Conventions:

- An empty cell means that nothing is known.
- Columns in `NUMBER_COLUMNS` hold plain numbers, those in `DATE_COLUMNS` ISO 8601 dates
  (`published` with a time). All others hold text.
- A text cell that a spreadsheet could take for a formula, a number, a date or a truth value is
  preceded by one apostrophe, and so is one that begins with an apostrophe. To get the value back,
  take one leading apostrophe off every text cell that has one.
- Several values in one cell are joined by " | "; a bar or backslash within a value is preceded by
  a backslash. Where a position has no value (an actor without a country) it is left empty.
- Control characters other than tab and line ends are replaced by their pictures, U+2400 to U+2421.
"""

import csv
import math
import re
from collections.abc import Iterable
from typing import Final, TextIO

from dateline.codebook import MAGNITUDES, QUAD_CLASS
from dateline.exports.index import Index
from dateline.exports.neutral import passage, without_controls
from dateline.record import Event, Place, Record, Report, Time

NUMBER_COLUMNS: Final = ("geonames_id", "lat", "lon", *MAGNITUDES, "start", "end")
DATE_COLUMNS: Final = ("published", "time_start", "time_end")
EVENT_COLUMNS: Final = (
    "report_id", "outlet", "published", "url", "title",
    "event_id", "same_as", "type", "mode", "quad_class", "contexts", "status",
    "actor_names", "actor_countries", "actor_sectors",
    "recipient_names", "recipient_countries", "recipient_sectors",
    "place_name", "geonames_id", "lat", "lon", "country", "place_precision",
    "time_start", "time_end", "time_precision",
    *MAGNITUDES, "amount_currency", "magnitude_text",
    "according_to", "source_names", "source_type", "anonymity", "stance", "chain",
    "trigger", "sentence", "start", "end",
)  # fmt: skip
SEPARATOR: Final = " | "

_Cell = str | int | float | None

_FORMULA_STARTS: Final = "=+-@\t\r\n＝＋－＠−"
_INVISIBLE_START: Final = re.compile(r"[\s\ufeff\u200b-\u200f\u2060-\u2069\u202a-\u202e]*")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ID: Final = re.compile(r"[ASE][1-9][0-9]*")
_ISO_DATE: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_LONGEST_DATE: Final = 48
_MOST_DATE_WORDS: Final = 3
"""A date in full has a weekday, a month and AM or PM; no number has more words."""


def write_events(records: Iterable[Record], file: TextIO) -> None:
    """Write one row an event, under a header. Open `file` with `encoding="utf-8", newline=""`.

    The module's docstring says how cells are kept from being read as formulas, numbers or dates.
    """
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(EVENT_COLUMNS)
    for record in records:
        index = Index.of(record)
        report_cells = _report_cells(record.report)
        for event in record.events:
            row = {**report_cells, **_event_cells(event), **_sourcing_cells(event, index)}
            row.update(_passage_cells(event, record))
            row.update(_participants("actor", event.actor, index))
            row.update(_participants("recipient", event.recipient, index))
            writer.writerow([_written(column, row.get(column)) for column in EVENT_COLUMNS])


def guarded(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would not take it for text."""
    visible = _INVISIBLE_START.sub("", text, count=1)
    risky = (
        text.startswith(("'", "\t", "\r", "\n"))
        or visible.startswith(tuple(_FORMULA_STARTS))
        or visible.rstrip().casefold() in {"true", "false"}
        or (len(text) <= _LONGEST_DATE and _like_number_or_date(text))
    )
    return f"'{text}" if risky else text


def _like_number_or_date(text: str) -> bool:
    if _ID.fullmatch(text):
        return False
    has_digit = any(char.isnumeric() for char in text)
    return has_digit and len(_WORD.findall(text)) <= _MOST_DATE_WORDS


def _report_cells(report: Report) -> dict[str, _Cell]:
    return {
        "report_id": report.id,
        "outlet": report.outlet,
        "published": report.published,
        "url": report.url,
        "title": report.title,
    }


def _event_cells(event: Event) -> dict[str, _Cell]:
    amount = event.magnitude.get("amount")
    return {
        "event_id": event.id,
        "same_as": event.same_as,
        "type": event.type,
        "mode": event.mode,
        "quad_class": QUAD_CLASS.get(event.type),
        "contexts": _joined(event.contexts),
        "status": event.status,
        **{kind: count.number for kind, count in event.magnitude.items()},
        "amount_currency": amount.currency if amount else None,
        **(_place_cells(event.place) if event.place else {}),
        **(_time_cells(event.time) if event.time else {}),
    }


def _place_cells(place: Place) -> dict[str, _Cell]:
    return {
        "place_name": place.name,
        "geonames_id": place.geonames_id,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "place_precision": place.precision,
    }


def _time_cells(time: Time) -> dict[str, _Cell]:
    return {
        "time_start": time.start,
        "time_end": time.end,
        "time_precision": time.precision,
    }


def _sourcing_cells(event: Event, index: Index) -> dict[str, _Cell]:
    chain = index.chain(event.according_to)
    cells: dict[str, _Cell] = {
        "according_to": event.according_to,
        "chain": _joined(index.chain_words(event.according_to)),
    }
    if chain:
        innermost = chain[-1]
        cells |= {
            "source_names": _joined(index.name(actor_id) for actor_id in innermost.source),
            "source_type": innermost.source_type,
            "anonymity": innermost.anonymity,
            "stance": innermost.stance,
        }
    return cells


def _passage_cells(event: Event, record: Record) -> dict[str, _Cell]:
    counted = [f"{kind}: {record.quote(count.span)}" for kind, count in event.magnitude.items()]
    return {
        "magnitude_text": _joined(counted),
        "trigger": record.quote(event.trigger),
        "sentence": "".join(passage(record.report.text, event.trigger)),
        "start": event.trigger[0],
        "end": event.trigger[1],
    }


def _participants(role: str, actor_ids: tuple[str, ...], index: Index) -> dict[str, _Cell]:
    actors = [index.actors.get(actor_id) for actor_id in actor_ids]
    return {
        f"{role}_names": _joined(index.name(actor_id) for actor_id in actor_ids),
        f"{role}_countries": _joined((actor and actor.country) or "" for actor in actors),
        f"{role}_sectors": _joined(" ".join(actor.sector) if actor else "" for actor in actors),
    }


def _joined(values: Iterable[str]) -> str:
    return SEPARATOR.join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)


def _written(column: str, cell: _Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = without_controls(cell)
        return text if column in DATE_COLUMNS and _ISO_DATE.fullmatch(text) else guarded(text)
    if not math.isfinite(cell):
        return ""
    return repr(cell).removesuffix(".0")
