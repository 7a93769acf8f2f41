"""Settings of all tests."""

from hypothesis import settings

# How long an example takes depends on what else the machine does, and on what is loaded first.
settings.register_profile("dateline", deadline=None)
settings.load_profile("dateline")
