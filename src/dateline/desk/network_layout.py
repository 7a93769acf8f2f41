"""Where the actors of a network stand: forces between them, the same each time."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

STEPS: Final = 240
GRAVITY: Final = 0.06
"""How strongly all are drawn to the middle, so that parts without a link stay in the picture."""
WARMEST: Final = 0.9
"""How far one moves at first, in lengths of a link without other forces."""
ROUNDS: Final = 160
"""How often labels that overlap are pushed apart at most."""
EVENNESS: Final = 0.65
"""How far places follow the order of the actors alone, 0 to 1, so that no corner stays empty."""
GOLDEN_ANGLE: Final = np.pi * (3 - np.sqrt(5))
NEAREST: Final = 1e-3

Points = NDArray[np.float64]
Link = tuple[int, int, int]
"""Two actors by their numbers, and how many events they share."""


@lru_cache(maxsize=32)
def positions(count: int, links: tuple[Link, ...]) -> Points:
    """A point for each of `count` actors, those with many events between them near each other.

    The largest spread lies along the first axis; both go from 0 to 1, and are used evenly.
    """
    points = _spiral(count)
    one, two, pull = _pulls(links)
    for step in range(STEPS):
        moves = _repulsion(points) - GRAVITY * points
        apart = points[two] - points[one]
        drawn = apart * (np.linalg.norm(apart, axis=1) * pull)[:, None]
        np.add.at(moves, one, drawn)
        np.add.at(moves, two, -drawn)
        lengths = np.maximum(np.linalg.norm(moves, axis=1, keepdims=True), NEAREST)
        warmth = WARMEST * (1 - step / STEPS)
        points += moves / lengths * np.minimum(lengths, warmth)
    return _levelled(points)


def apart(points: Points, sizes: Points, frame: tuple[float, float]) -> Points:
    """`points`, the middles of boxes of `sizes`, moved until no two overlap, or nearly so.

    All boxes stay within a frame of this width and height.
    """
    moved = points.copy()
    least, most = sizes / 2, np.array(frame) - sizes / 2
    order = np.arange(len(moved))
    others = ~np.eye(len(moved), dtype=bool)
    needed = (sizes[:, None, :] + sizes[None, :, :]) / 2
    for _ in range(ROUNDS):
        moved = np.clip(moved, least, most)
        between = moved[:, None, :] - moved[None, :, :]
        overlap = needed - np.abs(between)
        touching = (overlap > 0).all(axis=2) & others
        if not touching.any():
            break
        # Each is pushed along the axis on which less is needed; who stands later yields a tie.
        narrow = overlap.argmin(axis=2)
        side = np.sign(np.take_along_axis(between, narrow[..., None], axis=2)[..., 0])
        side = np.where(side == 0, np.sign(order[:, None] - order[None, :]), side)
        size = np.take_along_axis(overlap, narrow[..., None], axis=2)[..., 0]
        push = np.where(touching, side * size / 2, 0.0)
        for axis in (0, 1):
            moved[:, axis] += np.where(narrow == axis, push, 0.0).sum(axis=1)
    return np.clip(moved, least, most)


def bend(start: Points, end: Points, radii: tuple[float, float], bow: float) -> str:
    """A line from the rim of one circle to that of another, as the path of an SVG.

    `bow` tells how far it is bent to its left, in parts of its length.
    """
    along = end - start
    control = (start + end) / 2 + np.array([along[1], -along[0]]) * bow
    first = start + _direction(control - start) * radii[0]
    last = end + _direction(control - end) * radii[1]
    numbers = [f"{number:.1f}" for point in (first, control, last) for number in point]
    if not bow:
        return f"M{numbers[0]} {numbers[1]}L{numbers[4]} {numbers[5]}"
    return f"M{numbers[0]} {numbers[1]}Q{' '.join(numbers[2:])}"


def _direction(vector: Points) -> Points:
    found: Points = vector / max(float(np.linalg.norm(vector)), NEAREST)
    return found


def _spiral(count: int) -> Points:
    """Where all start: the first in the middle, no two at one place."""
    number = np.arange(count)
    radius, angle = np.sqrt(number + 0.5), number * GOLDEN_ANGLE
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def _pulls(links: Sequence[Link]) -> tuple[NDArray[Any], NDArray[Any], Points]:
    table = np.array(links, dtype=np.int64).reshape(-1, 3)
    return table[:, 0], table[:, 1], (1 + np.log(table[:, 2])) / 3


def _repulsion(points: Points) -> Points:
    """Of each from all others, the weaker the farther they are, without a table of all vectors."""
    own = (points**2).sum(axis=1)
    squares = own[:, None] + own[None, :] - 2 * points @ points.T
    strength = 1 / np.maximum(squares, NEAREST)
    found: Points = points * strength.sum(axis=1, keepdims=True) - strength @ points
    return found


def _levelled(points: Points) -> Points:
    """Turned so that the picture is wide rather than high, each axis from 0 to 1."""
    if len(points) < 2:
        return np.full_like(points, 0.5)
    middle = points - points.mean(axis=0)
    _, axes = np.linalg.eigh(middle.T @ middle)
    # The sign of an eigenvector is arbitrary: the first actor that is off the axis stands left.
    turned = middle @ axes[:, ::-1]
    for axis in (0, 1):
        far = turned[np.abs(turned[:, axis]).argmax(), axis]
        turned[:, axis] *= -1 if far > 0 else 1
    least, most = turned.min(axis=0), turned.max(axis=0)
    straight = (turned - least) / np.maximum(most - least, NEAREST)
    ranks = turned.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    found: Points = EVENNESS * ranks / (len(points) - 1) + (1 - EVENNESS) * straight
    return found
