"""What a tile shows of a camera that is moved: who moves it, and for who steers it here, where to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class MovingTone(Enum):
    """What the words are about; each has its colour."""

    OTHER = "other"
    """Somebody else moves it."""
    MINE = "mine"
    TROUBLE = "trouble"


@dataclass(frozen=True)
class MovingLook:
    """Equal looks need no repaint."""

    words: tuple[str, ...]
    """The same said ever shorter, for ever smaller tiles."""
    tone: MovingTone = MovingTone.OTHER
    hint: str = ""
    """What can be done, where there is room for it."""
    is_steered: bool = False
    """The keys and the hand of this window move it."""
    right: float = 0.0
    """The way of the hand as it is seen, of full speed; the arrow is drawn so."""
    down: float = 0.0
    nearer: float = 0.0
