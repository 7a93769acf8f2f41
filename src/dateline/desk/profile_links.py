"""Addresses of actors, sources, events and reports that keep the filters of the page."""

from dataclasses import dataclass
from typing import Any, Final

from dateline.desk.view import View

LONGEST_NAME: Final = 300
"""Characters of a name that is carried in an address."""
_OWN: Final = dict.fromkeys(("name", "nodes", "list", "part", "alone"))
"""Keys that mean something on one page alone."""


@dataclass(frozen=True, slots=True)
class Links:
    """Each gives `None` where there is nothing to lead to.

    That is so in a page that stands alone, and for a name that no address can carry.
    """

    view: View

    def actor(self, name: str) -> str | None:
        return self._profile("/actors/profile", name)

    def source(self, name: str) -> str | None:
        return self._profile("/sources/profile", name)

    def events(self, **changes: str) -> str | None:
        """The timeline with some filters changed."""
        return self._kept("/timeline", changes)

    def incidents(self, **changes: str) -> str | None:
        """The incidents with some filters changed."""
        return self._kept("/incidents", changes)

    def sources(self, **changes: str) -> str | None:
        """The sources with some filters changed."""
        return self._kept("/sources", changes)

    def report(self, report_id: str, entry: str = "") -> str | None:
        """A report, at one of its entries ("E1") if given."""
        return None if self._is_alone else f"/reports/{report_id}{entry and f'#{entry}'}"

    def incident(self, incident_id: str | None) -> str | None:
        return None if self._is_alone or not incident_id else f"/incidents/{incident_id}"

    @property
    def _is_alone(self) -> bool:
        return self.view.one("alone") == "1"

    def _profile(self, path: str, name: str) -> str | None:
        if self._is_alone or name != name.strip() or not 0 < len(name) <= LONGEST_NAME:
            return None
        return self.view.url(path, **{**_OWN, "name": name})

    def _kept(self, path: str, changes: dict[str, Any]) -> str | None:
        named = all(
            any(char.isalnum() for char in value) and len(value) <= LONGEST_NAME
            for value in changes.values()
        )
        return self.view.url(path, **{**_OWN, **changes}) if named and not self._is_alone else None
