"""What the test bed yields: reports, the happenings they tell, and what rests on what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dateline.record import report_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one report tells of one incident; it may differ from what others tell of it."""

    incident: str
    type: str
    """Type and mode as in the codebook, section 6."""
    mode: str | None
    actor: str | None
    """Who did it, as the report names it; `None` where it names nobody."""
    recipient: str | None
    town: str
    country: str
    """ISO 3166 alpha-3."""
    day: str
    """The day of the happening, ISO 8601."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Magnitudes as in the codebook: killed, injured, arrested, participants, amount ..."""
    denied_by: str | None = None
    """The party that is said to deny it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One newsroom's own telling of one happening: what other reports rest on."""

    id: str
    incident: str
    outlet: str
    report: str
    """Id of the report that carries it first."""
    is_base: bool
    """An agency's; others are independent reports of the same happening, and denials."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BedReport:
    """One report of the bed. `text` is headline, blank line, body, as in the codebook."""

    title: str
    text: str
    outlet: str
    published: str
    """ISO 8601 with zone."""
    dateline: str | None = None
    """The words of the dateline, which open the body of `text`."""
    credits: tuple[str, ...] = ()
    """The outlets that the report names as its origin."""
    kind: str = "original"
    """original, copy, trim, rewrite, merge or update, see the package."""
    stories: tuple[str, ...] = ()
    """Ids of the stories that it rests on; two for a merge, else one."""
    told: tuple[Told, ...] = ()
    """One entry an incident told."""

    @property
    def id(self) -> str:
        return report_id(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A happening, with what a perfect reader of all reports would say of it."""

    id: str
    type: str
    mode: str | None
    actor: str
    recipient: str
    town: str
    country: str
    day: str
    numbers: Mapping[str, int]
    reports: tuple[str, ...]
    """Ids of all reports that tell it, in order of publication."""
    origins: int
    """Independent origins: the outlets whose own stories its reports rest on."""
    denied_by: tuple[str, ...]
    disagreements: Mapping[str, tuple[str, ...]]
    """Field ("actor", "day", "killed" ...) to the values told, where there are several."""


@dataclass(frozen=True, kw_only=True)
class Bed:
    """All that was generated. Reports are in order of publication."""

    reports: tuple[BedReport, ...]
    stories: tuple[Story, ...]
    incidents: tuple[Incident, ...]

    @cached_property
    def by_id(self) -> dict[str, BedReport]:
        """The reports by id."""
        return {report.id: report for report in self.reports}
