"""On another machine windows find screens by number and size, and those without one wait."""

from __future__ import annotations

from console.domain.layout import layout_by_name
from console.domain.screen import Area, ScreenFacts, ScreenIdentity
from console.domain.wall_state import WallState
from console.wall.workspace import WindowState, Workspace
from console.wall.workspace_seats import seats_here

HERE = [
    ScreenFacts(ScreenIdentity("BenQ", "GW", f"H{index}", f"HDMI-{index}"), Area(1920 * index, 0, 1920, 1080))
    for index in range(3)
]
WIDE = ScreenFacts(ScreenIdentity("LG", "W", "W9", "DP-4"), Area(9000, 0, 3840, 2160))


def _window(number: int, screen: ScreenFacts | None = None, *, whole: bool = True) -> WindowState:
    there = screen or ScreenFacts(ScreenIdentity("Dell", "U", f"S{number}", f"DP-{number}"), Area(0, 0, 1920, 1080))
    area = there.area if whole else Area(there.area.left + 960, there.area.top + 540, 480, 270)
    return WindowState(number, WallState(layout_by_name("2x2")), there.identity, area, whole, there.area)


def _seats(windows: list[WindowState], screens: list[ScreenFacts], **open_on: int) -> dict[int, int | None]:
    on = {1: 0} | {int(name[1:]): index for name, index in open_on.items()}
    return {seat.window.number: seat.screen for seat in seats_here(Workspace(tuple(windows)), screens, on)}


def test_the_operators_window_stays_and_the_others_get_free_screens_in_order() -> None:
    assert _seats([_window(3), _window(2), _window(1)], HERE) == {2: 1, 3: 2}


def test_those_without_a_screen_wait() -> None:
    assert _seats([_window(number) for number in (1, 2, 3, 4)], HERE[:2]) == {2: 1, 3: None, 4: None}


def test_a_window_goes_to_its_own_screen_before_others_may_have_it() -> None:
    assert _seats([_window(2), _window(3, HERE[1])], HERE) == {2: 2, 3: 1}


def test_an_open_window_stays_on_the_screen_that_it_has() -> None:
    assert _seats([_window(2), _window(3)], HERE, n3=1) == {2: 2, 3: 1}


def test_a_screen_of_the_same_size_comes_before_the_next_one() -> None:
    screens = [HERE[0], HERE[1], WIDE]
    elsewhere = ScreenFacts(ScreenIdentity("Asus"), Area(0, 0, 3840, 2160))
    assert _seats([_window(2, elsewhere), _window(3)], screens) == {2: 2, 3: 1}


def test_a_part_of_a_screen_is_the_same_part_of_another_one() -> None:
    (seat,) = seats_here(Workspace((_window(2, whole=False),)), [HERE[0], WIDE], {1: 0})
    (whole,) = seats_here(Workspace((_window(2),)), [HERE[0], WIDE], {1: 0})

    assert (seat.area, seat.changed) == (Area(9000 + 1920, 1080, 960, 540), True)
    assert whole.area == WIDE.area
