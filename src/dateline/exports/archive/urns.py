"""Names that entries have outside the archive, as URNs; functions of content alone."""

import hashlib
from typing import Final

from dateline.record import Report

NAMESPACE: Final = "urn:dateline:"


def report_urn(report: Report) -> str:
    return f"{NAMESPACE}{report.id}"


def entry_urn(report: Report, local_id: str) -> str:
    """Of an actor, a statement or an event."""
    return f"{NAMESPACE}{report.id}:{local_id}"


def name_urn(kind: str, name: str) -> str:
    """Of what is known by its name alone, such as an outlet."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{NAMESPACE}{kind}:{digest}"
