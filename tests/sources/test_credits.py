"""Datelines and credits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.sources.credits import (
    agency,
    dateline_credits,
    find_credits,
    find_dateline,
    is_outlet,
    origin_line,
)


@pytest.mark.parametrize(
    ("body", "dateline", "agencies"),
    [
        ("LUSAKA (AFP) - Police said.", "LUSAKA (AFP) -", ["AFP"]),
        ("NAIROBI, March 4 (Reuters) — Rebels left.", "NAIROBI, March 4 (Reuters) —", ["Reuters"]),
        ("Dili -- Fishermen blocked the port.", "Dili --", []),
        ("KYIV, Ukraine (AP) — Shells fell.", "KYIV, Ukraine (AP) —", ["AP"]),
        ("Kabul, Afghanistan (CNN) -- “We left,” he said.", "Kabul, Afghanistan (CNN) --", ["CNN"]),
        ("PORT-AU-PRINCE, Haiti, Jan. 12 — Gangs met.", "PORT-AU-PRINCE, Haiti, Jan. 12 —", []),
        ("BEIRUT/DAMASCUS (Reuters) - troops left.", "BEIRUT/DAMASCUS (Reuters) -", ["Reuters"]),
        ("(Reuters) - The bank said.", "(Reuters) -", ["Reuters"]),
        ("N'DJAMENA: The army said.", "N'DJAMENA:", []),
        (
            "MOSCOW. 4 March 2003 (Interfax) - Talks.",
            "MOSCOW. 4 March 2003 (Interfax) -",
            ["Interfax"],
        ),
        (
            "Port of Spain, Trinidad and Tobago — Police said.",
            "Port of Spain, Trinidad and Tobago —",
            [],
        ),
        ("WASHINGTON, Tuesday (AP) _ Aides said.", "WASHINGTON, Tuesday (AP) _", ["AP"]),
        ("São Tomé – Voters queued.", "São Tomé –", []),
        ("HARRISBURG, PA (AP) — Voters queued.", "HARRISBURG, PA (AP) —", ["AP"]),
        ("COLOMBO, July 16, Reuter - Voters queued.", "COLOMBO, July 16, Reuter -", ["Reuters"]),
    ],
)
def test_datelines_are_found_with_their_dash(body: str, dateline: str, agencies: list[str]) -> None:
    text = "A headline\n\n" + body
    span = find_dateline(text, 12)
    assert span is not None
    assert text[slice(*span)] == dateline
    assert list(dateline_credits(dateline)) == agencies


@pytest.mark.parametrize(
    "body",
    [
        "Gunmen - some of them masked - attacked a bus.",
        "The army - Africa's largest - has left.",
        "The Associated Press (AP) reported that - so far - nobody was hurt.",
        "Police: nobody was hurt.",
        "Minister — The talks failed.",
        "Ministry of Justice – The talks failed.",
        "MEDIA RELEASE: The talks failed.",
        "In Kabul -- Afghanistan's capital -- shops closed.",
        "Nairobi",
        "",
        "Residents said on Monday that shells had fallen on the market — Two died.",
    ],
)
def test_other_openings_are_no_dateline(body: str) -> None:
    assert find_dateline(body, 0) is None


@pytest.mark.parametrize(
    ("paragraph", "names"),
    [
        ("The talks were first reported by the New York Times.", ["New York Times"]),
        ("The plan, first reported by Reuters and the BBC, has failed.", ["Reuters", "BBC"]),
        ("The Lusaka Herald first reported the arrests.", ["Lusaka Herald"]),
        ("This story was originally published by Radio Okapi.", ["Radio Okapi"]),
        ("Nobody was hurt, he said. (Reuters)", ["Reuters"]),
        ("Nobody was hurt, he said. -- AFP", ["AFP"]),
        ("Nobody was hurt. (Reuters/AP)", ["Reuters", "AP"]),
        ("He spoke to the Associated Press (AP) on Monday.", []),
        ("The deaths were first reported by police in Gao.", []),
        ("It closed early. The Associated Press contributed to this report.", ["AP"]),
        ("John Smith contributed to this report.", []),
        ("The book was first published by Orbit Labs.", []),
    ],
)
def test_credits_in_the_body_are_found(paragraph: str, names: list[str]) -> None:
    assert list(find_credits([paragraph])) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Source: AFP", ["AFP"]),
        ("Sources: Reuters, AP", ["Reuters", "AP"]),
        ("- AP", ["AP"]),
        ("(Reuters)", ["Reuters"]),
        ("— Agence France-Presse", ["AFP"]),
        ("The Associated Press contributed to this report.", ["AP"]),
        ("© 2003 The Associated Press. All rights reserved.", ["AP"]),
        ("With inputs from PTI", ["PTI"]),
    ],
)
def test_lines_that_only_credit_are_read(line: str, names: list[str]) -> None:
    assert origin_line(line) == names


@pytest.mark.parametrize(
    "line",
    ["Sources: two officials and a nurse.", "The army left the town.", "- Mali", "John Smith", ""],
)
def test_other_lines_credit_nobody(line: str) -> None:
    assert origin_line(line) is None


def test_agencies_and_outlets_are_known_by_name() -> None:
    assert agency("the Associated Press") == "AP"
    assert agency("pa") is None
    assert is_outlet("The Lusaka Times")
    assert not is_outlet("The Prime Minister")
    assert not is_outlet("Times")


@given(st.text(max_size=300), st.integers(0, 20))
def test_no_opening_breaks_the_search(text: str, start: int) -> None:
    span = find_dateline(text, min(start, len(text)))
    assert span is None or 0 <= span[0] < span[1] <= len(text)
    list(find_credits([text]))
    origin_line(text)
