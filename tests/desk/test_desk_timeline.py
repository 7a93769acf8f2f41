"""The timeline page: what it counts, draws, lists, and leaves out."""

import base64
import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.archive.filters import Filters
from dateline.archive.store import Archive
from dateline.codebook import EVENT_TYPES, STATUSES
from dateline.desk import assets, timeline_data
from dateline.desk.security import PLOT_STYLE
from dateline.desk.timeline_data import (
    Window,
    fitting,
    label,
    period_end,
    period_start,
    timeline_of,
)
from dateline.desk.when_words import when

PLOT_CLASS = "plot-d6a7b5"
"""The class that Plot gives its pictures unless told otherwise."""


@pytest.fixture(scope="module")
def archive(desk_archive: Path) -> Iterator[Archive]:
    with Archive.open(desk_archive) as opened:
        yield opened


def data_in(page: str, name: str = "data") -> Any:
    """The block of data in a page."""
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page)
    assert found
    return json.loads(found[1])


def drawn(page: str) -> set[tuple[str, str]]:
    """Type and status of each mark."""
    return {
        (EVENT_TYPES[kind], STATUSES[status])
        for _, _, kind, status, _, _, _ in data_in(page)["marks"]
    }


def test_each_happening_is_drawn_and_listed_once(client: TestClient) -> None:
    page = client.get("/timeline").text
    # The shelling is told by three reports, one of which denies it.
    assert len(data_in(page)["marks"]) == 5
    assert page.count("on Saturday, killing nine") == 1
    assert ("ASSAULT", "happened") in drawn(page)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("type=ASSAULT", {("ASSAULT", "happened")}),
        ("status=denied", {("ASSAULT", "denied")}),
        ("type=PROTEST&type=CONSULT", {("PROTEST", "happened"), ("CONSULT", "happened")}),
        ("since=2024-04", {("CONSULT", "happened")}),
        ("anonymous=1", {("ASSAULT", "happened")}),
        ("source=mwangi", {("ASSAULT", "denied")}),
        ("place=wajir", {("PROTEST", "happened")}),
    ],
)
def test_all_filters_hold_for_pictures_and_list(
    client: TestClient, query: str, expected: set[tuple[str, str]]
) -> None:
    page = client.get(f"/timeline?{query}").text
    assert drawn(page) == expected
    assert page.count("<time ") == len(expected)


def test_marks_and_rows_lead_to_the_incident(client: TestClient, archive: Archive) -> None:
    page = client.get("/timeline?type=PROTEST").text
    (row,) = archive.timeline(type="PROTEST")
    assert data_in(page)["marks"][0][4] == row["incident_id"]
    assert f'href="/incidents/{row["incident_id"]}"' in page


def test_what_is_in_no_incident_leads_to_its_report(market_client: TestClient) -> None:
    rows = [json.loads(line) for line in market_client.get("/timeline.json").text.splitlines()]
    page = market_client.get("/timeline").text
    for row in rows:
        report, _, event = row["id"].partition(":")
        incident = row["incident_id"]
        assert (f"/incidents/{incident}" if incident else f"/reports/{report}#{event}") in page


def test_shares_on_unnamed_sources_alone(archive: Archive) -> None:
    everything = timeline_of(archive, Filters(), "", "quad")
    # The minister, who is named, denies the shelling that officials tell without their names.
    assert (everything.total, everything.unnamed) == (5, 0)
    told = timeline_of(archive, Filters.of(status="happened"), "", "quad")
    assert (told.total, told.unnamed) == (5, 1)


def test_counts_agree_with_the_archive(archive: Archive) -> None:
    for by in timeline_data.GROUPINGS:
        timeline = timeline_of(archive, Filters(), "month", by)
        counted = {(start, value): number for start, value, number, _ in timeline.rows}
        if by == "status":
            continue  # Of an incident the first event's status counts, not each.
        asked = archive.timeline(per="month", by=by)
        assert counted == {(row["month"], row[by]): row["incidents"] for row in asked}


def test_what_is_known_to_the_month_has_no_day(archive: Archive) -> None:
    timeline = timeline_of(archive, Filters.of(type="PROTEST"), "day", "type")
    assert timeline.rows == [(None, "PROTEST", 1, 0)]
    page_rows = timeline_of(archive, Filters.of(type="PROTEST"), "month", "type").rows
    assert page_rows == [(date(2024, 3, 1), "PROTEST", 1, 0)]


def test_the_table_has_what_the_picture_has(client: TestClient) -> None:
    page = client.get("/timeline?per=month&by=type").text
    drawing = data_in(page)
    assert sum(number for _, _, number, _ in drawing["counts"]) == 5
    table = page[page.index('class="counts"') :]
    for value in drawing["values"]:
        assert f">{value}</th>" in table
    assert "March 2024" in table
    assert "April 2024" in table


def test_too_many_marks_become_bars_and_the_page_says_so(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_data, "MOST_MARKS", 2)
    page = client.get("/timeline").text
    drawing = data_in(page)
    assert drawing["marks"] == []
    assert sum(sum(bars[1::2]) for bars in drawing["bars"].values()) <= 5
    assert "bars count them" in page


