"""The documentation names everything there is, and its links and examples hold."""

import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import jsonschema
import pytest

from dateline import codebook, record
from dateline.cli import cli
from dateline.exports.schema import json_schema
from dateline.exports.table import EVENT_COLUMNS
from dateline.record import report_id

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    path
    for folder in ("", "docs", "docs/decisions", "corpus")
    for path in (ROOT / folder).glob("*.md")
)
LINK = re.compile(r"\]\(([^()\s]+)\)")
RECORD_CLASSES = [
    kind
    for kind in vars(record).values()
    if isinstance(kind, type) and dataclasses.is_dataclass(kind)
]


def text_of(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """The text from a heading of the second level to the next."""
    found = re.search(rf"(?ms)^## {re.escape(heading)}$(.*?)(?=^## |\Z)", text)
    assert found, f"there is no section {heading}"
    return found[1]


def strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from strings_in([*value, *value.values()])
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings_in(item)


def example() -> dict[str, object]:
    found = re.search(r"(?s)```json\n(.*?)```", text_of("record.md"))
    assert found
    value = json.loads(found[1])
    assert isinstance(value, dict)
    return value


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_and_option_is_told(name: str) -> None:
    page = text_of("command-line.md")
    section(page, f"`dateline {name}`")
    for parameter in (*cli.commands[name].params, *cli.params):
        if isinstance(parameter, click.Option):
            for option in parameter.opts:
                assert re.search(rf"`(?:dateline )?{option}[` ]", page), option


def test_formats_are_told() -> None:
    formats = section(text_of("command-line.md"), "Formats")
    (choice,) = (p.type for p in cli.commands["read"].params if p.name == "output_format")
    assert isinstance(choice, click.Choice)
    assert [f"### `{name}`" for name in choice.choices] == re.findall(r"(?m)^### .*$", formats)
    assert [name for name in EVENT_COLUMNS if f"`{name}`" not in formats] == []


@pytest.mark.parametrize("kind", RECORD_CLASSES, ids=lambda kind: kind.__name__)
def test_every_field_of_the_record_is_told(kind: type) -> None:
    told = section(text_of("record.md"), kind.__name__)
    names = [field.name for field in dataclasses.fields(kind)]
    names += [name for name, value in vars(kind).items() if isinstance(value, property)]
    assert [name for name in names if f"`{name}`" not in told] == []


def test_every_value_of_the_codebook_is_told() -> None:
    page = text_of("record.md")
    tables = [value for name, value in vars(codebook).items() if name.isupper()]
    values = set(strings_in(tables))
    assert len(values) > 100
    assert sorted(value for value in values if f"`{value}`" not in page) == []


def test_the_example_is_a_record() -> None:
    value = example()
    jsonschema.validate(value, json_schema())
    report = value["report"]
    assert isinstance(report, dict)
    assert report["id"] == report_id(report["text"])


def test_the_spans_of_the_example_are_its_words() -> None:
    value = example()
    report, statements, events = value["report"], value["statements"], value["events"]
    assert isinstance(report, dict)
    assert isinstance(statements, list)
    assert isinstance(events, list)

    def quote(span: list[int]) -> str:
        text: str = report["text"][slice(*span)]
        return text

    assert quote(statements[0]["cue"]) == "said"
    assert quote(statements[0]["source_span"]) == "a senior officer"
    assert [quote(event["trigger"]) for event in events] == ["shell", "shelled"]
    assert quote(events[1]["magnitude"]["killed"]["span"]) == "nine"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = [link for link in LINK.findall(text) if not re.match(r"[a-z]+:", link)]
    missing = [
        target for target in targets if not (page.parent / target.partition("#")[0]).exists()
    ]
    assert missing == []
    own = {re.sub(r"[^\w\- ]", "", h).strip().lower().replace(" ", "-")
           for h in re.findall(r"(?m)^#+ (.*)$", text)}  # fmt: skip
    assert [target for target in targets if target[0] == "#" and target[1:] not in own] == []
