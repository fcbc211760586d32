"""How a picture is looked at: how its camera hangs, how it fills its tile, and what part of it is enlarged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

MOST_ZOOM = 16.0
_WHOLE = 1.001
"""Below this a zoom is none: what rounding leaves over after zooming in and out again."""


class Fit(Enum):
    """The whole picture with bars, the whole tile with edges cut off, or the picture bent to the tile's shape."""

    FIT = "fit"
    FILL = "fill"
    STRETCH = "stretch"

    @property
    def following(self) -> Fit:
        order = list(Fit)
        return order[(order.index(self) + 1) % len(order)]


@dataclass(frozen=True)
class Hanging:
    """What belongs to a camera wherever it is shown: one that hangs on its side or upside down does so on every tile.

    As shown, a picture is first mirrored left to right, then turned clockwise.
    """

    quarter_turns: int = 0
    mirrored: bool = False
    fit: Fit = Fit.FIT

    def turned(self) -> Hanging:
        """A quarter further clockwise, as one sees it."""
        return replace(self, quarter_turns=(self.quarter_turns + 1) % 4)

    def flipped(self) -> Hanging:
        """Left and right exchanged, as one sees it."""
        return replace(self, quarter_turns=-self.quarter_turns % 4, mirrored=not self.mirrored)

    @property
    def sideways(self) -> bool:
        """True when width and height change places."""
        return self.quarter_turns % 2 == 1


@dataclass(frozen=True)
class Zoom:
    """``factor`` 1 is the whole picture; ``x`` and ``y`` are the middle of what is seen, as shares of the picture shown."""

    factor: float = 1.0
    x: float = 0.5
    y: float = 0.5

    @property
    def is_zoomed(self) -> bool:
        return self.factor > _WHOLE

    def turned(self) -> Zoom:
        """The same part of the picture after it was turned a quarter clockwise."""
        return Zoom(self.factor, 1 - self.y, self.x)

    def flipped(self) -> Zoom:
        """The same part of the picture after left and right were exchanged."""
        return Zoom(self.factor, 1 - self.x, self.y)


@dataclass(frozen=True)
class PictureView:
    """Everything that decides what of a picture is drawn where in its tile."""

    hanging: Hanging = Hanging()
    zoom: Zoom = Zoom()

    @property
    def is_plain(self) -> bool:
        """True when the picture is drawn as it comes: whole, upright and in its own shape."""
        return self.hanging == Hanging() and not self.zoom.is_zoomed


def bounded_factor(factor: float) -> float:
    """From the whole picture to the largest zoom that shows more than blocks."""
    return 1.0 if factor < _WHOLE else min(MOST_ZOOM, factor)
