"""CAMEO dyads and POLECAT rows."""

import csv
import io
from pathlib import Path
from typing import Any

from dateline.codebook import EVENT_MODES
from dateline.exports.archive import cameo, polecat
from dateline.exports.archive.country_codes import COW, ISO_ALPHA2, ISO_NUMERIC
from dateline.exports.archive.intensity import (
    INTENSITY,
    ROOT_NAMES,
    ROOT_OF_MODE,
    intensity,
    root_code,
)
from dateline.gazetteer.countries import table
from tests.archive import crisis
from tests.exports.archive.exporting import text_of

GDELT_COLUMNS = 58
POLECAT_COLUMNS = 40


def rows(path: Path, module: Any, separator: str = ",", **filters: Any) -> list[dict[str, str]]:
    text = io.StringIO(text_of(path, module, **filters), newline="")
    return list(csv.DictReader(text, delimiter=separator, strict=True))


def test_every_type_and_mode_has_a_root_and_an_intensity() -> None:
    for kind, modes in EVENT_MODES.items():
        for mode in (None, *modes):
            assert root_code(kind, mode) in ROOT_NAMES
            assert intensity(kind, mode) is not None
    assert set(INTENSITY) == set(ROOT_NAMES)
    assert all(mode in EVENT_MODES[kind] for kind, mode in ROOT_OF_MODE)
    assert root_code("ASSAULT", "no such mode") == root_code("ASSAULT", None)
    assert root_code("NONE", None) is None


def test_dyads_have_the_columns_of_gdelt_in_order(crisis_path: Path) -> None:
    columns = list(rows(crisis_path, cameo)[0])
    assert columns.index("SOURCEURL") == GDELT_COLUMNS - 1
    positions = {"GLOBALEVENTID": 0, "Actor1Code": 5, "Actor2Code": 15, "IsRootEvent": 25,
                 "EventCode": 26, "QuadClass": 29, "AvgTone": 34, "ActionGeo_Type": 49,
                 "DATEADDED": 56}  # fmt: skip
    assert {name: columns.index(name) for name in positions} == positions


def test_a_dyad(crisis_path: Path) -> None:
    (row,) = rows(crisis_path, cameo, actor="Mwangi")
    expected = {
        "GLOBALEVENTID": crisis.SINGLE[0], "SQLDATE": "20240304", "FractionDate": "2024.1775",
        "Actor1Code": "KENGOVMIL", "Actor1Type2Code": "MIL", "Actor2Code": "KENREB",
        "EventCode": "100", "EventRootCode": "10", "QuadClass": "3", "GoldsteinScale": "-5",
        "ActionGeo_Lat": "", "Status": "happened", "NumArticles": "1",
    }  # fmt: skip
    assert {column: row[column] for column in expected} == expected
    (shelling, *_) = rows(crisis_path, cameo, type="ASSAULT")
    assert (shelling["Actor2Code"], shelling["NumSources"], shelling["ActionGeo_Type"]) == (
        "", "2", "4",
    )  # fmt: skip


def test_talks_go_both_ways(crisis_path: Path) -> None:
    pairs = [
        (row["Actor1Name"], row["Actor2Name"]) for row in rows(crisis_path, cameo, type="CONSULT")
    ]
    names = ("Kenya Defence Forces", "Northern Front", "United Nations")
    assert sorted(pairs) == sorted((a, b) for a in names for b in names if a != b)


def test_polecat_has_its_forty_columns_first(crisis_path: Path) -> None:
    columns = list(rows(crisis_path, polecat, "\t")[0])
    assert columns[POLECAT_COLUMNS - 1] == "Version"
    assert columns[:POLECAT_COLUMNS] == list(polecat.POLECAT_COLUMNS)
    assert columns[POLECAT_COLUMNS:] == list(polecat.EVIDENCE_COLUMNS)


def test_a_polecat_row(crisis_path: Path) -> None:
    (row,) = (r for r in rows(crisis_path, polecat, "\t") if r["Event ID"] == crisis.SHELLED[0])
    expected = {
        "Event Date": "2024-03-02", "Event Type": "ASSAULT", "Event Mode": "heavy-weapons",
        "Event Intensity": "-10", "Quad Code": "MATERIAL CONFLICT", "Contexts": "military",
        "Actor Name": "Kenya Defence Forces", "Actor COW": "501", "Primary Actor Sector": "MIL",
        "Wikipedia Actor ID": "None", "Recipient Name": "None", "City": "Garissa",
        "Province": "None", "Feature Type": "P", "Publication Date": "2024-03-03",
        "Anonymity": "granted", "Chain": "Lake Wire; two officials (anonymity granted)",
        "Incident Reports": "3", "Denied By": "José Mwangi", "Start": "43",
    }  # fmt: skip
    assert {column: row[column] for column in expected} == expected


def test_no_polecat_value_breaks_a_line(mutiny_path: Path) -> None:
    text = text_of(mutiny_path, polecat)
    assert {line.count("\t") for line in text.splitlines()} == {len(polecat.COLUMNS) - 1}


def test_country_codes_are_those_of_known_countries() -> None:
    assert set(COW) <= set(table())
    assert set(ISO_NUMERIC) <= set(table())
    for codes in (COW, ISO_NUMERIC, ISO_ALPHA2):
        assert len(set(codes.values())) == len(codes)
    assert (COW["KEN"], ISO_NUMERIC["KEN"], ISO_ALPHA2["KEN"]) == (501, 404, "KE")
