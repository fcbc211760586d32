"""Alarms lie over what people put on a screen in one order, give it back when they are over, and never over people's hands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from console.domain.camera import CameraId
from console.domain.layout import grid
from console.domain.wall_alarm import MOST_ALARMS, Alarm, overlaid, ranked, reconciled
from console.domain.wall_state import WallState
from console.domain.wall_tour import WallTour
from console.domain.wall_wanted import ScreenContent, with_tile, with_tour
from tests.helpers.clock import START_UTC

_CAMERA = st.sampled_from([CameraId(name) for name in "abcdefgh"])


def alarm(number: int, priority: int = 1, tile: int | None = None, cameras: str = "x", at_s: float = 0.0) -> Alarm:
    names = tuple(CameraId(name) for name in cameras)
    at = START_UTC + timedelta(seconds=at_s)
    return Alarm(UUID(int=number), UUID(int=99), "Aturan", f"f{number}", f"SMG-{number}", names, priority, at, tile)


@st.composite
def _screens(draw: st.DrawFn) -> ScreenContent:
    layout = grid(draw(st.integers(1, 3)), draw(st.integers(1, 3)))
    size = len(layout.cells)
    cameras = draw(st.lists(st.none() | _CAMERA, min_size=size, max_size=size))
    tour = draw(st.none() | st.just(WallTour("Pasar", 10, (CameraId("a"), CameraId("b")))))
    return ScreenContent(WallState(layout, tuple(cameras)), draw(st.sampled_from(["", "Rapat"])), tour)


_ALARMS = st.lists(
    st.builds(
        alarm,
        st.integers(1, 10**6),
        st.integers(1, 5),
        st.none() | st.integers(1, 12),
        st.text("stuvwxyz", min_size=1, max_size=9),
        st.floats(0, 100),
    ),
    max_size=20,
    unique_by=lambda one: one.id,
)


@given(_screens(), _ALARMS)
def test_with_the_last_alarm_over_the_screen_is_what_it_was(base: ScreenContent, alarms: list[Alarm]) -> None:
    over = overlaid(base, alarms)
    assert over.applied.message == base.message
    assert len(over.applied.state.cameras) == len(over.applied.state.layout.cells)
    back, still = reconciled(over, over.applied, alarms)
    assert (back, list(still)) == (base, alarms)
    assert overlaid(back, ()).applied == base


@given(_screens(), _ALARMS, st.randoms())
def test_the_order_in_which_alarms_came_changes_nothing(base: ScreenContent, alarms: list[Alarm], dice: object) -> None:
    shuffled = sorted(alarms, key=lambda one: hash((str(dice), one.id)))
    assert overlaid(base, shuffled) == overlaid(base, alarms)


@given(_screens(), _ALARMS)
def test_each_mark_stands_for_the_highest_alarm_of_its_tile(base: ScreenContent, alarms: list[Alarm]) -> None:
    over = overlaid(base, alarms)
    kept = ranked(alarms)[:MOST_ALARMS]
    wholes = [one for one in kept if one.tile is None]
    for mark in over.marks:
        # Whatever is over a whole screen and meant for this very tile lies on it.
        rivals = [one for one in kept if one.tile in (None, mark.tile + 1) and one.id != mark.alarm.id]
        above = [one for one in rivals if kept.index(one) < kept.index(mark.alarm)]
        assert not above
        assert over.applied.state.tile(mark.tile) in mark.alarm.cameras
    if wholes:
        assert {one.tile for one in over.marks} >= set(range(len(over.applied.state.layout.cells))) & {0}


@given(_screens(), _ALARMS, st.integers(0, 20), _CAMERA)
def test_what_somebody_put_there_meanwhile_stays_when_the_alarms_are_over(
    base: ScreenContent, alarms: list[Alarm], tile: int, camera: CameraId
) -> None:
    over = overlaid(base, alarms)
    tile %= len(over.applied.state.layout.cells)
    theirs = with_tile(over.applied, tile, camera)
    if theirs == over.applied:
        return
    now, still = reconciled(over, theirs, alarms)
    assert now.state.tile(tile) == camera
    assert overlaid(now, [one for one in still if one.id in over.parts]).applied.state.tile(tile) == camera
    if over.marks and not over.is_whole:
        untouched = [mark.tile for mark in over.marks if mark.tile != tile]
        assert all(now.state.tile(one) == base.state.tile(one) for one in untouched)


@given(_screens(), _ALARMS)
def test_another_layout_by_hand_ends_every_alarm_that_was_to_be_seen(base: ScreenContent, alarms: list[Alarm]) -> None:
    over = overlaid(base, alarms)
    theirs = ScreenContent(WallState(grid(5, 5), (CameraId("q"),) * 25))
    now, still = reconciled(over, theirs, alarms)
    assert now == theirs
    assert not over.parts & {one.id for one in still}


def test_a_message_sent_during_an_alarm_is_kept_and_ends_nothing() -> None:
    base = ScreenContent(WallState(grid(1, 1), (CameraId("a"),)))
    over = overlaid(base, [alarm(1)])
    now, still = reconciled(over, replace(over.applied, message="Rapat"), [alarm(1)])
    assert (now, len(still)) == (replace(base, message="Rapat"), 1)


def test_a_tour_waits_while_an_alarm_is_there_and_one_that_is_sent_meanwhile_ends_the_alarm() -> None:
    tour = WallTour("Pasar", 10, (CameraId("a"), CameraId("b")))
    base = with_tour(ScreenContent(WallState(grid(1, 2))), tour)
    over = overlaid(base, [alarm(1, tile=1)])
    assert (over.applied.tour, over.applied.state.tiles) == (None, ("x", "b"))
    assert reconciled(over, over.applied, [])[0] == base
    other = with_tour(over.applied, WallTour("Malam", 10, (CameraId("c"),)))
    assert reconciled(over, other, [alarm(1, tile=1)]) == (other, ())
    put = with_tile(over.applied, 1, CameraId("q"))
    now, still = reconciled(over, put, [alarm(1, tile=1)])
    assert (now.tour, now.state.tiles, len(still)) == (None, ("a", "q"), 1)


def test_the_higher_priority_then_the_newer_lies_on_top_and_the_earlier_returns() -> None:
    base = ScreenContent(WallState(grid(2, 2), (CameraId("a"),) * 4))
    old, new, low = alarm(1, 2, 1, "o", 0), alarm(2, 2, 1, "n", 5), alarm(3, 3, 1, "l", 9)
    seen = []
    standing = [old, low, new]
    while standing:
        seen.append(overlaid(base, standing).applied.state.tile(0))
        standing.remove(ranked(standing)[0])
    assert seen == ["n", "o", "l"]


def test_several_cameras_of_a_flag_fill_a_screen_and_one_fills_it_alone() -> None:
    base = ScreenContent(WallState(grid(2, 2), (CameraId("a"),) * 4))
    sizes = {count: overlaid(base, [alarm(1, cameras="stuvwxyz"[:count])]).applied.state for count in (1, 2, 3, 5)}
    assert {count: (state.layout.rows, state.layout.columns) for count, state in sizes.items()} == {
        1: (1, 1),
        2: (1, 2),
        3: (2, 2),
        5: (2, 3),
    }
    assert sizes[3].cameras == ("s", "t", "u", None)
