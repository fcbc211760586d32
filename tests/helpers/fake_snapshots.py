"""A fake of the desk that saves pictures to files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from console.base.errors import KnownError
from console.evidence.snapshots import SnapshotOrder


@dataclass
class FakeSnapshots:
    """Remembers the orders; ``failure`` makes taking fail."""

    orders: list[SnapshotOrder] = field(default_factory=list)
    failure: KnownError | None = None
    path: Path = Path("Pictures/2026-11-23_21-14-09_WIB_1201_Gang-Melati.jpg")

    def take(self, order: SnapshotOrder) -> Path:
        if self.failure:
            raise self.failure
        self.orders.append(order)
        return self.path

    def folder(self) -> Path:
        return self.path.parent
