"""The commands that ask an archive: formats, files, exit codes, the prompt."""

import io
import json
import sys
from pathlib import Path

import duckdb
import pytest

from dateline.cli import main
from tests.archive import crisis


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(crisis.write(tmp_path_factory.mktemp("asking") / "crisis.dateline"))


class Shell:
    """Runs `dateline` in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *words: str, typed: str | None = None) -> tuple[int, str, str]:
        self._monkeypatch.setattr(sys, "argv", ["dateline", *words])
        if typed is not None:
            self._monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        return (code, *self._capsys.readouterr())


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(monkeypatch, capsys)


def rows_of_parquet(file: Path) -> int:
    with duckdb.connect() as connection:
        rows = connection.execute("SELECT 1 FROM read_parquet(?)", [str(file)]).fetchall()
    return len(rows)


def test_json_where_nobody_reads(shell: Shell, path: str) -> None:
    code, out, _ = shell("events", path, "--type", "protest")
    assert code == 0
    (event,) = map(json.loads, out.splitlines())
    assert event["actor_names"] == ["Northern Front"]
    assert event["day"] == "2024-03-01"


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.jsonl", "a.parquet", "a.txt"])
def test_the_name_of_a_file_tells_the_format(
    shell: Shell, path: str, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    assert shell("events", path, "--limit", "2", "-o", str(file))[:2] == (0, "")
    if name.endswith("parquet"):
        assert rows_of_parquet(file) == 2
    else:
        assert "Northern Front" in file.read_text("utf-8")
    if name.endswith("csv"):
        assert file.read_bytes().count(b"\r\n") == 3


def test_csv_cells_are_guarded(shell: Shell, path: str) -> None:
    _, out, _ = shell("search", path, "marched", "--format", "csv")
    assert ",'=Protest in Wajir," in out


def test_text_tells_how_much_is_left_out(
    shell: Shell, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.commands.asking.TEXT_LIMIT", 2)
    code, out, error = shell("events", path, "--format", "text")
    assert (code, out.count("\n\n")) == (0, 2)
    assert error == "only the first 2 are shown\nhint: --limit N shows more\n"
    assert shell("events", path, "--format", "text", "--limit", "3")[2] == ""
    assert shell("events", path, "--format", "text", "--type", "aid")[1:] == ("", "nothing found\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["events", "PATH", "--type", "ASSULT"], "Did you mean ASSAULT?"),
        (["events", "PATH", "--near", "here"], "LAT,LON,KM"),
        (["statements", "PATH", "--since", "May"], "is no day"),
        (["incidents", "PATH", "--min-origins", "-1"], "min_origins can't be"),
        (["actors", "PATH", "--limit", "many"], "limit can't be"),
        (["sources", "missing.dateline"], "there is no archive at missing.dateline"),
        (["search", "PATH", "((", "--format", "csv"], "there is no word"),
        (["search", "PATH"], "Missing argument"),
        (["timeline", "PATH", "--per", "hour"], "Choose from day, week, month, year"),
        (["timeline", "PATH", "--undirected"], "Add --dyads"),
        (["timeline", "PATH", "--dedup", "5"], "KM,DAYS"),
        (["events", "PATH", "--format", "parquet"], "parquet needs a file"),
        (["events", "PATH", "-o", "missing/a.csv"], "can't be written"),
        (["events", "PATH", "-o", "missing/a.parquet"], "Check the path"),
        (["sql", "PATH", "SELECT colour FROM events"], "docs/archive.md"),
        (["sql", "PATH", ""], "the query is empty"),
    ],
)
def test_what_makes_no_sense_exits_with_2(
    shell: Shell, path: str, words: list[str], message: str
) -> None:
    code, out, error = shell(*(path if word == "PATH" else word for word in words))
    assert (code, out) == (2, "")
    assert message in error


def test_sql_reads_queries_from_standard_input(shell: Shell, path: str) -> None:
    typed = "SELECT count(*) AS n\nFROM events;\n\nSELECT 1 AS one"
    assert shell("sql", path, typed=typed)[:2] == (0, '{"n": 7}\n{"one": 1}\n')


def test_sql_takes_a_limit_and_any_statement(shell: Shell, path: str, tmp_path: Path) -> None:
    _, out, _ = shell("sql", path, "SHOW TABLES", "--limit", "2", "--format", "csv")
    assert out == "name\r\nactors\r\nbands\r\n"
    file = tmp_path / "some.parquet"
    shell("sql", path, "SELECT id FROM events", "--limit", "2", "-o", str(file))
    assert rows_of_parquet(file) == 2


def test_the_prompt(shell: Shell, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = iter(
        [".tables", ".schema links", ".schema link", ".what", "SELECT nothing;",
         "SELECT count(*) AS n", "FROM events;", ".quit", "SELECT 1;"]
    )  # fmt: skip
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", terminal)
    monkeypatch.setattr("builtins.input", lambda prompt: next(lines))
    code, out, error = shell("sql", path)
    assert code == 0
    assert out.startswith("reports\nactors\n")
    assert "origin_id  VARCHAR" in out
    assert out.endswith("n\n7\n")
    assert "Did you mean links?" in error
    assert "SELECT nothing" not in error
    assert "error: Binder Error" in error


def test_terminals_get_no_control_characters(shell: Shell, path: str) -> None:
    query = "SELECT 'a' || chr(27) || '[2J' AS cell, true AS flag, 1.5 AS n, ['x', NULL] AS list"
    _, out, _ = shell("sql", path, query, "--format", "text")
    assert "\x1b" not in out
    assert out.splitlines()[1].split() == ["a␛[2J", "yes", "1.5", "x"]
