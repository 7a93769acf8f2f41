"""The archives that tests of exports share."""

from pathlib import Path

import pytest

from tests.archive import crisis
from tests.exports.archive.exporting import archive_of
from tests.exports.mutiny import MUTINY


@pytest.fixture(scope="session")
def crisis_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six reports of a shelling, its denial, demands, a protest and talks."""
    return crisis.write(tmp_path_factory.mktemp("exports") / "crisis.dateline")


@pytest.fixture(scope="session")
def mutiny_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One report, with a statement within another."""
    return archive_of([MUTINY], tmp_path_factory.mktemp("exports") / "mutiny.dateline")
