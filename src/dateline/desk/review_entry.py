"""One entry as its reviewer sees it: the passage, the values, what others said, its incident."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from dateline.archive.answer import Answer, Row
from dateline.archive.rebuild import record_of
from dateline.archive.review_fields import SECTIONS
from dateline.archive.reviewed import by_report, reviewed_plain
from dateline.archive.reviews import Review, Standing, in_force, layer_of, report_of, standing
from dateline.archive.store import Archive
from dateline.archive.tables import PARTS
from dateline.desk.review_fields import Plain, anchor, entry_of
from dateline.errors import DatelineError
from dateline.exports.neutral import without_controls

REACH: Final = 900
"""Characters of the text shown on each side of an entry, up to the end of a paragraph or so."""
MOST_ACTORS: Final = 60
"""Actors offered as parties, those nearest to the entry."""
MOST_NEIGHBOURS: Final = 20
"""Other events of an incident that are shown."""
MOST_CANDIDATES: Final = 6
"""Incidents that an event may be joined to."""
NEAR_DAYS: Final = 3

_BIDI: Final = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C, 0x200E, 0x200F)
_SHOWN: Final = dict.fromkeys(_BIDI, 0xFFFD) | {ord("\r"): ord("\n")}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the passage, and what covers it."""

    words: str
    classes: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry with all that its page tells of it."""

    target: str
    layer: str
    local: str
    plain: Plain
    """The record as it is reviewed so far, rejected entries kept."""
    entry: Plain
    machine: Plain
    """The entry as the machine read it."""
    start: int
    """Where in the text the passage begins."""
    pieces: list[Piece]
    words: list[Review]
    """All reviews of the entry that are in force, in order."""
    disputed: bool
    verdict: str | None
    """What counts of the entry as a whole: `accept`, `reject` or nothing yet."""

    @property
    def report(self) -> Plain:
        found: Plain = self.plain["report"]
        return found

    @property
    def title(self) -> str:
        """The headline, else how the text begins."""
        text: str = self.report["text"]
        return self.report["title"] or text.lstrip().partition("\n")[0]

    @property
    def actors(self) -> list[Plain]:
        """The actors that may be its parties, those of now first, then the nearest."""
        now = {*self.entry.get("actor", ()), *self.entry.get("recipient", ())}
        now |= {*self.entry.get("source", ())}
        at = anchor(self.entry)

        def order(actor: Plain) -> tuple[bool, int]:
            return actor["id"] not in now, abs(anchor(actor) - at)

        return sorted(self.plain["actors"], key=order)[:MOST_ACTORS]


def shown(archive: Archive, target: str) -> Shown:
    """Raises `DatelineError` where the archive holds no such entry."""
    report_id, _, local = target.partition(":")
    layer = layer_of(target)
    if layer not in SECTIONS:
        raise DatelineError(
            f"{target[:60]} is no entry", hint="Entries have ids such as REPORT_ID:E1."
        )
    machine = plain_record(archive, report_id)
    about = [r for r in archive.reviews() if r.action == "withdraw" or _about(r, report_id)]
    standings = by_report(about).get(report_id, [])
    kept = [held for held in standings if held.review.action != "reject"]
    plain = reviewed_plain(deepcopy(machine), kept)
    entry = entry_of(plain, layer, local)
    of_entry = [held for held in standing(about).values() if held.review.target == target]
    start, pieces = _passage(plain, entry)
    return Shown(
        target=target,
        layer=layer,
        local=local,
        plain=plain,
        entry=entry,
        machine=entry_of(machine, layer, local),
        start=start,
        pieces=pieces,
        words=[r for r in in_force(about) if target in (r.target, r.other)],
        disputed=any(held.disputed for held in of_entry),
        verdict=_verdict(of_entry),
    )


def plain_record(archive: Archive, report_id: str) -> Plain:
    """The record of a report as plain data. Raises `DatelineError` if it isn't there."""
    # Answers have a cursor of their own each, so that requests may ask at the same time.
    rows = {
        table: list(archive.sql(f"SELECT * FROM {table} WHERE report_id = ?", [report_id]))
        for table in PARTS
        if table != "bands"
    }
    if not rows["reports"]:
        raise DatelineError(f"there is no report {report_id[:40]} in the archive")
    return record_of(rows).to_dict()


