"""Records to rows and back, through Parquet: nothing is lost."""

import dataclasses
import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.archive.database import connect
from dateline.archive.layout import Layout
from dateline.archive.manifest import Manifest, write_manifest
from dateline.archive.parts import write_part
from dateline.archive.rebuild import record_from_dict, record_of
from dateline.archive.rows import rows_of
from dateline.archive.store import Archive
from dateline.archive.tables import PARTS
from dateline.record import Record
from tests.strategies import records


def untimed(record: Record) -> Record:
    return dataclasses.replace(record, meta=dataclasses.replace(record.meta, seconds=0.0))


@given(records())
def test_rows_give_the_record_back(record: Record) -> None:
    assert record_of(rows_of(record)) == untimed(record)


@given(records())
def test_rows_fill_exactly_the_columns(record: Record) -> None:
    for table, rows in rows_of(record).items():
        for row in rows:
            assert list(row) == list(PARTS[table])
    json.dumps(rows_of(record), ensure_ascii=False).encode("utf-8")


@given(records())
def test_plain_data_gives_the_record_back(record: Record) -> None:
    assert record_from_dict(json.loads(record.to_json())) == record


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(records(), min_size=1, max_size=8, unique_by=lambda record: record.report.id))
def test_parquet_gives_the_record_back(tmp_path_factory: object, found: list[Record]) -> None:
    folder: Path = tmp_path_factory.mktemp("archive")  # type: ignore[attr-defined]
    layout = Layout(folder)
    part = write_part(connect(), layout, [rows_of(record) for record in found])
    write_manifest(layout, Manifest(dateline="0.1.0", parts=(part,)))
    with Archive.open(folder) as archive:
        for record in found:
            again = archive.record(record.report.id)
            assert again == untimed(record)
            assert again.to_json() == untimed(record).to_json()
