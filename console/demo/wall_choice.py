"""Which cameras the demo puts on its wall: online ones, their scenes as different as the farm has them."""

from __future__ import annotations

import csv
from pathlib import Path

from console.base.errors import KnownError


def choose_cameras(cameras_file: Path, count: int) -> list[str]:
    """Ids from the city's CSV, one camera a scene first. Raises KnownError ``demo.few_cameras``."""
    by_scene: dict[str, list[str]] = {}
    with cameras_file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["status"] == "online":
                by_scene.setdefault(row["scene"], []).append(row["id"])
    chosen: list[str] = []
    rank = 0
    while len(chosen) < count:
        layer = [ids[rank] for _scene, ids in sorted(by_scene.items()) if rank < len(ids)]
        if not layer:
            raise KnownError("demo.few_cameras", wanted=count, online=len(chosen))
        chosen.extend(layer)
        rank += 1
    return chosen[:count]
