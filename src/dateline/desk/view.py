"""The state of a page, which is all in its address: filters, page number, options."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from dateline.archive.filters import Filters
from dateline.errors import DatelineError

ROWS: Final = 50
"""Rows on one page of a list."""
MOST_PAGES: Final = 1000
MOST_VALUES: Final = 50
"""Values of one filter, more than anybody chooses by hand."""

FLAGS: Final = ("anonymous", "denied")
SINGLE: Final = ("near", "since", "until", "min_origins")
FILTERS: Final = tuple(field.name for field in fields(Filters))


@dataclass(frozen=True, slots=True)
class View:
    """What the address of a page asks for.

    `values` holds every key of the query with its values that are not empty, in order.
    """

    path: str
    values: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, path: str, query: QueryParams) -> "View":
        values: dict[str, tuple[str, ...]] = {}
        for key, value in query.multi_items():
            stripped = value.strip()
            if stripped and stripped not in values.get(key, ()):
                values[key] = (*values.get(key, ()), stripped)
                if len(values[key]) > MOST_VALUES:
                    raise DatelineError(
                        f"{key} has more than {MOST_VALUES} values", hint="Give fewer."
                    )
        return cls(path, values)

    def one(self, key: str, default: str = "") -> str:
        """The last value of `key`."""
        return self.values[key][-1] if key in self.values else default

    def all(self, key: str) -> tuple[str, ...]:
        return self.values.get(key, ())

    @property
    def filters(self) -> dict[str, Any]:
        """The filters as keywords for `archive.questions.Questions`."""
        found: dict[str, Any] = {}
        for name in FILTERS:
            if name not in self.values:
                continue
            if name in FLAGS:
                found[name] = True
            elif name in SINGLE:
                found[name] = self.one(name)
            else:
                found[name] = self.all(name)
        return found

    @property
    def page(self) -> int:
        """The number of the page of a list, from 1. Raises `DatelineError` if it is none."""
        given = self.one("page", "1")
        number = given.isascii() and given.isdigit() and len(given) < 10
        if not (number and 1 <= int(given) <= MOST_PAGES):
            raise DatelineError(
                f"there is no page {given[:20]!r}", hint=f"Pages go from 1 to {MOST_PAGES}."
            )
        return int(given)

    def url(self, path: str | None = None, /, **changes: Any) -> str:
        """The address of this view with some keys changed; `None` takes a key out.

        Unless it is changed itself, the page number is left out.
        """
        values: dict[str, Any] = {**self.values, "page": None, **changes}
        pairs = [
            (key, str(one))
            for key, value in values.items()
            if value is not None
            for one in (value if isinstance(value, (tuple, list)) else (value,))
        ]
        query = urlencode(pairs)
        return (path or self.path) + (f"?{query}" if query else "")

    def without(self, key: str, value: str) -> str:
        """The address of this view without one value of a filter."""
        left = tuple(one for one in self.all(key) if one != value)
        return self.url(**{key: left or None})
