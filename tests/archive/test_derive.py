"""Links, origins and incidents of a whole archive."""

import json
from pathlib import Path

from dateline.archive.build import build
from dateline.archive.derive import derive, main_origins
from dateline.archive.layout import Layout
from dateline.archive.manifest import read_manifest
from dateline.archive.store import Archive
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


def test_of_several_origins_the_commonest_counts() -> None:
    origins = {"a": ("outlet:X",), "b": ("outlet:Y", "outlet:X"), "c": ("c",), "d": ("z", "y")}
    assert main_origins(origins) == {"a": "outlet:X", "b": "outlet:X", "c": "c", "d": "y"}
