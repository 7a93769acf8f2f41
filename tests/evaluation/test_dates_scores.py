"""The scorers of dates: HeidelTime's output, and what is right on GUM."""

from pathlib import Path

import pytest

from dateline.errors import SourceError
from dateline.record import Span, Time
from evaluation.dates import HeidelTime, Score, match, parse, score
from evaluation.gum_dates import DatedReport, is_right, right
from training.timebank import TimedReport

TEXT = "They met on Sunday & left <b> in 1998.\n"
OUTPUT = (
    '<?xml version="1.0"?>\n<TimeML>\nThey met on <TIMEX3 tid="t1" type="DATE" value="2019-03-10">'
    'Sunday</TIMEX3> & left <b> in <TIMEX3 tid="t2" type="DATE" value="1998">1998</TIMEX3>.\n\n'
    "</TimeML>\n"
)


def test_heideltime_output_is_read_at_the_places_of_the_text() -> None:
    found = [(TEXT[start:end], value) for start, end, value in parse(OUTPUT, TEXT)]
    assert found == [("Sunday", "2019-03-10"), ("1998", "1998")]


def test_heideltime_output_of_another_text_is_refused() -> None:
    with pytest.raises(SourceError) as raised:
        parse(OUTPUT, "Another text.")
    assert raised.value.hint


def test_heideltime_is_not_run_again_for_what_the_cache_holds(tmp_path: Path) -> None:
    heideltime = HeidelTime(jar=tmp_path / "none.jar", cache=tmp_path)
    kept = heideltime.kept(TEXT, "2019-03-14")
    assert kept is not None
    kept.write_text(OUTPUT, encoding="utf-8")
    assert len(heideltime.read(TEXT, "2019-03-14")) == 2


def test_scores() -> None:
    gold = ((12, 18, "2019-03-10"), (32, 36, "1998"))
    document = TimedReport(name="a", text=TEXT, created="2019-03-14", times=gold)
    result = score([document], lambda _: [(12, 18, "2019-03-10"), (30, 36, "199"), (0, 4, None)])
    assert result == Score(gold=2, found=3, relaxed=2, strict=1, valued=1)
    assert result.value_f1 == pytest.approx(0.4)
    assert match(gold, [(40, 41, None)]) == []


def time(value: str | None, start: str | None, end: str | None, span: Span = (0, 4)) -> Time:
    return Time(span=span, kind="date", value=value, start=start, end=end)


@pytest.mark.parametrize(
    ("annotated", "found", "is_it"),
    [
        ({"when": "2007"}, ("2007", "2007-01-01", "2007-12-31"), True),
        ({"when": "2007"}, ("2007-03", "2007-03-01", "2007-03-31"), False),
        ({"when": "2007-02"}, ("2007-02", "2007-02-01", "2007-02-28"), True),
        ({"when": "2007-12"}, ("2007-12", "2007-12-01", "2007-12-31"), True),
        ({"when": "2007-03-03"}, ("2007-03-03TNI", "2007-03-03", "2007-03-03"), True),
        ({"when": "2007-03-03"}, ("2007-03", "2007-03-01", "2007-03-31"), False),
        ({"when": "2004"}, ("2004/2009", "2004-01-01", "2009-12-31"), True),
        ({"when": "2010-09-04T22:30:00"}, ("2010-09-04T22:30", "2010-09-04", "2010-09-04"), True),
        ({"when": "2010-09-04T22:30:00"}, ("2010-09-04T02:30", "2010-09-04", "2010-09-04"), False),
        ({"from": "2016-09-03", "to": "2016-09-04"},
         ("2016-W35-WE", "2016-09-03", "2016-09-04"), True),
        ({"notBefore": "1994", "notAfter": "2008"}, ("P14Y", "1994-01-20", "2008-01-20"), True),
        ({"notAfter": "2008-01-19"}, ("2008-01-20", "2008-01-20", "2008-01-20"), False),
        ({"when": "2007"}, (None, None, None), False),
    ],
)  # fmt: skip
def test_what_is_right_on_gum(
    annotated: dict[str, str], found: tuple[str | None, str | None, str | None], is_it: bool
) -> None:
    assert is_right(annotated, time(*found)) is is_it


def test_a_date_that_is_not_found_is_wrong() -> None:
    report = DatedReport(
        id="a", text="2007 2008", created=None,
        dates=(((0, 4), {"when": "2007"}), ((5, 9), {"when": "2008"})),
    )  # fmt: skip
    assert right(report, [time("2007", "2007-01-01", "2007-12-31")]) == [True, False]
