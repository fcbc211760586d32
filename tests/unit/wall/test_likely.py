"""What is likely next: a tour's page first, then neighbours and history in turns, never what is on the wall already."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.base.observer import Signal
from console.domain.camera import CameraId
from console.wall.likely import REMEMBERED, TileHistory, Together, likely_next

cameras = st.lists(st.integers(0, 20).map(lambda number: CameraId(f"c{number}")), max_size=12)


def named(*names: str) -> list[CameraId]:
    return [CameraId(name) for name in names]


def test_the_tours_page_comes_first_and_the_others_in_turns() -> None:
    likely = likely_next(named("x"), tour=named("t"), near=named("n1", "n2"), before=named("b1", "b2", "b3"))
    assert likely == named("t", "n1", "b1", "n2", "b2", "b3")


@given(cameras, cameras, cameras, cameras)
def test_everything_once_and_nothing_that_is_shown(
    shown: list[CameraId], tour: list[CameraId], near: list[CameraId], before: list[CameraId]
) -> None:
    likely = likely_next(shown, tour=tour, near=near, before=before)
    assert len(likely) == len(set(likely))
    assert set(likely) == {*tour, *near, *before} - set(shown)


def test_a_tile_remembers_what_it_showed_the_newest_first() -> None:
    history = TileHistory()
    for number in range(REMEMBERED + 3):
        history.note([CameraId(f"c{number}"), None])
    assert history.of(0) == tuple(CameraId(f"c{number}") for number in range(REMEMBERED + 1, 1, -1))
    assert history.of(1) == ()


def test_a_camera_that_comes_again_is_remembered_once() -> None:
    history = TileHistory()
    for name in ("a", "b", "a", "b", "a"):
        history.note(named(name))
    assert history.of(0) == tuple(named("b", "a"))


def test_other_tiles_take_turns_and_a_smaller_layout_counts_as_leaving() -> None:
    history = TileHistory()
    for row in (("a", "p", "x"), ("b", "q", "x"), ("c", "r")):
        history.note(named(*row))
    assert history.all_but(0) == named("q", "x", "p")


class _Source:
    def __init__(self, *names: str) -> None:
        self.changed: Signal[None] = Signal()
        self.names = named(*names)

    def cameras(self) -> list[CameraId]:
        return self.names


def test_of_several_windows_whoever_knows_better_comes_first_and_goes_with_its_window() -> None:
    together, told = Together(), list[None]()
    together.changed.connect(told.append)
    tour, followed = _Source("t"), _Source("f")
    together.add(tour)
    remove = together.add(followed, first=True)
    assert together.cameras() == named("f", "t")
    tour.changed.emit(None)
    remove()
    assert (together.cameras(), len(told)) == (named("t"), 2)
    followed.changed.emit(None)
    assert len(told) == 2
