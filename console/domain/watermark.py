"""Whether pictures bear the name of who sees them: the centre's setting, for every console and wall machine."""

from __future__ import annotations

from enum import Enum


class Watermark(Enum):
    """Where the mark is."""

    OFF = "off"
    TILES = "tiles"
    PICTURES = "pictures"
    """On tiles, and in the pictures that people save; never in evidence."""

    @classmethod
    def read(cls, told: str) -> Watermark:
        """A word of a newer centre marks all that we can mark."""
        try:
            return cls(told)
        except ValueError:
            return cls.PICTURES
