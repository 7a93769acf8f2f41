"""docs/archive.md: its tables are those of the code, its examples give what it says."""

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from dateline.archive.answer import Answer
from dateline.archive.store import Archive
from dateline.archive.tables import TABLES
from dateline.cli import cli, main
from tests.archive import crisis

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "archive.md").read_text(encoding="utf-8")
QUESTIONS = (
    "events", "timeline", "statements", "incidents", "actors", "sources", "search", "sql",
)  # fmt: skip
EXAMPLES = [
    (lines[0], "\n".join(lines[1:]))
    for block in re.findall(r"(?s)```console\n(.*?)\n```", PAGE)
    for lines in (part.splitlines() for part in re.split(r"(?m)^\$ ", block)[1:])
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    crisis.write(folder / "crisis.dateline")
    return folder


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    with Archive.open(folder / "crisis.dateline") as opened:
        yield opened


def section(heading: str) -> str:
    found = re.search(rf"(?ms)^### {re.escape(heading)}$(.*?)(?=^##|\Z)", PAGE)
    assert found, f"there is no section {heading}"
    return found[1]


def command_of(name: str) -> click.Command:
    command = cli.get_command(click.Context(cli), name)
    assert command
    return command


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_told(table: str) -> None:
    rows = re.findall(r"(?m)^\| `(\w+)` \| `([^`]+)` \| \S.* \|$", section(table))
    assert dict(rows) == TABLES[table]
    assert len(rows) == len(TABLES[table])


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_command_and_option_is_told(name: str) -> None:
    assert f"$ dateline {name} " in section(f"`dateline {name}`")
    for parameter in command_of(name).params:
        if isinstance(parameter, click.Option):
            for option in (*parameter.opts, *parameter.secondary_opts):
                assert re.search(rf"`{option}[` ]", PAGE), option


@pytest.mark.parametrize(
    "name", ["events", "timeline", "statements", "actors", "sources", "search"]
)
def test_every_column_of_an_answer_is_told(name: str, archive: Archive) -> None:
    answer: Answer = getattr(archive, name)(*(["Garissa"] if name == "search" else []))
    told = section("`dateline events`" if name == "timeline" else f"`dateline {name}`")
    assert [column for column in answer.columns if f"`{column}`" not in told] == []


def test_counts_have_the_columns_that_are_told(archive: Archive) -> None:
    counted = archive.timeline(per="week", by="quad")
    assert counted.columns == ("week", "quad", "events", "incidents", "reports")
    assert archive.timeline(dyads=True).columns == ("actor", "recipient", "events")


@pytest.mark.parametrize(("command", "expected"), EXAMPLES, ids=[c for c, _ in EXAMPLES])
def test_examples(
    command: str,
    expected: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", shlex.split(command))
    try:
        main()
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    out, error = capsys.readouterr()
    assert (out + error).replace("\r\n", "\n").rstrip("\n") == expected
    assert code == (2 if expected.startswith("error:") else 0)


def test_the_python_example_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (example,) = re.findall(r"(?s)```python\n(.*?)```", PAGE)
    names: dict[str, object] = {}
    exec(example, names)
    assert isinstance(names["denied"], list)
    assert len(names["denied"]) == 1
    assert (folder / "dyads.csv").read_text("utf-8").startswith("month,actor,recipient,events")
