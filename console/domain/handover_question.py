"""Which hand-over notes somebody looks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class HandoverQuestion:
    """All of them, unless something is said."""

    only_open: bool = False
    only_late: bool = False
    """Without the second signature though the next shift has begun a while ago."""
    from_utc: datetime | None = None
    to_utc: datetime | None = None
    words: str = ""
