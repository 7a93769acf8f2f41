"""Events out of an archive's tables, with what they are compared by."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from dateline.archive.event_rows import (
    EventRow,
    Party,
    When,
    Where,
    has_inner_capital,
    is_specific,
    name_words,
)
from dateline.archive.sample import Sample
from dateline.gazetteer import organizations
from dateline.gazetteer.countries import country_of
from dateline.gazetteer.leaders import country_of_surname
from dateline.gazetteer.words import fold

if TYPE_CHECKING:
    import duckdb

WORDS_KEPT: Final = 16
"""Words of an event's sentence that are compared, the rarest."""
BEHIND: Final = 2
"""A place or day that follows an event in the text counts for so much further away."""
_DATES: Final = ("date", "time")
_BATCH: Final = 2000
_PARTIES_HELD: Final = 20_000
_SENTENCES_HELD: Final = 1000
"""Several events follow each other in one sentence."""

Block = tuple[str, str]
"""The ids of the first and the last of some reports that follow each other in order of id.

Ids of reports are equally long, so the ids of their events follow each other in the same order.
"""
EVERYTHING: Final[Block] = ("", "\U0010ffff")
BLOCK_REPORTS: Final = 1000
"""Reports of a block, with some tens of thousands of events."""

_SET_APART: Final = re.compile(
    r"\b(?:another|second|third|separate|similar|earlier|previous|other|further)\s(?:[\w-]{1,20}\s){0,2}$",
    re.I,
)
_APART_WITHIN: Final = 60

_EVENTS: Final = """
    SELECT e.id, e.report_id, e.type, e.mode, e.status, e.trigger_start, e.trigger_words,
        e.sentence, e.actor_names, e.actor_countries, e.actor_sectors, e.recipient_names,
        e.recipient_countries, e.recipient_sectors, e.place_name, e.geonames_id, e.lat, e.lon,
        e.country, e.place_precision, e.place_metonymic, e.start_day, e.end_day, e.time_precision,
        e.magnitude_kinds, e.magnitude_numbers, e.magnitude_currencies, e.same_as, e.according_to,
        r.day, e.trigger_start < r.body AS headline
    FROM events e JOIN (
        SELECT report_id, day, strpos(text, chr(10) || chr(10)) AS body FROM reports
        WHERE report_id BETWEEN $first AND $last
    ) r USING (report_id)
    WHERE e.report_id BETWEEN $first AND $last
    ORDER BY e.report_id, e.position
"""
# The place of a dateline counts only where the text names no other.
_PLACES: Final = """
    SELECT p.report_id, p.start, p.name, p.geonames_id, p.lat, p.lon, p.country, p.precision
    FROM places p JOIN reports r USING (report_id)
    WHERE p.report_id BETWEEN $first AND $last
        AND NOT p.metonymic AND p.precision IN ('site', 'city', 'admin1')
        AND p.geonames_id IS NOT NULL
    QUALIFY p.start >= coalesce(r.dateline_end, 0)
        OR max(p.start) OVER (PARTITION BY p.report_id) < r.dateline_end
    ORDER BY p.report_id, p.position
"""
_TIMES: Final = f"""
    SELECT report_id, start, start_day, end_day FROM times
    WHERE report_id BETWEEN $first AND $last
        AND start_day IS NOT NULL AND end_day IS NOT NULL AND precision IN ('hour', 'day')
        AND kind IN {_DATES}
    ORDER BY report_id, position
"""


def report_blocks(
    connection: "duckdb.DuckDBPyConnection", sample: Sample | None = None
) -> list[Block]:
    """All reports, or those of a sample, in blocks and in order."""
    rows = rows_of_query(connection, "SELECT report_id FROM reports ORDER BY report_id")
    ids = [report_id for (report_id,) in rows if sample is None or report_id in sample]
    starts = range(0, len(ids), BLOCK_REPORTS)
    return [(ids[n], ids[min(n + BLOCK_REPORTS, len(ids)) - 1]) for n in starts]


