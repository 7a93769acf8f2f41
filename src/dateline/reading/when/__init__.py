"""Time expressions: what each says in TIMEX3, and the days it covers."""

from dateline.reading.when.find import explain_times, find_times

__all__ = ["explain_times", "find_times"]
