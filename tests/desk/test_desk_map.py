"""The map page: where things happened, how well that is known, and what has no place."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.archive.filters import Filters
from dateline.archive.lookup_conditions import events_matching
from dateline.archive.store import Archive
from dateline.desk import map_data
from dateline.desk.assets import content
from dateline.desk.atlas import NUMBERS, UNNUMBERED, outline
from dateline.desk.happenings import table_of_happenings
from dateline.desk.map_data import drawn, periods_of, placed, places
from dateline.desk.timeline_data import Window
from dateline.gazetteer.countries import table as countries
from tests.desk.test_desk_timeline import data_in


@pytest.fixture(scope="module")
def archive(desk_archive: Path) -> Iterator[Archive]:
    with Archive.open(desk_archive) as opened:
        yield opened


def kinds(page: str) -> dict[str, str]:
    """How each place is drawn, by its name."""
    return {name: kind for _, kind, name, *_ in data_in(page)["places"]}


def test_marks_tell_how_well_a_place_is_known(client: TestClient) -> None:
    page = client.get("/map").text
    assert kinds(page) == {"Garissa, Kenya": "dot", "Wajir, Kenya": "dot", "Kenya": "area"}


def test_what_tells_no_place_is_counted_and_can_be_listed(client: TestClient) -> None:
    page = client.get("/map").text
    assert "2 happenings</a> tell no place" in page
    listed = client.get("/map?at=none").text
    assert "demanded on Tuesday" in listed
    assert "Garissa on Saturday" not in listed


def test_unresolved_places_are_listed_not_dropped(market_client: TestClient) -> None:
    everything = market_client.get("/map").text
    assert "Gao, Mali" in everything
    totals = [int(n) for n in _figures(everything)]
    assert totals[0] == sum(totals[1:])


def _figures(page: str) -> list[str]:
    figures = page[page.index('class="figures"') : page.index("</dl>")]
    return [part.split("</dd>")[0] for part in figures.split("<dd>")[1:]]


def test_a_place_has_its_list(client: TestClient) -> None:
    page = client.get("/map").text
    (key,) = (place[0] for place in data_in(page)["places"] if place[2] == "Wajir, Kenya")
    listed = client.get("/map", params={"at": key}).text
    assert "marched in Wajir" in listed
    assert "shelled" not in listed
    assert "March 2024" in listed
    assert "nothing at this place" in client.get("/map?at=dot:1,2").text


def test_the_best_known_place_of_a_happening_counts(archive: Archive) -> None:
    with table_of_happenings(archive, events_matching(Filters()), placed) as cursor:
        keys = [place.key for place in places(cursor, map_data.SHOWN, 10)]
    assert sorted(keys) == ["country:KEN", "dot:-0.4500,39.6400", "dot:1.7500,40.0600"]


def test_filters_hold(client: TestClient) -> None:
    assert kinds(client.get("/map?type=PROTEST").text) == {"Wajir, Kenya": "dot"}
    assert kinds(client.get("/map?until=2024-03-02&status=happened").text).keys() == {
        "Garissa, Kenya",
        "Wajir, Kenya",
    }
    assert "Nothing in the archive fits" in client.get("/map?type=SANCTION").text


def test_too_many_marks_are_counted_by_place_and_period(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    single = data_in(client.get("/map").text)
    monkeypatch.setattr(map_data, "MOST_MARKS", 1)
    page = client.get("/map?page=1").text  # Another address, since pages are remembered.
    drawing = data_in(page)
    assert drawing["marks"] == []
    assert sum(count[-1] for count in drawing["counts"]) == len(single["marks"]) == 3
    assert "the map counts them" in page


def test_counts_never_outgrow_the_page(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map_data, "MOST_MARKS", 1)
    monkeypatch.setattr(map_data, "MOST_COUNTS", 1)
    with table_of_happenings(archive, events_matching(Filters()), placed) as cursor:
        drawing = drawn(cursor, Filters())
    assert len(drawing.counts) == len(drawing.places) == 1


def test_few_places_are_drawn_and_the_others_told(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_data, "MOST_PLACES", 2)
    page = client.get("/map").text
    assert len(data_in(page)["places"]) == 2
    assert "1 more are in the table alone" in page
    assert page.count('scope="row"') == 3


def test_periods_cover_the_window() -> None:
    window = Window(_day("2024-01-31"), _day("2024-03-01"))
    per, periods = periods_of(window)
    assert per == "day"
    assert periods[0][0] == window.first
    assert periods[-1][1] == window.last
    per, periods = periods_of(Window(_day("9990-05-05"), _day("9999-12-31")))
    assert periods[-1][1] == _day("9999-12-31")


def _day(text: str) -> date:
    return date.fromisoformat(text)


def test_files_hold_all_places(client: TestClient) -> None:
    rows = {
        row["place_name"]: row for row in csv.DictReader(io.StringIO(client.get("/map.csv").text))
    }
    assert rows["Kenya"]["known_to"] == "country"
    assert rows["Garissa"]["happenings"] == "1"
    assert rows["Garissa"]["material_conflict"] == "1"
    assert len(client.get("/map.json?type=ASSAULT").text.splitlines()) == 1


def test_every_outline_is_that_of_a_known_country() -> None:
    atlas = json.loads(content("vendor/countries-110m.json"))
    shapes = atlas["objects"]["countries"]["geometries"]
    numbers = {shape["id"] for shape in shapes if "id" in shape}
    unnumbered = {shape["properties"]["name"] for shape in shapes if "id" not in shape}
    assert set(NUMBERS.values()) == numbers
    assert set(UNNUMBERED.values()) <= unnumbered
    assert set(NUMBERS) | set(UNNUMBERED) <= set(countries())
    assert outline("KEN") == "404"
    assert outline("SGP") is None


def test_alone_it_holds_the_outlines(client: TestClient) -> None:
    page = client.get("/map?alone=1").text
    assert data_in(page, "world")["objects"].keys() == {"countries"}
    assert "/static/" not in page
    assert 'href="/incidents' not in page


def test_hostile_reports_stay_text(market_client: TestClient) -> None:
    for query in ("", "?at=none", "?at=name:<script>alert(1)</script>"):
        page = market_client.get(f"/map{query}").text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "\u202e" not in page
