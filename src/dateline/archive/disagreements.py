"""The fields on which the reports of one incident differ, each value with who gives it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from dateline.archive.event_rows import EventRow, Party, Where, same_name
from dateline.archive.matching import TWO_SIDED_TYPES, place_points

_FINE: Final = frozenset({"site", "city"})


@dataclass(frozen=True, slots=True)
class Telling:
    """One event with who tells it: the outlet, and the innermost source in words."""

    event: EventRow
    outlet: str
    source: str | None

    @property
    def teller(self) -> str:
        if not self.source:
            return self.outlet
        return f"{self.outlet}, citing {self.source}" if self.outlet else self.source


@dataclass(slots=True)
class _Value:
    """One value of a field, and who gives it."""

    value: Any
    tellings: list[Telling] = field(default_factory=list)

    @property
    def reports(self) -> set[str]:
        return {telling.event.report_id for telling in self.tellings}

    @property
    def first_day(self) -> int | None:
        days = [t.event.report_day for t in self.tellings if t.event.report_day is not None]
        return min(days, default=None)

    def plain(self) -> dict[str, Any]:
        day = self.first_day
        return {
            "value": self.value,
            "reports": sorted(self.reports),
            "sources": sorted({t.teller for t in self.tellings if t.teller}),
            "first_day": date.fromordinal(day).isoformat() if day is not None else None,
        }


def disagreements(tellings: Sequence[Telling]) -> list[dict[str, Any]]:
    """`{field, values}` for each field in dispute; values in the order in which they came up.

    Numbers are compared by report and source, of which the highest counts, as parts of a toll
    are told beside it. Actors, days and places are in dispute only between reports that share
    none; two-sided events have no actor in dispute, as reports name more or fewer of the parties.
    """
    fields = dict(_numbers(tellings))
    if not any(telling.event.type in TWO_SIDED_TYPES for telling in tellings):
        fields["actor"] = _disputed(_values(tellings, _actors, _same_actor), lambda p: p.name)
    fields["day"] = _disputed(_values(tellings, _days, lambda a, b: a == b), _iso)
    fields["place"] = _disputed(_values(tellings, _places, _same_place), lambda place: place.name)
    return [
        {"field": name, "values": [value.plain() for value in _in_time(fields[name])]}
        for name in sorted(fields)
        if len(fields[name]) > 1
    ]


def _numbers(tellings: Sequence[Telling]) -> Iterable[tuple[str, list[_Value]]]:
    kinds = sorted({kind for telling in tellings for kind in telling.event.numbers})
    for kind in kinds:
        highest: dict[tuple[str, str], float] = {}
        told: dict[tuple[str, str], list[Telling]] = {}
        for telling in tellings:
            if kind in telling.event.numbers:
                key = (telling.event.report_id, telling.source or "")
                number = telling.event.numbers[kind]
                highest[key] = max(number, highest.get(key, number))
                told.setdefault(key, []).append(telling)
        values: dict[float, _Value] = {}
        for key, number in highest.items():
            plain = int(number) if number.is_integer() else number
            values.setdefault(number, _Value(plain)).tellings.extend(told[key])
        yield kind, list(values.values())


def _values(
    tellings: Sequence[Telling],
    given: Callable[[EventRow], Iterable[Any]],
    same: Callable[[Any, Any], bool],
) -> list[_Value]:
    """The distinct values of a field."""
    values: list[_Value] = []
    for telling in tellings:
        for item in given(telling.event):
            known = next((value for value in values if same(value.value, item)), None)
            if known is None:
                known = _Value(item)
                values.append(known)
            known.tellings.append(telling)
    return values


def _disputed(values: list[_Value], shown: Callable[[Any], Any]) -> list[_Value]:
    """The values that stand against each other; none if all reports have one in common."""
    against = [
        value
        for value in values
        if any(not value.reports & other.reports for other in values if other is not value)
    ]
    return [_Value(shown(value.value), value.tellings) for value in against]


def _in_time(values: list[_Value]) -> list[_Value]:
    unknown = date.max.toordinal()
    return sorted(
        values,
        key=lambda v: (unknown if v.first_day is None else v.first_day, str(v.value)),
    )


def _actors(event: EventRow) -> list[Party]:
    return [party for party in event.actors if party.specific]


def _same_actor(one: Party, two: Party) -> bool:
    """A government and its head are one actor."""
    codes = one.country is not None and one.country == two.country
    return same_name(one.name, two.name) or (codes and bool(one.sectors & two.sectors))


def _days(event: EventRow) -> list[int]:
    when = event.when
    return [when.first] if when and when.own and when.exact and when.first == when.last else []


def _places(event: EventRow) -> list[Where]:
    where = event.where
    fine = where and where.own and where.precision in _FINE and where.geonames_id is not None
    return [where] if where and fine else []


def _same_place(one: Where, two: Where) -> bool:
    return place_points(one, two) > 0


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
