"""Pictures that are looked at by keyboard or by dragging: timeline, map, network, incident."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.desk.running import has_chromium

pytestmark = pytest.mark.skipif(not has_chromium(), reason="Chromium isn't installed")


def test_a_period_is_brushed_on_the_timeline(page: Page, desk: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.goto(f"{desk}/timeline?type=ASSAULT")
    box = page.locator("#timeline-counts .overlay").bounding_box()
    assert box is not None
    page.mouse.wheel(0, box["y"] - 300)
    page.wait_for_timeout(300)
    box = page.locator("#timeline-counts .overlay").bounding_box()
    assert box is not None
    level = box["y"] + 4
    page.mouse.move(box["x"] + box["width"] * 0.45, level)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, level, steps=4)
    page.mouse.move(box["x"] + box["width"] * 0.8, level, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile(r"since=\d{4}-\d\d-\d\d&until=\d{4}-\d\d-\d\d"))
    assert "type=ASSAULT" in page.url
    page.get_by_role("link", name="All times").click()
    page.wait_for_url(f"{desk}/timeline?type=ASSAULT")


def test_marks_of_the_timeline_are_reached_by_keys(page: Page, desk: str) -> None:
    page.goto(f"{desk}/timeline")
    page.locator("#timeline-events svg a[tabindex='0']").focus()
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert first
    assert second
    assert first != second
    expect(page.locator("#timeline-events .tip")).to_have_text(second)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(incidents|reports)/"))


def test_the_map_is_moved_and_asked_by_keys(page: Page, desk: str) -> None:
    page.goto(f"{desk}/map")
    picture = page.locator("#map-picture")
    picture.focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    page.wait_for_url(re.compile("zoom="))
    near = page.url
    page.keyboard.press("0")
    expect(page).not_to_have_url(near)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('mark')")
    page.keyboard.press("Enter")
    listed = page.locator("#chosen")
    expect(listed).to_be_visible()
    assert listed.get_by_role("link").count() > 0
    listed.get_by_role("button", name="Close").click()
    expect(listed).to_be_hidden()


def test_the_slider_of_the_map_chooses_the_time(page: Page, desk: str) -> None:
    page.goto(f"{desk}/map")
    status = page.locator("#map-status")
    whole = status.inner_text()
    assert whole.startswith("All times")
    page.get_by_label("From", exact=True).and_(page.locator("[type=range]")).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(status).not_to_have_text(whole)
    page.wait_for_url(re.compile("from="))
    kept = status.inner_text()
    page.reload()
    expect(status).to_have_text(kept)
    page.get_by_role("button", name="All times").click()
    expect(status).to_have_text(whole)


def test_the_network_is_walked_by_keys(page: Page, desk: str) -> None:
    page.goto(f"{desk}/actors")
    page.locator("#network .node[tabindex='0']").focus()
    told = page.locator("#told")
    first = told.inner_text()
    assert first
    page.keyboard.press("End")
    expect(told).not_to_have_text(first)
    page.keyboard.press("Home")
    expect(told).to_have_text(first)
    page.keyboard.press("+")
    assert page.locator("#network").get_attribute("viewBox") != "0 0 0 0"
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/profile?name=*")
    assert first.startswith(page.locator("main h1").inner_text())


def test_an_incident_is_shown_without_one_source(page: Page, desk: str) -> None:
    page.goto(f"{desk}/incidents?order=origins")
    page.locator(".incidents h2 a").first.click()
    page.wait_for_url("**/incidents/*")
    whole = page.locator(".facts").inner_text()
    page.get_by_role("link", name=re.compile("^Show the page without")).last.click()
    page.wait_for_url(re.compile("without(_origin)?="))
    expect(page.get_by_role("status")).to_contain_text("left out")
    assert page.locator(".facts").inner_text() != whole
    page.get_by_role("link", name="Count all again").click()
    expect(page.locator(".facts")).to_have_text(re.compile(".*"))
    assert page.locator(".facts").inner_text() == whole
