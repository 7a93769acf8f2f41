"""Filters as conditions of SQL, with their values as parameters, never in the text.

These are conditions on the tables of an archive; questions ask its look-up tables, see
`lookup_conditions`.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from dateline.archive.filters import Filters, Near
from dateline.codebook import SECTORS, SUPRANATIONAL

EARTH_KM: Final = 6371.0088
"""The mean radius of the Earth (IUGG)."""
KM_A_DEGREE: Final = 110.5
"""Kilometres of one degree of latitude, where there are fewest."""

FIRST_DAY: Final = "coalesce(e.start_day, e.end_day, r.day)"
"""When an event `e` of a report `r` began: by its own words, or when the report appeared."""
LAST_DAY: Final = "coalesce(e.end_day, e.start_day, r.day)"
PLACED: Final = "('site', 'city')"
"""Precisions of places whose coordinates say where something happened."""

EVENTS: Final = "events e JOIN reports r ON r.report_id = e.report_id"
STATEMENTS: Final = "statements s JOIN reports r ON r.report_id = s.report_id"

_BETWEEN: Final = "\x1f"
"""Stands between the names of a list when they are searched as one text."""
_CODE: Final = re.compile(r"[A-Z]{3}(?: [A-Z]{3})*")
_WORD: Final = re.compile(r"[^\W_]+")
_EDGE: Final = r"[^\pL\pN]"
_APART: Final = rf"[^\pL\pN{_BETWEEN}]"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of SQL, and the parameters of its question marks in order."""

    sql: str
    parameters: tuple[Any, ...] = ()


def every(conditions: Iterable[Condition]) -> Condition:
    """Holds where all `conditions` hold."""
    return _joined(list(conditions), " AND ", "true")


def any_of(conditions: Iterable[Condition]) -> Condition:
    """Holds where one of `conditions` holds."""
    return _joined(list(conditions), " OR ", "false")


def one_of(column: str, values: Sequence[Any]) -> Condition:
    """Holds where `column` is one of `values`."""
    if not values:
        return Condition("false")
    return Condition(f"{column} IN ({', '.join('?' * len(values))})", tuple(values))


def of_event(filters: Filters) -> list[Condition]:
    """What must hold for an event `e`, apart from its report, its days and its source."""
    found = [
        _party("actor", filters.actor),
        _party("recipient", filters.recipient),
        among("e.type", filters.type),
        among("e.mode", filters.mode),
        among("e.country", filters.country),
        _named("e.place_name", filters.place),
        _around(filters.near) if filters.near else None,
        among("e.status", filters.status),
        overlap("e.contexts", filters.context),
        _told_by(filters.min_origins) if filters.min_origins else None,
        _in_incident("len(i.denied_by) > 0") if filters.denied else None,
    ]
    return [condition for condition in found if condition]


def of_statement(filters: Filters) -> list[Condition]:
    """What must hold for a statement `s` itself."""
    spoken = (
        f"concat_ws('{_BETWEEN}', array_to_string(s.source_names, '{_BETWEEN}'), "
        "s.on_behalf_of_name, s.source_words)"
    )
    found = [
        _named(spoken, filters.source),
        among("s.stance", filters.stance),
        Condition("s.anonymity <> 'none'") if filters.anonymous else None,
    ]
    return [condition for condition in found if condition]


def of_report(filters: Filters) -> list[Condition]:
    """What must hold for a report `r`, apart from its day."""
    condition = _named("r.outlet", filters.outlet)
    return [condition] if condition else []


def between(filters: Filters, first: str, last: str) -> list[Condition]:
    """What must hold for the days from `first` to `last`: they meet those asked for."""
    since = Condition(f"{last} >= ?", (filters.since,)) if filters.since else None
    until = Condition(f"{first} <= ?", (filters.until,)) if filters.until else None
    return [condition for condition in (since, until) if condition]


