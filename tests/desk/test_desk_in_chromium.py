"""Every page in a real browser: nothing breaks, nothing runs, nothing is asked of elsewhere."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from dateline.archive.store import Archive
from tests.desk.running import has_chromium

pytestmark = pytest.mark.skipif(not has_chromium(), reason="Chromium isn't installed")

SERIOUS = ("serious", "critical")
WIDTHS = (360, 1280, 2560)
MOST_BYTES = 600_000

READING = (
    "/timeline", "/map", "/actors", "/incidents", "/reports", "/sources", "/search?q=port",
)  # fmt: skip
CHANGING = ("/review", "/add")


SINGLE = {
    "incident": "SELECT '/incidents/' || incident_id FROM incidents "
    "ORDER BY reports DESC, incident_id LIMIT 1",
    "report": "SELECT '/reports/' || report_id FROM events "
    "GROUP BY report_id ORDER BY count(*) DESC, report_id LIMIT 1",
    "actor": "SELECT '/actors/profile?name=' || url_encode(actor_names[1]) FROM events "
    "WHERE len(actor_names) > 0 GROUP BY ALL ORDER BY count(*) DESC, 1 LIMIT 1",
    "source": "SELECT '/sources/profile?name=' || url_encode(source_names[1]) FROM statements "
    "WHERE len(source_names) > 0 GROUP BY ALL ORDER BY count(*) DESC, 1 LIMIT 1",
    "hostile": "SELECT '/reports/' || report_id FROM reports WHERE contains(text, 'window.ran')",
}
"""The addresses of one page of each kind that shows one thing."""


@pytest.fixture(scope="module")
def single(demo_read: Path) -> dict[str, str]:
    """The addresses of `SINGLE`."""
    with Archive.open(demo_read) as opened:
        found = {kind: opened.connection.execute(sql).fetchone() for kind, sql in SINGLE.items()}
    return {kind: str(row[0]) for kind, row in found.items() if row}


@pytest.fixture(scope="module")
def pages(single: dict[str, str]) -> list[str]:
    """One page of every kind."""
    return [*READING, *CHANGING, *single.values()]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    browser: Browser, page: Page, desk: str, pages: list[str], theme: str
) -> None:
    """axe-core is put in from outside, which the policy of the pages rightly refuses."""
    context = browser.new_context(bypass_csp=True, color_scheme=theme)  # type: ignore[arg-type]
    looked_at = context.new_page()
    found = {}
    for address in pages:
        looked_at.goto(desk + address)
        violations = Axe().run(looked_at).response["violations"]
        serious = [
            (one["id"], [node["html"][:200] for node in one["nodes"][:3]])
            for one in violations
            if one["impact"] in SERIOUS
        ]
        if serious:
            found[address] = serious
    context.close()
    assert found == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_window(
    page: Page, desk: str, pages: list[str], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    wider = []
    for address in pages:
        page.goto(desk + address)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wider.append(address)
    assert wider == []


def test_nothing_is_asked_of_elsewhere_and_pages_are_small(
    page: Page, desk: str, pages: list[str]
) -> None:
    hosts: set[str] = set()
    page.on("request", lambda asked: hosts.add(urlsplit(asked.url).netloc or asked.url[:5]))
    large = {}
    for address in pages:
        page.goto(desk + address, wait_until="networkidle")
        size = page.evaluate(
            "[...performance.getEntriesByType('navigation'), "
            "...performance.getEntriesByType('resource')]"
            ".reduce((sum, entry) => sum + entry.decodedBodySize, 0)"
        )
        if size > MOST_BYTES:
            large[address] = size
    assert large == {}
    assert hosts - {"blob:", "data:"} == {urlsplit(desk).netloc}


def test_nothing_of_a_hostile_report_runs(page: Page, desk: str, pages: list[str]) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    page.set_viewport_size({"width": 360, "height": 900})
    for address in (*pages, "/search?q=Farah"):
        page.goto(desk + address)
        assert page.evaluate("window.ran") is None
        assert page.locator("main img, main script:not([type='application/json'])").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_reading_pages_need_no_script(browser: Browser, desk: str, single: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for address in (*READING, *single.values()):
        page.goto(desk + address)
        assert page.locator("main h1").count() == 1, address
        assert len(page.locator("main").inner_text()) > 200, address
    context.close()


def test_back_and_forward_keep_the_filters(page: Page, desk: str) -> None:
    page.goto(f"{desk}/incidents")
    page.locator("select[name=type]").select_option("PROTEST")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/incidents?type=PROTEST")
    page.get_by_role("link", name=re.compile("Remove type PROTEST")).click()
    page.wait_for_url(f"{desk}/incidents")
    page.go_back()
    assert page.locator("select[name=type]").input_value() == "PROTEST"
    page.go_forward()
    assert page.locator("select[name=type]").input_value() == ""


FILTER_VALUES = {
    "actor": "KEN", "recipient": "government", "type": "ASSAULT", "mode": "drone",
    "country": "KEN", "place": "Garissa", "near": "0,39,500", "since": "2024", "until": "2025",
    "status": "happened", "stance": "denies", "source": "ministry", "anonymous": "1",
    "min_origins": "2", "denied": "1", "context": "military", "outlet": "Reuters",
}  # fmt: skip


@pytest.mark.parametrize("start", ["/timeline", "/map", "/actors", "/incidents", "/sources"])
def test_every_filter_is_taken_from_the_form(page: Page, desk: str, start: str) -> None:
    page.goto(desk + start)
    form = page.locator("form.filters")
    for name, value in FILTER_VALUES.items():
        field = form.locator(f"[name={name}]:not([type=hidden])").first
        kind = field.evaluate("field => field.type")
        if kind == "checkbox":
            field.check()
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(value)
    form.get_by_role("button", name="Show").click()
    page.wait_for_load_state()
    assert [name for name in FILTER_VALUES if f"{name}=" not in page.url] == []
    assert page.locator("main h1").count() == 1


@pytest.mark.parametrize("address", ["/timeline", "/incidents", "/reports", "/sources", "/actors"])
@pytest.mark.parametrize("kind", ["CSV", "JSON"])
def test_lists_download(page: Page, desk: str, address: str, kind: str) -> None:
    page.goto(desk + address)
    with page.expect_download() as waiting:
        page.get_by_role("link", name=kind, exact=True).first.click()
    path = Path(str(waiting.value.path()))
    assert waiting.value.suggested_filename.endswith(kind.lower())
    assert len(path.read_text(encoding="utf-8").splitlines()) > 1


@pytest.mark.parametrize("kind", ["SVG", "PNG"])
def test_pictures_download(page: Page, desk: str, kind: str) -> None:
    page.goto(f"{desk}/timeline")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=kind, exact=True).first.click()
    content = Path(str(waiting.value.path())).read_bytes()
    assert content.startswith(b"\x89PNG" if kind == "PNG" else b"<svg")


@pytest.mark.parametrize("address", [*READING, *SINGLE])
def test_a_view_is_one_file_that_stands_alone(
    browser: Browser, page: Page, desk: str, single: dict[str, str], address: str, tmp_path: Path
) -> None:
    page.goto(desk + single.get(address, address))
    with page.expect_download() as waiting:
        page.get_by_role("link", name="One HTML file").first.click()
    alone = tmp_path / "alone.html"
    waiting.value.save_as(alone)
    context = browser.new_context(offline=True)
    opened = context.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(alone.as_uri())
    assert opened.locator("main h1").inner_text() == page.locator("main h1").inner_text()
    pictures = "main .picture svg, main svg.picture"
    assert opened.locator(pictures).count() == page.locator(pictures).count()
    assert opened.locator("a[href^='/'], form[action], nav.pages").count() == 0
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    context.close()


@pytest.mark.parametrize("address", ["/timeline", "/incidents", "/actors", "/sources", "/map"])
def test_on_paper_there_is_no_navigation_and_nothing_is_cut_off(
    page: Page, desk: str, address: str
) -> None:
    page.goto(desk + address)
    page.emulate_media(media="print")
    for gone in (".pages", ".sidebar", "#theme", ".downloads", ".foot"):
        assert page.locator(gone).evaluate_all(
            "all => all.every(one => getComputedStyle(one).display === 'none')"
        ), gone
    assert page.evaluate(
        """() => [...document.querySelectorAll('main *')].filter(one =>
             one.scrollHeight > one.clientHeight + 2
             && ['auto', 'scroll'].includes(getComputedStyle(one).overflowY)).length"""
    ) == 0  # fmt: skip


def test_words_from_right_to_left_stay_where_they_are(
    page: Page, desk: str, single: dict[str, str]
) -> None:
    page.goto(desk + single["hostile"])
    paragraph = page.locator("#text p", has_text="قال الوزير").first
    assert paragraph.count() == 1
    page.goto(f"{desk}/search?q=Farah")
    found = page.locator(".passage").first
    assert found.get_attribute("dir") == "auto"
    page.goto(f"{desk}/incidents")
    names = page.locator("main bdi").evaluate_all(
        "all => all.every(one => getComputedStyle(one).unicodeBidi === 'isolate')"
    )
    assert names
    assert "\u202e" not in page.locator("main").inner_text()


def test_the_dark_theme_is_kept_over_pages(page: Page, desk: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{desk}/timeline")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Dark").click()
    dark = page.evaluate(ground)
    assert dark != light
    page.get_by_role("link", name="Incidents", exact=True).click()
    page.wait_for_url("**/incidents")
    assert page.evaluate(ground) == dark
    page.get_by_role("button", name="Light").click()
    assert page.evaluate(ground) == light
