"""Many reports on many cores."""

from dateline.batch.pool import read_many_loaded

__all__ = ["read_many_loaded"]
