"""What the value of a time rests on, in a few words for whoever checks a record."""

from dateline.reading.when.context import IN_FULL, UNPUBLISHED, Context, Reading

KINDS = {
    "duration": "a length of time, which names no day",
    "set": "a repetition, which names no day",
}
NO_CLOCK = "the hour that it is counted from is not named"
NO_DAY = "names no day"


def reason(reading: Reading, context: Context) -> str:
    """The reading's own reason, else that of its kind."""
    if reading.start is None and reading.kind in KINDS:
        return KINDS[reading.kind]
    if reading.because:
        return reading.because
    if reading.start is not None:
        return IN_FULL
    if reading.value is None and context.published is None:
        return UNPUBLISHED
    return NO_CLOCK if reading.kind == "time" else NO_DAY
