"""A workspace is written and read exactly, and every window gets its seat on the screens of today."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.camera import CameraId
from console.domain.layout import COMMON_LAYOUTS, layout_by_name
from console.domain.screen import Area, ScreenFacts, ScreenIdentity
from console.domain.wall_state import WallState
from console.wall.workspace import WindowState, Workspace, read, seated, written

FULL_HD = Area(0, 0, 1920, 1080)
LEFT = ScreenFacts(ScreenIdentity("Dell", "U2720Q", "A1", "DP-1"), FULL_HD)
RIGHT = ScreenFacts(ScreenIdentity("Dell", "U2720Q", "B2", "DP-2"), Area(1920, 0, 1920, 1080))


def _window(number: int, screen: ScreenFacts, *, whole: bool = True, area: Area | None = None) -> WindowState:
    wall = WallState(layout_by_name("2x2"), (CameraId("cam-1"), None))
    return WindowState(number, wall, screen.identity, area or screen.area, whole, screen.area)


TWO = Workspace((_window(1, LEFT), _window(2, RIGHT)))
AREAS = st.builds(Area, st.integers(-9000, 9000), st.integers(-9000, 9000), st.integers(1, 9000), st.integers(1, 9000))
IDENTITIES = st.builds(ScreenIdentity, *[st.text(max_size=12)] * 4)
WALLS = st.builds(
    lambda name, cameras, locked: WallState(layout_by_name(name), tuple(cameras), locked),
    st.sampled_from(COMMON_LAYOUTS),
    st.lists(st.none() | st.just(CameraId("cam-7")), max_size=20),
    st.booleans(),
)
WINDOWS = st.builds(WindowState, st.integers(1, 64), WALLS, IDENTITIES, AREAS, st.booleans(), AREAS)


@given(st.lists(WINDOWS, max_size=4, unique_by=lambda window: window.number))
def test_what_is_written_is_read_exactly(windows: list[WindowState]) -> None:
    workspace = Workspace(tuple(windows))

    assert read(written(workspace)) == workspace


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"windows": None},
        {"windows": [1]},
        {"windows": json.loads(written(TWO))["windows"] * 2},
        {"windows": [{**json.loads(written(TWO))["windows"][0], "number": 0}]},
        {"windows": [{**json.loads(written(TWO))["windows"][0], "screen": ["a", "b"]}]},
        {"windows": [{**json.loads(written(TWO))["windows"][0], "area": [0, 0, 0, 10]}]},
        {"windows": [{**json.loads(written(TWO))["windows"][0], "wall": {}}]},
    ],
)
def test_anything_else_is_no_workspace(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read(json.dumps({**json.loads(written(TWO)), **change}).encode())


def test_windows_go_with_their_screens_when_cables_are_swapped() -> None:
    swapped = [
        replace(LEFT, identity=replace(RIGHT.identity, name="DP-1")),
        replace(RIGHT, identity=replace(LEFT.identity, name="DP-2")),
    ]

    seats = seated(TWO, swapped)

    assert [(seat.screen, seat.area, seat.changed) for seat in seats] == [(1, RIGHT.area, False), (0, LEFT.area, False)]


def test_a_window_waits_for_its_screen_but_the_operators_own_never_does() -> None:
    seats = seated(TWO, [RIGHT])
    none_left = seated(TWO, [replace(LEFT, identity=ScreenIdentity(name="VNC"))])

    assert [(seat.window.number, seat.screen) for seat in seats] == [(1, 0), (2, 0)]
    assert [(seat.window.number, seat.screen) for seat in none_left] == [(1, 0), (2, None)]


def test_a_screen_that_was_turned_or_scaled_is_filled_all_the_same_and_said() -> None:
    turned = replace(RIGHT, area=Area(1920, 0, 1080, 1920))

    seat = seated(TWO, [LEFT, turned])[1]

    assert (seat.screen, seat.area, seat.changed) == (1, turned.area, True)


def test_a_window_with_a_frame_stays_where_it_was_on_its_screen_and_never_outside() -> None:
    framed = _window(2, RIGHT, whole=False, area=Area(2920, 500, 900, 560))
    moved = replace(RIGHT, area=Area(0, 1080, 1920, 1080))
    small = replace(RIGHT, area=Area(1920, 0, 800, 600))

    assert seated(Workspace((framed,)), [moved])[0].area == Area(1000, 1580, 900, 560)
    assert seated(Workspace((framed,)), [small])[0].area == Area(1920, 40, 800, 560)
