"""Marks that a person draws on a still: kept as what they are, never burnt into the original."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

Point = tuple[float, float]
"""Shares of the picture's width and height as the camera sent it, from its upper left corner."""

MOST_MARKS = 40
MOST_POINTS = 200
"""Of one free line."""
_LEAST_REACH = 0.01
"""A mark that is smaller than this share of the picture is a slip of the hand."""


class MarkKind(Enum):
    """What a mark looks like."""

    ARROW = "arrow"
    """From its tail to its tip."""
    BOX = "box"
    """Between two opposite corners."""
    LINE = "line"
    """Drawn by hand."""
    NUMBER = "number"
    """A disc with the next number; what it stands for is said elsewhere, in any language."""


@dataclass(frozen=True)
class StillMark:
    """One mark; ``number`` is 0 but for a number."""

    kind: MarkKind
    points: tuple[Point, ...]
    number: int = 0


@dataclass(frozen=True)
class MarkOrder:
    """The marks of one still, who drew them and when."""

    marks: tuple[StillMark, ...]
    by: str
    at_utc: datetime


Marks = tuple[StillMark, ...]


def with_mark(marks: Marks, kind: MarkKind, points: tuple[Point, ...]) -> Marks:
    """One more, inside the picture; as they were where it is none, or there are enough."""
    inside = tuple((_bounded(x), _bounded(y)) for x, y in points)
    if len(marks) >= MOST_MARKS or not inside:
        return marks
    if kind is MarkKind.NUMBER:
        return (*marks, StillMark(kind, inside[-1:], 1 + max((mark.number for mark in marks), default=0)))
    if max(abs(x - inside[0][0]) + abs(y - inside[0][1]) for x, y in inside) < _LEAST_REACH:
        return marks
    kept = _thinned(inside) if kind is MarkKind.LINE else (inside[0], inside[-1])
    return (*marks, StillMark(kind, kept))


def _bounded(share: float) -> float:
    return min(1.0, max(0.0, share))


def _thinned(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """A hand gives hundreds of points; both ends always stay."""
    if len(points) <= MOST_POINTS:
        return points
    step = (len(points) - 1) / (MOST_POINTS - 1)
    return tuple(points[round(index * step)] for index in range(MOST_POINTS))
