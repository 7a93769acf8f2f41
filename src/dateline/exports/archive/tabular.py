"""The tables of the CSV and Parquet exports: their columns, and the queries that give them.

Only text, whole numbers, doubles, truth values and days, so that any reader takes them: several
values are one text, joined by " | " (`exports/table.py` tells how bars within one are marked).
"""

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Final

from dateline.archive.conditions import FIRST_DAY, LAST_DAY
from dateline.codebook import MAGNITUDES
from dateline.exports.archive.event_columns import (
    CHAIN,
    CURRENCY,
    EVENT,
    TABLES_OF_EVENT,
)
from dateline.exports.archive.vocabulary import VOCABULARIES

if TYPE_CHECKING:
    from dateline.exports.archive.selection import Selection

TEXT: Final = "VARCHAR"
DAY: Final = "DATE"
WHOLE: Final = "INTEGER"
LONG: Final = "BIGINT"
REAL: Final = "DOUBLE"
FLAG: Final = "BOOLEAN"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type in DuckDB, the expression that gives it, and what it holds."""

    type: str
    sql: str
    meaning: str

    @property
    def typed(self) -> str:
        """The expression in its type; no text holds the character NUL, which R can't."""
        if self.type == TEXT:
            return f"replace(CAST({self.sql} AS VARCHAR), chr(0), '␀')"
        return f"CAST({self.sql} AS {self.type})"


Columns = Mapping[str, Column]


def _text(sql: str, meaning: str) -> Column:
    return Column(TEXT, sql, meaning)


def _list(sql: str, meaning: str) -> Column:
    escaped = r"replace(replace(v, '\', '\\'), '|', '\|')"
    parts = f"list_transform({sql}, lambda v: coalesce({escaped}, ''))"
    return Column(TEXT, f"nullif(array_to_string({parts}, ' | '), '')", meaning)


def _party(side: str, told: str) -> dict[str, Column]:
    return {
        f"{side}_ids": _list(f"e.{side}", f"{told}: ids of actors"),
        f"{side}_names": _list(f"e.{side}_names", "their names"),
        f"{side}_countries": _list(
            f"e.{side}_countries", "their countries, ISO 3166 alpha-3 or a supranational code"
        ),
        f"{side}_sectors": _list(
            f"e.{side}_sectors", "their PLOVER sectors, those of one joined by spaces"
        ),
    }


_REPORT: Final = {
    "outlet": _text("r.outlet", "outlet of the report"),
    "published": _text("r.published", "when the report was published, as its source gives it"),
    "url": _text("r.url", "address of the report"),
    "title": _text("r.title", "headline of the report"),
}

EVENTS: Final[Columns] = {
    "event_id": _text("e.id", "id of the event: its report's id, and its number there"),
    "report_id": _text("e.report_id", "id of the report"),
    "incident_id": _text("i.incident_id", "id of the incident that it belongs to"),
    "day": Column(DAY, FIRST_DAY, "first day: of the event, else of the report"),
    "last_day": Column(DAY, LAST_DAY, "last day: of the event, else of the report"),
    "start_day": Column(DAY, "e.start_day", "first day, only if the text tells it"),
    "end_day": Column(DAY, "e.end_day", "last day, only if the text tells it"),
    "time_precision": _text("e.time_precision", "hour, day, week, month, year, unknown"),
    "time_words": _text("e.time_words", "the words for the time"),
    "type": _text("e.type", "PLOVER type"),
    "mode": _text("e.mode", "PLOVER mode"),
    "quad_class": _text("e.quad", "its class: verbal or material, cooperation or conflict"),
    "contexts": _list("e.contexts", "PLOVER contexts"),
    "status": _text("e.status", "what the text presents it as"),
    **_party("actor", "who did it"),
    **_party("recipient", "to whom"),
    "place_name": _text("e.place_name", "where"),
    "geonames_id": Column(LONG, "e.geonames_id", "its place in GeoNames"),
    "lat": Column(REAL, EVENT["lat"], "latitude, degrees"),
    "lon": Column(REAL, EVENT["lon"], "longitude, degrees"),
    "country": _text("e.country", "country of the place, ISO 3166 alpha-3"),
    "place_precision": _text("e.place_precision", "site, city, admin1, country, unknown"),
    **{kind: Column(REAL, EVENT[kind], f"number told: {kind}") for kind in MAGNITUDES},
    "amount_currency": _text(CURRENCY, "currency of the amount"),
    "according_to": _text("e.according_to", "id of the innermost statement that holds it"),
    "source_names": _list("s.source_names", "who makes this statement"),
    "source_words": _text("s.source_words", "the words that tell the source"),
    "source_type": _text("s.source_type", "what kind of source"),
    "anonymity": _text("s.anonymity", "none, unnamed, granted"),
    "stance": _text("s.stance", "asserts, denies, demands ..."),
    "chain": _list(CHAIN, "the outlet and all sources from the outermost to the innermost"),
    "same_as": _text("e.same_as", "id of the event of this report that it tells again"),
    "trigger": _text("e.trigger_words", "the words that tell it"),
    "sentence": _text("e.sentence", "the line or sentence around them"),
    "start": Column(WHOLE, "e.trigger_start", "where they begin in the text, in code points"),
    "end": Column(WHOLE, "e.trigger_end", "where they end"),
    **_REPORT,
    "evidence": _text("e.evidence", "scores and words that decided, JSON"),
}

