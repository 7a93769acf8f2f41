"""docs/exports.md tells each format column by column, as the code has it."""

import re
from pathlib import Path

import click
import pytest

from dateline.cli import cli
from dateline.codebook import EVENT_MODES
from dateline.commands.export import NAMES
from dateline.exports.archive import (
    acled,
    cameo,
    ftm,
    geojson,
    kepler,
    polecat,
    prov,
    timelinejs,
    webannotation,
)
from dateline.exports.archive.intensity import INTENSITY, ROOT_NAMES, root_code
from dateline.exports.archive.tabular import TABLES

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")
EMPTY = "left empty"

Table = list[tuple[str, ...]]


def section(heading: str) -> str:
    """From a heading to the next of its level or above."""
    found = re.search(rf"(?ms)^(##+) {re.escape(heading)}$(.*?)(?=^##+ |\Z)", PAGE)
    assert found, f"there is no section {heading}"
    return found[2]


def tables(text: str) -> list[Table]:
    """The bodies of the tables of a section, their cells without code marks around a whole one."""
    found = []
    for block in re.findall(r"(?m)(?:^\|.*\|\n)+", text):
        rows = [re.split(r"(?<!\\) ?\| ?", line.strip("|\n ")) for line in block.splitlines()[2:]]
        found.append([tuple(cell.replace("\\|", "|").strip() for cell in row) for row in rows])
    return found


def coded(columns: dict[str, str]) -> Table:
    return [(f"`{name}`", meaning or EMPTY) for name, meaning in columns.items()]


def test_every_format_and_option_is_told() -> None:
    (overview,) = tables(PAGE.partition("\n## ")[0])
    assert sorted(re.findall(r"`(\w+)`", " ".join(row[0] for row in overview))) == list(NAMES)
    command = cli.get_command(click.Context(cli), "export")
    filters = (Path(__file__).resolve().parents[3] / "docs" / "archive.md").read_text("utf-8")
    assert command
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            for option in parameter.opts:
                assert f"`{option}`" in PAGE + filters, option


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_a_table_is_told(table: str) -> None:
    (told,) = tables(section(table))
    columns = TABLES[table].items()
    assert told == [(f"`{name}`", f"`{c.type}`", c.meaning) for name, c in columns]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("polecat", [polecat.POLECAT_COLUMNS, polecat.EVIDENCE_COLUMNS]),
        ("cameo", [cameo.COLUMNS]),
        ("acled", [acled.ACLED_COLUMNS, acled.EVIDENCE_COLUMNS]),
        ("geojson", [geojson.PROPERTIES]),
        ("timelinejs", [timelinejs.SLIDE]),
        ("ftm", [ftm.PROPERTIES, ftm.STATEMENT_FIELDS]),
        ("webannotation", [webannotation.PROPERTIES]),
        ("prov", [prov.PROPERTIES]),
    ],
)
def test_every_column_of_a_format_is_told(name: str, expected: list[dict[str, str]]) -> None:
    assert tables(section(name)) == [coded(columns) for columns in expected]


def test_the_fields_of_kepler_are_told_with_their_types() -> None:
    (told,) = tables(section("kepler"))
    assert told == [
        (f"`{n}`", f"`{kind}`", meaning) for n, (kind, meaning) in kepler.FIELDS.items()
    ]


def test_the_mapping_to_cameo_is_told() -> None:
    (told,) = tables(section("PLOVER to CAMEO"))
    codes: dict[tuple[str, str | None], str] = {}
    for kind, modes, root, name, intensity in told:
        assert ROOT_NAMES[root.strip("`")] == name
        assert INTENSITY[root.strip("`")] == float(intensity)
        named = re.findall(r"`([^`]+)`", modes)
        for mode in named or (None, *EVENT_MODES[kind.strip("`")]):
            # Modes that are named stand above or below "all other"; they win.
            if named or (kind.strip("`"), mode) not in codes:
                codes[kind.strip("`"), mode] = root.strip("`")
    for kind, modes_of in EVENT_MODES.items():
        for mode in (None, *modes_of):
            assert codes[kind, mode] == root_code(kind, mode), (kind, mode)


def test_the_mapping_to_acled_is_told() -> None:
    kinds, parties = tables(section("PLOVER to ACLED"))
    told = {(kind, mode): tuple(rest) for kind, mode, *rest in kinds}
    for (kind, mode), expected in acled.BY_MODE.items():
        assert told[f"`{kind}`", f"`{mode}`"] == expected
    others = [rest for (_, mode), rest in told.items() if ";" in mode or "," in mode]
    assert others == [acled.FORCE_ON_PROTEST, acled.CLASH, acled.ATTACK]
    sectors = {
        sector: kind for kind, cells in parties for sector in re.findall(r"`([A-Z]{3})`", cells)
    }
    assert sectors == acled.INTER
