"""Where the windows of a named workspace go on this machine, whose screens may be other ones; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from console.domain.screen import Area, ScreenFacts, matched
from console.wall.workspace import MAIN_NUMBER, Seat, WindowState, Workspace


def seats_here(workspace: Workspace, screens: Sequence[ScreenFacts], open_on: Mapping[int, int]) -> tuple[Seat, ...]:
    """The operator's window stays. The others go on their own screen, stay on the one that they are open on, or get a
    free one: of the same size before others, then in the order of their numbers. Without any they wait.

    ``open_on``: by the number of a window that is open now the index of its screen; the operator's always has one.
    """
    others = [window for window in workspace.windows if window.number != MAIN_NUMBER]
    present = [screen.identity for screen in screens]
    own = matched([window.screen for window in others], present)
    mains = open_on[MAIN_NUMBER]
    chosen: dict[int, int] = {}
    free = [index for index in range(len(screens)) if index != mains]
    for window in others:
        index = own[window.screen]
        if index in free:
            chosen[window.number] = index
            free.remove(index)
    for window in others:
        index = open_on.get(window.number, mains)
        if window.number not in chosen and index in free:
            chosen[window.number] = index
            free.remove(index)
    for window in sorted(others, key=lambda one: one.number):
        if window.number not in chosen and free:
            index = next((one for one in free if _size(screens[one].area) == _size(window.screen_area)), free[0])
            chosen[window.number] = index
            free.remove(index)
    return tuple(_seat(window, chosen.get(window.number), screens) for window in others)


def _seat(window: WindowState, index: int | None, screens: Sequence[ScreenFacts]) -> Seat:
    if index is None:
        return Seat(window, None, window.area)
    there, before = screens[index].area, window.screen_area
    changed = _size(there) != _size(before)
    return Seat(window, index, there if window.whole else _scaled(window.area, before, there), changed)


def _scaled(area: Area, before: Area, there: Area) -> Area:
    """The same part of another screen."""
    across, down = there.width / before.width, there.height / before.height
    made = Area(
        there.left + round((area.left - before.left) * across),
        there.top + round((area.top - before.top) * down),
        max(1, round(area.width * across)),
        max(1, round(area.height * down)),
    )
    return made.inside(there)


def _size(area: Area) -> tuple[int, int]:
    return area.width, area.height