def load_events(
    connection: "duckdb.DuckDBPyConnection",
    block: Block = EVERYTHING,
    weights: "Weights | None" = None,
) -> dict[str, EventRow]:
    """The events of some reports by id, with what they are compared by.

    `weights` are those of the archive; without them, the words of all its events are counted.
    """
    weights = weights or Weights(connection)
    places = _grouped(rows_of_query(connection, _PLACES, block))
    times = _grouped(rows_of_query(connection, _TIMES, block))
    events = {}
    for row in rows_of_query(connection, _EVENTS, block):
        event = _event(dict(zip(_COLUMNS, row, strict=True)), weights, places, times)
        events[event.id] = event
    return events


_COLUMNS: Final = tuple(
    "id report_id type mode status trigger_start trigger_words sentence actor_names "
    "actor_countries actor_sectors recipient_names recipient_countries recipient_sectors "
    "place_name geonames_id lat lon country place_precision place_metonymic start_day end_day "
    "time_precision magnitude_kinds magnitude_numbers magnitude_currencies same_as according_to "
    "day headline".split()
)


def rows_of_query(
    connection: "duckdb.DuckDBPyConnection", query: str, block: Block | None = None
) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, some at a time; it names the ids of `block` $first and $last."""
    parameters = {"first": block[0], "last": block[1]} if block else {}
    with closing(connection.cursor()) as cursor:
        yield from fetched(cursor.execute(query, parameters))


def fetched(result: "duckdb.DuckDBPyConnection") -> Iterator[tuple[Any, ...]]:
    """The rows of a result, some at a time."""
    while rows := result.fetchmany(_BATCH):
        yield from rows


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    """The rows without their first column, by it."""
    groups: dict[str, list[tuple[Any, ...]]] = {}
    for key, *rest in rows:
        groups.setdefault(key, []).append(tuple(rest))
    return groups


_COUNTED: Final = """
    SELECT sentence, actor_names, recipient_names FROM events
    WHERE report_id BETWEEN $first AND $last
