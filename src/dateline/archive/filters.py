"""Filters: what a question asks for, checked before anything is looked up."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from dateline.codebook import CONTEXTS, EVENT_MODES, EVENT_TYPES, STANCES, STATUSES
from dateline.errors import DatelineError

MOST_KM: Final = 20_038.0
"""Half of the Earth's girth: no two places are further apart."""
NEAREST: Final = 0.5
"""How alike, 0 to 1, a value must be to the one that is suggested for it."""
MOST_CHOICES: Final = 16
"""So many choices are all listed where none is like what was given."""

_DAY: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Near:
    """Within `km` kilometres, along the great circle, of a point in degrees."""

    lat: float
    lon: float
    km: float


@dataclass(frozen=True, slots=True)
class Window:
    """Events of one type at most `km` kilometres and `days` days apart count once."""

    km: float
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """All filters given must hold; where one has several values, any of them may.

    `actor` and `recipient` are names or codes ("KEN GOV"), `source`, `place` and `outlet` names;
    `since` and `until` are inclusive.
    """

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    near: Near | None = None
    since: date | None = None
    until: date | None = None
    status: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    anonymous: bool = False
    min_origins: int | None = None
    denied: bool = False
    context: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()

    @classmethod
    def of(cls, **values: Any) -> "Filters":
        """The filters of these values, which may be single or several, plain or typed.

        Raises `DatelineError`, with a hint, for a filter or value that makes no sense.
        """
        known = [field.name for field in fields(cls)]
        for name in values:
            if name not in known:
                raise DatelineError(f"there is no filter {name!r}", hint=_hint(name, known))
        given = {name: value for name, value in values.items() if value is not None}
        filters = cls(**{name: _PARSERS[name](name, value) for name, value in given.items()})
        _check_modes(filters)
        if filters.since and filters.until and filters.since > filters.until:
            raise DatelineError(
                f"since {filters.since} is after until {filters.until}", hint="Swap the two days."
            )
        return filters


def window(value: object) -> Window:
    """A window from "KM,DAYS" or the two numbers. Raises `DatelineError` if it is none."""
    km, days = _numbers("dedup", value, 2, 'as "KM,DAYS", such as "5,2"')
    if not 0 <= km <= MOST_KM or days < 0 or days != int(days):
        raise DatelineError(
            f"dedup can't be {_shown(value)}",
            hint='Give kilometres and whole days, both 0 or more, such as "5,2".',
        )
    return Window(km, int(days))


def choice(name: str, value: object, choices: Sequence[str]) -> str:
    """The one of `choices` that `value` is, whatever its case. Raises `DatelineError` if none."""
    folded = str(value).strip().casefold()
    for known in choices:
        if folded in (known.casefold(), known.casefold().replace("_", " ")):
            return known
    raise DatelineError(f"there is no {name} {_shown(value)}", hint=_hint(str(value), choices))


def _names(name: str, value: object) -> tuple[str, ...]:
    names = tuple(" ".join(str(one).split()) for one in _several(value))
    for one in names:
        if not any(char.isalnum() for char in one):
            raise DatelineError(
                f"{name} {_shown(one)} holds no letter", hint="Give a name, or a part of it."
            )
    return names


def _chosen(choices: Sequence[str]) -> Callable[[str, object], tuple[str, ...]]:
    def parse(name: str, value: object) -> tuple[str, ...]:
        return tuple(choice(name, one, choices) for one in _several(value))

    return parse


def _countries(name: str, value: object) -> tuple[str, ...]:
    """Codes of countries that are given by code or name."""
    from dateline.gazetteer.countries import table

    by_name = {country.name.casefold(): code for code, country in table().items()}
    codes = []
    for one in _several(value):
        text = str(one).strip()
        code = text.upper() if text.upper() in table() else by_name.get(text.casefold())
        if code is None:
            known = [country.name for country in table().values()]
            raise DatelineError(
                f"there is no {name} {_shown(one)}",
                hint=_hint(text, known) or "Give an ISO 3166 code of three letters, or a name.",
            )
        codes.append(code)
    return tuple(codes)


