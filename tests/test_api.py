"""The package as a library."""

from pathlib import Path

import pytest

import dateline
from tests import reports


def test_what_is_exported() -> None:
    assert set(dateline.__all__) == {
        "Archive", "DatelineError", "FetchError", "Record", "Report", "SourceError", "open",
        "parse", "read", "read_many", "read_text", "relation",
    }  # fmt: skip
    for name in dateline.__all__:
        assert getattr(dateline, name)
    with pytest.raises(AttributeError):
        _ = dateline.nothing


def test_read_a_file(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(reports.PLAIN, encoding="utf-8")
    record = dateline.read(str(path), outlet="Sahel Wire", published="2020-05-03T10:00:00Z")
    assert record.report.outlet == "Sahel Wire"
    assert record.report.title == "Rebels free 12 hostages in northern Mali"
    assert record.statements


def test_read_verbatim_keeps_every_character(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    text = "  Troops left.\r\n\r\nShare this!\r\nThe army said e\u0301.\r\n"
    path.write_bytes(text.encode())
    assert dateline.read(str(path), verbatim=True).report.text == text


def test_read_wants_one_report(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(reports.SHORT + name, encoding="utf-8")
    with pytest.raises(dateline.DatelineError, match="more than one") as raised:
        dateline.read(str(tmp_path))
    assert raised.value.hint
    with pytest.raises(dateline.SourceError):
        dateline.read(str(tmp_path / "none.txt"))


def test_relation() -> None:
    text = "Police arrested two students."
    types = dateline.relation(text, (0, 6), (16, 28))
    assert len(types) == 16
    assert sum(types.values()) == pytest.approx(1, abs=1e-3)
    assert max(types, key=lambda t: types[t]) == "COERCE"
    assert dateline.relation(text, (0, 6), None) != types


@pytest.mark.parametrize(
    ("actor", "recipient"), [(None, None), ((0, 99), None), ((3, 3), None), ((6, 7), None)]
)
def test_relation_tells_what_is_wrong(
    actor: tuple[int, int] | None, recipient: tuple[int, int] | None
) -> None:
    with pytest.raises(dateline.DatelineError) as raised:
        dateline.relation("Police arrested two students.", actor, recipient)
    assert raised.value.hint


def test_parse_gives_conllu() -> None:
    text = "The U.N. envoy didn't go.\n\nHe stayed."
    blocks = dateline.parse(text).strip().split("\n\n")
    rows = [line.split("\t") for b in blocks for line in b.splitlines() if line[0] != "#"]
    assert all(len(row) == 10 for row in rows)
    for row in rows:
        misc = dict(item.split("=", 1) for item in row[9].split("|"))
        assert text[int(misc["start"]) : int(misc["end"])] == row[1]
        assert misc["Entity"] == "O" or misc["Entity"][:2] in ("B-", "I-")
    assert [row[0] for row in rows][-3:] == ["1", "2", "3"]
    assert sum(row[6] == "0" for row in rows) == len(blocks)
