"""What is likely next: a tour's page first, then neighbours and history in turns, never what is on the wall already."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.camera import CameraId
from console.wall.likely import REMEMBERED, TileHistory, likely_next

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
