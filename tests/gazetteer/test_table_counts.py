"""The documents tell as many rows as the tables have."""

import re
from pathlib import Path

import numpy as np
import pytest

from dateline.gazetteer.tables import DATA, rows

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("docs/gazetteer.md", "src/dateline/gazetteer/README.md")
ROW = re.compile(r"^\| `(?P<table>\w+)\.tsv` \| (?P<count>[\d,]+)\b", re.MULTILINE)
PLACES = re.compile(
    r"^\| `places\.npz` \| (?P<places>[\d,]+) places(?: by|,) (?P<names>[\d,]+) spellings"
)
THOUSAND = 1000


def number(written: str) -> int:
    return int(written.replace(",", ""))


@pytest.mark.parametrize("page", PAGES)
def test_every_table_is_told_with_its_rows(page: str) -> None:
    told = {m["table"]: number(m["count"]) for m in ROW.finditer((ROOT / page).read_text("utf-8"))}
    assert told == {path.stem: sum(1 for _ in rows(path.stem)) for path in DATA.glob("*.tsv")}


@pytest.mark.parametrize("page", PAGES)
def test_places_are_told_to_the_thousand(page: str) -> None:
    lines = (ROOT / page).read_text("utf-8").splitlines()
    told = next(found for line in lines if (found := PLACES.match(line)))
    with np.load(DATA / "places.npz") as table:
        counts = len(table["geonames_id"]), len(table["key_ends"])
    for written, count in zip((told["places"], told["names"]), counts, strict=True):
        assert abs(number(written) - count) < THOUSAND
