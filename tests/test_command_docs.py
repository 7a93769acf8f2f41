"""docs/command-line.md names every command, and it or the pages it leads to every option."""

import re
from pathlib import Path

import click
import pytest

from dateline.cli import cli

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE = (DOCS / "command-line.md").read_text(encoding="utf-8")
CONTEXT = click.Context(cli)
OVERVIEW = dict(re.findall(r"(?m)^\| \[`dateline (\w+)`\]\(#([\w-]+)\) \| \S", PAGE))


def anchor_of(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-")


def sections() -> dict[str, str]:
    """The sections of the page, of the second and the third level, by anchor."""
    parts = re.split(r"(?m)^##+ (.*)$", PAGE)
    return {anchor_of(h): text for h, text in zip(parts[1::2], parts[2::2], strict=True)}


def told_of(name: str) -> str:
    """The section of a command, with the sections and pages that it leads to."""
    known = sections()
    section = known[OVERVIEW[name]]
    texts = [section]
    for page, anchor in re.findall(r"\]\(([\w.-]*)(?:#([\w-]+))?\)", section):
        texts.append((DOCS / page).read_text(encoding="utf-8") if page else known[anchor])
    return "\n".join(texts)


def test_the_overview_names_every_command() -> None:
    assert sorted(OVERVIEW) == cli.list_commands(CONTEXT)


@pytest.mark.parametrize("name", cli.list_commands(CONTEXT))
def test_every_option_is_told(name: str) -> None:
    command = cli.get_command(CONTEXT, name)
    assert command
    told = told_of(name)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            for option in (*parameter.opts, *parameter.secondary_opts):
                assert re.search(rf"`(?:dateline \w+ )?{option}[` ,]", told), option
