"""Sources of every kind through the public entry."""

import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import SourceError
from dateline.record import Report
from dateline.sources.draft import Loaded, SourceOptions
from dateline.sources.load import load
from dateline.sources.recognize import reports_in

TITLE = "Island council closes harbours"
BODY = (
    "The council of the island closed both harbours on Friday.\n\n"
    "Ferries are to run again on Monday."
)
TEXT = f"{TITLE}\n\n{BODY}"


def one(path: Path | str, **options: object) -> Report:
    (item,) = load(str(path), SourceOptions(**options))  # type: ignore[arg-type]
    assert item.error is None, item.error
    assert item.report is not None
    return item.report


def failure(path: Path | str, **options: object) -> SourceError:
    (item,) = load(str(path), SourceOptions(**options))  # type: ignore[arg-type]
    assert item.report is None
    assert item.error is not None
    assert item.error.hint
    return item.error


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_text_file(tmp_path: Path) -> None:
    report = one(write(tmp_path / "a.txt", TEXT))
    assert report.text == TEXT
    assert report.title == TITLE
    assert report.published is None
    assert report.language == "en"


def test_options_win_over_the_source(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", f"{TITLE}\nPublished: 3 March 2012\nThe Mira Times\n\n{BODY}")
    assert one(path).published == "2012-03-03"
    report = one(path, published="2012-03-04T10:00Z", outlet="Herald", url="https://x.example/1")
    assert report.published == "2012-03-04T10:00:00+00:00"
    assert (report.outlet, report.url) == ("Herald", "https://x.example/1")


def test_an_invalid_publication_time_is_an_error() -> None:
    with pytest.raises(SourceError, match="publication time") as raised:
        SourceOptions(published="last week")
    assert "ISO 8601" in (raised.value.hint or "")


def test_text_is_normalized_and_verbatim_is_not(tmp_path: Path) -> None:
    raw = "Cafe\u0301s close\r\n\r\nNAIROBI (AFP) - The  cafe\u0301 was shut,\tthe owner said.\r\n"
    path = write(tmp_path / "a.txt", b"\xef\xbb\xbf" + raw.encode())
    assert one(path).text == "Cafés close\n\nNAIROBI (AFP) - The café was shut, the owner said."
    report = one(path, verbatim=True)
    assert report.text == raw
    assert report.title == "Cafe\u0301s close"
    assert report.dateline is not None
    assert report.text[slice(*report.dateline)] == "NAIROBI (AFP) -"


def test_verbatim_text_keeps_its_furniture_and_tells_it(tmp_path: Path) -> None:
    raw = f"{TITLE}\nBy Jane Doe\n3 March 2012\n\n{BODY}\n\nAdvertisement\n\n- AP\n"
    report = one(write(tmp_path / "a.txt", raw), verbatim=True)
    assert report.text == raw
    assert (report.title, report.byline, report.published) == (TITLE, "Jane Doe", "2012-03-03")
    assert report.credits == ("AP",)


def test_a_page_is_told_by_its_content(tmp_path: Path) -> None:
    page = f"<!doctype html><html><body><article><h1>{TITLE}</h1>" + "".join(
        f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n")
    )
    for name in ("a.html", "a.txt"):
        assert one(write(tmp_path / name, page)).text == TEXT


def test_json_lines_set_bad_lines_aside(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": BODY, "title": TITLE, "published": "2020-01-02", "credits": ["AFP"]}),
        "{broken",
        "",
        json.dumps({"text": BODY, "published": "soon"}),
        json.dumps({"text": 7}),
        "[1]",
        json.dumps({"text": "a\ud800 town fell, the army said"}),
        "[" * 100_000,
    ]
    items = list(load(str(write(tmp_path / "a.jsonl", "\n".join(lines))), SourceOptions()))
    assert [item.label.rsplit(":", 1)[1] for item in items] == ["1", "2", "4", "5", "6", "7", "8"]
    report = items[0].report
    assert report is not None
    assert (report.text, report.published, report.credits) == (TEXT, "2020-01-02", ("AFP",))
    assert [item.report is None for item in items] == [False, True, True, True, True, False, True]
    assert all(item.error is None or item.error.hint for item in items)


def test_json_lines_are_read_lazily(tmp_path: Path) -> None:
    line = json.dumps({"text": BODY}) + "\n"
    path = write(tmp_path / "a.jsonl", line * 1000)
    items = load(str(path), SourceOptions(max_bytes=len(line)))
    assert next(items).report is not None
    too_long = list(load(str(path), SourceOptions(max_bytes=len(line) - 20)))
    assert len(too_long) == 1000
    assert all(item.error is not None for item in too_long)


def test_a_record_read_again_gives_the_same_report(tmp_path: Path) -> None:
    first = one(write(tmp_path / "a.txt", f"{TITLE}\n\nMIRA (AFP) - {BODY}\n\n- AP"))
    again = one(write(tmp_path / "b.jsonl", json.dumps({"text": first.text, "title": first.title})))
    assert again.id == first.id
    assert again.dateline == first.dateline


def test_ninjs_files_and_lists(tmp_path: Path) -> None:
    item = {"headline": TITLE, "body_text": BODY, "versioncreated": "2020-01-02T03:04:05Z"}
    assert one(write(tmp_path / "a.json", json.dumps(item, indent=1))).text == TEXT
    items = list(
        load(str(write(tmp_path / "b.json", json.dumps([item, 7, item]))), SourceOptions())
    )
    assert [loaded.error is None for loaded in items] == [True, False, True]
    assert one(tmp_path / "a.json", verbatim=True).text == BODY


@pytest.mark.parametrize("content", [TEXT, json.dumps({"text": TEXT}), f"<html><p>{TITLE}. {BODY}"])
def test_standard_input_is_told_by_its_content(
    content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    assert "closed both harbours" in one("-").text


def test_standard_input_is_read_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a " * 9000)))
    assert "limit" in failure("-", max_bytes=5000).message


def test_folders_are_read_in_order_and_not_left(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "out"
    (folder / "b").mkdir(parents=True)
    outside.mkdir()
    write(outside / "secret.txt", TEXT)
    for name in ("c.txt", "a.txt", "b/z.txt", ".hidden.txt"):
        write(folder / name, TEXT)
    write(folder / "b" / "bad.txt", b"%PDF-1.4")
    (folder / "d.txt").symlink_to(outside / "secret.txt")
    (folder / "e").symlink_to(outside)
    (folder / "f.txt").symlink_to(folder / "a.txt")
    (folder / "g").symlink_to(folder)
    items = list(load(str(folder), SourceOptions()))
    names = [str(Path(item.label).relative_to(folder)) for item in items]
    assert names == ["a.txt", "b/bad.txt", "b/z.txt", "c.txt", "f.txt"]
    assert [item.error is None for item in items] == [True, False, True, True, True]


def test_globs(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        write(tmp_path / name, TEXT)
    items = list(load(str(tmp_path / "*.txt"), SourceOptions()))
    assert [Path(item.label).name for item in items] == ["a.txt", "b.txt"]
    odd = write(tmp_path / "x[1].txt", TEXT)
    assert one(odd).text == TEXT
    assert "no file matches" in failure(tmp_path / "*.doc").message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"PK\x03\x04\x00\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"A town\x00fell.", "NUL"),
        (b"1 2 3 - 4", "no words"),
        (b'{"name": "settings"}', "no `text`"),
        (b'{"text": ', "not valid JSON"),
        (b"[]", "empty"),
        (b"<?xml version='1.0'?><nitf><body/></nitf>", "XML"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "lists nothing"),
        ("Полиция задержала четырёх человек.".encode(), "not in English"),
        (b"Advertisement\n\nSubscribe to our newsletter", "no report"),
    ],
)
def test_bad_files_say_what_is_wrong(tmp_path: Path, content: bytes, message: str) -> None:
    assert message in failure(write(tmp_path / "a.txt", content)).message


def test_an_image_named_as_a_page_is_refused(tmp_path: Path) -> None:
    assert "JPEG" in failure(write(tmp_path / "a.html", b"\xff\xd8\xff\xe0\x00\x10JFIF")).message


def test_large_files_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    assert "limit" in failure(path).message


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "not a file" in failure(pipe).message
    assert "not a file" in failure("/dev/zero").message
    assert "no file" in failure(tmp_path / "missing.txt").message
    (tmp_path / "empty").mkdir()
    assert "no files" in failure(tmp_path / "empty").message
    assert failure("").hint
    assert failure("file:///etc/passwd").hint


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_permission_denied(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    path.chmod(0)
    assert "permission" in failure(path).message


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"<html><p>", b'{"text": "', b"[", b"By "]))
def test_any_bytes_give_a_report_or_an_error(data: bytes, start: bytes) -> None:
    for options in (SourceOptions(), SourceOptions(verbatim=True)):
        try:
            items = list(reports_in(start + data, "x", options))
        except SourceError:
            continue
        assert all((item.report is None) != (item.error is None) for item in items)


def test_errors_are_yielded_and_not_raised(tmp_path: Path) -> None:
    items = load(str(tmp_path / "missing"), SourceOptions())
    assert isinstance(next(items), Loaded)
