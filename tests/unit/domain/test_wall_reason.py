"""What is large on a shared screen, and what becomes so."""

from __future__ import annotations

from console.domain.camera import CameraId
from console.domain.layout import grid, layout_by_name
from console.domain.tile_content import ClockBoard
from console.domain.wall_reason import large_cameras, large_tiles, newly_large
from console.domain.wall_state import WallState
from console.domain.wall_tour import WallTour
from console.domain.wall_wanted import ScreenContent, with_tour

_A, _B, _C = (CameraId(name) for name in "abc")


def test_a_tile_is_large_that_takes_more_than_a_quarter_of_its_screen() -> None:
    found = {name: large_tiles(layout_by_name(name)) for name in ("1x1", "2x2", "1+5", "3x3")}
    assert found == {"1x1": {0}, "2x2": frozenset(), "1+5": {0}, "3x3": frozenset()}
    assert large_tiles(grid(1, 2)) == {0, 1}


def test_only_what_was_not_large_before_is_new() -> None:
    small = ScreenContent(WallState(grid(2, 2), (_A, _B)))
    pair, turned = (ScreenContent(WallState(grid(1, 2), tiles)) for tiles in ((_A, None), (_B, _A)))
    assert newly_large(small, pair) == {_A}
    assert newly_large(pair, turned) == {_B}
    assert newly_large(turned, small) == frozenset()


def test_of_a_tour_everybody_who_comes_to_a_large_tile_counts() -> None:
    small = ScreenContent(WallState(grid(2, 2)))
    cameras = WallTour("Pasar", 10, (_A, _B, _C))
    assert large_cameras(with_tour(small, cameras)) == frozenset()
    one = ScreenContent(WallState(grid(1, 2), (ClockBoard(),)))
    assert large_cameras(with_tour(one, cameras)) == {_A, _B, _C}
    layouts = (WallState(grid(2, 2), (_A,)), WallState(grid(1, 1), (_C,)))
    assert large_cameras(with_tour(small, WallTour("Malam", 10, layouts=layouts))) == {_C}