EVENT_REPORTS: Final[Columns] = {
    "incident_id": _text("ie.incident_id", "id of the incident"),
    "event_id": _text("e.id", "id of the event that tells it in this report"),
    "report_id": _text("e.report_id", "id of the report"),
    "origins": _list("o.origins", "ids of the independent origins of the report"),
    "score": Column(REAL, "ie.score", "how sure the event belongs to the incident, 0 to 1"),
    "reason": _text("ie.reason", "why"),
    "day": Column(DAY, "r.day", "day of the report"),
    **_REPORT,
}

STATEMENTS: Final[Columns] = {
    "statement_id": _text("s.id", "id of the statement: its report's id, and its number there"),
    "report_id": _text("s.report_id", "id of the report"),
    "day": Column(DAY, "r.day", "day of the report"),
    "content": _text("s.content", "what is said, its pieces joined by ` … `"),
    "cue": _text("s.cue", "the words that introduce it"),
    "quotation": _text("s.quotation", "direct, mixed, indirect"),
    "stance": _text("s.stance", "asserts, denies, demands ..."),
    "source_ids": _list("s.source", "ids of the actors that say it"),
    "source_names": _list("s.source_names", "their names"),
    "source_words": _text("s.source_words", "the words that tell the source"),
    "source_type": _text("s.source_type", "what kind of source"),
    "anonymity": _text("s.anonymity", "none, unnamed, granted"),
    "anonymity_reason": _text("s.reason", "the reason for which anonymity was granted"),
    "count_claimed": Column(
        REAL,
        "CASE WHEN isfinite(s.count_claimed) THEN s.count_claimed END",
        "how many sources are claimed",
    ),
    "addressee_id": _text("s.addressee", "id of the actor that it is said to"),
    "addressee_name": _text("s.addressee_name", "the name of this actor"),
    "addressee_is_outlet": Column(FLAG, "s.addressee_is_outlet", "whether this is an outlet"),
    "on_behalf_of_id": _text("s.on_behalf_of", "id of the body spoken for"),
    "on_behalf_of_name": _text("s.on_behalf_of_name", "the name of this body"),
    "parent_id": _text("s.parent", "id of the statement that holds this one"),
    "start": Column(
        WHOLE, "list_min(s.content_starts)", "where the first piece begins in the text"
    ),
    "end": Column(WHOLE, "list_max(s.content_ends)", "where the last piece ends"),
    **_REPORT,
    "evidence": _text("s.evidence", "scores and words that decided, JSON"),
}

ACTORS: Final[Columns] = {
    "actor_id": _text("a.id", "id of the actor: its report's id, and its number there"),
    "report_id": _text("a.report_id", "id of the report"),
    "name": _text("a.name", "longest proper name, else longest description"),
    "kind": _text("a.kind", "person, organization, country, place, group, document"),
    "country": _text("a.country", "ISO 3166 alpha-3, or a supranational code"),
    "sectors": _list("a.sector", "PLOVER sectors, the main one first"),
    "role": _text("a.role", "title or office"),
    "mentions": Column(WHOLE, "len(a.mention_starts)", "how often it is mentioned"),
}

