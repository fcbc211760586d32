"""Tours: what follows what, what is passed over, and how a pause holds the time of a step."""

from __future__ import annotations

import pytest

from console.domain.camera import CameraId
from console.domain.layout import grid
from console.domain.tour import CameraTour, LayoutTour, Page, StepClock, page_at, tour_tiles
from console.domain.wall_state import WallState

_A, _B, _C, _D, _E = (CameraId(name) for name in "abcde")
_TOUR = CameraTour((_A, _B, _C, _D, _E))


def _none_dead(_camera: CameraId) -> bool:
    return False


def test_pages_follow_each_other_round_the_end() -> None:
    pages = [page_at(_TOUR, second, 10, 2, _none_dead).cameras for second in (0, 9.9, 10, 20, 30)]
    assert pages == [(_A, _B), (_A, _B), (_C, _D), (_E, _A), (_B, _C)]


def test_one_tile_shows_one_camera_after_the_other() -> None:
    assert [page_at(_TOUR, second, 5, 1, _none_dead).cameras for second in (0, 5, 25)] == [(_A,), (_B,), (_A,)]


def test_dead_cameras_are_passed_over_and_come_back_at_their_place() -> None:
    page, following = _TOUR.page(1, 2, lambda camera: camera in (_B, _C))
    assert page.cameras == (_D, _E)
    assert following == 0
    assert _TOUR.page(1, 2, _none_dead)[0].cameras == (_B, _C)


def test_more_tiles_than_cameras_show_each_once() -> None:
    assert _TOUR.page(3, 9, _none_dead)[0].cameras == (_D, _E, _A, _B, _C)


def test_with_all_dead_it_goes_on_over_all_of_them() -> None:
    page, following = _TOUR.page(0, 2, lambda _camera: True)
    assert (page.cameras, following) == ((_A, _B), 2)


def test_a_layout_without_working_cameras_is_passed_over_unless_all_are_so() -> None:
    first, second = WallState(grid(1, 1), (_A,)), WallState(grid(1, 2), (_B, None, _C))
    tour = LayoutTour((first, second))
    assert tour.page(0, 0, lambda camera: camera == _A) == (Page((_B,), second), 0)
    assert tour.page(0, 0, lambda _camera: True) == (Page((_A,), first), 1)


def test_pinned_tiles_stay() -> None:
    assert tour_tiles(4, frozenset({1, 3})) == (0, 2)
    assert tour_tiles(4, frozenset({1}), only=1) == (1,)
    assert tour_tiles(2, frozenset(), only=3) == ()


def test_a_pause_holds_the_time_of_a_step() -> None:
    clock = StepClock(10).resumed(100)
    assert clock.left_s(104) == 6
    paused = clock.paused(104)
    assert (paused.left_s(500), paused.runs) == (6, False)
    assert paused.resumed(500).left_s(502) == 4
    assert paused.begun(500).left_s(900) == 10


def test_a_tour_of_nothing_is_refused() -> None:
    for cameras in ((), (_A, _A)):
        with pytest.raises(ValueError, match="each once"):
            CameraTour(cameras)
    with pytest.raises(ValueError, match="layouts"):
        LayoutTour(())
