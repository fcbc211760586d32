"""How many tiles one person can watch: above so many events are missed."""

from __future__ import annotations

USUAL_MOST_TILES = 16
"""No standard says how many; detection falls with each screen more, and this is the ceiling that is named most often."""


def is_too_many(tiles: int, most: int) -> bool:
    """``tiles``: those with cameras, over all windows; ``most`` 0 never warns."""
    return 0 < most < tiles
