"""ninjs 1.x and 2.x."""

from typing import Any

import pytest

from dateline.errors import SourceError
from dateline.sources.ninjs import is_ninjs, read_ninjs

BODY = (
    "The council of the island closed both harbours on Friday.\n\n"
    "Ferries are to run again on Monday."
)
PARAGRAPHS = tuple(BODY.split("\n\n"))
FIRST: dict[str, Any] = {
    "uri": "http://agency.example/items/77",
    "type": "text",
    "headline": "Island council closes harbours",
    "byline": "Ann Otieno",
    "versioncreated": "2021-02-05T10:11:12Z",
    "language": "en",
    "located": "Port Mira",
    "provider": "Mira News Agency",
    "infosource": [{"name": "Reuters"}],
    "body_text": BODY,
}
SECOND: dict[str, Any] = {
    "uri": "urn:newsml:agency.example:77",
    "headlines": [
        {"role": "short", "value": "Harbours shut"},
        {"role": "main", "value": "Island council closes harbours"},
    ],
    "bodies": [
        {"role": "summary", "contenttype": "text/plain", "value": "Harbours shut."},
        {"role": "main", "contenttype": "text/plain", "value": BODY},
    ],
    "byline": "Ann Otieno",
    "firstcreated": "2021-02-05T10:11:12+00:00",
    "infosources": [{"name": "Mira News Agency"}],
    "altids": [{"role": "web", "value": "https://agency.example/77"}],
}


def test_version_1() -> None:
    draft = read_ninjs(FIRST)
    assert draft.title == "Island council closes harbours"
    assert draft.paragraphs == PARAGRAPHS
    assert draft.outlet == "Mira News Agency"
    assert draft.credits == ("Reuters",)
    assert draft.published == "2021-02-05T10:11:12+00:00"
    assert draft.url == FIRST["uri"]
    assert draft.language == "en"


def test_version_2_takes_the_main_parts() -> None:
    draft = read_ninjs(SECOND)
    assert draft.title == "Island council closes harbours"
    assert draft.paragraphs == PARAGRAPHS
    assert draft.outlet == "Mira News Agency"
    assert draft.url == "https://agency.example/77"
    assert draft.byline == "Ann Otieno"


@pytest.mark.parametrize(
    "body",
    [
        {"body_xhtml": "".join(f"<p>{p}</p>" for p in PARAGRAPHS)},
        {"bodies": [{"contenttype": "text/html", "value": "<p>" + "</p><p>".join(PARAGRAPHS)}]},
    ],
)
def test_markup_bodies_become_paragraphs(body: dict[str, Any]) -> None:
    draft = read_ninjs({"headline": "Island council closes harbours", **body})
    assert draft.paragraphs == PARAGRAPHS


def test_items_without_a_body_are_refused() -> None:
    with pytest.raises(SourceError, match="no body"):
        read_ninjs({"uri": "x", "type": "picture", "headlines": [7, {"value": 3}], "bodies": "no"})


def test_what_is_ninjs() -> None:
    assert is_ninjs(FIRST)
    assert is_ninjs(SECOND)
    assert not is_ninjs({"text": "x"})
    assert not is_ninjs({"name": "config"})
