"""How many of a feed's pictures are decoded: all of them, or fewer while the machine can't keep up."""

from __future__ import annotations

from enum import Enum


class FeedPace(Enum):
    """The share of every group of pictures that is shown, from its key picture on; later ones depend on earlier ones."""

    WHOLE = 1.0
    HALF = 0.5
    QUARTER = 0.25
    KEYS = 0.0


PACES = tuple(FeedPace)
"""From what is given up last to what is given up first."""