def events_matching(filters: Filters) -> Condition:
    """All that must hold for a row of `EVENTS`."""
    spoken = of_statement(filters)
    sourced = [within("e.according_to", "s.id", "statements s", spoken)] if spoken else []
    days = between(filters, FIRST_DAY, LAST_DAY)
    return every([*of_event(filters), *of_report(filters), *days, *sourced])


def statements_matching(filters: Filters) -> Condition:
    """All that must hold for a row of `STATEMENTS`; the days are those of the report."""
    happened = of_event(filters)
    telling = [within("s.id", "e.according_to", "events e", happened)] if happened else []
    days = between(filters, "r.day", "r.day")
    return every([*of_statement(filters), *of_report(filters), *days, *telling])


def reports_matching(filters: Filters) -> Condition:
    """All that must hold for a row of `reports r`: what matches may stand anywhere in it."""
    happened, spoken = of_event(filters), of_statement(filters)
    found = [*of_report(filters), *between(filters, "r.day", "r.day")]
    if happened and spoken:
        both = [*happened, within("e.according_to", "s.id", "statements s", spoken)]
        found.append(within("r.report_id", "e.report_id", "events e", both))
    elif happened:
        found.append(within("r.report_id", "e.report_id", "events e", happened))
    elif spoken:
        found.append(within("r.report_id", "s.report_id", "statements s", spoken))
    return every(found)


def incidents_matching(filters: Filters) -> Condition:
    """All that must hold for a row of `incidents i`: one of its events has all that is asked for.

    Days are the incident's own, or else those of its reports; `anonymous` asks that no report
    names a source, other than one that denies it.
    """
    days = between(
        filters,
        "coalesce(i.start_day, i.end_day, i.first_day)",
        "coalesce(i.end_day, i.start_day, i.last_day)",
    )
    found = [Condition("len(i.denied_by) > 0")] if filters.denied else []
    if filters.min_origins:
        found.append(Condition("i.origins >= ?", (filters.min_origins,)))
    if filters.anonymous:
        unnamed = "len(i.anonymous_sources) > 0 AND list_has_all(i.denied_by, i.named_sources)"
        found.append(Condition(unnamed))
    own = _without_incident(filters)
    events = every([*of_event(own), *of_report(own)])
    spoken = of_statement(own)
    if spoken:
        events = every([events, within("e.according_to", "s.id", "statements s", spoken)])
    if events.sql != "true":
        tables = f"incident_events ie JOIN {EVENTS} ON ie.event_id = e.id"
        found.append(within("i.incident_id", "ie.incident_id", tables, [events]))
    return every([*found, *days])


def _without_incident(filters: Filters) -> Filters:
    """The filters that are asked of the events of an incident, not of itself."""
    return replace(filters, min_origins=None, denied=False, since=None, until=None)


def _joined(conditions: list[Condition], word: str, empty: str) -> Condition:
    told = [condition for condition in conditions if condition.sql != "true"]
    if len(told) == 1:
        return told[0]
    return Condition(
        word.join(f"({condition.sql})" for condition in told) or empty,
        tuple(parameter for condition in told for parameter in condition.parameters),
    )


def within(key: str, column: str, tables: str, conditions: Sequence[Condition]) -> Condition:
    """Holds where `key` is a `column` of the rows of `tables` for which `conditions` hold."""
    inner = every(conditions)
    sql = f"{key} IN (SELECT {column} FROM {tables} WHERE {inner.sql})"
    return Condition(sql, inner.parameters)


def _in_incident(sql: str, *parameters: Any) -> Condition:
    tables = "incident_events ie JOIN incidents i ON i.incident_id = ie.incident_id"
    return within("e.id", "ie.event_id", tables, [Condition(sql, parameters)])


def _told_by(origins: int) -> Condition | None:
    """In an incident of so many origins; whatever is told has one."""
    return _in_incident("i.origins >= ?", origins) if origins > 1 else None


