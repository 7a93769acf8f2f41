"""What to review next: a bounded queue of entries, kept for as long as the archive is the same."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any, Final

from dateline.archive.answer import Answer, Row
from dateline.archive.conditions import (
    EVENTS,
    STATEMENTS,
    Condition,
    events_matching,
    statements_matching,
)
from dateline.archive.filters import Filters, choice
from dateline.archive.manifest import Manifest
from dateline.archive.store import Archive
from dateline.desk.view import View

MOST_QUEUED: Final = 500
"""Entries looked up at once; when they are through, the next ones are."""
FEW: Final = 25
"""So few entries left to review make the queue look again."""
MOST_TOLD: Final = 20_000
"""Incidents looked at for the weightiest, where no filter narrows them down; nobody gets through
the events of so many."""
MOST_KEPT: Final = 32
"""Queues kept, one for each selection that is worked on."""

ORDERS: Final = ("doubt", "weight")
SHOWN: Final = ("open", "disputed", "reviewed")
LAYERS: Final = ("event", "statement")

_WHOLE: Final = "field IS NULL AND other IS NULL"
_DONE: Final = f"SELECT id FROM reviewed WHERE {_WHOLE}"
_DISPUTED: Final = "SELECT id FROM reviewed WHERE disputed AND other IS NULL"
_WANTED: Final = {
    "open": f"x.id NOT IN ({_DONE})",
    "reviewed": f"x.id IN ({_DONE})",
    "disputed": f"x.id IN ({_DISPUTED})",
}
_SCORES: Final = "list_min(TRY_CAST(json_extract({}.evidence, ['$.{}', '$.{}']) AS DOUBLE[]))"


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked to be reviewed, and in which order."""

    layer: str
    order: str
    shown: str
    filters: dict[str, Any]

    @classmethod
    def of(cls, view: View) -> "Selection":
        """Raises `DatelineError` for values that make no sense."""
        return cls(
            layer=choice("layer", view.one("layer", LAYERS[0]), LAYERS),
            order=choice("order", view.one("order", ORDERS[0]), ORDERS),
            shown=choice("selection", view.one("show", SHOWN[0]), SHOWN),
            filters=view.filters,
        )

    @property
    def condition(self) -> Condition:
        filters = Filters.of(**self.filters)
        return events_matching(filters) if self.layer == "event" else statements_matching(filters)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many entries of a selection there are, and how many each reviewer has decided on."""

    total: int
    by_reviewer: dict[str, int]

    @property
    def done(self) -> int:
        return sum(self.by_reviewer.values())


@dataclass(slots=True)
class _Kept:
    rows: list[Row]
    total: int
    progress: dict[int, Progress] = field(default_factory=dict)
    """By the number of reviews in the ledger, the newest alone."""


class Queues:
    """The queues of one archive."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._lock = Lock()

    def rows(self, archive: Archive, selection: Selection) -> list[Row]:
        """The entries to review next, each with `id`, `score`, `type` and `words`."""
        if selection.shown != "open":
            return list(listed(archive, selection, MOST_QUEUED))
        kept = self._of(archive, selection)
        done = self._done_among(archive, kept.rows)
        left = [row for row in kept.rows if row["id"] not in done]
        if len(left) < FEW and len(kept.rows) == MOST_QUEUED:
            kept.rows = left = list(listed(archive, selection, MOST_QUEUED))
        return left

    def progress(self, archive: Archive, selection: Selection) -> Progress:
        """How far the selection is reviewed."""
        kept = self._of(archive, selection)
        reviews = len(archive.reviews())
        found = kept.progress.get(reviews)
        if found is None:
            found = Progress(kept.total, _by_reviewer(archive, selection))
            kept.progress = {reviews: found}
        return found

    def _of(self, archive: Archive, selection: Selection) -> _Kept:
        parts = (selection.layer, selection.order, sorted(selection.filters.items()))
        key = f"{_content(archive.manifest)} {parts}"
        with self._lock:
            kept = self._kept.get(key)
        if kept is None:
            rows = list(listed(archive, replace(selection, shown="open"), MOST_QUEUED))
            kept = _Kept(rows, _total(archive, selection))
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return kept

    def _done_among(self, archive: Archive, rows: Iterable[Row]) -> set[str]:
        ids = [row["id"] for row in rows]
        sql = f"{_DONE} AND list_contains(?, id)"
        return {row["id"] for row in Answer(archive.connection, sql, (ids,))}