def test_far_off_days_lie_outside_the_picture_and_are_told(archive: Archive) -> None:
    class Cursor:
        """Answers with days of which a few are far from the others."""

        def __init__(self) -> None:
            self.answers: list[Any] = [
                (date(1800, 1, 1), date(2024, 1, 1), date(2024, 3, 1), date(2024, 4, 1)),
                [(7, 0)],
            ]

        def execute(self, sql: str, values: Any = None) -> "Cursor":
            return self

        def fetchone(self) -> Any:
            return self.answers.pop(0)

        fetchall = fetchone

    window = timeline_data.window_of(Cursor(), Filters())  # type: ignore[arg-type]
    assert window == Window(date(2024, 1, 1), date(2024, 3, 1), 7, 0)


@pytest.mark.parametrize(
    ("asked", "days", "expected"),
    [
        ("", 60, "day"),
        ("", 200, "week"),
        ("", 800, "month"),
        ("", 9000, "year"),
        ("day", 800, "month"),
        ("year", 60, "year"),
        ("day", 100_000, "year"),
    ],
)
def test_periods_fit_the_span(asked: str, days: int, expected: str) -> None:
    first = date(1700, 1, 1)
    window = Window(first, date.fromordinal(first.toordinal() + days - 1))
    assert fitting(asked, window) == expected


@pytest.mark.parametrize("per", ["day", "week", "month", "year"])
def test_periods_follow_one_another(per: str) -> None:
    for day in (date(2024, 2, 29), date(2023, 12, 31), date(2024, 1, 1), date(2024, 6, 15)):
        start, end = period_start(day, per), period_end(period_start(day, per), per)
        assert start <= day <= end
        assert period_start(date.fromordinal(end.toordinal() + 1), per) > end
    assert period_end(date(9999, 12, 1), "month") == date.max


def test_days_are_told_no_finer_than_they_are_known() -> None:
    march = date(2024, 3, 1), date(2024, 3, 31)
    assert when(*march, "month") == "March 2024"
    assert when(*march, "day") == "1 March 2024 to 31 March 2024"
    assert when(date(2024, 1, 1), date(2024, 12, 31), "year") == "2024"
    assert when(march[0], march[0], "day") == "1 March 2024"


def test_labels_are_short_and_harmless() -> None:
    assert label(["a" * 500], ["b\u202e" + "c" * 500]).count("…") == 2
    assert "\u202e" not in label(["x\u202ey"], [])
    assert label([], ["Y"]) == "somebody → Y"
    assert label([], []) == ""


def test_a_chosen_time_can_be_moved(client: TestClient) -> None:
    page = client.get("/timeline?since=2024-03-01&until=2024-03-31&type=ASSAULT").text
    assert "since=2024-01-30&amp;until=2024-02-29" in page
    assert "since=2024-04-01&amp;until=2024-05-01" in page
    assert 'href="/timeline?type=ASSAULT">All times' in page


def test_files_hold_all_rows(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/timeline.csv").text)))
    assert len(rows) == 5
    assert len(client.get("/timeline.json?type=ASSAULT").text.splitlines()) == 1
    counts = client.get("/timeline/counts.csv?per=month&by=status&status=happened").text
    first = next(csv.DictReader(io.StringIO(counts)))
    assert first == {
        "month": "2024-03-01",
        "status": "happened",
        "happenings": "4",
        "on_unnamed_sources_alone": "1",
        "events": "5",
    }
    assert client.get("/timeline.xml").status_code == 400


def test_alone_it_needs_no_other_file(client: TestClient) -> None:
    page = client.get("/timeline?alone=1&type=ASSAULT").text
    assert not re.search(r'(?:src|href)="/static', page)
    assert 'href="/incidents' not in page
    assert "<form" not in page
    assert "<b><bdi>ASSAULT</bdi></b>" in page


def test_what_does_not_exist_is_told(client: TestClient) -> None:
    assert client.get("/timeline?per=century").status_code == 400
    assert client.get("/timeline?by=colour").status_code == 400
    assert client.get("/timeline?type=ASSULT").status_code == 400
    nothing = client.get("/timeline?type=SANCTION")
    assert nothing.status_code == 200
    assert "Nothing in the archive fits" in nothing.text


def test_hostile_reports_stay_text(market_client: TestClient) -> None:
    page = market_client.get("/timeline").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "\u202e" not in page
    assert "alert(1)" in page
    assert data_in(page)["marks"]


def test_the_style_that_plot_brings_is_allowed() -> None:
    source = assets.content("vendor/plot.umd.min.js")
    found = re.search(
        r'"style"\)\.text\(`(:where\(\.\$\{(\w)\}\) \{\\n  --plot-background.*?)`\)', source
    )
    assert found
    assert f'return"{PLOT_CLASS}"' in source
    style = found[1].replace(f"${{{found[2]}}}", PLOT_CLASS).replace("\\n", "\n")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"sha256-{digest}" == PLOT_STYLE
