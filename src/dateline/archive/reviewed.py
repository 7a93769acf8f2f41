"""Records with the values of their reviewers in place of the machine's."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from dateline.archive.rebuild import record_from_dict
from dateline.archive.review_fields import SECTIONS
from dateline.archive.reviews import LINKS, Review, Standing, layer_of, report_of, standing
from dateline.codebook import EVENT_MODES
from dateline.record import Record

Plain = dict[str, Any]

_TO_ACTORS: Final = (
    ("statements", "source"), ("statements", "addressee"), ("statements", "on_behalf_of"),
    ("events", "actor"), ("events", "recipient"),
)  # fmt: skip


def by_report(reviews: Iterable[Review]) -> dict[str, list[Standing]]:
    """What holds of the entries of each report, and of the report as a whole."""
    found: defaultdict[str, list[Standing]] = defaultdict(list)
    for held in standing(reviews).values():
        if held.review.action not in LINKS:
            found[report_of(held.review.target)].append(held)
    return dict(found)


def reviewed(record: Record, standings: Iterable[Standing]) -> Record:
    """The record as its reviewers leave it: fields changed, rejected entries taken out.

    What led to a rejected statement or event leads to the one that it led to itself. A mode that
    a changed type doesn't have is dropped.
    """
    return record_from_dict(reviewed_plain(record.to_dict(), standings))


def reviewed_plain(plain: Plain, standings: Iterable[Standing]) -> Plain:
    """As `reviewed`, of and to the plain data of `Record.to_dict`; changes what it is given."""
    entries = {entry["id"]: entry for section in SECTIONS.values() for entry in plain[section]}
    rejected: set[str] = set()
    for held in standings:
        review = held.review
        local = review.target.partition(":")[2]
        if local not in entries:
            continue
        if review.action == "change" and review.field:
            entries[local][review.field] = review.value
        elif review.action == "reject":
            rejected.add(local)
    for event in plain["events"]:
        if event["mode"] not in EVENT_MODES[event["type"]]:
            event["mode"] = None
    return _without(plain, rejected) if rejected else plain


def settled(record: Record, standings: Iterable[Standing]) -> bool:
    """Whether reviewers have been through the whole report: they accepted it as a whole, or have
    accepted or rejected each of its statements and events."""
    whole = {held.review.target: held.review.action for held in standings if not held.review.field}
    report_id = record.report.id
    if report_id in whole:
        return whole[report_id] == "accept"
    local = [s.id for s in record.statements] + [e.id for e in record.events]
    return bool(local) and all(f"{report_id}:{one}" in whole for one in local)


def _without(plain: Plain, rejected: set[str]) -> Plain:
    for section, field in _TO_ACTORS:
        for entry in plain[section]:
            found = entry[field]
            if isinstance(found, list):
                entry[field] = [one for one in found if one not in rejected]
            elif found in rejected:
                entry[field] = None
    onwards = {s["id"]: s["parent"] for s in plain["statements"]}
    onwards |= {e["id"]: e["same_as"] for e in plain["events"]}
    for section, field in (
        ("statements", "parent"), ("events", "according_to"), ("events", "same_as"),
    ):  # fmt: skip
        for entry in plain[section]:
            entry[field] = _first_kept(entry[field], onwards, rejected)
    for section in SECTIONS.values():
        plain[section] = [entry for entry in plain[section] if entry["id"] not in rejected]
    return plain


def _first_kept(
    local: str | None, onwards: dict[str, str | None], rejected: set[str]
) -> str | None:
    seen: set[str] = set()
    while local in rejected and local not in seen:
        seen.add(local)
        local = onwards.get(local)
    return None if local in rejected else local


def layer(held: Standing) -> str:
    """What a standing is about: report, actor, statement, event or link."""
    return "link" if held.review.action in LINKS else layer_of(held.review.target)
