"""The network of actors as a picture: circles, lines between them, and where they lie."""

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final

import numpy as np

from dateline.archive.answer import Row
from dateline.archive.conditions import Condition
from dateline.desk.actors_data import codes, foremost_dyads
from dateline.desk.network_layout import Points, apart, bend, positions
from dateline.desk.rendering import called

if TYPE_CHECKING:
    import duckdb

NODES: Final = 40
SHARP_NODES: Final = 150
"""So many nodes stay legible in SVG; more are drawn with WebGL."""
MOST_NODES: Final = 500
SHARP_LINES: Final = 300
MOST_LINES: Final = 2000
"""How many dyads are drawn with WebGL at most."""

WIDTH: Final = 1000.0
HEIGHT: Final = 620.0
ROOM: Final = 45
"""Nodes that a picture of this size has room for; with more it grows."""
LABEL: Final = 22
"""Characters of a name in the picture."""
CHAR: Final = 6.4
"""The usual width of a character of a label."""
LABEL_HEIGHT: Final = 16.0
GAP: Final = 6.0
ARROW: Final = 8.0
BOW: Final = 0.13
SMALLEST_NODE: Final = 4.0
LARGEST_NODE: Final = 17.0
THINNEST_LINE: Final = 1.0
WIDEST_LINE: Final = 7.0


@dataclass(frozen=True, slots=True)
class Node:
    """An actor in the picture; `code` is its country and sectors, as most reports have them."""

    name: str
    label: str
    code: str
    events: int
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Line:
    """A dyad in the picture, from and to nodes by their numbers.

    `counts` is a row of `actors_data.dyads`; `path` is empty where nothing is drawn as SVG.
    """

    start: int
    end: int
    counts: Row
    width: float
    path: str

    @property
    def is_firm(self) -> bool:
        """Whether any of its events is said to have happened, or to go on."""
        return bool(self.counts["unrealized"] < self.counts["events"])


@dataclass(frozen=True, slots=True)
class Network:
    """The actors with the most events among each other, and what they do to each other."""

    nodes: list[Node]
    lines: list[Line]
    width: float
    height: float
    is_sharp: bool
    """Whether it is drawn as SVG."""
    is_cut: bool
    """Whether there are more dyads between these actors than are drawn."""


def network(connection: "duckdb.DuckDBPyConnection", condition: Condition, actors: int) -> Network:
    """The picture of the dyads between the most active `actors`; who has none is left out."""
    is_sharp = actors <= SHARP_NODES
    most = SHARP_LINES if is_sharp else MOST_LINES
    found = foremost_dyads(connection, condition, actors, most + 1).to_records()
    rows = found[:most]
    events = {row[side]: row[f"{side}_events"] for row in rows for side in ("actor", "recipient")}
    names = sorted(events, key=lambda name: (-events[name], name))
    number = {name: index for index, name in enumerate(names)}
    scale = sqrt(max(1.0, len(names) / ROOM))
    nodes = _nodes(
        names,
        events,
        codes(connection, names) if names else {},
        positions(
            len(names),
            tuple((number[row["actor"]], number[row["recipient"]], row["events"]) for row in rows),
        ),
        (WIDTH * scale, HEIGHT * scale),
        has_labels=is_sharp,
    )
    strongest = max((row["events"] for row in rows), default=1)
    both = {(row["actor"], row["recipient"]) for row in rows}
    lines = []
    for row in rows:
        start, end = number[row["actor"]], number[row["recipient"]]
        width = _grown(row["events"], strongest, THINNEST_LINE, WIDEST_LINE)
        back = not row["mutual"] or (row["recipient"], row["actor"]) in both
        path = _path(nodes[start], nodes[end], row["mutual"], BOW if back else 0.0)
        lines.append(Line(start, end, row, width, path if is_sharp else ""))
    return Network(nodes, lines, WIDTH * scale, HEIGHT * scale, is_sharp, len(found) > most)


def _nodes(
    names: list[str],
    events: dict[str, int],
    coded: dict[str, str],
    points: Points,
    frame: tuple[float, float],
    *,
    has_labels: bool,
) -> list[Node]:
    largest = max(events.values(), default=1)
    radii = [_grown(events[name], largest, SMALLEST_NODE, LARGEST_NODE) for name in names]
    labels = [called(name, LABEL) for name in names]
    sizes = np.array(
        [
            (max(2 * radius, CHAR * len(label)) + GAP, 2 * radius + LABEL_HEIGHT + GAP)
            for radius, label in zip(radii, labels, strict=True)
        ]
    ).reshape(-1, 2)
    middles = points * np.array(frame)
    if has_labels:
        middles = apart(middles, sizes, frame)
    # The label stands below its circle, so that the circle is above the middle of both.
    return [
        Node(
            name, label, coded.get(name, ""), events[name],
            round(x, 1), round(y - LABEL_HEIGHT / 2, 1), round(radius, 1),
        )
        for name, label, radius, (x, y) in zip(names, labels, radii, middles.tolist(), strict=True)
    ]  # fmt: skip


def _path(start: Node, end: Node, is_mutual: bool, bow: float) -> str:
    return bend(
        np.array([start.x, start.y]),
        np.array([end.x, end.y]),
        (start.radius, end.radius + (0.0 if is_mutual else ARROW)),
        bow,
    )


def _grown(count: int, most: int, least_size: float, largest: float) -> float:
    """A size whose growth follows the root of what is counted."""
    return round(least_size + (largest - least_size) * sqrt(count / max(most, 1)), 1)
