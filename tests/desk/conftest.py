"""A desk on a small archive of invented reports."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.desk.app import create_app
from dateline.desk.settings import Settings
from tests.archive import crisis
from tests.desk import market


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
