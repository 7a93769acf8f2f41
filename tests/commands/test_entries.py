"""Answers of an archive as entries to read."""

from typing import Any

from dateline.commands.entries import incidents


def test_an_incident_of_one_report_without_an_outlet() -> None:
    row: dict[str, Any] = {
        "incident_id": "02b6336e12fcf809", "type": "RETREAT", "start_day": None,
        "first_day": "2024-05-09", "summary": "Gunmen released teachers.", "reports": 1,
        "origins": 1, "status": "happened", "named_sources": [], "anonymous_sources": [],
        "denied_by": [], "first_outlet": None,
    }  # fmt: skip
    (entry,) = incidents([row])
    assert "1 report, 1 independent origin · happened" in entry
    assert "None" not in entry
    assert entry.rstrip().endswith("02b6336e12fcf809")
