"""What is asked of the record of a wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class WallQuestion:
    """``camera``: a number, an id, or a part of a name; empty is any. ``screen`` None is any."""

    since_utc: datetime
    until_utc: datetime
    screen: int | None = None
    camera: str = ""
