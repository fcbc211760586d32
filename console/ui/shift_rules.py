"""When a person is told that they watch too many tiles, or that they may rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from console.domain.watch_load import USUAL_MOST_TILES


@dataclass(frozen=True)
class ShiftRules:
    """As this console's settings say."""

    most_tiles: int = USUAL_MOST_TILES
    """0 never tells."""
    break_every: timedelta = timedelta(0)
    """0 reminds nobody to rest."""
