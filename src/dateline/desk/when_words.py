"""Days in words, no finer than they are known."""

from datetime import date

from dateline.desk.rendering import as_date, day_words
from dateline.desk.timeline_data import period_end


def when(begin: date | str, end: date | str | None, precision: str | None = None) -> str:
    """The days of a happening: "4 March 2024", "March 2024", "2024", or from when to when.

    Where it isn't told how well they are known, a whole month or year is named as such.
    """
    first, last = as_date(begin), as_date(end)
    if first is None or last is None or last == first:
        return day_words(first)
    for per, words in (("year", f"{first.year:04}"), ("month", f"{first:%B} {first.year:04}")):
        begins = first.day == 1 and (per == "month" or first.month == 1)
        if precision in (None, per) and begins and last == period_end(first, per):
            return words
    return f"{day_words(first)} to {day_words(last)}"
