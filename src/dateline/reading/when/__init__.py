"""Time expressions: what each says in TIMEX3, and the days it covers."""

from dateline.reading.when.find import find_times

__all__ = ["find_times"]
