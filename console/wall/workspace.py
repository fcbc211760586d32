"""A workspace: all windows of a person with what is on them, and on which screens; how it is put back on those of today."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from console.base.plain_json import read_json
from console.domain.screen import Area, ScreenFacts, ScreenIdentity, matched
from console.domain.wall_state import WallState
from console.wall.layout_text import plain, read_plain

MAIN_NUMBER = 1
_VERSION = 1
_MOST_WINDOWS = 64
_MOST_PX = 100_000
_MOST_TEXT = 300


@dataclass(frozen=True)
class WindowState:
    """One window by the number of its screen. ``area`` is where it was, ``whole``: it filled its screen."""

    number: int
    wall: WallState
    screen: ScreenIdentity
    area: Area
    whole: bool
    screen_area: Area
    """Of its screen at that time: another one tells of another scale, or that it was turned."""


@dataclass(frozen=True)
class Workspace:
    """The windows by number; the first one is the operator's."""

    windows: tuple[WindowState, ...] = ()


@dataclass(frozen=True)
class Seat:
    """Where a window goes today. ``screen``: its index; None waits for its own to come back."""

    window: WindowState
    screen: int | None
    area: Area
    changed: bool = False
    """Its screen has another size now: scaled, or turned."""


def seated(workspace: Workspace, screens: Sequence[ScreenFacts]) -> tuple[Seat, ...]:
    """The operator's window always has a seat, on the first screen if its own is gone."""
    found = matched([window.screen for window in workspace.windows], [screen.identity for screen in screens])
    return tuple(_seat(window, found[window.screen], screens) for window in workspace.windows)


def _seat(window: WindowState, index: int | None, screens: Sequence[ScreenFacts]) -> Seat:
    if index is None and window.number == MAIN_NUMBER and screens:
        return Seat(window, 0, window.area.inside(screens[0].area))
    if index is None:
        return Seat(window, None, window.area)
    there, before = screens[index].area, window.screen_area
    changed = (there.width, there.height) != (before.width, before.height)
    if window.whole:
        return Seat(window, index, there, changed)
    moved = Area(
        window.area.left - before.left + there.left,
        window.area.top - before.top + there.top,
        window.area.width,
        window.area.height,
    )
    return Seat(window, index, moved.inside(there), changed)


def written(workspace: Workspace) -> bytes:
    return json.dumps(plain_workspace(workspace), ensure_ascii=False).encode()


def plain_workspace(workspace: Workspace) -> dict[str, object]:
    """For JSON."""
    windows = [
        {
            "number": window.number,
            "wall": plain(window.wall),
            "screen": [window.screen.manufacturer, window.screen.model, window.screen.serial, window.screen.name],
            "area": _plain_area(window.area),
            "whole": window.whole,
            "screen_area": _plain_area(window.screen_area),
        }
        for window in workspace.windows
    ]
    return {"version": _VERSION, "windows": windows}


def read(content: bytes) -> Workspace:
    """Raises ValueError for anything that is no workspace, and for one of a newer Ronda."""
    return read_plain_workspace(read_json(content))


def read_plain_workspace(found: object) -> Workspace:
    """As ``read``."""
    if not isinstance(found, dict) or found.get("version") != _VERSION:
        raise ValueError("no workspace of this version")
    windows = found.get("windows")
    if not isinstance(windows, list) or len(windows) > _MOST_WINDOWS:
        raise ValueError("windows")
    made = tuple(_window(window) for window in windows)
    if len({window.number for window in made}) != len(made):
        raise ValueError("two windows with one number")
    return Workspace(made)


def _window(found: object) -> WindowState:
    if not isinstance(found, dict):
        raise ValueError("window")  # noqa: TRY004  one kind of error for everything that is wrong
    number, whole, screen = found.get("number"), found.get("whole"), found.get("screen")
    if not isinstance(number, int) or not MAIN_NUMBER <= number <= _MOST_WINDOWS or not isinstance(whole, bool):
        raise ValueError("window")
    if not isinstance(screen, list) or not all(isinstance(one, str) and len(one) <= _MOST_TEXT for one in screen):
        raise ValueError("screen")
    manufacturer, model, serial, name = screen
    identity = ScreenIdentity(manufacturer, model, serial, name)
    wall = read_plain(found.get("wall"))
    return WindowState(number, wall, identity, _area(found.get("area")), whole, _area(found.get("screen_area")))


def _plain_area(area: Area) -> list[int]:
    return [area.left, area.top, area.width, area.height]


def _area(found: object) -> Area:
    if not isinstance(found, list) or not all(isinstance(one, int) and abs(one) <= _MOST_PX for one in found):
        raise ValueError("area")
    left, top, width, height = found
    if width < 1 or height < 1:
        raise ValueError("area")
    return Area(left, top, width, height)
