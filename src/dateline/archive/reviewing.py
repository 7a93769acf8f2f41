"""What an archive offers to its reviewers: the ledger, reviewed values, what to review next."""

import json
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from dateline.archive.review_fields import FIELDS, SECTIONS
from dateline.archive.reviewed import by_report, layer, reviewed
from dateline.archive.reviews import (
    Review,
    append,
    in_force,
    layer_of,
    report_of,
    standing,
)
from dateline.errors import DatelineError
from dateline.record import Record

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

_QUEUE: Final = """
    SELECT id, score, report_id, words, sentence FROM (
        SELECT id, report_id, trigger_words AS words, sentence,
            least(
                TRY_CAST(evidence->>'$.type' AS DOUBLE), TRY_CAST(evidence->>'$.status' AS DOUBLE)
            ) AS score
        FROM events
        UNION ALL
        SELECT id, report_id, cue AS words, content AS sentence,
            least(
                TRY_CAST(evidence->>'$.cue' AS DOUBLE), TRY_CAST(evidence->>'$.stance' AS DOUBLE)
            ) AS score
        FROM statements
    )
    WHERE id NOT IN (SELECT id FROM reviewed WHERE field IS NULL AND other IS NULL)
    ORDER BY score NULLS LAST, id
"""
"""Entries that nobody has accepted or rejected, those first of which the machine was least sure."""
AT_ONCE: Final = 100
"""Records looked up at once for the queue."""


class Reviewing(ABC):
    """Reviews of an archive. Nothing of the machine's is ever overwritten."""

    connection: "duckdb.DuckDBPyConnection"

    @property
    @abstractmethod
    def side(self) -> sqlite3.Connection:
        """The side file."""

    @abstractmethod
    def record(self, report_id: str) -> Record:
        """The record of one report. Raises `DatelineError` if unknown."""

    @abstractmethod
    def reviews(self) -> list[Review]:
        """All reviews, in the order in which they were added."""

    @abstractmethod
    def take_up_reviews(self) -> None:
        """Makes the view `reviewed` anew."""

    def review(
        self, lines: Iterable[str | bytes | Mapping[str, Any]], *, by: str | None = None
    ) -> list[Review]:
        """Adds reviews, all or none, and returns those that were not there yet.

        Lines are JSON or dicts, see docs/review.md; `by` is who reviews where a line doesn't tell.
        Needs an archive that was opened with `read_only=False`. Incidents follow with the next
        build. Raises `DatelineError` with the number of the first line that is wrong.
        """
        from dateline.archive.review_lines import read_lines

        found, problems = read_lines(self, lines, by)
        if problems:
            error = problems[0].error
            raise DatelineError(f"line {problems[0].number}: {error.message}", hint=error.hint)
        return self.add_reviews(found)

    def add_reviews(self, reviews: Iterable[Review]) -> list[Review]:
        """Adds reviews that were checked, all or none, and returns those that are new."""
        try:
            added = append(self.side, reviews)
        except sqlite3.OperationalError as error:
            raise DatelineError(
                f"the reviews can't be written: {error}",
                hint="Open the archive with read_only=False, on a disk that can be written.",
            ) from error
        self.take_up_reviews()
        return added

    def reviewed(self, report_id: str) -> Record:
        """The record of one report with its reviewers' values in place of the machine's."""
        standings = by_report(self.reviews()).get(report_id, [])
        return reviewed(self.record(report_id), standings)

    def to_review(self, *, limit: int | None = None) -> Iterator[Row]:
        """Lines to review next: what is disputed, then what the machine was least sure of.

        Each becomes a review once its `action`, and what that needs, is filled in.
        """
        count = 0
        for line in self._disputed():
            if count == limit:
                return
            count += 1
            yield line
        rest = None if limit is None else limit - count
        cursor = self.connection.cursor()
        cursor.execute(_QUEUE + (f"LIMIT {rest}" if rest is not None else ""))
        while rows := cursor.fetchmany(AT_ONCE):
            records = {report_id: self.record(report_id) for _, _, report_id, *_ in rows}
            for target, score, report_id, words, sentence in rows:
                line = _queued(records[report_id], target)
                yield {**line, "score": score, "words": words, "sentence": sentence}

    def ledger(self) -> Iterator[Row]:
        """All reviews as plain data, and whether each is in force and its thing disputed."""
        reviews = self.reviews()
        kept = {review.id for review in in_force(reviews)}
        held = standing(reviews)
        for review in reviews:
            about = held.get(review.key)
            disputed = review.id in kept and about is not None and about.disputed
            yield {**review.to_dict(), "in_force": review.id in kept, "disputed": disputed}

    def events_of_incident(self, incident_id: str) -> list[str]:
        """The ids of its events, sorted. Raises `DatelineError` if there is no such incident."""
        rows = self.connection.execute(
            "SELECT event_id FROM incident_events WHERE incident_id = ? ORDER BY event_id",
            [incident_id],
        ).fetchall()
        if not rows:
            raise DatelineError(
                f"there is no incident {incident_id}",
                hint="Give the id of an event (REPORT_ID:E1) or of an incident.",
            )
        return [event_id for (event_id,) in rows]

    def _disputed(self) -> Iterator[Row]:
        for held in standing(self.reviews()).values():
            if held.disputed:
                review = held.review
                yield {
                    "action": None,
                    "target": review.target,
                    "field": review.field,
                    "other": review.other,
                    "machine": review.machine,
                    "disputed": [word.to_dict() for word in held.words],
                }


def reviewed_rows(reviews: Iterable[Review]) -> Iterator[Row]:
    """The rows of the view `reviewed`: one for each thing that was reviewed."""
    for held in standing(reviews).values():
        review = held.review
        changed = review.value if review.action == "change" else review.machine
        yield {
            "id": review.target,
            "report_id": report_of(review.target),
            "layer": layer(held),
            "field": review.field,
            "other": review.other,
            "verdict": review.action,
            "machine": _json(review.machine) if review.field else None,
            "value": _json(changed) if review.field else None,
            "by": review.by,
            "at": review.at,
            "why": review.why,
            "reviewers": len(held.words),
            "disputed": held.disputed,
            "review": review.id,
        }


def _queued(record: Record, target: str) -> Row:
    """An entry as a line to fill in."""
    from dateline.archive.review_lines import span_of

    kind, local = layer_of(target), target.partition(":")[2]
    plain = record.to_dict()[SECTIONS[kind]]
    (entry,) = (entry for entry in plain if entry["id"] == local)
    return {
        "action": None,
        "target": target,
        "span": span_of(record, target),
        "title": record.report.title,
        "outlet": record.report.outlet,
        "machine": {name: entry[name] for name in FIELDS[kind]},
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
