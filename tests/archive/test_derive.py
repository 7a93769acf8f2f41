"""Links, origins and incidents of a whole archive."""

import hashlib
import json
from pathlib import Path

import pytest

from dateline.archive.build import build
from dateline.archive.derive import derive, derive_again
from dateline.archive.layout import Layout
from dateline.archive.lock import writer_lock
from dateline.archive.manifest import read_manifest
from dateline.archive.store import Archive
from dateline.errors import DatelineError
from tests.archive.building import rows_in, stub_reader, text_of, write_reports


def build_two(folder: Path) -> Path:
    """A report and a copy of it under another headline, and a third report."""
    body = text_of(1, paragraphs=6).split("\n\n", 1)[1]
    source = folder / "reports.jsonl"
    reports = [
        {"text": f"Hostages free in Gao\n\n{body}", "published": "2024-03-03", "outlet": "One"},
        {"text": f"Rebels let twelve go\n\n{body}", "published": "2024-03-04", "outlet": "Two"},
        {"text": "Talks in Lima\n\nNobody released the results of the talks.", "outlet": "Three"},
    ]
    source.write_text("".join(json.dumps(report) + "\n" for report in reports), encoding="utf-8")
    build([str(source)], folder / "crisis.dateline", reader=stub_reader)
    return folder / "crisis.dateline"


def made_up(number: int) -> str:
    """Four paragraphs of English grammar, of words that no other number has."""
    digests = (hashlib.sha256(f"{number}.{n}".encode()).hexdigest() for n in range(16))
    letters = [digest.translate(str.maketrans("0123456789", "ghijklmnop")) for digest in digests]
    lines = [
        f"The {d[:6]} of {d[6:12]} said that the {d[12:20]} was in {d[20:28]}" for d in letters
    ]
    return "\n\n".join(". ".join(lines[n : n + 4]) + "." for n in range(0, 16, 4))


def test_a_copy_is_linked_and_shares_its_origin(tmp_path: Path) -> None:
    with Archive.open(build_two(tmp_path)) as archive:
        outlets = dict(
            archive.connection.execute("SELECT outlet, report_id FROM reports").fetchall()
        )
        links = archive.connection.execute(
            "SELECT report_id, origin_id FROM links WHERE kind = 'copy'"
        ).fetchall()
        origins = dict(archive.connection.execute("FROM report_origins").fetchall())
    assert links == [(outlets["Two"], outlets["One"])]
    assert origins[outlets["One"]] == origins[outlets["Two"]] != origins[outlets["Three"]]


def test_every_event_is_in_one_incident(tmp_path: Path) -> None:
    rows = rows_in(build_two(tmp_path))
    events = [event_id for _, event_id, *_ in rows["incident_events"]]
    assert sorted(events) == sorted(row[0] for row in rows["events"])
    assert {row[0] for row in rows["incident_events"]} == {row[0] for row in rows["incidents"]}


def test_the_same_reports_are_not_computed_again(tmp_path: Path) -> None:
    path = build_two(tmp_path)
    layout, manifest = Layout(path), read_manifest(Layout(path))
    file = layout.derived / str(manifest.derived) / "incidents.parquet"
    before = file.stat().st_mtime_ns
    assert derive(layout, manifest) == manifest.derived
    assert file.stat().st_mtime_ns == before
    more = write_reports(tmp_path / "more.jsonl", [7])
    build([str(more)], path, reader=stub_reader)
    assert read_manifest(layout).derived != manifest.derived


def test_a_report_of_two_stories_rests_on_both(tmp_path: Path) -> None:
    source = tmp_path / "reports.jsonl"
    stories = [made_up(number) for number in (1, 2)]
    bodies = [*stories, "\n\n".join(stories)]
    with source.open("w", encoding="utf-8") as file:
        for number, body in enumerate(bodies):
            report = {
                "text": f"Headline {number}\n\n{body}",
                "published": f"2024-03-0{number + 1}",
                "outlet": f"Outlet {number}",
            }
            file.write(json.dumps(report) + "\n")
    build([str(source)], tmp_path / "crisis.dateline", reader=stub_reader)
    with Archive.open(tmp_path / "crisis.dateline") as archive:
        found = archive.sql(
            "SELECT outlet, origin FROM reports JOIN report_origins USING (report_id)"
        ).to_records()
        told = archive.sql("SELECT reports, origins FROM incidents WHERE reports = 3").to_records()
    origins: dict[str, set[str]] = {}
    for row in found:
        origins.setdefault(row["outlet"], set()).add(row["origin"])
    assert origins["Outlet 2"] == origins["Outlet 0"] | origins["Outlet 1"]
    assert len(origins["Outlet 2"]) == 2
    # The merged report adds no third origin to an incident that the two stories tell.
    assert [row["origins"] for row in told] in ([], [2])


def test_incidents_hang_on_cuts_and_joins(tmp_path: Path) -> None:
    path = build_two(tmp_path)
    layout, before = Layout(path), read_manifest(Layout(path)).derived
    with Archive.open(path, read_only=False) as archive:
        events = [row["id"] for row in archive.sql("SELECT id FROM events ORDER BY id")]
        joined = {"action": "join", "target": events[0], "by": "ana", "why": "one"}
        archive.review([{**joined, "other": other} for other in events[1:]])
    assert derive(layout, read_manifest(layout)) != before
    assert derive_again(layout)
    assert not derive_again(layout)
    rows = rows_in(path)
    assert len(rows["incidents"]) == 1
    assert len(rows["incident_events"]) == len(events)


def test_incidents_are_not_computed_anew_while_a_build_runs(tmp_path: Path) -> None:
    path = build_two(tmp_path)
    with writer_lock(Layout(path)), pytest.raises(DatelineError, match="another build"):
        derive_again(Layout(path))
