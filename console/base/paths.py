"""Where Ronda keeps its files on a machine, by the XDG rules; folders are private to the user."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Paths:
    """The folders of one user's Ronda; made on first use with mode 0700."""

    data_folder: Path
    """Kept: events database, evidence spool."""
    cache_folder: Path
    """May be deleted: directory cache."""

    @classmethod
    def for_user(cls) -> Paths:
        """``RONDA_HOME`` when set (everything below it), else XDG_DATA_HOME and XDG_CACHE_HOME."""
        home = os.environ.get("RONDA_HOME")
        if home:
            return cls(Path(home) / "data", Path(home) / "cache")
        user_home = Path.home()
        data = Path(os.environ.get("XDG_DATA_HOME") or user_home / ".local" / "share")
        cache = Path(os.environ.get("XDG_CACHE_HOME") or user_home / ".cache")
        return cls(data / "ronda", cache / "ronda")

    def ensure(self) -> Paths:
        """Makes the folders. Raises OSError as the system gives it; ``store`` maps it."""
        for folder in (self.data_folder, self.cache_folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self
