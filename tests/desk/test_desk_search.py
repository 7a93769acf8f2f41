"""Search: passages with what was found marked, within what the filters leave."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dateline.desk.search_data import LONGEST, REACH, passages
from tests.desk import market

WIRE, COPY, OFFICIALS, LATER, HARM = (one.report.id for one in market.RECORDS)


def _found(text: str) -> set[str]:
    return set(re.findall(r"/reports/([0-9a-f]{16})", text))


def test_without_a_question_the_page_tells_how_to_ask(market_client: TestClient) -> None:
    text = market_client.get("/search").text
    for example in ("shell*", "OR", "NOT", "&#34;lay down their arms&#34;"):
        assert example in text


@pytest.mark.parametrize(
    ("query", "held"),
    [
        ("attack", {WIRE, COPY, OFFICIALS, LATER}),
        ("hospital wounded", {WIRE, COPY}),
        ('"feared for their jobs"', {OFFICIALS}),
        ("airf*", {WIRE, COPY}),
        ("hospital OR denied", {WIRE, COPY, OFFICIALS}),
        ("attack NOT hospital", {OFFICIALS, LATER}),
    ],
)
def test_words_find_reports(market_client: TestClient, query: str, held: set[str]) -> None:
    answer = market_client.get("/search", params={"q": query})
    assert _found(answer.text) == held


def test_what_is_found_is_marked_in_its_sentence(market_client: TestClient) -> None:
    text = market_client.get("/search", params={"q": "attacking denied"}).text
    assert "<mark>denied</mark> that it <mark>attacked</mark> traders" in text


def test_filters_alone_find_reports_with_their_events(market_client: TestClient) -> None:
    text = market_client.get("/search?type=ASSAULT&status=denied").text
    assert _found(text) == {OFFICIALS}
    assert "<mark>attacked</mark>" in text


def test_filters_narrow_a_search(market_client: TestClient) -> None:
    text = market_client.get("/search?q=attack&outlet=niger").text
    assert _found(text) == {OFFICIALS}
    assert 'name="outlet" value="niger"' in text, "the filter stays when words change"


def test_nothing_found_is_told_with_what_may_help(market_client: TestClient) -> None:
    text = market_client.get("/search?q=airfield+zebra&outlet=niger").text
    assert "No paragraph of the reports that these filters leave has" in text
    assert "airfield OR zebra" in text
    assert 'href="/search?q=airfield+zebra"' in text
    assert "No report has what these filters ask for" in market_client.get("/search?type=AID").text


@pytest.mark.parametrize("query", ["“”", "(attack", "attack AND", "NOT attack", "OR"])
def test_a_question_that_makes_no_sense_is_told_on_the_page(
    market_client: TestClient, query: str
) -> None:
    answer = market_client.get("/search", params={"q": query})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert 'name="q"' in answer.text


def test_a_question_too_long_is_refused(market_client: TestClient) -> None:
    assert market_client.get("/search", params={"q": "a " * 400}).status_code == 400


def test_search_comes_as_files(market_client: TestClient) -> None:
    assert len(market_client.get("/search.csv?q=attack").text.strip().splitlines()) == 5
    assert len(market_client.get("/search.json?q=attack&outlet=niger").text.splitlines()) == 1
    assert len(market_client.get("/search.json?type=COERCE").text.splitlines()) == 1


def test_hostile_texts_and_questions_are_text(market_client: TestClient) -> None:
    for query in ("mill", market.MARKUP):
        text = market_client.get("/search", params={"q": query}).text
        assert market.MARKUP not in text
        assert market.IMAGE not in text
        assert "\u202e" not in text


def test_pages_of_what_is_found(market_client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.desk.pages import search

    monkeypatch.setattr(search, "ROWS", 3)
    first = market_client.get("/search?q=attack").text
    second = market_client.get("/search?q=attack&page=2").text
    assert len(_found(first)) == 3
    assert _found(first) | _found(second) == {WIRE, COPY, OFFICIALS, LATER}


@given(
    st.lists(
        st.sampled_from(["alpha", "beta", "gamma", "\ue000", "\ue001", "…", "é"]), max_size=400
    )
)
def test_passages_are_cut_short_and_marked_whole(words: list[str]) -> None:
    text = " ".join(words)
    for passage in passages({"r": text}, "alpha").get("r", []):
        assert {piece.text for piece in passage if piece.found} == {"alpha"}
        assert sum(len(piece.text) for piece in passage) <= LONGEST + 2 * REACH
        assert not any(char in piece.text for piece in passage for char in "\ue000\ue001")
