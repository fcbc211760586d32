"""Writes one workspace after the other until it is killed; says before each which one comes, and after it that it is kept."""

from __future__ import annotations

import sys
from pathlib import Path

from console.base.clock import SystemClock
from console.domain.camera import CameraId
from console.domain.layout import layout_by_name
from console.domain.screen import Area, ScreenIdentity
from console.domain.wall_state import WallState
from console.store.kept_file import KeptFile
from console.wall.workspace import WindowState, Workspace, written


def workspace_of(turn: int) -> Workspace:
    """Three windows, full of cameras of this turn."""
    area = Area(0, 0, 1920, 1080)
    cameras = tuple(CameraId(f"cam-{turn}-{tile}") for tile in range(64))
    walls = [WallState(layout_by_name("8x8"), cameras, locked=bool(turn % 2))] * 3
    return Workspace(
        tuple(
            WindowState(number, wall, ScreenIdentity("Dell", "U2720Q", f"S{number}", f"DP-{number}"), area, True, area)
            for number, wall in enumerate(walls, start=1)
        )
    )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(path: Path) -> None:
    file = KeptFile(path, SystemClock())
    turn = 0
    while True:
        turn += 1
        _say(f"begin {turn}")
        file.write(written(workspace_of(turn)))
        _say(f"kept {turn}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
