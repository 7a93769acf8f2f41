"""What servers answer besides pages: statuses, versions, and times to wait."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Final

from dateline.errors import FetchError


def charset_of(headers: Message) -> str | None:
    """The charset that is told; `None` where the header is too odd for Python's parser."""
    try:
        return headers.get_content_charset()
    except (ValueError, TypeError, LookupError):
        return None


class StatusError(FetchError):
    """A server answered with a status other than 200; `retry_after` is in seconds, if it told."""

    def __init__(
        self,
        message: str,
        *,
        hint: str | None = None,
        status: int = 0,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server told to recognise one version of what is at an address."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The headers that ask for another version only."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in told.items() if value}


NONE_KNOWN: Final = Validators()
"""Where no version is known yet."""


def retry_seconds(value: str | None) -> float | None:
    """The seconds of a Retry-After header, which tells them or a time."""
    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:12])
    try:
        moment = parsedate_to_datetime(value)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (aware - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