def listed(archive: Archive, selection: Selection, most: int, *, sentence: bool = False) -> Answer:
    """The first entries of a selection, in its order, at most so many.

    Each has `id`, `score`, `type` (of a statement its stance), `words` and `report_id`, and the
    `sentence` if asked for, which takes longer.
    """
    event = selection.layer == "event"
    score = _SCORES.format("x", *(("type", "status") if event else ("cue", "stance")))
    shown = "x.type, x.trigger_words AS words" if event else "x.stance AS type, x.cue AS words"
    if sentence:
        shown += f", x.{'sentence' if event else 'content'} AS sentence"
    ranked = _by_doubt(selection, score) if selection.order == "doubt" else _by_weight(selection)
    sql = f"""
        SELECT x.id, round({score}, 3) AS score, {shown}, x.report_id
        FROM (SELECT id, row_number() OVER () AS place FROM ({ranked} LIMIT {most})) ranked
        JOIN {selection.layer}s x ON x.id = ranked.id ORDER BY ranked.place"""
    return Answer(archive.connection, sql, selection.condition.parameters)


def _by_doubt(selection: Selection, score: str) -> str:
    """The disputed first, as everywhere; then those of which the machine was least sure."""
    return f"""
        SELECT x.id FROM ({_matching(selection)}) x WHERE {_WANTED[selection.shown]}
        ORDER BY x.id IN ({_DISPUTED}) DESC, {score} NULLS LAST, x.id"""


def _by_weight(selection: Selection) -> str:
    """Those first that are part of, or carry, what most reports tell."""
    incidents = "incidents"
    if selection.condition.sql == "true":
        most = f"ORDER BY reports DESC, incident_id LIMIT {MOST_TOLD}"
        incidents = f"(SELECT incident_id, reports FROM incidents {most})"
    told, carried = "x.id", ""
    if selection.layer == "statement":
        told, carried = "carried.id", "JOIN events carried ON carried.according_to = x.id"
    return f"""
        SELECT x.id FROM ({_matching(selection)}) x {carried}
        JOIN incident_events told ON told.event_id = {told}
        JOIN {incidents} i ON i.incident_id = told.incident_id
        WHERE {_WANTED[selection.shown]} GROUP BY x.id
        ORDER BY max(i.reports) DESC, max(i.incident_id), x.id"""


def _matching(selection: Selection) -> str:
    alias = "e" if selection.layer == "event" else "s"
    condition = selection.condition
    return f"SELECT {alias}.* FROM {_tables(selection, condition)} WHERE {condition.sql}"


def _tables(selection: Selection, condition: Condition) -> str:
    """Where the rows come from; without filters the reports need not be looked into."""
    if condition.sql == "true":
        return "events e" if selection.layer == "event" else "statements s"
    return EVENTS if selection.layer == "event" else STATEMENTS


def _total(archive: Archive, selection: Selection) -> int:
    condition = selection.condition
    sql = f"SELECT count(*) AS n FROM {_tables(selection, condition)} WHERE {condition.sql}"
    (row,) = Answer(archive.connection, sql, condition.parameters)
    return int(row["n"])


def _by_reviewer(archive: Archive, selection: Selection) -> dict[str, int]:
    condition = selection.condition
    alias = "e" if selection.layer == "event" else "s"
    among = f"SELECT {alias}.id FROM {_tables(selection, condition)} WHERE {condition.sql}"
    within = "" if condition.sql == "true" else f"AND id IN ({among})"
    sql = f"""
        SELECT "by", count(*) AS n FROM reviewed
        WHERE {_WHOLE} AND layer = '{selection.layer}' {within}
        GROUP BY 1 ORDER BY n DESC, 1"""
    return {row["by"]: row["n"] for row in Answer(archive.connection, sql, condition.parameters)}


def _content(manifest: Manifest) -> str:
    return f"{manifest.derived} {[part.name for part in manifest.parts]}"