def _near(name: str, value: object) -> Near:
    if isinstance(value, Near):
        value = (value.lat, value.lon, value.km)
    example = "-1.29,36.82,50"
    lat, lon, km = _numbers(name, value, 3, f'as "LAT,LON,KM", such as "{example}"')
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 < km <= MOST_KM):
        raise DatelineError(
            f"near can't be {_shown(value)}",
            hint="Latitudes go from -90 to 90, longitudes from -180 to 180, "
            f"and kilometres from above 0 to {MOST_KM:.0f}.",
        )
    return Near(lat, lon, km)


def _first_day(name: str, value: object) -> date:
    return _day(name, value, last=False)


def _last_day(name: str, value: object) -> date:
    return _day(name, value, last=True)


def _day(name: str, value: object, *, last: bool) -> date:
    """A day, or the first or last one of a month or year."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    found = _DAY.fullmatch(str(value).strip())
    try:
        if not found:
            raise ValueError
        year = int(found[1])
        month = int(found[2] or (12 if last else 1))
        return date(year, month, int(found[3] or (monthrange(year, month)[1] if last else 1)))
    except ValueError:
        raise DatelineError(
            f"{name} {_shown(value)} is no day",
            hint="Give a day as 2024-03-31, a month as 2024-03 or a year as 2024.",
        ) from None


def _flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise DatelineError(f"{name} can't be {_shown(value)}", hint="Give True or False.")
    return value


def _count(name: str, value: object) -> int:
    try:
        number = int(str(value))
    except ValueError:
        number = 0
    if number < 1:
        raise DatelineError(
            f"{name} can't be {_shown(value)}", hint="Give a whole number, 1 or more."
        )
    return number


def limit_of(value: object) -> int | None:
    """The most rows wanted, `None` for all. Raises `DatelineError` if it is no count."""
    return None if value is None else _count("limit", value)


def _numbers(name: str, value: object, count: int, form: str) -> list[float]:
    parts = value.split(",") if isinstance(value, str) else _several(value)
    try:
        numbers = [float(part) for part in parts]
        if len(numbers) == count and all(abs(number) < float("inf") for number in numbers):
            return numbers
    except (TypeError, ValueError):
        pass
    raise DatelineError(f"{name} can't be {_shown(value)}", hint=f"Give it {form}.")


def _several(value: object) -> list[Any]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        return [value]
    return list(value)


def _check_modes(filters: Filters) -> None:
    """Each mode must be one of the types that are asked for, if any are."""
    possible = [mode for kind in filters.type or EVENT_TYPES for mode in EVENT_MODES[kind]]
    for mode in filters.mode:
        if mode not in possible:
            having = [kind for kind, modes in EVENT_MODES.items() if mode in modes]
            raise DatelineError(
                f"{' and '.join(filters.type)} can't have mode {mode!r}",
                hint=f"It is a mode of {' and '.join(having)}.",
            )


def _hint(given: str, choices: Sequence[str]) -> str | None:
    from difflib import get_close_matches

    folded = {known.casefold(): known for known in choices}
    nearest = get_close_matches(given.strip().casefold(), folded, n=1, cutoff=NEAREST)
    if nearest:
        return f"Did you mean {folded[nearest[0]]}?"
    return f"Choose from {', '.join(choices)}." if len(choices) <= MOST_CHOICES else None


def _shown(value: object) -> str:
    return repr(value if isinstance(value, str) else str(value))


_MODES: Final = tuple(dict.fromkeys(mode for modes in EVENT_MODES.values() for mode in modes))

_PARSERS: Final[dict[str, Callable[[str, object], Any]]] = {
    "actor": _names,
    "recipient": _names,
    "type": _chosen(EVENT_TYPES),
    "mode": _chosen(_MODES),
    "country": _countries,
    "place": _names,
    "near": _near,
    "since": _first_day,
    "until": _last_day,
    "status": _chosen(STATUSES),
    "stance": _chosen(STANCES),
    "source": _names,
    "anonymous": _flag,
    "min_origins": _count,
    "denied": _flag,
    "context": _chosen(CONTEXTS),
    "outlet": _names,
}
