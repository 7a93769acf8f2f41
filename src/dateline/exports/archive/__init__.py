"""Exports of an archive, one module a format; each has one function `write`."""