def incident_of(archive: Archive, target: str) -> list[Row]:
    """The other events of an event's incident, each with its report, at most so many."""
    sql = f"""
        SELECT o.incident_id, e.id, e.type, e.mode, e.status, e.sentence, e.trigger_words,
            r.outlet, r.day
        FROM incident_events o
        JOIN events e ON e.id = o.event_id JOIN reports r ON r.report_id = e.report_id
        WHERE o.incident_id IN (SELECT incident_id FROM incident_events WHERE event_id = ?)
        ORDER BY r.day, e.id LIMIT {MOST_NEIGHBOURS + 1}"""
    return [row for row in Answer(archive.connection, sql, (target,)) if row["id"] != target]


def candidates(archive: Archive, entry: Plain, own: str | None) -> list[Row]:
    """Incidents of the same type, time and country that an event might belong to."""
    time, place = entry["time"] or {}, entry["place"] or {}
    day = time.get("start") or time.get("end")
    if day is None:
        return []
    sql = f"""
        SELECT incident_id, summary, reports, origins FROM incidents
        WHERE type = ? AND incident_id <> ? AND (country = ? OR country IS NULL OR ? IS NULL)
            AND start_day BETWEEN ?::DATE - {NEAR_DAYS} AND ?::DATE + {NEAR_DAYS}
        ORDER BY reports DESC, incident_id LIMIT {MOST_CANDIDATES}"""
    country = place.get("country")
    parameters = (entry["type"], own or "", country, country, day, day)
    return list(Answer(archive.connection, sql, parameters))


def _about(review: Review, report_id: str) -> bool:
    return report_id in (report_of(review.target), report_of(review.other or ""))


def _verdict(standings: Iterable[Standing]) -> str | None:
    for held in standings:
        if held.review.field is None and held.review.other is None:
            return held.review.action
    return None


def _passage(plain: Plain, entry: Plain) -> tuple[int, list[Piece]]:
    """The text around an entry, cut where marks begin and end; one character stays one."""
    text: str = plain["report"]["text"]
    marks = list(_marks(plain, entry))
    spans = [span for span, _ in marks]
    at = anchor(entry)
    nearby = [span for span in spans if abs(span[0] - at) < REACH and abs(span[1] - at) < REACH]
    first = min([at, *(span[0] for span in nearby)])
    last = max([at, *(span[1] for span in nearby)])
    paragraph = text.rfind("\n\n", 0, max(0, first - REACH // 2))
    start = max(paragraph + 2 if paragraph >= 0 else 0, first - REACH)
    end = text.find("\n\n", min(len(text), last + REACH // 2))
    end = min(end if end >= 0 else len(text), last + REACH)
    edges = {start, end} | {min(max(edge, start), end) for span in spans for edge in span}
    cuts = sorted(edges)
    pieces = []
    for left, right in pairwise(cuts):
        covering = [name for span, name in marks if span[0] <= left and right <= span[1]]
        words = without_controls(text[left:right]).translate(_SHOWN)
        pieces.append(Piece(words, " ".join(dict.fromkeys(covering))))
    return start, pieces


def _marks(plain: Plain, entry: Plain) -> Iterator[tuple[Any, str]]:
    """The spans that an entry rests on, each with the name of what it is."""
    if "mentions" in entry:
        for span in entry["mentions"]:
            yield span, "at trigger"
        return
    said = entry
    if "trigger" in entry:
        yield entry["trigger"], "at trigger"
        for name in ("actor", "recipient"):
            for span in entry[f"{name}_spans"]:
                yield span, f"at {name}"
        for name in ("place", "time"):
            if entry[name]:
                yield entry[name]["span"], f"at {name}"
        said = next((s for s in plain["statements"] if s["id"] == entry["according_to"]), {})
    if said:
        for span in said["content"]:
            yield span, "content"
        for name in ("cue", "source_span"):
            if said[name]:
                cue = "at trigger" if name == "cue" and said is entry else f"at {name}"
                yield said[name], cue