def among(column: str, values: Sequence[str]) -> Condition | None:
    """Holds where `column` is one of `values`; nothing where none are asked for."""
    return one_of(column, values) if values else None


def overlap(column: str, values: Sequence[str]) -> Condition | None:
    """Holds where the list `column` has one of `values`; nothing where none are asked for."""
    return Condition(f"list_has_any({column}, ?)", (list(values),)) if values else None


def _around(near: Near) -> Condition:
    return around(near, "e.lat", "e.lon", "e.place_precision")


def around(near: Near, lat: str, lon: str, precision: str) -> Condition:
    """Places known well enough that lie within the circle; the box around it is checked first."""
    reach = near.km / KM_A_DEGREE
    haversine = (
        f"{2 * EARTH_KM} * asin(sqrt(least(1, pow(sin(radians({lat} - ?) / 2), 2) + "
        f"cos(radians(?)) * cos(radians({lat})) * pow(sin(radians({lon} - ?) / 2), 2))))"
    )
    return Condition(
        f"{precision} IN {PLACED} AND {lat} BETWEEN ? AND ? AND {haversine} <= ?",
        (near.lat - reach, near.lat + reach, near.lat, near.lat, near.lon, near.km),
    )


def _party(side: str, values: Sequence[str]) -> Condition | None:
    """One of the actors, or of the recipients, has the name or the code of one of `values`."""
    if not values:
        return None
    names = f"array_to_string(e.{side}_names, '{_BETWEEN}')"
    codes = [_coded(side, *code) for value in values if (code := code_of(value))]
    return any_of([named(folded(names), values), *codes])


def _named(text: str, values: Sequence[str]) -> Condition | None:
    return named(folded(text), values) if values else None


def folded(text: str) -> str:
    """`text` as names are compared: in small letters, without accents."""
    return f"lower(strip_accents({text}))"


def named(text: str, values: Sequence[str]) -> Condition:
    """One of the names in the folded `text` is asked for by one of `values`."""
    return any_of(_name(text, value) for value in values)


def _name(text: str, value: str) -> Condition:
    """One of the names in `text` has the words of `value`, whole and in their order.

    The plain look for the longest word is much faster, and leaves little to the pattern.
    """
    words = _WORD.findall(_plain(value))
    gap = f"{_APART}(?:[^{_BETWEEN}]*{_APART})?"
    pattern = f"(?:^|{_EDGE}){gap.join(words)}(?:{_EDGE}|$)"
    return Condition(
        f"contains({text}, ?) AND regexp_matches({text}, ?)",
        (max(words, key=len), pattern),
    )


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return "".join(char for char in apart if not unicodedata.combining(char)).lower()


def code_of(value: str) -> tuple[str | None, list[str]] | None:
    """The country and the sectors that `value` consists of, if it is such a code."""
    from dateline.gazetteer.countries import table

    if not _CODE.fullmatch(value):
        return None
    first, *rest = value.split()
    country = first if first in table() or first in SUPRANATIONAL else None
    sectors = rest if country else [first, *rest]
    return None if any(sector not in SECTORS for sector in sectors) else (country, sectors)


def has_code(country: str, sectors: str, code: tuple[str | None, list[str]]) -> Condition:
    """The columns of one party have the country and all sectors of a code."""
    wanted, parts = code
    tests = [Condition(f"contains(' ' || {sectors} || ' ', ?)", (f" {part} ",)) for part in parts]
    return every(([Condition(f"{country} = ?", (wanted,))] if wanted else []) + tests)


def _coded(side: str, country: str | None, sectors: list[str]) -> Condition:
    """One party of a side has the country and all sectors of a code."""
    if not sectors:
        return Condition(f"list_contains(e.{side}_countries, ?)", (country,))
    test = has_code("p[1]", "p[2]", (country, sectors))
    parties = f"list_zip(e.{side}_countries, e.{side}_sectors)"
    return Condition(f"len(list_filter({parties}, lambda p: {test.sql})) > 0", test.parameters)
