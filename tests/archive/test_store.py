"""Archives as they are opened: what is there, what is not, and what is damaged."""

import json
from pathlib import Path

import pytest

import dateline
from dateline.archive.build import build
from dateline.archive.layout import Layout
from dateline.archive.manifest import Manifest, read_manifest, write_manifest
from dateline.archive.side import open_side
from dateline.archive.store import Archive
from dateline.archive.tables import TABLES
from dateline.errors import DatelineError
from dateline.record import Report
from tests.archive.building import stub_reader, stub_record, text_of, write_reports


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    source = write_reports(folder / "reports.jsonl", range(6))
    build([str(source)], folder / "crisis.dateline", reader=stub_reader)
    return folder / "crisis.dateline"


def test_records_come_back_from_the_package(archive: Path) -> None:
    with dateline.open(archive) as opened:
        assert len(opened.report_ids()) == 6
        for report_id in opened.report_ids():
            record = opened.record(report_id)
            assert record.report.id == report_id
            assert record.events == stub_record(record.report).events


def test_views_have_the_columns_of_their_tables(archive: Path, tmp_path: Path) -> None:
    write_manifest(Layout(tmp_path), Manifest(dateline="0.1.0"))
    for path in (archive, tmp_path):
        with Archive.open(path) as opened:
            for table, columns in TABLES.items():
                told = opened.connection.execute(f"DESCRIBE {table}").fetchall()
                assert {row[0]: row[1] for row in told} == columns


def test_full_text_gives_offsets(archive: Path) -> None:
    with Archive.open(archive) as opened:
        query = (
            "SELECT report_id, start, end FROM full_text JOIN paragraphs ON paragraph = "
            "full_text.rowid JOIN documents USING (document) WHERE full_text MATCH ?"
        )
        (row,) = opened.side.execute(query, ('"case 4.1" AND hostage',)).fetchall()
        text = opened.record(row[0]).report.text
    assert text == text_of(4)
    assert text[row[1] : row[2]].startswith("Case 4.1:")


def test_there_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="there is no archive") as told:
        Archive.open(tmp_path / "none")
    assert "dateline build" in (told.value.hint or "")


def test_an_unknown_report(archive: Path) -> None:
    with Archive.open(archive) as opened, pytest.raises(DatelineError, match="no report"):
        opened.record(Report(text="Nobody wrote this.").id)


def test_a_missing_part(archive: Path, tmp_path: Path) -> None:
    manifest = read_manifest(Layout(archive))
    write_manifest(Layout(tmp_path), manifest)
    with pytest.raises(DatelineError, match="missing"):
        Archive.open(tmp_path)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("", "damaged"),
        ("[]", "damaged"),
        ("{}", "damaged"),
        (json.dumps({"format": 99, "dateline": "9.0"}), "newer Dateline"),
        (json.dumps({"format": 1, "dateline": "0.1.0"}), "earlier Dateline"),
    ],
)
def test_manifests_that_cannot_be_read(tmp_path: Path, text: str, match: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(DatelineError, match=match):
        Archive.open(tmp_path)


def test_nothing_is_written_through_a_reader(archive: Path) -> None:
    with Archive.open(archive) as opened, pytest.raises(Exception, match="readonly"):
        opened.side.execute("DELETE FROM runs")


def test_migrations_are_applied_once(tmp_path: Path) -> None:
    for _ in range(2):
        side = open_side(tmp_path / "side.sqlite", read_only=False)
        numbers = [n for (n,) in side.execute("SELECT number FROM migrations ORDER BY number")]
        assert numbers == sorted(set(numbers))
        assert numbers[:2] == [1, 2]
        side.close()


def test_a_damaged_side_file(tmp_path: Path) -> None:
    path = tmp_path / "side.sqlite"
    path.write_bytes(b"no database at all" * 100)
    for read_only in (True, False):
        with pytest.raises(DatelineError, match="can't be opened"):
            open_side(path, read_only=read_only)