"""


class Weights:
    """How telling words are in this archive: the fewer events have them, the more.

    They are counted in the reports of the sample alone.
    """

    def __init__(
        self, connection: "duckdb.DuckDBPyConnection", sample: Sample | None = None
    ) -> None:
        self._sentences: Counter[str] = Counter()
        self._names: Counter[str] = Counter()
        self.events = 0
        for block in report_blocks(connection, sample or Sample()):
            for sentence, actors, recipients in rows_of_query(connection, _COUNTED, block):
                self.events += 1
                self._sentences.update(_words(sentence))
                names = [name for name in (*actors, *recipients) if name]
                self._names.update({word for name in names for word in name_words(name)})
        self.party = lru_cache(_PARTIES_HELD)(self._party)

    def sentence(self, sentence: str) -> dict[str, float]:
        """The rarest words of a sentence, with weights whose squares add up to 1."""
        weights = {word: self._rarity(self._sentences[word]) for word in _words(sentence)}
        rarest = sorted(weights, key=lambda word: (-weights[word], word))[:WORDS_KEPT]
        length = math.sqrt(sum(weights[word] ** 2 for word in rarest)) or 1.0
        return {word: weights[word] / length for word in rarest}

    def _party(self, name: str, country: str | None, sectors: str) -> Party:
        """A participant."""
        most = self._rarity(1)
        words = {w: self._rarity(self._names[w]) / most for w in name_words(name)}
        # A lone capital may only open a sentence, unless it is that of a known name.
        specific = is_specific(name) and (has_inner_capital(name) or _is_known(name))
        # A name of its own tells even where it is in the news every day.
        telling = {w: 0.5 + weight / 2 if specific else weight for w, weight in words.items()}
        return Party(name, telling, country, frozenset(sectors.split()), specific)

    def _rarity(self, events: int) -> float:
        """By how many events of the sample have a word; a word that none has counts as had once."""
        had = max(1, events)
        return math.log((1 + self.events) / (0.5 + had)) if had <= self.events else 0.0


def _is_known(name: str) -> bool:
    """Whether the gazetteer knows a name, or a country named within it."""
    found = country_of(name) or organizations.find(name) or country_of_surname(name, None)
    return found is not None


@lru_cache(_SENTENCES_HELD)
def _words(sentence: str) -> frozenset[str]:
    words = fold(sentence).split()
    return frozenset(word for word in words if len(word) > 2 and not word.isdigit())


def _event(
    row: dict[str, Any],
    weights: Weights,
    places: Mapping[str, list[tuple[Any, ...]]],
    times: Mapping[str, list[tuple[Any, ...]]],
) -> EventRow:
    start = row["trigger_start"]
    near_places = places.get(row["report_id"], [])
    near_times = times.get(row["report_id"], [])
    return EventRow(
        id=row["id"],
        report_id=row["report_id"],
        type=row["type"],
        mode=row["mode"],
        status=row["status"],
        start=start,
        trigger=row["trigger_words"],
        headline=row["headline"],
        actors=_parties(row, "actor", weights.party),
        recipients=_parties(row, "recipient", weights.party),
        where=_own_place(row) or _nearest_place(near_places, start),
        when=_own_days(row) or _nearest_days(near_times, start),
        report_day=row["day"].toordinal() if row["day"] else None,
        numbers=_numbers(row),
        words=weights.sentence(row["sentence"]),
        apart=_is_set_apart(row["sentence"], row["trigger_words"]),
        same_as=row["same_as"],
        according_to=row["according_to"],
    )


def _parties(
    row: dict[str, Any], role: str, party: Callable[[str, str | None, str], Party]
) -> tuple[Party, ...]:
    columns = (row[f"{role}_names"], row[f"{role}_countries"], row[f"{role}_sectors"])
    return tuple(party(n, c, s or "") for n, c, s in zip(*columns, strict=True) if n)


def _own_place(row: dict[str, Any]) -> Where | None:
    if not row["place_name"] or row["place_metonymic"]:
        return None
    return Where(
        row["place_name"],
        row["geonames_id"],
        row["lat"],
        row["lon"],
        row["country"],
        row["place_precision"],
    )


def _nearest_place(places: list[tuple[Any, ...]], start: int) -> Where | None:
    if not places:
        return None
    _, name, geonames_id, lat, lon, country, precision = _nearest(places, start)
    return Where(name, geonames_id, lat, lon, country, precision, own=False)


def _own_days(row: dict[str, Any]) -> When | None:
    if row["start_day"] is None or row["end_day"] is None:
        return None
    first, last = row["start_day"].toordinal(), row["end_day"].toordinal()
    return When(min(first, last), max(first, last), row["time_precision"] in ("hour", "day"))


def _nearest_days(times: list[tuple[Any, ...]], start: int) -> When | None:
    if not times:
        return None
    _, first, last = _nearest(times, start)
    return When(_ordinal(first), _ordinal(last), exact=True, own=False)


def _nearest(spans: list[tuple[Any, ...]], start: int) -> tuple[Any, ...]:
    """The nearest row, by its start; those that follow count as further away."""
    return min(spans, key=lambda s: start - s[0] if s[0] <= start else BEHIND * (s[0] - start))


def _ordinal(day: date) -> int:
    return day.toordinal()


def _numbers(row: dict[str, Any]) -> dict[str, float]:
    columns = (row["magnitude_kinds"], row["magnitude_numbers"], row["magnitude_currencies"])
    return {
        f"{kind} {currency}" if currency else kind: number
        for kind, number, currency in zip(*columns, strict=True)
        if number is not None
    }


def _is_set_apart(sentence: str, trigger: str) -> bool:
    """Whether the words before the trigger tell it from another of its kind ("a second attack")."""
    at = sentence.find(trigger)
    return at > 0 and bool(_SET_APART.search(sentence[max(0, at - _APART_WITHIN) : at]))
