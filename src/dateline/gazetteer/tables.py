"""Where the shipped tables lie, and how their plain text is read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data"
SEPARATOR: Final = ";"


def rows(table: str) -> Iterator[list[str]]:
    """The rows of `data/TABLE.tsv` in order, without its header; the last cell is the source."""
    with (DATA / f"{table}.tsv").open(encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            yield line.rstrip("\n").split("\t")


def cells(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several values."""
    return tuple(cell.split(SEPARATOR)) if cell else ()
