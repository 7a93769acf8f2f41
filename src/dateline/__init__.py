"""Dateline: an auditable record of who did what to whom, and according to whom."""

__version__ = "0.1.0"
