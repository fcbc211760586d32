"""A tour of a screen: what lies there at first, what stays beside it, and what is none."""

from __future__ import annotations

import pytest

from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.domain.layout import grid
from console.domain.tile_content import ClockBoard, Hotspot, TileContent
from console.domain.wall_state import WallState
from console.domain.wall_tour import WallTour
from console.domain.wall_wanted import ScreenContent, with_message, with_tile, with_tour

_CAMERAS = tuple(CameraId(name) for name in "abcde")
_CLOCK = ClockBoard()


def _screen(*tiles: TileContent | None) -> ScreenContent:
    return ScreenContent(WallState(grid(2, 2), tiles), "Rapat")


def test_its_first_page_stands_in_the_layout_that_is_there_and_boards_stay() -> None:
    content = with_tour(_screen(_CLOCK, CameraId("x"), None, None), WallTour("Pasar", 10, _CAMERAS))
    assert content.state.tiles == (_CLOCK, "a", "b", "c")
    assert content.message == "Rapat"
    tour = content.tour
    assert tour is not None
    assert tour.ground(content.state).tiles == (_CLOCK, None, None, None)


def test_of_layouts_the_first_one_takes_the_screen() -> None:
    layouts = (WallState(grid(1, 2), (_CAMERAS[0], _CLOCK)), WallState(grid(1, 1), (_CAMERAS[1],)))
    tour = WallTour("Malam", 30, layouts=layouts)
    assert with_tour(_screen(), tour).state == layouts[0]
    assert tour.ground(layouts[0]).tiles == (None, None)
    assert (tour.has_boards, tour.has_hotspot) == (True, False)
    assert tour.contents == frozenset((*_CAMERAS[:2], _CLOCK))
    assert WallTour("Malam", 30, layouts=(WallState(grid(1, 1), (Hotspot(),)),)).has_hotspot


def test_whatever_else_is_put_on_the_screen_ends_it_but_a_message_does_not() -> None:
    content = with_tour(_screen(), WallTour("Pasar", 10, _CAMERAS))
    assert with_message(content, "Siaga").tour is content.tour
    ended = with_tile(content, 0, CameraId("z"))
    assert (ended.tour, ended.state.tiles) == (None, ("z", "b", "c", "d"))


def test_where_boards_lie_everywhere_cameras_find_no_tile() -> None:
    with pytest.raises(KnownError, match="tour_no_tile"):
        with_tour(_screen(*[_CLOCK] * 4), WallTour("Pasar", 10, _CAMERAS))


@pytest.mark.parametrize(
    ("cameras", "layouts"),
    [((), ()), (("a", "a"), ()), (("a",), (WallState(grid(1, 1), (_CAMERAS[0],)),))],
)
def test_nothing_twice_the_same_or_both_is_no_tour(cameras: tuple[str, ...], layouts: tuple[WallState, ...]) -> None:
    with pytest.raises(ValueError, match="tour"):
        WallTour("?", 10, tuple(map(CameraId, cameras)), layouts)
