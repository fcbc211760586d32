"""A tile's feed follows its size, but slowly: no edge that is dragged, and no size near the limit, makes it flap."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.camera import FeedQuality
from console.domain.wall_plan import SurfaceId
from console.wall.feed_choice import (
    LEAST_BETWEEN_S,
    LOWER_AFTER_S,
    MAIN_ABOVE_PX,
    MOST_MAIN_TILES,
    RAISE_AFTER_S,
    SUB_UNTIL_PX,
    FeedChooser,
    TileSight,
)
from tests.helpers.clock import FakeClock
from tests.helpers.screen_fakes import camera_entry

CAMERA = camera_entry(7, "Pos").camera
TILE = SurfaceId("main:0")


class Looking:
    """One tile under one chooser."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.chooser = FeedChooser(self.clock)

    def at(self, height_px: int, *, closely: bool = False, after_s: float = 0.0) -> FeedQuality:
        self.clock.advance(after_s)
        sight = TileSight(CAMERA.id, CAMERA, height_px, closely=closely)
        return self.chooser.choose({TILE: sight})[TILE].quality


def test_the_first_choice_is_by_size_alone() -> None:
    assert Looking().at(MAIN_ABOVE_PX) is FeedQuality.SUB
    assert Looking().at(MAIN_ABOVE_PX + 1) is FeedQuality.MAIN
    assert Looking().at(90, closely=True) is FeedQuality.MAIN


def test_a_tile_that_grew_is_raised_once_it_stays_large() -> None:
    looking = Looking()
    looking.at(300)
    assert looking.at(600) is FeedQuality.SUB
    assert looking.chooser.due_in_s() == pytest.approx(RAISE_AFTER_S)
    assert looking.at(600, after_s=RAISE_AFTER_S) is FeedQuality.MAIN
    assert looking.chooser.due_in_s() is None


def test_a_size_between_the_limits_keeps_what_is_shown() -> None:
    between_px = (MAIN_ABOVE_PX + SUB_UNTIL_PX) // 2
    small, large = Looking(), Looking()
    small.at(200)
    large.at(900)
    assert small.at(between_px, after_s=60) is FeedQuality.SUB
    assert large.at(between_px, after_s=60) is FeedQuality.MAIN
    assert small.chooser.due_in_s() is None


def test_a_tile_that_shrank_is_lowered_later_and_not_soon_after_a_change() -> None:
    looking = Looking()
    looking.at(200)
    looking.at(900)
    assert looking.at(900, after_s=RAISE_AFTER_S) is FeedQuality.MAIN
    assert looking.at(200) is FeedQuality.MAIN
    assert looking.at(200, after_s=LOWER_AFTER_S) is FeedQuality.MAIN
    assert looking.at(200, after_s=LEAST_BETWEEN_S - LOWER_AFTER_S) is FeedQuality.SUB


def test_zoom_raises_at_once_and_never_lowers_while_it_lasts() -> None:
    looking = Looking()
    looking.at(200)
    assert looking.at(200, closely=True) is FeedQuality.MAIN
    assert looking.at(10, closely=True, after_s=600) is FeedQuality.MAIN


def test_a_size_that_goes_to_and_fro_changes_nothing() -> None:
    looking = Looking()
    looking.at(200)
    step_s = RAISE_AFTER_S / 3
    seen = {looking.at(px, after_s=step_s) for _ in range(100) for px in (200, 900)}
    assert seen == {FeedQuality.SUB}


def test_a_wall_with_more_cameras_than_main_feeds_are_good_for_shows_sub() -> None:
    chooser = FeedChooser(FakeClock())
    sights = {
        SurfaceId(f"main:{tile}"): TileSight(CAMERA.id, CAMERA, 2000, closely=tile == 3)
        for tile in range(MOST_MAIN_TILES + 2)
    }
    main = [surface for surface, feed in chooser.choose(sights).items() if feed.quality is FeedQuality.MAIN]
    assert main == [SurfaceId("main:3")]


@given(
    height_px=st.integers(1, 4000),
    closely=st.booleans(),
    has=st.sampled_from([(True, True), (True, False), (False, True)]),
)
def test_a_feed_that_the_camera_lacks_is_never_asked_for(height_px: int, closely: bool, has: tuple[bool, bool]) -> None:
    camera = replace(CAMERA, has_main=has[0], has_sub=has[1])
    sight = TileSight(camera.id, camera, height_px, closely=closely)
    quality = FeedChooser(FakeClock()).choose({TILE: sight})[TILE].quality
    assert has[0] if quality is FeedQuality.MAIN else has[1]


def test_an_unknown_camera_is_asked_for_its_sub_feed_until_it_is_known() -> None:
    chooser = FeedChooser(FakeClock())
    unknown = TileSight(CAMERA.id, None, 2000)
    assert chooser.choose({TILE: unknown})[TILE].quality is FeedQuality.SUB
    assert chooser.choose({TILE: replace(unknown, camera=CAMERA)})[TILE].quality is FeedQuality.MAIN


@given(st.lists(st.tuples(st.integers(1, 1200), st.floats(0, 3)), max_size=60))
def test_no_tile_changes_more_often_than_allowed(history: list[tuple[int, float]]) -> None:
    looking = Looking()
    looking.at(300)
    changes: list[float] = []
    before = FeedQuality.SUB
    for height_px, after_s in history:
        quality = looking.at(height_px, after_s=after_s)
        if quality is not before:
            changes.append(looking.clock.monotonic_s())
        before = quality
    gaps_s = [later - earlier for earlier, later in pairwise(changes)]
    assert all(gap_s >= LEAST_BETWEEN_S - 1e-6 for gap_s in gaps_s)
