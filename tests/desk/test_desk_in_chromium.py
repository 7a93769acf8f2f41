"""Every page in a real browser: nothing breaks, nothing runs, nothing is asked of elsewhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from dateline.archive.store import Archive
from dateline.desk.demo import REPORTS
from tests.desk.running import chromium, has_chromium, running_desk

pytestmark = pytest.mark.skipif(not has_chromium(), reason="Chromium isn't installed")

SERIOUS = ("serious", "critical")
WIDTHS = (360, 1280, 2560)
MOST_BYTES = 600_000

READING = (
    "/timeline", "/map", "/actors", "/incidents", "/reports", "/sources", "/search?q=port",
)  # fmt: skip
CHANGING = ("/review", "/add")

HOSTILE = """<img src=x onerror="window.ran=1"> \u202eminister\u202c =cmd|' /C calc'!A0

NAIROBI, March 4 (Reuters) - <script>window.ran=1</script> soldiers killed nine people in \
"><svg onload=window.ran=1> Garissa on Saturday, {} said.

"{}" said Omar <b>Farah</b>, a spokesman for the javascript:window.ran=1 ministry, on Sunday. \
قال الوزير "لن نقبل" في نيروبي.
""".format("W" * 3000, "We deny it " + "x" * 5000)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's reports, and one that means harm."""
    from dateline.archive.build import build

    folder = tmp_path_factory.mktemp("browser")
    (folder / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    path = folder / "demo.dateline"
    build([str(REPORTS), str(folder / "hostile.txt")], path)
    return path


@pytest.fixture(scope="module")
def desk(archive: Path) -> Iterator[str]:
    with running_desk(archive) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails its test if a script throws, or the policy refuses something."""
    context = browser.new_context(accept_downloads=True)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
    assert wrong == []


def single_pages(archive: Path) -> list[str]:
    """One incident of several reports, one report, one actor, one source."""
    with Archive.open(archive) as opened:
        (incident,) = opened.connection.execute(
            "SELECT incident_id FROM incidents ORDER BY reports DESC, incident_id LIMIT 1"
        ).fetchone()  # type: ignore[misc]
        (report,) = opened.connection.execute(
            "SELECT report_id FROM events GROUP BY report_id ORDER BY count(*) DESC, ALL LIMIT 1"
        ).fetchone()  # type: ignore[misc]
    return [f"/incidents/{incident}", f"/reports/{report}"]


def followed(page: Page, desk: str, start: str, pattern: str) -> str:
    """The first address on the page `start` that fits `pattern`."""
    page.goto(desk + start)
    addresses = page.eval_on_selector_all("main a", "all => all.map(a => a.getAttribute('href'))")
    return next(str(one) for one in addresses if one and re.search(pattern, one))


def every_page(page: Page, desk: str, archive: Path) -> list[str]:
    profiles = [
        followed(page, desk, "/actors", r"^/actors/"),
        followed(page, desk, "/sources", r"^/sources/"),
    ]
    return [*READING, *CHANGING, *single_pages(archive), *profiles]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    browser: Browser, page: Page, desk: str, archive: Path, theme: str
) -> None:
    """axe-core is put in from outside, which the policy of the pages rightly refuses."""
    context = browser.new_context(bypass_csp=True, color_scheme=theme)  # type: ignore[arg-type]
    looked_at = context.new_page()
    found = {}
    for address in every_page(page, desk, archive):
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
def test_no_page_is_wider_than_the_window(page: Page, desk: str, archive: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    wider = []
    for address in every_page(page, desk, archive):
        page.goto(desk + address)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wider.append(address)
    assert wider == []


def test_nothing_is_asked_of_elsewhere_and_pages_are_small(
    page: Page, desk: str, archive: Path
) -> None:
    hosts: set[str] = set()
    page.on("request", lambda asked: hosts.add(urlsplit(asked.url).netloc or asked.url[:5]))
    large = {}
    for address in every_page(page, desk, archive):
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


def test_nothing_of_a_hostile_report_runs(page: Page, desk: str, archive: Path) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    with Archive.open(archive) as opened:
        (hostile,) = opened.connection.execute(
            "SELECT report_id FROM reports WHERE contains(text, 'window.ran')"
        ).fetchone()  # type: ignore[misc]
    for address in (*every_page(page, desk, archive), f"/reports/{hostile}", "/search?q=Farah"):
        page.set_viewport_size({"width": 360, "height": 900})
        page.goto(desk + address)
        assert page.evaluate("window.ran") is None
        assert page.locator("main img, main script:not([type='application/json'])").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_reading_pages_need_no_script(browser: Browser, desk: str, archive: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for address in (*READING, *single_pages(archive)):
        page.goto(desk + address)
        assert page.locator("main h1").count() == 1, address
        assert len(page.locator("main").inner_text()) > 200, address
    context.close()


def test_back_and_forward_keep_the_filters(page: Page, desk: str) -> None:
    page.goto(f"{desk}/incidents")
    page.get_by_label("Type").select_option("PROTEST")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/incidents?type=PROTEST")
    page.get_by_role("link", name=re.compile("Remove type PROTEST")).click()
    page.wait_for_url(f"{desk}/incidents")
    page.go_back()
    assert page.get_by_label("Type").input_value() == "PROTEST"
    page.go_forward()
    assert page.get_by_label("Type").input_value() == ""


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


@pytest.mark.parametrize("address", READING)
def test_a_view_is_one_file_that_stands_alone(
    browser: Browser, page: Page, desk: str, address: str, tmp_path: Path
) -> None:
    page.goto(desk + address)
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
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    context.close()
