"""The reports that tell how common words are: all of a small archive, some of a large one.

Of a large archive it is a fixed share by id. Ids are hashes, so that the share stands for all; it
hangs on which reports there are alone, not on the order in which they came, and in a large archive
few new reports seldom change it, so that what was found before stays right.
"""

from dataclasses import dataclass
from typing import Final

LEAST: Final = 256
"""Reports that are sampled at least, and less than twice as many, as far as there are so many."""
_DIGITS: Final = 16
"""Hexadecimal digits of a report's id."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One in 2 ** `halvings` reports: those with the smallest ids."""

    halvings: int = 0

    @classmethod
    def of(cls, reports: int) -> "Sample":
        """The sample of so many reports."""
        return cls(max(0, (reports // LEAST).bit_length() - 1))

    def __contains__(self, report_id: str) -> bool:
        return report_id < self.bound

    @property
    def bound(self) -> str:
        """Ids before this one are in the sample."""
        if not self.halvings:
            return "\U0010ffff"
        return format(1 << (4 * _DIGITS - self.halvings), f"0{_DIGITS}x")

    @property
    def share(self) -> float:
        """Of all reports."""
        return 0.5**self.halvings

    @property
    def is_whole(self) -> bool:
        """Whether all reports are in it."""
        return not self.halvings