INCIDENTS: Final[Columns] = {
    "incident_id": _text("i.incident_id", "id of the incident"),
    "type": _text("i.type", "PLOVER type"),
    "modes": _list("i.modes", "PLOVER modes"),
    "start_day": Column(DAY, "i.start_day", "when it began"),
    "end_day": Column(DAY, "i.end_day", "when it ended"),
    "first_day": Column(DAY, "i.first_day", "day of the first report"),
    "last_day": Column(DAY, "i.last_day", "day of the last report"),
    "actors": _list("i.actors", "names of those who did it"),
    "recipients": _list("i.recipients", "names of those to whom"),
    "place_name": _text("i.place_name", "where"),
    "geonames_id": Column(LONG, "i.geonames_id", "its place in GeoNames"),
    "lat": Column(REAL, "CASE WHEN isfinite(i.lat) THEN i.lat END", "latitude, degrees"),
    "lon": Column(REAL, "CASE WHEN isfinite(i.lon) THEN i.lon END", "longitude, degrees"),
    "country": _text("i.country", "ISO 3166 alpha-3"),
    "place_precision": _text("i.place_precision", "site, city, admin1, country, unknown"),
    "status": _text("i.status", "what the reports present it as"),
    "reports": Column(WHOLE, "i.reports", "how many reports tell it"),
    "origins": Column(WHOLE, "i.origins", "how many independent origins they have"),
    "named_sources": _list("i.named_sources", "sources with a name"),
    "anonymous_sources": _list("i.anonymous_sources", "sources without one"),
    "first_report": _text("i.first_report", "id of the first report"),
    "first_outlet": _text("i.first_outlet", "its outlet"),
    "credited": _text("i.credited", "the outlet that it credits"),
    "denied_by": _list("i.denied_by", "who denies it"),
    "disagreements": _text("i.disagreements", "where the reports differ, JSON"),
    "summary": _text("i.summary", "one sentence"),
}

CODEBOOK: Final[Columns] = {
    "table_name": _text("table_name", "the table; empty for a value of all tables"),
    "column_name": _text("column_name", "the column, or the vocabulary"),
    "type": _text("type", "type of the column in Parquet"),
    "value": _text("value", "a value of the vocabulary; empty for a column"),
    "meaning": _text("meaning", "what the column or the value means"),
}

TOMBSTONES: Final[Columns] = {
    "id": _text("id", "id of what was withdrawn and is in no other table"),
    "layer": _text("layer", "report, actor, statement, event"),
    "rejected_by": _text("rejected_by", "the reviewer"),
    "rejected_at": _text("rejected_at", "when, ISO 8601"),
    "why": _text("why", "the reviewer's reason"),
    "disputed": Column(FLAG, "disputed", "whether reviewers differ"),
}

TABLES: Final[Mapping[str, Columns]] = {
    "events": EVENTS,
    "event_reports": EVENT_REPORTS,
    "statements": STATEMENTS,
    "actors": ACTORS,
    "incidents": INCIDENTS,
    "codebook": CODEBOOK,
    "tombstones": TOMBSTONES,
}

_ORIGINS: Final = (
    "(SELECT report_id, list(origin ORDER BY origin) AS origins "
    "FROM report_origins GROUP BY report_id)"
)

BY_REPORT: Final = {
    "events": f"{TABLES_OF_EVENT} ORDER BY e.report_id, e.position",
    "event_reports": "chosen_events c JOIN events e ON e.id = c.id "
    "JOIN reports r ON r.report_id = e.report_id "
    "JOIN incident_events ie ON ie.event_id = e.id "
    f"LEFT JOIN {_ORIGINS} o ON o.report_id = e.report_id ORDER BY e.report_id, e.position",
    "statements": "chosen_statements c JOIN statements s ON s.id = c.id "
    "JOIN reports r ON r.report_id = s.report_id ORDER BY s.report_id, s.position",
    "actors": "chosen_actors c JOIN actors a ON a.id = c.id ORDER BY a.report_id, a.position",
}
"""Where the rows of the tables that are filled batch by batch come from."""

AS_A_WHOLE: Final = {
    "incidents": "(SELECT DISTINCT incident_id FROM chosen_incidents) c "
    "JOIN incidents i ON i.incident_id = c.incident_id ORDER BY i.incident_id",
    "codebook": "codebook ORDER BY number",
    "tombstones": "tombstones ORDER BY number",
}
"""Where those of the other tables come from, once all batches are done."""


def query(table: str) -> str:
    """The rows of a table, of one batch or as a whole."""
    columns = ", ".join(f'{column.typed} AS "{name}"' for name, column in TABLES[table].items())
    return f"SELECT {columns} FROM {(BY_REPORT | AS_A_WHOLE)[table]}"


def finish(selection: "Selection") -> None:
    """Fills what the tables as a whole come from, once all batches are done."""
    selection.choose_incidents()
    selection.load("codebook", list(CODEBOOK), _codebook())
    selection.load("tombstones", list(TOMBSTONES), map(astuple, selection.tombstones()))


def _codebook() -> Iterator[tuple[str | None, ...]]:
    """What every column and every value of a vocabulary means."""
    for table, columns in TABLES.items():
        for name, column in columns.items():
            yield (table, name, column.type, None, column.meaning)
    for vocabulary, values in VOCABULARIES.items():
        for value, meaning in values.items():
            yield (None, vocabulary, TEXT, value, meaning)
