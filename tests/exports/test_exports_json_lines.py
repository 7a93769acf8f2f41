import io
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.exports.json_lines import write_json_lines
from dateline.record import Record
from tests.strategies import records


@given(st.lists(records(), max_size=2))
@settings(max_examples=30, deadline=None)
def test_each_record_is_one_line_of_utf_8(several: list[Record]) -> None:
    file = io.StringIO()
    write_json_lines(several, file)
    lines = file.getvalue().encode("utf-8").split(b"\n")
    assert lines.pop() == b""
    assert [json.loads(line) for line in lines] == [record.to_dict() for record in several]
