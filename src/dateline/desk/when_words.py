"""Days in words, no finer than they are known."""

from datetime import date

from dateline.desk.rendering import day_words
from dateline.desk.timeline_data import period_end


def when(first: date, last: date | None, precision: str | None) -> str:
    """The days of a happening: "4 March 2024", "March 2024", "2024", or from when to when."""
    if last is None or last == first:
        return day_words(first)
    for per, words in (("year", f"{first.year:04}"), ("month", f"{first:%B} {first.year:04}")):
        begins = first.day == 1 and (per == "month" or first.month == 1)
        if precision == per and begins and last == period_end(first, per):
            return words
    return f"{day_words(first)} to {day_words(last)}"
