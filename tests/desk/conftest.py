"""A desk on a small archive of invented reports, and a browser that looks at the demo's."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from dateline.desk.app import create_app
from dateline.desk.demo import REPORTS
from dateline.desk.settings import Settings
from tests.archive import crisis
from tests.desk import market
from tests.desk.running import chromium, running_desk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = """<img src=x onerror="window.ran=1"> \u202eminister\u202c =cmd|' /C calc'!A0

NAIROBI, March 4 (Reuters) - <script>window.ran=1</script> soldiers killed nine people in \
"><svg onload=window.ran=1> Garissa on Saturday, {} said.

"{}" said Omar <b>Farah</b>, a spokesman for the javascript:window.ran=1 ministry, on Sunday. \
قال الوزير "لن نقبل" في نيروبي.
""".format("W" * 3000, "We deny it " + "x" * 5000)
"""Markup, marks of direction, a formula, enormous words, and words from right to left."""


@pytest.fixture(scope="session")
def desk_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six reports: a shelling, its copy, a denial, a demand, a protest, talks."""
    return crisis.write(tmp_path_factory.mktemp("desk") / "crisis.dateline")


@pytest.fixture
def client(desk_archive: Path) -> Iterator[TestClient]:
    """Asks the desk as a browser on the same machine does."""
    app = create_app(Settings(archive=desk_archive))
    with TestClient(app, base_url="http://127.0.0.1") as asking:
        yield asking


@pytest.fixture(scope="session")
def market_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five reports: of an attack a wire story, its copy, an anonymous source with a denial and
    another toll, a third toll; and one that means harm."""
    return market.write(tmp_path_factory.mktemp("market") / "market.dateline")


@pytest.fixture
def market_client(market_archive: Path) -> Iterator[TestClient]:
    """Asks the desk of that archive."""
    app = create_app(Settings(archive=market_archive))
    with TestClient(app, base_url="http://127.0.0.1") as asking:
        yield asking


@pytest.fixture(scope="session")
def demo_read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the demo's reports, and of one that means harm."""
    from dateline.archive.build import build

    folder = tmp_path_factory.mktemp("browser")
    (folder / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    path = folder / "demo.dateline"
    build([str(REPORTS), str(folder / "hostile.txt")], path, workers=1)
    return path


@pytest.fixture(scope="module")
def desk(demo_read: Path) -> Iterator[str]:
    """The address of a desk that shows it."""
    with running_desk(demo_read) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with chromium() as found:
        yield found


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """A page that fails its test if a script throws, or the policy refuses something."""
    context = browser.new_context(accept_downloads=True)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
    assert wrong == []
